"""Labels over several rows of tables without vertical rules: upright ones, and ones at the first of their rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn import records_on, word

from extractor.model import Layer, Page, Ruling

ITEMS = ("保証承諾", "代位弁済", "実際回収", "責任準備", "基金準備", "雑収入")
TOP, PITCH = 200.0, 16.0


def page(outer: Sequence[tuple[str, float, float]], *, ruled: bool) -> Page:
    """Six rows of an item and two figures; ``outer`` labels with their left edges and their rows (halves between)."""
    words = [word(text, x, TOP, 9) for text, x in (("区分", 60), ("件数", 200), ("金額", 290))]
    words.append(word("（単位：件、百万円）", 240, TOP - PITCH, 9))
    for row, item in enumerate(ITEMS, 1):
        words.append(word(item, 110, TOP + PITCH * row, 9))
        for text, right in ((f"{row}{row}0", 225), (f"{row},{row}05", 315)):
            words.append(word(text, right - 4.5 * len(text), TOP + PITCH * row, 9))
    words += [word(text, left, TOP + PITCH * row, 9) for text, left, row in outer]
    ys = [TOP + PITCH * row - 4 for row in (0, 1, 4, 7)] if ruled else []
    rules = [Ruling(True, y, 55, 330, 0.5) for y in ys]
    return Page(1, 595.0, 842.0, Layer.TEXT, tuple(words), tuple(rules))


def groups(of: Page) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record in records_on(of):
        found.setdefault(record.meaning.item_path or "", set()).add(record.meaning.item)
    return found


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("names", ["収入支出", "一般特別"])
def test_letters_set_upright_are_one_label_over_its_rows(ruled: bool, names: str) -> None:
    rows = (1.5, 2.25, 4.5, 5.25)
    outer = [(letter, 62.0, row) for letter, row in zip(names, rows, strict=True)]
    assert groups(page(outer, ruled=ruled)) == {names[:2]: set(ITEMS[:3]), names[2:]: set(ITEMS[3:])}


def test_labels_at_the_first_of_their_rows_over_groups_of_one_size() -> None:
    found = groups(page([("一般", 60.0, 1.0), ("特別", 60.0, 4.0)], ruled=False))
    assert found == {"一般": set(ITEMS[:3]), "特別": set(ITEMS[3:])}
