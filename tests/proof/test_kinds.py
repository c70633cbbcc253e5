"""Every kind of relation that tables state: silent where it holds, told with the right figure where one is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from generated import Maker, consistent
from msgspec.structs import replace

from extractor.model import Meaning, Origin
from extractor.profile import load_profile
from extractor.proof import Kind, Proof, prove

Cell = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """Columns are (heading, measure, unit, scenario); ``wrong`` is what the cell ``at`` must not be.

    ``blamed``: it is named; else nothing tells it from the other figures of its relation.
    """

    kind: Kind
    columns: tuple[tuple[str, str, str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    at: Cell
    wrong: str
    blamed: bool = True


def _amount(heading: str, unit: str = "百万円", scenario: str = "actual") -> tuple[str, str, str, str]:
    return heading, "amount", unit, scenario


NOW, BEFORE, PLAN = _amount("実績"), _amount("前年度実績", scenario="prior_actual"), _amount("計画", scenario="plan")
PAIRS = (("甲", "45,210", "43,998"), ("乙", "51,033", "52,871"), ("丙", "8,772", "7,940"))


def _with(*thirds: str) -> tuple[tuple[str, ...], ...]:
    return tuple((*row, third) for row, third in zip(PAIRS, thirds, strict=True))


MONTHS = (
    ("4月", "1,203", "45,210"),
    ("5月", "1,388", "51,033"),
    ("6月", "1,290", "48,772"),
    ("7月", "1,411", "50,120"),
)
COUNT = ("件数", "count", "件", "actual")
CASES = {
    "計画比": Case(
        Kind.RATIO,
        (NOW, PLAN, ("計画比", "ratio_plan", "％", "actual")),
        _with("102.8", "96.5", "110.5"),
        (2, 3),
        "95.6",
    ),
    "前年度比": Case(
        Kind.RATIO,
        (NOW, BEFORE, ("前年度比", "ratio_prior_year", "％", "actual")),
        _with("102.8", "96.5", "110.5"),
        (3, 3),
        "115.0",
    ),
    "増減率": Case(
        Kind.RATIO,
        (NOW, BEFORE, ("増減率", "growth_rate", "％", "actual")),
        _with("2.8", "△3.5", "10.5"),
        (2, 3),
        "3.5",
    ),
    "増減額": Case(
        Kind.CHANGE,
        (NOW, BEFORE, ("増減額", "change", "百万円", "actual")),
        _with("1,212", "△1,838", "832"),
        (1, 3),
        "1,122",
        blamed=False,
    ),
    "ポイント": Case(
        Kind.CHANGE,
        (
            ("構成比", "share", "％", "actual"),
            ("前年度構成比", "share", "％", "prior_actual"),
            ("増減", "change_points", "ポイント", "actual"),
        ),
        (("甲", "41.2", "39.0", "2.2"), ("乙", "35.8", "37.9", "△2.1"), ("丙", "23.0", "23.1", "△0.1")),
        (2, 3),
        "2.1",
    ),
    "構成比": Case(
        Kind.SHARE,
        (NOW, ("構成比", "share", "％", "actual")),
        (("甲", "45,210", "43.0"), ("乙", "51,033", "48.6"), ("丙", "8,772", "8.4"), ("合計", "105,015", "100.0")),
        (2, 2),
        "46.8",
    ),
    "1件当たり": Case(
        Kind.AVERAGE,
        (COUNT, NOW, ("1件当たり", "unit_price", "百万円", "actual")),
        (("甲", "1,203", "45,210", "37.6"), ("乙", "1,388", "51,033", "36.8"), ("丙", "290", "8,772", "30.2")),
        (2, 3),
        "38.6",
    ),
    "月平均": Case(
        Kind.AVERAGE,
        (COUNT, NOW),
        (*MONTHS, ("計", "5,292", "195,135"), ("月平均", "1,323", "48,784")),
        (6, 2),
        "47,884",
    ),
    "平均": Case(Kind.AVERAGE, (COUNT, NOW), (*MONTHS, ("平均", "1,323", "48,784")), (5, 2), "47,884"),
    "期首期末": Case(
        Kind.SUM,
        (_amount("期首残高"), _amount("当期増加額"), _amount("当期減少額"), _amount("期末残高")),
        (("甲", "1,000", "250", "80", "1,170"), ("乙", "3,412", "120", "933", "2,599"), ("丙", "88", "12", "7", "93")),
        (2, 4),
        "2,699",
        blamed=False,
    ),
    "差額": Case(
        Kind.SUM,
        (NOW, BEFORE),
        (
            ("収入甲", "12,345", "11,987"),
            ("収入乙", "4,567", "4,890"),
            ("収入計", "16,912", "16,877"),
            ("支出甲", "9,876", "9,543"),
            ("支出乙", "3,210", "3,456"),
            ("支出計", "13,086", "12,999"),
            ("差引額", "3,826", "3,878"),
        ),
        (3, 1),
        "16,192",
    ),
}


def _proof(case: Case, wrong: str | None = None) -> tuple[Proof, str]:
    """The proof of the case, with the id of the cell that is wrong or may be."""
    maker = Maker()
    for row, (label, *texts) in enumerate(case.rows, 1):
        for col, ((heading, measure, unit, scenario), text) in enumerate(zip(case.columns, texts, strict=True), 1):
            printed = wrong if wrong is not None and (row, col) == case.at else text
            year = 2023 if scenario == "prior_actual" else 2024
            maker.put(row, col, printed, unit, Meaning(label, None, heading, measure=measure, scenario=scenario), year)
    document = replace(consistent(0), records=tuple(maker.records))
    at = next(r.record_id for r in maker.records if r.place and (r.place.row, r.place.col) == case.at)
    return prove([document], {"generic": load_profile("generic")}), at


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_relation_that_holds_guards_and_one_that_fails_is_told(case: Case) -> None:
    proof, at = _proof(case)
    assert proof.blames == ()
    assert case.kind in {relation.kind for relation in proof.held[at]}
    proof, at = _proof(case, case.wrong)
    assert len(proof.blames) == 1
    assert proof.blames[0].culprit == (at if case.blamed else None)
    assert at in proof.blames[0].suspects


@pytest.mark.parametrize(("prose", "told"), [("5.3", False), ("5.2", False), ("5.1", True)])
def test_one_fact_at_two_resolutions(prose: str, told: bool) -> None:
    """529 百万円 in the table is 5.3 億円 in a sentence, or 5.2 when cut off; 5.1 億円 is neither."""
    maker = Maker()
    meaning = Meaning("経常収支差額", None, "実績", concept="ordinary_balance", measure="amount", scenario="actual")
    other = replace(meaning, item="経常収入", concept="ordinary_income")
    for row, (one, text) in enumerate([(meaning, "529"), (other, "2,353")], 1):
        maker.put(row, 1, text, "百万円", one)
    for row, (one, text) in enumerate([(meaning, prose), (other, "23.5")], 5):
        maker.put(row, 1, text, "億円", replace(one, column=None))
    records = [
        replace(r, origin=Origin.NARRATIVE, place=None) if r.place and r.place.row > 4 else r for r in maker.records
    ]
    document = replace(consistent(0), profile="credit_guarantee", records=tuple(records))
    proof = prove([document], {"credit_guarantee": load_profile("credit_guarantee")})
    assert [proof.figures[str(b.culprit)].record.quantity.raw for b in proof.blames] == ([prose] if told else [])
    assert told or Kind.NARRATIVE in {r.kind for found in proof.held.values() for r in found}
