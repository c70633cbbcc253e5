"""``extractor run``, ``validate`` and ``status``: from inputs to the dataset, its checks again, what a folder holds."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs, so that ``--help`` answers at once

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import UsageError
from extractor.model import Decision, Limits, OcrUse, Options, Severity, Status
from extractor.report_commands import tell_report
from extractor.startup import plain_arrow

if TYPE_CHECKING:
    from extractor.batch.asked import Inputs
    from extractor.batch.runner import Engine as ReadingEngine
    from extractor.write import Tally


class Engine(StrEnum):
    """Where documents are read."""

    LOCAL = "local"
    DASK = "dask"


RUN_EXAMPLES = """
Examples:

  extractor run report.pdf --out result

  extractor run archive/ "more/*.pdf" --out result --jobs 4

  extractor run locked.pdf --out result --password secret

  extractor run --manifest manifest.csv --out result

  extractor run s3://bucket/archive/ --out result --engine dask --scheduler tcp://10.0.0.1:8786

A run that was stopped, or is given more files, goes on where the last one ended.

Exit codes: 0 all done; 1 done, with error findings; 2 the call is wrong; 3 some documents failed, the rest are complete.
"""


_USUAL, _BOUNDS = Options(), Limits()
_Inputs = Annotated[
    list[str] | None, typer.Argument(metavar="INPUT...", help="PDF files, folders, globs, URLs or @lists.")
]
_Profile = Annotated[
    str,
    typer.Option("--profile", help="What kind of disclosure: see `extractor profiles`; auto: each document tells."),
]
_OcrEngine = Annotated[
    str,
    typer.Option("--ocr-engine", help="What reads them: rapid (two networks), or tesseract where it is installed."),
]
_Timeout = Annotated[float, typer.Option("--timeout", min=1, help="Seconds that one document may take.")]
_Memory = Annotated[int, typer.Option("--memory", min=1500, help="MB that a worker process may take.")]
_MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Pages that a document may have.")]
_MaxPixels = Annotated[int, typer.Option("--max-pixels", min=1, help="Pixels that an image to be read may have.")]
_Corrections = Annotated[
    Path | None, typer.Option("--corrections", help="What people decided of numbers, as saved from the report.")
]
_NoReport = Annotated[bool, typer.Option("--no-report", help="Leave the validation report out.")]
_Reference = Annotated[
    Path | None, typer.Option("--reference", help="CSV of outside figures that the panel is held against.")
]
_Manifest = Annotated[
    Path | None, typer.Option("--manifest", help="Read what this manifest (of `extractor inventory`) names.")
]
_Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", help="Address of a Dask scheduler; without one, a cluster of this machine."),
]
_Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what the folder holds and read everything.")]
_RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Read again what could not be read before.")]


def run_command(
    out: Annotated[str, typer.Option("--out", help="Folder (or URL) for the results; made when missing.")],
    inputs: _Inputs = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Documents read at the same time.")] = os.cpu_count() or 1,
    profile: _Profile = _USUAL.profile,
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    ocr: Annotated[OcrUse, typer.Option("--ocr", help="Which pages to read from their picture.")] = OcrUse.AUTO,
    ocr_engine: _OcrEngine = _USUAL.ocr_engine,
    dpi: Annotated[int, typer.Option("--dpi", min=100, max=400, help="Resolution for OCR.")] = _USUAL.dpi,
    timeout: _Timeout = _BOUNDS.seconds,
    memory: _Memory = _BOUNDS.memory,
    max_pages: _MaxPages = _BOUNDS.pages,
    max_pixels: _MaxPixels = _BOUNDS.pixels,
    corrections: _Corrections = None,
    no_report: _NoReport = False,
    reference: _Reference = None,
    manifest: _Manifest = None,
    engine: Annotated[Engine, typer.Option("--engine", help="Where documents are read.")] = Engine.LOCAL,
    scheduler: _Scheduler = None,
    fresh: _Fresh = False,
    retry_failed: _RetryFailed = False,
) -> None:
    """Extract PDFs into a dataset: records, tables, sections and findings."""
    from rich.console import Console

    from extractor.batch import Redo, report, run
    from extractor.batch.asked import asked_for
    from extractor.batch.remote_out import working_copy
    from extractor.inputs import is_remote
    from extractor.summary import print_summary

    if fresh and retry_failed:
        raise UsageError("--fresh reads everything anew: leave out --retry-failed")
    redo = Redo.EVERYTHING if fresh else Redo.FAILED if retry_failed else Redo.NOTHING
    decisions = _decisions(corrections)
    options = Options(profile=profile, ocr=ocr, dpi=dpi, ocr_engine=ocr_engine, password=password, decisions=decisions)
    limits = Limits(jobs, timeout, memory, max_pages, max_pixels)
    asked = _inputs(inputs, manifest)
    total = len(asked_for(asked, options))
    place = working_copy(out) if is_remote(out) else nullcontext(Path(out))
    with _told_when_stopped(), plain_arrow(), _progress(total) as told, place as folder:
        done_by = _engine(engine, scheduler)
        results = run(asked, folder, options, limits, told, redo, reference, done_by)
        size = None if no_report else report(folder, options, limits)
    print_summary(Console(), results.tally, Path(out), results.gone)
    if size is not None:
        tell_report(size, Path(out))
    raise typer.Exit(exit_code(results.tally))


def _inputs(inputs: list[str] | None, manifest: Path | None) -> "Inputs":
    """Raises UsageError when both are given, or neither."""
    from extractor.batch import Manifest

    if manifest is None and not inputs:
        raise typer.BadParameter("name files, or --manifest / ファイルか --manifest を指定してください")
    if manifest is not None and inputs:
        raise UsageError("name inputs or --manifest, not both / 入力と --manifest は同時に指定できません")
    return Manifest(manifest) if manifest is not None else inputs or ()


def _engine(engine: Engine, scheduler: str | None) -> "ReadingEngine | None":
    """What reads the documents; None for this machine's workers.  Tells of limits that this system does not hold."""
    from extractor.limits import lacking

    for limit in lacking():
        typer.echo(f"this system holds no limit on {limit} / このシステムでは {limit} を制限できません", err=True)
    if engine is Engine.LOCAL:
        if scheduler is not None:
            raise UsageError("--scheduler goes with --engine dask")
        return None
    from extractor.batch.on_dask import done_on_dask

    return partial(done_on_dask, scheduler=scheduler)


def validate_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An output folder of `extractor run`.")],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Publishers checked at the same time.")] = os.cpu_count()
    or 1,
    profile: Annotated[
        str, typer.Option("--profile", help="Only for a profile of your own: its file.")
    ] = Options().profile,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="What people decided of numbers, as saved from the report.")
    ] = None,
    reference: Annotated[
        Path | None, typer.Option("--reference", help="CSV of outside figures that the panel is held against.")
    ] = None,
    no_report: Annotated[bool, typer.Option("--no-report", help="Leave the validation report as it is.")] = False,
) -> None:
    """Check again what an output folder holds, each document alone and all years together; no PDF is read."""
    from rich.console import Console

    from extractor.batch import report, validate
    from extractor.summary import print_summary

    decisions = _decisions(corrections)
    options = Options(profile=profile, decisions=decisions)
    with _told_when_stopped(), plain_arrow():
        results = validate(out, options, Limits(jobs), reference)
        size = None if no_report else report(out, options, Limits(jobs))
    print_summary(Console(), results.tally, out)
    if size is not None:
        tell_report(size, out)
    raise typer.Exit(exit_code(results.tally))


def status_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An output folder of `extractor run`.")],
) -> None:
    """Say what an output folder holds: which inputs are done, which failed, which are still to be read."""
    from rich.console import Console

    from extractor.store import Store
    from extractor.summary import print_status

    print_status(Console(), Store(out))


def _decisions(file: Path | None) -> tuple[Decision, ...]:
    if file is None:
        return ()
    from extractor.corrections import read_decisions

    return read_decisions(file)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, over ``total`` documents; it is told how many documents and pages are done."""
    from rich.console import Console

    err = Console(stderr=True)
    if not err.is_terminal:
        yield lambda documents, pages: None  # noqa: ARG005 - nobody looks
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents, {task.fields[pages]} pages"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("reading", total=total, pages=0)
        yield lambda documents, pages: bar.update(task, completed=documents, pages=pages)


@contextmanager
def _told_when_stopped() -> Iterator[None]:
    """Ctrl-C ends with a sentence and the exit code of the shell's custom (128 + SIGINT)."""
    from rich.console import Console

    try:
        yield
    except KeyboardInterrupt:
        Console(stderr=True).print(
            "stopped; the same call goes on from here / 中断しました（同じ命令で続きから再開します）"
        )
        raise typer.Exit(130) from None


def exit_code(tally: "Tally") -> int:
    """3 when a document failed, else 1 when there are error findings, else 0."""
    if tally.status[Status.FAILED]:
        return 3
    return int(tally.severity(Severity.ERROR) > 0)
