"""The printed figures of charts to records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extractor.model import Chart, DataLabel, Layer, Meaning, Origin, Period, Record
from extractor.normalise.labels import normalise_label
from extractor.normalise.numbers import parse_figure
from extractor.normalise.units import parse_unit_note, unit_of
from extractor.profile import match_concept, match_measure, match_scenario, measure_named
from extractor.records.axes import Column, Row
from extractor.records.setting import Setting
from extractor.records.timing import scenario_of
from extractor.records.unit_choice import choose_unit

#: what a title says of the chart rather than of what it shows: 保証承諾の推移
_SHOWN = re.compile(r"(?:の|別)?(?:年度別|年次)?(?:推移|状況|実績|内訳|構成比?|割合|グラフ|比較)\Z")


def chart_records(chart: Chart, setting: Setting) -> Iterator[Record]:
    """One record for each printed figure; its id counts the figures of the chart in reading order.

    What the chart does not surely tell stays open: no series is no item, no category no year.
    """
    reading = _Reading(chart, setting)
    for number, label in enumerate(chart.labels, 1):
        record = reading.record(label)
        if record is not None:
            yield replace(record, record_id=f"{chart.chart_id}-v{number}", layer=setting.layers[label.where.page])


class _Reading:
    """One chart, read for its profile and document."""

    def __init__(self, chart: Chart, setting: Setting) -> None:
        self._chart, self._setting, self._profile = chart, setting, setting.profile
        self._section = setting.section(chart.where)
        self._title = normalise_label(chart.title) if chart.title else ""
        alone = unit_of(chart.unit_note) if chart.unit_note else None
        self._units = (alone.name,) if alone else parse_unit_note(chart.unit_note or "")
        self._named = any(label.category for label in chart.labels)

    def record(self, label: DataLabel) -> Record | None:
        levels = tuple(normalise_label(text) for text in (label.series, label.category) if text)
        measure = match_measure(self._profile, levels)
        named = None if measure else measure_named(self._profile, self._subject(label))
        quantity = parse_figure(label.text, self._unit(label, levels))
        if quantity is None:
            return None
        plain = "amount" if quantity.unit_base == "JPY" else None
        scenario = match_scenario(self._profile, levels)
        period = self._period(label)
        return Record(
            record_id="",
            origin=Origin.CHART,
            layer=Layer.TEXT,
            where=label.where,
            quantity=quantity,
            meaning=Meaning(
                item=normalise_label(label.series or ""),
                column=normalise_label(label.category) if label.category else None,
                concept=self._concept(label),
                measure=measure.measure.id if measure else named.id if named else plain,
                scenario=scenario_of(scenario, period, self._title, self._setting.identity),
            ),
            period=period,
            section=self._section,
            confidence=label.confidence,
        )

    def _unit(self, label: DataLabel, levels: tuple[str, ...]) -> str | None:
        measure = match_measure(self._profile, levels)
        row = Row(normalise_label(label.series or ""), (self._title,) if self._title else (), None)
        return choose_unit(Column(levels, None), row, self._units, measure)

    def _subject(self, label: DataLabel) -> str:
        """What the figure is of: the series, or the title where the series only says 計画 or 実績."""
        series = normalise_label(label.series or "")
        told = series and match_scenario(self._profile, (series,)) is None
        return _SHOWN.sub("", series if told else self._title)

    def _concept(self, label: DataLabel) -> str | None:
        if label.series is None:
            return None
        found = match_concept(self._profile, self._subject(label), (), (*self._section, self._title))
        return found.concept.id if found else None

    def _period(self, label: DataLabel) -> Period:
        """What the category says, else the title where there are no categories; the document's year would be a guess."""
        if label.category is None and self._named:
            return Period()
        clock = self._setting.clock
        told = (clock.told([text]) for text in (label.category, self._title) if text)
        return next((clock.whole(found.period) for found in told if found is not None), Period())
