"""What a run is asked to read: each file with its options, as the call says or as a manifest has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import ManifestFaulty, UsageError
from extractor.inputs import expand
from extractor.inventory.entry import Entry
from extractor.inventory.manifest import read_manifest
from extractor.model import Identity, Options, Period


@dataclass(frozen=True, slots=True)
class Asked:
    """A file and how it is to be read; those that are quick to read go first."""

    file: str
    options: Options
    slow: bool = False


def asked_for(inputs: Sequence[str | Path], manifest: str | Path | None, options: Options) -> tuple[Asked, ...]:
    """Every file of a run.  Raises UsageError where both inputs and a manifest are given, or neither."""
    if manifest is None:
        return tuple(Asked(file, options) for file in expand([str(item) for item in inputs]))
    if inputs:
        raise UsageError("name inputs or --manifest, not both / 入力と --manifest は同時に指定できません")
    entries = read_manifest(Path(manifest))
    return tuple(_asked(entry, options, Path(manifest)) for entry in entries if entry.same_as is None)


def _asked(entry: Entry, options: Options, manifest: Path) -> Asked:
    declared = Identity(
        organization=entry.organization,
        organization_id=entry.organization_id,
        doc_type=entry.doc_type,
        edition_label=entry.edition_label,
        period=Period(entry.fiscal_year, entry.covers_from, entry.covers_to),
        supersedes=entry.supersedes,
    )
    password = _password(Path(entry.password_file), manifest) if entry.password_file else options.password
    own = replace(options, declared=None if declared == Identity() else declared, password=password)
    return Asked(entry.file, own, slow=entry.layer in ("ocr", "none", "mixed"))


def _password(file: Path, manifest: Path) -> str:
    """The only line of a password file."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestFaulty(f"{manifest}: password_file: {file}: {type(error).__name__}") from error
    if len(lines) != 1 or not lines[0]:
        raise ManifestFaulty(f"{manifest}: password_file: {file}: one line with the password / 1 行にしてください")
    return lines[0]
