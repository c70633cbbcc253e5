"""Write the PDFs of this folder: ``python make_spreads.py`` (needs Chromium, the fonts Noto CJK, pikepdf and typst)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pikepdf
import typst
from spread_cases import CASES, Case, Half

HERE = Path(__file__).parent
#: two pages of B5 side by side, in points
WIDTH, HEIGHT = 1032, 729


def html(case: Case) -> str:
    across = (
        f"<div class=across><div>業績（単位：件）</div>{_html_table(case.across, '100%')}</div>" if case.across else ""
    )
    return f"<section>{across}<div class=halves>{_html_half(case.left)}{_html_half(case.right)}</div></section>"


def _html_half(half: Half) -> str:
    text = "".join(f"<p>{t}</p>" for t in half.text)
    table = f"<div>内訳（単位：件）</div>{_html_table(half.table, '300pt')}" if half.table else ""
    number = f"<footer>{half.number}</footer>" if half.number else ""
    return f"<div class=half><h2>{half.heading}</h2>{text}{table}{number}</div>"


def _html_table(rows: tuple[tuple[str, ...], ...], width: str) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f'<table style="width:{width}">{cells}</table>'


def by_chromium(out: Path) -> None:
    source = out.with_suffix(".html")
    source.write_text(
        f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>spreads</title><style>
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }} body {{ margin: 0; font: 10pt 'Noto Serif CJK JP' }}
section {{ break-after: page; position: relative; height: {HEIGHT - 1}pt }} h2 {{ font-size: 14pt }}
.half {{ position: absolute; top: 300pt; width: 410pt; line-height: 1.7 }} .half:first-child {{ left: 50pt }} .half:last-child {{ left: 572pt }}
footer {{ position: fixed; }} .half footer {{ position: absolute; top: 385pt; width: 410pt; text-align: center }}
.across {{ position: absolute; top: 60pt; left: 50pt; width: 932pt }} table {{ border-collapse: collapse }}
td {{ border: 0.5pt solid #333; padding: 2pt 6pt }}</style><body>{"".join(map(html, CASES))}</body></html>""",
        "utf-8",
    )
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--disable-pdf-tagging",
    ]
    subprocess.run([*command, f"--print-to-pdf={out}", str(source)], check=True, capture_output=True, timeout=120)


def _typst_table(rows: tuple[tuple[str, ...], ...], width: float) -> str:
    columns = ", ".join([f"{width / len(rows[0])}pt"] * len(rows[0]))
    return f"table(columns: ({columns}), stroke: 0.5pt, {', '.join(f'[{c}]' for row in rows for c in row)})"


def _typst_half(half: Half, left: float) -> str:
    text = "\n\n".join(half.text)
    table = f"#v(6pt)\n内訳（単位：件）\n#{_typst_table(half.table, 280)}" if half.table else ""
    body = f'#text(size: 14pt, weight: "bold")[{half.heading}]\n\n{text}\n{table}'
    number = (
        f"#place(dx: {left}pt, dy: 690pt)[#box(width: 410pt)[#align(center)[\\- {half.number} \\-]]]"
        if half.number
        else ""
    )
    return f"#place(dx: {left}pt, dy: 300pt)[#box(width: 410pt)[{body}]]\n{number}"


def by_typst(out: Path) -> None:
    pages = []
    for case in CASES:
        across = ""
        if case.across:
            across = f"#place(dx: 50pt, dy: 60pt)[業績（単位：件）\n#{_typst_table(case.across, 932)}]"
        pages.append(
            f"#page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)[{across}\n{_typst_half(case.left, 50)}\n{_typst_half(case.right, 572)}]"
        )
    source = out.with_suffix(".typ")
    head = '#set document(title: "spreads", date: none)\n#set text(font: "Noto Serif CJK JP", size: 10pt, lang: "ja")\n'
    source.write_text(head + "\n".join(pages), "utf-8")
    typst.compile(str(source), output=str(out), font_paths=["/usr/share/fonts/opentype"])


def main() -> None:
    for name, program in {"chromium": by_chromium, "typst": by_typst}.items():
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"{name}.pdf"
            program(made)
            with pikepdf.open(made) as pdf:
                assert len(pdf.pages) == len(CASES)
                del pdf.docinfo
                for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
                    if key in pdf.Root:
                        del pdf.Root[key]
                pdf.save(HERE / f"spread_{name}.pdf", compress_streams=True, recompress_flate=True, deterministic_id=True,
                         object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip


if __name__ == "__main__":
    main()
