"""Tables drawn with ReportLab: what report generators, old word processors and spreadsheets leave in a PDF."""

# ruff: noqa: ARG005 (every style and tweak is asked in the same way)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from producers.canvas import Manner, around, draw, new_canvas, page_of, prose, text
from producers.model import Figures, Look, Page, Raw, Rule, Table
from producers.prose import NARRATIVE

A4 = (595.0, 842.0)


def set_pages(pages: Sequence[Page], out: Path) -> None:
    canvas = new_canvas(out, pages[0].font)
    for page in pages:
        part = page.parts[0]
        assert isinstance(part, Raw)
        canvas.setPageSize((A4[1], A4[0]) if page.landscape else A4)
        part.code(canvas)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(out, allow_overwriting_input=True) as pdf:
        for made, page in zip(pdf.pages, pages, strict=True):
            if page.rotate:
                made.obj["/Rotate"] = page.rotate
        pdf.save(out)


def pages() -> list[Page]:
    return [
        _rects(), _touching(), _doubled(), _hidden(), _form_object(), *_rotated(), _diagonal(), _pieces(), _points(),
        _balance(), _chart(), _boxes(),
    ]  # fmt: skip


def _main(id_: str, f: Figures, rules: str, caption: str, **more: Any) -> Table:
    return Table(
        id_,
        [["項目", "計画", "実績", None, "計画比"], [None, None, "件数", "金額", None],
         *[f.row(label, "pcm%") for label in ("保証承諾", "保証債務残高", "代位弁済", "実際回収")]],
        [100, 80, 70, 80, 70], rules=rules, header_rows=2, caption=caption, unit="（単位：件、百万円）",
        spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 2, 1)], **more,
    )  # fmt: skip


def _rects() -> Page:
    f = Figures(301)
    first = _main("R01_rules_as_rects", f, "thickthin", "計画と実績")
    second = _main("R02_rects_horizontal", f, "booktabs", "計画と実績（再掲）")

    def make(canvas: Canvas) -> None:
        around(canvas, first, 60, 760)
        low = draw(canvas, first, 60, 760, Manner(rules_as="rects"))
        around(canvas, second, 60, low - 60)
        draw(canvas, second, 60, low - 60, Manner(rules_as="rects"))

    return page_of(make, first, second)


def _touching() -> Page:
    f = Figures(302, minus="▲")
    on_rule = Table("R03_text_on_the_rule", [["科目", "前期", "当期", "増減"], *[f.row(x, "ppm") for x in ("現金", "預金", "貸付金", "計")]],
                    [90, 80, 80, 80], caption="資産の増減", unit="（単位：千円）", height=11)  # fmt: skip
    long = Table("R04_rules_too_long", [["科目", "前期", "当期"], *[f.row(x, "pp") for x in ("役員報酬", "給与", "賞与")]],
                 [90, 80, 80], caption="人件費", unit="（単位：千円）")  # fmt: skip
    tight = Table("R05_no_padding", [["区分", "第１期", "第２期", "第３期"], *[[x, *(f.plain(9_999_999, 1_000_000) for _ in range(3))] for x in ("収入", "支出")]],
                  [40, 45, 45, 45], caption="推移", unit="（円）", tweak=lambda t, r, c, look: replace(look, pad=1.6))  # fmt: skip

    def make(canvas: Canvas) -> None:
        around(canvas, on_rule, 60, 760)
        low = draw(canvas, on_rule, 60, 760, Manner(text_drop=2.2))
        around(canvas, long, 60, low - 60)
        low = draw(canvas, long, 60, low - 60, Manner(overshoot=2.5))
        around(canvas, tight, 60, low - 60)
        draw(canvas, tight, 60, low - 60)

    return page_of(make, on_rule, long, tight)


def _doubled() -> Page:
    f = Figures(303)
    bold = Table("R06_fake_bold_borderless", [["科目", "予算額", "決算額"], *[f.row(x, "pm") for x in ("会費収入", "補助金", "雑収入", "計")]],
                 [110, 80, 80], rules="none", caption="収入", unit="（単位：円）")  # fmt: skip
    double = Table("R07_double_rules", [["区分", "件数", "金額"], *[f.row(x, "cp") for x in ("新規", "継続", "計")]],
                   [90, 80, 80], rules="double", caption="件数と金額", unit="（単位：件、円）")  # fmt: skip

    def make(canvas: Canvas) -> None:
        around(canvas, bold, 60, 760)
        low = draw(canvas, bold, 60, 760, Manner(double_text=True))
        around(canvas, double, 60, low - 60)
        draw(canvas, double, 60, low - 60)

    return page_of(make, bold, double)


def _hidden() -> Page:
    """Cells clipped as spreadsheets do it: what runs on beyond the cell's right border is there but not seen."""
    f = Figures(304)
    table = Table("R08_clip_hidden_text", [["氏名", "区分", "金額"], *[f.row(["会員", x], "p") for x in ("正", "准", "賛助")]],
                  [80, 60, 80], caption="会費", unit="（単位：円）")  # fmt: skip

    def make(canvas: Canvas) -> None:
        around(canvas, table, 60, 760)
        low = draw(canvas, table, 60, 760)
        for row in range(1, 4):
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(60, 760 - 16 * (row + 1), 20, 16)
            canvas.clipPath(path, stroke=0)
            text(canvas, 92, 760 - 16 * row - 11, "旧姓 9,999", 9)
            canvas.restoreState()
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(60, low, 220, 60)
        canvas.clipPath(path, stroke=0)
        text(canvas, 290, low + 20, "作業用 12,345", 9)
        canvas.restoreState()

    return page_of(make, table)


def _form_object() -> Page:
    f = Figures(305)
    table = _main("R09_form_xobject", f, "open", "主要計数")
    scaled = Table("R10_form_scaled", [["年度", "件数", "金額"], *[f.row(x, "cp") for x in ("４年度", "５年度", "６年度")]],
                   [80, 70, 80], rules="rows", caption="推移", unit="（単位：件、円）")  # fmt: skip

    def make(canvas: Canvas) -> None:
        for name, t in (("one", table), ("two", scaled)):
            canvas.beginForm(name, 0, 0, 500, 300)
            around(canvas, t, 10, 250)
            draw(canvas, t, 10, 250)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(50, 500)
        canvas.doForm("one")
        canvas.restoreState()
        canvas.translate(50, 250)
        canvas.scale(1.4, 1.4)
        canvas.doForm("two")

    return page_of(make, table, scaled)


def _rotated() -> list[Page]:
    """Landscape tables whose page says how far to turn it."""
    f = Figures(306, minus="▲")
    pages = []
    for n, degrees, rules in ((11, 90, "rows"), (12, 270, "grid"), (13, 180, "none")):
        table = _main(f"R{n}_rotate_{degrees}", f, rules, f"実績{n}")

        def make(canvas: Canvas, t: Table = table, degrees: int = degrees) -> None:
            # what a viewer turns clockwise by `degrees` is drawn turned the other way
            move = {90: (595, 0, 90), 270: (0, 842, -90), 180: (595, 842, 180)}[degrees]
            canvas.translate(*move[:2])
            canvas.rotate(move[2])
            around(canvas, t, 80, 480)
            low = draw(canvas, t, 80, 480)
            prose(canvas, 80, low - 30, NARRATIVE[2], 420)

        pages.append(page_of(make, table, rotate=degrees))
    return pages


def _diagonal() -> Page:
    f = Figures(307)
    corner = Table(
        "R14_diagonal_corner",
        [["", "４年度", "５年度", "６年度"], *[f.row(x, "pmm") for x in ("収入", "支出", "差引")]],
        [100, 80, 80, 80], caption="収支", unit="（単位：百万円）", height=22,
        spellings={(0, 0): ["年度区分", "区分年度", "区分\\年度", "区分＼年度"]},
    )  # fmt: skip
    blank = Table("R15_diagonal_blanks", [["区分", "常勤", "非常勤"], ["理事", "3", "9"], ["監事", "", "2"], ["職員", "88", ""]],
                  [90, 70, 70], caption="役職員数", unit="（単位：人）")  # fmt: skip

    def make(canvas: Canvas) -> None:
        around(canvas, corner, 60, 760)
        low = draw(canvas, corner, 60, 760)
        canvas.setLineWidth(0.5)
        canvas.line(60, 760, 160, 738)
        text(canvas, 156, 750, "年度", 8, "right")
        text(canvas, 64, 741, "区分", 8)
        top = low - 60
        around(canvas, blank, 60, top)
        draw(canvas, blank, 60, top)
        canvas.line(150, top - 48, 220, top - 32)
        canvas.line(220, top - 64, 290, top - 48)

    return page_of(make, corner, blank)


def _vertical(t: Table, row: int, col: int, look: Look) -> Look:
    upright = col == 0 and t.span(row, col)[0] > 1
    return replace(look, vertical=upright, align="center" if upright else look.align)


def _pieces() -> Page:
    f = Figures(308)
    table = Table(
        "R16_broken_strokes_vertical_label",
        [["", "科目", "予算", "決算"], ["収入", "会費", *f.row([], "pm")], [None, "補助金", *f.row([], "pm")], [None, "計", *f.row([], "pm")],
         ["支出", "人件費", *f.row([], "pm")], [None, "物件費", *f.row([], "pm")], [None, "計", *f.row([], "pm")]],
        [24, 90, 80, 80], spans=[(1, 0, 3, 1), (4, 0, 3, 1)], stubs=2, tweak=_vertical, caption="収支予算", unit="（単位：千円）",
    )  # fmt: skip

    def make(canvas: Canvas) -> None:
        prose(canvas, 60, 800, NARRATIVE[1], 460)
        around(canvas, table, 60, 700)
        draw(canvas, table, 60, 700, Manner(rules_as="pieces"))

    return page_of(make, table)


def _points() -> Page:
    f = Figures(309)
    rows = [[x, f.share(1), f.share(2), f.share(3)] for x in ("現預金", "公社債", "株式", "不動産", "その他")]
    table = Table("R17_decimal_points_aligned", [["資産", "構成比", "利回り", "前年差"], *rows], [110, 90, 90, 90], rules="none",
                  caption="運用資産", unit="（単位：％）")  # fmt: skip
    small = Table("R18_six_point_no_rules", [["市町", "件数", "残高", "順位"], *[f.row(x, "cpc") for x in ("長崎市", "佐世保市", "島原市", "諫早市")]],
                  [60, 40, 50, 40], rules="h3", caption="市町別", unit="（単位：件、千円）", size=6, height=8.5)  # fmt: skip

    def make(canvas: Canvas) -> None:
        around(canvas, table, 60, 760)
        low = draw(canvas, table, 60, 760, Manner(points=True))
        text(canvas, 60, low - 40, "市町別（単位：件、千円）", 7)
        draw(canvas, small, 60, low - 44)

    return page_of(make, table, small)


def _balance() -> Page:
    """A balance sheet as two tables that share their top and bottom, as in 決算公告."""
    f = Figures(310, minus="△")
    halves = [
        Table(id_, [["科目", "金額"], *[f.row(x, "p" if not x.endswith("】") else "_") for x in labels]], [120, 80], rules="accounts",
              caption=caption, unit="（単位：千円）", height=13,
              tweak=lambda t, r, c, look: replace(look, top=Rule(0.5) if r == t.shape[0] - 1 else look.top))
        for id_, caption, labels in (
            ("R19_two_sheets_left", "資産の部", ("【流動資産】", "　現金及び預金", "　前払費用", "【固定資産】", "　備品", "資産合計")),
            ("R19_two_sheets_right", "負債の部", ("【流動負債】", "　未払金", "　預り金", "【固定負債】", "　退職給付引当金", "負債合計")),
        )
    ]  # fmt: skip

    def make(canvas: Canvas) -> None:
        for n, half in enumerate(halves):
            around(canvas, half, 60 + 250 * n, 760)
            draw(canvas, half, 60 + 250 * n, 760)
        prose(canvas, 60, 600, NARRATIVE[0], 450)

    return page_of(make, *halves)


def _chart() -> Page:
    """Lines over axes, with numbers along both and a legend."""

    def make(canvas: Canvas) -> None:
        prose(canvas, 60, 790, NARRATIVE[1], 460)
        text(canvas, 60, 720, "図１　保証承諾と代位弁済の推移（億円）", 10)
        canvas.line(100, 480, 100, 700)
        canvas.line(100, 480, 480, 480)
        for n in range(6):
            text(canvas, 94, 477 + 40 * n, f"{n * 200:,}", 8, "right")
            canvas.setDash(1, 2)
            canvas.line(100, 480 + 40 * n, 480, 480 + 40 * n)
            canvas.setDash()
            text(canvas, 130 + 65 * n, 466, f"{n + 1}年度", 8, "center")
            canvas.circle(130 + 65 * n, 560 + (n * 37) % 90, 2, fill=1)
            text(canvas, 130 + 65 * n, 568 + (n * 37) % 90, f"{400 + (n * 185) % 450}", 7, "center")
        for n, name in enumerate(("保証承諾", "代位弁済")):
            canvas.rect(400, 690 - 14 * n, 8, 8, fill=n)
            text(canvas, 412, 691 - 14 * n, name, 8)

    return page_of(make)


def _boxes() -> Page:
    """A form to fill in: boxes for digits, lines to write on, a stamp frame; and an address with numbers."""

    def make(canvas: Canvas) -> None:
        text(canvas, 297, 780, "変更届出書", 14, "center")
        for n in range(8):
            canvas.rect(150 + 18 * n, 720, 18, 20)
        text(canvas, 60, 726, "会員番号", 10)
        for n, label in enumerate(("住所", "名称", "代表者", "電話番号")):
            text(canvas, 60, 680 - 30 * n, label, 10)
            canvas.line(150, 676 - 30 * n, 480, 676 - 30 * n)
        canvas.rect(420, 500, 60, 60)
        text(canvas, 450, 526, "受付印", 9, "center")
        canvas.roundRect(60, 380, 420, 90, 6)
        prose(
            canvas,
            70,
            450,
            "（注）１　太枠内を記入してください。２　届出は変更の日から14日以内に行ってください。３　手数料は1,200円です。",
            400,
        )
        text(canvas, 60, 340, "〒850-8547　長崎市桜町4番1号　電話 095-822-9171", 9)

    return page_of(make)
