"""More of them: three levels of headings, two sides, bands, labels over several rows."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace

from producers.canvas import Manner
from producers.further import canvas_page, flow, pair
from producers.model import Figures, Gap, Page, Para, Table

f = Figures(7101, minus="▲ ", dash="－")
g = Figures(7102, minus="△", dash="-")
A = Table(
    "M01_claims_move",
    [
        ["区　分", "前期末残高", None, "当期増加", None, "当期減少", None, None, "当期末残高", None],
        [None, "件数", "金額", "件数", "金額", "回収", "償却", "計", "件数", "金額"],
        *[f.row(x, "cpcppppcp") for x in ("普通保証", "無担保保証", "特別小口", "売掛債権", "合　計")],
    ],
    [60, 36, 52, 36, 48, 46, 46, 46, 36, 52],
    rules="rows",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 3), (0, 8, 1, 2)],
    caption="求償権の異動状況",
    unit="（単位：件、千円）",
    size=7.5,
)
B = Table(
    "M02_trend_pairs",
    [
        ["年度", "保証承諾", None, None, None, "代位弁済", None, None, None],
        [None, "件数", None, "金額", None, "件数", None, "金額", None],
        [None, *["実績", "前年比"] * 4],
        *[g.row(x, "crprcrpr") for x in ("R2", "R3", "R4", "R5", "R6")],
    ],
    [40, 45, 45, 60, 45, 40, 45, 55, 45],
    rules="booktabs",
    header_rows=3,
    spans=[(0, 0, 3, 1), (0, 1, 1, 4), (0, 5, 1, 4), (1, 1, 1, 2), (1, 3, 1, 2), (1, 5, 1, 2), (1, 7, 1, 2)],
    caption="事業実績の推移（５年間）",
    unit="（単位：件、百万円、％）",
    size=8,
)
C = Table(
    "M03_bs_rows_open_two",
    [
        ["資産の部", None, "負債及び純資産の部", None],
        ["現金", "1,203", "責任準備金", "2,345,000"],
        ["預け金", "23,456,789", "求償権償却準備金", "345,678"],
        ["有価証券", "45,678,901", "退職給与引当金", "456,789"],
        ["求償権", "1,234,567", "借入金", "－"],
        ["未経過保険料", "234,567", "基本財産", "67,458,560"],
        ["合計", "70,606,027", "合計", "70,606,027"],
    ],
    [105, 85, 115, 85],
    rules="rows",
    spans=[(0, 0, 1, 2), (0, 2, 1, 2)],
    caption="貸借対照表（令和７年３月31日現在）",
    unit="（単位：千円）",
)
D = Table(
    "M04_pl_two_columns",
    [
        ["経常費用の部", None, "経常収益の部", None],
        ["科目", "金額", "科目", "金額"],
        ["業務費", "1,234,567", "保証料", "3,456,789"],
        ["　人件費", "834,567", "預け金利息", "12,345"],
        ["　物件費", "400,000", "有価証券利息", "456,789"],
        ["借入金利息", "－", "調査料", "－"],
        ["信用保険料", "1,567,890", "延滞保証料", "23,456"],
        ["責任共有負担金", "345,678", "雑収入", "7,890"],
        ["合計", "3,148,135", "合計", "3,957,269"],
    ],
    [95, 80, 95, 80],
    rules="grid",
    header_rows=2,
    spans=[(0, 0, 1, 2), (0, 2, 1, 2)],
    caption="収支計算書",
    unit="（単位：千円）",
)
E_ = Table(
    "M05_banks_none_merged",
    [
        ["群", "金融機関名", "件数", "金額", "構成比"],
        ["地銀", "みなと銀行", *f.row([], "cps")],
        [None, "うみべ銀行", *f.row([], "cps")],
        [None, "小計", *f.row([], "cps")],
        ["信金", "やまて信金", *f.row([], "cps")],
        [None, "かわ信金", *f.row([], "cps")],
        [None, "小計", *f.row([], "cps")],
        ["合計", None, *f.row([], "cps")],
    ],
    [60, 110, 60, 80, 60],
    rules="h3",
    spans=[(1, 0, 3, 1), (4, 0, 3, 1), (7, 0, 1, 2)],
    stubs=2,
    caption="金融機関別保証債務残高",
    unit="（単位：件、百万円、％）",
)
F_ = Table(
    "M06_bands",
    [
        ["区分", "件数", "金額"],
        ["【業種別】", "", ""],
        *[f.row("　" + x, "cp") for x in ("製造業", "建設業", "卸売業")],
        ["【期間別】", "", ""],
        *[f.row("　" + x, "cp") for x in ("１年以下", "１年超５年以下", "５年超")],
        ["合計", *f.row([], "cp")],
    ],
    [140, 80, 100],
    rules="accounts",
    caption="保証承諾の内訳",
    unit="（単位：件、千円）",
    height=14,
)
G = Table(
    "M07_wrapped_heads_h3",
    [
        [
            "区分",
            "保証承諾\n金　　額",
            "前年度\n対　比",
            "保証債務\n残　　高",
            "前年度\n対　比",
            "代位弁済\n（元利）",
            "代位\n弁済率",
        ],
        *[f.row(x, "prprps") for x in ("県制度", "市町制度", "協会制度", "その他")],
    ],
    [70, 65, 50, 70, 50, 65, 50],
    rules="h3",
    caption="制度別の保証",
    unit="（単位：百万円、％）",
)
H = Table(
    "M08_two_notes_none",
    [
        ["科目", "予算額", "決算額", "差異", "執行率"],
        *[f.row(x, "ppmr") for x in ("事業費", "管理費", "予備費")],
        ["計", *f.row([], "ppmr")],
    ],
    [100, 80, 80, 70, 60],
    rules="none",
    caption="支出の部",
    unit="（単位：円、％）",
)
II = Table(
    "M09_bank_right_unit_in_label",
    [
        ["項目", "令和４年度", "令和５年度", "令和６年度"],
        *[f.row(x, "ppp") for x in ("経常収入（百万円）", "基本財産（百万円）")],
        f.row("保証利用企業者数（企業）", "ccc"),
        f.row("代位弁済率（％）", "sss"),
        f.row("職員数（人）", "ccc"),
    ],
    [150, 70, 70, 70],
    rules="zebra",
    caption="主要指標",
    unit=None,
)
J = Table(
    "M10_last_line_subtotal",
    [
        ["科目", "内訳", "計"],
        ["事業費", "", ""],
        ["　委託費", "1,200,000", ""],
        ["　旅費", "340,000", ""],
        ["　会議費", "56,000", "1,596,000"],
        ["管理費", "", ""],
        ["　人件費", "4,500,000", ""],
        ["　賃借料", "780,000", "5,280,000"],
        ["合計", "", "6,876,000"],
    ],
    [160, 90, 90],
    rules="columns",
    caption="支出明細",
    unit="（単位：円）",
    height=14,
)
K = Table(
    "M11_wide_months_six_point",
    [
        ["区分", *[f"{m}月" for m in ("４", "５", "６", "７", "８", "９", "10", "11", "12", "１", "２", "３")], "計"],
        *[[x, *[f.count() for _ in range(13)]] for x in ("申込", "承諾", "代弁", "回収")],
    ],
    [32, *[35] * 12, 40],
    rules="h3",
    caption="月別件数",
    unit="（単位：件）",
    size=6,
    height=11,
)
L = Table(
    "M12_dotted_side_by_side_l",
    [["業種", "件数", "金額"], *[f.row(x, "cp") for x in ("製造業", "建設業", "小売業", "計")]],
    [80, 50, 70],
    rules="dotted",
    caption="業種別",
    unit="（単位：件、百万円）",
    size=8,
)
L2 = replace(
    L,
    id="M12_dotted_side_by_side_r",
    rows=[["使途", "件数", "金額"], *[f.row(x, "cp") for x in ("運転", "設備", "併用", "計")]],
    caption="資金使途別",
)
M = Table(
    "M13_vertical_two_level",
    [
        ["項　　目", None, None, "計画", "実績"],
        ["基\n本\n財\n産", "基金", None, *f.row([], "pp")],
        [None, "基金準備金", "期首", *f.row([], "pp")],
        [None, None, "繰入", *f.row([], "pp")],
        ["準\n備\n金", "責任準備金", None, *f.row([], "pp")],
        [None, "求償権償却準備金", None, *f.row([], "pp")],
    ],
    [24, 95, 45, 80, 80],
    rules="grid",
    stubs=3,
    spans=[(0, 0, 1, 3), (1, 0, 3, 1), (1, 1, 1, 2), (2, 1, 2, 1), (4, 0, 2, 1), (4, 1, 1, 2), (5, 1, 1, 2)],
    caption="基本財産等の状況",
    unit="（単位：百万円）",
    height=20,
)
N = Table(
    "M14_heading_outside_lattice",
    [["", "５年度", "６年度"], ["事業費比率", "78.9%", "83.7%"]],
    [120, 80, 80],
    rules="grid",
    caption=None,
    unit=None,
    tweak=lambda t, r, c, look: replace(
        look, top=None if r == 0 else look.top, left=None if r == 0 else look.left, right=None if r == 0 else look.right
    ),
)
OO = Table(
    "M15_plan_sides_fill",
    [
        ["", "計画値", None, "実績値", None, "達成率", None],
        [None, *["件数", "金額"] * 3],
        *[f.row(x, "cpcprr") for x in ("承諾", "残高", "代弁", "回収")],
    ],
    [60, 55, 70, 55, 70, 55, 55],
    rules="fillhead",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 2)],
    caption="計画と実績",
    unit="（単位：件、百万円、％）",
)
P = Table(
    "M16_amount_bands_dash",
    [
        ["金額区分", "承諾", None, "残高", None],
        [None, "件数", "金額", "件数", "金額"],
        *[
            g.row(x, "cmcm")
            for x in ("500万円以下", "1,000万円以下", "2,000万円以下", "5,000万円以下", "5,000万円超", "合計")
        ],
    ],
    [95, 55, 75, 55, 75],
    rules="hdots",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="金額別保証状況",
    unit="（単位：件、百万円）",
)
Q = Table(
    "M17_caption_below",
    [["区分", "５年度", "６年度", "増減"], *[f.row(x, "ppm") for x in ("甲", "乙", "丙")]],
    [80, 70, 70, 70],
    rules="booktabs",
    caption="表５　比較",
    unit="（単位：千円）",
)
R = Table(
    "M18_three_lines_label",
    [
        ["事業名", "予算", "決算"],
        ["中小企業・小規模事業者\nの経営改善・生産性向上\n等に関する支援", *f.row([], "pp")],
        ["創業支援", *f.row([], "pp")],
        ["経営者保証を不要とする\n融資の促進", *f.row([], "pp")],
        ["計", *f.row([], "pp")],
    ],
    [130, 80, 80],
    rules="rows",
    caption="事業一覧",
    unit="（単位：千円）",
)
S = Table(
    "M19_reg_pairs_none_l",
    [["市町村", "金額"], *[f.row(x, "p") for x in ("みなと市", "うみべ市", "やまて市", "計")]],
    [80, 70],
    rules="none",
    caption="県北",
    unit="（単位：百万円）",
    size=9,
)
S2 = replace(
    S,
    id="M19_reg_pairs_none_r",
    rows=[["市町村", "金額"], *[f.row(x, "p") for x in ("はま町", "さと町", "もり村", "計")]],
    caption="県南",
)
T = Table(
    "M20_white_slide",
    [
        ["区分", "保証承諾", None, "代位弁済", None],
        [None, "金額", "前年比", "金額", "前年比"],
        *[f.row(x, "prpr") for x in ("４年度", "５年度", "６年度")],
    ],
    [110, 100, 80, 100, 80],
    rules="white",
    header_rows=2,
    spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)],
    caption="業務の推移",
    unit="（単位：億円、％）",
    size=12,
    height=26,
)
U = Table(
    "M21_slide_none",
    [["", "件数", "金額", "平均"], *[f.row(x, "cps") for x in ("創業", "事業承継", "再生支援")]],
    [140, 90, 110, 90],
    rules="h3",
    caption="政策保証",
    unit="（単位：件、億円、百万円）",
    size=13,
    height=28,
)
FILES = {
    "c2": (
        "chromium",
        [
            flow(A, E_),
            flow(C, OO),
            Page([pair(L, L2), Gap(30), pair(S, S2)], "gothic"),
            flow(II, G, font="gothic"),
            Page([Q, Para("表５　比較（単位：千円）", width=290, align="center"), Gap(40), N], "ipag"),
        ],
    ),
    "t2": (
        "typst",
        [
            flow(B, H),
            flow(replace(A, id="M01t"), R, font="gothic"),
            Page([pair(replace(S, id="M19tl"), replace(S2, id="M19tr"))], "gothic"),
        ],
    ),
    "l2": ("calc", [flow(D), flow(replace(E_, id="M05l")), flow(replace(G, id="M07l")), flow(replace(B, id="M02l"))]),
    "w2": (
        "writer",
        [
            flow(M, J),
            flow(F_, replace(OO, id="M15w"), replace(II, id="M09w")),
            flow(replace(A, id="M01w"), replace(R, id="M18w")),
        ],
    ),
    "i2": ("impress", [flow(T), flow(U)]),
    "p2": (
        "canvas",
        [
            canvas_page(replace(B, id="M02p"), replace(G, id="M07p"), replace(H, id="M08p")),
            canvas_page(K, replace(E_, id="M05p"), manner=Manner(rules_as="rects")),
            canvas_page(replace(C, id="M03p"), replace(J, id="M10p"), manner=Manner(double_text=True)),
            canvas_page(replace(P, id="M16p"), replace(OO, id="M15p"), rotate=270),
            canvas_page(replace(M, id="M13p"), replace(R, id="M18p")),
        ],
    ),
}
