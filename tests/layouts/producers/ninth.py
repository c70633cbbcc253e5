"""A ninth round, read unseen first: a last dozen."""

from __future__ import annotations

from dataclasses import replace

from producers.fifth import centred
from producers.further import canvas_page, flow
from producers.model import Page, Para
from producers.prose import NARRATIVE
from producers.seventh import right_all
from producers.written import written

KEYS = written("W01_keys", "units", "主要指標", None, [120, 40, 75, 75, 60], """
指標|単位|令和５年度|令和６年度|増減率
保証承諾件数|件|#c|#c|3.4%
保証承諾額|百万円|#p|#p|△1.2%
代位弁済率|％|1.25|1.40|－
利用企業者数|先|#c|#c|0.8%""", "none", units={1: None, 2: None})  # fmt: skip
OF_WHICH = written("W02_of_which", "labels", "費用の内訳", "（単位：千円）", [160, 85, 85], """
区分|前年度|当年度
人件費|#p|#p
　うち役員報酬|#p|#p
　うち給料手当|#p|#p
物件費|#p|#p
　うち委託料|#p|#p
合計|#p|#p""", "h3")  # fmt: skip
MATRIX = written("W03_matrix", "headings", "債務者区分の遷移", "（単位：先）", [70, 80, 60, 60, 60, 60, 60], """
前期末|当期末|<|<|<|<|<
^|正常先|要注意先|破綻懸念先|実質破綻先|破綻先|計
正常先|#c|#c|#c|3|－|#c
要注意先|#c|#c|#c|12|4|#c
破綻懸念先|－|5|#c|#c|8|#c
計|#c|#c|#c|#c|12|#c""", "grid", heads=2)  # fmt: skip
PAY = written("W04_pay", "two figures in a cell", "役員の報酬等の額", None, [170, 110, 130], """
区分|支給人員（名）|報酬等の額（百万円）
取締役（うち社外取締役）|8（3）|196（23）
監査役（うち社外監査役）|7（4）|62（26）
合計（うち社外役員）|15（7）|259（49）""", "grid", tweak=centred)  # fmt: skip
CASH = written("W05_cash", "labels", "キャッシュ・フロー計算書", "（単位：円）", [200, 90, 90], """
科目|当年度|前年度
Ⅰ　事業活動によるキャッシュ・フロー||
　１　当期正味財産増減額|#m|#m
　２　減価償却費|#p|#p
　事業活動によるキャッシュ・フロー計|#m|#m
Ⅱ　投資活動によるキャッシュ・フロー||
　１　固定資産取得支出|△#p|△#p
　投資活動によるキャッシュ・フロー計|△#p|△#p
Ⅲ　現金及び現金同等物の増減額|#m|#m""", "accounts", height=14)  # fmt: skip
RESERVES = written("W06_reserves", "headings", "準備金の増減", "（単位：百万円）", [110, 75, 70, 70, 75], """
区分|前期末|当期|<|当期末
^|^|繰入|取崩|^
収支差額変動準備金|#p|#p|－|#p
責任準備金|#p|#p|#p|#p
求償権償却準備金|#p|#p|#p|#p""", "open", heads=2)  # fmt: skip
CODES = written("W08_codes", "numbered rows", "市町別の保証債務残高", "（単位：先、百万円）", [50, 100, 70, 90], """
コード|市町名|先数|残高
001|みなと市|#c|#p
002|きた市|#c|#p
103|しま町|#c|#p
計|<|#c|#p""", "grid", stubs=2, units=[None, None, "先", "百万円"])  # fmt: skip
YEARS = written("W11_years", "headings", "会員数の推移", "（単位：名）", [100, 60, 60, 60, 60, 60], """
区分|2020|2021|2022|2023|2024
個人会員|#c|#c|#c|#c|#c
団体会員|#c|#c|#c|#c|#c
計|#c|#c|#c|#c|#c""", "rows")  # fmt: skip
TERMS = written("W12_terms", "ranges", "保証期間別の承諾", "（単位：件、百万円、％）", [110, 70, 90, 70], """
期間|件数|金額|構成比
１年以下|#c|#p|#s
１年超３年以下|#c|#p|#s
３年超５年以下|#c|#p|#s
５年超|#c|#p|#s
計|#c|#p|100.00""", "box", units=[None, "件", "百万円", "％"])  # fmt: skip
GRANTS = written("W13_grants", "text columns", "補助金等の内訳", "（単位：円）", [110, 70, 75, 75, 75, 75], """
補助金等の名称|交付者|前期末残高|当期増加額|当期減少額|当期末残高
地域振興補助金|みなと県|－|#p|#p|－
人材育成助成金|公益財団法人/うみべ財団|#p|#p|#p|#p
合計||#p|#p|#p|#p""", "grid", stubs=2)  # fmt: skip
RATIO_ROWS = written("W14_ratio_rows", "labels", "財政指標", None, [130, 70, 70, 70], """
区分|４年度|５年度|６年度
財政力指数|0.68|0.67|0.69
経常収支比率（％）|91.2|92.4|90.8
標準財政規模（千円）|#p|#p|#p
地方債残高（千円）|#p|#p|#p""", "grid", units={2: "％", 3: "千円"}, tweak=right_all)  # fmt: skip


def _notes() -> Page:
    lines = ("（重要な会計方針）", "１．有価証券の評価基準　満期保有目的の債券は償却原価法（定額法）による。", "２．固定資産の減価償却の方法　建物は定額法（15～50年）、器具備品は定率法（４～15年）による。",
             "３．引当金の計上基準　貸倒引当金は、貸倒実績率0.35％により1,234千円を計上している。", "４．消費税等の会計処理　税込方式による。納付額は567千円である。",
             "（表示方法の変更）", "　前年度まで「雑収益」に含めていた受取利息（前年度12千円）を、当年度から区分して表示した。")  # fmt: skip
    return Page([*[Para(x) for x in lines], *[Para("　" + x) for x in NARRATIVE]])


FILES = {
    "chromium": ("chromium", [flow(CASH, YEARS), flow(replace(PAY, id="W04c", rules="rows"), replace(GRANTS, id="W13c", rules="open")), _notes()]),
    "chromium_tagged": ("chromium_tagged", [flow(RATIO_ROWS, replace(MATRIX, id="W03ct"))]),
    "typst": ("typst", [flow(KEYS, TERMS), flow(replace(OF_WHICH, id="W02t", rules="none"), CODES)]),
    "calc": ("calc", [flow(MATRIX)]),
    "writer": ("writer", [flow(PAY, GRANTS), _notes()]),
    "canvas": ("canvas", [canvas_page(OF_WHICH, replace(CASH, id="W05p", rules="h3"))]),
    "fpdf": ("fpdf", [flow(RESERVES, replace(CODES, id="W08f", rules="open"), replace(YEARS, id="W11f", rules="lines"))]),
}  # fmt: skip
