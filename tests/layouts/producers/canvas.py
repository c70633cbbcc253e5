"""Tables drawn stroke by stroke with ReportLab, as report generators do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from producers.looks import look_of
from producers.model import Look, Page, Raw, Rule, Table

FONTS = Path("/usr/share/fonts/opentype")
_DASH = {"dotted": (0.6, 1.4), "dashed": (3, 2)}


@dataclass(frozen=True)
class Manner:
    """How the strokes of a table are made."""

    rules_as: str = "lines"  # lines, rects, pieces (a stroke for each cell side with gaps at the corners)
    double_text: bool = False
    text_drop: float = 0.0  # text set lower by so many points, onto the rule below
    overshoot: float = 0.0  # rules drawn too long by so many points
    points: bool = False  # figures of a column aligned on their decimal point


def new_canvas(out: Path, font: str) -> Canvas:
    canvas = Canvas(str(out), invariant=True, pageCompression=1)
    file = {"ipag": "ipaexfont-gothic/ipaexg.ttf", "ipam": "ipaexfont-mincho/ipaexm.ttf"}[font]
    pdfmetrics.registerFont(TTFont("jp", str(FONTS / file)))
    return canvas


def page_of(draw: Any, *tables: Table, rotate: int = 0) -> Page:
    """A page drawn by ``draw(canvas)``."""
    return Page([Raw(draw, tables)], rotate=rotate)


def text(canvas: Canvas, x: float, y: float, words: str, size: float = 9, align: str = "left") -> None:
    canvas.setFont("jp", size)
    {"left": canvas.drawString, "right": canvas.drawRightString, "center": canvas.drawCentredString}[align](x, y, words)


def prose(canvas: Canvas, x: float, y: float, words: str, width: float, size: float = 9) -> float:
    """Lines of running text; the y below them."""
    each = int(width // size)
    for start in range(0, len(words), each):
        text(canvas, x, y, words[start : start + each], size)
        y -= size * 1.5
    return y


def around(canvas: Canvas, t: Table, x: float, y: float) -> None:
    """Caption at the left and unit at the right above a table whose top is at y."""
    text(canvas, x, y + 5, str(t.caption), 10)
    if t.unit:
        text(canvas, x + sum(t.widths), y + 4, t.unit, 8, "right")


def draw(canvas: Canvas, t: Table, x: float, y: float, manner: Manner | None = None) -> float:
    """Draw a table with its top left corner at (x, y) in PDF coordinates; the y of its bottom."""
    manner = manner or Manner()
    xs = [x, *(x + w for w in accumulate(t.widths))]
    ys = [y, *(y - h for h in accumulate(_heights(t)))]
    cells = list(_cells(t))
    for row, col, down, across, look in cells:
        if look.fill:
            canvas.setFillColor(HexColor(look.fill))
            left, low = xs[col], ys[row + down]
            canvas.rect(left, low, xs[col + across] - left, ys[row] - low, stroke=0, fill=1)
    for row, col, down, across, look in cells:
        _sides(canvas, look, (xs[col], ys[row + down], xs[col + across], ys[row]), manner)
    for row, col, down, across, look in cells:
        _words(canvas, t, row, col, look, (xs[col], ys[row + down], xs[col + across], ys[row]), manner)
    canvas.setFillColor(HexColor("#000000"))
    return ys[-1]


def _cells(t: Table) -> Iterator[tuple[int, int, int, int, Look]]:
    for r, row in enumerate(t.rows):
        for c, words in enumerate(row):
            if words is not None:
                yield (r, c, *t.span(r, c), look_of(t, r, c))


def _heights(t: Table) -> list[float]:
    return [
        t.height
        + (max((str(x).count("\n") for c, x in enumerate(row) if x and t.span(r, c)[0] == 1), default=0))
        * t.size
        * 1.25
        for r, row in enumerate(t.rows)
    ]


def _sides(canvas: Canvas, look: Look, box: tuple[float, float, float, float], manner: Manner) -> None:
    x0, y0, x1, y1 = box
    ends = {"top": (x0, y1, x1, y1), "bottom": (x0, y0, x1, y0), "left": (x0, y0, x0, y1), "right": (x1, y0, x1, y1)}
    for side, line in ends.items():
        rule = getattr(look, side)
        if rule is not None:
            _stroke(canvas, rule, line, manner)


def _stroke(canvas: Canvas, rule: Rule, line: tuple[float, float, float, float], manner: Manner) -> None:
    x0, y0, x1, y1 = line
    flat = y0 == y1
    grow = manner.overshoot if manner.rules_as != "pieces" else -1.2
    x0, x1, y0, y1 = (x0 - grow, x1 + grow, y0, y1) if flat else (x0, x1, y0 - grow, y1 + grow)
    if rule.kind == "double":
        for offset in (-0.9, 0.9):
            dx, dy = (0, offset) if flat else (offset, 0)
            _stroke(canvas, Rule(0.4, "solid", rule.colour), (x0 + dx, y0 + dy, x1 + dx, y1 + dy), manner)
        return
    canvas.saveState()
    if manner.rules_as == "rects":
        canvas.setFillColor(HexColor(rule.colour))
        half = rule.width / 2
        corner = (x0, y0 - half, x1 - x0, rule.width) if flat else (x0 - half, y0, rule.width, y1 - y0)
        canvas.rect(*corner, stroke=0, fill=1)
    else:
        canvas.setStrokeColor(HexColor(rule.colour))
        canvas.setLineWidth(rule.width)
        if rule.kind in _DASH:
            canvas.setDash(*_DASH[rule.kind])
        canvas.line(x0, y0, x1, y1)
    canvas.restoreState()


def _words(
    canvas: Canvas, t: Table, row: int, col: int, look: Look, box: tuple[float, float, float, float], manner: Manner
) -> None:
    x0, y0, x1, y1 = box
    size = look.size or t.size
    lines = list(str(t.rows[row][col])) if look.vertical else str(t.rows[row][col]).split("\n")
    step = size * 1.25
    block = step * (len(lines) - 1) + size
    first = {"top": y1 - 2 - size * 0.85, "bottom": y0 + 3 + block - size * 0.85,
             "middle": (y0 + y1) / 2 + block / 2 - size * 0.85}[look.valign] - manner.text_drop  # fmt: skip
    canvas.setFillColor(HexColor(look.colour))
    for n, line in enumerate(lines):
        at, y = (
            (x0 + look.pad, x1 - look.pad, (x0 + x1) / 2)[("left", "right", "center").index(look.align)],
            first - n * step,
        )
        if manner.points and look.align == "right" and "." in line:
            tail = pdfmetrics.stringWidth(line[line.index(".") :], "jp", size)
            at = (x0 + x1) / 2 + 12 + tail
        for shift in (0.0, 0.25) if manner.double_text else (0.0,):
            text(canvas, at + shift, y, line, size, look.align)
