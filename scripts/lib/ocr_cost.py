"""What does reading a page from its picture cost?  The whole OCR stage, both opinions and all, against one plain call of
rapidocr on the same pages in the same run: CPU seconds a page and memory at the peak, each in a process of its own.

    .venv/bin/python scripts/lib/ocr_cost.py [FILE PAGE ...]     pages (1-based) of scans; without any, scans of two samples
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from extractor.model import Page
from extractor.ocr import engine_named
from extractor.ocr.page import recognise
from extractor.ocr.picture import Pixels
from extractor.read import identify, open_pdf

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from samplekit.scanning import Scan, scanned  # noqa: E402 - the folder of scripts is no package

DPI = 200
#: reads a page: (the page, its picture, pixels per point)
Reader = Callable[[Page, Pixels, float], None]
#: pages that are scanned where none are named: a statement, and text beside a table
SAMPLES = (("minato_h30_report.pdf", 4), ("nagasaki_r6_hyouka.pdf", 3))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", metavar="FILE PAGE")
    parser.add_argument("--child", choices=("plain", "ours"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if len(asked.pages) % 2:
        parser.error("each FILE needs its PAGE")
    if asked.child:
        print(json.dumps(_measured(asked.child, asked.pages)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pages = asked.pages or _scans(Path(folder))
        plain, ours = (_in_child(kind, pages) for kind in ("plain", "ours"))
    count = len(pages) // 2
    for name, told in (("plain call", plain), ("OCR stage", ours)):
        print(f"{name}: {told['cpu'] / count:.1f} s of CPU a page, {told['peak']:.0f} MB at the peak ({count} pages)")
    print(f"OCR stage / plain call: CPU {ours['cpu'] / plain['cpu']:.2f}, memory {ours['peak'] / plain['peak']:.2f}")
    return int(ours["cpu"] > plain["cpu"])


def _scans(folder: Path) -> list[str]:
    made: list[str] = []
    for name, page in SAMPLES:
        made += [str(scanned(ROOT / "samples" / name, page, Scan(dpi=DPI), folder / f"{page}_{name}")), "1"]
    return made


def _in_child(kind: str, pages: Sequence[str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind, *pages], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _measured(kind: str, pages: Sequence[str]) -> dict[str, float]:
    """CPU seconds of reading all pages, engines loaded before, and the peak in MB."""
    read = _plain() if kind == "plain" else _ours()
    cpu = 0.0
    for name, number in zip(pages[::2], pages[1::2], strict=True):
        with open_pdf(identify(name)) as pdf:
            page = pdf.page(int(number))
            scan, scale = pdf.picture(int(number), DPI)
        begin = time.process_time()
        read(page, scan, scale)
        cpu += time.process_time() - begin
    return {"cpu": cpu, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _ours() -> Reader:
    """Both networks, loaded."""
    engine = engine_named("rapid")

    def read(page: Page, scan: Pixels, scale: float) -> None:
        assert recognise(page, scan, scale, engine).words

    return read


def _plain() -> Reader:
    """rapidocr on one thread, as our networks run, and the page not made smaller."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - the other process shall not pay for it

    one = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    settings = {
        "Global.log_level": "error",
        "Global.use_cls": False,
        "Global.max_side_len": 4000,
        "Global.text_score": 0.3,
    }
    engine = RapidOCR(params={**settings, **one})

    def read(_page: Page, scan: Pixels, _scale: float) -> None:
        assert len(engine(np.dstack([scan] * 3)))

    return read


if __name__ == "__main__":
    sys.exit(main())
