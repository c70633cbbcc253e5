"""Charts on slides by LibreOffice Impress, each above a few lines of text."""

from __future__ import annotations

from pathlib import Path

from cases import COLOURS, Chart
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Cm, Pt

from setters.office import to_pdf

_TYPES = {
    "bar": XL_CHART_TYPE.COLUMN_CLUSTERED, "across": XL_CHART_TYPE.BAR_CLUSTERED, "donut": XL_CHART_TYPE.DOUGHNUT,
}  # fmt: skip
_PROSE = "当協会は、中小企業の皆さまの資金繰りを支えるため、金融機関と力を合わせて保証に取り組みました。"


def write(charts: list[Chart], out: Path) -> None:
    deck = Presentation()
    for chart in charts:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        box = slide.shapes.add_textbox(Cm(1.5), Cm(0.8), Cm(20), Cm(1.2))
        box.text_frame.text = "業務の概要"
        data = CategoryChartData()
        data.categories = list(chart.categories)
        for name, texts in chart.series.items():
            data.add_series(name, [float(t.replace(",", "")) for t in texts])
        made = slide.shapes.add_chart(_TYPES[chart.kind], Cm(2), Cm(2.5), Cm(19), Cm(11), data).chart
        _dress(made, chart)
        text = slide.shapes.add_textbox(Cm(2), Cm(14), Cm(20), Cm(3))
        text.text_frame.word_wrap = True
        text.text_frame.text = _PROSE
        text.text_frame.paragraphs[0].font.size = Pt(12)
    source = out.with_suffix(".pptx")
    deck.save(source)
    to_pdf(source)


def _dress(made: object, chart: Chart) -> None:
    made.has_title = True  # type: ignore[attr-defined]
    made.chart_title.text_frame.text = f"{chart.title}（単位：{chart.unit}）"  # type: ignore[attr-defined]
    made.has_legend = chart.legend  # type: ignore[attr-defined]
    if chart.legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False  # type: ignore[attr-defined]
    plot = made.plots[0]  # type: ignore[attr-defined]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0", False
    plot.data_labels.font.size = Pt(11)
    if chart.kind != "donut":
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for number, series in enumerate(plot.series):
        if chart.kind == "donut":
            for index in range(len(chart.categories)):
                fill = series.points[index].format.fill
                fill.solid()
                fill.fore_color.rgb = RGBColor.from_string(COLOURS[index][1:])
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = RGBColor.from_string(COLOURS[number][1:])
