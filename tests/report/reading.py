"""What tests of the report share: its data read back, and a document whose labels are hostile."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.model import Outcome
from extractor.report import ReportSize
from pdfs import line, pdf, text

#: labels that would be run if they were ever taken for markup or script
MARKUP = "<img src=x onerror=alert(1)>"
SCRIPT = "</script><script>alert(2)</script>"


@dataclass(frozen=True, slots=True)
class Report:
    folder: Path
    size: ReportSize

    @property
    def url(self) -> str:
        return (self.folder / "index.html").as_uri()

    def data(self, name: str) -> Any:
        """The value that a script of the report hands over."""
        content = (self.folder / "data" / f"{name}.js").read_text("utf-8")
        head = f'got("{name}",'
        assert content.startswith(head) and content.endswith(");\n")
        return json.loads(content[len(head) : -3])

    def document(self, file: str) -> Any:
        rows = self.data("index")["documents"]
        return self.data("doc-" + next(row["id"] for row in rows if row["file"].endswith(file)))


def hostile(folder: Path) -> Outcome:
    """A ruled table whose caption, headings and labels are markup."""
    rows = [("項目", "金額"), (MARKUP, "1,234"), (SCRIPT, "2,000"), ("合計", "3,234")]
    content = text(60, 760, "みなと県信用保証協会", 12) + text(60, 700, f"表 {MARKUP}（単位：百万円）")
    for number, (label, figure) in enumerate(rows):
        y = 670 - 24 * number
        content += line(60, y + 16, 540, y + 16) + text(66, y, label, 8) + text(480, y, figure, 8)
    bottom = 670 - 24 * len(rows) + 16
    content += line(60, bottom, 540, bottom) + "".join(line(x, 686, x, bottom) for x in (60, 470, 540))
    path = folder / "hostile'\"<b>.pdf"
    path.write_bytes(pdf(content))
    return extract(path)
