"""A tenth round, read unseen first: harder shapes."""

from __future__ import annotations

from dataclasses import replace

from producers.further import canvas_page, flow, pair
from producers.model import Gap, Look, Page, Raw, Table
from producers.prose import NARRATIVE
from producers.seventh import right_all
from producers.written import written


def standing_heads(t: Table, r: int, c: int, look: Look) -> Look:
    return replace(look, vertical=r < t.head and c > 0, align="center" if r < t.head else look.align)


SUM_FIRST = written("X01_sum_first", "labels", "産業別就業者数", "（単位：人、％）", [130, 75, 75, 60], """
産業|総数|うち女性|割合
総数|#p|#p|100.00
　第１次産業|#p|#p|#s
　　農業|#p|#p|#s
　　漁業|#p|#p|#s
　第２次産業|#p|#p|#s
　第３次産業|#p|#p|#s""", "dots_upright", units=[None, "人", "人", "％"])  # fmt: skip
POINTS = written("X02_points", "units in cells", "利率等の推移", None, [110, 75, 75, 85], """
区分|前年度|本年度|増減
平均利率|1.25％|1.18％|▲0.07ポイント
預貸率|45.3％|46.9％|＋1.6ポイント
流動比率|1.8倍|2.0倍|0.2倍
職員数|120人|120人|±0人""", "grid", tweak=right_all)  # fmt: skip
DAYS = written("X03_days", "headings", "基金の残高", "（単位：千円）", [120, 80, 80, 80], """
基金|R5.3.31|R6.3.31|R7.3.31
財政調整基金|#p|#p|#p
減債基金|#p|#p|#p
合計|#p|#p|#p""", "h3")  # fmt: skip
TWO_UNDER_ONE = written("X04_two_under_one", "two figures side by side", "承諾額と前年比", "（単位：百万円、％）", [100, 60, 45, 60, 45], """
区分|５年度|<|６年度|<
一般|#p|(98.2)|#p|(101.3)
特別|#p|(103.4)|#p|(96.7)
計|#p|(99.9)|#p|(100.2)""", "groups", units=[None, "百万円", "％", "百万円", "％"])  # fmt: skip
VERTICAL = written("X05_vertical_heads", "vertical labels", "課別の職員数", "（単位：人）", [70, 30, 30, 30, 30, 40], """
部|総務課|経理課|保証課|回収課|計
管理職|2|1|4|2|9
一般職|10|6|38|21|75
計|12|7|42|23|84""", "grid", tweak=standing_heads, size=8)  # fmt: skip
REMARKS = written("X06_remarks", "text columns", "支出の状況", "（単位：円）", [110, 85, 85, 150], """
科目|予算額|決算額|摘要
会議費|#p|#p|理事会４回、総会１回
旅費|#p|#p|延べ23人分
印刷費|#p|#p|機関誌1,200部
合計|#p|#p|""", "head_grid")  # fmt: skip
FILL_TWO = written("X07_fill_two", "fills only", "利用の状況", "（単位：人、千円）", [110, 70, 80, 70, 80], """
施設|利用者|<|収入|<
^|５年度|６年度|５年度|６年度
東館|#c|#c|#p|#p
西館|#c|#c|#p|#p
合計|#c|#c|#p|#p""", "stripes", heads=2, units=[None, "人", "人", "千円", "千円"])  # fmt: skip
LEFT = written("X08_pair_left", "side by side", "資産", "（単位：百万円）", [80, 60, 60], """
科目|前期|当期
現金|#p|#p
貸付金|#p|#p
合計|#p|#p""", "box", size=8.5)  # fmt: skip
RIGHT = written("X08_pair_right", "side by side", "負債", "（単位：百万円）", [90, 60, 60], """
科目|前期|当期
借入金|#p|#p
引当金|#p|#p
その他|#p|#p
資本金|#p|#p
合計|#p|#p""", "box", size=8.5)  # fmt: skip
STACKED = written("X09_stacked", "two figures in a cell", "四半期の売上", "（単位：百万円、下段は前年同期）", [90, 70, 70, 70], """
部門|第１四半期|第２四半期|第３四半期
公共|1,203/（1,180）|1,344/（1,290）|1,401/（1,377）
金融|2,310/（2,455）|2,290/（2,401）|2,377/（2,399）
合計|3,513/（3,635）|3,634/（3,691）|3,778/（3,776）""", "columns", tweak=right_all, height=18)  # fmt: skip
SPREAD = written("X10_spread", "wide", "保証承諾の年度推移", "（単位：件、百万円）", [52, *[26, 34] * 7], "\n".join(
    ["区分|" + "|".join(f"令和{y}年度|<" for y in ("元", "２", "３", "４", "５", "６", "７")), "^" + "|件数|金額" * 7,
     *[x + "|#c|#p" * 7 for x in ("一般", "小口", "特別", "計")]]), "thickthin", heads=2, size=5.5, height=11)  # fmt: skip
COSTS = written("X11_costs", "labels", "事業費の明細", "（単位：円）", [80, 110, 90, 90], """
大区分|中区分|予算額|決算額
調査研究|委託費|#p|#p
|旅費|#p|#p
|計|#p|#p
普及啓発|印刷費|#p|#p
|計|#p|#p
合計|<|#p|#p""", "rows", stubs=2)  # fmt: skip

GLOSSARY = "".join(
    f'<div style="display:flex;margin-bottom:4pt"><b style="width:90pt">{term}</b><span style="width:380pt">{text}</span></div>'
    for term, text in (
        ("責任共有制度", "平成19年10月１日から導入された、金融機関が20％の責任を負う制度。部分保証方式と負担金方式がある。"),
        ("代位弁済", "中小企業者に代わって借入金を返済すること。６年度は254件、3,066百万円。"), ("求償権", "代位弁済により取得する権利。年14.6％の損害金が付される。"),
    )
)  # fmt: skip
TWO_COLUMNS = f'<div style="columns:2;column-gap:20pt;font-size:9pt">{"".join(f"<p>　{x}</p>" for x in NARRATIVE)}<p>・令和５年度　5,355件</p><p>・令和６年度　5,210件</p></div>'

FILES = {
    "chromium": ("chromium", [flow(SUM_FIRST, VERTICAL, REMARKS), Page([Raw(GLOSSARY), Gap(20), Raw(TWO_COLUMNS)]), flow(STACKED, FILL_TWO)]),
    "chromium_tagged": ("chromium_tagged", [flow(replace(COSTS, id="X11ct"), replace(TWO_UNDER_ONE, id="X04ct"))]),
    "typst": ("typst", [Page([pair(LEFT, RIGHT), Gap(24), *flow(POINTS).parts]), flow(replace(REMARKS, id="X06t", rules="h3"), replace(SUM_FIRST, id="X01t", rules="none"))]),
    "calc": ("calc", [flow(SPREAD), flow(TWO_UNDER_ONE)]),
    "writer": ("writer", [flow(COSTS, DAYS), flow(replace(STACKED, id="X09w", rules="grid"))]),
    "canvas": ("canvas", [canvas_page(replace(DAYS, id="X03p"), replace(TWO_UNDER_ONE, id="X04p", rules="h3"), replace(STACKED, id="X09p", rules="h3"))]),
}  # fmt: skip
