"""Labels that hang in the margin of running text: a definition list, or a table of prose ruled between its rows only.

``回収　　求償権の回収額は…`` set with a wide gap is two texts, a label and what is said of it: read across the gap, the
label would become a part of the first words of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from extractor.layout import split_at_gaps
from extractor.model import Box, Line
from extractor.normalise.eras import find_periods
from extractor.prose import is_sentence
from extractor.sections.pages import KANA

#: labels stand this many ems and more from the text, are as wide as this, and so many of them make a list
GAP, WIDEST, FEWEST = 0.9, 11.0, 3
#: the texts begin at one place, within so many ems
ALIKE = 0.3
#: what a sentence has: so many hiragana
_SENTENCE = 4
#: lines that are this much further apart than the nearest of the list are of two entries
_APART = 1.3


class _Entry(Struct, frozen=True, gc=False):
    """One line of print: its label, its text, or both."""

    label: Line | None
    text: Line | None

    @property
    def top(self) -> float:
        return min(part.box.top for part in (self.label, self.text) if part is not None)


class _Printed(Struct, frozen=True, gc=False):
    """A line of print; ``label`` and ``text`` where white parts it into these, ``whole`` where none parts it."""

    line: Line
    label: Line | None
    text: Line | None
    whole: bool


def with_labels_apart(lines: tuple[Line, ...], em: float) -> list[tuple[Line, ...]]:
    """``lines`` of one stack as stacks in reading order: each hanging label by itself, before the text beside it."""
    printed = [_printed(line, em) for line in lines]
    stacks: list[tuple[Line, ...]] = []
    plain: list[Line] = []
    start = 0
    while start < len(lines):
        found = _list_from(printed, start, em)
        if found:
            stacks += [tuple(plain)] if plain else []
            stacks += _read(found)
            plain, start = [], start + len(found)
        else:
            plain.append(lines[start])
            start += 1
    return [*stacks, tuple(plain)] if plain else stacks


def _printed(line: Line, em: float) -> _Printed:
    parts = split_at_gaps(line, GAP * em)
    if len(parts) == 2 and parts[0].box.width <= WIDEST * em and _names(parts[0].text):
        return _Printed(line, *parts, whole=False)
    return _Printed(line, None, None, whole=len(parts) == 1)


def _names(text: str) -> bool:
    """Whether a text may be a label: when something happened belongs to its sentence."""
    return any(map(str.isalpha, text)) and not find_periods(text)


def _list_from(printed: Sequence[_Printed], start: int, em: float) -> list[_Entry]:
    """The entries of a list whose first line is ``printed[start]``; empty when none begins there."""
    at = _text_edge(printed, start, em)
    if at is None:
        return []
    found: list[_Entry] = []
    for line in printed[start:]:
        entry = _entry(line, at, em)
        if entry is None:
            break
        found.append(entry)
    while found and found[-1].text is None:
        found.pop()
    labels = sum(entry.label is not None for entry in found)
    told = sum(len(KANA.findall(entry.text.text)) >= _SENTENCE for entry in found if entry.text is not None)
    return found if labels >= FEWEST and 2 * told >= len(found) else []


def _text_edge(printed: Sequence[_Printed], start: int, em: float) -> float | None:
    """Where the texts of a list begin that starts with this line: it has a label, or the label stands beside its middle."""
    first = printed[start]
    if first.text is not None:
        return first.text.box.x0
    at = first.line.box.x0
    beside = [other.line.box for other in printed[start + 1 : start + 2]]
    return at if beside and _is_label(beside[0], at, em) else None


def _is_label(box: Box, at: float, em: float) -> bool:
    """Whether a line alone may be a label (a part of one) beside texts that begin at ``at``."""
    return box.x1 <= at - GAP * em and box.width <= WIDEST * em


def _entry(printed: _Printed, at: float, em: float) -> _Entry | None:
    """How a line stands in a list whose texts begin at ``at``; None for one that is no part of it."""
    if printed.text is not None and abs(printed.text.box.x0 - at) <= ALIKE * em:
        return _Entry(printed.label, printed.text)
    if not printed.whole:
        return None
    box = printed.line.box
    if at - ALIKE * em <= box.x0 <= at + (1 + ALIKE) * em:
        return _Entry(None, printed.line)
    return _Entry(printed.line, None) if _is_label(box, at, em) else None


def _read(found: Sequence[_Entry]) -> list[tuple[Line, ...]]:
    """Label and text of each entry, one after the other."""
    stacks = []
    for group in _grouped(found):
        stacks += [tuple(e.label for e in group if e.label), tuple(e.text for e in group if e.text)]
    return [stack for stack in stacks if stack]


def _grouped(found: Sequence[_Entry]) -> list[list[_Entry]]:
    """The lines of each entry: parted by white, and by a label beside a text that follows the end of a sentence."""
    steps = [b.top - a.top for a, b in pairwise(found)]
    leading = min(steps, default=0.0)
    groups = [[found[0]]]
    for (before, entry), step in zip(pairwise(found), steps, strict=True):
        ended = before.text is None or is_sentence(before.text.text)
        if step > _APART * leading or (entry.label is not None and entry.text is not None and ended):
            groups.append([entry])
        else:
            groups[-1].append(entry)
    return groups
