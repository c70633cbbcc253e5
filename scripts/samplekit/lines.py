"""Lines of the books and the columns that a document prints of them: one way for every table of the years before 2023."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samplekit.printing import DASH, Printer
from samplekit.truth import Column, Row


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a table has a row for, in 円 and 件; None where the books don't have it."""

    item: str
    now: int | None = None
    before: int | None = None
    plan: int | None = None
    count: int | None = None
    count_before: int | None = None
    whole: int | None = None  # of which ``now`` is a share
    count_whole: int | None = None
    flow: tuple[int, int] | None = None  # what came and what went
    running: tuple[int, int] | None = None  # 件 and 円 since April
    parent: str | None = None
    label: str = ""
    of_which: bool = False


# kind of column: measure, scenario, and whether it is of the year before
KINDS = {
    "count": ("count", "actual", False),
    "count_ratio": ("ratio_prior_year", "actual", False),
    "count_growth": ("growth_rate", "actual", False),
    "count_share": ("share", "actual", False),
    "now": ("amount", "actual", False),
    "before": ("amount", "prior_actual", True),
    "change": ("change", "actual", False),
    "ratio": ("ratio_prior_year", "actual", False),
    "growth": ("growth_rate", "actual", False),
    "share": ("share", "actual", False),
    "plan": ("amount", "plan", False),
    "plan_ratio": ("ratio_plan", "actual", False),
    "came": ("change", "actual", False),
    "went": ("change", "actual", False),
    "running_count": ("count", "actual", False),
    "running": ("amount", "actual", False),
}
COUNTED, MONEY = ("count", "running_count"), ("now", "before", "change", "plan", "came", "went", "running")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column: the words over it (levels joined by ``/``) and its kind."""

    path: str
    kind: str


def columns(wanted: Sequence[Wanted], unit: str, year: int) -> tuple[Column, ...]:
    """What the truth says of the columns."""
    return tuple(_column(each, unit, year) for each in wanted)


def _column(wanted: Wanted, unit: str, year: int) -> Column:
    measure, scenario, prior = KINDS[wanted.kind]
    of = "件" if wanted.kind in COUNTED else unit if wanted.kind in MONEY else "％"
    return Column(wanted.path, of, measure, scenario, year - 1 if prior else None)


def rows(lines: Sequence[Line], wanted: Sequence[Wanted], unit: str, printer: Printer) -> tuple[Row, ...]:
    """The lines as they are printed."""
    return tuple(_row(line, wanted, unit, printer) for line in lines)


def _row(line: Line, wanted: Sequence[Wanted], unit: str, printer: Printer) -> Row:
    cells = tuple(_cell(line, each.kind, unit, printer) for each in wanted)
    return Row(line.item, cells, line.parent, line.label, line.of_which)


def _cell(line: Line, kind: str, unit: str, printer: Printer) -> str:
    if kind in COUNTED:
        count = line.count if kind == "count" else line.running and line.running[0]
        return DASH if count is None else f"{count:,}"
    if kind in MONEY:
        yen = _money(line, kind)
        return DASH if yen is None else printer.shown(yen, unit)
    return _compared(line, kind, printer)


def _money(line: Line, kind: str) -> int | None:
    if kind == "change":
        return None if line.now is None or line.before is None else line.now - line.before
    if kind in ("came", "went"):
        return line.flow[kind == "went"] if line.flow else None
    if kind == "running":
        return line.running[1] if line.running else None
    return {"now": line.now, "before": line.before, "plan": line.plan}[kind]


def _compared(line: Line, kind: str, printer: Printer) -> str:
    value = line.count if kind.startswith("count") else line.now
    if value is None:
        return DASH
    base = {
        "count_ratio": line.count_before, "count_growth": line.count_before, "count_share": line.count_whole,
        "ratio": line.before, "growth": line.before, "share": line.whole, "plan_ratio": line.plan,
    }[kind]  # fmt: skip
    return printer.growth(value, base) if kind.endswith("growth") else printer.ratio(value, base)


def tree(
    items: dict[str, tuple[str, ...]], order: Sequence[str], detailed: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """Each item with the path of those above it; ``detailed`` ones are followed by their parts."""
    for item in order:
        yield item, None
        yield from _parts(items, item, item, detailed)


def _parts(
    items: dict[str, tuple[str, ...]], item: str, path: str, detailed: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    for part in items.get(item, ()) if item in detailed else ():
        yield part, path
        yield from _parts(items, part, f"{path} > {part}", detailed)
