"""A keyed sheet against what was read: errors of value, unit and meaning, and their rates with exact bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import duckdb
import openpyxl
from msgspec import Struct
from openpyxl.utils.exceptions import InvalidFileException

from extractor.audit.bounds import clopper_pearson
from extractor.audit.sheet import ID, KEYING, MEANING, SAMPLE, UNIT, VALUE
from extractor.errors import AuditFaulty
from extractor.normalise.amounts import find_amounts
from extractor.normalise.characters import narrow, squeeze
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import base_of, unit_of

WHOLE = "whole / 全体"
_RIGHT, _WRONG = frozenset({"○", "o", "O", "〇", "y", "1"}), frozenset({"×", "x", "X", "n", "0", "✕"})
_RECORDS = "SELECT record_id, raw, value, unit, value_base, unit_base, file, page FROM read_parquet(?) WHERE record_id IN (SELECT unnest(?))"


class Rate(Struct, frozen=True, gc=False):
    """``errors`` among ``keyed`` of ``size`` records, with exact 95 % bounds; None where nothing was keyed."""

    stratum: str
    size: int
    keyed: int
    errors: int
    bounds: tuple[float, float] | None


class Difference(Struct, frozen=True, gc=False):
    """A record that was keyed differently: what was read and what was keyed.  ``kinds``: value, unit, meaning."""

    record_id: str
    file: str
    page: int
    read: str
    keyed: str
    kinds: tuple[str, ...]


class Score(Struct, frozen=True, gc=False):
    """``whole`` comes of the proportional part alone, ``strata`` of everything that was keyed."""

    whole: Rate
    strata: tuple[Rate, ...]
    differences: tuple[Difference, ...]
    left: int


def score_sheet(sheet: Path, out: Path | None = None) -> Score:
    """Score a keyed ``sheet`` of ``write_sheet``; ``out`` where the output folder has moved.  Raises AuditFaulty."""
    sample = _sample(sheet.parent / SAMPLE)
    keyed = _keyed(sheet)
    read = _read(out or Path(sample["out"]), [one["record_id"] for one in sample["sample"]])
    unknown = sorted(set(keyed) - {one["record_id"] for one in sample["sample"]})
    if unknown:
        raise AuditFaulty(f"{sheet}: {unknown[0]} is none of the sample")
    differences, done = [], []
    for one in sample["sample"]:
        row = keyed.get(one["record_id"])
        if row is None:
            continue
        difference = _difference(read[one["record_id"]], row, sheet)
        done.append((one, difference is not None))
        if difference is not None:
            differences.append(difference)
    sizes: Mapping[str, int] = sample["strata"]
    return Score(
        whole=_rate(WHOLE, sum(sizes.values()), [wrong for one, wrong in done if one["core"]]),
        strata=tuple(
            _rate(name, size, [wrong for one, wrong in done if one["stratum"] == name]) for name, size in sizes.items()
        ),
        differences=tuple(differences),
        left=len(sample["sample"]) - len(done),
    )


def _rate(name: str, size: int, wrong: Sequence[bool]) -> Rate:
    errors = sum(wrong)
    return Rate(name, size, len(wrong), errors, clopper_pearson(errors, len(wrong)) if wrong else None)


# --- reading ----------------------------------------------------------------------------------------------------------


class _Row(Struct, frozen=True, gc=False):
    value: str
    unit: str
    meaning: str


def _sample(path: Path) -> dict[str, Any]:
    try:
        form: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AuditFaulty(f"{path}: {error}") from error
    return form


def _keyed(sheet: Path) -> dict[str, _Row]:
    """The rows in which something was keyed, by record."""
    try:
        book = openpyxl.load_workbook(sheet, read_only=True, data_only=True)
        rows = list(book[KEYING].iter_rows(values_only=True))
        book.close()
    except (OSError, KeyError, ValueError, BadZipFile, InvalidFileException) as error:
        raise AuditFaulty(f"{sheet}: {error}") from error
    headings = [str(cell or "") for cell in rows[0]] if rows else []
    try:
        at = [headings.index(name) for name in (ID, VALUE, UNIT, MEANING)]
    except ValueError as error:
        raise AuditFaulty(f"{sheet}: {error}") from error
    found = {}
    for row in rows[1:]:
        record_id, value, unit, meaning = (_text(row[col] if col < len(row) else None) for col in at)
        if record_id and value:
            found[record_id] = _Row(value, unit, meaning)
    return found


def _text(cell: Any) -> str:
    """What was keyed; a number that Excel made of it without the float's tail."""
    if cell is None:
        return ""
    return format(Decimal(repr(cell)), "f") if isinstance(cell, float) else str(cell).strip()


def _read(out: Path, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    names = ("record_id", "raw", "value", "unit", "value_base", "unit_base", "file", "page")
    try:
        with duckdb.connect() as db:
            rows = db.execute(_RECORDS, [str(out / "records.parquet"), list(ids)]).fetchall()
    except duckdb.IOException as error:
        raise AuditFaulty(f"{out}: {error}") from error
    found = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    if missing := [name for name in ids if name not in found]:
        raise AuditFaulty(
            f"{out}: {missing[0]} is no longer there: the records have changed since the sample was drawn"
        )
    return found


# --- comparing --------------------------------------------------------------------------------------------------------


def _difference(read: Mapping[str, Any], row: _Row, sheet: Path) -> Difference | None:
    kinds = tuple(_kinds(read, row, sheet))
    if not kinds:
        return None
    told = f"{read['raw']} → {read['value']} {read['unit'] or ''}".strip()
    return Difference(read["record_id"], read["file"], read["page"], told, f"{row.value} {row.unit}".strip(), kinds)


def _kinds(read: Mapping[str, Any], row: _Row, sheet: Path) -> Iterator[str]:
    keyed = _understood(row)
    if keyed is None and _plain(row.value) != _plain(read["raw"]):
        raise AuditFaulty(f"{sheet}: {read['record_id']}: {row.value!r} is no number / 数値として読めません")
    if keyed is not None:
        yield from _amounts(read, *keyed)
    if row.meaning in _WRONG:
        yield "meaning"
    elif row.meaning and row.meaning not in _RIGHT:
        raise AuditFaulty(f"{sheet}: {read['record_id']}: {row.meaning}: ○ or × / ○ か × を入力してください")


def _amounts(read: Mapping[str, Any], value: Decimal | None, unit: str | None) -> Iterator[str]:
    """Whether value or unit differ: 7,173 百万円 is 71.73 億円, and without a unit keyed only the printed number counts."""
    if unit is None or value is None or read["value_base"] is None:
        if value != read["value"]:
            yield "value"
        if unit is not None and unit != read["unit"]:
            yield "unit"
        return
    base, base_unit = base_of(value, unit)
    if base_unit != read["unit_base"] or (base != read["value_base"] and value == read["value"]):
        yield "unit"
    elif base != read["value_base"]:
        yield "value"


def _understood(row: _Row) -> tuple[Decimal | None, str | None] | None:
    """The number that was keyed, None for a dash, and its unit; None where it is not understood by itself (1年)."""
    figure = parse_figure(row.value, _unit(row.unit))
    if figure is not None:
        return figure.value, figure.unit
    amounts = find_amounts(row.value)
    if len(amounts) == 1 and _plain(row.value[amounts[0].start : amounts[0].end]) == _plain(row.value):
        return amounts[0].quantity.value, amounts[0].quantity.unit
    return None


def _plain(text: str) -> str:
    return squeeze(narrow(text))


def _unit(text: str) -> str | None:
    known = unit_of(text) if text else None
    return known.name if known is not None else text or None
