"""From the name of a style to the look of each cell."""

# ruff: noqa: ARG001 (every style and tweak is asked in the same way)
from __future__ import annotations

import re
from dataclasses import replace

from producers.model import MEDIUM, THICK, THIN, Look, Rule, Table

_FIGURE = re.compile(r"[△▲(（\[−-]?\s*[\d,.]+\s*[%％)）\]件]?|[－―\-‐]")
BLUE, PALE = "#4472c4", "#dce6f2"


def is_figure(text: str | None) -> bool:
    return bool(text) and _FIGURE.fullmatch(str(text).strip()) is not None


def look_of(table: Table, row: int, col: int) -> Look:
    """The look of the cell whose top left corner is at (row, col)."""
    down, across = table.span(row, col)
    head = row < table.head
    look = Look(align="center" if head else "right" if is_figure(table.rows[row][col]) else "left")
    look = _STYLES[table.rules](table, row, col, row + down, col + across, look)
    return table.tweak(table, row, col, look) if table.tweak else look


def _grid(t: Table, r: int, c: int, r1: int, c1: int, look: Look, rule: Rule = Rule()) -> Look:  # noqa: B008
    return replace(look, top=rule, bottom=rule, left=rule, right=rule)


def _open(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    look = _grid(t, r, c, r1, c1, look)
    return replace(look, left=look.left if c else None, right=look.right if c1 < t.shape[1] else None)


def _h3(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Rules at the top, under the heading and at the bottom."""
    return replace(
        look, top=Rule(MEDIUM) if r == 0 else None,
        bottom=Rule(MEDIUM) if r1 == t.shape[0] else Rule(THIN) if r1 == t.head else None,
    )  # fmt: skip


def _booktabs(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """As h3 with thick ends, and a rule under each heading that spans columns."""
    look = _h3(t, r, c, r1, c1, look)
    thick = Rule(THICK)
    look = replace(look, top=look.top and thick, bottom=thick if r1 == t.shape[0] else look.bottom)
    if r1 < t.head and c1 - c > 1:
        look = replace(look, bottom=Rule(THIN))
    return look


def _rows(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A rule between every two rows; in the heading under what spans columns only."""
    look = _booktabs(t, r, c, r1, c1, look)
    end = MEDIUM if r1 == t.shape[0] else THIN
    return replace(look, top=look.top and Rule(MEDIUM), bottom=Rule(end) if r1 >= t.head else look.bottom)


def _hdots(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    look = _rows(t, r, c, r1, c1, look)
    inner = t.head < r1 < t.shape[0]
    return replace(look, bottom=Rule(THIN, "dotted") if inner else look.bottom)


def _zebra(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    if r < t.head:
        return replace(look, fill=BLUE, colour="#ffffff")
    return replace(look, fill=PALE if (r - t.head) % 2 else None)


def _fillhead(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    return replace(look, fill="#d9d9d9") if r < t.head else look


def _white(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """As PowerPoint's default: coloured cells parted by white rules."""
    look = _grid(t, r, c, r1, c1, look, Rule(1.0, "solid", "#ffffff"))
    if r < t.head:
        return replace(look, fill=BLUE, colour="#ffffff", bold=True)
    return replace(look, fill="#cfd5ea" if (r - t.head) % 2 == 0 else "#e9ebf5")


def _none(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    return look


def _dashed(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Solid frame and heading, dashed inside."""
    dash, solid = Rule(0.6, "dashed"), Rule(0.8)
    head = r1 <= t.head
    return replace(
        look, top=solid if r <= t.head else dash, bottom=solid if r1 == t.shape[0] or head else dash,
        left=solid if c == 0 else dash, right=solid if c1 == t.shape[1] else dash,
    )  # fmt: skip


def _dotted(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    return _grid(t, r, c, r1, c1, look, Rule(0.75, "dotted"))


def _double(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Double frame, double rule under the heading and right of the labels."""
    double, single = Rule(2.25, "double"), Rule(THIN)
    return replace(
        look, top=double if r in (0, t.head) else single,
        bottom=double if r1 in (t.head, t.shape[0]) else single,
        left=double if c in (0, t.stubs) else single, right=double if c1 in (t.stubs, t.shape[1]) else single,
    )  # fmt: skip


def _thickthin(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    thick, thin = Rule(2.0), Rule(0.25)
    return replace(
        look, top=thick if r == 0 else Rule(1.0) if r == t.head else thin,
        bottom=thick if r1 == t.shape[0] else Rule(1.0) if r1 == t.head else thin,
        left=thick if c == 0 else thin, right=thick if c1 == t.shape[1] else thin,
    )  # fmt: skip


def _accounts(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Rules around, under the heading and between columns; the rows are stacked without any."""
    rule = Rule(THIN)
    head = r < t.head
    return replace(
        look, left=rule, right=rule, top=rule if head else None,
        bottom=rule if head or r1 == t.shape[0] else None,
    )  # fmt: skip


def _columns(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """As accounts with open sides."""
    look = _accounts(t, r, c, r1, c1, look)
    return replace(look, left=look.left if c else None, right=look.right if c1 < t.shape[1] else None)


def _frame(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A frame, a rule under the heading and one right of the labels; nothing parts the figures."""
    rule = Rule(0.7)
    return replace(
        look, top=rule if r == 0 else None, bottom=rule if r1 in (t.head, t.shape[0]) else None,
        left=rule if c in (0, t.stubs) else None, right=rule if c1 in (t.stubs, t.shape[1]) else None,
    )  # fmt: skip


def _groups(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Rules between all rows; upright ones only where a heading of the first row ends."""
    ends = {0, *(c0 + t.span(0, c0)[1] for c0, text in enumerate(t.rows[0]) if text is not None)}
    rule = Rule(THIN)
    return replace(
        look, top=rule, bottom=rule,
        left=rule if c in ends else None, right=rule if c1 in ends else None,
    )  # fmt: skip


def _fives(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """All upright rules; across the body only below every fifth row."""
    rule = Rule(THIN)
    below = r1 <= t.head or r1 == t.shape[0] or (r1 - t.head) % 5 == 0
    return replace(look, left=rule, right=rule, top=rule if r < t.head else None, bottom=rule if below else None)


def _dots_inside(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Solid upright rules and frame, dotted ones between the rows of the body."""
    solid, dots = Rule(0.7), Rule(0.7, "dotted")
    return replace(
        look, left=solid, right=solid, top=solid if r <= t.head else dots,
        bottom=solid if r1 <= t.head or r1 == t.shape[0] else dots,
    )  # fmt: skip


def _dots_upright(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Solid rules between rows, dotted ones between columns, open sides."""
    solid, dots = Rule(0.7), Rule(0.7, "dotted")
    return replace(
        look, top=solid, bottom=solid, left=dots if c else None, right=dots if c1 < t.shape[1] else None,
    )  # fmt: skip


def _double_total(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A full grid with a double rule above the last row and below the heading."""
    rule, double = Rule(THIN), Rule(2.25, "double")
    last = t.shape[0] - 1
    return replace(
        look, left=rule, right=rule, top=double if r in (t.head, last) else rule,
        bottom=double if r1 in (t.head, last) else rule,
    )  # fmt: skip


def _stripes(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """No rules; heading, labels and every second column filled."""
    if r < t.head:
        return replace(look, fill="#1f6f54", colour="#ffffff")
    return replace(look, fill="#e2efe9" if c < t.stubs else "#f4f4f4" if (c - t.stubs) % 2 else None)


def _total_fill(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """No rules; heading dark, last row pale."""
    if r < t.head:
        return replace(look, fill="#404040", colour="#ffffff", bold=True)
    return replace(look, fill="#eeeeee") if r1 == t.shape[0] else look


def _head_grid(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """The heading is a grid; below it only upright rules, and a rule at the foot."""
    rule = Rule(THIN)
    return replace(
        look, left=rule, right=rule, top=rule if r < t.head else None,
        bottom=rule if r1 <= t.head or r1 == t.shape[0] else None,
    )  # fmt: skip


def _two_rules(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A rule below the heading and one above the last row; nothing else."""
    return replace(look, bottom=Rule(MEDIUM) if r1 in (t.head, t.shape[0] - 1) else None)


def _box(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A frame around it all, and a rule below the heading."""
    rule = Rule(MEDIUM)
    return replace(
        look, top=rule if r == 0 else None, bottom=rule if r1 in (t.head, t.shape[0]) else None,
        left=rule if c == 0 else None, right=rule if c1 == t.shape[1] else None,
    )  # fmt: skip


def _grey(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """A grid of hairlines in pale grey, labels and heading filled."""
    look = _grid(t, r, c, r1, c1, look, Rule(0.25, "solid", "#bbbbbb"))
    return replace(look, fill="#eef3fa") if r < t.head or c < t.stubs else look


def _bars(t: Table, r: int, c: int, r1: int, c1: int, look: Look) -> Look:
    """Every row filled, white between them, heading in another colour; upright hairlines between columns of the body."""
    white, thin = Rule(2.0, "solid", "#ffffff"), Rule(0.3, "solid", "#888888")
    if r < t.head:
        return replace(look, fill="#7a4a1e", colour="#ffffff", bottom=white)
    return replace(look, fill="#f7efe6", bottom=white, left=thin if c else None)


_STYLES = {
    "two_rules": _two_rules, "box": _box, "grey": _grey, "bars": _bars,
    "frame": _frame, "groups": _groups, "fives": _fives, "dots_inside": _dots_inside, "dots_upright": _dots_upright,
    "double_total": _double_total, "stripes": _stripes, "total_fill": _total_fill, "head_grid": _head_grid,
    "grid": _grid, "open": _open, "h3": _h3, "booktabs": _booktabs, "rows": _rows, "hdots": _hdots, "zebra": _zebra,
    "fillhead": _fillhead, "white": _white, "none": _none, "dashed": _dashed, "dotted": _dotted, "double": _double,
    "thickthin": _thickthin, "accounts": _accounts, "columns": _columns,
}  # fmt: skip
