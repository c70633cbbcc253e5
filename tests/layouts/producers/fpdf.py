"""Pages set with fpdf2: its own tables, whose rules it draws as its border layouts want."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from producers.canvas import FONTS
from producers.looks import is_figure
from producers.model import Gap, Page, Para, Table

_FILES = {"ipag": "ipaexfont-gothic/ipaexg.ttf", "ipam": "ipaexfont-mincho/ipaexm.ttf"}
#: names of styles of ours that a border layout of fpdf2 comes near to
_LAYOUTS = {
    "grid": TableBordersLayout.ALL, "rows": TableBordersLayout.HORIZONTAL_LINES, "open": TableBordersLayout.INTERNAL,
    "lines": TableBordersLayout.MINIMAL, "columns": TableBordersLayout.NO_HORIZONTAL_LINES,
    "none": TableBordersLayout.NONE, "h3": TableBordersLayout.SINGLE_TOP_LINE, "zebra": TableBordersLayout.NONE,
}  # fmt: skip


def set_pages(pages: Sequence[Page], out: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_font("jp", fname=str(FONTS / _FILES[pages[0].font]))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margins(50, 50, 40)
    for page in pages:
        pdf.add_page(orientation="L" if page.landscape else "P")
        for part in page.parts:
            _part(pdf, part)
    pdf.output(str(out))


def _part(pdf: FPDF, part: Any) -> None:
    if isinstance(part, Gap):
        pdf.ln(part.height)
    elif isinstance(part, Para):
        pdf.set_font("jp", size=part.size)
        align = {"left": "L", "right": "R", "center": "C"}[part.align]
        pdf.multi_cell(part.width or 0, part.size * 1.5, part.text, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(part.after)
    elif isinstance(part, Table):
        _table(pdf, part)
    else:
        part.code(pdf)


def _table(pdf: FPDF, t: Table) -> None:
    pdf.set_font("jp", size=t.size)
    heads = FontFace(color=(255, 255, 255), fill_color=(60, 90, 130)) if t.rules == "zebra" else FontFace()
    fill = {"cell_fill_color": (235, 240, 246), "cell_fill_mode": "ROWS"} if t.rules == "zebra" else {}
    with pdf.table(
        width=sum(t.widths), col_widths=tuple(t.widths), align="LEFT", borders_layout=_LAYOUTS[t.rules],
        headings_style=heads, num_heading_rows=t.head, line_height=t.size * 1.35, padding=(2, 3, 2, 3), **fill,
    ) as table:  # fmt: skip
        for r, row in enumerate(t.rows):
            line = table.row()
            for c, text in enumerate(row):
                if text is not None:
                    align = "CENTER" if r < t.head else "RIGHT" if is_figure(text) else "LEFT"
                    down, across = t.span(r, c)
                    line.cell(text, align=align, colspan=across, rowspan=down)
