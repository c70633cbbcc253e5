"""A heading line with as many headings as there are columns: one each, also where figures are set flush left below them."""

from __future__ import annotations

from collections.abc import Sequence

from drawn import only_table, word

from extractor.model import Layer, Page, Table

ROWS = (
    ("一般会計", "1,234", "5,678", "9,012"),
    ("特別会計", "3,456", "7,890", "1,234"),
    ("企業会計", "2,345", "6,789", "4,321"),
)
RIGHTS = (0.0, 210.0, 290.0, 370.0)


def table_under(heads: Sequence[tuple[str, float]]) -> Table:
    words = [word(text, x, 200, 9) for text, x in heads]
    for row, texts in enumerate(ROWS, 1):
        for text, right in zip(texts, RIGHTS, strict=True):
            words.append(word(text, right - 4.5 * len(text) if right else 64, 200 + 16 * row, 9))
    return only_table(Page(1, 595.0, 842.0, Layer.TEXT, tuple(words), ()))


def heading_of(table: Table) -> dict[int, str]:
    return {c.col: c.text for c in table.cells if c.row == 0 and c.text}


def test_headings_right_of_figures_set_flush_left_are_theirs() -> None:
    heads = heading_of(table_under([("会計", 130), ("予算", 212), ("決算", 292), ("差引", 372)]))
    assert heads == {0: "会計", 1: "予算", 2: "決算", 3: "差引"}
