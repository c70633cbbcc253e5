"""What stands on the two pages of each spread; the same for every producer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Half:
    """One printed page: its number, heading, text and table (the first row is the heading)."""

    number: int | None
    heading: str
    text: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Case:
    """One page of the file; ``across`` is a table that is ruled over both pages."""

    left: Half
    right: Half
    across: tuple[tuple[str, ...], ...] = ()


_A = (
    "当協会は、県内の中小企業の皆さまが資金を円滑に調達できるよう、金融機関と手を携えて保証に取り組みました。",
    "この年度の保証承諾は1,234件で、前の年度を上回りました。相談の窓口も広げ、訪問による支援に力を入れています。",
)
_B = (
    "物価の高騰と人手不足が続き、事業を続けることに悩む経営者が増えています。早めの相談を呼びかけました。",
    "代位弁済は56件でした。期中の管理を強め、金融機関とともに経営の改善を支えました。",
)
_C = (
    "次の年度も、関係機関と力を合わせて、地域の経済を支えていきます。保証料の補助は789件でした。",
    "職員の研修も重ねました。",
)
_PLAN = (("区分", "計画", "実績"), ("保証承諾", "1,200", "1,234"), ("代位弁済", "60", "56"))
_STAFF = (("区分", "人数"), ("役員", "7"), ("職員", "92"))
_WIDE = (
    ("区分", "令和2年度", "令和3年度", "令和4年度", "令和5年度", "令和6年度"),
    ("保証承諾", "1,310", "1,255", "1,098", "1,201", "1,234"),
    ("代位弁済", "41", "38", "47", "60", "56"),
)

LEFT_BOUND = Case(Half(12, "１．業務の概要", _A, _PLAN), Half(13, "２．事業の環境", _B, _STAFF))
RIGHT_BOUND = Case(Half(15, "４．事業の環境", _B, _STAFF), Half(14, "３．業務の概要", _A, _PLAN))
OVER_BOTH = Case(Half(16, "５．業績の推移", _A), Half(17, "６．これから", _C), _WIDE)
#: two columns of one landscape page, with one number
COLUMNS = Case(Half(18, "７．二つの段", _A), Half(None, "８．続き", _B))

CASES = (LEFT_BOUND, RIGHT_BOUND, OVER_BOTH, COLUMNS)
