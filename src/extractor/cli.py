"""The command line: parse, call, print.

A command imports what it needs when it runs, so that ``--help`` and ``--version`` answer at once.  For the same reason
modules of commands have annotations and no texts of them, which Typer would read whenever it starts.
"""
# ruff: noqa: PLC0415

import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from extractor.audit_commands import audit_app
from extractor.errors import ExtractorError, InternalError, OutputNotWritable
from extractor.explain_command import explain_command
from extractor.inventory_commands import inventory_command
from extractor.model import OcrUse, Options
from extractor.profile_commands import profiles_app
from extractor.report_commands import corrections_command, report_command
from extractor.run_command import RUN_EXAMPLES, run_command, status_command, validate_command
from extractor.searchable_command import searchable_command
from extractor.startup import collect_seldom
from extractor.version import __version__

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(
    name="extractor",
    help="Japanese annual disclosures (PDF) to records that one may trust: every number is right, or flagged.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(profiles_app, name="profiles")
app.add_typer(audit_app, name="audit")
app.command("inventory")(inventory_command)
app.command("run", epilog=RUN_EXAMPLES)(run_command)
app.command("validate")(validate_command)
app.command("status")(status_command)
app.command("explain")(explain_command)
app.command("report")(report_command)
app.command("corrections")(corrections_command)
app.command("searchable")(searchable_command)


def main() -> None:
    """Entry point of the ``extractor`` command."""
    collect_seldom()
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


def _err() -> "Console":
    from rich.console import Console

    return Console(stderr=True)


def _end(error: ExtractorError) -> NoReturn:
    """Say in both languages what to do, and leave with the error's exit code."""
    _err().print(f"{error.message_en}\n{error.message_ja}", style="red", highlight=False, markup=False)
    sys.exit(error.exit_code)


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


@app.command("debug")
def debug_command(
    file: Annotated[str, typer.Argument(metavar="PDF")],
    page: Annotated[int, typer.Option("--page", min=1, help="Which page, counted from 1.")] = 1,
    out: Annotated[Path, typer.Option("--out", help="The picture to write.")] = Path("page.png"),
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    scale: Annotated[float, typer.Option("--scale", min=0.2, max=8, help="Pixels per point.")] = 2.0,
    ocr: Annotated[OcrUse, typer.Option("--ocr", help="Whether to read the page from its picture.")] = OcrUse.AUTO,
) -> None:
    """Draw what was understood of a page over the page: words, rules, cells by kind, reading order."""
    from extractor.drawing import draw_page
    from extractor.read import identify

    drawn = draw_page(identify(file), page, Options(ocr=ocr, password=password), scale)
    try:
        drawn.image.save(out)
    except (OSError, ValueError) as error:
        raise OutputNotWritable(f"{out}: {error}") from error
    tables = drawn.found.tables
    typer.echo(f"{out}: {len(drawn.page.words)} words, {len(drawn.page.rulings)} rules, {len(tables)} tables")
    for table in tables:
        typer.echo(f"  {table.table_id}  {table.found_by}  {table.n_rows} x {table.n_cols}  {table.caption or ''}")
