"""A booklet set by ReportLab: one frame a page, tables with horizontal rules, bar charts with printed labels; untagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from samplekit.booklet import Booklet
from samplekit.exhibit import Chart, Exhibit
from samplekit.producers import FONTS

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 54.0
INNER = WIDTH - 2 * MARGIN
BLUE, PALE, ORANGE, GREY = "#1d4f91", "#e6eef8", "#f2a03d", "#8a97a8"
FONT, FACE = "Gothic", "opentype/ipaexfont-gothic/ipaexg.ttf"
STYLES: Mapping[str, dict[str, Any]] = {
    "h2": {"fontSize": 15, "leading": 20, "textColor": BLUE, "spaceBefore": 4, "spaceAfter": 8},
    "h3": {"fontSize": 11.5, "leading": 16, "textColor": BLUE, "spaceBefore": 10, "spaceAfter": 4},
    "p": {"fontSize": 10.5, "leading": 18, "firstLineIndent": 10.5, "spaceAfter": 4},
    "note": {"fontSize": 8, "leading": 11, "spaceBefore": 3},
    "cover": {"fontSize": 27, "leading": 36, "textColor": BLUE, "spaceAfter": 16},
    "line": {"fontSize": 14, "leading": 22, "spaceAfter": 12},
    "caption": {"fontSize": 10.5, "leading": 14},
    "unit": {"fontSize": 8.5, "leading": 14, "alignment": 2},
}
BAR_AREA, BAR_WIDTH = 92.0, 46.0


def make(of: Booklet, organization: str, target: Path) -> None:
    """Write the PDF; ``invariant`` fixes its dates and ids."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - a tool of maintainers, not a dependency of the project
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import PageBreak, SimpleDocTemplate  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont(FONT, f"{FONTS}/{FACE}"))
    story = list(_cover(of.source, organization))
    for _, blocks in of.shown():
        story.append(PageBreak())
        for block in blocks:
            story += _block(block, of)
    margins = {"leftMargin": MARGIN - 6, "rightMargin": MARGIN - 6, "topMargin": MARGIN, "bottomMargin": MARGIN}
    template = SimpleDocTemplate(
        str(target), pagesize=(WIDTH, HEIGHT), title=of.source["title"], author=organization, invariant=1, **margins
    )
    template.build(story, onLaterPages=_foot)


def _foot(canvas: Any, template: Any) -> None:
    canvas.setFont(FONT, 8.5)
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 18, WIDTH, 18, stroke=0, fill=1)
    canvas.drawRightString(WIDTH - MARGIN, 30, str(template.page))
    canvas.drawString(MARGIN, 30, template.title)


def _text(text: str, kind: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Paragraph  # noqa: PLC0415

    return Paragraph(escape(text), ParagraphStyle(kind, fontName=FONT, wordWrap="CJK", **STYLES[kind]))


def _cover(source: Mapping[str, Any], organization: str) -> Iterator[Any]:
    from reportlab.platypus import Spacer  # noqa: PLC0415

    yield Spacer(1, 150)
    yield _text(source["title"], "cover")
    yield _text(source["subtitle"], "line")
    yield _text(source["issued"], "line")
    yield Spacer(1, 260)
    yield _text(organization, "line")
    yield _text(source["notice"], "note")


def _block(block: Mapping[str, Any], of: Booklet) -> Iterator[Any]:
    if block["kind"] == "table":
        yield from _table(of.exhibits[block["text"]])
    elif block["kind"] == "chart":
        yield from _chart(of.charts[block["text"]])
    else:
        yield _text(block["text"], block["kind"])


def _table(of: Exhibit) -> Iterator[Any]:
    from reportlab.platypus import Table  # noqa: PLC0415

    heads = [[_text(of.caption, "caption"), _text(of.unit_note, "unit")]]
    yield Table(
        heads, colWidths=[INNER * 0.62, INNER * 0.38], style=[("LEFTPADDING", (0, 0), (-1, -1), 0)], spaceBefore=6
    )
    grid = of.grid()
    texts = [["　" * cell.level + cell.text if cell else "" for cell in line] for line in grid]
    yield Table(texts, colWidths=[INNER * each for each in of.widths()], style=_style(of), rowHeights=17)


def _style(of: Exhibit) -> list[tuple[Any, ...]]:
    """Rules above, below and between rows; the heading filled, its groups underlined."""
    whole, head = ((0, 0), (-1, -1)), ((0, 0), (-1, of.head - 1))
    style: list[tuple[Any, ...]] = [
        ("FONT", *whole, FONT, 9),
        ("VALIGN", *whole, "MIDDLE"),
        ("ALIGN", (of.stubs, 0), (-1, -1), "RIGHT"),
        ("ALIGN", *head, "CENTER"),
        ("BACKGROUND", *head, PALE),
        ("LINEABOVE", (0, 0), (-1, 0), 1.2, BLUE),
        ("LINEBELOW", (0, -1), (-1, -1), 1.2, BLUE),
        ("LINEBELOW", (0, of.head - 1), (-1, of.head - 1), 0.8, BLUE),
        ("LINEBELOW", (0, of.head), (-1, -2), 0.3, GREY),
    ]
    for row, line in enumerate(of.grid()):
        for col, cell in enumerate(line):
            if cell and (cell.rows > 1 or cell.cols > 1):
                style.append(("SPAN", (col, row), (col + cell.cols - 1, row + cell.rows - 1)))
            if cell and cell.role == "head" and cell.cols > 1 and col >= of.stubs:
                style.append(("LINEBELOW", (col, row), (col + cell.cols - 1, row), 0.3, BLUE))
    return style


def _chart(of: Chart) -> Iterator[Any]:
    from reportlab.graphics.shapes import Drawing, Line, Rect, String  # noqa: PLC0415
    from reportlab.lib.colors import HexColor  # noqa: PLC0415

    values = [float(raw.replace(",", "")) for _, raw in of.bars]
    drawing = Drawing(INNER, BAR_AREA + 62)
    drawing.add(String(0, BAR_AREA + 44, of.title, fontName=FONT, fontSize=10.5, fillColor=HexColor(BLUE)))
    unit = f"（単位：{of.unit}）"
    drawing.add(String(INNER, BAR_AREA + 44, unit, fontName=FONT, fontSize=8.5, textAnchor="end"))
    drawing.add(Line(20, 20, INNER - 20, 20, strokeColor=HexColor(GREY), strokeWidth=0.8))
    step = (INNER - 40) / len(of.bars)
    for place, ((name, raw), value) in enumerate(zip(of.bars, values, strict=True)):
        middle, height = 20 + step * (place + 0.5), BAR_AREA * value / max(values)
        colour = HexColor(ORANGE if place == len(values) - 1 else GREY)
        drawing.add(Rect(middle - BAR_WIDTH / 2, 20, BAR_WIDTH, height, fillColor=colour, strokeColor=None))
        drawing.add(String(middle, 24 + height, raw, fontName=FONT, fontSize=9, textAnchor="middle"))
        drawing.add(String(middle, 8, name, fontName=FONT, fontSize=9, textAnchor="middle"))
    yield drawing
