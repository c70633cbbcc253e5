"""An eighth round, read unseen first: what the seventh had not."""

# ruff: noqa: ARG001, ARG005 (every tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from producers.canvas import around, draw, page_of, text
from producers.fifth import centred
from producers.further import canvas_page, flow
from producers.model import Gap, Look, Page, Para, Raw, Table, note
from producers.prose import NARRATIVE
from producers.seventh import bold_total, right_all, top
from producers.written import written


def bands(t: Table, r: int, c: int, look: Look) -> Look:
    """Rows that one cell spans, filled."""
    return (
        replace(look, fill="#d0d8e8", align="left", colour="#000000")
        if r >= t.head and t.span(r, 0)[1] == t.shape[1]
        else look
    )


RANGES = written("V01_ranges", "ranges", "見積りの前提", None, [150, 100, 100], """
区分|前期|当期
割引率|0.1～0.2％|0.2～0.5％
退職率|1.2～3.8％|1.1～4.0％
期待運用収益率|2.5％|2.0％""", "h3", tweak=right_all)  # fmt: skip
BUDGETS = written("V02_budgets", "labels", "予算額の推移", "（単位：百万円）", [70, 60, 80, 80, 80], """
年度|区分|総額|国費|県費
令和５年度|当初|#p|#p|#p
^|補正|#p|－|#p
^|最終|#p|#p|#p
令和６年度|当初|#p|#p|#p
^|補正|△#p|－|△#p
^|最終|#p|#p|#p""", "open", stubs=2, parents={1: "令和5年度", 6: "令和6年度"})  # fmt: skip
BANDS = written("V03_bands", "bands", "会計別の歳出", "（単位：千円、％）", [130, 90, 90, 60], """
科目|予算額|決算額|執行率
【一般会計】|<|<|<
議会費|#p|#p|#s
総務費|#p|#p|#s
【特別会計】|<|<|<
国民健康保険|#p|#p|#s
介護保険|#p|#p|#s
合計|#p|#p|#s""", "fillhead", tweak=bands, units=[None, "千円", "千円", "％"])  # fmt: skip
UNITS_BRACKETED = written("V04_units_bracketed", "units", "施設の利用", None, [110, 70, 70, 80, 70], """
施設名|利用日数/（日）|利用者数/（人）|使用料/（千円）|稼働率/（％）
本館|#c|#c|#p|#s
別館|#c|#c|#p|#s
体育館|#c|#c|#p|#s""", "h3", units=[None, "日", "人", "千円", "％"])  # fmt: skip
RANKS = written("V05_ranks", "numbered rows", "業種別の上位", "（単位：件、百万円、％）", [40, 110, 60, 80, 60], """
順位|業種|件数|金額|構成比
1|総合工事業|#c|#p|#s
2|飲食店|#c|#p|#s
3|食料品製造業|#c|#p|#s
4|機械器具卸売業|#c|#p|#s
5|道路貨物運送業|#c|#p|#s""", "grid", stubs=2, units=[None, None, "件", "百万円", "％"])  # fmt: skip
PL_SIDES = written("V06_pl_sides", "two-sided sheets", "損益計算書", "（単位：円）", [110, 85, 110, 85], """
費用の部|<|収益の部|<
科目|金額|科目|金額
事業費|#p|受取会費|#p
管理費|#p|受取補助金|#p
減価償却費|#p|雑収益|#p
雑損失|#p||
当期剰余金|#p||
合計|#p|合計|#p""", "grid", heads=2)  # fmt: skip
BILINGUAL = written("V07_bilingual", "label columns", "連結業績の推移", "（単位：百万円）", [110, 70, 70, 70, 110], """
|2023年３月期|2024年３月期|2025年３月期|
売上高|#p|#p|#p|Net sales
営業利益|#p|#p|#p|Operating income
経常利益|#p|#p|△#p|Ordinary income
純資産|#p|#p|#p|Net assets""", "rows")  # fmt: skip
RESULTS = written("V09_results", "units", "連結経営成績", None, [90, 70, 40, 70, 40, 70, 40], """
|売上高|<|営業利益|<|経常利益|<
|百万円|％|百万円|％|百万円|％
2025年３月期|#p|3.2|#p|△5.6|#p|12.4
2024年３月期|#p|△0.8|#p|7.1|#p|－""", "h3", heads=2, units=[None, "百万円", "％", "百万円", "％", "百万円", "％"])  # fmt: skip
DIVIDENDS = written("V10_dividends", "units", "配当の状況", None, [80, 58, 58, 58, 50, 50, 70, 60], """
|年間配当金|<|<|<|<|配当金総額/（合計）|配当性向/（連結）
^|第１四半期末|第２四半期末|第３四半期末|期末|合計|^|^
|円 銭|円 銭|円 銭|円 銭|円 銭|百万円|％
2024年３月期|－|11.00|－|22.00|33.00|2,890|28.4
2025年３月期|－|12.00|－|24.00|36.00|3,144|29.1""", "grid", heads=3, size=7.5, units=[None, "円", "円", "円", "円", "円", "百万円", "％"])  # fmt: skip
STEPS = written("V11_steps", "labels", "歳入予算", "（単位：千円）", [90, 110, 80, 80, 80], """
款|項|本年度|前年度|比較
１　市税|１　市民税|#p|#p|#m
^|２　固定資産税|#p|#p|#m
^|計|#p|#p|#m
２　地方譲与税|１　自動車重量譲与税|#p|#p|#m
歳入合計|<|#p|#p|#m""", "grid", stubs=2, tweak=bold_total, parents={1: "1市税", 4: "2地方譲与税"})  # fmt: skip
MEETINGS = written("V12_meetings", "text columns", "会議の開催状況", None, [90, 90, 60, 200], """
開催日|会議名|出席者|主な議題
令和６年５月20日|第１回理事会|12名|令和５年度事業報告及び決算について
令和６年６月14日|定時総会|103名|役員の改選について/定款の一部変更について
令和７年３月18日|第２回理事会|11名|令和７年度事業計画及び予算について""", "grid", stubs=2, tweak=lambda t, r, c, look: replace(look, align="left"))  # fmt: skip
TOTAL_FIRST = written("V14_total_first", "headings", "求償権の回収", "（単位：百万円）", [90, 70, 65, 65, 65, 65], """
年度|合計|内訳|<|<|<
^|^|元金|<|損害金|その他
^|^|本人|保証人|^|^
令和４年度|#p|#p|#p|#p|#p
令和５年度|#p|#p|#p|#p|#p
令和６年度|#p|#p|#p|#p|－""", "columns", heads=3)  # fmt: skip
TIGHT = written("V16_tight", "tight columns", "残高の明細", "（単位：円）", [70, 52, 52, 52, 52, 52], """
区分|４月|５月|６月|７月|８月
甲|1,234,567,890|1,345,678,901|1,456,789,012|1,567,890,123|1,678,901,234
乙|234,567,890|345,678,901|456,789,012|567,890,123|678,901,234
計|1,469,135,780|1,691,246,791|1,913,578,024|2,135,780,246|2,357,802,468""", "none", size=7, tweak=lambda t, r, c, look: replace(look, pad=1))  # fmt: skip
FOOTNOTED = written("V17_footnoted", "notes", "保有株式の内訳", "（単位：千株、百万円）", [130, 80, 90, 90], """
銘柄|株式数|貸借対照表計上額|前期計上額
甲銀行|1,200|3,456※１|3,210
乙商事（注）|800|1,234|1,180※２
丙電力|50|61|－
合計|2,050|4,751|4,390""", "grid", units=[None, "千株", "百万円", "百万円"])  # fmt: skip
MINUS = written("V18_minus", "odd cells", "資金の増減", "（単位：千円）", [150, 80, 80, 80], """
区分|第１期|第２期|第３期
営業活動|▲1,234|2,345|3,456
投資活動|-567|▲ 678|△789
財務活動|△ 12|34|▲5
増減額|▲1,813|1,701|2,662""", "hdots")  # fmt: skip
ERAS = written("V19_eras", "numbered rows", "人口と世帯数の推移", "（単位：人、世帯、％）", [80, 70, 70, 70, 60], """
年|人口|<|世帯数|増減率
^|総数|うち外国人|^|^
平成30|182,345|3,456|81,234|0.3
令和元|183,012|3,678|82,011|0.4
２|182,876|3,590|82,540|△0.1
３|182,101|3,412|82,893|△0.4
４|181,903|3,587|83,412|△0.1""", "booktabs", heads=2, units=[None, "人", "人", "世帯", "％"], tweak=lambda t, r, c, look: replace(look, align="center" if c == 0 else look.align))  # fmt: skip
AGES = written("V20_ages", "two-sided sheets", "年齢別人口", "（単位：人）", [60, 55, 55, 55, 60, 55, 55, 55], """
年齢|総数|男|女|年齢|総数|男|女
０～４歳|#p|#c|#c|50～54歳|#p|#c|#c
５～９歳|#p|#c|#c|55～59歳|#p|#c|#c
10～14歳|#p|#c|#c|60～64歳|#p|#c|#c
15～19歳|#p|#c|#c|65歳以上|#p|#c|#c""", "grid", units=[None, "人", "人", "人", None, "人", "人", "人"])  # fmt: skip
TWO_LEVEL = written("V21_over", "over pages", "契約の一覧", "（単位：千円）", [40, 150, 75, 75, 75], "\n".join(
    ["番号|契約名|契約額|<|支払済額", "^|^|当初|変更後|^", *[f"{n}|第{n}工区整備工事|#p|#p|#p" for n in range(1, 31)]]), "rows", heads=2, stubs=2)  # fmt: skip
TWO_LEVEL_B = written("V21_over_b", "over pages", None, None, [40, 150, 75, 75, 75], "\n".join(
    ["番号|契約名|契約額|<|支払済額", "^|^|当初|変更後|^", *[f"{n}|第{n}工区整備工事|#p|#p|#p" for n in range(31, 36)], "|合計|#p|#p|#p"]), "rows", heads=2, stubs=2)  # fmt: skip
ODD_NOTE = "（％表示は対前期増減率）"
BOXED = written("V22_boxed", "framed", "収支の要約", "（単位：億円）", [100, 70, 70, 70], """
区分|計画|実績|差
収入|#s|#s|0.35
支出|#s|#s|△0.12
収支差|#s|#s|0.47""", "none")  # fmt: skip
REASONS = written("V24_reasons", "text columns", "予算と決算の比較", "（単位：千円）", [80, 60, 60, 60, 180], """
科目|予算額|決算額|差異|主な増減理由
事業収入|#p|#p|△#p|受講者数が計画の120名に対し98/名にとどまったため。
補助金収入|#p|#p|#c|県補助金の追加交付による。
雑収入|#p|#p|#c|受取利息の増加、保険金１件の/受入れ等による。
合計|#p|#p|△#p|""", "rows", tweak=top)  # fmt: skip
SHARED = written("V25_shared", "merged figures", "共同事業の負担額", "（単位：千円）", [100, 80, 80, 90], """
団体|直接経費|事務費|共通経費
甲市|#p|#p|12,000
乙町|#p|#p|^
丙村|#p|#p|^
計|#p|#p|12,000""", "grid")  # fmt: skip
YEN = written("V27_yen", "units in cells", "使用料の収入", None, [120, 100, 100], """
区分|前年度|本年度
会議室|1,234,500 円|1,302,000 円
駐車場|456,000 円|470,500 円
計|1,690,500 円|1,772,500 円""", "box", units=[None, "円", "円"])  # fmt: skip
KANJI = written("V28_kanji", "units in cells", "主な事業費", None, [150, 110, 110], """
事業名|予算額|決算額
学校改築事業|12億3,456万円|11億9,870万円
道路改良事業|３億4,500万円|３億1,200万円
公園整備事業|8,900万円|8,450万円""", "grid", tweak=right_all)  # fmt: skip
FULL = written("V29_full_width", "odd cells", "会費収入の内訳", "（単位：円）", [130, 90, 90], """
区分|会員数|会費
正会員|１２３名|１，２３０，０００
賛助会員|４５名|９００，０００
計|１６８名|２，１３０，０００""", "accounts", units=[None, "名", "円"])  # fmt: skip
STACKED_HEADS = written("V30_ratio_pairs", "two figures in a cell", "業務の実績", "（単位：百万円、（　）内は前年比％）", [110, 95, 95, 95], """
区分|令和４年度|令和５年度|令和６年度
保証承諾|68,320（99.8）|69,841（102.2）|67,004（95.9）
保証債務残高|255,310（96.4）|243,516（95.4）|230,120（94.5）
代位弁済|3,066（140.2）|3,412（111.3）|2,980（87.3）""", "rows", tweak=centred)  # fmt: skip


def _headed(table: Table) -> list[Any]:
    return [note(table, str(table.caption), "left", 10), *([note(table)] if table.unit else []), table, Gap(24)]


def _pages() -> list[Page]:
    return [
        Page([*_headed(TWO_LEVEL)[:-1], note(TWO_LEVEL, "次ページへ続く")]),
        Page([TWO_LEVEL_B, Gap(30), Para(NARRATIVE[2])]),
    ]


def _boxed() -> Page:
    def make(canvas: Canvas) -> None:
        canvas.roundRect(50, 640, 350, 150, 8)
        around(canvas, BOXED, 70, 740)
        draw(canvas, BOXED, 70, 740)
        around(canvas, RANKS, 60, 560)
        draw(canvas, RANKS, 60, 560)

    return page_of(make, BOXED, RANKS)


PRICES = (
    '<p>利用料金のご案内</p><ul style="line-height:1.7"><li>大会議室　半日 12,000円、全日 22,000円</li><li>小会議室　半日 4,000円、全日 7,000円</li>'
    "<li>駐車場　１台１日 500円（30分以内は無料）</li><li>備品（プロジェクター）　１回 1,500円</li></ul>"
    '<p style="margin-top:12pt">Ｑ１　創業前でも申し込めますか。</p><p>Ａ１　はい。創業の１か月前から申し込めます（認定特定創業支援等事業の場合は６か月前）。限度額は3,500万円です。</p>'
    "<p>Ｑ２　保証料はいくらですか。</p><p>Ａ２　年0.45％～1.90％です。1,000万円を５年で借りた場合、約28万円になります。</p>"
)
MEMBERS = "".join(
    f'<p style="margin-bottom:2pt">{line}</p>'
    for line in (
        "１　委員長　　　　　　１名", "２　副委員長　　　　　２名", "３　委員　　　　　　　12名以内", "４　任期　　　　　　　２年（再任を妨げない。）",
        "附　則", "　この規程は、令和７年４月１日から施行する。", "　平成12年規程第３号は、廃止する。",
    )
)  # fmt: skip


def _letter() -> Page:
    def make(canvas: Canvas) -> None:
        text(canvas, 530, 780, "み保第123号", 10, "right")
        text(canvas, 530, 764, "令和７年５月20日", 10, "right")
        text(canvas, 60, 730, "理事長　様", 10)
        text(canvas, 530, 700, "監事　　　　　　　　㊞", 10, "right")
        for n, line in enumerate(("１　監査の期間　令和６年４月１日から令和７年３月31日まで", "２　監査の方法　帳簿435冊を照合し、預金12口座の残高を確認した。",
                                  "３　監査の結果　資産総額1,234,567,890円、負債総額345,678,901円を正確と認める。")):  # fmt: skip
            text(canvas, 60, 650 - 24 * n, line, 10)
        for n, (box, below) in enumerate(
            (("受付", "１日目"), ("審査", "２～10日目"), ("決定", "14日目"), ("融資", "20日目"))
        ):
            canvas.rect(60 + 120 * n, 480, 80, 28)
            text(canvas, 100 + 120 * n, 490, box, 10, "center")
            text(canvas, 100 + 120 * n, 464, below, 9, "center")

    return Page([Raw(make, ())])


FILES = {
    "chromium": ("chromium", [Page([note(RESULTS, str(RESULTS.caption), "left", 10), note(RESULTS, ODD_NOTE), RESULTS, Gap(24), *flow(BANDS, UNITS_BRACKETED).parts]), flow(REASONS, BILINGUAL, YEN), Page([Raw(PRICES), Gap(20), Raw(MEMBERS)]), flow(SHARED, STACKED_HEADS, MINUS), *_pages()]),
    "chromium_tagged": ("chromium_tagged", [flow(replace(RESULTS, id="V09ct"), replace(TOTAL_FIRST, id="V14ct", rules="rows"))]),
    "typst": ("typst", [flow(DIVIDENDS, ERAS, TIGHT), flow(replace(BANDS, id="V03t", rules="rows"), replace(REASONS, id="V24t", rules="columns"))]),
    "calc": ("calc", [flow(BUDGETS), flow(AGES)]),
    "writer": ("writer", [flow(PL_SIDES, STEPS, FULL), flow(MEETINGS, KANJI)]),
    "impress": ("impress", [flow(replace(ERAS, id="V19i", rules="white", size=12, height=24, widths=[110, 100, 100, 100, 90]))]),
    "canvas": ("canvas", [canvas_page(RANGES, TOTAL_FIRST, FOOTNOTED), _boxed(), _letter()]),
    "fpdf": ("fpdf", [flow(replace(YEN, id="V27f", rules="rows"), replace(MINUS, id="V18f", rules="open"), replace(STEPS, id="V11f", rules="open", tweak=None))]),
}  # fmt: skip
