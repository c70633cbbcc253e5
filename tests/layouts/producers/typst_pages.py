"""Pages to Typst markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from producers.looks import look_of
from producers.model import Gap, Look, Page, Para, Raw, Row, Rule, Table

FONTS = {
    "gothic": "Noto Sans CJK JP", "mincho": "Noto Serif CJK JP", "ipag": "IPAexGothic", "ipam": "IPAexMincho",
}  # fmt: skip
_ALIGN = {"left": "left", "right": "right", "center": "center", "middle": "horizon", "top": "top", "bottom": "bottom"}
_DASH = {"solid": '"solid"', "dotted": '"dotted"', "dashed": '"dashed"', "double": '"solid"'}


def document(pages: Sequence[Page]) -> str:
    return "\n".join(
        [
            '#set document(title: "layouts", date: none)',
            '#set text(lang: "ja", size: 10pt)',
            "#set par(leading: 0.55em, spacing: 0pt)",
            *(_page(p) for p in pages),
        ]
    )


def _page(page: Page) -> str:
    flipped = ", flipped: true" if page.landscape else ""
    inner = "\n".join(block(p) for p in page.parts)
    return f'#page(paper: "a4"{flipped}, margin: 48pt)[#set text(font: "{FONTS[page.font]}")\n{inner}\n]'


def block(part: Any) -> str:
    if isinstance(part, Table):
        return table(part)
    if isinstance(part, Para):
        width = f"{part.width}pt" if part.width else "100%"
        weight = ', weight: "bold"' if part.bold else ""
        return (
            f"#block(width: {width}, below: {part.after}pt, above: 0pt)"
            f"[#set text(size: {part.size}pt{weight}); #align({part.align})[{_text(part.text)}]]"
        )
    if isinstance(part, Row):
        columns = ", ".join(f"{w}pt" for w, _ in part.parts)
        cells = ", ".join("[" + "\n".join(block(p) for p in inner) + "]" for _, inner in part.parts)
        return f"#grid(columns: ({columns}), column-gutter: {part.gap}pt, {cells})"
    if isinstance(part, Gap):
        return f"#v({part.height}pt)"
    assert isinstance(part, Raw)
    return str(part.code)


def table(t: Table) -> str:
    columns = ", ".join(f"{w}pt" for w in t.widths)
    heading = ", ".join(_cell(t, r, c) for r in range(t.head) for c in range(t.shape[1]) if t.rows[r][c] is not None)
    body = ",\n".join(
        _cell(t, r, c) for r in range(t.head, t.shape[0]) for c in range(t.shape[1]) if t.rows[r][c] is not None
    )
    rows = ", ".join(_height(t, r) for r in range(t.shape[0]))
    return (
        f"#block(above: 2pt, below: 2pt)[#set text(size: {t.size}pt); #table(columns: ({columns}), rows: ({rows}), "
        f"stroke: none, inset: (x: 3pt, y: 2pt),\ntable.header({heading}),\n{body})]"
    )


def _height(t: Table, row: int) -> str:
    lines = max((str(x).count("\n") + 1 for c, x in enumerate(t.rows[row]) if x and t.span(row, c)[0] == 1), default=1)
    return f"{t.height + (lines - 1) * t.size * 1.3}pt"


def _cell(t: Table, r: int, c: int) -> str:
    down, across = t.span(r, c)
    look = look_of(t, r, c)
    text = str(t.rows[r][c])
    if look.vertical:
        text = "\n".join(text)
    inner = " #linebreak() ".join(_text(line) for line in text.split("\n"))
    size = f"size: {look.size}pt, " if look.size else ""
    weight = 'weight: "bold", ' if look.bold else ""
    inner = f'#text({size}{weight}fill: rgb("{look.colour}"))[{inner}]'
    fill = f'fill: rgb("{look.fill}"), ' if look.fill else ""
    return (
        f"table.cell(x: {c}, y: {r}, rowspan: {down}, colspan: {across}, {fill}stroke: {_strokes(look)}, "
        f"align: {_ALIGN[look.align]} + {_ALIGN[look.valign]})[{inner}]"
    )


def _strokes(look: Look) -> str:
    sides = ", ".join(f"{s}: {_stroke(getattr(look, s))}" for s in ("top", "bottom", "left", "right"))
    return f"({sides})"


def _stroke(rule: Rule | None) -> str:
    if rule is None:
        return "none"
    return f'(thickness: {rule.width}pt, dash: {_DASH[rule.kind]}, paint: rgb("{rule.colour}"))'


def _text(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
