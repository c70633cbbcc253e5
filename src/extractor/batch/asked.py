"""What a run is asked to read: each file with its options, as the call says or as a manifest has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from msgspec import Struct

from extractor.errors import ManifestFaulty
from extractor.inputs import expand
from extractor.inventory.entry import Entry
from extractor.inventory.manifest import read_manifest
from extractor.model import Identity, Options, Period


class Asked(Struct, frozen=True, gc=False):
    """A file and how it is to be read; those that are quick to read go first."""

    file: str
    options: Options
    slow: bool = False


class Manifest(Struct, frozen=True, gc=False):
    """A manifest (of ``extractor inventory``) in place of inputs: what it tells to be copies is left out."""

    path: Path


#: what a run may be given: paths, folders, globs, URLs and @lists, or a manifest of files with what is known of each
Inputs = Sequence[str | Path] | Manifest


def asked_for(inputs: Inputs, options: Options) -> tuple[Asked, ...]:
    """Every file of a run.  Raises NoInput, and ManifestFaulty."""
    if isinstance(inputs, Manifest):
        entries = read_manifest(inputs.path)
        return tuple(_asked(entry, options, inputs.path) for entry in entries if entry.same_as is None)
    return tuple(Asked(file, options) for file in expand([str(item) for item in inputs]))


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
