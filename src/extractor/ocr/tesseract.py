"""Tesseract (through pytesseract) as a recogniser of lines.

Its Japanese models have no △, ▲ nor －: it reads no negative, and it is no second opinion either.  What it is good for is
prose on a machine that is short of time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from extractor.errors import EngineUnusable
from extractor.ocr.picture import Pixels
from extractor.ocr.reading import FIGURE_CHARACTERS, Glyph, Reading

#: pictures are set to this height and below one another on sheets of so many, since every call starts a program
_HEIGHT, _SHEET = 48, 40
#: white between them and around them, in pixels
_WHITE = 32
#: one column of lines of text (page segmentation mode 4)
_MODE = "--psm 4"
_LANGUAGE = "jpn"


def version_found() -> str:
    """The version of the installed Tesseract; raises EngineUnusable where it or its Japanese is missing."""
    try:
        languages = pytesseract.get_languages()
        version = pytesseract.get_tesseract_version()
    except (pytesseract.TesseractNotFoundError, OSError) as error:
        raise EngineUnusable("tesseract: apt-get install tesseract-ocr tesseract-ocr-jpn") from error
    if _LANGUAGE not in languages:
        raise EngineUnusable("tesseract: apt-get install tesseract-ocr-jpn")
    return str(version)


class Tesseract:
    """Reads sheets of pieces and hands each its words."""

    def __init__(self) -> None:
        os.environ.setdefault(
            "OMP_THREAD_LIMIT", "1"
        )  # several at once would stand in each other's way: 36 times slower

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        """Readings in the order of ``pictures`` (grey, any size)."""
        readings: list[Reading] = []
        for start in range(0, len(pictures), _SHEET):
            readings += self._read_sheet(pictures[start : start + _SHEET])
        return tuple(readings)

    def _read_sheet(self, pictures: Sequence[Pixels]) -> Iterator[Reading]:
        scales = [_HEIGHT / picture.shape[0] for picture in pictures]
        strips = [
            cv2.resize(p, (max(1, round(p.shape[1] * s)), _HEIGHT)) for p, s in zip(pictures, scales, strict=True)
        ]
        width = max(strip.shape[1] for strip in strips) + 2 * _WHITE
        sheet = np.full(((_HEIGHT + _WHITE) * len(strips) + _WHITE, width), 255, np.uint8)
        for k, strip in enumerate(strips):
            top = _WHITE + k * (_HEIGHT + _WHITE)
            sheet[top : top + _HEIGHT, _WHITE : _WHITE + strip.shape[1]] = strip
        found = {k: list(words) for k, words in groupby(_words(sheet), key=lambda word: word[0])}
        for k, scale in enumerate(scales):
            glyphs = tuple(
                Glyph(character, at / scale, odds)
                for _, text, left, length, odds in sorted(found.get(k, []), key=lambda word: word[2])
                for character, at in _set_out(text, left, length)
            )
            yield Reading(glyphs, tuple(g for g in glyphs if g.text in FIGURE_CHARACTERS))


def _words(sheet: NDArray[np.uint8]) -> list[tuple[int, str, float, float, float]]:
    """(number of the strip, text, left, width, odds) of every word, by strip."""
    data: dict[str, list[Any]] = pytesseract.image_to_data(
        sheet, lang=_LANGUAGE, config=_MODE, output_type=pytesseract.Output.DICT
    )
    columns = (data[name] for name in ("text", "left", "top", "width", "height", "conf"))
    words = [
        (
            int((top + height / 2 - _WHITE / 2) // (_HEIGHT + _WHITE)),
            str(text).strip(),
            float(left) - _WHITE,
            float(width),
            max(0.0, float(odds) / 100),
        )
        for text, left, top, width, height, odds in zip(*columns, strict=True)
        if str(text).strip()
    ]
    return sorted(words)


def _set_out(text: str, left: float, width: float) -> Iterator[tuple[str, float]]:
    """The characters of a word with their middles: evenly over its width, since Tesseract tells no more."""
    for k, character in enumerate(text):
        yield character, left + width * (k + 0.5) / len(text)
