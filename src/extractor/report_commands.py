"""``extractor report`` and ``corrections``: the report made again, and what people decided listed and checked."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that ``--help`` answers at once

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.model import Decision, DecisionKind, Fit, Limits, Options

if TYPE_CHECKING:
    from extractor.report import ReportSize

_FITS = {
    Fit.APPLIED: "applies / 適用",
    Fit.CHANGED: "STALE: another text stands there / 文字が変わりました",
    Fit.MISSING: "STALE: nothing has its labels / 該当なし",
    Fit.AMBIGUOUS: "STALE: several numbers fit / 複数が該当",
    Fit.OTHER_IDENTITY: "STALE: the file is read as another document now / 文書の読み取りが変わりました",
    Fit.NO_DOCUMENT: "STALE: no document has its publisher, kind and year / 該当する文書なし",
    Fit.UNIT: "STALE: the value is no figure in its unit / 単位が合いません",
}


def report_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An output folder of `extractor run`.")],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Documents pictured at the same time.")] = os.cpu_count()
    or 1,
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="The corrections of the last run, to be saved with new ones.")
    ] = None,
) -> None:
    """Write OUT/report anew: every number over the picture of its page, findings, time series. No PDF is read again."""
    from extractor.batch import report
    from extractor.corrections import read_decisions

    decisions = read_decisions(corrections) if corrections is not None else ()
    tell_report(report(out, Options(password=password, decisions=decisions), Limits(jobs)), out)


def tell_report(size: "ReportSize", out: Path) -> None:
    """Where the report is and how large, with the pages whose picture was left out."""
    pictures = f"{size.picture_bytes / 1e6:.1f} MB, {size.pictures:,} of {size.pages:,} pages"
    typer.echo(
        f"Report / レポート: {out / 'report' / 'index.html'}   pictures {pictures}; data {size.data_bytes / 1e6:.1f} MB"
    )


def corrections_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="corrections.toml, as saved from the report.")],
    out: Annotated[Path | None, typer.Option("--out", help="An output folder: say what becomes of each there.")] = None,
) -> None:
    """List and check what people decided of numbers. Exit 1 when a decision does not fit the documents in --out."""
    from extractor.batch.decisions import checked
    from extractor.corrections import read_decisions

    decisions = read_decisions(file)
    stale = 0
    for decision, met in checked(out, decisions) if out is not None else ((d, ()) for d in decisions):
        typer.echo(_line(decision))
        stale += any(made.fit is not Fit.APPLIED for _, made in met)
        for name, made in met:
            found = f" ({made.found})" if made.found else ""
            typer.echo(f"    {_FITS[made.fit]}{found}" + (f": {name}" if name else ""))
    told = f", {stale} stale / うち {stale} 件は適用できません" if out is not None else ""
    typer.echo(f"{file}: {len(decisions)} decision(s) / 決定 {len(decisions)} 件{told}")
    if stale:
        raise typer.Exit(1)


def _line(decision: Decision) -> str:
    key = decision.key
    document = " ".join(str(part) for part in (key.organization, key.fiscal_year, key.doc_type) if part)
    number = " > ".join(part for part in (key.table, key.item_path, key.item, key.column) if part)
    change = f"{key.raw} -> {decision.value}" if decision.kind is DecisionKind.CORRECT else key.raw
    return f"{decision.place}: {decision.kind.value}: {change}  [{document}: {number}]  {decision.who}, {decision.when}: {decision.reason}"
