"""Words set by hand: what a page would hold, without a PDF."""

from __future__ import annotations

from extractor.model import Box, Word, packed


def word(text: str, x0: float, top: float, size: float = 10.0) -> Word:
    """A word whose wide characters take one em and whose others take half of one."""
    stops, x = [], x0
    for char in text:
        step = size if ord(char) > 0xFF else size / 2
        stops.append((x, x + step))
        x += step
    return Word(text, Box(x0, top, x, top + size), packed(stops))


def words(text: str, x0: float, top: float, size: float = 10.0) -> list[Word]:
    """The words of a line, parted at its spaces (half an em each)."""
    out: list[Word] = []
    for part in text.split(" "):
        if part:
            out.append(word(part, x0, top, size))
            x0 = out[-1].box.x1
        x0 += size / 2
    return out
