"""Charts drawn in Typst: bars of rectangles, beside running text."""

from __future__ import annotations

from pathlib import Path

import typst
from cases import COLOURS, Chart

_PROSE = (
    "経営の課題を抱える事業者に専門家を派遣し、計画の策定から実行までを支えました。金融機関との勉強会も重ね、早い段階で"
    "相談を受けられる体制を整えています。次の年度も関係機関と手を携えて取り組みます。"
)


def write(charts: list[Chart], out: Path) -> None:
    pages = [
        f'#page(paper: "a4", margin: 56pt)[#align(center)[{c.title}（単位：{c.unit}）]\n{_drawn(c)}\n#v(12pt)\n{_PROSE}\n\n{_PROSE}]'
        for c in charts
    ]
    source = out.with_suffix(".typ")
    head = '#set document(title: "charts", date: none)\n#set text(font: "Noto Sans CJK JP", size: 9.5pt, lang: "ja")\n'
    source.write_text(head + "\n".join(pages), "utf-8")
    typst.compile(str(source), output=str(out), font_paths=["/usr/share/fonts/opentype"])


def _drawn(chart: Chart) -> str:
    rows = [[float(t.replace(",", "")) for t in texts] for texts in chart.series.values()]
    most = max(map(sum, zip(*rows, strict=True)))
    step = 360 / len(chart.categories)
    parts = ["place(line(start: (30pt, 180pt), end: (400pt, 180pt), stroke: 0.6pt))"]
    for i, category in enumerate(chart.categories):
        x, y = 30 + step * i + step / 2, 180.0
        for n, (texts, row) in enumerate(zip(chart.series.values(), rows, strict=True)):
            high = 150 * row[i] / most
            y -= high
            parts.append(
                f'place(dx: {x - 20}pt, dy: {y}pt, rect(width: 40pt, height: {high}pt, fill: rgb("{COLOURS[n]}")))'
            )
            at = y + high / 2 - 5 if chart.kind == "stacked" else y - 12
            parts.append(_label(x, at, texts[i]))
        parts.append(_label(x, 186, category))
    for n, name in enumerate(chart.series if chart.legend else ()):
        parts.append(
            f'place(dx: {120 + 90 * n}pt, dy: 210pt, rect(width: 8pt, height: 8pt, fill: rgb("{COLOURS[n]}")))'
        )
        parts.append(f"place(dx: {132 + 90 * n}pt, dy: 209pt, [{name}])")
    return f"#block(width: 420pt, height: 226pt)[#{{{'; '.join(parts)}}}]"


def _label(x: float, y: float, text: str) -> str:
    return f"place(dx: {x - 40}pt, dy: {y}pt, box(width: 80pt, align(center)[{text}]))"
