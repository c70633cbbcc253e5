"""The command line: parse, call, print.

A command imports what it needs when it runs, so that ``--help`` and ``--version`` answer at once.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from extractor.errors import ExtractorError, InternalError, OutputNotWritable
from extractor.inventory_commands import inventory_command
from extractor.model import Limits, OcrUse, Options, Outcome, Severity, Status
from extractor.profile_commands import profiles_app
from extractor.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

_RUN_EXAMPLES = """
Examples:

  extractor run report.pdf --out result

  extractor run archive/ "more/*.pdf" --out result --jobs 4

  extractor run locked.pdf --out result --password secret

Exit codes: 0 all done; 1 done, with error findings; 2 the call is wrong; 3 some documents failed, the rest are complete.
"""

app = typer.Typer(
    name="extractor",
    help="Japanese annual disclosures (PDF) to records that one may trust: every number is right, or flagged.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(profiles_app, name="profiles")
app.command("inventory")(inventory_command)


def main() -> None:
    """Entry point of the ``extractor`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Japanese gets question marks, not a traceback
    try:
        app()
    except ExtractorError as error:
        _end(error)
    except Exception as bug:  # 1 would say "done, with error findings"
        traceback.print_exc()
        _end(InternalError(f"{type(bug).__name__}: {bug}"))


def _err() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _end(error: ExtractorError) -> NoReturn:
    """Say in both languages what to do, and leave with the error's exit code."""
    _err().print(f"{error.message_en}\n{error.message_ja}", style="red", highlight=False, markup=False)
    sys.exit(error.exit_code)


@contextmanager
def _told_when_stopped() -> Iterator[None]:
    """Ctrl-C ends with a sentence and the exit code of the shell's custom (128 + SIGINT)."""
    try:
        yield
    except KeyboardInterrupt:
        _err().print("stopped / 中断しました")
        raise typer.Exit(130) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """See the module docstring; Typer needs a place for --version."""


@app.command("run", epilog=_RUN_EXAMPLES)
def run_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="PDF files, folders or globs.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results; made when missing.")],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Documents read at the same time.")] = os.cpu_count() or 1,
    profile: Annotated[
        str,
        typer.Option("--profile", help="What kind of disclosure: see `extractor profiles`; auto: each document tells."),
    ] = (Options().profile),
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    ocr: Annotated[OcrUse, typer.Option("--ocr", help="Which pages to read from their picture.")] = OcrUse.AUTO,
    dpi: Annotated[int, typer.Option("--dpi", min=100, max=400, help="Resolution for OCR.")] = Options().dpi,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds that one document may take.")] = (
        Limits().seconds
    ),
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="What people decided of numbers, as saved from the report.")
    ] = None,
) -> None:
    """Extract PDFs into a dataset: records, tables, sections and findings."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from extractor.batch import run
    from extractor.corrections import read_decisions
    from extractor.inputs import expand
    from extractor.summary import print_summary

    decisions = read_decisions(corrections) if corrections is not None else ()
    options, err = Options(profile=profile, ocr=ocr, dpi=dpi, password=password, decisions=decisions), _err()
    total = len(expand(inputs))
    with (
        _told_when_stopped(),
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("documents, {task.fields[pages]} pages"),
            TimeElapsedColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        ) as bar,
    ):
        task = bar.add_task("reading", total=total, pages=0)
        outcomes = run(
            inputs,
            out,
            options,
            Limits(jobs, timeout),
            lambda documents, pages: bar.update(task, completed=documents, pages=pages),
        )
    print_summary(Console(), outcomes, out)
    raise typer.Exit(exit_code(outcomes))


@app.command("debug")
def debug_command(
    file: Annotated[str, typer.Argument(metavar="PDF")],
    page: Annotated[int, typer.Option("--page", min=1, help="Which page, counted from 1.")] = 1,
    out: Annotated[Path, typer.Option("--out", help="The picture to write.")] = Path("page.png"),
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    scale: Annotated[float, typer.Option("--scale", min=0.2, max=8, help="Pixels per point.")] = 2.0,
) -> None:
    """Draw what was understood of a page over the page: words, rules, cells by kind, reading order."""
    from extractor.drawing import draw_page
    from extractor.read import identify

    drawn = draw_page(identify(file), page, password, scale)
    try:
        drawn.image.save(out)
    except (OSError, ValueError) as error:
        raise OutputNotWritable(f"{out}: {error}") from error
    tables = drawn.found.tables
    typer.echo(f"{out}: {len(drawn.page.words)} words, {len(drawn.page.rulings)} rules, {len(tables)} tables")
    for table in tables:
        typer.echo(f"  {table.table_id}  {table.found_by}  {table.n_rows} x {table.n_cols}  {table.caption or ''}")


def exit_code(outcomes: tuple[Outcome, ...]) -> int:
    """3 when a document failed, else 1 when there are error findings, else 0."""
    if any(o.status is Status.FAILED for o in outcomes):
        return 3
    return int(any(f.severity is Severity.ERROR for o in outcomes for f in o.findings))
