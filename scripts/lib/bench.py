"""How fast are we?  The same files, in one run, in turn: the floor, pdfplumber, and ourselves.

  floor        PDFium loads each page and gives its text: nobody who uses PDFium can be faster
  pdfplumber   extract_words and extract_tables of each page, the page flushed after it
  read+tables  our reading of the pages and their tables
  whole job    a document from its file to the files of the dataset, on one core

Files: those named, else the samples, and ../shared/real and ../shared/layouts where they lie beside the project.
Each round runs every contestant on every file; what is told is the median over the rounds, in milliseconds a page, and
how many times faster than pdfplumber that is.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
from rich.console import Console
from rich.table import Table

from extractor.model import Options, Outcome
from extractor.pipeline import extract
from extractor.read import identify, open_pdf
from extractor.tables import tables_on
from extractor.version import __version__
from extractor.write import RunInfo, write_dataset

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "layouts")
LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "pyarrow", "SudachiPy")

#: what one run on one file took: seconds of each of its stages, in order
Seconds = dict[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of one contestant on one file: seconds in all, and of its stages."""

    file: str
    pages: int
    contestant: str
    seconds: float
    stages: Seconds


def floor(file: Path) -> Seconds:
    """Load every page and take its text."""
    document = pdfium.PdfDocument(file)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return {}


def pdfplumber_words_and_tables(file: Path) -> Seconds:
    """What users run today."""
    words = tables = 0.0
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            begin = time.perf_counter()
            page.extract_words()
            middle = time.perf_counter()
            page.extract_tables()
            words, tables = words + middle - begin, tables + time.perf_counter() - middle
            page.close()
    return {"words": words, "tables": tables}


def read_and_tables(file: Path) -> Seconds:
    """Reading and tables of each page, nothing after them."""
    read = tables = 0.0
    with open_pdf(identify(str(file))) as pdf:
        for number in range(1, len(pdf) + 1):
            begin = time.perf_counter()
            page = pdf.page(number)
            middle = time.perf_counter()
            tables_on(page, "bench")
            read, tables = read + middle - begin, tables + time.perf_counter() - middle
    return {"read": read, "tables": tables}


def whole_job(file: Path) -> Seconds:
    """A document to the files of its dataset."""
    outcome = extract(file)
    begin = time.perf_counter()
    write([outcome])
    return {**dict(outcome.seconds), "write": time.perf_counter() - begin}


def write(outcomes: Sequence[Outcome]) -> None:
    """The dataset of ``outcomes``, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(outcomes, Path(folder), RunInfo.now(Options()))


PEER = "pdfplumber"
CONTESTANTS: dict[str, Callable[[Path], Seconds]] = {
    "floor": floor,
    PEER: pdfplumber_words_and_tables,
    "read+tables": read_and_tables,
    "whole job": whole_job,
}


def measure(files: Sequence[Path], names: Sequence[str], rounds: int) -> Iterator[Result]:
    """The medians of each contestant on each file; they take turns in every round."""
    for file in files:
        taken: dict[str, list[tuple[float, Seconds]]] = {name: [] for name in names}
        for _ in range(rounds):
            for name in names:
                gc.collect()
                begin = time.perf_counter()
                stages = CONTESTANTS[name](file)
                taken[name].append((time.perf_counter() - begin, stages))
        pages = page_count(file)
        for name, runs in taken.items():
            stages = {stage: statistics.median(run[1][stage] for run in runs) for stage in runs[0][1]}
            yield Result(file.stem, pages, name, statistics.median(run[0] for run in runs), stages)


def page_count(file: Path) -> int:
    """How many pages a file has."""
    document = pdfium.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def warm_up(files: Sequence[Path], names: Sequence[str]) -> None:
    """Imports, dictionaries and caches, which a worker pays for once, are nobody's time."""
    smallest = min(files, key=lambda file: file.stat().st_size)
    for name in names:
        CONTESTANTS[name](smallest)


def comparison(results: Sequence[Result], names: Sequence[str]) -> Table:
    """One row a file: milliseconds a page of each contestant, and how many times faster than the peer."""
    table = Table("file", "pages", *names, title="ms a page (times faster than pdfplumber)")
    for column in table.columns[1:]:
        column.justify = "right"
    for file in dict.fromkeys(result.file for result in results):
        of_file = {result.contestant: result for result in results if result.file == file}
        table.add_row(file, str(of_file[names[0]].pages), *(_figure(of_file[n], of_file.get(PEER)) for n in names))
    return table


def _figure(result: Result, peer: Result | None) -> str:
    figure = f"{1000 * result.seconds / result.pages:.1f}"
    return figure if peer is None or peer is result else f"{figure} ({peer.seconds / result.seconds:.1f})"


def stages_of(results: Sequence[Result], name: str) -> Table:
    """One row a file: milliseconds a page in each stage of one contestant."""
    of_name = [result for result in results if result.contestant == name]
    stages = list(dict.fromkeys(stage for result in of_name for stage in result.stages))
    table = Table("file", *stages, title=f"{name}: ms a page of each stage")
    for column in table.columns[1:]:
        column.justify = "right"
    for result in of_name:
        table.add_row(result.file, *(f"{1000 * result.stages.get(s, 0.0) / result.pages:.2f}" for s in stages))
    return table


def circumstances() -> dict[str, object]:
    """Where and with what this was measured: figures of different machines do not compare, ratios nearly do."""
    versions = {name: metadata.version(name) for name in LIBRARIES}
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "extractor": __version__,
        "libraries": versions,
    }


def main() -> int:
    """Measure, print two tables or more, and keep the figures where asked to."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDFs; those named above by default")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant runs (default: 3)")
    parser.add_argument("--only", action="append", choices=list(CONTESTANTS), help="a contestant; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures in this file")
    asked = parser.parse_args()
    files = asked.files or sorted(path for folder in FOLDERS for path in folder.glob("*.pdf"))
    if missing := [str(file) for file in files if not file.is_file()]:
        parser.error(f"no such file: {', '.join(missing)}")
    if asked.rounds < 1:
        parser.error("--rounds must be 1 or more")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that it does not understand
    names = [name for name in CONTESTANTS if not asked.only or name in asked.only]
    warm_up(files, names)
    results = list(measure(files, names, asked.rounds))
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(comparison(results, names))
    for name in names:
        if any(result.stages for result in results if result.contestant == name):
            console.print(stages_of(results, name))
    if asked.json:
        form = {**circumstances(), "rounds": asked.rounds, "results": [asdict(result) for result in results]}
        asked.json.write_text(json.dumps(form, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
