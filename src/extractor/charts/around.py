"""What stands around a chart: its title and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.geometry import overlap
from extractor.layout import lines_of
from extractor.model import Box, Line, Word
from extractor.normalise.characters import narrow
from extractor.normalise.units import parse_unit_note, unit_in_label, unit_of

#: a title stands above its chart within so many of its own heights
_ABOVE = 5.5
#: a figure's name may stand below it within so many heights
_BELOW = 2.5
#: a title is no longer than this, in characters
_LONG = 45
_PROSE = re.compile(r"[。、]\s*\Z")
#: 図１, 図表２－１, グラフ3
NUMBERED = re.compile(
    r"\s*[<〈【(\[]?\s*(?:図\s*表|図|グラフ)\s*[0-9０-９]{1,3}(?:\s*[-－―.．]\s*[0-9０-９]{1,3})*\s*[)\]>〉】:：]?\s*"
)
#: 《単位：億円》 within a title
_NOTE = re.compile(r"[(\[【〔〈《<]\s*単\s*位[^)\]】〕〉》>]*[)\]】〕〉》>]")


class Around(Struct, frozen=True, gc=False):
    """A title without its unit note, the note as printed, and the lines that say them and nothing else."""

    title: str | None = None
    unit_note: str | None = None
    title_line: Line | None = None
    note_line: Line | None = None


def around(region: Box, words: Iterable[Word], pieces: Sequence[Line]) -> Around:
    """``region`` is all that was read of the chart so far, ``words`` and ``pieces`` what is left of the page."""
    note = _unit_piece(region, pieces)
    taken = {id(word) for word in note.words} if note else set()
    title = _title(region, [word for word in words if id(word) not in taken])
    text = title.text.strip() if title else None
    unit_note = note.text.strip() if note else None
    if text is not None and unit_note is None:
        text, unit_note = _split(text)
    return Around(text or None, unit_note, title, note)


def _unit_piece(region: Box, pieces: Sequence[Line]) -> Line | None:
    """``（単位：億円）``, ``（億円）`` or ``億円`` beside the plot, nearest to its top."""
    near = [
        piece
        for piece in pieces
        if names_unit(piece.text)
        and overlap(piece.box.x0, piece.box.x1, region.x0 - 2 * piece.box.height, region.x1 + 2 * piece.box.height) > 0
        and region.top - _ABOVE * piece.box.height <= piece.box.top
        and piece.box.bottom <= region.bottom + piece.box.height
    ]
    return min(near, key=lambda piece: abs(piece.box.bottom - region.top), default=None)


def names_unit(text: str) -> bool:
    """Whether a text says nothing but a unit."""
    alone = unit_of(text)
    if alone is not None:
        return alone.dimension in ("money", "ratio") or text.strip()[0] in "（([" or alone.name == "件"
    return bool(_NOTE.fullmatch(narrow(text).strip())) and bool(parse_unit_note(text))


def _title(region: Box, words: Sequence[Word]) -> Line | None:
    """The first line above the chart that stands over its middle, or the numbered one below it."""
    over = [
        w for w in words if overlap(w.box.x0, w.box.x1, region.x0, region.x1) > 0.5 * min(w.box.width, region.width)
    ]
    lines = lines_of(over)
    for line in reversed([x for x in lines if x.box.bottom <= region.top + 0.5 * x.box.height]):
        if region.top - line.box.bottom > _ABOVE * line.box.height:
            break
        return line if _is_title(line, region) else None
    below = next((x for x in lines if x.box.top >= region.bottom - 1), None)
    if below is not None and below.box.top - region.bottom <= _BELOW * below.box.height:
        return below if NUMBERED.match(narrow(below.text).strip()) else None
    return None


def _is_title(line: Line, region: Box) -> bool:
    middle = (line.box.x0 + line.box.x1) / 2
    says = any(map(str.isalpha, line.text)) and len(line.text) <= _LONG and not _PROSE.search(line.text)
    return says and region.x0 <= middle <= region.x1


def _split(text: str) -> tuple[str, str | None]:
    """A title and the unit note in it."""
    found = _NOTE.search(narrow(text))
    if found is not None and parse_unit_note(found.group()):
        return (text[: found.start()] + text[found.end() :]).strip(), text[found.start() : found.end()]
    named = unit_in_label(text)
    return (named[0], text[len(named[0]) :].strip()) if named else (text, None)
