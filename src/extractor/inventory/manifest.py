"""``manifest.csv``: written for a person to edit in a spreadsheet, read back strictly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from msgspec.structs import replace

from extractor.errors import ManifestFaulty
from extractor.inventory.entry import COLUMNS, PARSERS, Entry, shown
from extractor.spreadsheets import neutral, restored

#: what spreadsheets save: UTF-8, or in Japan the code page of Windows
_ENCODINGS = ("utf-8-sig", "cp932")


def manifest_text(entries: Iterable[Entry]) -> str:
    """The manifest as CSV; to be saved as UTF-8 with BOM, so that Excel opens it."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entry in entries:
        rows.writerow([neutral(shown(getattr(entry, column))) for column in COLUMNS])
    return out.getvalue()


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """The entries of a manifest, in its order; raises ManifestFaulty with every fault and its line.

    Columns may be left out (but ``file``) and moved; an empty field says nothing.
    """
    rows = list(_rows(path))
    if not rows:
        raise ManifestFaulty(f"{path}:1: empty / 空です")
    (line, header), *rest = rows
    faults = [f"{path}:{line}: {fault}" for fault in _header_faults(header)]
    if faults:
        raise ManifestFaulty("\n".join(faults))
    entries: dict[str, tuple[int, Entry]] = {}
    for line, row in rest:
        entry, wrong = _entry(header, row)
        if entry is not None and entry.file in entries:
            wrong.append(f"file: {entry.file} stands in line {entries[entry.file][0]}, too / 重複しています")
        faults += [f"{path}:{line}: {fault}" for fault in wrong]
        if entry is not None:
            entries.setdefault(entry.file, (line, entry))
    faults += [f"{path}:{line}: {fault}" for line, entry in entries.values() for fault in _dangling(entry, entries)]
    if faults:
        raise ManifestFaulty("\n".join(faults))
    return tuple(_inherited(entry, entries) for _, entry in entries.values())


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of each row that is not blank."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    begin = 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise ManifestFaulty(f"{path}:{reader.line_num}: {error}") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ManifestFaulty(f"{path}: {error.strerror}") from error
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ManifestFaulty(f"{path}:1: neither UTF-8 nor Shift_JIS (cp932) / UTF-8 で保存してください")


def _header_faults(header: Sequence[str]) -> Iterator[str]:
    for name in header:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, 1)
            yield f"{name}: no such column" + (f"; {near[0]}?" if near else "") + " / そのような列はありません"
        elif header.count(name) > 1:
            yield f"{name}: given twice / 重複しています"
    if "file" not in header:
        yield "file: the column is missing / 列がありません"


def _entry(header: Sequence[str], row: Sequence[str]) -> tuple[Entry | None, list[str]]:
    """The entry of a row, None when it has no file; and what is wrong with it."""
    faults = []
    if len(row) != len(header):
        faults.append(f"{len(row)} fields, not {len(header)} / 項目の数が見出しと違います")
    values = {}
    for name, field in zip(header, row, strict=False):
        printed = restored(field) if name == "file" else restored(field.strip())
        try:
            if printed:
                values[name] = PARSERS[name](printed)
        except ValueError as error:
            faults.append(f"{name}: {printed!r}: {error}")
    if "file" not in values:
        return None, [*faults, "file: empty / 空です"]
    entry = Entry(**values)
    if entry.covers_from and entry.covers_to and entry.covers_to < entry.covers_from:
        faults.append(f"covers_to: {entry.covers_to} is before covers_from / covers_from より前です")
    return entry, faults


#: fields that name another file of the manifest
_LINKS = ("supersedes", "part_of", "same_as")


def _dangling(entry: Entry, entries: dict[str, tuple[int, Entry]]) -> Iterator[str]:
    for name in _LINKS:
        other = getattr(entry, name)
        if other is not None and other not in entries:
            yield f"{name}: {other}: no file of this manifest / マニフェストにないファイルです"
        elif other == entry.file and name != "part_of":
            yield f"{name}: the file itself / 自分自身です"
    if entry.part_of in entries and entries[entry.part_of][1].part_of not in (None, entry.part_of):
        yield f"part_of: {entry.part_of} is a part itself: name the first file / 先頭のファイルを指定してください"


#: what the parts of a booklet have in common: only its first file has a cover
SHARED = ("organization", "organization_id", "doc_type", "edition_label", "fiscal_year", "covers_from", "covers_to")


def _inherited(entry: Entry, entries: dict[str, tuple[int, Entry]]) -> Entry:
    if entry.part_of is None:
        return entry
    _, whole = entries[entry.part_of]
    return replace(entry, **{name: getattr(whole, name) for name in SHARED if getattr(entry, name) is None})
