"""Usage: python scripts/lib/kill_test.py [MOMENTS]: kills runs at random moments, and resumes them to the same bytes.

One run of some small documents goes undisturbed. Then as many as asked for (30) are killed with SIGKILL, in turn the
parent and one of its workers, at a moment drawn at random from the time that the first one took, and called again until
they end; so is one whose disk is full (a limit on the size of its files). Each must leave the same files, but for those
that tell how long it took.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
#: documents of each run
DOCUMENTS = 4
#: what tells the time that a run took
TIMED = {"run.json", "documents.parquet", "dataset.duckdb", "dataset.xlsx"}
RUN = (
    "import sys\nfrom extractor import Limits, Options, run\nfrom extractor.model import OcrUse\n"
    "run([sys.argv[1]], sys.argv[2], Options(ocr=OcrUse.NEVER), Limits(jobs=2))"
)


def command(inputs: Path, out: Path) -> list[str]:
    return [sys.executable, "-c", RUN, str(inputs), str(out)]


def digests(out: Path) -> dict[str, str]:
    """The dataset, file by file."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".extractor" not in path.parts and path.name not in TIMED
    }


def killed(inputs: Path, out: Path, after: float, *, worker: bool) -> bool:
    """Whether the run, or one of its workers, was there to be killed after so many seconds."""
    process = subprocess.Popen(command(inputs, out), stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        victims = psutil.Process(process.pid).children(recursive=True) if worker else []
        victim = random.choice(victims).pid if victims else process.pid  # noqa: S311 - any of them
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True
    finally:
        process.wait(600)


def full_disk(inputs: Path, out: Path) -> int:
    """The exit code of a run whose files may not grow beyond 20 kB, as on a disk that is full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

    return subprocess.run(command(inputs, out), preexec_fn=limit, stderr=subprocess.DEVNULL, check=False).returncode


def finished(inputs: Path, out: Path) -> dict[str, str]:
    """The dataset after the run was called once more, undisturbed."""
    subprocess.run([*command(inputs, out)], check=True)
    shutil.rmtree(out / "never", ignore_errors=True)
    return digests(out)


def documents(folder: Path) -> Path:
    """Some of the planted slips, documents of two pages."""
    folder.mkdir()
    for file in sorted((ROOT / "samples" / "slips").glob("*.pdf"))[:DOCUMENTS]:
        shutil.copy(file, folder)
    return folder


def told(came: dict[str, str], expected: dict[str, str]) -> str:
    """Whether two datasets are the same, else which of their files differ."""
    differing = {name for name, _ in came.items() ^ expected.items()}
    return "same" if not differing else f"DIFFERENT: {', '.join(sorted(differing))}"


def main(moments: int) -> int:
    """Print what each killed run came to; 1 when one differs from the undisturbed one."""
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = documents(folder / "in")
        begin = time.monotonic()
        expected = finished(inputs, folder / "undisturbed")
        took = time.monotonic() - begin
        print(f"undisturbed: {len(expected)} files, {took:.1f} s", flush=True)
        draw = random.Random(moments)  # noqa: S311 - the same moments each time
        for moment in range(moments):
            out = folder / f"killed{moment}"
            hit = False
            while not hit:  # a run that had ended before its moment came shows nothing
                shutil.rmtree(out, ignore_errors=True)
                after = draw.uniform(0.05, 0.95) * took
                hit = killed(inputs, out, after, worker=bool(moment % 2))
            came = finished(inputs, out)
            failures += came != expected
            victim = "worker" if moment % 2 else "parent"
            print(f"{moment}: {victim} killed after {after:.1f} s: {told(came, expected)}", flush=True)
            shutil.rmtree(out)
        code = full_disk(inputs, folder / "full")
        came = finished(inputs, folder / "full")
        print(f"full disk: exit code {code}; after it: {told(came, expected)}")
        failures += came != expected
    print(f"{moments} killed, {failures} different")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
