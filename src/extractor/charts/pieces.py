"""The texts of a page in pieces: words side by side that belong together, and whether they are figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from extractor.layout import line_of, lines_of
from extractor.model import Line, Word
from extractor.normalise.numbers import parse_figure

#: words further apart than this share of their height are two texts
_APART = 0.5


def pieces_of(words: Iterable[Word]) -> list[Line]:
    """``令和`` ``6`` ``年度`` set apart by the writer is one piece; two figures side by side are two."""
    found = []
    for line in lines_of(words):
        runs = [[line.words[0]]]
        for before, word in pairwise(line.words):
            near = word.box.x0 - before.box.x1 <= _APART * min(before.box.height, word.box.height)
            if not near or (figure_in(before.text) is not None and figure_in(word.text) is not None):
                runs.append([])
            runs[-1].append(word)
        found += [line_of(run) for run in runs]
    return found


def figure_in(text: str) -> Decimal | None:
    """The value of a text that is a figure and nothing else."""
    quantity = parse_figure(text)
    return quantity.value if quantity is not None else None
