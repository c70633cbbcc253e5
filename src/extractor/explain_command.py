"""``extractor explain``: the whole story of one number of an output folder."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that ``--help`` answers at once

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import NoSuchRecord

if TYPE_CHECKING:
    from extractor.model import Outcome, Record
    from extractor.store import Store


def explain_command(
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help="From the column record_id of records.csv.")],
    out: Annotated[Path, typer.Option("--out", help="The output folder that holds it.")] = Path("result"),
) -> None:
    """Tell all about one number: page, place, text, reading, meaning, the relations that hold or fail, trust."""
    from extractor.proof import name_of
    from extractor.store import Store
    from extractor.story import others_of, story

    store = Store(out)
    found = _found(store, record_id)
    if found is None:
        raise NoSuchRecord(f"{record_id} ({out})")
    record, outcome = found
    others = {name: other for name in others_of(record, outcome) if (other := _found(store, name)) is not None}
    elsewhere = {name: f"{name_of(other)} [{theirs.file}]" for name, (other, theirs) in others.items()}
    lines = story(record, outcome, elsewhere)
    typer.echo("\n".join((*(line.ja for line in lines), "", *(line.en for line in lines))))


def _found(store: "Store", record_id: str) -> "tuple[Record, Outcome] | None":
    """The number and the kept result of its document, which its id begins with."""
    from extractor.batch.results import outcome_of

    for entry in store.index().entries:
        if entry.document_id is not None and entry.key is not None and record_id.startswith(entry.document_id[:12]):
            outcome = outcome_of(entry, store)
            records = outcome.document.records if outcome.document is not None else ()
            record = next((r for r in records if r.record_id == record_id), None)
            if record is not None:
                return record, outcome
    return None
