"""Charts by matplotlib, one figure a page."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from cases import COLOURS, Chart
from matplotlib import pyplot as plt
from matplotlib.backends.backend_pdf import PdfPages


def write(charts: list[Chart], out: Path) -> None:
    mpl.rcParams.update({"font.family": "IPAexGothic", "pdf.fonttype": 42, "axes.unicode_minus": False})
    with PdfPages(out) as pdf:
        for chart in charts:
            figure, axes = plt.subplots(figsize=(8.27, 5.0))
            {"bar": _bars, "stacked": _stacked, "line": _line, "pie": _pie}[chart.kind](axes, chart)
            axes.set_title(chart.title)
            if chart.kind != "pie":
                axes.set_ylabel(f"（{chart.unit}）", rotation=0, labelpad=20)
                axes.yaxis.set_label_coords(-0.04, 1.02)
            if chart.legend:
                axes.legend()
            pdf.savefig(figure)
            plt.close(figure)


def _numbers(texts: object) -> list[float]:
    return [float(str(t).replace(",", "").rstrip("%")) for t in texts]  # type: ignore[attr-defined]


def _bars(axes: plt.Axes, chart: Chart) -> None:
    width = 0.8 / len(chart.series)
    for n, (name, texts) in enumerate(chart.series.items()):
        xs = [x - 0.4 + (n + 0.5) * width for x in range(len(texts))]
        made = axes.bar(xs, _numbers(texts), width * 0.95, label=name, color=COLOURS[n])
        axes.bar_label(made, texts, padding=2)
    axes.set_xticks(range(len(chart.categories)), chart.categories)


def _stacked(axes: plt.Axes, chart: Chart) -> None:
    below = [0.0] * len(chart.categories)
    for n, (name, texts) in enumerate(chart.series.items()):
        made = axes.bar(range(len(texts)), _numbers(texts), 0.6, bottom=below, label=name, color=COLOURS[n])
        axes.bar_label(made, texts, label_type="center")
        below = [a + b for a, b in zip(below, _numbers(texts), strict=True)]
    axes.set_ylim(0, max(below) * 1.25)
    axes.set_xticks(range(len(chart.categories)), chart.categories)


def _line(axes: plt.Axes, chart: Chart) -> None:
    for n, (name, texts) in enumerate(chart.series.items()):
        values = _numbers(texts)
        axes.plot(chart.categories, values, marker="o", color=COLOURS[n], label=name)
        for x, (text, value) in enumerate(zip(texts, values, strict=True)):
            axes.annotate(text, (x, value), textcoords="offset points", xytext=(0, 6), ha="center")
    axes.set_ylim(0, max(max(_numbers(t)) for t in chart.series.values()) * 1.2)
    axes.grid(axis="y")


def _pie(axes: plt.Axes, chart: Chart) -> None:
    (texts,) = chart.series.values()
    _, _, inside = axes.pie(_numbers(texts), labels=chart.categories, autopct="%.1f%%", colors=COLOURS)
    for printed, text in zip(inside, texts, strict=True):
        printed.set_text(text)
