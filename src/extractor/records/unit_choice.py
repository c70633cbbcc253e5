"""Which unit a figure has that prints none itself.

A note may name several units (件、百万円、％): each figure takes the one that fits what its heading or its row says that it
measures.  Words that say nothing, or the wrong thing, leave it without a unit: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from extractor.model import CellKind, Table
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import Dimension, unit_of
from extractor.profile import MeasureMatch
from extractor.records.axes import Column, Row
from extractor.records.column_signs import ColumnSigns

#: what the end of a row label says that its figures are, where no heading does
_ENDINGS: tuple[tuple[Dimension, re.Pattern[str]], ...] = (
    ("ratio", re.compile(r"(?:率|比|割合|シェア|利回り)\Z")),
    ("count", re.compile(r"(?:(?<![端係指])数|人員|人口|者)\Z")),
    (
        "money",
        re.compile(
            r"(?:額|残高|売上高|仕入高|受注高|販売高|取扱高|収入|支出|費|料|利益|損失|[益損]|収支|基金|準備金|引当金|財産|資産|負債|借入金|単価"
            r"|(?:金|財産|資産|債券?)の?(?:繰入|取崩し?|造成|戻入|積立|償却)|金)\Z"
        ),
    ),
)
#: the formula that a heading has behind its name: 収入率 C/B, 差引 (A)-(B)
_FORMULA = re.compile(r"(?<=[^\x00-\x7f])\s*\(?[A-Za-z]\)?(?:\s*[-+/÷×]\s*\(?[A-Za-z]\)?)*(?:\s*×\s*100)?\Z")
_BRACKETED = re.compile(r"(?P<core>.*)[(\[〔【](?P<inner>[^()\[\]〔〕【】]+)[)\]〕】]")
#: whose number it is, and the counters that may count them
_COUNTED: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(words), frozenset(units.split()))
    for words, units in (
        (r"(?:企業者?|事業者|社|先|法人|会社)数", "企業 企業者 社 先 者 事業者 法人"),
        (r"人数|人員|人口|(?<!会)員数|(?<!企業)(?<!事業)者(?:数|\Z)", "人 名 者"),
        (r"回数", "回"),
        (r"口数", "口"),
        (r"本数", "本"),
        (r"日数", "日 日間"),
        (r"(?:店|店舗|機関|箇所|か所|所)数", "店 店舗 支店 営業店 か所 機関 金融機関 事業所"),
        (r"件数", "件"),
        (r"世帯数", "世帯 戸"),
    )
)


_NO_SIGNS = ColumnSigns()


def choose_unit(
    column: Column, row: Row, noted: Sequence[str], measure: MeasureMatch | None, signs: ColumnSigns = _NO_SIGNS
) -> str | None:
    """The unit that the heading names, else the row label, else the note, else the measure's own name (件数).

    Of several units of a note the one that fits counts.  Where none of them tells, the row that this one is a part of
    may.  None where they contradict.
    """
    told = _told(column, row, noted, measure, signs)
    if told is not None or row.unit_of_pair is None or signs.unsure or column.unit or row.unit:
        return told
    kind = _dimension(column, row, measure, signs)
    return row.unit_of_pair if kind is None or _is(row.unit_of_pair, kind) else None


def _told(
    column: Column, row: Row, noted: Sequence[str], measure: MeasureMatch | None, signs: ColumnSigns
) -> str | None:
    if signs.unsure and (len(noted) != 1 or column.unit):
        return None
    beside = row.unit if row.unit and _fits(row.unit, measure) else None
    if column.unit or beside:
        silent = measure is None and not any(_said(column.levels))
        return _printed(column.unit, beside, row if silent else None)
    if signs.aside:  # no amounts, as those beside them are
        ratios = [u for u in noted if _is(u, "ratio")]
        return ratios[0] if len(ratios) == 1 else None
    kind = _dimension(column, row, measure, signs)
    if kind is None:
        return _of_all(noted, signs)
    may_be_ratios = kind == "money" and measure is None and signs.decimals and any(_is(u, "ratio") for u in noted)
    return None if may_be_ratios else _of_kind(kind, column, row, noted, measure)


def _of_kind(
    kind: Dimension, column: Column, row: Row, noted: Sequence[str], measure: MeasureMatch | None
) -> str | None:
    """The one of the noted units that has the dimension, else what the measure is called by."""
    fitting = [u for u in noted if _is(u, kind) and (kind != "count" or _counts(u, column, row))]
    if fitting:
        return fitting[0] if len(fitting) == 1 else None
    if measure is not None:
        return measure.measure.unit
    return noted[0] if kind == "money" and len(noted) == 1 else None


def _printed(over: str | None, beside: str | None, row: Row | None) -> str | None:
    """Of the units that heading and row print: the row's is the nearer, but a ratio of amounts is a ratio.

    ``row`` is given where the heading names nothing that is measured: then the row may speak against its unit.
    """
    if over is None or (beside is not None and not _is(over, "ratio")):
        return beside
    contradicted = beside is None and row is not None and _spoken_against(over, row)
    return None if contradicted else over


def _dimension(column: Column, row: Row, measure: MeasureMatch | None, signs: ColumnSigns) -> Dimension | None:
    """What is measured, as far as heading and labels tell."""
    if measure is not None and measure.measure.dimension is not None:
        return measure.measure.dimension
    told = next(_said(reversed(column.levels)), signs.follows)
    return told or next(_said((row.label, *reversed(row.parents))), None)


def _said(labels: Iterable[str]) -> Iterator[Dimension]:
    """What labels, nearest first, say by their endings."""
    return chain.from_iterable(map(_endings_of, labels))


@lru_cache(maxsize=4096)
def _endings_of(label: str) -> tuple[Dimension, ...]:
    label = _FORMULA.sub("", label)
    bracketed = _BRACKETED.fullmatch(label)
    parts = (bracketed["inner"], bracketed["core"]) if bracketed else (label,)
    return tuple(kind for part in parts for kind, ending in _ENDINGS if ending.search(part))


def _spoken_against(unit: str, row: Row) -> bool:
    """Whether a heading's unit of money stands over a row of counts or ratios (令和６年度（百万円） / 保証承諾件数)."""
    return _is(unit, "money") and next(_said([row.label]), None) in ("count", "ratio")


def _of_all(noted: Sequence[str], signs: ColumnSigns) -> str | None:
    """The unit of figures of which nothing says what they measure: the only one, or the only one beside ratios.

    Figures with decimals may be the ratios.
    """
    if len(noted) == 1:
        return noted[0]
    whole = [u for u in noted if not _is(u, "ratio") and not _is(u, "points")]
    return whole[0] if len(whole) == 1 and not signs.decimals else None


def _fits(unit: str, measure: MeasureMatch | None) -> bool:
    """Whether what is measured may have the unit of its row: the 前年度比 of 保証料（千円） is no money."""
    known = unit_of(unit)
    dimension = measure.measure.dimension if measure is not None else None
    return known is None or dimension is None or known.dimension == dimension


def _is(unit: str, dimension: Dimension) -> bool:
    known = unit_of(unit)
    return known is not None and known.dimension == dimension


def _counts(unit: str, column: Column, row: Row) -> bool:
    """Whether a counter counts what the labels speak of: 件 counts no 役職員数."""
    known = unit_of(unit)
    texts = (*reversed(column.levels), row.label, *reversed(row.parents))
    spoken = (units for text in texts for words, units in _COUNTED if words.search(text))
    units = next(spoken, None)
    return units is None or (known is not None and known.base in units)


def units_from_first_rows(table: Table) -> dict[int, str]:
    """Column to the unit that its first cell alone prints, on each page: ``15,218百万円`` over ``1,666``, 千円 over figures.

    A unit that all figures of a column print is that of its dashes, too.
    """
    printed: dict[int, list[tuple[int, str | None]]] = {}
    valued: dict[int, set[str | None]] = {}
    for cell in sorted(table.cells, key=lambda c: c.row):
        if cell.kind is not CellKind.VALUE or not cell.text:
            continue
        quantity = parse_figure(cell.text)
        alone = unit_of(cell.text) if quantity is None else None
        if quantity is not None or alone is not None:
            unit = quantity.unit if quantity is not None else alone.name if alone is not None else None
            printed.setdefault(cell.col, []).append((cell.where.page, unit))
        if quantity is not None and quantity.value is not None:
            valued.setdefault(cell.col, set()).add(quantity.unit)
    first = {col: unit for col, units in printed.items() if (unit := _printed_first(units)) is not None}
    every = {col: unit for col, units in valued.items() if len(units) == 1 and (unit := next(iter(units))) is not None}
    return every | first


def _printed_first(units: Sequence[tuple[int, str | None]]) -> str | None:
    """The unit of a column: it stands at the head of each page's part that has one, and nowhere else."""
    first = units[0][1]
    heads = dict(reversed(units))
    elsewhere = sum(unit is not None for _, unit in units) - sum(unit is not None for unit in heads.values())
    return first if not elsewhere and {*heads.values()} <= {first, None} else None
