"""How fast are we?  The same files, in one run, in turn, each contestant in a process of its own.

  floor         PDFium loads each page and gives its text: nobody who uses PDFium can be faster
  pdfplumber    extract_words and extract_tables of each page, the page flushed after it
  camelot, img2table, tabula, pylopdf, pdfspine, rapidocr    other readers of tables and pages, in an environment of their own
  read+tables   our reading of the pages and their tables
  whole job     `extractor run FILE --jobs 1 --ocr never --no-report`: from the start of the program to the last file, on
                one core; its stages tell what is start and what grows with the pages

Files: those named, else the samples, ../shared/real and ../shared/layouts where they lie beside the project, and a booklet of
300 pages that is made.  Slow peers run on short files only (--short).  What is told is the median over the rounds: CPU
milliseconds a page (other programs on the machine disturb them least), how many times faster than pdfplumber that is, and
the peak of memory.  --growth, --cores and --start measure the whole job on 10 to 1,000 pages, on two cores (those files, then
an archive of documents alike), and its start.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from bench_report import comparison, rows_of, stages_of, write_docs
from rich.console import Console

from extractor.version import __version__

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SAMPLES = ROOT / "samples"
FOLDERS = (SAMPLES, ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "layouts")
BOOKLETS = ROOT / ".tools" / "booklets"
LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "pyarrow", "SudachiPy")
#: read once before the clock runs, by every contestant
WARM = SAMPLES / "minato_r3_evaluation.pdf"

#: seconds that one contestant may take on one file
_PATIENCE = 600
PEER, WHOLE = "pdfplumber", "whole job"
PEERS = ("floor", PEER, "camelot", "img2table", "tabula", "pylopdf", "pdfspine", "rapidocr")
#: so slow that short files tell enough
SLOW = frozenset({"camelot", "img2table", "tabula", "rapidocr"})
NAMES = (*PEERS, "read+tables", WHOLE)
#: pages of a booklet that are taken for an archive, and those of each of its documents
_ARCHIVE, _EACH = 480, 20
#: what runs where nothing is asked for: rapidocr is for scans
PLAIN = tuple(name for name in NAMES if name != "rapidocr")


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of one contestant on one file: seconds by the clock and of the CPU, MiB at the peak, CPU of its stages."""

    file: str
    pages: int
    contestant: str
    seconds: float
    cpu: float
    peak: float
    stages: dict[str, float] = field(default_factory=dict)


class CannotRun(Exception):
    """A contestant that this machine does not have, or that fails on a file."""


def run_one(name: str, file: Path, python: str) -> Result:
    """One contestant on one file."""
    if name == WHOLE:
        return whole_job([file])
    contestant = (HERE / "bench_contestants.py", name, file, WARM)
    command = [python if name in PEERS else sys.executable, *map(str, contestant)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        raise CannotRun(f"not done after {_PATIENCE} s") from None
    if done.returncode:
        raise CannotRun((done.stderr.strip().splitlines() or ["no reason given"])[-1])
    told = json.loads(done.stdout)
    return Result(file.stem, page_count(file), name, told["seconds"], told["cpu"], told["peak"], told["stages"])


def whole_job(files: Sequence[Path], jobs: int = 1) -> Result:
    """What the public command takes for ``files``, start and all; its CPU is that of its workers, too."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["run", *map(str, files), "--out", folder, "--jobs", str(jobs)]
        arguments += ["--ocr", "never", "--no-report"]
        before, begin = _children(), time.perf_counter()
        command = [sys.executable, "-c", "from extractor.cli import main; main()", *arguments]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            error = process.stderr.read() if process.stderr else b""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds, cpu = time.perf_counter() - begin, _children() - before
        if process.returncode not in (0, 1):
            raise CannotRun(error.decode("utf-8", "replace")[-200:])
        told = json.loads((Path(folder) / "run.json").read_text("utf-8"))["seconds"]
    # reading and settling hold the stages of the documents
    after = {name: value for name, value in told["run"].items() if name not in ("reading", "settling")}
    stages = {**told["documents"], **after}
    pages = sum(map(page_count, files))
    return Result(files[0].stem, pages, WHOLE, seconds, cpu, used.ru_maxrss / 1024, stages)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(files: Sequence[Path], names: Sequence[str], asked: argparse.Namespace) -> Iterator[Result]:
    """The medians of each contestant on each file; they take turns in every round."""
    for file in files:
        pages = page_count(file)
        runs: dict[str, list[Result]] = {}
        failed: set[str] = set()
        for _ in range(asked.rounds):
            for name in names:
                if name in failed or (name in SLOW and pages > asked.short):
                    continue
                try:
                    runs.setdefault(name, []).append(run_one(name, file, asked.peers))
                except CannotRun as reason:
                    failed.add(name)
                    print(f"{name} cannot run on {file.name}: {reason}", file=sys.stderr)
        yield from (medians(of_name) for name, of_name in runs.items() if name not in failed)


def medians(runs: Sequence[Result]) -> Result:
    first = runs[0]
    stages = {stage: statistics.median(run.stages.get(stage, 0.0) for run in runs) for stage in first.stages}
    seconds, cpu, peak = (
        statistics.median(figures) for figures in zip(*((r.seconds, r.cpu, r.peak) for r in runs), strict=True)
    )
    return Result(first.file, first.pages, first.contestant, seconds, cpu, peak, stages)


def page_count(file: Path) -> int:
    """How many pages a file has."""
    document = pdfium.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def booklet(pages: int, python: str) -> Path | None:
    """A booklet of so many pages, kept from run to run; None where its makers are not installed."""
    target = BOOKLETS / f"booklet_{pages}.pdf"
    if target.exists():
        return target
    BOOKLETS.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    done = subprocess.run([python, HERE / "bench_booklet.py", str(pages), unfinished], capture_output=True, check=False)
    if done.returncode:
        print(f"no booklet: {done.stderr.decode('utf-8', 'replace').strip()[-200:]}", file=sys.stderr)
        return None
    return unfinished.replace(target)


def archive(pages: int, python: str) -> list[Path]:
    """A booklet of so many pages as documents of 20 pages each: most are of one publisher, of some nobody is known."""
    whole = booklet(pages, python)
    if whole is None:
        return []
    folder = BOOKLETS / f"archive_{pages}"
    folder.mkdir(exist_ok=True)
    made = []
    with pdfium.PdfDocument(whole) as document:
        for first in range(0, len(document), _EACH):
            made.append(folder / f"{first:04d}.pdf")
            with pdfium.PdfDocument.new() as part:
                part.import_pages(document, list(range(first, min(first + _EACH, len(document)))))
                part.save(made[-1])
    return made


def growth(sizes: Sequence[int], python: str) -> list[Result]:
    """The whole job on booklets of so many pages."""
    made = (booklet(pages, python) for pages in sizes)
    return [whole_job([file]) for file in made if file is not None]


def cores(files: Sequence[Path], rounds: int) -> dict[str, float]:
    """Seconds by the clock of the whole job on all ``files``, with one worker and with two, in turn."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, found in taken.items():
            found.append(whole_job(files, jobs).seconds)
    one, two = (statistics.median(found) for found in taken.values())
    return {"one": one, "two": two, "ratio": one / two}


def start(rounds: int) -> float:
    """CPU seconds of ``extractor --help``."""
    taken = []
    for _ in range(max(rounds, 3)):
        before = _children()
        command = [sys.executable, "-c", "from extractor.cli import main; main()", "--help"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(_children() - before)
    return statistics.median(taken)


def circumstances(python: str) -> dict[str, Any]:
    """Where and with what this was measured: figures of different machines do not compare, ratios nearly do."""
    listed = "import importlib.metadata as m; print(*(f'{d.name}={d.version}' for d in m.distributions()))"
    there = subprocess.run([python, "-c", listed], capture_output=True, text=True, check=False).stdout.split()
    wanted = {"camelot-py", "img2table", "tabula-py", "pylopdf", "pdfspine", "rapidocr", "pdfplumber", "pypdfium2"}
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load": os.getloadavg()[0],
        "extractor": __version__,
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "peers": dict(sorted(item.split("=", 1) for item in there if item.split("=")[0] in wanted)),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDFs; those named above by default")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant runs (default: 3)")
    parser.add_argument("--only", action="append", choices=NAMES, help="a contestant; may be repeated")
    parser.add_argument("--short", type=int, default=8, metavar="PAGES", help="slow peers read files up to so long (8)")
    parser.add_argument("--booklet", type=int, default=None, metavar="PAGES", help="make a booklet, 0 for none (300)")
    parser.add_argument(
        "--growth", nargs="*", type=int, metavar="PAGES", help="the whole job on booklets of these pages (10 100 1000)"
    )
    parser.add_argument("--cores", action="store_true", help="the whole job on one core and on two")
    parser.add_argument("--start", action="store_true", help="how long extractor --help takes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures in this file")
    parser.add_argument("--docs", action="store_true", help="keep a table and a plot in docs/")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if missing := [str(file) for file in asked.files if not file.is_file()]:
        parser.error(f"no such file: {', '.join(missing)}")
    if asked.rounds < 1:
        parser.error("--rounds must be 1 or more")
    if asked.booklet is None:
        asked.booklet = 0 if asked.files else 300
    return asked


def main() -> int:
    """Measure, print, and keep the figures where asked to."""
    asked = arguments()
    files = asked.files or sorted(path for folder in FOLDERS for path in folder.glob("*.pdf"))
    names = [name for name in NAMES if name in (asked.only or PLAIN)]
    made = booklet(asked.booklet, asked.peers) if asked.booklet else None
    results = list(measure([*files, *filter(None, [made])], names, asked))
    form: dict[str, Any] = {**circumstances(asked.peers), "rounds": asked.rounds}
    form["results"] = [asdict(result) for result in results]
    if asked.growth is not None:
        form["growth"] = [asdict(result) for result in growth(asked.growth or (10, 100, 1000), asked.peers)]
    if asked.cores:
        form["cores"] = cores(files, asked.rounds)
        if alike := archive(_ARCHIVE, asked.peers):
            form["archive"] = {**cores(alike, asked.rounds), "documents": len(alike), "pages": _EACH}
    if asked.start:
        form["start"] = start(asked.rounds)
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(comparison(results, names, PEER))
    for name in names:
        if any(result.stages for result in results if result.contestant == name):
            console.print(stages_of(results, name))
    for line in rows_of(form):
        console.print(line)
    if asked.json:
        asked.json.write_text(json.dumps(form, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if asked.docs:
        write_docs(form, names, PEER, ROOT / "docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
