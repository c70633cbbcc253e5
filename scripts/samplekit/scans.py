"""A sample as it would be if only a scan of its print were left."""

from __future__ import annotations

import json
from pathlib import Path

from samplekit.scanning import Scan, scanned

#: name -> the sample that was printed, how many pages it has, and how it was scanned
SCANS = {"minato_h30_scan": ("minato_h30_report", 6, Scan(dpi=200, bilevel=True, skew=0.6, specks=0.0003))}


def make(name: str, folder: Path) -> Path:
    """Write the scan and its truth (that of the print) into ``folder``/scans; returns the PDF."""
    printed, pages, scan = SCANS[name]
    target = folder / "scans" / f"{name}.pdf"
    target.parent.mkdir(exist_ok=True)
    scanned(folder / f"{printed}.pdf", list(range(1, pages + 1)), scan, target)
    truth = json.loads((folder / f"{printed}.truth.json").read_text(encoding="utf-8"))
    if isinstance(truth, dict) and "pdf" in truth:
        truth["pdf"] = target.name
    target.with_suffix(".truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return target
