"""Outside figures against the panel: a CSV of totals that somebody else published."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from msgspec import Struct

from extractor.document_form import plain
from extractor.errors import ReferenceFaulty
from extractor.model import Finding, Severity
from extractor.normalise.labels import normalise_label
from extractor.normalise.units import base_of, unit_of
from extractor.panel.concepts import concept_label, profile_or_none
from extractor.panel.figures import printed_as
from extractor.profile import Profile
from extractor.write.database import Connection, database
from extractor.write.derived import Told

#: the columns of the file; those with a default may be missing
_NEEDED = ("organization", "fiscal_year", "concept", "value", "unit")
_DEFAULTS = {"measure": "amount", "scenario": "actual", "basis": "", "dimensions": ""}
_FIND = (
    "SELECT value_base, unit_base, step, raw, file, page, document_id, chosen_record_id FROM read_parquet(?)"
    " WHERE (organization_id = ? OR organization = ?) AND fiscal_year = ? AND concept = ? AND measure = ?"
    " AND coalesce(scenario, '') = ? AND coalesce(basis, '') = ? AND dimensions = ? ORDER BY period_end, period_start"
)


class Outside(Struct, frozen=True, gc=False):
    """One line of the file: a number, as precise as it is printed there."""

    line: int
    organization: str
    fiscal_year: int
    concept: str
    told: Mapping[str, str]
    printed: str
    value: Decimal
    unit: str
    step: Decimal


def compare(folder: Path, reference: Path, shared: Connection | None = None) -> tuple[Told, ...]:
    """What the panel of ``folder`` has to say to the figures of ``reference``; raises ReferenceFaulty with each fault.

    The file is UTF-8 CSV with the columns organization (name or id), fiscal_year, concept (id or label), value and unit,
    and, where they are not amount, actual and the whole: measure, scenario, basis, dimensions.
    """
    with database(shared) as db:
        names = db.execute(
            "SELECT DISTINCT profile FROM read_parquet(?) ORDER BY 1", [str(folder / "documents.parquet")]
        ).fetchall()
        profiles = [p for p in (profile_or_none(name) for (name,) in names) if p is not None]
        outside = read_reference(reference, profiles)
        return tuple(told for one in outside for told in _compared(db, folder, reference, one, profiles))


def _compared(db: Connection, folder: Path, reference: Path, one: Outside, profiles: list[Profile]) -> Iterator[Told]:
    key = [one.organization, one.organization, one.fiscal_year, one.concept]
    told = [one.told[name] for name in ("measure", "scenario", "basis", "dimensions")]
    rows = db.execute(_FIND, [str(folder / "panel.parquet"), *key, *told]).fetchall()
    profile = next((p for p in profiles if one.concept in p.concepts), None)
    ja, en = concept_label(profile, one.concept)
    stated = f"{reference.name}:{one.line}: {one.printed}"
    if not rows:
        yield _missing(reference, one, ja, en, stated)
        return
    mine = printed_as(one.value, one.step, one.unit)
    agreeing = [r for r in rows if r[0] is not None and r[1] == one.unit and printed_as(r[0], r[2], r[1]).meets(mine)]
    if agreeing:
        return
    value, unit, _, raw, file, page, document_id, record_id = rows[0]
    finding = Finding(
        code="reference-mismatch",
        severity=Severity.ERROR,
        message_ja=f"{one.organization} {one.fiscal_year}年度の「{ja}」: パネルは {raw}（{file} p.{page}）、参照値は {one.printed}（{reference.name} {one.line} 行目）。",
        message_en=f"{en} of {one.organization}, {one.fiscal_year}: the panel has {raw} ({file} p.{page}), outside is {stated}.",
        record_ids=(record_id,),
        expected=f"{plain(one.value)} {one.unit}",
        actual=f"{plain(value) or '－'} {unit}",
    )
    yield Told(document_id, file, finding)


def _missing(reference: Path, one: Outside, ja: str, en: str, stated: str) -> Told:
    finding = Finding(
        code="reference-missing",
        severity=Severity.WARNING,
        message_ja=f"{one.organization} {one.fiscal_year}年度の「{ja}」の値がパネルにありません（{reference.name} {one.line} 行目: {one.printed}）。",
        message_en=f"The panel has no {en} of {one.organization}, {one.fiscal_year} ({stated}).",
        expected=f"{plain(one.value)} {one.unit}",
    )
    return Told(None, str(reference), finding)


# --- the file ---------------------------------------------------------------------------------------------------------


def read_reference(path: Path, profiles: list[Profile]) -> list[Outside]:
    """The lines of the file; raises ReferenceFaulty, which names every line that is not understood."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise ReferenceFaulty(f"{path}: {', '.join(missing)} missing / の列がありません")
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceFaulty(f"{path}: {error}") from error
    labels = _labels(profiles)
    read, faults = [], []
    for line, row in rows:
        try:
            read.append(_outside(line, row, labels))
        except (ValueError, InvalidOperation) as fault:
            faults.append(f"{path}:{line}: {fault}")
    if faults:
        raise ReferenceFaulty("\n".join(faults))
    return read


def _outside(line: int, row: Mapping[str, Any], labels: Mapping[str, str]) -> Outside:
    text = {name: str(value or "").strip() for name, value in row.items() if name}
    concept = labels.get(text["concept"]) or labels.get(normalise_label(text["concept"]))
    if concept is None:
        raise ValueError(f"concept {text['concept']!r} is not known / 概念が分かりません")
    if not text["fiscal_year"].isdecimal() or not text["organization"]:
        raise ValueError("organization and fiscal_year (2024) are needed / 発行者と年度が必要です")
    known = unit_of(text["unit"])
    printed = text["value"].replace(",", "")
    if known is None or not printed.lstrip("-").replace(".", "", 1).isdecimal():
        raise ValueError(f"value {text['value']!r} {text['unit']!r} is not understood / 値と単位が分かりません")
    value, unit = base_of(Decimal(printed), known.name)
    if value is None or unit is None:
        raise ValueError(f"unit {text['unit']!r} is not understood / 単位が分かりません")
    step = known.factor / 10 ** len(printed.partition(".")[2])
    told = {name: text.get(name) or default for name, default in _DEFAULTS.items()}
    printed_ja = f"{text['value']}{known.name}"
    return Outside(line, text["organization"], int(text["fiscal_year"]), concept, told, printed_ja, value, unit, step)


def _labels(profiles: list[Profile]) -> dict[str, str]:
    """What a concept may be called: its id, its label, and names that no other concept has."""
    found: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    for profile in profiles:
        for concept in profile.concepts.values():
            found.setdefault(concept.id, concept.id)
            found.setdefault(normalise_label(concept.label_ja), concept.id)
            for alias in concept.aliases:
                aliases.setdefault(normalise_label(alias.text), set()).add(concept.id)
    for name, ids in aliases.items():
        if len(ids) == 1:
            found.setdefault(name, *ids)
    return found
