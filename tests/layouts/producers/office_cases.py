"""Tables set by LibreOffice: Writer, Calc and Impress."""

# ruff: noqa: ARG005 (every style and tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace
from typing import Any

from producers import odf
from producers.model import Figures, Gap, Look, Page, Para, Raw, Row, Rule, Table, note
from producers.prose import NARRATIVE


def _upright(t: Table, row: int, col: int, look: Look) -> Look:
    tall = col == 0 and t.span(row, col)[0] > 1 and row >= t.head
    return replace(look, vertical=tall, align="center" if tall else look.align)


def _plan(id_: str, f: Figures, rules: str, caption: str, **more: Any) -> Table:
    return Table(
        id_,
        [["項目", "計画額", "実績", None, "達成率"], [None, None, "件数", "金額", None],
         *[f.row(label, "pcm%") for label in ("保証承諾", "保証債務残高", "代位弁済", "実際回収", "求償権残高")]],
        [105, 80, 70, 80, 65], rules=rules, header_rows=2, caption=caption, unit="（単位：件、百万円）",
        spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 2, 1)], **more,
    )  # fmt: skip


def writer() -> list[Page]:
    f = Figures(401, minus="△")
    booktabs = _plan("W01_booktabs", f, "booktabs", "表１　主要業務数値")
    vertical = Table(
        "W02_vertical_labels",
        [["区　　分", None, "予算", "決算", "増減"],
         ["収　入", "事業収入", *f.row([], "ppm")], [None, "補助金収入", *f.row([], "ppm")], [None, "雑収入", *f.row([], "ppm")],
         [None, "小計", *f.row([], "ppm")],
         ["支　出", "事業費", *f.row([], "ppm")], [None, "管理費", *f.row([], "ppm")], [None, "小計", *f.row([], "ppm")]],
        [26, 100, 80, 80, 80], spans=[(0, 0, 1, 2), (1, 0, 4, 1), (5, 0, 3, 1)], tweak=_upright, stubs=2,
        caption="収支の概要", unit="（単位：千円）", height=18,
    )  # fmt: skip
    stacked = Table(
        "W03_stacked_rows",
        [["科目", "金額", None], ["Ⅰ　事業活動収支", "", ""], ["　会費収入", f.plain(), ""], ["　事業収入", f.plain(), ""],
         ["　　収入合計", "", f.plain()], ["　人件費", f.plain(), ""], ["　物件費", f.plain(), ""], ["　　支出合計", "", f.plain()],
         ["当期収支差額", "", f.money()]],
        [170, 80, 80], rules="accounts", spans=[(0, 1, 1, 2)], caption="損益計算書", unit="（単位：円）", size=9, height=13,
        tweak=lambda t, r, c, look: replace(look, bottom=Rule(0.5) if (r, c) in ((3, 1), (6, 1), (7, 2)) else look.bottom),
    )  # fmt: skip
    twins = [
        Table(f"W04_nested_{n}", [["科目", "金額"], *[f.row(x, "m") for x in labels]], [110, 80], rules="grid", caption=caption,
              unit="（単位：円）")
        for n, caption, labels in (("left", "資産", ("現金", "預金", "建物", "計")), ("right", "負債", ("借入金", "未払金", "引当金", "計")))
    ]  # fmt: skip
    wrapped = Table(
        "W05_wrapped_labels_rows",
        [["事業名", "予算額\n（千円）", "執行額\n（千円）", "執行率\n（％）"],
         f.row("中小企業の経営の改善に\n関する支援事業", "ppr"), f.row("人材育成事業", "ppr"),
         f.row("海外展開及び販路の開拓\nに関する支援事業", "ppr"), f.row("計", "ppr")],
        [140, 75, 75, 65], rules="rows", caption="事業別執行状況",
        tweak=lambda t, r, c, look: replace(look, valign="middle" if r < t.head or c else "top"),
    )  # fmt: skip
    frame = Table(
        "W06_in_text_frame", [["年度", "件数", "金額"], *[f.row(x, "cp") for x in ("４年度", "５年度", "６年度")]], [60, 55, 65],
        rules="grid", caption="回収の推移", unit="（単位：件、円）", size=8,
    )  # fmt: skip
    dots = Table("W07_dashed_rows_open", [["区分", "前期末", "当期末", "増減"], *[f.row(x, "ppm") for x in ("定期性預金", "国債", "地方債", "計")]],
                 [100, 80, 80, 80], rules="hdots", caption="運用の状況", unit="（単位：千円）",
                 tweak=lambda t, r, c, look: replace(look, bottom=Rule(0.5, "dashed") if look.bottom and look.bottom.kind == "dotted" else look.bottom))  # fmt: skip
    bare = Table("W08_borderless_text_columns", [["役職", "氏名", "報酬", "備考"], ["理事長", "甲野", "9,600", "常勤"], ["理事", "乙山", "7,200", "常勤"],
                                                 ["監事", "丙川", "1,200", "非常勤"], ["監事", "丁田", "－", "非常勤"]],
                 [80, 80, 80, 80], rules="none", caption="役員報酬", unit="（単位：千円）", stubs=2)  # fmt: skip
    return [
        Page([Para(NARRATIVE[0]), Gap(10), Para("表１　主要業務数値（単位：件、百万円）", "left", 10), booktabs, Gap(20),
              note(vertical, "収支の概要", "center", 11), note(vertical), vertical]),
        Page([note(stacked, "損益計算書", "center", 12), note(stacked), stacked, Gap(24),
              Row([(190, [Para(f"{t.caption}（単位：円）", size=9), t]) for t in twins], 24)]),
        Page([Para("事業別執行状況"), wrapped, Gap(20), note(dots, "運用の状況（単位：千円）", "left", 10), dots]),
        Page([Raw(lambda styles: _framed(styles, frame), [frame]), Gap(20), Para("役員報酬（単位：千円）"), bare]),
        Page([Para("５　苦情の状況"), *[Para(t, after=10) for t in NARRATIVE],
              *[Para(f"{n}　{t}") for n, t in ((1, "電話によるもの　12件（前年度15件）"), (2, "来訪によるもの　3件（前年度1件）"), (3, "文書によるもの　1件（前年度なし）"))],
              Gap(30), Para("〒104-0000　東京都中央区八重洲９丁目９番９号"), Para("TEL 03-0000-1234（代表）　FAX 03-0000-5678")]),
    ]  # fmt: skip


def _framed(styles: odf.Styles, t: Table) -> str:
    """A paragraph with a frame at its right, which holds a table."""
    frame = styles.name(
        "graphic",
        '<style:graphic-properties style:wrap="left" style:horizontal-pos="right" style:horizontal-rel="paragraph" '
        'style:vertical-pos="top" style:vertical-rel="paragraph" fo:border="none" fo:padding="0pt" fo:margin-left="12pt"/>',
        'style:parent-style-name="Frame"',
    )
    inner = "".join(
        f'<text:p text:style-name="{styles.paragraph(align, 8)}">{words}</text:p>'
        for align, words in (("left", t.caption), ("right", t.unit))
    ) + odf.writer_table(styles, t)
    text = "".join(NARRATIVE)
    return (
        f'<text:p text:style-name="{styles.paragraph("left", 10)}"><draw:frame draw:style-name="{frame}" text:anchor-type="paragraph" '
        f'draw:name="f1" svg:width="{sum(t.widths) + 14}pt" svg:height="110pt" draw:z-index="0"><draw:text-box>{inner}</draw:text-box></draw:frame>{text}</text:p>'
    )


def calc() -> list[Page]:
    f = Figures(402, minus="▲")
    grid = _plan("S01_grid", f, "grid", "計画と実績")
    labels = Table(
        "S02_label_columns_merged",
        [["款", "項", "目", "予算現額", "収入済額", "比較"],
         ["１　会費", "１　会費", "１　正会員", *f.row([], "ppm")], [None, None, "２　賛助会員", *f.row([], "ppm")],
         ["２　補助金", "１　国庫", "１　国庫補助", *f.row([], "ppm")], [None, "２　県費", "１　県補助", *f.row([], "ppm")],
         [None, None, "２　県委託", *f.row([], "ppm")], ["合計", None, None, *f.row([], "ppm")]],
        [65, 60, 80, 75, 75, 75], stubs=3, spans=[(1, 0, 2, 1), (1, 1, 2, 1), (3, 0, 3, 1), (4, 1, 2, 1), (6, 0, 1, 3)],
        caption="歳入の部", unit="（単位：円）",
    )  # fmt: skip
    months = [f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
    wide = Table(
        "S03_wide_scaled",
        [["区分", None, *months, "合計", "前年度"],
         *[[g, x, *f.row([], "c" * 12 + "pp")] for g, x in (("承諾", "件数"), (None, "金額"), ("弁済", "件数"), (None, "金額"))]],
        [50, 50, *[58] * 12, 70, 70], spans=[(0, 0, 1, 2), (1, 0, 2, 1), (3, 0, 2, 1)], stubs=2,
        caption="月別推移表", unit="（単位：件、千円）",
    )  # fmt: skip
    fills = _plan(
        "S04_fill_heading_thin_rows",
        f,
        "rows",
        "区分別",
        tweak=lambda t, r, c, look: replace(look, fill="#fff2cc" if r < t.head else None),
    )
    h3 = Table("S05_no_rules_at_all", [["科目", "１期", "２期", "３期"], *[f.row(x, "mmm") for x in ("売上高", "売上原価", "販管費", "営業利益")]],
               [90, 75, 75, 75], rules="none", caption="損益の推移", unit="（単位：百万円）")  # fmt: skip
    empty = Table("S06_empty_column_and_cells", [["地区", "前年", "本年", "摘要", "順位"], ["東", "1,200", "", "", "1"], ["西", "", "980", "", "2"],
                                               ["南", "1,100", "1,300", "", ""], ["北", "－", "1,050", "", "4"]],
                  [70, 70, 70, 70, 50], caption="地区別", unit="（単位：円）")  # fmt: skip
    upright = Table(
        "S07_stacked_vertical_labels",
        [["", "科目", "本年度", "前年度"], ["資産", "流動資産", *f.row([], "pp")], [None, "固定資産", *f.row([], "pp")], [None, "計", *f.row([], "pp")],
         ["負債", "流動負債", *f.row([], "pp")], [None, "固定負債", *f.row([], "pp")], [None, "計", *f.row([], "pp")]],
        [22, 90, 80, 80], spans=[(1, 0, 3, 1), (4, 0, 3, 1)], tweak=_upright, stubs=2, rules="open", caption="財産目録",
        unit="（単位：千円）", height=18,
    )  # fmt: skip
    double = Table("S08_double_and_dotted", [["級", "人数", "平均給与", "前年比"], *[f.row(x, "cp%") for x in ("１級", "２級", "３級", "計")]],
                   [70, 70, 80, 70], rules="hdots", caption="給与の状況", unit="（単位：人、円）",
                   tweak=lambda t, r, c, look: replace(look, top=Rule(2.6, "double") if r == t.shape[0] - 1 else look.top,
                                                       bottom=Rule(2.6, "double") if r == t.shape[0] - 2 else look.bottom))  # fmt: skip
    return [
        Page([Para("計画と実績", size=12), Para("（単位：件、百万円）", "right", 9), grid], "gothic"),
        Page([Para("歳入の部"), Para("（単位：円）", "right", 9), labels], "gothic"),
        Page([Para("月別推移表", size=14), Para("（単位：件、千円）", "right", 10), wide], "gothic", landscape=True),
        Page([Para("区分別"), Para("（単位：件、百万円）", "right", 9), fills], "gothic"),
        Page([Para("損益の推移（単位：百万円）"), h3], "gothic"),
        Page(
            [Para("地区別"), Para("（単位：円）", "right", 9), empty, Gap(16), Para("（注）摘要は該当なし。", size=8)],
            "gothic",
        ),
        Page([Para("財産目録"), Para("（単位：千円）", "right", 9), upright], "gothic"),
        Page([Para("給与の状況"), Para("（単位：人、円）", "right", 9), double], "gothic"),
    ]


def impress() -> list[Page]:
    f = Figures(403)
    white = _plan("I01_white_rules", f, "white", "主要業務数値", size=13, height=28)
    white = replace(white, widths=[150, 120, 110, 120, 100])
    zebra = Table("I02_zebra", [["年度", "承諾額", "残高", "弁済額"], *[f.row(x, "ppp") for x in ("２年度", "３年度", "４年度", "５年度", "６年度")]],
                  [130, 130, 130, 130], rules="zebra", caption="５年間の推移", unit="（単位：億円）", size=14, height=30)  # fmt: skip
    pair = [
        Table(f"I03_pair_{n}", [["区分", "件数", "割合"], *[f.row(x, "c%") for x in labels]], [120, 80, 80], rules=rules, caption=caption, size=11,
              height=24)
        for n, caption, labels, rules in (("left", "業種別", ("製造業", "建設業", "その他"), "white"), ("right", "資金別", ("運転", "設備", "併用"), "rows"))
    ]  # fmt: skip
    lines = _plan("I04_horizontal_rules", f, "booktabs", "計画の達成状況", size=12, height=26)
    lines = replace(lines, widths=[150, 110, 100, 110, 100])
    one = Table("I05_key_figures", [["保証承諾", "保証債務残高", "代位弁済"], ["5,355件", "199,301百万円", "3,066百万円"]], [200, 200, 200],
                rules="white", caption="数字で見る協会", size=16, height=40, stubs=0)  # fmt: skip
    bullets = (
        "保証承諾は５年連続で増加（前年度比102.3％）",
        "代位弁済は254件、30億66百万円",
        "回収は７億17百万円で計画を3.4％上回る",
        "創業保証は312件で過去最高",
    )
    return [
        Page([Para("主要業務数値", size=20), note(white, size=10), white], "ipag"),
        Page([Para("５年間の推移", size=20), note(zebra, size=10), zebra], "ipag"),
        Page([Para("業種・資金の内訳", size=20, after=16), Row([(280, [Para(str(t.caption), size=12, width=280), t]) for t in pair], 50)], "ipag"),
        Page([Para("計画の達成状況", size=20), note(lines, size=10), lines], "ipag"),
        Page([Para("数字で見る協会", size=20, after=10), one], "ipag"),
        Page([Para("令和６年度のまとめ", size=22, after=20), *[Para(f"・{t}", size=16, after=14) for t in bullets]], "ipag"),
    ]  # fmt: skip
