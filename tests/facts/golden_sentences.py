"""The sentences of ``sentences.txt`` with their amounts, transcribed by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

#: the fiscal year that the sentences are read for
YEAR = 2024


class Stated(NamedTuple):
    """One amount: as printed, its subject, its value in the base unit, its measure, its direction, year, scenario."""

    raw: str
    subject: str
    value: Decimal
    measure: str
    direction: str | None
    fiscal_year: int | None
    scenario: str | None


class Golden(NamedTuple):
    """A sentence and its amounts in printed order."""

    text: str
    amounts: tuple[Stated, ...]


def golden_sentences() -> tuple[Golden, ...]:
    """All sentences of the file; one block each, the sentence first, then an amount a line."""
    blocks = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(_golden(block.splitlines()) for block in blocks if not block.startswith("#"))


def _golden(lines: list[str]) -> Golden:
    return Golden(lines[0], tuple(_stated(line) for line in lines[1:]))


def _stated(line: str) -> Stated:
    raw, subject, value, measure, direction, *more = (part.strip() for part in line.split("|"))
    year, scenario = (*more, "", "")[:2]
    told = None if year == "?" else int(year or YEAR)
    return Stated(
        raw, subject, Decimal(value), measure, None if direction == "-" else direction, told, scenario or None
    )
