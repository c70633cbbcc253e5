"""A fifth round, read unseen first: other shapes of the same classes."""

# ruff: noqa: ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from producers.canvas import Manner, around, draw, page_of, prose, text
from producers.fourth import low, upright
from producers.further import canvas_page, flow, pair
from producers.model import Gap, Look, Page, Para, Row, Table, note
from producers.prose import NARRATIVE
from producers.written import written


def right_heads(t: Table, r: int, c: int, look: Look) -> Look:
    return replace(look, align="right" if r < t.head and c >= t.stubs else look.align)


def centred(_t: Table, _r: int, _c: int, look: Look) -> Look:
    return replace(look, align="center")


TWO_RULES = written("S01_two_rules", "partial rules", "回収の内訳", "（単位：百万円、％）", [110, 80, 80, 70], """
区分|計画額|回収額|達成率
元金|#p|#p|#r
損害金|#p|#p|#r
手数料|#p|△#p|#r
合計|#p|#p|#r""", "two_rules", units=[None, "百万円", "百万円", "％"], signs=("▲", "―"))  # fmt: skip

BOX = written("S02_box", "partial rules", "事業別の収支", "（単位：千円）", [120, 75, 75, 75, 75], """
事業|収入|<|支出|<
^|補助金|自己資金|人件費|その他
指導事業|#p|#p|#p|#p
共済事業|－|#p|#p|#p
検査事業|#p|－|#p|△#p
合計|#p|#p|#p|#p""", "box", heads=2)  # fmt: skip

LABEL_RULE = written("S03_head_only", "partial rules", "保険金の請求", "（単位：件、円）", [90, 60, 100, 60, 100], """
年度|請求|<|受領|<
^|件数|金額|件数|金額
2020年度|#c|#p|#c|#p
2021年度|#c|#p|#c|#p
2022年度|#c|#p|#c|#p
2023年度|#c|#p|#c|#p""", "head_grid", heads=2, units=[None, "件", "円", "件", "円"])  # fmt: skip

DOTTED = written("S04_dotted_all", "dotted", "設備の増減", "（単位：円）", [100, 85, 85, 85, 85], """
種類|前期末簿価|当期取得|当期償却|当期末簿価
建物附属設備|#p|－|#p|#p
器具備品|#p|#p|#p|#p
ソフトウェア|#p|#p|#p|#p
計|#p|#p|#p|#p""", "dotted")  # fmt: skip

DOUBLE_OPEN = written("S05_double", "double rules", "月末の残高", "（単位：億円）", [70, 60, 60, 60, 60, 60], """
年月|一般|特別|<|その他|計
^|^|災害|創業|^|^
６年６月|#s|#s|#s|#s|#s
６年９月|#s|#s|#s|#s|#s
６年12月|#s|#s|#s|#s|#s
７年３月|#s|#s|#s|#s|#s""", "double", heads=2)  # fmt: skip

RECTS = written("S06_rects_groups", "thin rects", "部門別損益", "（単位：千円、％）", [90, 70, 55, 70, 55, 70], """
部門|売上|<|費用|<|差引
^|金額|構成比|金額|構成比|^
信用部|#p|#s|#p|#s|#m
購買部|#p|#s|#p|#s|#m
利用部|#p|#s|#p|#s|#m
合計|#p|100.00|#p|100.00|#m""", "groups", heads=2, size=8)  # fmt: skip

BARS = written("S07_bars", "fills only", "会館の利用", "（単位：回、人、円）", [110, 80, 80, 100], """
室名|利用回数|利用者数|使用料収入
大会議室|#c|#c|#p
小会議室|#c|#c|#p
研修室|#c|#c|#p
合計|#c|#c|#p""", "bars", units=[None, "回", "人", "円"])  # fmt: skip
FILL_HEAD = written("S08_fill_two_level", "fills only", "保証料の受入", "（単位：百万円）", [60, 90, 75, 75, 75], """
区分|制度|４年度|５年度|６年度
一般|普通|#p|#p|#p
^|無担保|#p|#p|#p
特例|緊急|#p|－|－
^|伴走|－|#p|#p
計|<|#p|#p|#p""", "fillhead", stubs=2)  # fmt: skip

BARE = written("S09_bare_years", "borderless heads", "主な経営指標", "（単位：百万円、人、％）", [120, 62, 62, 62, 62], """
区分|令和３年度|令和４年度|令和５年度|令和６年度
事業収益|#p|#p|#p|#p
事業利益|#m|#m|#m|#m
職員数|#c|#c|#c|#c
自己資本比率|#s|#s|#s|#s""", "none", units={1: "百万円", 2: "百万円", 3: "人", 4: "％"}, tweak=right_heads)  # fmt: skip
BARE_WIDE = written("S10_bare_centre", "borderless heads", "地区別の加入", "（単位：組合、人）", [90, 80, 80, 80, 80], """
地区|正会員|<|准会員|<
^|組合数|組合員数|組合数|組合員数
県北|#c|#c|#c|#c
県央|#c|#c|－|－
県南|#c|#c|#c|#c
離島|－|－|#c|#c
計|#c|#c|#c|#c""", "none", heads=2, tweak=centred)  # fmt: skip

SIDE_A = written("S11_beside_a", "side by side", "保証申込の状況", "（単位：件）", [70, 55, 55], """
業種|５年度|６年度
製造|#c|#c
卸売|#c|#c
小売|#c|#c
建設|#c|#c
計|#c|#c""", "two_rules", size=8.5)  # fmt: skip
SIDE_B = written("S11_beside_b2", "side by side", "代位弁済の状況", "（単位：百万円）", [70, 55, 55], """
業種|５年度|６年度
製造|#p|#p
卸売|#p|#p
小売|#p|#p
建設|#p|#p
計|#p|#p""", "two_rules", size=8.5)  # fmt: skip

BESIDE = written("S12_beside_grey", "beside text", "苦情の申出", "（単位：件）", [90, 50, 50], """
区分|前年度|本年度
窓口対応|#c|#c
審査結果|#c|#c
その他|－|#c
計|#c|#c""", "grey", size=8)  # fmt: skip
BESIDE_RULES = written("S13_beside_two_rules", "beside text", "再生支援の実績", "（単位：先、百万円）", [90, 45, 65], """
手法|先数|残高
債権放棄|#c|#p
ＤＤＳ|#c|#p
リスケジュール|#c|#p
計|#c|#p""", "two_rules", size=9, units=[None, "先", "百万円"])  # fmt: skip

CORNER = written("S14_corner", "diagonals", "年度別・期間別の残高", "（単位：百万円）", [100, 70, 70, 70], """
期間/年度|４年度|５年度|６年度
短期|#p|#p|#p
中期|#p|#p|#p
長期|#p|#p|#p""", "grid")  # fmt: skip

UPRIGHT = written("S15_upright_bare", "vertical labels", "会計別の収支", "（単位：円）", [26, 110, 90, 90], """
会計|科目|前年度|本年度
一般/会計|収入|#p|#p
^|支出|#p|#p
^|差引|#m|#m
特別/会計|収入|#p|#p
^|支出|#p|#p
^|差引|#m|#m""", "rows", stubs=2, height=18, parents={1: "一般会計", 5: "特別会計"})  # fmt: skip
UPRIGHT_GRID = written("S16_upright_three", "vertical labels", "正味財産の増減", "（単位：円）", [24, 24, 110, 85, 85], """
科　　目|<|<|当年度|前年度
経常|収益|受取会費|#p|#p
^|^|受取補助金|#p|#p
^|費用|事業費|#p|#p
^|^|管理費|#p|#p
経常外|収益|固定資産売却益|－|#p
^|費用|固定資産除却損|#p|－""", "grid", stubs=3, tweak=upright, height=20,
    parents={1: "経常 > 収益", 4: "経常 > 費用", 6: "経常外 > 費用"})  # fmt: skip

WRAP_TOP = written("S17_values_on_top", "wrapped labels", "主な事業の決算", "（単位：千円）", [150, 80, 80], """
事業名|予算額|決算額
中小企業等グループ施設/等復旧整備補助事業|#p|#p
商店街活性化事業|#p|#p
経営革新計画の承認を受け/た事業者への利子補給|#p|#p
計|#p|#p""", "rows", tweak=lambda t, r, c, look: replace(look, valign="top"))  # fmt: skip
WRAP_BARE = written("S18_wrapped_heads_bare", "wrapped labels", "引当金の明細", "（単位：円）", [110, 80, 80, 80, 80], """
科目|期首/残高|当期/増加額|当期減少額/（目的使用）|期末/残高
賞与引当金|#p|#p|#p|#p
退職給付引当金|#p|#p|－|#p
貸倒引当金|#p|－|#p|#p""", "two_rules", height=18)  # fmt: skip

SAME = written("S19_same_under_bands", "same label", "収支予算書", "（単位：円）", [160, 85, 85, 85], """
科目|予算額|前年度|増減
事業活動収支の部|||
収入|||
　補助金等|#p|#p|#m
　雑収入|#p|#p|#m
支出|||
　事業費|#p|#p|#m
　雑支出|#p|#p|#m
投資活動収支の部|||
収入|||
　補助金等|－|#p|#m
　雑収入|#p|#p|#m
支出|||
　事業費|#p|#p|#m""", "accounts", height=13)  # fmt: skip

SUM_LAST = written("S20_sum_last_grid", "sum on last line", "業務費の明細", "（単位：千円）", [90, 110, 80, 90], """
款|項|金額|計
人件費|役員報酬|#p|
^|給料|#p|
^|法定福利費|#p|#p
物件費|旅費|#p|
^|需用費|#p|#p
合計|<||#p""", "grid", stubs=2)  # fmt: skip

INNER = written("S21_inner_rows", "inner and outer", "剰余金処分", "（単位：円）", [170, 90, 100], """
摘要|内訳|金額
当期未処分剰余金||#p
積立金取崩額||
　特別積立金|#p|
　施設積立金|#p|#p
剰余金処分額||
　利益準備金|#p|
　配当金（年３％）|#p|#p
次期繰越剰余金||#p""", "h3", height=14)  # fmt: skip

SIDES_OVER = written("S22_sides_over_years", "two-sided sheets", "担保資産", None, [120, 75, 120, 75], """
前年度（令和６年３月31日）|<|当年度（令和７年３月31日）|<
投資有価証券|1,074百万円|投資有価証券|983百万円
定期預金|350|定期預金|350
計|1,424|計|1,333""", "h3")  # fmt: skip
SIDES_GRID = written("S23_sides_grid", "two-sided sheets", "収支計算書", "（単位：千円）", [30, 90, 70, 30, 90, 70], """
支出の部|<|<|収入の部|<|<
番号|科目|金額|番号|科目|金額
1|業務費|#p|1|保証料|#p
2|責任準備金繰入|#p|2|預け金利息|#p
3|雑支出|#p|3|雑収入|#p
|当期収支差額|#p|||
|合計|#p||合計|#p""", "grid", heads=2, size=8)  # fmt: skip

UNIT_MIX = written("S24_unit_by_kind", "units", "調査の概要", "（金額：百万円、比率：％、人数：人）", [110, 70, 70, 70, 70], """
項目|売上高|経常利益率|従業者数|設備投資額
製造業|#p|#s|#c|#p
非製造業|#p|#s|#c|#p
全産業|#p|#s|#c|#p""", "grid", units=[None, "百万円", "％", "人", "百万円"])  # fmt: skip
UNIT_STUB = written("S25_unit_in_brackets", "units", "事業の成果指標", None, [160, 70, 70, 70], """
指標|目標|実績|達成率（％）
相談件数（件）|#c|#c|#r
創業者数（人）|#c|#c|#r
融資実行額（千円）|#p|#p|#r
平均処理日数（日）|12|11|109.1""", "grey",
    units={})  # fmt: skip
UNIT_ROWS = written("S26_unit_column_middle", "units", "水揚げの推移", None, [80, 45, 70, 70, 70], """
区分|単位|令和４年|令和５年|令和６年
数量|トン|#p|#p|#p
金額|百万円|#p|#p|#p
単価|円|#c|#c|#c
前年比|％|#r|#r|#r""", "two_rules", stubs=2, units={1: "トン", 2: "百万円", 3: "円", 4: "％"})  # fmt: skip
UNIT_HEAD2 = written("S27_unit_second_row", "units", "被害の状況", None, [90, 70, 80, 70, 80], """
市町|被害件数|被害額|支援件数|支援額
^|（件）|（千円）|（件）|（千円）
東市|#c|#p|#c|#p
西市|#c|#p|#c|#p
計|#c|#p|#c|#p""", "rows", heads=2, units=[None, "件", "千円", "件", "千円"])  # fmt: skip

OVER_A = written("S28_over", "over pages", "組合員名簿の異動", "（単位：口、円）", [120, 60, 90], "\n".join(
    ["組合名|口数|出資額", *[f"第{n}組合|#c|#p" for n in range(1, 36)]]), "two_rules", units=[None, "口", "円"])  # fmt: skip
OVER_B = written("S28_over_b", "over pages", None, None, [120, 60, 90], "\n".join(
    ["組合名|口数|出資額", *[f"第{n}組合|#c|#p" for n in range(36, 42)], "合計|#c|#p"]), "two_rules")  # fmt: skip
GOES_A = written("S29_goes_on", "over pages", "経費の明細", "（単位：円）", [130, 90, 90], "\n".join(
    ["科目|前年度|本年度", *[f"{x}{n}|#p|#p" for n in range(1, 7) for x in ("旅費", "印刷費", "会議費", "通信費", "雑費")]]), "grid")  # fmt: skip
GOES_B = written("S29_goes_on_b", "over pages", None, None, [130, 90, 90], "\n".join(
    [*[f"{x}7|#p|#p" for x in ("旅費", "印刷費", "会議費")], "合計|#p|#p"]), "grid", heads=0)  # fmt: skip
OTHER_A = written("S30_other_one", "not over pages", "前年度の実績", "（単位：件）", [110, 70, 70], "\n".join(
    ["月|申込|承諾", *[f"{m}月|#c|#c" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]]), "grid")  # fmt: skip
OTHER_B = written("S30_other_two", "not over pages", "本年度の実績", "（単位：件）", [110, 70, 70], "\n".join(
    ["月|申込|承諾", *[f"{m}月|#c|#c" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]]), "grid")  # fmt: skip

BLANKS = written("S31_blank_rows", "blank or merged", "固定資産の内訳", "（単位：円）", [80, 110, 90], """
区分|資産|金額
有形|建物|#p
^|構築物|#p
^|車両|#p
無形|電話加入権|#p
^|商標権|#p""", "h3", stubs=2, tweak=lambda t, r, c, look: replace(look, valign="top"))  # fmt: skip
BLANK_CELLS = written("S32_empty_figures", "blank or merged", "業種別の事故", "（単位：件）", [90, 55, 55, 55, 55], """
業種|１期|２期|３期|４期
農業||#c||#c
林業|||#c|
漁業|#c||#c|#c
計|#c|#c|#c|#c""", "grey")  # fmt: skip

NOTED = written("S33_noted", "notes", "特別会計の決算", "（単位：千円）", [120, 80, 80, 80], """
会計|歳入|歳出※|差引
駐車場会計|#p|#p|#m
会館会計（注）|#p|#p|#m
計|#p|#p|#m""", "two_rules")  # fmt: skip
ERRATA = written("S34_errata_rows", "errata", "訂正の内容", None, [60, 90, 80, 80, 80], """
区分|項目|４年度|５年度|６年度
誤|承諾額|1,234|2,345|3,465
正|承諾額|1,234|2,345|3,456""", "grid", stubs=2)  # fmt: skip
TURNED = written("S35_turned", "rotated", "支店別の実績", "（単位：件、百万円、％）", [70, 45, 65, 45, 65, 50], """
支店|承諾|<|残高|<|代弁率
^|件数|金額|件数|金額|^
本店|#c|#p|#c|#p|#s
東支店|#c|#p|#c|#p|#s
西支店|#c|#p|#c|#p|#s
計|#c|#p|#c|#p|#s""", "two_rules", heads=2)  # fmt: skip
MONTHS = written("S36_months", "monthly", "月別の窓口相談", "（単位：件）", [70, *[32] * 13], "\n".join(
    ["区分|４|５|６|７|８|９|10|11|12|１|２|３|計", *[x + "|#c" * 13 for x in ("来所", "電話", "合計")]]), "two_rules", size=7, height=13)  # fmt: skip
SMALL = written("S37_label_wide_page", "page sizes", "役員報酬", "（単位：千円）", [80, 45, 70], """
区分|人数|総額
常勤|3|#p
非常勤|12|#p
計|15|#p""", "box", size=8)  # fmt: skip
FOOTED = written("S38_source", "foot of the table", "景気の動き", "（単位：％ポイント）", [100, 60, 60, 60], """
業種|前期|今期|来期見通し
製造業|△12.3|△8.9|△5.0
建設業|4.5|6.7|0.0
小売業|△20.1|△15.5|△18.2""", "two_rules")  # fmt: skip
ODD = written("S39_odd", "odd cells", "目標の達成", "（単位：件、％）", [100, 70, 70, 70], """
項目|目標|実績|対比
訪問|約1,200|1,234|102.8%
研修|10以上|12|+20.0%
派遣|－|…|…
調査|(50)|<48>|△4.0%""", "rows",
    tweak=lambda t, r, c, look: replace(look, align="right" if r and c else look.align))  # fmt: skip


def _corner() -> Page:
    def make(canvas: Canvas) -> None:
        around(canvas, CORNER, 60, 770)
        draw(canvas, replace(CORNER, rows=[["", *CORNER.rows[0][1:]], *CORNER.rows[1:]], height=20), 60, 770)
        canvas.setLineWidth(0.4)
        canvas.line(60, 770, 160, 750)
        text(canvas, 157, 761, "年度", 7, "right")
        text(canvas, 63, 752, "期間", 7)
        prose(canvas, 60, 640, NARRATIVE[0] + NARRATIVE[2], 440)

    return page_of(make, replace(CORNER, spellings={(0, 0): ["年度期間", "期間年度"]}))


def _small() -> Page:
    def make(canvas: Canvas) -> None:
        canvas.setPageSize((250.0, 350.0))
        around(canvas, SMALL, 25, 300)
        low_ = draw(canvas, SMALL, 25, 300)
        text(canvas, 25, low_ - 12, "（注）人数は令和７年３月31日現在である。", 7)

    return page_of(make, SMALL)


def _headed(table: Table, *after: str) -> list[Any]:
    return [note(table, str(table.caption), "left", 10), *([note(table)] if table.unit else []), table,
            *[Para(line, size=8, after=0, width=sum(table.widths) + 80) for line in after], Gap(24)]  # fmt: skip


def _prose_of_figures() -> Page:
    """Lists of amounts, addresses and a letter: no table."""
    return Page([
        Para("１　事業の経過", size=12, bold=True), *[Para(x, after=8) for x in NARRATIVE],
        Para("（１）相談事業　1,234件（前年度1,150件、107.3％）"), Para("（２）講習事業　56回、延べ2,345人"), Para("（３）派遣事業　78社、延べ312日", after=12),
        Para("２　会議の開催", size=12, bold=True), Para("通常総会　令和６年６月25日　出席123名（委任状45名を含む。）"),
        Para("理事会　　第１回　令和６年５月20日　　第２回　令和６年10月３日　　第３回　令和７年３月12日"), Para("監事会　　令和６年５月13日"),
    ], "ipag")  # fmt: skip


def _beside(table: Table, before: bool) -> Row:
    block = (sum(table.widths), [note(table, str(table.caption), "left", 9), note(table), table])
    lines = (
        "　令和６年度の苦情・相談は合計48件となり、前年度に比べ６件減少した。このうち窓口対応に関するものが最も多く、全体の半数を占めた。",
        "　申出の内容は役職員で共有し、研修（年４回）を通じて再発の防止に努めている。",
    )
    words = (220.0, [Para(x, size=9) for x in lines])
    return Row([block, words] if before else [words, block], 16)


def _pages(top: Table, rest: Table) -> list[Page]:
    return [Page([note(top, str(top.caption), "left", 10), note(top), top]), Page([rest, Gap(30), Para(NARRATIVE[2])])]


FILES = {
    "chromium": ("chromium", [
        flow(TWO_RULES, BOX, BARS), Page([pair(SIDE_A, SIDE_B), Gap(30), _beside(BESIDE, False), Gap(30), _beside(BESIDE_RULES, True)], "gothic"),
        flow(UPRIGHT_GRID, WRAP_BARE), *_pages(GOES_A, GOES_B), Page([*_headed(NOTED, "※　歳出には繰出金を含む。", "（注）会館会計は令和７年３月31日に廃止した。"), *_headed(ERRATA)], "mincho"),
    ]),
    "chromium_tagged": ("chromium_tagged", [flow(BARE, UNIT_HEAD2), flow(BLANK_CELLS, SUM_LAST), flow(replace(BOX, id="S02ct"), replace(UPRIGHT, id="S15ct"))]),
    "typst": ("typst", [
        flow(BARE_WIDE, FILL_HEAD), flow(SIDES_OVER, MONTHS), flow(UNIT_MIX, replace(INNER, id="S21t")), flow(replace(TWO_RULES, id="S01t"), UNIT_STUB),
    ]),
    "calc": ("calc", [flow(DOUBLE_OPEN), flow(SIDES_GRID), flow(replace(SAME, id="S19l")), flow(replace(LABEL_RULE, id="S03l"))]),
    "writer": ("writer", [flow(DOTTED, UPRIGHT), flow(WRAP_TOP, INNER), flow(replace(BARE, id="S09w"), replace(UNIT_ROWS, id="S26w")),
                          Page(_headed(OTHER_A)), Page([*_headed(OTHER_B)])]),
    "impress": ("impress", [flow(replace(BARS, id="S07i", size=12, height=26, widths=[170, 110, 110, 130])), flow(replace(BOX, id="S02i", size=12, height=26, widths=[150, 100, 100, 100, 100]))]),
    "canvas": ("canvas", [
        canvas_page(LABEL_RULE, SAME), canvas_page(RECTS, replace(TWO_RULES, id="S01p"), manner=Manner(rules_as="rects")), _corner(),
        canvas_page(TURNED, rotate=90), _small(), canvas_page(replace(WRAP_BARE, id="S18p", tweak=low), replace(BOX, id="S02p"), manner=Manner(rules_as="pieces")),
        canvas_page(replace(BARE_WIDE, id="S10p"), replace(SIDES_OVER, id="S22p"), replace(FOOTED, id="S38p"), ODD),
    ]),
    "fpdf": ("fpdf", [
        flow(replace(UNIT_ROWS, rules="lines"), BLANKS), flow(replace(SIDES_GRID, id="S23f", rules="columns")),
        Page(_headed(replace(FOOTED, rules="lines"), "資料：県信用保証協会「景況調査」（令和７年３月、回答 1,234社）")),
        *_pages(replace(OVER_A, rules="rows"), replace(OVER_B, rules="rows")), _prose_of_figures(),
    ]),
}  # fmt: skip
