"""Damaged copies of pages of the samples, and reading one in a worker; scripts/lib/fuzz.py and tests call it.

A mutant is made of its number alone, so that any of them can be made again: ``mutant(number, pages)``.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pikepdf
from pebble import ProcessExpired

from extractor.limits import begin_document, death_of, restrain
from extractor.model import Limits, OcrUse, Options
from extractor.pipeline import extract
from extractor.workers import WorkerPool

ROOT = Path(__file__).resolve().parents[2]
#: a page is fuzzed when its file has no more bytes than this: fonts are what makes them large
_LARGEST = 60_000
#: mutants that wait for a worker
_AHEAD = 50
#: changes in one mutant
_MOST_CHANGES = 8
_NUMBERS = (
    b"0",
    b"-1",
    b"1e38",
    b"-1e38",
    b"NaN",
    b"2147483648",
    b"-2147483649",
    b"99999999999999999999",
    b"0.0000001",
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z]{2,}")
OPTIONS = Options(ocr=OcrUse.NEVER)


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a mutant: ``read`` or the code of its error, seconds, and what is a fault of ours, if anything."""

    number: int
    code: str
    seconds: float
    fault: str | None = None


def pages_of_samples(folder: Path = ROOT / "samples") -> list[bytes]:
    """Every page of the samples as a file of its own, as printed and with its streams unpacked, small ones only."""
    found = []
    for file in sorted(folder.rglob("*.pdf")):
        with pikepdf.open(file) as whole:
            for page in whole.pages:
                for unpacked in (False, True):
                    content = _alone(page, unpacked=unpacked)
                    if len(content) <= _LARGEST:
                        found.append(content)
    return found


def _alone(page: pikepdf.Page, *, unpacked: bool) -> bytes:
    with pikepdf.new() as single:
        single.pages.append(page)
        out = io.BytesIO()
        level = pikepdf.StreamDecodeLevel.generalized if unpacked else pikepdf.StreamDecodeLevel.none
        mode = pikepdf.ObjectStreamMode.disable if unpacked else pikepdf.ObjectStreamMode.preserve
        single.save(
            out, compress_streams=not unpacked, stream_decode_level=level, object_stream_mode=mode, static_id=True
        )
        return out.getvalue()


def mutant(number: int, pages: Sequence[bytes]) -> bytes:
    """The mutant of that number."""
    chance = random.Random(number)  # noqa: S311 - to be made again, not to be secret
    content = bytearray(chance.choice(pages))
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        if content:
            chance.choice(_CHANGES)(content, chance, pages)
    return bytes(content)


def _flip(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    at = chance.randrange(len(content))
    size = chance.randint(1, 40)
    content[at : at + size] = chance.randbytes(size)


def _cut_out(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    at = chance.randrange(len(content))
    del content[at : at + chance.choice((1, 10, 200, 4000))]


def _repeat(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    at = chance.randrange(len(content))
    piece = bytes(content[at : at + chance.randint(1, 300)])
    content[at:at] = piece * chance.choice((1, 2, 50))


def _splice(content: bytearray, chance: random.Random, pages: Sequence[bytes]) -> None:
    other = chance.choice(pages)
    begin = chance.randrange(len(other))
    at = chance.randrange(len(content))
    content[at : at + chance.randint(0, 500)] = other[begin : begin + chance.randint(1, 500)]


def _truncate(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]


def _number(content: bytearray, chance: random.Random, _: Sequence[bytes]) -> None:
    _replace(content, chance, _NUMBER, chance.choice(_NUMBERS))


def _name(content: bytearray, chance: random.Random, pages: Sequence[bytes]) -> None:
    names = _NAME.findall(chance.choice(pages))
    _replace(content, chance, _NAME, chance.choice(names) if names else b"/A")


def _replace(content: bytearray, chance: random.Random, pattern: re.Pattern[bytes], new: bytes) -> None:
    found = pattern.search(content, chance.randrange(len(content)))
    if found:
        content[found.start() : found.end()] = new


_CHANGES = (_flip, _overwrite, _cut_out, _repeat, _splice, _truncate, _number, _number, _name)


# --- in a worker ------------------------------------------------------------------------------------------------------


class _Worker:
    pages: Sequence[bytes]
    limits: Limits


def _start(pages: Sequence[bytes], limits: Limits) -> None:
    restrain(limits)
    _Worker.pages, _Worker.limits = pages, limits


def _read(number: int, folder: str) -> Ending:
    begin_document(_Worker.limits)
    file = Path(folder, f"{number}.pdf")
    file.write_bytes(mutant(number, _Worker.pages))
    begin = time.perf_counter()
    try:
        outcome = extract(file, OPTIONS, limits=_Worker.limits)
    except MemoryError:
        return Ending(number, "memory-exceeded", time.perf_counter() - begin)
    finally:
        file.unlink()
    seconds = time.perf_counter() - begin
    crashed = next((f.message_en for f in outcome.findings if f.code == "check-crashed"), None)
    return Ending(number, outcome.failure.code if outcome.failure else "read", seconds, crashed)


# --- the run ----------------------------------------------------------------------------------------------------------


def endings(numbers: Sequence[int], pages: Sequence[bytes], limits: Limits) -> Iterator[Ending]:
    """What becomes of each mutant, as soon as it is known."""
    pool = WorkerPool(limits.jobs, _start, (pages, limits), tasks_each=2000)
    with tempfile.TemporaryDirectory() as folder, pool:
        waiting: dict[Future[Ending], int] = {}
        unscheduled = iter(numbers)
        while True:
            for number in islice(unscheduled, _AHEAD - len(waiting)):
                waiting[pool.schedule(_read, number, folder, seconds=limits.seconds)] = number
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield _ending(waiting.pop(future), future, limits)


def _ending(number: int, future: Future[Ending], limits: Limits) -> Ending:
    match error := future.exception():
        case None:
            return future.result()
        case TimeoutError():
            return Ending(number, "time-exceeded", limits.seconds)
        case ProcessExpired():
            death = death_of(error.exitcode, limits)
            return Ending(number, death.code, 0.0, death.message_en if death.code == "worker-died" else None)
        case _:
            return Ending(number, "internal-error", 0.0, f"{type(error).__name__}: {error}")
