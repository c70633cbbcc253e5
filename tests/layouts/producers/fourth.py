"""A fourth round, read unseen first: each class of layouts that is known to be hard, in several programs."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from producers.canvas import Manner, around, draw, page_of, text
from producers.further import canvas_page, flow, pair
from producers.model import Figures, Gap, Look, Page, Para, Raw, Row, Rule, Table, note
from producers.prose import NARRATIVE
from producers.written import written

f = Figures(4401)


def low(t: Table, r: int, c: int, look: Look) -> Look:
    """Figures at the foot of their row."""
    return replace(look, valign="bottom" if r >= t.head and c >= t.stubs else "middle")


def upright(t: Table, r: int, c: int, look: Look) -> Look:
    tall = c == 0 and r >= t.head and t.span(r, c)[0] > 1
    return replace(look, vertical=tall, align="center" if tall else look.align)


def left_heads(t: Table, r: int, _c: int, look: Look) -> Look:
    return replace(look, align="left" if r < t.head else look.align)


FRAME = written("Q01_frame", "partial rules", "保証種別の状況", "（単位：件、百万円）", [110, 60, 80, 60, 80], """
保証種別|承諾|<|残高|<
^|件数|金額|件数|金額
無担保保証|#c|#p|#c|#p
特別小口保証|#c|#p|#c|#p
創業等関連保証|#c|－|#c|#p
経営力強化保証|#c|#p|#c|△12
合計|#c|#p|#c|#p""", "frame", heads=2, units=[None, "件", "百万円", "件", "百万円"])  # fmt: skip

GROUPS = written("Q02_groups", "partial rules", "制度別の実績", "（単位：件、千円、％）", [90, 55, 75, 50, 55, 75, 50], """
制度|令和５年度|<|<|令和６年度|<|<
^|件数|金額|前年比|件数|金額|前年比
小口零細|#c|#p|#r|#c|#p|#r
流動資産担保|#c|#p|#r|#c|#p|#r
事業承継特別|－|－|－|#c|#p|皆増
セーフティネット|#c|#p|#r|#c|#p|#r
計|#c|#p|#r|#c|#p|#r""", "groups", heads=2, size=8)  # fmt: skip

FIVES = written("Q03_fives", "partial rules", "市町別承諾", "（単位：千円）", [90, 90, 90, 80], """
市町|前年度|当年度|増減率
青山市|#p|#p|#r%
緑川市|#p|#p|△#s%
白浜町|#p|#p|#r%
黒石町|#p|－|皆減
赤坂村|#p|#p|#r%
金沢町|#p|#p|△#s%
銀山町|#p|#p|#r%
藍住村|－|#p|皆増
紫野町|#p|#p|#r%
計|#p|#p|#r%""", "fives", height=14)  # fmt: skip

DOTS = written("Q04_dots_inside", "dotted", "年度別の代位弁済", "（単位：件、百万円、％）", [70, 60, 80, 60, 60], """
年度|件数|金額|うち元本|代弁率
令和２年度|#c|#p|#p|#s
令和３年度|#c|#p|#p|#s
令和４年度|#c|#p|#p|#s
令和５年度|#c|#p|#p|#s
令和６年度|#c|#p|#p|#s""", "dots_inside", units=[None, "件", "百万円", "百万円", "％"])  # fmt: skip

DOTS_UP = written("Q05_dots_upright", "dotted", "出捐金の状況", "（単位：円）", [120, 100, 100, 100], """
出捐者|前年度末|当年度中|当年度末
県|#p|－|#p
市町村|#p|#p|#p
金融機関|#p|△#p|#p
商工団体|#p|－|#p
合計|#p|#p|#p""", "dots_upright")  # fmt: skip

DOUBLE = written("Q06_double_total", "double rules", "会費の状況", "（単位：社、円）", [110, 60, 90, 90], """
会員区分|会員数|会費単価|会費収入
正会員Ａ|#c|60,000|#p
正会員Ｂ|#c|30,000|#p
賛助会員|#c|10,000|#p
合計|#c||#p""", "double_total", units=[None, "社", "円", "円"])  # fmt: skip

THIN_RECTS = written("Q07_rects", "thin rects", "預金の内訳", "（単位：百万円）", [90, 90, 80, 80, 80], """
種類|預入先|前期末|当期末|増減
普通預金|みなと銀行|#p|#p|#m
^|うみべ信用金庫|#p|#p|#m
定期預金|みなと銀行|#p|#p|#m
^|やまて信用組合|#p|#p|#m
計|<|#p|#p|#m""", "grid", stubs=2)  # fmt: skip

THIN_OPEN = written("Q08_rects_open", "thin rects", "人件費の推移", "（単位：千円）", [100, 75, 75, 75], """
科目|第48期|第49期|第50期
役員報酬|#p|#p|#p
給料手当|#p|#p|#p
法定福利費|#p|#p|#p
人件費計|#p|#p|#p""", "rows")  # fmt: skip

FILLS = written("Q09_total_fill", "fills only", "事業の計画と実績", "（単位：百万円、％）", [150, 100, 100, 90, 90], """
区分|計画|<|実績|<
^|金額|構成比|金額|構成比
一般保証|#p|#s|#p|#s
制度融資保証|#p|#s|#p|#s
特定社債保証|#p|#s|－|－
合計|#p|100.0|#p|100.0""", "total_fill", heads=2, size=11, height=24)  # fmt: skip

STRIPES = written("Q10_stripes", "fills only", "会員数の推移", "（単位：人）", [110, 60, 60, 60, 60, 60], """
種別|２年度|３年度|４年度|５年度|６年度
個人正会員|#c|#c|#c|#c|#c
団体正会員|#c|#c|#c|#c|#c
学生会員|－|－|#c|#c|#c
計|#c|#c|#c|#c|#c""", "stripes")  # fmt: skip

BARE3 = written("Q11_three_bare", "borderless heads", "保証債務の異動", "（単位：件、百万円）", [80, 45, 65, 45, 65, 45, 65], """
区分|増加|<|<|<|減少|<
^|保証承諾|<|条件変更|<|償還等|<
^|件数|金額|件数|金額|件数|金額
運転資金|#c|#p|#c|#p|#c|#p
設備資金|#c|#p|#c|#p|#c|#p
運転設備|#c|#p|－|－|#c|#p
計|#c|#p|#c|#p|#c|#p""", "none", heads=3)  # fmt: skip

BARE_LEFT = written("Q12_bare_left", "borderless heads", "収支の見込み", "（単位：千円）", [110, 75, 75, 75, 75], """
科目|令和６年度|<|令和７年度|<
^|当初予算|決算見込|当初予算|増減
受取会費|#p|#p|#p|#m
受取補助金|#p|#p|#p|#m
事業費支出|#p|#p|#p|#m
管理費支出|#p|#p|#p|#m""", "none", heads=2, tweak=left_heads)  # fmt: skip

BARE_POINTS = written("Q13_bare_points", "borderless heads", "運用利回り", "（単位：％、百万円）", [110, 70, 70, 70], """
区分|平均残高|利息収入|利回り
国債|12,345|87|0.705
地方債|8,900|64|0.72
社債|1,200|13|1.1
定期預金|450|－|0.002""", "none")  # fmt: skip

SIDE_L = written("Q14_side_left", "side by side", "歳入", "（単位：千円）", [80, 60, 60], """
科目|予算|決算
会費|#p|#p
補助金|#p|#p
寄附金|#p|－
雑入|#p|#p
計|#p|#p""", "grid", size=8, height=14)  # fmt: skip
SIDE_R = written("Q14_side_right", "side by side", "歳出", "（単位：千円）", [80, 60, 60], """
科目|予算|決算
事業費|#p|#p
管理費|#p|#p
計|#p|#p""", "grid", size=8, height=20)  # fmt: skip

THREE = [
    written(f"Q15_three_{n}", "side by side", name, "（件、百万円）", [52, 32, 46], "\n".join(["地区|件数|金額", *[f"{x}|#c|#p" for x in labels]]),
            "h3", size=7.5, height=13)
    for n, name, labels in (("left", "東部", ("一区", "二区", "三区")), ("middle", "中部", ("四区", "五区", "六区")), ("right", "西部", ("七区", "八区", "九区")))
]  # fmt: skip

BESIDE = written("Q16_beside", "beside text", "事故報告の受付", "（単位：件、百万円）", [70, 45, 60, 50], """
区分|件数|金額|前年比
延滞|#c|#p|#r
破産|#c|#p|#r
条件変更|#c|#p|#r
計|#c|#p|#r""", "h3", size=8)  # fmt: skip
BESIDE_BARE = written("Q17_beside_bare", "beside text", "相談件数", "（単位：件）", [80, 50, 50], """
相談方法|５年度|６年度
来所|#c|#c
電話|#c|#c
訪問|#c|#c
計|#c|#c""", "none", size=9)  # fmt: skip

DIAGONAL = written("Q18_diagonal_two_rows", "diagonals", "保証料率の区分", "（単位：％）", [100, 60, 60, 60, 60], """
区分/制度|責任共有対象|<|責任共有対象外|<
^|一般|特別|一般|特別
区分１|1.90|1.62|2.20|1.88
区分２|1.75|1.49|2.00|1.71
区分３|1.55|1.32|1.80|1.54""", "grid", heads=2)  # fmt: skip
STRUCK = written("Q19_struck_cells", "diagonals", "補助事業の執行", "（単位：円）", [120, 80, 80, 80], """
事業|交付決定|確定額|返還額
専門家派遣|#p|#p|
販路開拓|#p|#p|#p
人材育成|#p|#p|""", "grid")  # fmt: skip

VERTICAL = written("Q20_upright", "vertical labels", "資金収支", "（単位：千円）", [28, 110, 80, 80, 80], """
区　分|<|予算|実績|差
経常活動|会費収入|#p|#p|#m
^|事業収入|#p|#p|#m
^|人件費支出|#p|#p|#m
^|小計|#p|#p|#m
投資活動|積立資産取崩|#p|#p|#m
^|設備取得|#p|#p|#m
^|小計|#p|#p|#m
合計|<|#p|#p|#m""", "grid", stubs=2, tweak=upright, height=18)  # fmt: skip
VERTICAL_TWO = written("Q21_upright_two", "vertical labels", "求償権の管理", "（単位：件、千円）", [24, 80, 60, 55, 75], """
種別|<|<|件数|金額
有担保|法人|製造|#c|#p
^|^|その他|#c|#p
^|個人|<|#c|#p
無担保|法人|製造|#c|#p
^|^|その他|#c|#p
^|個人|<|#c|#p""", "grid", stubs=3, tweak=upright, height=18)  # fmt: skip

WRAPPED_LOW = written("Q22_low_values", "wrapped labels", "補助金等の内訳", "（単位：円）", [150, 90, 90, 80], """
補助金等の名称|前期末残高|当期受入|当期末残高
地域中小企業応援ファンド/事業助成金|#p|#p|#p
海外展開支援補助金|#p|#p|#p
事業承継・引継ぎ支援センター/運営費補助金（国庫補助/分に限る）|#p|#p|#p
人材確保対策費|#p|－|#p
合計|#p|#p|#p""", "h3", tweak=low)  # fmt: skip
WRAPPED_HEADS = written("Q23_wrapped_heads", "wrapped labels", "資産運用の明細", "（単位：百万円、％）", [110, 60, 60, 65, 55], """
銘柄/（発行体）|取得/価額|時価/評価額|評価損益/（参考）|表面/利率
第１回みなと県債/（みなと県）|#p|#p|#m|0.35
第７回うみべ市債/（うみべ市）|#p|#p|#m|0.21
第３回鉄道債|#p|#p|#m|0.88
計|#p|#p|#m|""", "rows", tweak=low)  # fmt: skip

TWICE = written("Q24_same_label", "same label", "貸借対照表", "（単位：円）", [150, 90, 90, 90], """
科目|当年度|前年度|増減
Ⅰ　資産の部|||
１．流動資産|||
　現金預金|#p|#p|#m
　未収金|#p|#p|#m
　流動資産合計|#p|#p|#m
２．固定資産|||
（１）特定資産|||
　建物|#p|#p|#m
　什器備品|#p|#p|#m
　特定資産合計|#p|#p|#m
（２）その他固定資産|||
　建物|#p|#p|#m
　什器備品|#p|－|#m
　その他固定資産合計|#p|#p|#m
　資産合計|#p|#p|#m""", "head_grid", height=13,
    parents={8: "資産の部 > 固定資産 > 特定資産", 12: "資産の部 > 固定資産 > その他固定資産", 13: "資産の部 > 固定資産 > その他固定資産"})  # fmt: skip
TWICE_MERGED = written("Q25_same_merged", "same label", "担保別・業種別", "（単位：件）", [70, 80, 60, 60], """
担保|業種|５年度|６年度
有|製造業|#c|#c
^|建設業|#c|#c
^|小計|#c|#c
無|製造業|#c|#c
^|建設業|#c|#c
^|小計|#c|#c
合計|<|#c|#c""", "grid", stubs=2, parents={1: "有", 4: "無", 5: "無"})  # fmt: skip

LAST_LINE = written("Q26_sum_on_last", "sum on last line", "事業費の明細", "（単位：円）", [150, 90, 90], """
科目|内訳|金額
事業費||
　給料手当|#p|
　旅費交通費|#p|
　委託費|#p|#p
管理費||
　役員報酬|#p|
　賃借料|#p|
　租税公課|#p|#p
計||#p""", "accounts", height=13)  # fmt: skip

INNER3 = written("Q27_three_amounts", "inner and outer", "損益計算書", "（単位：千円）", [150, 75, 75, 75], """
科目|金額|<|<
経常収益|||
　事業収益|||
　　受取保証料|#p||
　　受取利息|#p|#p|
　その他収益||#p|#p
経常費用|||
　事業費用|||
　　信用保険料|#p||
　　支払利息|#p|#p|
　管理費用||#p|#p
当期利益|||#m""", "accounts", height=13)  # fmt: skip
INNER_LINES = written("Q28_lines_below", "inner and outer", "収支計算書", "（単位：円）", [160, 90, 90], """
科目|内訳額|合計額
Ⅰ　収入||
　会費収入|#p|
　寄附金収入|#p|
　収入計||#p
Ⅱ　支出||
　事業支出|#p|
　管理支出|#p|
　支出計||#p
差引残高||#m""", "none", height=14,
    tweak=lambda t, r, c, look: replace(look, bottom=Rule(0.5) if (r, c) in ((3, 1), (7, 1), (8, 2), (9, 2)) else None))  # fmt: skip

SHEET = written("Q29_uneven_sides", "two-sided sheets", "貸借対照表（令和７年３月31日）", "（単位：百万円）", [105, 80, 115, 80], """
（資産の部）|<|（負債の部）|<
科目|金額|科目|金額
流動資産|#p|流動負債|#p
　現金及び預金|#p|　未払金|#p
　前払費用|#p|　預り金|#p
固定資産|#p|固定負債|#p
　建物|#p|　退職給付引当金|#p
　土地|#p|（純資産の部）|
　電話加入権|1|　資本金|#p
　敷金|#p|　利益剰余金|△#p
資産合計|#p|負債・純資産合計|#p""", "columns", heads=2, height=14)  # fmt: skip
SHEET_YEARS = written("Q30_sides_years", "two-sided sheets", "比較貸借対照表", "（単位：千円）", [80, 62, 62, 80, 62, 62], """
資産|<|<|負債及び正味財産|<|<
科目|５年度|６年度|科目|５年度|６年度
現金|#p|#p|借入金|#p|#p
預け金|#p|#p|引当金|#p|#p
貸付金|#p|#p|基本金|#p|#p
その他|－|#p|剰余金|△#p|#p
計|#p|#p|計|#p|#p""", "rows", heads=2, size=8)  # fmt: skip
SHEET_BARE = written("Q31_sides_bare", "two-sided sheets", "財産の状況", "（単位：円）", [90, 80, 100, 80], """
借方|<|貸方|<
現金|#p|責任準備金|#p
有価証券|#p|借入金|#p
保証債務見返|#p|保証債務|#p
雑勘定|#p|基本財産|#p
合計|#p|合計|#p""", "none", heads=1)  # fmt: skip

UNITS4 = written("Q32_four_units", "units", "主要指標", "（単位：件、百万円、％、人）", [90, 50, 70, 55, 60, 60], """
年度|承諾件数|承諾金額|前年度比|職員数|一人当たり承諾金額
令和４|#c|#p|#r|88|#p
令和５|#c|#p|#r|90|#p
令和６|#c|#p|#r|91|#p""", "grid", size=8, units=[None, "件", "百万円", "％", "人", "百万円"])  # fmt: skip
UNITS_ROW = written("Q33_unit_rows", "units", "協会の概況", None, [110, 50, 80, 80], """
項目|単位|令和５年度|令和６年度
保証利用企業者数|企業|#c|#c
保証債務残高|億円|#p|#p
平均代弁率|％|1.23|1.31
役職員数|人|88|91
一件当たり承諾額|千円|#p|#p""", "rows", stubs=2, units={1: "企業", 2: "億円", 3: "％", 4: "人", 5: "千円"})  # fmt: skip
UNITS_LABEL = written("Q34_unit_labels", "units", "財務の要約", None, [150, 80, 80, 80], """
決算年月|平成30年３月|平成31年３月|令和２年３月
経常収益（百万円）|#p|#p|#p
正味財産額（百万円）|#p|#p|#p
一口当たり純資産額（円）|#s|#s|#s
自己資本比率（％）|#s|#s|#s
従業員数（人）|#c|#c|#c""", "h3",
    units={1: "百万円", 2: "百万円", 3: "円", 4: "％", 5: "人"})  # fmt: skip
UNITS_HEAD = written("Q35_unit_heads", "units", "団体別の助成", None, [110, 70, 80, 80, 70], """
団体名|件数/（件）|交付額/（千円）|総事業費/（千円）|補助率/（％）
商工会|#c|#p|#p|#s
商工会議所|#c|#p|#p|#s
中央会|#c|#p|#p|#s
計|#c|#p|#p|#s""", "double", units=[None, "件", "千円", "千円", "％"])  # fmt: skip
UNITS_FIRST = written("Q36_unit_first", "units", "特別会計の推移", None, [100, 70, 80, 80, 60], """
区分|利用者|収入|支出|執行率
|人|千円|千円|％
会館|#c|#p|#p|#r
駐車場|#c|#p|#p|#r
計|#c|#p|#p|#r""", "accounts", heads=[1, 2], units=[None, "人", "千円", "千円", "％"])  # fmt: skip

LONG_A = written("Q37_long", "over pages", "職員研修の実績", "（単位：人、千円）", [170, 70, 80], "\n".join(
    ["研修名|参加者|経費", *[f"第{n}回{x}研修|#c|#p" for n, x in enumerate(("新任", "中堅", "管理職", "財務", "法務", "接遇", "債権管理", "情報") * 3, 1)]]),
    "grid", units=[None, "人", "千円"])  # fmt: skip
LONG_B = written("Q37_long_b", "over pages", None, None, [170, 70, 80], "\n".join(
    ["研修名|参加者|経費", *[f"第{n}回{x}研修|#c|#p" for n, x in enumerate(("新任", "中堅", "管理職", "財務", "法務"), 25)], "合計|#c|#p"]),
    "grid")  # fmt: skip
PLAIN_A = written("Q38_plain", "over pages", "取引先一覧", "（単位：百万円）", [150, 90, 90], "\n".join(
    ["取引先|前期|当期", *[f"みなと第{n}工業|#p|#p" for n in range(1, 33)]]), "rows")  # fmt: skip
PLAIN_B = written("Q38_plain_b", "over pages", None, None, [150, 90, 90], "\n".join(
    [f"みなと第{n}工業|#p|#p" for n in range(33, 40)]), "rows", heads=0)  # fmt: skip
APART_A = written("Q39_apart_one", "not over pages", "役員の状況", "（単位：千円）", [120, 80, 80], "\n".join(
    ["役職|報酬|賞与", *[f"{x}|#p|#p" for x in ("会長", "副会長", "専務理事", "常務理事", "監事") * 6]]), "grid")  # fmt: skip
APART_B = written("Q39_apart_two", "not over pages", None, None, [120, 80, 80], """
職種|人数|平均給与
事務職|#c|#p
技術職|#c|#p
嘱託|#c|#p""", "grid")  # fmt: skip

BLANK = written("Q40_blank_labels", "blank or merged", "備品の状況", "（単位：台、円）", [80, 100, 60, 80], """
区分|品名|台数|取得価額
車両|普通車|#c|#p
|軽自動車|#c|#p
電算機|サーバ|#c|#p
|端末|#c|#p
|複合機|#c|#p""", "grid", stubs=2, units=[None, None, "台", "円"])  # fmt: skip
MERGED_OPEN = written("Q41_merged_open", "blank or merged", "費用の内訳", "（単位：千円）", [70, 100, 80, 80], """
区分|費目|予算|決算
人件費|給料|#p|#p
^|賞与|#p|#p
^|退職金|#p|－
物件費|印刷費|#p|#p
^|通信費|#p|#p
総計|<|#p|#p""", "rows", stubs=2)  # fmt: skip

MARKS = written("Q42_marks", "notes", "基金の状況", "（単位：百万円）", [130, 90, 90, 90], """
基金名|５年度末|６年度末※１|増減
基本基金|#p|#p|#m
特別基金※２|#p|#p|#m
積立基金|#p|#p|#m""", "booktabs")  # fmt: skip
ERRATA = written("Q43_errata", "errata", "正誤表", None, [150, 120, 120], """
箇所|誤|正
２頁　保証承諾件数|5,355|5,535
４頁　代位弁済額|3,066|3,606
９頁　回収率|12.3|13.2""", "grid")  # fmt: skip

ROTATED = written("Q44_rotated", "rotated", "地区別・月別の利用", "（単位：人）", [60, *[45] * 6], """
地区|４月|５月|６月|７月|８月|９月
東|#c|#c|#c|#c|#c|#c
西|#c|#c|#c|#c|#c|#c
南|#c|#c|#c|#c|#c|#c
計|#c|#c|#c|#c|#c|#c""", "groups")  # fmt: skip
ROTATED_BARE = written("Q45_rotated_bare", "rotated", "制度別の残高", "（単位：百万円）", [100, 80, 80, 70], """
制度|前年度末|当年度末|前年比
一般|#p|#p|#r
小口|#p|#p|#r
特別|－|#p|皆増
計|#p|#p|#r""", "none")  # fmt: skip

MONTHS = written("Q46_months_years", "monthly", "月別の推移", "（単位：件、千円）", [60, 40, 55, 75, 55, 75], """
年月|<|申込|<|承諾|<
^|^|件数|金額|件数|金額
令和６年|４月|#c|#p|#c|#p
^|５月|#c|#p|#c|#p
^|６月|#c|#p|#c|#p
^|７月|#c|#p|#c|#p
^|８月|#c|#p|#c|#p
令和７年|１月|#c|#p|#c|#p
^|２月|#c|#p|#c|#p
^|３月|#c|#p|#c|#p
合計|<|#c|#p|#c|#p""", "grid", heads=2, stubs=2, height=14)  # fmt: skip
MONTHS_ACROSS = written("Q47_months_across", "monthly", "月次残高", "（単位：億円）", [46, *[34] * 12], "\n".join(
    ["区分|" + "|".join(f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)),
     *[x + "|#s" * 12 for x in ("一般", "特別", "合計")]]), "dots_upright", size=6.5, height=12)  # fmt: skip

NARROW = written("Q48_narrow", "page sizes", "会員の状況", "（単位：名）", [90, 50, 50, 50], """
種別|期首|入退会|期末
正会員|#c|△3|#c
賛助会員|#c|12|#c
名誉会員|5|－|5
計|#c|9|#c""", "rows", size=8)  # fmt: skip
WIDE = written("Q49_wide", "page sizes", "金融機関別・年度別の保証承諾", "（単位：件、百万円）", [110, *[44, 62] * 8], "\n".join(
    ["金融機関|" + "|<|".join(f"令和{y}年度" if y > 1 else "令和元年度" for y in range(1, 9)) + "|<", "^" + "|件数|金額" * 8,
     *[x + "|#c|#p" * 8 for x in ("みなと銀行", "うみべ銀行", "やまて信用金庫", "かわかみ信用組合", "商工組合中央金庫", "その他", "合計")]]),
    "open", heads=2)  # fmt: skip

FOOT = written("Q50_foot_close", "foot of the table", "延滞の状況", "（単位：件、百万円）", [100, 70, 80, 70], """
延滞期間|件数|金額|構成比
３か月未満|#c|#p|#s
３か月以上６か月未満|#c|#p|#s
６か月以上|#c|#p|#s
計|#c|#p|100.00""", "h3")  # fmt: skip
FOOT_BARE = written("Q51_foot_bare", "foot of the table", "利用企業の規模", "（単位：企業）", [100, 70, 70], """
従業員数|５年度|６年度
５人以下|#c|#c
６人～20人|#c|#c
21人以上|#c|#c
計|#c|#c""", "none")  # fmt: skip

CELLS = written("Q52_odd_cells", "odd cells", "事業評価", "（単位：千円、％）", [110, 75, 75, 60, 60], """
事業|計画|実績|達成率|前年比
相談事業|(1,200)|(1,150)|(95.8)|…
講習会|[3,400]|[3,501]|[103.0]|皆増
広報|±0|▲15|－|皆減
調査|500|0|0.0|△100.0
基金|1,000|1,234.5|123.45|+23.5%
予備費|―|―|―|―""", "grid")  # fmt: skip
TWO_IN_CELL = written("Q53_two_in_cell", "odd cells", "入札の状況", "（単位：件、千円）", [110, 90, 90], """
区分|５年度|６年度
一般競争|12 (10)|15 (13)
指名競争|8 (8)|6 (5)
随意契約|21 (－)|19 (2)
計|41 (18)|40 (20)""", "h3")  # fmt: skip


def _diagonals() -> Page:
    def make(canvas: Canvas) -> None:
        around(canvas, DIAGONAL, 60, 770)
        shown = replace(DIAGONAL, rows=[["", *DIAGONAL.rows[0][1:]], *DIAGONAL.rows[1:]])
        y = draw(canvas, shown, 60, 770) - 60
        canvas.setLineWidth(0.5)
        canvas.line(60, 770, 160, 770 - 32)
        text(canvas, 156, 758, "制度", 9, "right")
        text(canvas, 64, 742, "区分", 9)
        around(canvas, STRUCK, 60, y)
        draw(canvas, STRUCK, 60, y)
        for row in (1, 3):
            canvas.line(60 + 280, y - 16 * row - 16, 60 + 360, y - 16 * row)

    return page_of(make, replace(DIAGONAL, spellings={(0, 0): ["制度区分", "区分制度"]}), STRUCK)


def _small_page() -> Page:
    def make(canvas: Canvas) -> None:
        canvas.setPageSize((298.0, 420.0))
        text(canvas, 30, 385, "２　会員の動き", 11)
        around(canvas, NARROW, 30, 350)
        draw(canvas, NARROW, 30, 350)

    return page_of(make, NARROW)


def _large_page() -> Page:
    def make(canvas: Canvas) -> None:
        canvas.setPageSize((1190.0, 842.0))
        around(canvas, WIDE, 70, 700)
        draw(canvas, WIDE, 70, 700)

    return page_of(make, WIDE)


def _organisation() -> Page:
    """Boxes with lines between them: no table."""

    def make(canvas: Canvas) -> None:
        text(canvas, 60, 780, "組織図（令和７年４月１日現在）", 12)
        boxes = {"会長": (260, 720), "専務理事": (260, 670), "総務部（12名）": (100, 600), "業務部（45名）": (260, 600), "管理部（23名）": (420, 600),
                 "総務課": (60, 540), "経理課": (150, 540), "保証一課": (240, 540), "保証二課": (330, 540), "回収課": (430, 540)}  # fmt: skip
        for name, (x, y) in boxes.items():
            canvas.rect(x, y, 80, 22, stroke=1, fill=0)
            text(canvas, x + 40, y + 8, name, 8, "center")
        for x0, y0, x1, y1 in (
            (300, 720, 300, 692), (300, 670, 300, 640), (140, 640, 460, 640), (140, 640, 140, 622), (300, 640, 300, 622), (460, 640, 460, 622),
            (140, 600, 140, 580), (100, 580, 190, 580), (100, 580, 100, 562), (190, 580, 190, 562), (300, 600, 300, 580), (280, 580, 370, 580),
            (280, 580, 280, 562), (370, 580, 370, 562), (460, 600, 460, 562),
        ):  # fmt: skip
            canvas.line(x0, y0, x1, y1)
        text(canvas, 60, 500, "役職員数　80名（うち役員５名、嘱託11名）", 9)

    return page_of(make)


def _steps() -> Page:
    """A flow of boxes and a calendar of dates in lines: no table."""
    items = ((1, "申込受付", "３営業日以内"), (2, "審査・面談", "７営業日程度"), (3, "保証承諾の通知", "翌営業日"), (4, "融資の実行", "承諾から90日以内"))  # fmt: skip
    boxes = "".join(
        f'<div style="border:0.8pt solid #333;padding:5pt 10pt;width:220pt;margin:0 0 0 60pt">{n}　{name}（{days}）</div>'
        '<div style="margin-left:160pt">▼</div>'
        for n, name, days in items
    )
    return Page([Para("３　ご利用の流れ", size=12), Raw(boxes), Para(NARRATIVE[0]), Para("受付時間　９時から17時まで（12時から13時を除く。）"),
                 Para("令和６年10月１日から令和７年３月31日までに申し込まれたもののうち、1,234件（全体の56.7％）が該当した。")], "ipag")  # fmt: skip


def _after(table: Table, *lines: str) -> list[Any]:
    return [note(table, str(table.caption), "left", 10), *([note(table)] if table.unit else []), table,
            *[Para(line, size=8, after=0, width=sum(table.widths) + 60) for line in lines], Gap(24)]  # fmt: skip


def _long_pages(top: Table, rest: Table) -> list[Page]:
    return [Page([note(top, str(top.caption), "left", 10), note(top), top]), Page([rest, Gap(30), Para(NARRATIVE[2])])]


BESIDE_TEXT = (
    "　事故報告は、延滞が全体の６割を占め、254件、3,066百万円となった。",
    "　このうち破産によるものは38件（前年度比102.3％）、条件変更の後に事故となったものは71件であった。",
)


def _beside(table: Table, before: bool) -> Row:
    block = (sum(table.widths), [note(table, str(table.caption), "left", 9), note(table), table])
    words = (230.0, [Para(x, size=9) for x in BESIDE_TEXT])
    return Row([block, words] if before else [words, block], 14)


FILES = {
    "chromium": ("chromium", [
        flow(DOTS, STRIPES, TWICE_MERGED),
        Page([pair(SIDE_L, SIDE_R), Gap(30), _beside(BESIDE, False), Gap(30), *_after(ERRATA)], "gothic"),
        flow(VERTICAL, SHEET_YEARS),
        *_long_pages(LONG_A, LONG_B),
        Page([*_after(FOOT, "（注）１．件数は企業者数ではなく保証口数である。", "　　　２．構成比は四捨五入のため、合計が100にならないことがある。"),
              *_after(MARKS, "※１　令和７年３月31日現在の速報値である。", "※２　令和５年度に500百万円を繰り入れた。")]),
        _steps(),
    ]),
    "chromium_tagged": ("chromium_tagged", [
        flow(BARE_LEFT, UNITS_FIRST), flow(replace(GROUPS, id="Q02ct"), CELLS), flow(INNER_LINES, replace(WRAPPED_HEADS, id="Q23ct")),
    ]),
    "typst": ("typst", [
        flow(DOTS_UP, BARE3), Page([Row([(sum(t.widths), [note(t, str(t.caption), "left", 9), note(t), t]) for t in THREE], 16), Gap(20),
                                    _beside(BESIDE_BARE, True)], "ipag"),
        flow(SHEET_BARE, MONTHS_ACROSS), flow(replace(FRAME, id="Q01t"), replace(STRIPES, id="Q10t"), UNITS_ROW),
    ]),
    "calc": ("calc", [
        flow(DOUBLE), flow(SHEET), flow(replace(VERTICAL_TWO)), *_long_pages(PLAIN_A, PLAIN_B)[:1],
        Page([PLAIN_B, Gap(30), Para("以上")]), flow(MONTHS), flow(replace(FIVES, id="Q03l")),
    ]),
    "writer": ("writer", [
        flow(FRAME, BLANK), flow(BARE_POINTS, UNITS_HEAD), flow(WRAPPED_HEADS, LAST_LINE),
        Page([note(APART_A, "役員の状況", "left", 10), note(APART_A), APART_A]), Page([APART_B, Gap(30), Para(NARRATIVE[1])]),
        flow(replace(TWICE, id="Q24w")),
    ]),
    "impress": ("impress", [flow(FILLS), flow(replace(UNITS_LABEL, size=12, height=26, widths=[200, 110, 110, 110]))]),
    "canvas": ("canvas", [
        canvas_page(replace(FIVES, size=8), TWICE, manner=Manner(rules_as="rects")),
        _diagonals(), canvas_page(THIN_RECTS, THIN_OPEN, manner=Manner(rules_as="rects")),
        canvas_page(ROTATED, ROTATED_BARE, rotate=90), _small_page(), _large_page(), _organisation(),
        canvas_page(WRAPPED_LOW, INNER3, manner=Manner(double_text=True)),
        canvas_page(GROUPS, TWO_IN_CELL, replace(UNITS4, id="Q32p")),
    ]),
    "fpdf": ("fpdf", [
        flow(UNITS4, MERGED_OPEN), flow(replace(BARE3, id="Q11f"), replace(UNITS_LABEL, id="Q34f")),
        flow(replace(STRIPES, id="Q10f", rules="zebra"), replace(THIN_OPEN, id="Q08f", rules="lines")),
        Page([*_after(FOOT_BARE, "（注）　従業員数は申込時の人数で、役員を含まない。")]),
        flow(replace(SHEET, id="Q29f"), replace(DOUBLE, id="Q06f", rules="open")),
    ]),
}  # fmt: skip
