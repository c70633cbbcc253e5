"""A sixth round, read unseen first."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace
from typing import Any

from producers.canvas import Manner
from producers.fourth import low, upright
from producers.further import canvas_page, flow, pair
from producers.model import Gap, Page, Para, Row, Table, note
from producers.prose import NARRATIVE
from producers.written import written

LADDER = written("T01_ladder", "partial rules", "求償権残高の推移", "（単位：先、百万円）", [90, 50, 75, 50, 75], """
区分|前期末|<|当期末|<
^|先数|残高|先数|残高
法人|#c|#p|#c|#p
個人|#c|#p|#c|#p
計|#c|#p|#c|#p""", "columns", heads=2, height=15, units=[None, "先", "百万円", "先", "百万円"])  # fmt: skip
HALF = written("T02_half", "partial rules", "決算の概要", "（単位：千円）", [130, 85, 85, 85], """
項目|予算|決算|差異
収入合計|#p|#p|#m
支出合計|#p|#p|#m
収支差額|#p|#p|#m""", "open",
    tweak=lambda t, r, c, look: replace(look, left=look.left if c == 1 else None, right=look.right if c == 0 else None))  # fmt: skip
DOTS = written("T03_dots", "dotted", "期間別の代位弁済", "（単位：件、千円、％）", [110, 60, 80, 60], """
経過期間|件数|金額|構成比
６月以内|#c|#p|#s
６月超１年以内|#c|#p|#s
１年超２年以内|#c|#p|#s
２年超|#c|#p|#s
計|#c|#p|100.00""", "hdots", units=[None, "件", "千円", "％"], signs=("－", "…"))  # fmt: skip
DOUBLE = written("T04_double", "double rules", "会員の増減", "（単位：名）", [110, 70, 70, 70, 70], """
種別|期首|入会|退会|期末
正会員|#c|12|△4|#c
準会員|#c|3|△1|#c
合計|#c|15|△5|#c""", "double_total")  # fmt: skip
RECTS = written("T05_rects", "thin rects", "受託業務の状況", "（単位：件、円）", [60, 100, 60, 90, 90], """
委託元|業務|件数|受託額|完了額
県|調査|#c|#p|#p
^|研修|#c|#p|#p
市|調査|#c|#p|－
^|広報|#c|#p|#p
計|<|#c|#p|#p""", "rows", stubs=2, units=[None, None, "件", "円", "円"])  # fmt: skip
FILL = written("T06_fill", "fills only", "中期計画の数値目標", "（単位：百万円、先）", [140, 70, 70, 70, 70], """
指標|基準値|令和４年度|令和５年度|令和６年度
創業保証承諾額|#p|#p|#p|#p
支援先数|#c|#c|#c|#c
専門家派遣先数|#c|#c|#c|#c""", "zebra", units={1: "百万円", 2: "先", 3: "先"})  # fmt: skip
FILL_HEAD = written("T07_fill_heads", "fills only", "借入金の状況", "（単位：千円、％）", [90, 80, 80, 80, 60], """
借入先|前期末|当期|<|利率
^|^|借入|返済|^
県|#p|#p|#p|0.50
銀行|#p|－|#p|1.25
計|#p|#p|#p|""", "total_fill", heads=2)  # fmt: skip
BARE = written("T08_bare_three", "borderless heads", "加入と脱退", "（単位：人、千円）", [80, 50, 65, 50, 65, 50, 65], """
制度|加入|<|脱退|<|年度末|<
^|人数|掛金|人数|返戻金|人数|積立金
共済Ａ|#c|#p|#c|#p|#c|#p
共済Ｂ|#c|#p|－|－|#c|#p
計|#c|#p|#c|#p|#c|#p""", "none", heads=2, units=[None, "人", "千円", "人", "千円", "人", "千円"])  # fmt: skip
BARE_ONE = written("T09_bare_indent", "borderless heads", "活動計算書", "（単位：円）", [170, 90, 90], """
科目|当年度|前年度
Ⅰ　経常収益||
　１　受取会費||
　　正会員受取会費|#p|#p
　　賛助会員受取会費|#p|#p
　２　事業収益||
　　受託収益|#p|#p
　経常収益計|#p|#p
Ⅱ　経常費用||
　１　事業費|#p|#p
　２　管理費|#p|#p
　経常費用計|#p|#p
　当期経常増減額|#m|#m""", "none", height=14, parents={3: "経常収益 > 1受取会費", 6: "経常収益 > 2事業収益", 9: "経常費用"})  # fmt: skip
PAIR_L = written("T10_pair_left", "side by side", "承諾", "（単位：件）", [60, 45, 45], """
月|前年|本年
４月|#c|#c
５月|#c|#c
６月|#c|#c
計|#c|#c""", "none", size=8.5)  # fmt: skip
PAIR_R = written("T10_pair_right", "side by side", "残高", "（単位：億円）", [60, 45, 45], """
月|前年|本年
４月|#s|#s
５月|#s|#s
６月|#s|#s
計|#s|#s""", "none", size=8.5)  # fmt: skip
BESIDE = written("T11_beside", "beside text", "会議の開催", "（単位：回、人）", [80, 45, 55], """
会議|回数|出席者
総会|1|#c
理事会|6|#c
部会|12|#c""", "h3", size=8.5, units=[None, "回", "人"])  # fmt: skip
VERT = written("T12_vertical", "vertical labels", "貸借の概要", "（単位：千円）", [26, 120, 90, 90], """
部|科目|前期|当期
資産|現金預金|#p|#p
^|有価証券|#p|#p
^|固定資産|#p|#p
負債|借入金|#p|#p
^|引当金|#p|#p
差引|<|#p|#p""", "grid", stubs=2, tweak=upright, height=18, parents={2: "資産", 5: "負債"})  # fmt: skip
VERT_STACK = written("T13_stacked", "vertical labels", "運用収支", "（単位：円）", [24, 100, 90, 90], """
区|内容|予算|実績
収/入|利息|#p|#p
^|配当|#p|#p
支/出|手数料|#p|#p
^|その他|－|#p""", "open", stubs=2, height=18)  # fmt: skip
WRAP = written("T14_wrap", "wrapped labels", "委託事業一覧", "（単位：千円）", [140, 75, 75, 75], """
事業名|令和４年度|令和５年度|令和６年度
地域未来投資促進に係る/計画作成支援|#p|#p|#p
下請かけこみ寺|#p|#p|#p
よろず支援拠点（サテラ/イトを含む。）の運営に/要する経費|#p|#p|#p
計|#p|#p|#p""", "none", tweak=low, height=18)  # fmt: skip
SAME = written("T15_same", "same label", "予算の補正", "（単位：千円）", [60, 60, 80, 75, 75], """
会計|款|項|当初|補正後
一般|収入|会費|#p|#p
^|^|雑入|#p|#p
^|支出|会議費|#p|#p
^|^|雑費|#p|#p
特別|収入|会費|#p|#p
^|支出|雑費|#p|#p""", "grid", stubs=3, parents={1: "一般 > 収入", 4: "一般 > 支出", 6: "特別 > 支出"})  # fmt: skip
LAST = written("T16_last", "sum on last line", "一般管理費", "（単位：円）", [160, 85, 95], """
科目|金額|小計
Ⅰ　人件費||
　役員報酬|#p|
　職員給料|#p|
　福利厚生費|#p|#p
Ⅱ　事務費||
　旅費交通費|#p|
　通信運搬費|#p|#p
合計||#p""", "columns", height=13)  # fmt: skip
INNER = written("T17_inner", "inner and outer", "当期業績", "（単位：百万円）", [160, 80, 80], """
区分|金額|<
Ⅰ　営業収益||#p
Ⅱ　営業費用||
　販売費|#p|
　管理費|#p|#p
営業利益||#m
Ⅲ　営業外収益||#p
経常利益||#m""", "h3", height=14)  # fmt: skip
SHEET = written("T18_sheet", "two-sided sheets", "収支計算書（令和６年度）", "（単位：円）", [100, 85, 100, 85], """
支出の部|<|収入の部|<
科目|決算額|科目|決算額
人件費|#p|会費|#p
事業費|#p|補助金|#p
管理費|#p|前期繰越金|#p
次期繰越金|#p||
合計|#p|合計|#p""", "none", heads=2)  # fmt: skip
UNITS = written("T19_units", "units", "実績の推移", None, [120, 70, 70, 70], """
|６月期|９月期|12月期
売上高（千円）|#p|#p|#p
来場者数（千人）|#c|#c|#c
客単価（円）|#c|#c|#c
前年同期比（％）|#r|#r|#r""", "rows", units={1: "千円", 2: "千人", 3: "円", 4: "％"})  # fmt: skip
UNITS_BELOW = written("T20_units_head", "units", "施設別の収支", None, [90, 90, 90, 80], """
施設|収入額（千円）|支出額（千円）|稼働率（％）
東館|#p|#p|#s
西館|#p|#p|#s
計|#p|#p|#s""", "box", units=[None, "千円", "千円", "％"])  # fmt: skip
LONG = written("T21_long", "over pages", "助成先一覧", "（単位：千円）", [40, 170, 80, 80], "\n".join(
    ["番号|団体名|申請額|交付額", *[f"{n}|第{n}まちづくり協議会|#p|#p" for n in range(1, 38)]]), "grid", stubs=2)  # fmt: skip
LONG_B = written("T21_long_b", "over pages", None, None, [40, 170, 80, 80], "\n".join(
    ["番号|団体名|申請額|交付額", *[f"{n}|第{n}まちづくり協議会|#p|#p" for n in range(38, 44)], "|計|#p|#p"]), "grid", stubs=2)  # fmt: skip
OPEN_A = written("T22_open", "over pages", "固定資産台帳", "（単位：円）", [150, 90, 90], "\n".join(
    ["資産名|取得価額|簿価", *[f"備品第{n}号|#p|#p" for n in range(1, 34)]]), "h3")  # fmt: skip
OPEN_B = written("T22_open_b", "over pages", None, None, [150, 90, 90], "\n".join(
    ["資産名|取得価額|簿価", *[f"備品第{n}号|#p|#p" for n in range(34, 40)], "計|#p|#p"]), "h3")  # fmt: skip
NOTED = written("T23_noted", "notes", "審査の状況", "（単位：件）", [110, 65, 65, 65], """
区分|受付|承諾|取下げ*
新規|#c|#c|#c
更新（※）|#c|#c|#c
計|#c|#c|#c""", "groups")  # fmt: skip
TURNED = written("T24_turned", "rotated", "地域別の指標", "（単位：％）", [70, *[48] * 6], """
地域|R1|R2|R3|R4|R5|R6
北部|#s|#s|#s|#s|#s|#s
中部|#s|#s|#s|#s|#s|#s
南部|#s|#s|#s|#s|#s|#s""", "grey")  # fmt: skip
MONTHS = written("T25_months", "monthly", "月別の売上", "（単位：千円）", [60, *[36] * 12], "\n".join(
    ["店舗|" + "|".join(f"{m}月" for m in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), *[x + "|#c" * 12 for x in ("本店", "駅前店", "合計")]]),
    "grid", size=6.5, height=12)  # fmt: skip
ODD = written("T26_odd", "odd cells", "比較の結果", "（単位：百万円、％）", [100, 70, 70, 70, 70], """
区分|前年|本年|増減額|増減率
甲|0|120|120|皆増
乙|85|0|△85|皆減
丙|―|―|―|―
丁|1,200|1,200|0|0.0
戊|△15|△3|12|－""", "h3")  # fmt: skip
FOOT = written("T27_foot", "foot of the table", "配当の状況", "（単位：円、％）", [110, 75, 75, 75], """
決算期|１株配当|配当性向|純資産配当率
第10期|#c|#s|#s
第11期|#c|#s|#s
第12期|#c|#s|#s""", "two_rules")  # fmt: skip
MERGE = written("T28_merge", "blank or merged", "担当区域", "（単位：先、百万円）", [70, 90, 60, 80], """
支店|区域|先数|残高
本店|東区|#c|#p
^|西区|#c|#p
北支店|北町|#c|#p
^|川町|#c|#p
^|山町|#c|#p
計||#c|#p""", "grid", stubs=2, units=[None, None, "先", "百万円"])  # fmt: skip


def _headed(table: Table, *after: str) -> list[Any]:
    return [note(table, str(table.caption), "left", 10), *([note(table)] if table.unit else []), table,
            *[Para(line, size=8, after=0, width=sum(table.widths) + 80) for line in after], Gap(24)]  # fmt: skip


def _pages(top: Table, rest: Table) -> list[Page]:
    return [Page([note(top, str(top.caption), "left", 10), note(top), top]), Page([rest, Gap(30), Para(NARRATIVE[2])])]


def _beside(table: Table) -> Row:
    block = (sum(table.widths), [note(table, str(table.caption), "left", 9), note(table), table])
    lines = (
        "　通常総会は６月25日に開催し、123名が出席した。",
        "　理事会は年６回、部会は12回開催し、延べ345名が出席した。各部会の議事は別冊のとおりである。",
    )
    return Row([(210.0, [Para(x, size=9) for x in lines]), block], 18)


FILES = {
    "chromium": ("chromium", [flow(HALF, DOTS, BARE), Page([pair(PAIR_L, PAIR_R), Gap(24), _beside(BESIDE), Gap(30), *_headed(NOTED, "*　取下げには謝絶を含む。", "※　更新は1年以内のもの。")], "ipag"),
                              flow(VERT, SAME), *_pages(LONG, LONG_B)]),
    "chromium_tagged": ("chromium_tagged", [flow(FILL, UNITS_BELOW), flow(INNER, WRAP)]),
    "typst": ("typst", [flow(BARE_ONE, FILL_HEAD), flow(SHEET, MERGE), flow(replace(LADDER, id="T01t"), MONTHS)]),
    "calc": ("calc", [flow(DOUBLE), flow(LAST), flow(replace(SAME, id="T15l"))]),
    "writer": ("writer", [flow(LADDER, VERT_STACK), flow(UNITS, replace(SHEET, id="T18w")), flow(replace(WRAP, id="T14w"), replace(FILL_HEAD, id="T07w"))]),
    "impress": ("impress", [flow(replace(HALF, id="T02i", size=12, height=26, widths=[180, 110, 110, 110]))]),
    "canvas": ("canvas", [canvas_page(RECTS, replace(DOTS, id="T03p"), manner=Manner(rules_as="rects")), canvas_page(TURNED, rotate=270),
                          canvas_page(ODD, FOOT, replace(BARE, id="T08p")), canvas_page(replace(INNER, id="T17p"), replace(UNITS_BELOW, id="T20p"))]),
    "fpdf": ("fpdf", [flow(replace(ODD, id="T26f", rules="lines"), replace(MERGE, id="T28f", rules="open")), *_pages(replace(OPEN_A, rules="lines"), replace(OPEN_B, rules="lines")),
                      Page(_headed(replace(FOOT, id="T27f", rules="rows"), "（注）第11期は創立10周年の記念配当50円を含む。"))]),
}  # fmt: skip
