"""Breakdowns, trends, movements of claims and accounts as guarantee associations set them."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace

from producers.canvas import Manner
from producers.further import canvas_page, flow
from producers.model import Figures, Page, Para, Row, Table, note

f = Figures(9001, minus="△")
g = Figures(9002, minus="▲", dash="―")
IND = ("製造業", "建設業", "卸売業", "小売業", "飲食店", "運送倉庫業", "サービス業", "その他")
A = Table(
    "N01_industry_h3",
    [
        ["業種", "保証承諾", None, None, None, "保証債務残高", None, None, None],
        [None, *["件数", "金額", "構成比", "前年比"] * 2],
        *[f.row(x, "cpsrcpsr") for x in IND],
        f.row("合計", "cpsrcpsr"),
    ],
    [70, 45, 60, 45, 45, 45, 65, 45, 45],
    rules="h3",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 4), (0, 5, 1, 4)],
    caption="業種別保証状況",
    unit="（単位：件、百万円、％）",
    size=8,
)
B = Table(
    "N02_banks_open",
    [
        ["金融機関群", "金融機関", "件数", "金額", "構成比"],
        ["銀行", "都市銀行", *f.row([], "cps")],
        [None, "地方銀行", *f.row([], "cps")],
        [None, "第二地方銀行", *f.row([], "cps")],
        ["信用金庫", None, *f.row([], "cps")],
        ["信用組合", None, *f.row([], "cps")],
        ["政府系", "商工中金", *f.row([], "cps")],
        [None, "その他", *f.row([], "cps")],
        ["合計", None, *f.row([], "cps")],
    ],
    [70, 90, 60, 80, 60],
    rules="open",
    spans=[(1, 0, 3, 1), (4, 0, 1, 2), (5, 0, 1, 2), (6, 0, 2, 1), (8, 0, 1, 2)],
    stubs=2,
    caption="金融機関群別保証承諾",
    unit="（単位：件、千円、％）",
)
C = Table(
    "N03_size_zebra",
    [
        ["保証金額", "件数", None, "金額", None],
        [None, "実数", "構成比", "実数", "構成比"],
        *[
            g.row(x, "csps")
            for x in (
                "100万円以下",
                "100万円超200万円以下",
                "200万円超300万円以下",
                "300万円超500万円以下",
                "500万円超1,000万円以下",
                "1,000万円超",
                "合計",
            )
        ],
    ],
    [140, 60, 55, 80, 55],
    rules="zebra",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="金額別保証承諾",
    unit="（単位：件、百万円、％）",
)
D = Table(
    "N04_term_fillhead",
    [
        ["保証期間", "件数", "金額", "前年同期比"],
        *[
            f.row(x, "cpr")
            for x in (
                "１年以内",
                "１年超３年以内",
                "３年超５年以内",
                "５年超７年以内",
                "７年超10年以内",
                "10年超",
                "計",
            )
        ],
    ],
    [120, 70, 90, 70],
    rules="fillhead",
    caption="期間別保証承諾",
    unit="（単位：件、百万円、％）",
)


def town(id_, names, f):
    return Table(
        id_,
        [
            ["市町村", "承諾", None, "残高", None],
            [None, "件数", "金額", "件数", "金額"],
            *[f.row(x, "cpcp") for x in names],
        ],
        [52, 36, 48, 40, 52],
        rules="rows",
        header_rows=2,
        spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
        caption="市町村別保証状況",
        unit="（単位：件、百万円）",
        size=7.5,
        height=13,
    )


E1 = town("N05a_towns_left", ("みなと市", "うみべ市", "やまて市", "かわかみ町", "ひがし町"), f)
E2 = town("N05b_towns_right", ("にし市", "みなみ町", "きた町", "なか村", "合計"), f)
F_ = Table(
    "N06_months_hdots",
    [
        ["月", "保証申込", None, "保証承諾", None, "代位弁済", None],
        [None, *["件数", "金額"] * 3],
        *[
            f.row(x, "cpcpcp")
            for x in (
                "４月",
                "５月",
                "６月",
                "７月",
                "８月",
                "９月",
                "10月",
                "11月",
                "12月",
                "１月",
                "２月",
                "３月",
                "累計",
            )
        ],
    ],
    [40, 50, 62, 50, 62, 50, 62],
    rules="hdots",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 2)],
    caption="月別業務実績",
    unit="（単位：件、千円）",
)
G = Table(
    "N07_income_inner_outer",
    [
        ["科　　　目", "金額", None],
        ["経常収入", "", f.plain()],
        ["　保証料", f.plain(), ""],
        ["　運用資産収入", f.plain(), ""],
        ["　雑収入", f.plain(), ""],
        ["経常支出", "", f.plain()],
        ["　業務費", f.plain(), ""],
        ["　借入金利息", f.plain(), ""],
        ["経常収支差額", "", f.money()],
        ["当期収支差額", "", f.money()],
    ],
    [190, 90, 90],
    rules="accounts",
    spans=[(0, 1, 1, 2)],
    caption="収支計算書",
    unit="（単位：円）",
    height=14,
)
H = Table(
    "N08_two_sides_columns",
    [
        ["借方", None, "貸方", None],
        ["科目", "金額", "科目", "金額"],
        ["現金", "12", "基本財産", "52,345,678"],
        ["預け金", "1,234,567", "　基金", "22,345,678"],
        ["　普通預金", "234,567", "　基金準備金", "30,000,000"],
        ["　定期預金", "1,000,000", "制度改革促進基金", "－"],
        ["有価証券", "52,345,678", "収支差額変動準備金", "1,234,579"],
        ["保証債務見返", "998,877,665", "保証債務", "998,877,665"],
        ["合計", "1,052,457,922", "合計", "1,052,457,922"],
    ],
    [100, 90, 110, 90],
    rules="columns",
    header_rows=2,
    spans=[(0, 0, 1, 2), (0, 2, 1, 2)],
    caption="貸借対照表",
    unit="（単位：千円）",
    stubs=1,
)
II = Table(
    "N09_property_rows",
    [
        ["区分", "内訳", "金額"],
        ["現金", "手許有高", "12,345"],
        ["預け金", "普通預金　みなと銀行ほか", "234,567,890"],
        ["", "定期預金　県信連", "1,000,000,000"],
        ["有価証券", "国債", "500,000,000"],
        ["", "地方債", "1,200,000,000"],
        ["動産・不動産", "事業用土地", "98,765,432"],
        ["合計", None, "3,033,345,667"],
    ],
    [90, 150, 100],
    rules="rows",
    spans=[(7, 0, 1, 2)],
    stubs=2,
    caption="財産目録",
    unit="（単位：円）",
)
J = Table(
    "N10_claims_none",
    [
        ["区分", "期首残高", "当期発生", "当期回収", None, "当期償却", "期末残高"],
        [None, None, None, "元金", "損害金", None, None],
        *[f.row(x, "ppppmp") for x in ("無担保保証", "普通保証", "特別小口", "創業関連", "計")],
    ],
    [80, 70, 65, 60, 60, 60, 70],
    rules="none",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 2), (0, 5, 2, 1), (0, 6, 2, 1)],
    caption="求償権の推移",
    unit="（単位：千円）",
)
K = Table(
    "N11_trend_unit_column",
    [
        ["項目", None, "単位", "２年度", "３年度", "４年度", "５年度", "６年度"],
        ["保証承諾", "件数", "件", *f.row([], "ccccc")],
        [None, "金額", "百万円", *f.row([], "ppppp")],
        [None, "前年比", "％", *f.row([], "rrrrr")],
        ["代位弁済", "件数", "件", *f.row([], "ccccc")],
        [None, "金額", "百万円", *f.row([], "ppppp")],
        [None, "前年比", "％", *f.row([], "rrrrr")],
        ["代位弁済率", None, "％", *f.row([], "rrrrr")],
    ],
    [60, 45, 40, 55, 55, 55, 55, 55],
    rules="h3",
    spans=[(0, 0, 1, 2), (1, 0, 3, 1), (4, 0, 3, 1), (7, 0, 1, 2)],
    stubs=3,
    caption="主要業務の推移",
    unit=None,
)
L = Table(
    "N12_unit_first_row",
    [
        ["区分", "令和４年度", "令和５年度", "令和６年度", "前年度比"],
        ["", "千円", "千円", "千円", "％"],
        *[f.row(x, "pppr") for x in ("役員報酬", "職員給与", "旅費", "事務費", "業務費計")],
    ],
    [100, 75, 75, 75, 60],
    rules="booktabs",
    header_rows=[2, 1],
    caption="業務費の内訳",
    unit=None,
)
M = Table(
    "N13_lower_values",
    [
        ["事業", "計画", "実績", "執行率"],
        ["中小企業者の経営の改善\n及び事業再生に係る支援", *f.row([], "ppr")],
        ["創業者への金融支援", *f.row([], "ppr")],
        ["事業承継を円滑に\n進めるための費用\nの補助", *f.row([], "ppr")],
        ["計", *f.row([], "ppr")],
    ],
    [140, 75, 75, 60],
    rules="h3",
    caption="事業別の執行",
    unit="（単位：千円、％）",
    tweak=lambda t, r, c, look: replace(look, valign="bottom" if r else "middle"),
)
N = Table(
    "N14_one_row_booktabs",
    [["事業費", "管理費", "事業費比率"], ["12,345,678", "2,345,678", "84.0%"]],
    [110, 110, 110],
    rules="booktabs",
    caption="事業費比率",
    unit="（単位：円）",
    stubs=0,
    tweak=lambda t, r, c, look: replace(look, align="right" if r else "center"),
)
OO = Table(
    "N15_left_headings",
    [
        ["区分", "計画", "", "実績", "", ""],
        ["", "件数", "金額", "件数", "金額", "達成率"],
        *[f.row(x, "cpcpr") for x in ("保証承諾", "保証債務残高", "代位弁済", "求償権回収")],
    ],
    [90, 60, 75, 60, 75, 60],
    rules="h3",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 3)],
    caption="計画と実績の対比",
    unit="（単位：件、百万円、％）",
)
OO = replace(
    OO,
    rows=[["区分", "計画", None, "実績", None, None], [None, *OO.rows[1][1:]], *OO.rows[2:]],
    tweak=lambda t, r, c, look: replace(look, align="left" if r < 2 else look.align),
)
P = Table(
    "N16_right_headings",
    [
        ["科目", "令和５年度", None, "令和６年度", None],
        [None, "決算額", "構成比", "決算額", "構成比"],
        *[f.row(x, "psps") for x in ("経常収入", "経常外収入", "基金取崩", "合計")],
    ],
    [110, 80, 60, 80, 60],
    rules="rows",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="収入の状況",
    unit="（単位：百万円、％）",
    tweak=lambda t, r, c, look: replace(look, align="right" if r < 2 and c else look.align),
)
Q = Table(
    "N17_uneven_one_rule",
    [
        ["区分", "件数", None, "金額", None, None, None],
        [None, "実績", "前年比", "計画", "実績", "前年比", "達成率"],
        *[f.row(x, "crpprr") for x in ("申込", "承諾", "残高", "代弁", "回収")],
    ],
    [60, 80, 45, 70, 90, 45, 45],
    rules="rows",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 4)],
    caption="業務の実績",
    unit="（単位：件、百万円、％）",
)
R = Table(
    "N18_vertical_accounts",
    [
        ["", "科目", "予算", "決算", "差異"],
        ["収\n入", "保証料", *f.row([], "ppm")],
        [None, "補助金", *f.row([], "ppm")],
        [None, "雑収入", *f.row([], "ppm")],
        ["支\n出", "業務費", *f.row([], "ppm")],
        [None, "信用保険料", *f.row([], "ppm")],
        [None, "雑支出", *f.row([], "ppm")],
    ],
    [24, 100, 80, 80, 80],
    rules="grid",
    spans=[(1, 0, 3, 1), (4, 0, 3, 1)],
    stubs=2,
    caption="予算と決算",
    unit="（単位：百万円）",
    height=18,
)
S = Table(
    "N19_marks",
    [["区分", "５年度※１", "６年度※２", "増減"], *[f.row(x, "ppm") for x in ("普通保証", "特別保証※３", "合計")]],
    [110, 80, 80, 70],
    rules="booktabs",
    caption="特別保証の状況",
    unit="（単位：千円）",
)
T = Table(
    "N20_five_year_dashed",
    [
        ["年度", "保証承諾", None, "保証債務残高", None, "代位弁済", None],
        [None, *["金額", "前年度比"] * 3],
        *[g.row(x, "prprpr") for x in ("令和２", "令和３", "令和４", "令和５", "令和６")],
    ],
    [60, 70, 55, 75, 55, 65, 55],
    rules="dashed",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 2)],
    caption="５年間の推移",
    unit="（金額単位：百万円、比率：％）",
)
U = Table(
    "N21_slide_white",
    [
        ["項目", "計画", "実績", "計画比"],
        *[f.row(x, "ppr") for x in ("保証承諾", "期末保証債務残高", "代位弁済", "回収")],
    ],
    [160, 110, 110, 90],
    rules="white",
    caption="主要計数",
    unit="（単位：億円、％）",
    size=12,
    height=26,
)
V = Table(
    "N22_clipnone_rects",
    [
        ["区分", "前期", "当期", "増減額", "増減率"],
        *[g.row(x, "ppmr") for x in ("基本財産", "特定資産", "その他", "計")],
    ],
    [90, 80, 80, 80, 60],
    rules="fillhead",
    caption="資産の増減",
    unit="（単位：円、％）",
)
side = Page(
    [
        note(E1, "市町村別保証状況", "left", 10),
        Para("（単位：件、百万円）", "right", 8, width=480),
        Row([(228, [E1]), (228, [E2])], 20),
    ],
    "ipag",
)
B4 = replace(D, widths=[90, 45, 65, 50], size=8)
beside = Page(
    [
        Para("保証の状況"),
        Row(
            [
                (
                    210,
                    [
                        Para(x, size=9)
                        for x in (
                            "令和６年度の保証承諾は、物価高や人手不足の影響を受ける事業者への支援に努めた結果、前年度を上回った。",
                            "とりわけ創業者に対する保証の利用が増え、全体を押し上げた。",
                        )
                    ],
                ),
                (
                    250,
                    [
                        note(B4, B4.caption, "left", 9),
                        note(B4),
                        replace(B4, id="N04b_beside_text", widths=[90, 45, 65, 50], size=8),
                    ],
                ),
            ],
            18,
        ),
    ],
    "gothic",
)
FILES = {
    "c1": ("chromium", [flow(A, C), flow(D, F_), side, beside]),
    "t1": ("typst", [flow(Q, OO), flow(P, J), flow(replace(A, id="N01t"), K), flow(G, N)]),
    "l1": ("calc", [flow(H), flow(replace(C, id="N03l")), flow(L)]),
    "w1": (
        "writer",
        [
            flow(B, II),
            flow(replace(L, id="N12w"), replace(Q, id="N17w"), M),
            flow(replace(J, id="N10w"), replace(T, id="N20w")),
        ],
    ),
    "i1": ("impress", [flow(U)]),
    "p1": (
        "canvas",
        [
            canvas_page(replace(A, id="N01p"), replace(M, id="N13p")),
            canvas_page(R, S),
            canvas_page(T, V, manner=Manner(rules_as="rects")),
            canvas_page(replace(J, id="N10p"), replace(K, id="N11p"), rotate=90),
            canvas_page(replace(N, id="N14p"), replace(Q, id="N17p"), manner=Manner(rules_as="pieces")),
        ],
    ),
}
