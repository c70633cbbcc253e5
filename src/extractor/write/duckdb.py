"""``dataset.duckdb``: every table of the dataset in one file, with views for common questions and the codebook as comments."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from extractor.write.columns import TableSpec, derived_specs, table_specs
from extractor.write.database import Connection, database
from extractor.write.derived import OF_THE_RUN, WIDE, wide_spec

FILE = "dataset.duckdb"

#: name → (query, English, Japanese); a view is made only when the tables that it asks are there
_VIEWS: Mapping[str, tuple[tuple[str, ...], str, str, str]] = {
    "actuals": (
        ("panel",),
        "SELECT * FROM panel WHERE scenario = 'actual' AND dimensions = '' AND measure IN ('amount', 'count')",
        "Actual amounts and counts of the whole: no plans, no parts.",
        "実績の金額と件数のうち、内訳でない全体の値。",
    ),
    "trusted": (
        ("panel",),
        "SELECT * FROM panel WHERE trust IN ('proved', 'supported') AND NOT conflict",
        "Values of the panel that relations bear out and nothing contradicts.",
        "パネルの値のうち、関係式に裏付けられ、食い違いのないもの。",
    ),
    "evidence": (
        ("panel", "records", "documents"),
        "SELECT p.organization_id, p.fiscal_year, p.concept, p.measure, p.scenario, p.basis, p.dimensions,"
        " p.period_start, p.period_end, r.record_id, r.record_id = p.chosen_record_id AS chosen,"
        " list_contains(p.conflict_record_ids, r.record_id) AS contradicts, r.raw, r.value_base, r.unit_base, r.step,"
        " r.trust, r.origin, r.file, r.page, d.fiscal_year AS document_year, d.doc_type"
        " FROM (SELECT *, unnest(candidates) AS candidate FROM panel) p"
        " JOIN records r ON r.record_id = p.candidate"
        " LEFT JOIN (SELECT DISTINCT ON (document_id) document_id, fiscal_year, doc_type FROM documents ORDER BY document_id, file) d"
        " ON d.document_id = r.document_id",
        "Every record behind each value of the panel.",
        "パネルの各値を支えるすべてのレコード。",
    ),
    "doubts": (
        ("findings", "records"),
        "SELECT f.finding_id, f.code, f.severity, f.message_ja, f.message_en, f.equation, f.expected,"
        ' r.record_id, r.record_id = f.suspect_record_id AS suspected, r.file, r.page, r.item, r."column", r.raw, r.trust'
        " FROM (SELECT *, unnest(record_ids) AS record_id FROM findings) f JOIN records r USING (record_id)",
        "Each finding beside the figures that it is about.",
        "検出事項と、それが指す数値。",
    ),
}


def write_duckdb(folder: Path, to: Path, shared: Connection | None = None) -> None:
    """Write the Parquet files of ``folder`` to the database ``to`` (which must not be there yet).

    The same files give the same bytes.  Memory is bounded: what does not fit goes to a temporary folder.
    """
    with database(shared) as db, _attached(db, to):
        db.begin()  # one transaction: each comment by itself would be brought to the disk
        there = _tables(db, folder)
        for name, (needs, query, en, ja) in _VIEWS.items():
            if there.issuperset(needs):
                db.execute(f"CREATE VIEW {name} AS {query}")
                db.execute(f"COMMENT ON VIEW {name} IS {_text(_about(en, ja))}")
        db.commit()
        db.execute("CHECKPOINT")
    _without_random_id(to)


@contextmanager
def _attached(db: Connection, to: Path) -> Iterator[None]:
    """The new file ``to`` as what ``db`` writes to, called as whoever opens it will call it: views hold the name.

    With one thread rows and blocks come in one order.  It needs no log against a crash: it is there when it is whole.  Nor
    is there a plan to be made better: whole files are read, and a comment takes a third longer where one is looked for.
    """
    name = _name(to.stem)
    db.execute(f"SET threads = 1; ATTACH {_text(str(to))} AS {name} (RECOVERY_MODE NO_WAL_WRITES); USE {name}")
    db.execute("PRAGMA disable_optimizer")
    try:
        yield
    finally:
        db.execute("PRAGMA enable_optimizer")
        db.execute(f"USE memory; DETACH {name}; RESET threads")


def _tables(db: Connection, folder: Path) -> set[str]:
    """Make every table whose Parquet file is there; returns their names."""
    specs = {**table_specs(), **derived_specs()}
    wide = folder / f"{WIDE}.parquet"
    if wide.exists():
        specs[WIDE] = wide_spec(wide)
    there = set()
    for name, spec in specs.items():
        path = folder / f"{name}.parquet"
        if path.exists():
            _table(db, path, spec)
            there.add(name)
    return there


def _table(db: Connection, path: Path, spec: TableSpec) -> None:
    columns = [column for column in spec.columns if column.name not in OF_THE_RUN]
    listed = ", ".join(_name(column.name) for column in columns)
    db.execute(f"CREATE TABLE {spec.name} AS SELECT {listed} FROM read_parquet({_text(str(path))})")  # noqa: S608 - names of ours
    comments = [f"COMMENT ON TABLE {spec.name} IS {_text(_about(spec.en, spec.ja))}"]
    comments += [f"COMMENT ON COLUMN {spec.name}.{_name(c.name)} IS {_text(_about(c.en, c.ja))}" for c in columns]
    db.execute(";".join(comments))


def _about(en: str, ja: str) -> str:
    return f"{en} / {ja}"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


# --- the same bytes every time ----------------------------------------------------------------------------------------

#: the first block of a database: a checksum, then "DUCK", versions, and 16 random bytes that tell databases apart
_BLOCK, _RANDOM = 4096, slice(124, 140)
_FACTOR, _MASK = 0xBF58476D1CE4E5B9, (1 << 64) - 1


def _without_random_id(path: Path) -> None:
    """Set the random id of a new database to zeros, and the checksum of its block to what it then is.

    Where the block is not as we know it (another version of DuckDB), the file stays as it is.
    """
    with path.open("r+b") as file:
        block = bytearray(file.read(_BLOCK))
        if len(block) < _BLOCK or block[8:12] != b"DUCK" or block[:8] != _checksum(block):
            return
        block[_RANDOM] = bytes(16)
        block[:8] = _checksum(block)
        file.seek(0)
        file.write(block)


def _checksum(block: bytearray) -> bytes:
    """DuckDB's checksum of a block, over all but its first eight bytes."""
    total = 5381
    for (word,) in struct.iter_unpack("<Q", block[8:]):
        total ^= (word * _FACTOR) & _MASK
    return struct.pack("<Q", total)
