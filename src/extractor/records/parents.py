"""Which rows of a table stand under which: by indentation, by numbering, by bands and by うち.

A row stands under the nearest row above it that is set further left.  At the same indentation it stands under a heading (a
row without figures) that comes before it.  A total closes the group that it sums up.  Where all labels begin at one place,
their numbering (Ⅰ, １．, （１）, ①) takes the part of the indentation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import pstdev

from extractor.model import Box
from extractor.normalise.labels import numbering_level, split_numbering

#: labels whose left edges differ by less than this share of the type size are set alike
_ALIKE = 0.4
_TOTAL = re.compile(r"(?:合計|総計|小計|累計|計|差引|差額)[）)]?$")
_OF_WHICH = re.compile(r"^[（(]?(?:うち|内[、,）)])")


@dataclass(frozen=True, slots=True)
class Label:
    """A row label: its text, where its ink stands, and whether the row has figures.

    ``closed``: merged over the rows that stand under it, so that no later row does.
    """

    text: str
    ink: Box
    figures: bool
    closed: bool = False

    @property
    def total(self) -> bool:
        return bool(_TOTAL.search(self.text))

    @property
    def of_which(self) -> bool:
        """Whether it names a part of the row above (うち元金)."""
        return is_of_which(self.text)


def is_of_which(label: str) -> bool:
    """Whether a normalised row label says that the row is a part of another (うち元金, 内数)."""
    return bool(_OF_WHICH.match(label))


def parents_of(labels: Sequence[Label]) -> list[tuple[str, ...]]:
    """For each label its parents' texts, outermost first."""
    if not labels:
        return []
    depths = _depths(labels)
    paths: list[tuple[str, ...]] = []
    stack: list[tuple[float, Label]] = []
    for label, depth in zip(labels, depths, strict=True):
        while stack and not _is_parent(*stack[-1], label, depth):
            stack.pop()
        paths.append(tuple(above.text for _, above in stack))
        stack.append((depth, label))
    return paths


def _is_parent(depth_above: float, above: Label, label: Label, depth: float) -> bool:
    if above.closed:
        return False
    if label.of_which and not above.of_which:
        return above.figures
    if label.total and above.figures:
        return False
    if depth_above < depth:
        return True
    return depth_above == depth and not above.figures and label.figures and not label.total


def _depths(labels: Sequence[Label]) -> list[float]:
    """How deep each label is set, in steps that compare exactly."""
    size = min(label.ink.height for label in labels)
    lefts = [label.ink.x0 for label in labels]
    if max(lefts) - min(lefts) <= _ALIKE * size:
        return _numbering_depths(labels)
    if _centred(labels):
        return [0.0] * len(labels)
    return _steps(lefts, _ALIKE * size)


def _steps(lefts: Sequence[float], alike: float) -> list[float]:
    """Left edges with those that are alike made equal."""
    steps: list[float] = []
    for left in sorted(lefts):
        if not steps or left - steps[-1] > alike:
            steps.append(left)
    return [max(s for s in steps if s <= left) for left in lefts]


def _centred(labels: Sequence[Label]) -> bool:
    """Whether labels are set around one axis: then their left edges tell nothing."""
    if len(labels) < 3:
        return False
    return pstdev((b.ink.x0 + b.ink.x1) / 2 for b in labels) < 0.25 * pstdev(b.ink.x0 for b in labels)


def _numbering_depths(labels: Sequence[Label]) -> list[float]:
    """Depth by the class of numbering, in the order of the classes' ranks; a label without a number is deepest."""
    ranks = [numbering_level(mark) if (mark := split_numbering(label.text)[0]) else None for label in labels]
    if len({r for r in ranks if r is not None}) < 2:
        return [0.0] * len(labels)
    deepest = max(r for r in ranks if r is not None) + 1
    return [float(deepest if r is None else r) for r in ranks]
