"""More of them: one row, inner and outer amounts, units in a column, numbered rows."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace

from producers.canvas import Manner
from producers.further import beside, canvas_page, flow
from producers.model import Figures, Gap, Page, Para, Table

f = Figures(5101, minus="△", dash="―")
g = Figures(5102, minus="▲", dash="－")
A = Table(
    "P01_two_notes_label_right",
    [
        ["保証種類", "令和5年度", None, "令和6年度", None, "対前年度比", None],
        [None, *["件数", "金額"] * 3],
        *[f.row(x, "cpcprr") for x in ("普通保証", "無担保保証", "経営安定関連", "危機関連", "計")],
    ],
    [85, 50, 65, 50, 65, 50, 50],
    rules="zebra",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 2)],
    caption="保証種類別承諾状況",
    unit="（単位：件、百万円、％）",
    size=8,
)
B = Table(
    "P02_hrule_bands",
    [
        ["科目", "前年度", "当年度", "増減"],
        ["（資産の部）", "", "", ""],
        ["流動資産", *f.row([], "ppm")],
        ["　現金及び預け金", *f.row([], "ppm")],
        ["　未収金", *f.row([], "ppm")],
        ["固定資産", *f.row([], "ppm")],
        ["　有形固定資産", *f.row([], "ppm")],
        ["（負債の部）", "", "", ""],
        ["　借入金", *f.row([], "ppm")],
        ["　引当金", *f.row([], "ppm")],
    ],
    [130, 75, 75, 75],
    rules="h3",
    caption="比較貸借対照表",
    unit="（単位：円）",
)
C = Table(
    "P03_inner_outer_h3",
    [
        ["科目", "内訳", "金額"],
        ["Ⅰ 経常収益", "", f.plain()],
        ["　会費", f.plain(), ""],
        ["　事業収益", f.plain(), ""],
        ["Ⅱ 経常費用", "", f.plain()],
        ["　事業費", f.plain(), ""],
        ["　管理費", f.plain(), ""],
        ["当期増減額", "", f.money()],
    ],
    [150, 90, 90],
    rules="h3",
    caption="正味財産増減計算書",
    unit="（単位：円）",
)
D = Table(
    "P04_amount_over_two_none",
    [
        ["科　目", "金　　額", None],
        ["経常収入", "", "4,567,890"],
        ["　保証料", "3,456,789", ""],
        ["　雑収入", "1,111,101", ""],
        ["経常支出", "", "2,345,678"],
        ["　業務費", "2,345,678", ""],
        ["収支差額", "", "2,222,212"],
    ],
    [150, 90, 90],
    rules="none",
    spans=[(0, 1, 1, 2)],
    caption="収支計算書",
    unit="（単位：千円）",
)
E_ = Table(
    "P05_month_quarter",
    [
        ["四半期", "月", "承諾", "代弁"],
        ["第１", "４月", *f.row([], "pp")],
        [None, "５月", *f.row([], "pp")],
        [None, "６月", *f.row([], "pp")],
        ["第２", "７月", *f.row([], "pp")],
        [None, "８月", *f.row([], "pp")],
        [None, "９月", *f.row([], "pp")],
    ],
    [50, 50, 80, 80],
    rules="rows",
    stubs=2,
    spans=[(1, 0, 3, 1), (4, 0, 3, 1)],
    caption="月別承諾額",
    unit="（単位：千円）",
)
F_ = Table(
    "P06_long_trend_grid",
    [
        ["項目＼年度", "30", "元", "2", "3", "4", "5", "6"],
        *[g.row(x, "ppppppp") for x in ("保証承諾", "保証債務残高", "代位弁済", "回収")],
        g.row("事故率", "sssssss"),
    ],
    [80, *[52] * 7],
    rules="open",
    caption="主要業務の推移",
    unit="（単位：百万円、％）",
    size=8,
)
G = Table(
    "P07_four_side_by_side",
    [
        ["地域", "件数", "地域", "件数", "地域", "件数"],
        ["東部", "12", "西部", "34", "南部", "56"],
        ["北部", "7", "中部", "89", "離島", "1"],
        ["山間", "23", "沿岸", "45", "計", "267"],
    ],
    [50, 45, 50, 45, 50, 45],
    rules="grid",
    caption="地域別件数",
    unit="（単位：件）",
)
H = Table(
    "P08_one_row_none",
    [["区分", "計画", "実績", "達成率"], ["保証承諾", "55,000", "71,729", "130.4"]],
    [100, 80, 80, 70],
    rules="none",
    caption="当年度の承諾",
    unit="（単位：百万円、％）",
)
II = Table(
    "P09_one_row_h3",
    [["保証承諾", "保証債務残高", "代位弁済"], ["71,729", "298,640", "2,318"]],
    [100, 110, 100],
    rules="h3",
    stubs=0,
    caption="主要計数",
    unit="（単位：百万円）",
    tweak=lambda t, r, c, look: replace(look, align="center"),
)
J = Table(
    "P10_footnote_rows",
    [
        ["区分", "件数", "金額"],
        *[f.row(x, "cp") for x in ("一般", "特別※", "合計")],
        ["※特別保証は別枠の保証をいう。", None, None],
    ],
    [120, 70, 90],
    rules="grid",
    spans=[(4, 0, 1, 3)],
    caption="別枠保証の状況",
    unit="（単位：件、百万円）",
)
K = Table(
    "P11_double_heading_centre",
    [
        ["項目", "実績", None, None, "計画", None, "比較", None],
        [None, "４年度", "５年度", "６年度", "５年度", "６年度", "前年比", "計画比"],
        *[f.row(x, "ppppprr") for x in ("承諾", "残高", "代弁", "回収", "収支差額")],
    ],
    [60, 55, 55, 55, 55, 55, 50, 50],
    rules="h3",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 3), (0, 4, 1, 2), (0, 6, 1, 2)],
    caption="計画・実績の比較",
    unit="（単位：百万円、％）",
    size=8,
)
L = Table(
    "P12_left_align_all_rows",
    [
        ["業種", "件数", None, "金額", None],
        [None, "６年度", "５年度", "６年度", "５年度"],
        *[f.row(x, "ccpp") for x in ("製造", "建設", "卸売", "小売")],
    ],
    [80, 60, 60, 75, 75],
    rules="rows",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="業種別代位弁済",
    unit="（単位：件、百万円）",
    tweak=lambda t, r, c, look: replace(look, align="left" if r < 2 else look.align),
)
M = Table(
    "P13_unit_col_right",
    [
        ["項目", "５年度", "６年度", "単位"],
        ["保証承諾件数", *f.row([], "cc"), "件"],
        ["保証承諾金額", *f.row([], "pp"), "百万円"],
        ["平均保証期間", "58", "61", "か月"],
        ["代位弁済率", *f.row([], "ss"), "％"],
    ],
    [110, 70, 70, 50],
    rules="rows",
    caption="業務指標",
    unit=None,
)
N = Table(
    "P14_dashed_two_level_stub",
    [
        ["収支", None, "５年度", "６年度"],
        ["収入", "保証料", *f.row([], "pp")],
        [None, "運用益", *f.row([], "pp")],
        ["支出", "人件費", *f.row([], "pp")],
        [None, "物件費", *f.row([], "pp")],
        ["差引", None, *f.row([], "pp")],
    ],
    [40, 90, 80, 80],
    rules="dashed",
    stubs=2,
    spans=[(0, 0, 1, 2), (1, 0, 2, 1), (3, 0, 2, 1), (5, 0, 1, 2)],
    caption="収支の推移",
    unit="（単位：千円）",
)
OO = Table(
    "P15_two_by_two_h",
    [
        ["区分", "一般会計", "", "特別会計", ""],
        ["", "予算", "決算", "予算", "決算"],
        *[f.row(x, "pppp") for x in ("歳入", "歳出", "差引")],
    ],
    [70, 70, 70, 70, 70],
    rules="booktabs",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="会計別決算",
    unit="（単位：千円）",
)
OO = replace(OO, rows=[["区分", "一般会計", None, "特別会計", None], [None, *OO.rows[1][1:]], *OO.rows[2:]])
P = Table(
    "P16_wrapped_labels_none",
    [
        ["事業", "予算", "決算", "残"],
        ["経営支援事業費（専門家\n派遣を含む）", *f.row([], "ppm")],
        ["広報費", *f.row([], "ppm")],
        ["システム関係費（更改\n準備を含む）", *f.row([], "ppm")],
        ["予備費", *f.row([], "ppm")],
    ],
    [125, 70, 70, 60],
    rules="none",
    caption="事業費の内訳",
    unit="（単位：千円）",
    height=18,
)
Q = Table(
    "P17_slide_grid",
    [
        ["", "５年度", "６年度", "増減"],
        *[f.row(x, "ppm") for x in ("保証利用企業数（企業）", "保証承諾（百万円）", "代位弁済（百万円）")],
    ],
    [190, 100, 100, 90],
    rules="white",
    caption="基本指標",
    unit=None,
    size=12,
    height=26,
)
R = Table(
    "P18_ratio_share_fill",
    [
        ["期間", "保証承諾", None, None, "代位弁済", None, None],
        [None, *["件数", "金額", "割合"] * 2],
        *[g.row(x, "cpscps") for x in ("１年以内", "３年以内", "５年以内", "７年以内", "10年以内", "10年超", "計")],
    ],
    [65, 48, 65, 48, 48, 60, 48],
    rules="fillhead",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 3), (0, 4, 1, 3)],
    caption="期間別の状況",
    unit="（単位：件、千円、％）",
    size=8,
)
S = Table(
    "P19_numbers_labels",
    [
        ["№", "団体名", "金額", "備考"],
        ["1", "みなと商工会", "1,200,000", "継続"],
        ["2", "うみべ商工会", "800,000", "新規"],
        ["3", "やまて商工会議所", "2,500,000", "継続"],
        ["", "計", "4,500,000", ""],
    ],
    [30, 140, 90, 60],
    rules="h3",
    stubs=2,
    caption="補助金交付先",
    unit="（単位：円）",
)
T = Table(
    "P20_three_level_h3",
    [
        ["区分", "保証", None, None, None, "回収"],
        [None, "承諾", None, "残高", None, None],
        [None, *["件数", "金額"] * 2, None],
        *[f.row(x, "cpcpp") for x in ("信用金庫", "信用組合", "地方銀行", "合計")],
    ],
    [75, 50, 65, 50, 65, 65],
    rules="h3",
    header_rows=3,
    spans=[(0, 0, 3, 1), (0, 1, 1, 4), (0, 5, 3, 1), (1, 1, 1, 2), (1, 3, 1, 2)],
    caption="金融機関別状況",
    unit="（単位：件、百万円）",
)
FILES = {
    "c3": (
        "chromium",
        [
            flow(A, B),
            flow(K, OO, P),
            Page(
                [
                    Para("１．概況", size=12, bold=True),
                    beside(replace(H, widths=[80, 60, 60, 55])),
                    Gap(30),
                    beside(replace(L, id="P12s", widths=[50, 45, 45, 55, 55], size=8), True),
                ],
                "ipag",
            ),
            flow(J, H, II),
        ],
    ),
    "ct3": ("chromium_tagged", [flow(replace(T, id="P20ct"), replace(S, id="P19ct"))]),
    "t3": (
        "typst",
        [flow(R, D), flow(T, L, font="gothic"), flow(M, replace(K, id="P11t")), flow(S, replace(P, id="P16t"))],
    ),
    "l3": ("calc", [flow(C), flow(E_), flow(F_), flow(replace(T, id="P20l")), flow(replace(D, id="P04l"))]),
    "w3": (
        "writer",
        [
            flow(G, N),
            flow(replace(R, id="P18w"), replace(II, id="P09w"), replace(M, id="P13w")),
            flow(replace(B, id="P02w"), replace(E_, id="P05w")),
        ],
    ),
    "i3": ("impress", [flow(Q)]),
    "p3": (
        "canvas",
        [
            canvas_page(replace(T, id="P20p"), replace(P, id="P16p")),
            canvas_page(replace(R, id="P18p"), replace(S, id="P19p"), manner=Manner(rules_as="rects")),
            canvas_page(replace(K, id="P11p"), replace(D, id="P04p"), manner=Manner(double_text=True)),
            canvas_page(replace(C, id="P03p"), replace(N, id="P14p"), rotate=90),
            canvas_page(replace(A, id="P01p"), replace(II, id="P09p"), replace(H, id="P08p")),
        ],
    ),
}
