"""Which rows of a table stand under which: by indentation, by numbering, by bands and by うち.

A row stands under the nearest row above it that is set further left.  At the same indentation it stands under a heading (a
row without figures) that comes before it.  A total closes the group that it sums up, and a うち after
it is a part of it.  Where labels begin at one place,
their numbering (Ⅰ, １．, （１）, ①) takes the part of the indentation.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from extractor.model import Box
from extractor.normalise.labels import numbering_level, split_numbering

#: labels whose left edges differ by less than this share of the type size are set alike
_ALIKE = 0.4
#: numbering parts what begins at one place by less, in points, than indentation does
_WITHIN = 0.5
_TOTAL = re.compile(r"(?:合計|総計|小計|累計|計|差引|差額)[）)]?$")
#: what is left of a whole group (当期一般正味財産増減額): it stands under the group that it names, and the group goes on
_OUTCOME = re.compile(r"増減額?\Z")
#: Ⅰ as a normalised label has it, without anything between it and the name
_ROMAN = re.compile(r"\A[IVX]+(?=[一-龥])")
_OF_WHICH = re.compile(r"^[（(]?(?:うち|内[、,）)])")


class Label(Struct, frozen=True, gc=False):
    """A row label: its text, where its ink stands, and whether the row has figures.

    ``closed``: merged over the rows that stand under it, so that no later row does.
    """

    text: str
    ink: Box
    figures: bool
    closed: bool = False

    @property
    def total(self) -> bool:
        return _is_total(self.text)

    @property
    def of_which(self) -> bool:
        """Whether it names a part of the row above (うち元金)."""
        return is_of_which(self.text)


@lru_cache(maxsize=4096)
def _is_total(text: str) -> bool:
    return _TOTAL.search(text) is not None


@lru_cache(maxsize=4096)
def is_of_which(label: str) -> bool:
    """Whether a normalised row label says that the row is a part of another (うち元金, 内数)."""
    return bool(_OF_WHICH.match(label))


class _Open(Struct):
    """A row that others may stand under; ``used`` once a deeper row has."""

    depth: float
    label: Label
    used: bool = False


def parents_of(labels: Sequence[Label]) -> list[tuple[str, ...]]:
    """For each label its parents' texts, outermost first."""
    if not labels:
        return []
    paths: list[tuple[str, ...]] = []
    stack: list[_Open] = []
    depths = _depths(labels)
    of_total: tuple[str, ...] | None = None
    for at, (label, depth) in enumerate(zip(labels, depths, strict=True)):
        if label.of_which and of_total is not None:
            paths.append(of_total)
            continue
        while stack and not _is_parent(stack[-1], label, depth):
            stack.pop()
        if label.figures and _OUTCOME.search(label.text):
            del stack[_named(stack, label) + 1 or len(stack) :]
        paths.append(tuple(above.label.text for above in stack))
        for above in stack:
            above.used = above.used or above.depth < depth
        if label.total:
            of_total = (*paths[-1], label.text) if label.figures else None
            if not _sums_siblings(labels[:at], depths[:at], label, depth) or _about(stack, label):
                _close(stack, label)
        else:
            of_total = None
            stack.append(_Open(depth, label))
    return paths


def _is_parent(above: _Open, label: Label, depth: float) -> bool:
    if above.label.closed:
        return False
    if label.of_which and not above.label.of_which:
        return above.label.figures
    if label.total and above.label.figures:
        return False
    if above.depth < depth:
        return True
    heads = above.depth == depth and not above.label.figures and label.figures and not label.total
    return heads and not above.used


def _sums_siblings(above: Sequence[Label], depths: Sequence[float], total: Label, depth: float) -> bool:
    """Whether the rows right above, set like the total, end with its name (…評価損益等, 評価損益等計): its group has no heading."""
    core = _TOTAL.sub("", total.text)
    rows = list(zip(above, depths, strict=True))[-2:]
    return len(rows) == 2 and len(core) > 1 and all(r.figures and r.text.endswith(core) and d == depth for r, d in rows)


def _about(stack: Sequence[_Open], total: Label) -> bool:
    """Whether an open heading and a total name one another (経常収益, 収益計)."""
    core = _TOTAL.sub("", total.text)
    return _named(stack, total) >= 0 or any(core in row.label.text for row in stack)


def _close(stack: list[_Open], total: Label) -> None:
    """A total ends the group that it sums up: the one that it names (流動資産合計), else the innermost."""
    named = _named(stack, total)
    del stack[named if named >= 0 else max(len(stack) - 1, 0) :]


def _named(stack: Sequence[_Open], label: Label) -> int:
    """The innermost open row that a label names; -1 for none."""
    cores = [_core(above.label.text) for above in stack]
    return max((i for i, core in enumerate(cores) if core and core in label.text), default=-1)


def _core(text: str) -> str:
    """A heading without its numbering, its brackets and 「の部」."""
    return _ROMAN.sub("", split_numbering(text)[1]).strip("()（） ").removesuffix("の部")


def _depths(labels: Sequence[Label]) -> list[float]:
    """How deep each label is set, in steps that compare exactly."""
    size = min(label.ink.height for label in labels)
    lefts = [label.ink.x0 for label in labels]
    if max(lefts) - min(lefts) <= _ALIKE * size:
        return _numbering_depths(labels)
    if _centred(labels):
        return [0.0] * len(labels)
    return _with_numbering(_steps(lefts, _ALIKE * size), labels)


def _with_numbering(steps: Sequence[float], labels: Sequence[Label]) -> list[float]:
    """Depths by left edges and, among labels that begin at one place, by their numbering; one without goes with the one above."""
    ranks = [_rank(label) for label in labels]
    deepest = max((rank for rank in ranks if rank is not None), default=0) + 1
    depths: list[float] = []
    last: dict[float, int] = {}
    at: dict[float, set[int]] = {}
    for step, rank in zip(steps, ranks, strict=True):
        at.setdefault(step, set()).update(() if rank is None else (rank,))
    for step, rank in zip(steps, ranks, strict=True):
        last[step] = rank if rank is not None else last.get(step, 0)
        depths.append(step + (last[step] / deepest * _WITHIN if len(at[step]) > 1 else 0.0))
    return depths


def _rank(label: Label) -> int | None:
    mark = split_numbering(label.text)[0]
    return numbering_level(mark) if mark else None


def _steps(lefts: Sequence[float], alike: float) -> list[float]:
    """Left edges with those that are alike made equal."""
    steps: list[float] = []
    for left in sorted(lefts):
        if not steps or left - steps[-1] > alike:
            steps.append(left)
    return [steps[bisect_right(steps, left) - 1] for left in lefts]


def _centred(labels: Sequence[Label]) -> bool:
    """Whether labels are set around one axis: then their left edges tell nothing."""
    if len(labels) < 3:
        return False
    return _spread([(b.ink.x0 + b.ink.x1) / 2 for b in labels]) < 0.25 * _spread([b.ink.x0 for b in labels])


def _spread(values: Sequence[float]) -> float:
    """The standard deviation; that of ``statistics`` is exact, and a hundred times as slow."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def _numbering_depths(labels: Sequence[Label]) -> list[float]:
    """Depth by the class of numbering, in the order of the classes' ranks; a label without a number is deepest."""
    ranks = [_rank(label) for label in labels]
    if len({r for r in ranks if r is not None}) < 2:
        return [0.0] * len(labels)
    deepest = max(r for r in ranks if r is not None) + 1
    return [float(deepest if r is None else r) for r in ranks]
