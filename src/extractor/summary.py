"""What a run did and what its folder holds, for the person who started it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from extractor.model import Severity, Status
from extractor.store import Store

if TYPE_CHECKING:
    from extractor.write import Tally

_STATUS = {
    Status.OK: "read whole, no errors / 全体を読み、誤りなし",
    Status.INCONSISTENT: "read, with errors to look at / 誤りの疑いあり",
    Status.PARTIAL: "not all of it could be read / 一部読めず",
    Status.FAILED: "not read / 読めず",
}


def print_summary(console: Console, tally: Tally, out: Path, gone: Sequence[str] = ()) -> None:
    """Documents by status, what was found in them, what checks say, and where to look."""
    console.print(_documents(tally.status))
    parts = [f"{tally.parts[part]:,} {part}" for part in ("pages", "tables", "sections", "records")]
    console.print(", ".join(parts))
    if tally.found:
        console.print(_findings(tally))
    for file, failure in tally.failures:
        _print_line(console, f"{file}: {failure.message_en}", style="red")
    for file in gone:
        _print_line(console, f"{file}: no longer there; what was read of it before is kept / 以前の結果を残しました")
    _print_line(console, f"Results: {out / 'records.csv'}   Findings: {out / 'findings.csv'}")


def print_status(console: Console, store: Store) -> None:
    """The inputs of an output folder by status, those that are not read yet, and those that failed."""
    entries = store.index().entries
    waiting = [entry.file for entry in entries if entry.key is None or not store.has(entry.key)]
    done = [entry for entry in entries if entry.key is not None and store.has(entry.key)]
    console.print(_documents(Counter(entry.status for entry in done if entry.status is not None)))
    for entry in done:
        if entry.status is Status.FAILED:
            _print_line(console, f"{entry.file}: {entry.error_code}", style="red")
    _print_line(
        console, f"{len(done):,} of {len(entries):,} inputs are done / 処理済み {len(done):,}／{len(entries):,}"
    )
    for file in waiting:
        _print_line(console, f"to be read / 未処理: {file}")


def _print_line(console: Console, text: str, style: str | None = None) -> None:
    """One line, however long: a path that is broken into two cannot be copied."""
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def _documents(counts: Counter[Status]) -> Table:
    table = Table(title="Documents / 文書", title_justify="left")
    table.add_column("status")
    table.add_column("documents", justify="right")
    table.add_column("meaning")
    for status, meaning in _STATUS.items():
        if counts[status]:
            table.add_row(status.value, f"{counts[status]:,}", meaning)
    return table


def _findings(tally: Tally) -> Table:
    table = Table(title="Findings / 指摘", title_justify="left")
    table.add_column("severity")
    table.add_column("code")
    table.add_column("count", justify="right")
    order = list(Severity)
    for (severity, code), count in sorted(tally.found.items(), key=lambda c: (order.index(c[0][0]), -c[1], c[0][1])):
        table.add_row(severity.value, code, f"{count:,}")
    return table
