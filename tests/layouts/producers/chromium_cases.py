"""Tables set by Chromium: tagged with a Gothic, untagged with a Mincho."""

# ruff: noqa: ARG001, ARG005 (every style and tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace

from producers.html import table as html_table
from producers.model import Figures, Gap, Look, Page, Para, Raw, Row, Rule, Table, note
from producers.prose import CHART_HTML, CONTENTS_HTML, FORM_HTML, NARRATIVE, TWO_COLUMNS_HTML


def tagged() -> list[Page]:
    return [
        *_merged_headings(), *_labels_over_rows(), *_coloured(), *_beside(), _wide(),
        *(Page([Raw(code)], "ipag") for code in (TWO_COLUMNS_HTML, FORM_HTML, CONTENTS_HTML, CHART_HTML)),
    ]  # fmt: skip


def _merged_headings() -> list[Page]:
    f = Figures(101)

    def bent(table: Table, row: int, col: int, look: Look) -> Look:
        """前年度比 boxed in under the right half of its heading."""
        if row == 1 and col in (1, 3):
            return replace(look, bottom=None)
        return replace(look, top=None) if row == 2 and col in (1, 3) else look

    three = Table(
        "C01_three_levels",
        [
            ["区分", "保証承諾", None, None, None, "代位弁済"],
            [None, "件数", None, "金額", None, None],
            [None, "", "前年度比", "", "前年度比", None],
            *[f.row(label, "crprm") for label in ("一般保証", "制度保証", "特別保証", "うち借換", "合計")],
        ],
        [90, 60, 60, 70, 60, 70], header_rows=3, tweak=bent,
        spans=[(0, 0, 3, 1), (0, 1, 1, 4), (0, 5, 3, 1), (1, 1, 1, 2), (1, 3, 1, 2)],
        caption="１．保証種別の実績", unit="（単位：件、百万円、％）",
    )  # fmt: skip
    opened = Table(
        "C02_open_sides",
        [
            ["科目", "令和５年度", None, "令和６年度", None, "増減"],
            [None, "金額", "構成比", "金額", "構成比", None],
            *[f.row(label, "p%p%m") for label in ("経常収入", "経常支出", "経常収支差額", "当期収支差額")],
        ],
        [110, 70, 55, 70, 55, 60], rules="open", header_rows=2,
        spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 2, 1)],
        caption="収支の状況", unit="（単位：百万円）",
    )  # fmt: skip
    booktabs = Table(
        "C03_booktabs",
        [
            ["業種", "保証承諾", None, "保証債務残高", None],
            [None, "件数", "金額", "件数", "金額"],
            *[f.row(label, "cpcp") for label in ("製造業", "建設業", "卸売業", "小売業", "サービス業")],
        ],
        [90, 65, 75, 65, 75], rules="booktabs", header_rows=2,
        spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
        caption="表３　業種別の保証", unit="（単位：件、百万円）",
    )  # fmt: skip
    plain = Table(
        "C04_no_rule_below_spanning",
        [
            ["項目", "計画", None, "実績", None],
            [None, "件数", "金額", "件数", "金額"],
            *[f.row(label, "cpcm") for label in ("保証承諾", "保証債務残高", "代位弁済", "求償権回収")],
        ],
        [100, 65, 75, 65, 75], rules="h3", header_rows=2,
        spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
        caption="計画と実績", unit="（単位：件、百万円）",
    )  # fmt: skip
    return [
        Page([Para(three.caption or ""), note(three), three,
              Gap(24), Para("収支の状況 （単位：百万円）"), opened]),
        Page([Para(NARRATIVE[0]), Gap(16), Para("表３　業種別の保証　（単位：件、百万円）", "center"), booktabs,
              Gap(30), Para(NARRATIVE[1]), Gap(16), Para("計画と実績　（単位：件、百万円）"), plain]),
    ]  # fmt: skip


def _vertical(table: Table, row: int, col: int, look: Look) -> Look:
    upright = col == 0 and row >= table.head and table.span(row, col)[0] > 1
    return replace(look, vertical=upright, align="center" if upright else look.align)


def _labels_over_rows() -> list[Page]:
    f = Figures(102, minus="▲")
    vertical = Table(
        "C05_vertical_labels",
        [
            ["区分", None, None, "予算額", "決算額", "差異"],
            ["収入の部", "経常収入", "保証料", *f.row([], "ppm")],
            [None, None, "運用益", *f.row([], "ppm")],
            [None, None, "雑収入", *f.row([], "ppm")],
            [None, "経常外収入", None, *f.row([], "ppm")],
            ["支出の部", "経常支出", "業務費", *f.row([], "ppm")],
            [None, None, "信用保険料", *f.row([], "ppm")],
            [None, "経常外支出", None, *f.row([], "ppm")],
            ["当期収支差額", None, None, *f.row([], "ppm")],
        ],
        [22, 70, 75, 75, 75, 75],
        spans=[(0, 0, 1, 3), (1, 0, 4, 1), (1, 1, 3, 1), (4, 1, 1, 2), (5, 0, 3, 1), (5, 1, 2, 1), (7, 1, 1, 2), (8, 0, 1, 3)],
        caption="予算決算対比", unit="（単位：千円）", height=19, tweak=_vertical, stubs=3,
    )  # fmt: skip

    def sums(table: Table, row: int, col: int, look: Look) -> Look:
        label = table.rows[row][0] or ""
        over = col > 0 and label.strip("　 ") in ("経常収益計", "経常費用計", "当期経常増減額")
        return replace(look, top=Rule(0.5) if over else look.top)

    accounts = Table(
        "C06_stacked_rows",
        [
            ["科目", "当年度", "前年度", "増減"],
            ["Ⅰ　一般正味財産増減の部", "", "", ""],
            ["　１．経常増減の部", "", "", ""],
            ["　　(1) 経常収益", "", "", ""],
            *[f.row("　　　" + label, "ppm") for label in ("受取会費", "事業収益", "受取寄付金")],
            f.row("　　　経常収益計", "ppm"),
            ["　　(2) 経常費用", "", "", ""],
            *[f.row("　　　" + label, "ppm") for label in ("事業費", "管理費")],
            f.row("　　　経常費用計", "ppm"),
            f.row("　当期経常増減額", "ppm"),
        ],
        [190, 75, 75, 75], rules="accounts", size=8.5, height=12, tweak=sums,
        caption=["正味財産増減計算書", "正味財産増減計算書令和６年４月１日から令和７年３月31日まで"], unit="（単位：円）",
    )  # fmt: skip
    return [
        Page([note(vertical, "予算決算対比", "center", 12), note(vertical), vertical]),
        Page([note(accounts, "正味財産増減計算書", "center", 13), note(accounts, "令和６年４月１日から令和７年３月31日まで", "center", 9),
              note(accounts), accounts]),
    ]  # fmt: skip


def _coloured() -> list[Page]:
    f = Figures(103)
    white = Table(
        "C07_white_rules",
        [["四半期", "売上高", "営業利益", "利益率"], *[f.row(f"第{n}四半期", "pm%") for n in range(1, 5)], f.row("通期", "pm%")],
        [90, 90, 90, 80], rules="white", caption="四半期の業績", unit="（百万円）", size=11, height=24,
    )  # fmt: skip
    zebra = Table(
        "C08_zebra",
        [
            ["地区", "件数", None, "金額", None],
            [None, "当期", "前期", "当期", "前期"],
            *[f.row(label, "ccpp") for label in ("県北", "県央", "県南", "離島", "県外", "計")],
        ],
        [80, 70, 70, 80, 80], rules="zebra", header_rows=2, spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
        caption="地区別保証承諾", unit="（単位：件、百万円）",
    )  # fmt: skip
    fill = Table(
        "C09_fill_only_heading",
        [["金融機関群", "件数", "金額", "構成比"], *[f.row(label, "cp%") for label in ("都市銀行", "地方銀行", "信用金庫", "その他")]],
        [110, 80, 90, 70], rules="fillhead", caption="金融機関群別", unit="（単位：件、千円）", size=10,
    )  # fmt: skip
    dashed = Table(
        "C10_dashed",
        [["期間", "件数", "金額", "平均"], *[f.row(label, "cpp") for label in ("１年以内", "３年以内", "５年以内", "７年超")]],
        [90, 80, 90, 80], rules="dashed", caption="期間別", unit="（単位：件、千円）",
    )  # fmt: skip
    return [
        Page([Para("四半期の業績（百万円）", size=14, bold=True, after=8), white, Gap(28),
              Para("地区別保証承諾"), note(zebra), zebra]),
        Page([Para(NARRATIVE[2]), Gap(12), Para("金融機関群別　　（単位：件、千円）", size=9), fill,
              Gap(30), Para("期間別（単位：件、千円）", size=9), dashed]),
    ]  # fmt: skip


def _beside() -> list[Page]:
    f = Figures(104)
    left, right = (
        Table(id_, [["科目", "金額"], *[f.row(label, "m", 999_999) for label in labels]], [110, 80], rules="none",
              caption=caption, unit="（単位：千円）")
        for id_, caption, labels in (
            ("C11_beside_left", "収益の内訳", ("受取会費", "事業収益", "受取利息", "雑収益", "収益計")),
            ("C11_beside_right", "費用の内訳", ("給料手当", "旅費交通費", "印刷費", "雑費", "費用計")),
        )
    )  # fmt: skip
    floats = [
        Table(id_, [["年度", "件数", "金額"], *[f.row(y, "cp") for y in ("令和４年度", "令和５年度", "令和６年度")]],
              [70, 50, 60], rules=rules, caption=caption, unit="（単位：件、百万円）", size=8, height=14)
        for id_, rules, caption in (("C12_float_right", "grid", "代位弁済の推移"), ("C12_float_left", "rows", "回収の推移"))
    ]  # fmt: skip
    markup = "".join(
        f'<div style="float:{side};margin:0 0 8pt 0;margin-{other}:16pt">'
        f'<p style="font-size:8pt">{t.caption}</p><p style="font-size:7pt;text-align:right">{t.unit}</p>{html_table(t)}</div>'
        f'<p style="text-align:justify">{"".join(NARRATIVE)}</p><div style="clear:both;height:20pt"></div>'
        for t, side, other in zip(floats, ("right", "left"), ("left", "right"), strict=True)
    )
    return [
        Page([Para(NARRATIVE[0]), Gap(14), Row([
            (200, [Para("収益の内訳（単位：千円）", size=9), left]), (200, [Para("費用の内訳（単位：千円）", size=9), right])], 40)]),
        Page([Para("（３）代位弁済と回収", size=12), Raw(markup, floats)]),
    ]  # fmt: skip


def _wide() -> Page:
    f = Figures(105, minus="▲")
    months = [f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
    wide = Table(
        "C13_fifteen_columns_6pt",
        [["項目", *months, "計", "前年度", "前年比"],
         *[[*f.row(label, "m" * 13 + "p%", 9_999)] for label in ("保証承諾", "保証債務残高", "代位弁済", "回収")]],
        [60, *[28] * 12, 32, 34, 34], caption="月別実績", unit="（単位：百万円）", size=6, height=11,
        tweak=lambda t, r, c, look: replace(look, pad=1.5),
    )  # fmt: skip
    return Page([Para("月別実績", size=8), note(wide, size=6), wide])


def untagged() -> list[Page]:
    return [*_lines(), *_wrapped(), *_notes(), *_corners()]


def _lines() -> list[Page]:
    f = Figures(111)
    double = Table(
        "C21_double_rules",
        [["区分", "期首", "増加", "減少", "期末"], *[f.row(label, "pmmp") for label in ("基金", "基金準備金", "収支差額変動準備金", "計")]],
        [120, 70, 70, 70, 70], rules="double", caption="基本財産の増減", unit="（単位：百万円）",
    )  # fmt: skip
    thick = Table(
        "C22_thick_and_thin",
        [["区分", "基準", None, "実績"], [None, "下限", "上限", None],
         *[f.row(label, "%%%") for label in ("流動比率", "自己資本比率", "固定長期適合率")]],
        [120, 70, 70, 70], rules="thickthin", header_rows=2, spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1)],
        caption="財務比率", size=10,
    )  # fmt: skip

    def decimal(number: str) -> str:
        whole, part = number.split(".")
        return f"{whole.rjust(3, ' ')}.{part.ljust(3, ' ')}"  # figure spaces align the points

    shares = [
        [label, *(decimal(f.share(p)) for p in (1, 2, 3))]
        for label in ("製造業", "建設業", "運輸業", "情報通信業", "その他")
    ]
    aligned = Table(
        "C23_decimals_aligned",
        [["業種", "令和４年", "令和５年", "令和６年"], *shares], [100, 80, 80, 80], rules="none",
        caption="付表　構成比の推移", unit="（単位：％）",
        tweak=lambda t, r, c, look: replace(look, align="center" if c and r else look.align),
    )  # fmt: skip
    dots = Table(
        "C24_dotted_rows",
        [["科目", "期首残高", "期末残高"], *[f.row(label, "pm") for label in ("定期預金", "国債", "社債", "株式", "その他", "合計")]],
        [110, 90, 90], rules="hdots", caption="有価証券等", unit="（千円）",
    )  # fmt: skip
    return [
        Page([note(double, double.caption, "center", 10), note(double), double, Gap(26), note(thick, thick.caption, "center", 10), thick],
             "ipam"),
        Page([Para("付表　構成比の推移（単位：％）"), aligned, Gap(30), Para("有価証券等（千円）"), dots], "ipam"),
    ]  # fmt: skip


def _wrapped() -> list[Page]:
    f = Figures(112)
    pages = []
    for number, (valign, rules) in enumerate((("middle", "grid"), ("top", "rows"), ("bottom", "h3")), 25):
        table = Table(
            f"C{number}_wrapped_{valign}",
            [["項目", "件数", "金額"],
             f.row("経営安定関連保証\nの承諾", "cp"), f.row("創業関連保証", "cp"),
             f.row("中小企業倒産防止共済\nへの掛金", "cp"), f.row("事業承継特別保証\n（経営者保証なし）\nの承諾", "cp"), f.row("計", "cp")],
            [120, 70, 80], rules=rules, caption=f"表{number}　制度別", unit="（単位：件、千円）",
            tweak=lambda t, r, c, look, v=valign: replace(look, valign=v),
        )  # fmt: skip
        pages.append(Page([Para(f"表{number}　制度別（単位：件、千円）"), table], "ipam"))
    return pages


def _notes() -> list[Page]:
    f = Figures(113)
    corner = Table(
        "C28_unit_in_corner",
        [["（単位：百万円）", "令和５年度", "令和６年度"], *[f.row(label, "pm") for label in ("営業収益", "営業費用", "営業利益")]],
        [110, 80, 80], caption="主要計数",
    )  # fmt: skip
    below = Table(
        "C29_unit_and_caption_below",
        [["区分", "人数", "割合"], *[f.row(label, "c%") for label in ("常勤役員", "非常勤役員", "職員")]],
        [110, 80, 80], rules="booktabs", caption="図表３－２　役職員の構成", unit="（単位：人）",
    )  # fmt: skip
    first = Table(
        "C30_units_in_first_row",
        [["項目", "件数", "金額", "前年比"], ["", "件", "百万円", "％"], *[f.row(label, "cpr") for label in ("承諾", "残高", "弁済")]],
        [100, 70, 80, 70], rules="accounts", caption="保証業務の概況", height=14, header_rows=(1, 2),
        tweak=lambda t, r, c, look: replace(look, align="right", size=6.5) if r == 1 else look,
    )  # fmt: skip
    close = Table(
        "C31_directly_below_prose",
        [["年度", "計画", "実績", "達成率"], *[f.row(y, "pp%") for y in ("５年度", "６年度")]], [80, 80, 80, 70],
    )  # fmt: skip
    return [
        Page([Para("主要計数"), corner, Gap(24), below, note(below), note(below, below.caption, "center", 9)], "ipam"),
        Page([Para("保証業務の概況"), first, Gap(24), Para(NARRATIVE[0], after=0), close, Para(NARRATIVE[1], after=0)], "ipam"),
    ]  # fmt: skip


def _corners() -> list[Page]:
    f = Figures(114)
    both = Table(
        "C32_two_sides_one_grid",
        [["借方", None, "貸方", None], ["科目", "金額", "科目", "金額"],
         *[[a, f.plain(), b, f.money() if b else ""] for a, b in (
             ("現金", "責任準備金"), ("預け金", "求償権償却準備金"), ("有価証券", "退職給与引当金"), ("求償権", "保証債務"),
             ("雑勘定", "")) ],
         ["合計", "512,340", "合計", "512,340"]],
        [100, 80, 110, 80], rules="rows", header_rows=2, spans=[(0, 0, 1, 2), (0, 2, 1, 2)],
        caption="貸借対照表（令和７年３月31日現在）", unit="（単位：百万円）",
    )  # fmt: skip
    one = Table("C33_one_row", [["会員数", "役員", "職員", "事業所"], ["1,234", "15", "208", "7"]], [80, 80, 80, 80],
                caption="法人の概要", stubs=0)  # fmt: skip
    empty = Table(
        "C34_empty_column",
        [["内容", "予算", "執行", "備考"], *[f.row(label, "pp_") for label in ("会議費", "広報費", "研修費")]],
        [100, 80, 80, 100], rules="open", caption="執行状況", unit="（単位：円）",
    )  # fmt: skip
    return [
        Page([note(both, both.caption, "center", 12), note(both), both], "ipam"),
        Page([Para("法人の概要"), one, Gap(24), Para("執行状況"), note(empty), empty], "ipam"),
    ]  # fmt: skip
