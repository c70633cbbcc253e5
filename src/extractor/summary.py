"""What a run did, for the person who started it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractor.model import Outcome, Severity, Status

_STATUS = {
    Status.OK: "read whole, no errors / 全体を読み、誤りなし",
    Status.INCONSISTENT: "read, with errors to look at / 誤りの疑いあり",
    Status.PARTIAL: "not all of it could be read / 一部読めず",
    Status.FAILED: "not read / 読めず",
}


def print_summary(console: Console, outcomes: Sequence[Outcome], out: Path) -> None:
    """Documents by status, what was found in them, what checks say, and where to look."""
    documents = [o.document for o in outcomes if o.document is not None]
    console.print(_documents(outcomes))
    console.print(
        f"{sum(len(d.pages) for d in documents):,} pages, {sum(len(d.tables) for d in documents):,} tables, "
        f"{sum(len(d.sections) for d in documents):,} sections, {sum(len(d.records) for d in documents):,} records"
    )
    if any(o.findings for o in outcomes):
        console.print(_findings(outcomes))
    for outcome in outcomes:
        if outcome.failure is not None:
            _print_line(console, f"{outcome.file}: {outcome.failure.message_en}", style="red")
    _print_line(console, f"Results: {out / 'records.csv'}   Findings: {out / 'findings.csv'}")


def _print_line(console: Console, text: str, style: str | None = None) -> None:
    """One line, however long: a path that is broken into two cannot be copied."""
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def _documents(outcomes: Sequence[Outcome]) -> Table:
    table = Table(title="Documents / 文書", title_justify="left")
    table.add_column("status")
    table.add_column("documents", justify="right")
    table.add_column("meaning")
    counts = Counter(o.status for o in outcomes)
    for status, meaning in _STATUS.items():
        if counts[status]:
            table.add_row(status.value, f"{counts[status]:,}", meaning)
    return table


def _findings(outcomes: Sequence[Outcome]) -> Table:
    table = Table(title="Findings / 指摘", title_justify="left")
    table.add_column("severity")
    table.add_column("code")
    table.add_column("count", justify="right")
    counts = Counter((f.severity, f.code) for o in outcomes for f in o.findings)
    order = list(Severity)
    for (severity, code), count in sorted(counts.items(), key=lambda c: (order.index(c[0][0]), -c[1], c[0][1])):
        table.add_row(severity.value, code, f"{count:,}")
    return table
