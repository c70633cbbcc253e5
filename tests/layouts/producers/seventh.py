"""A seventh round, read unseen first: the tables of annual reports, securities reports and local accounts."""

# ruff: noqa: ARG001, ARG005 (every tweak is asked in the same way)
from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from producers import html
from producers.canvas import Manner, prose, text
from producers.fifth import centred, right_heads
from producers.fourth import low
from producers.further import canvas_page, flow
from producers.model import Gap, Look, Page, Para, Raw, Row, Rule, Table, note
from producers.prose import NARRATIVE
from producers.written import written


def bold_total(t: Table, r: int, c: int, look: Look) -> Look:
    return replace(look, bold=r == len(t.rows) - 1)


def top(t: Table, r: int, c: int, look: Look) -> Look:
    return replace(look, valign="top" if r >= t.head else "middle")


def right_all(t: Table, r: int, c: int, look: Look) -> Look:
    return replace(look, align="right" if r >= t.head and c >= t.stubs else look.align)


def dashed_pair(t: Table, r: int, c: int, look: Look) -> Look:
    """A dashed rule between a figure and the one in brackets beside it."""
    dash = Rule(0.5, "dashed")
    if r >= t.head and c == t.shape[1] - 2:
        return replace(look, right=dash, align="right")
    if r >= t.head and c == t.shape[1] - 1:
        return replace(look, left=dash, align="left")
    return look


THREE = written("U01_three", "headings", "保証の動き", "（単位：件、百万円、％）", [84, 38, 40, 50, 40, 38, 40, 50, 40, 40], """
区分|承諾|<|<|<|残高|<|<|<|平均/保証料率
^|件数|<|金額|<|件数|<|金額|<|^
^|実績|前年比|実績|前年比|実績|前年比|実績|前年比|^
責任共有対象|#c|#r|#p|#r|#c|#r|#p|#r|1.05
責任共有対象外|#c|#r|#p|#r|#c|#r|#p|#r|0.98
合計|#c|#r|#p|#r|#c|#r|#p|#r|1.02""", "grid", heads=3, size=7, units=[None, "件", "％", "百万円", "％", "件", "％", "百万円", "％", "％"])  # fmt: skip
SUBTOTALS = written("U02_subtotals", "labels", "地域別・業種別の残高", "（単位：件、百万円、％）", [60, 80, 60, 80, 60], """
地域|業種|件数|金額|構成比
県北|製造業|#c|#p|#s
^|建設業|#c|#p|#s
^|小計|#c|#p|#s
県南|製造業|#c|#p|#s
^|サービス業|#c|#p|#s
^|小計|#c|#p|#s
合計|<|#c|#p|100.00""", "grid", stubs=2, units=[None, None, "件", "百万円", "％"], parents={1: "県北", 3: "県北", 5: "県南", 6: "県南"})  # fmt: skip
SIGNS = written("U03_signs", "odd cells", "正味財産の増減", "（単位：千円）", [130, 85, 85, 85], """
科目|当年度|前年度|増減
受取会費|#p|#p|（1,204）
受取補助金|12,500|15,000|（2,500）
雑収益|#p|－|#p
評価損益等|△312|（45）|（267）
当期増減額|△1,204|2,310|△3,514""", "columns")  # fmt: skip
UNEVEN = written("U04_uneven", "two-sided sheets", "貸借対照表", "（単位：千円）", [110, 80, 120, 80], """
資産の部|<|負債及び純資産の部|<
科目|金額|科目|金額
Ⅰ　流動資産||Ⅰ　流動負債|
　　現金預金|#p|　　未払金|#p
　　未収金|#p|　　預り金|#p
　　前払費用|#p|　　賞与引当金|#p
Ⅱ　固定資産||負債合計|#p
　　建物|#p|純資産|
　　器具備品|#p|　　出資金|#p
　　ソフトウェア|#p|　　繰越剰余金|#p
　　敷金|#p|純資産合計|#p
資産合計|#p|負債及び純資産合計|#p""", "columns", heads=2, height=14)  # fmt: skip
PL_YEARS = written("U05_pl_years", "inner and outer", "損益計算書", None, [120, 60, 65, 45, 60, 65, 45], """
区分|前事業年度|<|<|当事業年度|<|<
^|金額（百万円）|<|百分比（％）|金額（百万円）|<|百分比（％）
Ⅰ　売上高||#p|100.0||#p|100.0
Ⅱ　売上原価||#p|#s||#p|#s
　　売上総利益||#p|#s||#p|#s
Ⅲ　販売費||||||
　１　広告宣伝費|#p|||#p||
　２　給料手当|#p|#p|#s|#p|#p|#s
　　営業利益||#p|#s||#p|#s""", "columns", heads=2, height=13, size=8, units=[None, "百万円", "百万円", "％", "百万円", "百万円", "％"])  # fmt: skip
BELOW = written("U06_below", "two figures in a cell", "承諾の推移", "（単位：件、百万円、下段（　）内は前年度比％）", [90, 85, 85, 85], """
区分|令和４年度|令和５年度|令和６年度
件数|5,120/（101.2）|5,355/（104.6）|5,210/（97.3）
金額|68,320/（99.8）|69,841/（102.2）|67,004/（95.9）""", "grid", tweak=centred, height=26)  # fmt: skip
HEAD_UNITS = written("U07_head_units", "units", "制度別の平均", None, [100, 70, 80, 70, 70], """
制度|保証承諾|<|平均|<
^|件数/（件）|金額/（百万円）|期間/（月）|料率/（％）
一般保証|#c|#p|48|1.15
創業保証|#c|#p|84|0.80
借換保証|#c|#p|120|0.95
計|#c|#p|75|1.02""", "open", heads=2, units=[None, "件", "百万円", "か月", "％"])  # fmt: skip
WIDE_L = written("U08_wide_left", "side by side", "収入の部", "（単位：千円）", [120, 75, 75, 70], """
科目|予算額|決算額|差異
会費|#p|#p|#m
補助金|#p|#p|#m
　県補助金|#p|#p|#m
　市補助金|#p|#p|#m
雑収入|#p|#p|#m
合計|#p|#p|#m""", "rows")  # fmt: skip
WIDE_R = written("U08_wide_right", "side by side", "支出の部", "（単位：千円）", [120, 75, 75, 70], """
科目|予算額|決算額|差異
人件費|#p|#p|#m
　給与|#p|#p|#m
　法定福利費|#p|#p|#m
事業費|#p|#p|#m
管理費|#p|#p|#m
予備費|#p|－|#m
積立金|#p|#p|#m
合計|#p|#p|#m""", "rows")  # fmt: skip
NARROW = written("U09_narrow", "beside text", "相談の件数", "（単位：件）", [80, 60], """
相談内容|件数
創業|#c
経営改善|#c
事業承継|#c
災害復旧|#c
計|#c""", "rows")  # fmt: skip
MONTHS = written("U10_months", "monthly", "月別の保証承諾", "（単位：件、百万円、％）", [40, *[34] * 12, 38], "\n".join(
    ["区分|令和６年|" + "<|" * 8 + "令和７年|<|<|合計", "^|" + "|".join(f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)) + "|^",
     "件数" + "|#c" * 13, "金額" + "|#p" * 13, "前年比" + "|#r" * 13]), "open", heads=2, size=6.5, height=13, units={2: "件", 3: "百万円", 4: "％"})  # fmt: skip
BAND = written("U11_band", "headings", "資金使途別の承諾", "（単位：件、百万円、％）", [80, 45, 65, 50, 45, 65, 50], """
|令和５年度|<|<|令和６年度|<|<
資金使途|件数|金額|構成比|件数|金額|構成比
運転資金|#c|#p|#s|#c|#p|#s
設備資金|#c|#p|#s|#c|#p|#s
運転設備資金|#c|#p|#s|#c|#p|#s
合計|#c|#p|100.00|#c|#p|100.00""", "booktabs", heads=2, units=[None, "件", "百万円", "％", "件", "百万円", "％"])  # fmt: skip
ZEBRA = written("U12_zebra", "fills only", "年齢別の会員数", "（単位：人、％）", [90, 60, 60, 60, 60, 60], """
年齢|男性|<|女性|<|計
^|人数|割合|人数|割合|^
29歳以下|#c|#s|#c|#s|#c
30～39歳|#c|#s|#c|#s|#c
40～49歳|#c|#s|#c|#s|#c
50～59歳|#c|#s|#c|#s|#c
60歳以上|#c|#s|#c|#s|#c
計|#c|100.00|#c|100.00|#c""", "zebra", heads=2, units=[None, "人", "％", "人", "％", "人"])  # fmt: skip
GAPS = written("U13_gaps", "partial rules", "財務の状況", "（単位：百万円）", [130, 80, 80, 80], """
区分|令和４年度|令和５年度|令和６年度
基本財産|#p|#p|#p
収支差額変動準備金|#p|#p|#p
責任準備金|#p|#p|#p
経常収入|#p|#p|#p
経常支出|#p|#p|#p
経常収支差額|#m|#m|#m
当期収支差額|#m|#m|#m""", "h3")  # fmt: skip
WRAP_TOP = written("U14_wrap_top", "wrapped labels", "受託事業の収支", "（単位：円）", [130, 85, 85, 85], """
事業名|受託額|支出額|残額
中小企業活性化協議会の/運営及び専門家の派遣|#p|#p|#p
事業承継・引継ぎ支援|#p|#p|－
経営安定特別相談及び倒産/防止に係る特別相談窓口の/設置運営|#p|#p|#p
計|#p|#p|#p""", "hdots", tweak=top)  # fmt: skip
WRAP_BOTTOM = replace(WRAP_TOP, id="U14_wrap_bottom", rules="h3", tweak=low)
BOLD = written("U15_bold", "double rules", "一般会計の歳出", "（単位：千円、％）", [30, 100, 80, 80, 80, 50], """
款|名称|予算現額|支出済額|不用額|執行率
１|議会費|#p|#p|#p|#s
２|総務費|#p|#p|#p|#s
３|民生費|#p|#p|#p|#s
10|教育費|#p|#p|#p|#s
歳出合計|<|#p|#p|#p|#s""", "double_total", stubs=2, tweak=bold_total, units=[None, None, "千円", "千円", "千円", "％"])  # fmt: skip
ODD = written("U16_odd", "odd cells", "指標の比較", "（単位：件、百万円、％）", [90, 60, 70, 70, 60, 60], """
区分|前年度|<|本年度|<|増減率
^|件数|金額|件数|金額|^
甲制度|－|－|12|340|皆増
乙制度|5|120|－|－|皆減
丙制度|0|0|0|0|－ ％
丁制度|X|***|3|***|…
計|5|120|15|#p|#r""", "grid", heads=2, units=[None, "件", "百万円", "件", "百万円", "％"])  # fmt: skip
NOTE_ROWS = written("U17_note_rows", "notes", "引当金の明細", "（単位：千円）", [110, 80, 80, 80, 80], """
区分|前期末|増加|減少|当期末
貸倒引当金|#p|#p|#p|#p
賞与引当金|#p|#p|#p|#p
退職給付引当金|#p|#p|#p|#p
（注）１　減少には目的外の取崩し120千円を含む。|<|<|<|<
（注）２　千円未満は切り捨てて表示している。|<|<|<|<""", "grid")  # fmt: skip
IN_VALUE = written("U18_in_value", "label in a value cell", "発行済株式", None, [150, 120, 80, 110], """
区分|株式数（株）|議決権の数（個）|内容
無議決権株式|－|－|－
完全議決権株式（自己株式等）|（自己保有株式）/普通株式　1,701,900|－|単元株式数100株
完全議決権株式（その他）|普通株式　86,204,500|862,045|同上
単元未満株式|普通株式　119,072|－|１単元（100株）未満の株式
発行済株式総数|88,025,472|－|－
総株主の議決権|－|862,045|－""", "grid", tweak=right_all)  # fmt: skip
EMPLOYEES = written("U19_employees", "units in cells", "提出会社の状況", None, [110, 110, 110, 120], """
従業員数（名）|平均年齢|平均勤続年数|平均年間給与（円）
1,954|38歳8カ月|13年2カ月|6,543,210""", "grid", stubs=0, tweak=centred)  # fmt: skip
PAIRS = written("U20_pairs", "two figures in a cell", "セグメント別の従業員数", None, [160, 70, 70], """
セグメントの名称|従業員数（名）|<
金融ＩＴサービス|4,210|（1,003）
産業ＩＴサービス|6,115|（845）
その他|1,020|（655）
合計|11,345|（2,503）""", "grid", tweak=dashed_pair)  # fmt: skip
PAIR_ONE = written("U20_pair_one", "two figures in a cell", "連結会社の従業員", None, [100, 100], """
従業員数（名）|<
19,843|（2,503）""", "grid", stubs=0, tweak=dashed_pair)  # fmt: skip
RANGES = written("U21_ranges", "ranges", "数理計算上の計算基礎", None, [150, 110, 110], """
|前連結会計年度|当連結会計年度
割引率|0.1～0.2％|0.2～0.5％
予想昇給率|2.1％～3.4％|2.0％～3.6％
長期期待運用収益率|2.5％|2.0％
建物の耐用年数|３～50年|３～50年""", "rows", tweak=centred)  # fmt: skip
LONG = written("U22_long", "over pages", "補助金の交付先", "（単位：円）", [40, 150, 90, 90, 60], "\n".join(
    ["番号|交付先|交付決定額|確定額|摘要", *[f"{n}|第{n}商店街振興組合|#p|#p|" for n in range(1, 36)]]), "grid", stubs=2)  # fmt: skip
LONG_B = written("U22_long_b", "over pages", "補助金の交付先（続き）", None, [40, 150, 90, 90, 60], "\n".join(
    ["番号|交付先|交付決定額|確定額|摘要", *[f"{n}|第{n}商店街振興組合|#p|#p|" for n in range(36, 42)], "|合計|#p|#p|"]), "grid", stubs=2)  # fmt: skip
PROPERTY = written("U24_property", "text columns", "財産目録", "（単位：円）", [110, 120, 130, 80], """
貸借対照表科目|場所・物量等|使用目的等|金額
（流動資産）|||
　現金|手元保管|運転資金として|#p
　預金|普通預金/みなと銀行本店|運転資金として|#p
　未収会費|会員35名分|令和６年度会費|#p
流動資産合計|||#p
（固定資産）|||
　建物|みなと市港町1-2/鉄筋２階建350.5㎡|公益目的保有財産であり、/研修事業に供している|#p
固定資産合計|||#p
資産合計|||#p""", "columns", tweak=top, parents={2: "(流動資産)", 7: "(固定資産)"})  # fmt: skip
LETTERS = written("U25_letters", "headings", "歳入決算の状況", "（単位：千円、％）", [70, 68, 68, 68, 60, 60, 55], """
款|予算現額/Ａ|調定額/Ｂ|収入済額/Ｃ|不納欠損額|収入未済額|収入率/Ｃ／Ｂ
市税|#p|#p|#p|#p|#p|#r
地方交付税|#p|#p|#p|－|－|100.0
国庫支出金|#p|#p|#p|－|#p|#r
市債|#p|#p|#p|－|－|100.0
合計|#p|#p|#p|#p|#p|#r""", "dots_inside", size=8, units=[None, "千円", "千円", "千円", "千円", "千円", "％"])  # fmt: skip
PLAN = written("U26_plan", "units in cells", "数値目標の達成状況", None, [150, 90, 90, 70, 50], """
取組項目|年度計画|実績|達成率|評価
創業者への保証承諾|200件|214件|107.0％|Ａ
経営支援先の訪問|1,500企業|1,322企業|88.1％|Ｂ
専門家派遣|延べ120回|延べ163回|135.8％|Ａ
求償権の回収|800百万円|717百万円|89.6％|Ｂ
期中支援による正常化率|25.0％|31.2％|124.8％|Ａ""", "rows", tweak=centred, units={1: None})  # fmt: skip
SOUND = written("U27_sound", "odd cells", "健全化判断比率", "（単位：％）", [140, 80, 80, 80, 80], """
指標|令和５年度|令和６年度|早期健全化基準|財政再生基準
実質赤字比率|－|－|11.25|20.00
連結実質赤字比率|－|－|16.25|30.00
実質公債費比率|8.4|8.1|25.0|35.0
将来負担比率|45.2|38.7|350.0|""", "open")  # fmt: skip
FIVE = written("U28_five", "label and unit columns", "主要な経営指標等の推移", None, [110, 50, 64, 64, 64, 64, 64], """
回次|<|第44期|第45期|第46期|第47期|第48期
決算年月|<|平成27年３月|平成28年３月|平成29年３月|平成30年３月|平成31年３月
売上高|（百万円）|#p|#p|#p|#p|#p
経常利益|（百万円）|#p|#p|#p|#p|#p
１株当たり純資産額|（円）|1,523.45|1,688.10|1,790.22|1,845.01|1,902.33
自己資本比率|（％）|#s|#s|#s|#s|#s
従業員数/［外、平均臨時/雇用者数］|（名）|19,393/［2,450］|19,356/［2,480］|19,843/［2,503］|19,877/［2,610］|19,744/［2,744］""",
    "grid", heads=2, stubs=2, size=8, units={2: "百万円", 4: "円", 5: "％"}, tweak=lambda t, r, c, look: replace(look, align="right" if r > 1 and c > 1 else look.align))  # fmt: skip
SEGMENTS = written("U29_segments", "headings", "報告セグメントごとの売上高及び利益", "（単位：百万円）", [120, 55, 55, 55, 50, 60, 55, 60], """
|報告セグメント|<|<|その他/（注）１|合計|調整額/（注）２|連結計上額/（注）３
^|公共|金融|計|^|^|^|^
売上高|||||||
外部顧客への売上高|#p|#p|#p|#p|#p|－|#p
セグメント間の内部売上高/又は振替高|#p|#p|#p|#p|#p|△#p|－
計|#p|#p|#p|#p|#p|△#p|#p
セグメント利益|#p|#p|#p|#p|#p|△#p|#p
その他の項目|||||||
減価償却費|#p|#p|#p|#p|#p|－|#p""", "rows", heads=2, size=7.5, parents={3: "売上高", 8: "その他の項目"})  # fmt: skip
EQUITY = written("U30_equity", "headings", "株主資本等変動計算書", "（単位：百万円）", [120, 50, 55, 55, 55, 60, 60], """
|株主資本|<|<|<|<|<
^|資本金|資本剰余金|<|<|利益剰余金|株主資本/合計
^|^|資本準備金|その他資本/剰余金|資本剰余金/合計|^|^
当期首残高|10,001|4,111|#p|#p|#p|#p
当期変動額||||||
　剰余金の配当|||||△2,964|△2,964
　当期純利益|||||#p|#p
　自己株式の処分|||#p|#p||#p
当期変動額合計|－|－|#p|#p|#p|#p
当期末残高|10,001|4,111|#p|#p|#p|#p""", "grid", heads=3, size=8, parents={5: "当期変動額", 7: "当期変動額"})  # fmt: skip
HOLDERS = written("U31_holders", "text columns", "大株主の状況", None, [140, 160, 70, 90], """
氏名又は名称|住所|所有株式数/（千株）|発行済株式総数に対する/所有株式数の割合（％）
みなと信託銀行株式会社|東京都中央区港町１－８－11|7,254|8.24
うみべ生命保険相互会社|大阪市北区海辺３－５－12|4,683|5.32
ＡＢＣ　ＴＲＵＳＴ/（常任代理人　やまて銀行）|１００　ＭＡＩＮ　ＳＴＲＥＥＴ/（東京都港区山手２－15－１）|2,110|2.40
従業員持株会|東京都新宿区西新宿８－17－１|1,987|2.26
計|－|16,034|18.21""", "grid", stubs=2, units=[None, None, "千株", "％"])  # fmt: skip
FACILITIES = written("U32_facilities", "two figures in a cell", "主要な設備の状況", None, [90, 70, 60, 70, 60, 60, 60], """
事業所名/（所在地）|設備の内容|帳簿価額（百万円）|<|<|<|従業員数/（名）
^|^|建物及び/構築物|土地/（面積㎡）|リース/資産|合計|^
本社/（東京都新宿区）|事務所|1,203|－|45|1,248|950
東センター/（千葉県浦安市）|電算設備|5,310|2,845/（7,120.50）|210|8,365|312
西センター/（大阪府吹田市）|電算設備|3,022|1,998/（5,004.20）|88|5,108|205""", "grid", heads=2, size=8, stubs=2, tweak=right_all)  # fmt: skip
LOANS = written("U33_loans", "ranges", "借入金等明細表", None, [170, 75, 75, 60, 110], """
区分|当期首残高/（百万円）|当期末残高/（百万円）|平均利率/（％）|返済期限
短期借入金|3,820|4,104|0.52|－
１年以内に返済予定の長期借入金|6,412|5,210|0.70|－
長期借入金（１年以内に返済予定の/ものを除く。）|18,204|15,977|0.68|平成30年～平成33年
リース債務|1,204|998|－|平成30年～平成34年
合計|29,640|26,289|－|－""", "grid", units=[None, "百万円", "百万円", "％", None])  # fmt: skip
RATES = written("U34_rates", "headings", "信用保証料率（責任共有制度対象）", "（単位：％）", [80, *[42] * 9], """
料率区分|①|②|③|④|⑤|⑥|⑦|⑧|⑨
基本料率|1.90|1.75|1.55|1.35|1.15|1.00|0.80|0.60|0.45
特殊保証|1.62|1.49|1.32|1.15|0.98|0.85|0.68|0.51|0.39""", "grid")  # fmt: skip
LINES = written("U35_lines", "two figures in a cell", "業務の推移", "（単位：百万円、％）", [110, 80, 80, 80], """
区分|令和４年度|令和５年度|令和６年度
保証承諾|#p|#p|#p
（前年度比）|(98.2)|(102.3)|(95.4)
保証債務残高|#p|#p|#p
（前年度比）|(96.2)|(94.1)|(93.7)
代位弁済|#p|#p|#p
（前年度比）|(140.2)|(121.7)|(101.3)""", "h3")  # fmt: skip
OFFICERS = written("U36_officers", "units in cells", "役職員数", None, [100, 70, 70, 70], """
区分|常勤|非常勤|計
役員|４名|15名|19名
職員|86名|－|86名
嘱託|12名|３名|15名
計|102名|18名|120名""", "grid", tweak=centred, units=[None, "名", "名", "名"])  # fmt: skip
PROFILE = written("U37_profile", "no heading", "会社の概要", None, [100, 240], """
商号|みなと情報システム株式会社
設立|昭和46年４月28日
資本金|10,001百万円
従業員数|1,954名
決算期|３月31日""", "grid", heads=0)  # fmt: skip
QUAD = written("U38_quad", "no heading", "協会の概要", None, [80, 130, 80, 130], """
名称|みなと県信用保証協会|設立|昭和28年３月14日
基本財産|23,456百万円|役職員数|123名
保証債務残高|345,678百万円|保証利用先数|12,345企業""", "grid", heads=0)  # fmt: skip
TWICE = written("U39_twice", "bands", "収支決算書", "（単位：円）", [130, 90, 90, 90], """
１　収入の部|<|<|<
科目|予算額|決算額|増減
会費収入|#p|#p|#m
雑収入|#p|#p|#m
合計|#p|#p|#m
２　支出の部|<|<|<
科目|予算額|決算額|増減
会議費|#p|#p|#m
事務費|#p|#p|#m
合計|#p|#p|#m""", "grid", heads=(2, 1), parents={2: "1収入の部", 7: "2支出の部"})  # fmt: skip
PERCENT = written("U40_percent", "borderless heads", "金融機関群別の承諾", None, [120, 70, 90, 70, 70], """
金融機関群|件数（件）|金額（百万円）|構成比|前年度比
都市銀行|#c|#p|#s%|#%
地方銀行|#c|#p|#s%|#%
信用金庫|#c|#p|#s%|#%
政府系金融機関|－|－|－|－
合計|#c|#p|100.0%|#%""", "none", units=[None, "件", "百万円", "％", "％"], tweak=right_heads)  # fmt: skip


def gapped(table: Table, after: tuple[int, ...], points: float) -> Raw:
    """As Chromium sets it, with white below some rows that is no row."""
    code = html.table(table)
    rows = re.split(r"(?<=</tr>)", code)
    blank = f'<tr style="height:{points}pt"><td colspan="{table.shape[1]}" style="padding:0"></td></tr>'
    return Raw("".join(x + (blank if n in after else "") for n, x in enumerate(rows)), (table,))


def _headed(table: Table, *, part: Any = None) -> list[Any]:
    return [note(table, str(table.caption), "left", 10), *([note(table)] if table.unit else []), part or table, Gap(24)]


def _pages() -> list[Page]:
    rest = [note(LONG_B, str(LONG_B.caption), "left", 10), LONG_B, Gap(30), Para(NARRATIVE[2])]
    return [
        Page([note(LONG, str(LONG.caption), "left", 10), note(LONG), LONG, note(LONG, "（次頁へ続く）")]),
        Page(rest),
    ]


def _wide() -> Page:
    sides = [(sum(t.widths), _headed(t)) for t in (WIDE_L, WIDE_R)]
    return Page([Para("令和６年度　収支計算書", "center", 12), Gap(8), Row(sides, 30)], landscape=True)


def _narrow() -> Page:
    lines = (
        "　相談は延べ1,234件で、前年度に比べ123件（11.1％）増加した。創業に関する相談は345件、事業承継に関する相談は67件であった。",
        NARRATIVE[1],
    )
    return Page(
        [
            Row([(140.0, _headed(NARROW)), (300.0, [Para(x, size=9) for x in lines])], 20),
            Gap(30),
            *_headed(EMPLOYEES),
            *_headed(PAIR_ONE),
        ]
    )


# -- pages without a table

BRANCHES = "".join(
    f'<div style="display:flex;margin-bottom:6pt"><b style="width:70pt">{name}</b><span style="width:60pt">〒{code}</span>'
    f'<span style="width:190pt">{place}</span><span>TEL {tel}<br>FAX {fax}</span></div>'
    for name, code, place, tel, fax in (
        ("本所", "850-0001", "みなと市港町１番２号", "095-000-1111", "095-000-1112"), ("県北支所", "857-0002", "きた市北町３丁目４番５号　商工会館２階", "0956-00-2221", "0956-00-2222"),
        ("県南支所", "855-0003", "みなみ市南町６－７", "0957-00-3331", "0957-00-3332"), ("離島相談所", "853-0004", "しま市福江町８－９", "0959-00-4441", "0959-00-4442"),
    )
)  # fmt: skip
HISTORY = "".join(
    f'<p style="margin-bottom:3pt"><span style="display:inline-block;width:110pt">{when}</span>{what}</p>'
    for when, what in (
        ("昭和24年 ４月", "財団法人みなと県信用保証協会設立（基本財産500万円）"), ("昭和28年 ８月", "信用保証協会法施行"), ("昭和29年 ６月", "特殊法人に組織変更、保証債務残高１億円突破"),
        ("昭和48年12月", "保証債務残高100億円突破"), ("平成10年10月", "中小企業金融安定化特別保証制度の取扱開始"), ("平成19年10月", "責任共有制度の導入（負担割合80％）"), ("令和２年 ５月", "保証承諾額が過去最高の1,234億円"),
    )
)  # fmt: skip
RULES = "".join(
    f"<p style='margin-bottom:4pt'>{line}</p>"
    for line in (
        "（１）有形固定資産の減価償却累計額は、1,234,567千円である。", "（２）担保に供している資産は、定期預金10,000千円及び土地（簿価45,000千円）である。",
        "（３）保証債務は、次のとおりである。", "　　ア　職員住宅資金　12件　34,500千円", "　　イ　関連団体の借入金　２件　120,000千円",
        "（４）当期の受取利息は計画の1.2倍の2,345千円、支払利息は同0.8倍の678千円であった。", "（５）１株当たり純資産額　1,523円45銭", "（６）１株当たり当期純利益　72円10銭",
    )
)  # fmt: skip
TIMETABLE = "".join(
    f'<p style="margin-bottom:3pt"><span style="display:inline-block;width:100pt">{when}</span>{what}</p>'
    for when, what in (
        ("13:00～13:10", "開会のあいさつ"), ("13:10～14:10", "基調講演「中小企業の2030年」"), ("14:10～14:20", "休憩（10分）"), ("14:20～15:50", "事例発表（３社）"), ("15:50～16:00", "閉会"),
    )
)  # fmt: skip


def _contents() -> Page:
    entries = (("第１部　企業情報", 1), ("　第１　企業の概況", 2), ("　　１　主要な経営指標等の推移", 2), ("　　２　沿革", 4), ("　　３　事業の内容", 6), ("　第２　事業の状況", 11),
               ("　　１　業績等の概要", 11), ("　　２　生産、受注及び販売の状況", 14), ("第２部　保証会社等の情報", 132))  # fmt: skip

    def make(canvas: Canvas) -> None:
        text(canvas, 297, 780, "目　次", 14, "center")
        text(canvas, 530, 750, "頁", 9, "right")
        for n, (title, at) in enumerate(entries):
            text(canvas, 60, 725 - 20 * n, title, 10)
            text(canvas, 530, 725 - 20 * n, str(at), 10, "right")

    return Page([Raw(make, ())])


def _formula() -> Page:
    def make(canvas: Canvas) -> None:
        text(canvas, 60, 780, "（指標の算式）", 11)
        y = 750.0
        for line in ("経常収支比率 ＝ 経常経費充当一般財源 12,345百万円 ÷ 経常一般財源 13,456百万円 × 100 ＝ 91.7％",
                     "実質公債費比率（３か年平均）＝（ 8.2 ＋ 8.4 ＋ 8.0 ）÷ ３ ＝ 8.2％",
                     "将来負担比率 ＝（ 45,678 － 23,456 ）÷（ 34,567 － 2,345 ）× 100 ＝ 69.0％"):  # fmt: skip
            y = prose(canvas, 60, y, line, 470) - 8
        for n, line in enumerate(NARRATIVE):
            y = prose(canvas, 60, y - 4, f"　{n + 1}　{line}", 470)
        canvas.roundRect(60, y - 70, 200, 50, 6)
        text(canvas, 70, y - 40, "申請から決定まで 約30日", 10)
        canvas.roundRect(320, y - 70, 200, 50, 6)
        text(canvas, 330, y - 40, "決定から交付まで 約14日", 10)
        canvas.line(260, y - 45, 320, y - 45)

    return Page([Raw(make, ())])


def _typed() -> Page:
    lines = ("１　開催日時　令和７年６月25日（水）　午前10時", "２　開催場所　みなと県庁　本庁舎５階　501会議室", "３　出席者数　委員12名のうち10名（うち委任状２名）", "４　議決権数　総数862,045個、行使された数612,300個（71.0％）",
             "５　議案", "　第１号議案　令和６年度事業報告の件　　賛成10名　反対０名", "　第２号議案　令和６年度決算の件　　　　賛成９名　反対１名", "　第３号議案　役員の選任の件　　　　　　賛成10名　反対０名")  # fmt: skip
    return Page(
        [
            Para("第72回通常総会議事録", "center", 13),
            Gap(10),
            *[Para(x) for x in lines],
            Gap(10),
            *[Para("　" + x) for x in NARRATIVE],
        ]
    )


FILES = {
    "chromium": ("chromium", [flow(BELOW, HEAD_UNITS, WRAP_BOTTOM), Page([*_headed(GAPS, part=gapped(GAPS, (3, 6), 12)), *_headed(PAIRS), *_headed(IN_VALUE)]), _narrow(), _wide(),
                              flow(PROPERTY, ODD), Page([Raw(BRANCHES), Gap(20), Raw(HISTORY)]), Page([Raw(RULES), Gap(20), Raw(TIMETABLE)])]),
    "chromium_tagged": ("chromium_tagged", [flow(FIVE, RANGES), flow(BAND, PLAN), Page([Raw(HISTORY)])]),
    "typst": ("typst", [flow(THREE, PERCENT, LINES), flow(EQUITY, FACILITIES), _typed(), flow(replace(PROPERTY, id="U24t"), replace(ODD, id="U16t", rules="rows", tweak=right_all))]),
    "calc": ("calc", [flow(UNEVEN), flow(WRAP_TOP), flow(MONTHS), flow(replace(IN_VALUE, id="U18l", rules="open", widths=[150, 120, 80, 130]))]),
    "writer": ("writer", [flow(BOLD, PL_YEARS), flow(HOLDERS, LOANS), flow(PROFILE, QUAD, OFFICERS), *_pages(), _typed()]),
    "impress": ("impress", [flow(replace(SUBTOTALS, id="U02i", rules="white", size=12, height=24, widths=[90, 120, 80, 110, 90])), flow(replace(ZEBRA, id="U12i", size=12, height=24, widths=[120, 80, 80, 80, 80, 80]))]),
    "canvas": ("canvas", [canvas_page(SIGNS, TWICE), canvas_page(SUBTOTALS, NOTE_ROWS, manner=Manner(rules_as="rects")), canvas_page(SEGMENTS, RATES, LETTERS), canvas_page(SOUND, ZEBRA, replace(BELOW, id="U06p", rules="rows")), _contents(), _formula()]),
    "fpdf": ("fpdf", [flow(replace(BOLD, id="U15f", rules="open"), replace(BAND, id="U11f", rules="lines"))]),
}  # fmt: skip
