"""All charts of one page, and the words that are no part of any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from extractor.charts.around import NUMBERED, around, names_unit
from extractor.charts.axes import Categories, base_of, categories_of, scale_of
from extractor.charts.drawn import plots_on
from extractor.charts.labels import is_one_series, owners_of, runs_over
from extractor.charts.legend import Legend, legend_of
from extractor.charts.pieces import figure_in, pieces_of
from extractor.charts.plot import Bar, Curve, Plot, Text, stands_free, texts_in_view
from extractor.charts.sectors import Pie, names_of, pies_on
from extractor.geometry import holds_centre, meet, union
from extractor.model import Box, Chart, ChartText, DataLabel, Line, Page, Table, Where, Word
from extractor.normalise.characters import narrow

#: fewer figures that belong to marks may stand there by chance
_ENOUGH = 2
#: figures stand above the highest mark within so many of their heights
_OVER = 2.5


class ChartsOnPage(Struct, frozen=True, gc=False):
    """The charts of a page, and the words that stand in none."""

    charts: tuple[Chart, ...]
    rest: tuple[Word, ...]


class _Reading(Struct):
    """What was read of one chart while it is put together."""

    box: Box
    labels: list[tuple[Line, str | None, str | None]] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    one_series: bool = False

    @property
    def lines(self) -> list[Line]:
        return [line for line, _, _ in self.labels] + self.texts


def charts_on(page: Page, tables: Sequence[Table], prefix: str) -> ChartsOnPage:
    """``tables`` are those found on the page; in a drawn grid a chart needs a scale, or bars that end between the rules.

    ``prefix`` (the document's) makes ``chart_id`` unique.
    """
    if not page.shapes and len(page.fills) < _ENOUGH:
        return ChartsOnPage((), page.words)
    left = list(page.words)
    charts: list[Chart] = []
    for reading in _readings(page, tables, left):
        rest = _without(left, reading.lines)
        chart, used = _chart(reading, rest, page.number, f"{prefix}-p{page.number:03}-c{len(charts) + 1}")
        charts.append(chart)
        left = _without(rest, used)
    return ChartsOnPage(tuple(charts), tuple(left))


def _without(words: Sequence[Word], lines: Sequence[Line]) -> list[Word]:
    gone = {id(word) for line in lines for word in line.words}
    return [word for word in words if id(word) not in gone]


def _readings(page: Page, tables: Sequence[Table], words: Sequence[Word]) -> Iterator[_Reading]:
    """What can be read as a chart; no text is read twice."""
    drawn: list[tuple[Box, Plot | Pie]] = [(p.page_box(p.box), p) for p in plots_on(page)]
    drawn += [(pie.box, pie) for pie in pies_on(page)]
    drawn.sort(key=lambda one: (one[0].top, one[0].x0))
    used: set[int] = set()
    for box, one in drawn:
        inside = [t for t in tables if meet(t.where[0].box, box)]
        if any(table.found_by.startswith("tags") for table in inside):
            continue
        others = [t.where[0].box for t in tables if t not in inside and t.found_by.startswith(("tags", "ruled"))]
        free = [w for w in words if id(w) not in used and not any(holds_centre(b, w.box) for b in others)]
        pieces = pieces_of(free)
        in_grid = any(table.found_by == "ruled" for table in inside)
        reading = _pie_read(page, one, pieces) if isinstance(one, Pie) else _plot_read(page, one, pieces, in_grid)
        if reading is not None:
            used.update(id(word) for line in reading.lines for word in line.words)
            yield reading


def _plot_read(page: Page, plot: Plot, pieces: Sequence[Line], in_grid: bool) -> _Reading | None:
    box = plot.page_box(plot.box)
    drawn = [plot.page_box(bar.box) for bar in plot.bars]
    legend = legend_of(page, box, plot.colours, drawn, pieces)
    named = {id(line) for line in legend.lines}
    texts = texts_in_view(plot, [p for p in pieces if id(p) not in named and not names_unit(p.text)])
    scale = scale_of(plot, texts)
    categories = categories_of(plot, base_of(plot, scale, page.rulings), texts, scale)
    axes = [*(t.line for t in scale), *(line for c in categories.all for line in c.lines)]
    on_axes = {id(line) for line in axes}
    figures = [t for t in texts if id(t.line) not in on_axes and _is_at(plot, t) and figure_in(t.line.text) is not None]
    figures = [t for t in figures if not runs_over(plot, t)]
    owners = owners_of(plot, figures)
    owned = [owner for owner in owners if owner is not None]
    proved = not in_grid or scale or stands_free(plot, page.rulings)
    if not (scale or len(owned) >= _ENOUGH) or not (scale or categories.all or legend.names) or not proved:
        return None
    if not plot.bars and not owned and not categories.all:
        return None
    labels = [(t.line, *_meaning(t, owner, legend, categories)) for t, owner in zip(figures, owners, strict=True)]
    region = union([box, *(line.box for line in axes), *(t.line.box for t in figures)])
    return _Reading(region, labels, [*axes, *legend.lines], is_one_series(plot) and not legend.names)


def _is_at(plot: Plot, text: Text) -> bool:
    box, size = plot.box, text.line.box.height
    reach = _OVER * (text.box.height if plot.sideways else size)
    return box.x0 - size <= text.x <= box.x1 + size and box.top - reach <= text.y <= box.bottom + size


def _meaning(
    text: Text, owner: Bar | Curve | None, legend: Legend, categories: Categories
) -> tuple[str | None, str | None]:
    """Series and category of a figure; a bar stands above its category more surely than its figure does."""
    x = (owner.box.x0 + owner.box.x1) / 2 if isinstance(owner, Bar) else text.x
    return legend.names.get(owner.colour) if owner is not None else None, categories.at(x)


def _pie_read(page: Page, pie: Pie, pieces: Sequence[Line]) -> _Reading | None:
    colours = frozenset(sector.colour for sector in pie.sectors)
    legend = legend_of(page, pie.box, colours, (), pieces)
    known = {id(line) for line in legend.lines}
    free = [piece for piece in pieces if id(piece) not in known]
    names = names_of(pie, free, legend.names)
    labels: list[tuple[Line, str | None, str | None]] = []
    for piece in free:
        sector = pie.sector_of(piece.box) if figure_in(piece.text) is not None else None
        if sector is not None:
            labels.append((piece, names[sector][0] if sector in names else None, None))
        elif figure_in(piece.text) is not None and holds_centre(pie.box, piece.box):
            labels.append((piece, None, None))
    if not labels and not legend.names:
        return None
    texts = [line for _, line in names.values() if line is not None]
    region = union([pie.box, *(line.box for line, _, _ in labels), *(line.box for line in texts)])
    return _Reading(region, labels, [*texts, *legend.lines])


def _chart(reading: _Reading, words: Sequence[Word], page: int, chart_id: str) -> tuple[Chart, list[Line]]:
    """The chart, and the lines around it that say nothing but its title and unit; a numbered title stays in the text."""
    beside = around(reading.box, words, pieces_of(words))
    series = NUMBERED.sub("", beside.title).strip() if reading.one_series and beside.title else None
    labels = tuple(
        DataLabel(line.text, Where(page, line.box), named or series, category, line.words[0].confidence)
        for line, named, category in reading.labels
    )
    used = [line for line in (beside.note_line, beside.title_line) if line is not None and not _is_numbered(line)]
    where = Where(page, union([reading.box, *(line.box for line in (*reading.lines, *used))]))
    texts = tuple(ChartText(line.text, Where(page, line.box)) for line in reading.texts)
    return Chart(chart_id, where, labels, texts, beside.title, beside.unit_note), used


def _is_numbered(line: Line) -> bool:
    return NUMBERED.match(narrow(line.text).strip()) is not None
