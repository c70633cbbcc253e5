"""Pages to flat OpenDocument: Writer (.fodt), Calc (.fods, one sheet a page) and Impress (.fodp, one slide a page)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from producers.looks import look_of
from producers.model import Gap, Look, Page, Para, Raw, Row, Rule, Table

FONTS = {
    "gothic": "Noto Sans CJK JP", "mincho": "Noto Serif CJK JP", "ipag": "IPAexGothic", "ipam": "IPAexMincho",
}  # fmt: skip
_ALIGN = {"left": "start", "right": "end", "center": "center"}
_NAMES = ("office", "style", "text", "table", "presentation")
_XMLNS = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in _NAMES) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_MARGIN = 45.0


class Styles:
    """Automatic styles, each written once."""

    def __init__(self, font: str) -> None:
        self.font = FONTS[font]
        self._made: dict[str, str] = {}

    def name(self, family: str, body: str, attributes: str = "") -> str:
        key = f'style:family="{family}" {attributes}>{body}'
        return self._made.setdefault(key, f"s{len(self._made)}")

    def characters(self, size: float, bold: bool = False, colour: str = "#000000") -> str:
        weight = "bold" if bold else "normal"
        kinds = "".join(
            f' fo:font-size{s}="{size}pt" fo:font-weight{s}="{weight}" style:font-name{s}="F"'.replace(
                f"fo:font-size{s}", f"{'fo' if not s else 'style'}:font-size{s}"
            ).replace(f"fo:font-weight{s}", f"{'fo' if not s else 'style'}:font-weight{s}")
            for s in ("", "-asian", "-complex")
        )
        return f'<style:text-properties{kinds} fo:color="{colour}" fo:language="ja" fo:country="JP"/>'

    def paragraph(
        self,
        align: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = "#000000",
        after: float = 0.0,
        more: str = "",
    ) -> str:
        return self.name(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{_ALIGN[align]}" fo:margin-bottom="{after}pt" fo:margin-top="0pt"{more}/>'
            + self.characters(size, bold, colour),
        )

    def xml(self) -> str:
        return "".join(f'<style:style style:name="{n}" {k}</style:style>' for k, n in self._made.items())


def _document(kind: str, styles: Styles, body: str, masters: str, extra: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_XMLNS} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:font-face-decls>'
        f'<style:font-face style:name="F" svg:font-family="\'{styles.font}\'"/></office:font-face-decls>'
        '<office:styles><style:style style:name="Frame" style:family="graphic"/></office:styles>'
        f"<office:automatic-styles>{extra}{styles.xml()}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles><office:body>{body}</office:body></office:document>"
    )


def _layout(name: str, width: float, height: float, more: str = "") -> str:
    orientation = "landscape" if width > height else "portrait"
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}pt" fo:page-height="{height}pt" '
        f'style:print-orientation="{orientation}" fo:margin="{_MARGIN}pt"{more}/></style:page-layout>'
    )


def _borders(look: Look) -> str:
    return " ".join(f'fo:border-{s}="{_border(getattr(look, s))}"' for s in ("top", "bottom", "left", "right"))


def _border(rule: Rule | None) -> str:
    return f"{rule.width}pt {rule.kind} {rule.colour}" if rule else "none"


def _spans(t: Table, r: int, c: int) -> str:
    down, across = t.span(r, c)
    return f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down * across > 1 else ""


def _printed(text: str) -> str:
    return escape(text).replace("\n", "<text:line-break/>")


# Writer


def writer(pages: Sequence[Page]) -> str:
    styles = Styles(pages[0].font)
    parts = []
    for n, page in enumerate(pages):
        if n:
            parts.append(f'<text:p text:style-name="{styles.paragraph("left", 2, more=BREAK)}"/>')
        parts.extend(_in_writer(styles, p) for p in page.parts)
    masters = '<style:master-page style:name="Standard" style:page-layout-name="L"/>'
    return _document("text", styles, f"<office:text>{''.join(parts)}</office:text>", masters, _layout("L", 595, 842))


BREAK = ' fo:break-before="page"'


def _in_writer(styles: Styles, part: Any) -> str:
    if isinstance(part, Table):
        return writer_table(styles, part)
    if isinstance(part, Para):
        indent = f' fo:margin-right="{505 - part.width}pt"' if part.width else ""
        name = styles.paragraph(part.align, part.size, bold=part.bold, after=part.after, more=indent)
        return f'<text:p text:style-name="{name}">{_printed(part.text)}</text:p>'
    if isinstance(part, Gap):
        return f'<text:p text:style-name="{styles.paragraph("left", part.height / 1.45)}"/>'
    if isinstance(part, Row):
        return _nested(styles, part)
    assert isinstance(part, Raw)
    return str(part.code(styles))


def _nested(styles: Styles, row: Row) -> str:
    """Things side by side in the cells of a table without rules, as people do it in word processors."""
    inner = [(w, "".join(_in_writer(styles, p) for p in parts)) for w, parts in row.parts]
    cell = styles.name(
        "table-cell", f'<style:table-cell-properties fo:border="none" fo:padding="0pt" fo:padding-right="{row.gap}pt"/>'
    )
    columns = "".join(_column(styles, w + row.gap) for w, _ in inner)
    cells = "".join(
        f'<table:table-cell table:style-name="{cell}">{body}<text:p text:style-name="{styles.paragraph("left", 2)}"/></table:table-cell>'
        for _, body in inner
    )
    return _writer_frame(
        styles, sum(w + row.gap for w, _ in inner), f"{columns}<table:table-row>{cells}</table:table-row>"
    )


def _writer_frame(styles: Styles, width: float, inner: str) -> str:
    name = styles.name(
        "table", f'<style:table-properties style:width="{width}pt" table:align="left" table:border-model="collapsing"/>'
    )
    return f'<table:table table:style-name="{name}">{inner}</table:table>'


def _column(styles: Styles, width: float) -> str:
    name = styles.name("table-column", f'<style:table-column-properties style:column-width="{width}pt"/>')
    return f'<table:table-column table:style-name="{name}"/>'


def writer_table(styles: Styles, t: Table) -> str:
    rows = []
    high = styles.name("table-row", f'<style:table-row-properties style:min-row-height="{t.height}pt"/>')
    for r, row in enumerate(t.rows):
        cells = "".join(
            "<table:covered-table-cell/>" if text is None else _writer_cell(styles, t, r, c, text)
            for c, text in enumerate(row)
        )
        rows.append(f'<table:table-row table:style-name="{high}">{cells}</table:table-row>')
    columns = "".join(_column(styles, w) for w in t.widths)
    heading = f"<table:table-header-rows>{''.join(rows[: t.head])}</table:table-header-rows>"
    return _writer_frame(styles, sum(t.widths), columns + heading + "".join(rows[t.head :]))


def _writer_cell(styles: Styles, t: Table, r: int, c: int, text: str) -> str:
    look = look_of(t, r, c)
    # Writer draws the borders of both neighbours; each side is set once, but at the outer edge
    fill = f' fo:background-color="{look.fill}"' if look.fill else ""
    mode = ' style:writing-mode="tb-rl"' if look.vertical else ""
    cell = styles.name(
        "table-cell",
        f'<style:table-cell-properties {_borders(look)}{fill}{mode} style:vertical-align="{look.valign}" '
        f'fo:padding="1pt" fo:padding-left="{look.pad}pt" fo:padding-right="{look.pad}pt"/>',
    )
    words = styles.paragraph(look.align, look.size or t.size, bold=look.bold, colour=look.colour)
    return (
        f'<table:table-cell table:style-name="{cell}"{_spans(t, r, c)} office:value-type="string">'
        f'<text:p text:style-name="{words}">{_printed(text)}</text:p></table:table-cell>'
    )


# Calc


def calc(pages: Sequence[Page]) -> str:
    styles = Styles(pages[0].font)
    sheets, layouts, masters = [], [], []
    for n, page in enumerate(pages):
        size = (842, 595) if page.landscape else (595, 842)
        layouts.append(
            _layout(f"L{n}", *size, ' style:scale-to-X="1" style:scale-to-Y="1" style:print="objects charts drawings"')
        )
        blank = "".join(f'<style:{p} style:display="false"/>' for p in ("header", "footer"))
        masters.append(
            f'<style:master-page style:name="M{n}" style:page-layout-name="L{n}">{blank}</style:master-page>'
        )
        sheets.append(_sheet(styles, page, n))
    body = f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
    return _document("spreadsheet", styles, body, "".join(masters), "".join(layouts))


def _sheet(styles: Styles, page: Page, n: int) -> str:
    """All tables of a sheet share its columns, those of the widest one."""
    widest = max((p for p in page.parts if isinstance(p, Table)), key=lambda t: t.shape[1])
    columns = "".join(_column(styles, w) for w in widest.widths)
    rows = "".join(_in_calc(styles, p, widest.shape[1]) for p in page.parts)
    look = styles.name("table", '<style:table-properties table:display="true"/>', f'style:master-page-name="M{n}"')
    return f'<table:table table:name="Sheet{n + 1}" table:style-name="{look}">{columns}{rows}</table:table>'


def _row_style(styles: Styles, height: float) -> str:
    return styles.name(
        "table-row", f'<style:table-row-properties style:row-height="{height}pt" style:use-optimal-row-height="false"/>'
    )


def _in_calc(styles: Styles, part: Any, columns: int) -> str:
    if isinstance(part, Gap):
        return f'<table:table-row table:style-name="{_row_style(styles, part.height)}"><table:table-cell/></table:table-row>'
    if isinstance(part, Para):
        look = Look(align=part.align, bold=part.bold, size=part.size)
        at = {"left": 0, "right": columns - 1, "center": columns // 2}[part.align]
        before = f'<table:table-cell table:number-columns-repeated="{at}"/>' if at else ""
        cell = _calc_cell(styles, look, part.size, part.text, "")
        return f'<table:table-row table:style-name="{_row_style(styles, part.size * 1.6)}">{before}{cell}</table:table-row>'
    assert isinstance(part, Table)
    rows = []
    for r, row in enumerate(part.rows):
        lines = max((str(x).count("\n") for c, x in enumerate(row) if x and part.span(r, c)[0] == 1), default=0)
        high = _row_style(styles, part.height + lines * part.size * 1.35)
        cells = "".join(_calc_position(styles, part, r, c, text) for c, text in enumerate(row))
        rows.append(f'<table:table-row table:style-name="{high}">{cells}</table:table-row>')
    return "".join(rows)


def _calc_position(styles: Styles, t: Table, r: int, c: int, text: str | None) -> str:
    if text is not None:
        return _calc_cell(styles, look_of(t, r, c), t.size, text, _spans(t, r, c))
    # what a span covers keeps its own borders, which Calc draws at the span's far sides
    row, col = next((s[0], s[1]) for s in t.spans if s[0] <= r < s[0] + s[2] and s[1] <= c < s[1] + s[3])
    look = look_of(t, row, col)
    return (
        f'<table:covered-table-cell table:style-name="{_calc_style(styles, replace(look, vertical=False), t.size)}"/>'
    )


def _calc_style(styles: Styles, look: Look, size: float) -> str:
    fill = f' fo:background-color="{look.fill}"' if look.fill else ""
    upright = ' style:direction="ttb"' if look.vertical else ""
    return styles.name(
        "table-cell",
        f'<style:table-cell-properties {_borders(look)}{fill}{upright} style:vertical-align="{look.valign}" fo:padding="{look.pad / 2}pt" '
        f'style:text-align-source="fix" fo:wrap-option="no-wrap"/>'
        f'<style:paragraph-properties fo:text-align="{_ALIGN[look.align]}"/>'
        + styles.characters(look.size or size, look.bold, look.colour),
    )


def _calc_cell(styles: Styles, look: Look, size: float, text: str, spans: str) -> str:
    name = _calc_style(styles, look, size)
    if not text:
        return f'<table:table-cell table:style-name="{name}"{spans}/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{name}"{spans} office:value-type="string">{lines}</table:table-cell>'


# Impress


def impress(pages: Sequence[Page]) -> str:
    styles = Styles(pages[0].font)
    slides = "".join(
        f'<draw:page draw:name="p{n}" draw:master-page-name="M">{_slide(styles, page)}</draw:page>'
        for n, page in enumerate(pages)
    )
    masters = '<style:master-page style:name="M" style:page-layout-name="L"/>'
    body = f"<office:presentation>{slides}</office:presentation>"
    return _document("presentation", styles, body, masters, _layout("L", 720, 405))


def _slide(styles: Styles, page: Page) -> str:
    """From top to bottom; a Row sets its parts side by side."""
    out, _ = _stack(styles, page.parts, 40, 24)
    return out


def _stack(styles: Styles, parts: Sequence[Any], x: float, y: float) -> tuple[str, float]:
    out = []
    for part in parts:
        if isinstance(part, Gap):
            y += part.height
        elif isinstance(part, Para):
            out.append(_text_box(styles, part, x, y))
            y += part.size * 1.5 + part.after
        elif isinstance(part, Row):
            at, low = x, y
            for width, inner in part.parts:
                made, end = _stack(styles, inner, at, y)
                out.append(made)
                at, low = at + width + part.gap, max(low, end)
            y = low
        else:
            out.append(_slide_table(styles, part, x, y))
            y += part.height * part.shape[0] + 6
    return "".join(out), y


def _text_box(styles: Styles, part: Para, x: float, y: float) -> str:
    width = part.width or 640
    frame = styles.name("graphic", '<style:graphic-properties draw:stroke="none" draw:fill="none" fo:padding="0pt"/>')
    words = styles.paragraph(part.align, part.size, bold=part.bold)
    return (
        f'<draw:frame draw:style-name="{frame}" svg:x="{x}pt" svg:y="{y}pt" svg:width="{width}pt" svg:height="{part.size * 1.4}pt">'
        f'<draw:text-box><text:p text:style-name="{words}">{_printed(part.text)}</text:p></draw:text-box></draw:frame>'
    )


def _slide_table(styles: Styles, t: Table, x: float, y: float) -> str:
    columns = "".join(_column(styles, w) for w in t.widths)
    high = styles.name("table-row", f'<style:table-row-properties style:row-height="{t.height}pt"/>')
    rows = "".join(
        f'<table:table-row table:style-name="{high}">'
        + "".join(
            "<table:covered-table-cell/>" if x is None else _slide_cell(styles, t, r, c, x) for c, x in enumerate(row)
        )
        + "</table:table-row>"
        for r, row in enumerate(t.rows)
    )
    return (
        f'<draw:frame svg:x="{x}pt" svg:y="{y}pt" svg:width="{sum(t.widths)}pt" svg:height="{t.height * t.shape[0]}pt">'
        f"<table:table>{columns}{rows}</table:table></draw:frame>"
    )


def _slide_cell(styles: Styles, t: Table, r: int, c: int, text: str) -> str:
    look = look_of(t, r, c)
    fill = f'draw:fill="solid" draw:fill-color="{look.fill}"' if look.fill else 'draw:fill="none"'
    cell = styles.name(
        "table-cell",
        f'<loext:graphic-properties {fill} draw:textarea-vertical-align="{look.valign}" fo:padding-top="1pt" fo:padding-bottom="1pt" '
        f'fo:padding-left="{look.pad}pt" fo:padding-right="{look.pad}pt"/><style:paragraph-properties {_borders(look)}/>',
    )
    words = styles.paragraph(look.align, look.size or t.size, bold=look.bold, colour=look.colour)
    return (
        f'<table:table-cell table:style-name="{cell}"{_spans(t, r, c)}>'
        f'<text:p text:style-name="{words}">{_printed(text)}</text:p></table:table-cell>'
    )
