"""Pages to HTML, for Chromium."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from producers.looks import look_of
from producers.model import Gap, Look, Page, Para, Raw, Row, Rule, Table

FONTS = {
    "gothic": "'Noto Sans CJK JP'", "mincho": "'Noto Serif CJK JP'", "ipag": "IPAexGothic", "ipam": "IPAexMincho",
}  # fmt: skip


def document(pages: Sequence[Page]) -> str:
    body = "\n".join(_page(p) for p in pages)
    return f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>layouts</title><style>
@page {{ size: A4; margin: 18mm 16mm }} @page wide {{ size: A4 landscape; margin: 14mm }}
body {{ margin: 0; font-variant-ligatures: none; line-break: strict }}
section {{ break-after: page }} section.wide {{ page: wide }}
table {{ border-collapse: collapse; table-layout: fixed; }}
p {{ margin: 0; }} td {{ overflow-wrap: anywhere; line-height: 1.25 }}
</style></head><body>{body}</body></html>"""


def _page(page: Page) -> str:
    inner = "\n".join(block(p) for p in page.parts)
    wide = ' class="wide"' if page.landscape else ""
    return f'<section{wide} style="font-family:{FONTS[page.font]};font-size:10pt">{inner}</section>'


def block(part: Any) -> str:
    if isinstance(part, Table):
        return table(part)
    if isinstance(part, Para):
        bold = "font-weight:bold;" if part.bold else ""
        bold += f"width:{part.width}pt;" if part.width else ""
        return (
            f'<p style="text-align:{part.align};font-size:{part.size}pt;{bold}margin-bottom:{part.after}pt">'
            f"{escape(part.text)}</p>"
        )
    if isinstance(part, Row):
        cells = "".join(
            f'<div style="width:{w}pt;flex:none">{"".join(block(p) for p in inner)}</div>' for w, inner in part.parts
        )
        return f'<div style="display:flex;gap:{part.gap}pt;align-items:flex-start">{cells}</div>'
    if isinstance(part, Gap):
        return f'<div style="height:{part.height}pt"></div>'
    assert isinstance(part, Raw)
    return str(part.code)


def table(t: Table, extra: str = "") -> str:
    cols = "".join(f'<col style="width:{w}pt">' for w in t.widths)
    rows = []
    for r, row in enumerate(t.rows):
        tag = "th" if r < t.head else "td"
        cells = "".join(_cell(t, r, c, text, tag) for c, text in enumerate(row) if text is not None)
        rows.append(f'<tr style="height:{t.height}pt">{cells}</tr>')
    head, body = "".join(rows[: t.head]), "".join(rows[t.head :])
    return (
        f'<table style="width:{sum(t.widths)}pt;font-size:{t.size}pt;{extra}"><colgroup>{cols}</colgroup>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _cell(t: Table, r: int, c: int, text: str, tag: str) -> str:
    down, across = t.span(r, c)
    look = look_of(t, r, c)
    spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
    inner = "<br>".join(escape(line) for line in text.split("\n"))
    inner = inner.replace("　", "&#12288;")
    if look.vertical:
        inner = f'<span style="writing-mode:vertical-rl">{inner}</span>'
    return f'<{tag}{spans} style="{_css(look)}">{inner}</{tag}>'


def _css(look: Look) -> str:
    sides = ";".join(f"border-{s}:{_border(getattr(look, s))}" for s in ("top", "bottom", "left", "right"))
    size = f";font-size:{look.size}pt" if look.size else ""
    fill = f";background:{look.fill};-webkit-print-color-adjust:exact" if look.fill else ""
    weight = "bold" if look.bold else "normal"
    return (
        f"{sides}{fill}{size};color:{look.colour};text-align:{look.align};vertical-align:{look.valign};"
        f"font-weight:{weight};padding:1pt {look.pad}pt"
    )


def _border(rule: Rule | None) -> str:
    return f"{rule.width}pt {rule.kind} {rule.colour}" if rule else "none"
