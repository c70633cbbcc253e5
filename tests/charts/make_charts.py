"""Write the PDFs of this folder and their truth: ``python make_charts.py [NAME...]`` (see README.md)."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from cases import FILES, Chart
from setters import calc, chromium, impress, matplot, typst_pages

HERE = Path(__file__).parent
SETTERS: dict[str, Callable[[list[Chart], Path], None]] = {
    "matplotlib": matplot.write, "calc": calc.write, "impress": impress.write, "chromium": chromium.write, "typst": typst_pages.write,
}  # fmt: skip


def make(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{name}.pdf"
        SETTERS[name](FILES[name], made)
        with pikepdf.open(made) as pdf:
            del pdf.docinfo
            if "/Metadata" in pdf.Root:
                del pdf.Root.Metadata
            pdf.save(HERE / f"{name}.pdf", compress_streams=True, recompress_flate=True, deterministic_id=True,
                     object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
    truth = {"charts": [chart.truth for chart in FILES[name]]}
    (HERE / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{name}: {(HERE / f'{name}.pdf').stat().st_size // 1024} KB")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or FILES:
        make(wanted)
