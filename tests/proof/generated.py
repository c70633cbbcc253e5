"""Tables that add up, made from exact numbers and printed as publishers print them: rounded or cut off, at any scale.

Nothing in them is wrong, however much the printed figures miss one another by what rounding allows.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

from extractor.model import (
    Box,
    Document,
    GridPlace,
    Identity,
    Layer,
    Meaning,
    Origin,
    PageSummary,
    Period,
    Record,
    Source,
    Where,
)
from extractor.normalise.numbers import parse_figure

#: unit, the yen in it, decimals printed
_SCALES = [("円", 1, 0), ("千円", 1000, 0), ("百万円", 10**6, 0), ("億円", 10**8, 1), ("億円", 10**8, 0)]
_LABELS = [
    *"甲乙丙丁戊己庚辛壬癸",
    "製造業",
    "卸売業",
    "小売業",
    "サービス業",
    "設備資金",
    "運転資金",
    "雑収入",
    "利息",
]
_YEAR = 2024


@dataclass(frozen=True)
class Style:
    """How one document prints: the unit of money, what is cut off, and whether ratios follow from printed figures."""

    unit: str
    yen: int
    decimals: int
    cut: bool
    cut_ratios: bool
    from_printed: bool

    def money(self, yen: int) -> Fraction:
        """What is printed for ``yen``, in the unit."""
        return _brought(Fraction(yen, self.yen), self.decimals, self.cut)

    def ratio(self, exact: Fraction, decimals: int = 1) -> Fraction:
        return _brought(exact, decimals, self.cut_ratios)


@dataclass
class Row:
    """A row: this year, last year and the plan in yen; ``path`` are the labels above."""

    label: str
    now: int
    before: int
    plan: int
    path: tuple[str, ...] = ()
    of_which: bool = False


@dataclass
class Maker:
    """Puts figures into records, cell by cell."""

    table_id: str = "g" * 12 + "-t1"
    records: list[Record] = field(default_factory=list)

    def put(self, row: int, col: int, text: str, unit: str, meaning: Meaning, year: int = _YEAR) -> None:
        quantity = parse_figure(text, unit)
        assert quantity is not None, text
        box = Box(100.0 + 60 * col, 100.0 + 14 * row, 150.0 + 60 * col, 110.0 + 14 * row)
        self.records.append(
            Record(
                record_id=f"{self.table_id[:12]}-r{row}c{col}",
                origin=Origin.TABLE,
                layer=Layer.TEXT,
                where=Where(1, box),
                quantity=quantity,
                meaning=meaning,
                period=Period(year),
                place=GridPlace(self.table_id, "表", row, col),
            )
        )


def _brought(exact: Fraction, decimals: int, cut: bool) -> Fraction:
    scaled = abs(exact) * 10**decimals
    steps = floor(scaled) if cut else floor(scaled + Fraction(1, 2))
    return Fraction(steps if exact >= 0 else -steps, 10**decimals)


def _text(value: Fraction, decimals: int, minus: str) -> str:
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{minus if number < 0 else ''}{abs(number):,.{decimals}f}"


def consistent(seed: int) -> Document:
    """One table in which everything follows from exact numbers."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    unit, yen, decimals = rng.choice(_SCALES)
    style = Style(unit, yen, decimals, rng.random() < 0.4, rng.random() < 0.2, rng.random() < 0.4)
    rows = rng.choice([_listed, _nested, _accounts])(rng, style)
    maker, minus = Maker(), rng.choice("△▲-")
    columns = rng.sample(list(_COLUMNS), rng.randint(1, 5))
    for col, name in enumerate(columns, 1):
        for number, row in enumerate(rows, 1):
            _COLUMNS[name](maker, number, col, row, rows, style, minus)
    return Document(
        source=Source(Path("g.pdf"), "g.pdf", "g" * 64),
        identity=Identity(organization="みなと県信用保証協会", period=Period(_YEAR)),
        profile="generic",
        pages=(PageSummary(1, 595.0, 842.0, Layer.TEXT),),
        tables=(),
        sections=(),
        records=tuple(sorted(maker.records, key=lambda r: (r.place.row, r.place.col) if r.place else (0, 0))),
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def _amount(rng: random.Random, style: Style) -> int:
    if rng.random() < 0.06:
        return 0
    return round(10 ** rng.uniform(0, 4.5) * style.yen / 10**style.decimals + rng.random() * style.yen)


def _leaf(rng: random.Random, style: Style, label: str, path: tuple[str, ...] = ()) -> Row:
    now = _amount(rng, style)
    before = round(now * rng.uniform(0.5, 1.6)) if rng.random() < 0.9 else _amount(rng, style)
    return Row(label, now, before, round(now * rng.uniform(0.7, 1.3)), path)


def _sum(label: str, rows: list[Row], path: tuple[str, ...] = ()) -> Row:
    return Row(label, sum(r.now for r in rows), sum(r.before for r in rows), sum(r.plan for r in rows), path)


def _listed(rng: random.Random, style: Style) -> list[Row]:
    """Parts, some with a うち row, and their total below or above."""
    parts = [_leaf(rng, style, label) for label in rng.sample(_LABELS, rng.randint(2, 9))]
    total = _sum("合計", parts)
    shown: list[Row] = []
    for part in parts:
        shown.append(part)
        if rng.random() < 0.15:
            share = rng.uniform(0.1, 0.9)
            shown.append(
                Row("うち新規", round(part.now * share), round(part.before * share), round(part.plan * share), (), True)
            )
    return [*shown, total] if rng.random() < 0.8 else [total, *shown]


def _nested(rng: random.Random, style: Style) -> list[Row]:
    """Groups that head their parts, and the total of all."""
    labels = rng.sample(_LABELS, 12)
    heads: list[Row] = []
    shown: list[Row] = []
    for group in range(rng.randint(2, 3)):
        name = f"{labels[group]}計"
        parts = [_leaf(rng, style, f"{label}{group}", (name,)) for label in labels[3 : 3 + rng.randint(2, 4)]]
        heads.append(_sum(name, parts))
        shown += [heads[-1], *parts]
    return [*shown, _sum("総計", heads)]


def _accounts(rng: random.Random, style: Style) -> list[Row]:
    """収入, 支出 and what is left, as accounts go on."""
    incomes = [_leaf(rng, style, f"収入{n}") for n in range(rng.randint(2, 4))]
    costs = [_leaf(rng, style, f"支出{n}") for n in range(rng.randint(2, 4))]
    income, cost = _sum("収入計", incomes), _sum("支出計", costs)
    left = Row("当期収支差額", income.now - cost.now, income.before - cost.before, income.plan - cost.plan)
    return [*incomes, income, *costs, cost, left]


# --- columns ----------------------------------------------------------------------------------------------------------

Column = Callable[[Maker, int, int, Row, list[Row], Style, str], None]


def _meaning(row: Row, column: str, measure: str, scenario: str = "actual") -> Meaning:
    return Meaning(
        row.label,
        item_path=" > ".join(row.path) or None,
        column=column,
        measure=measure,
        scenario=scenario,
        of_which=row.of_which,
    )


def _money(at: str, column: str, scenario: str, year: int) -> Column:
    def put(maker: Maker, row: int, col: int, line: Row, _: list[Row], style: Style, minus: str) -> None:
        text = _text(style.money(getattr(line, at)), style.decimals, minus)
        maker.put(row, col, text, style.unit, _meaning(line, column, "amount", scenario), year)

    return put


def _compared(line: Row, style: Style, against: str) -> tuple[Fraction, Fraction]:
    top, under = line.now, getattr(line, against)
    if style.from_printed:
        return style.money(top), style.money(under)
    return Fraction(top), Fraction(under)


def _ratio(against: str, column: str, measure: str) -> Column:
    def put(maker: Maker, row: int, col: int, line: Row, _: list[Row], style: Style, minus: str) -> None:
        top, under = _compared(line, style, against)
        # publishers print － where the base is nothing or less, or prints as nothing
        absent = style.money(getattr(line, against)) <= 0 or under <= 0 or top < 0
        text = "－" if absent else _text(style.ratio(100 * top / under), 1, minus)
        maker.put(row, col, text, "％", _meaning(line, column, measure))

    return put


def _change(maker: Maker, row: int, col: int, line: Row, _: list[Row], style: Style, minus: str) -> None:
    exact = style.money(line.now) - style.money(line.before) if style.from_printed else None
    value = style.money(line.now - line.before) if exact is None else exact
    maker.put(row, col, _text(value, style.decimals, minus), style.unit, _meaning(line, "増減額", "change"))


def _share(maker: Maker, row: int, col: int, line: Row, rows: list[Row], style: Style, minus: str) -> None:
    total = next(r for r in rows if r.label in ("合計", "総計", "収入計"))
    whole = style.money(total.now) if style.from_printed else Fraction(total.now)
    part = style.money(line.now) if style.from_printed else Fraction(line.now)
    text = "－" if whole <= 0 or part < 0 else _text(style.ratio(100 * part / whole), 1, minus)
    maker.put(row, col, text, "％", _meaning(line, "構成比", "share"))


_COLUMNS: dict[str, Column] = {
    "actual": _money("now", "実績", "actual", _YEAR),
    "prior": _money("before", "前年度実績", "prior_actual", _YEAR - 1),
    "plan": _money("plan", "計画", "plan", _YEAR),
    "ratio_plan": _ratio("plan", "計画比", "ratio_plan"),
    "ratio_prior": _ratio("before", "前年度比", "ratio_prior_year"),
    "change": _change,
    "share": _share,
}


def many(count: int, first: int = 0) -> Iterator[Document]:
    """``count`` different ones."""
    return (consistent(seed) for seed in range(first, first + count))
