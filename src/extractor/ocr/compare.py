"""What a page's own text layer says, against what was read from its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model import Box, LayerComparison, LayerDifference, Page, Word, unpacked
from extractor.normalise.characters import narrow
from extractor.turning import Turn

#: figures: what is compared, since text that differs costs no number
_FIGURE = re.compile(r"[△▲]?\d[\d,.]*")
#: differences that are kept with their place; the rest are counted
_KEPT = 200


def compared(before: Page, after: Page) -> LayerComparison | None:
    """Each figure of ``after`` (recognised) with what the text layer of ``before`` has at its place.

    None where there was no text.  Places are on the page as displayed.
    """
    if not before.words:
        return None
    characters = sorted(_characters(before), key=lambda c: c[1])
    same = absent = 0
    differences: list[LayerDifference] = []
    for box, read in _figures(after):
        layer = "".join(c for c, x, y in characters if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom)
        if _plain(layer) == _plain(read):
            same += 1
        elif layer.strip():
            differences.append(LayerDifference(box, layer, read))
        else:
            absent += 1
    return LayerComparison(same, absent, len(differences), tuple(differences[:_KEPT]))


def _plain(text: str) -> str:
    """Digits, signs and what stands for digits in a bad layer; units beside them and points for commas say the same."""
    return re.sub(r"[^0-9△A-Za-z()|]", "", narrow(text).replace("▲", "△"))


def _characters(page: Page) -> Iterator[tuple[str, float, float]]:
    turn = _turn(page)
    for word in page.words:
        for character, stop in zip(word.text, unpacked(word.stops), strict=False):
            box = turn.back(Box(stop[0], word.box.top, stop[1], word.box.bottom))
            yield character, (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _figures(page: Page) -> Iterator[tuple[Box, str]]:
    turn = _turn(page)
    for word in page.words:
        for found in _FIGURE.finditer(word.text):
            yield turn.back(_box(word, found.span())), found.group()


def _box(word: Word, span: tuple[int, int]) -> Box:
    first, last = span
    return Box(word.stop(first)[0], word.box.top, word.stop(last - 1)[1], word.box.bottom)


def _turn(page: Page) -> Turn:
    return Turn(page.turned, page.width, page.height, skew=page.skew)
