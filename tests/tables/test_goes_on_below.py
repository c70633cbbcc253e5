"""A ruled table that a line of heading breaks: the heading of its columns is printed once, over its first part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor import extract
from extractor.model import Document
from pdfs import line, pdf, text

XS = (60, 160, 260, 360, 460)


def ruled(rows: Sequence[Sequence[str]], top: float, xs: Sequence[float] = XS) -> str:
    drawn = ""
    for number, row in enumerate(rows):
        y = top - 24 * number
        drawn += line(xs[0], y, xs[-1], y) + "".join(text(x + 6, y - 16, t) for x, t in zip(xs, row, strict=False) if t)
    bottom = top - 24 * len(rows)
    return drawn + line(xs[0], bottom, xs[-1], bottom) + "".join(line(x, top, x, bottom) for x in xs)


def read(tmp_path: Path, content: str) -> Document:
    file = tmp_path / "budget.pdf"
    file.write_bytes(pdf(text(60, 790, "令和６年度 一般会計予算に関する説明書", 14) + content))
    document = extract(str(file)).document
    assert document is not None
    return document


FIRST = (
    ("目", "本年度予算額", "前年度予算額", "比較"),
    ("1 選挙総務費", "44,707千円", "32,093千円", "12,614千円"),
    ("計", "44,707", "32,093", "12,614"),
)
HEADING = text(60, 590, "２款 総務費") + text(70, 572, "５項 統計調査費")


@pytest.mark.parametrize("rows", [1, 2])
def test_a_part_without_a_heading_has_the_columns_of_the_part_above(rows: int, tmp_path: Path) -> None:
    second = (("1 統計総務費", "36,416", "32,000", "4,416"), ("計", "36,416", "32,000", "4,416"))[:rows]
    document = read(tmp_path, ruled(FIRST, 740) + HEADING + ruled(second, 550))
    (table,) = document.tables
    assert table.n_rows == 3 + rows
    found = {(r.meaning.item, r.quantity.raw): r for r in document.records if r.place is not None}
    record = found["1統計総務費", "4,416"]
    assert (record.meaning.column, record.meaning.measure) == ("比較", "change")
    assert found["1統計総務費", "36,416"].meaning.scenario == "plan"


@pytest.mark.parametrize(
    "second",
    [
        ruled((("区分", "男", "女", "計"), ("職員", "12", "9", "21")), 550),  # it has a heading of its own
        ruled((("1 統計総務費", "36,416", "32,000", "4,416"),) * 2, 550, (60, 150, 260, 360, 460)),  # other columns
    ],
)
def test_other_tables_stay_apart(second: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, ruled(FIRST, 740) + HEADING + second).tables) == 2


def test_the_numbers_of_an_agenda_are_no_figures(tmp_path: Path) -> None:
    items = ("会期の決定", "会議録署名議員の指名", "諸報告", "議案の審議", "閉会")
    lines = "".join(
        text(60, 700 - 40 * n, "第") + text(84, 700 - 40 * n, str(n)) + text(130, 700 - 40 * n, item)
        for n, item in enumerate(items, 1)
    )
    assert read(tmp_path, lines).tables == ()
