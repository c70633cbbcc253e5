"""Charts as SVG, set by Chromium: between paragraphs, and beside a table in another unit."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cases import COLOURS, Chart

_PROSE = (
    "当協会では、物価の高騰や人手不足に直面する事業者の皆さまに寄り添い、金融機関や支援機関とともに経営の改善に"
    "取り組んできました。相談の窓口を広げ、訪問による支援にも力を入れています。"
)
_TABLE = """<table><tr><th>区分</th><th>令和5年度</th><th>令和6年度</th></tr>
<tr><td>経常収入</td><td>2,418</td><td>2,377</td></tr><tr><td>経常支出</td><td>1,902</td><td>1,955</td></tr></table>"""


def write(charts: list[Chart], out: Path) -> None:
    pages = "\n".join(f"<section>{_page(chart, number)}</section>" for number, chart in enumerate(charts))
    source = out.with_suffix(".html")
    source.write_text(
        f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>charts</title><style>
@page {{ size: A4; margin: 18mm 16mm }} body {{ margin: 0; font: 10pt 'Noto Sans CJK JP' }}
section {{ break-after: page }} table {{ border-collapse: collapse; font-size: 9pt }} td:not(:first-child) {{ text-align: right }}
td, th {{ border: 0.5pt solid #333; padding: 2pt 6pt; font-weight: normal }} .row {{ display: flex; gap: 24pt }} p {{ line-height: 1.7 }}
</style><body>{pages}</body></html>""",
        "utf-8",
    )
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={out}",
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)


def _page(chart: Chart, number: int) -> str:
    drawn = {"bar": _bars, "across": _across, "line": _lines}[chart.kind](chart)
    head = f'<div style="width:330pt"><div style="text-align:center">{chart.title}</div><div style="font-size:8pt">（単位：{chart.unit}）</div>{drawn}</div>'
    if number == 1:
        aside = f'<div style="display:table"><div>収支の状況</div><div style="text-align:right;font-size:8pt">（単位：百万円）</div>{_TABLE}</div>'
        return f"<p>{_PROSE}</p><div class=row>{head}</div>{aside}<p>{_PROSE}</p>"
    if number == 2:
        return f'<div class=row>{head}<div style="width:150pt"><p style="margin:0">{_PROSE}</p></div></div>'
    return f"<p>{_PROSE}</p>{head}<p>{_PROSE}</p>"


def _svg(parts: list[str], width: int = 440, height: int = 240) -> str:
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-size="11">{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _numbers(texts: object) -> list[float]:
    return [float(str(t).replace(",", "")) for t in texts]  # type: ignore[attr-defined]


def _bars(chart: Chart) -> str:
    """No value axis at all: the bars, a base line, the labels."""
    (texts,) = chart.series.values()
    values = _numbers(texts)
    parts = ['<line x1="20" y1="200" x2="420" y2="200" stroke="#555"/>']
    for n, (text, value, category) in enumerate(zip(texts, values, chart.categories, strict=True)):
        x, high = 35 + 80 * n, 170 * value / max(values)
        parts.append(f'<rect x="{x}" y="{200 - high:.1f}" width="44" height="{high:.1f}" fill="{COLOURS[0]}"/>')
        parts += [_text(x + 22, 194 - high, text), _text(x + 22, 216, category)]
    return _svg(parts)


def _across(chart: Chart) -> str:
    (texts,) = chart.series.values()
    values = _numbers(texts)
    parts = ['<line x1="90" y1="10" x2="90" y2="170" stroke="#555"/>']
    for n, (text, value, category) in enumerate(zip(texts, values, chart.categories, strict=True)):
        y, wide = 20 + 38 * n, 270 * value / max(values)
        parts.append(f'<rect x="90" y="{y}" width="{wide:.1f}" height="22" fill="{COLOURS[2]}"/>')
        parts += [_text(96 + wide, y + 15, text, "start"), _text(84, y + 15, category, "end")]
    return _svg(parts, height=180)


def _lines(chart: Chart) -> str:
    parts = [f'<line x1="40" y1="{y}" x2="420" y2="{y}" stroke="#ccc"/>' for y in (40, 80, 120, 160, 200)]
    parts += [_text(34, y + 4, f"{(200 - y) / 40:.1f}", "end") for y in (40, 80, 120, 160, 200)]
    for n, (name, texts) in enumerate(chart.series.items()):
        places = [(80 + 100 * i, 200 - 40 * v) for i, v in enumerate(_numbers(texts))]
        joined = " ".join(f"{x},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{COLOURS[n]}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y:.1f}" r="3" fill="{COLOURS[n]}"/>' for x, y in places]
        parts += [_text(x, y - 8, text) for (x, y), text in zip(places, texts, strict=True)]
        left = 120 + 110 * n
        parts.append(f'<line x1="{left}" y1="16" x2="{left + 24}" y2="16" stroke="{COLOURS[n]}" stroke-width="2"/>')
        parts.append(_text(left + 30, 20, name, "start"))
    parts += [_text(80 + 100 * i, 218, c) for i, c in enumerate(chart.categories)]
    return _svg(parts)
