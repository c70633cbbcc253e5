"""Tables set by Typst."""

# ruff: noqa: ARG005 (every style and tweak is asked in the same way)
from __future__ import annotations

from dataclasses import replace

from producers import typst_pages
from producers.model import Figures, Gap, Page, Para, Raw, Row, Rule, Table, note
from producers.prose import NARRATIVE


def tagged() -> list[Page]:
    return [_turned(), _large(), *_labels(), _pairs(), _two_sides(), _list_of_numbers()]


def _turned() -> Page:
    """A wide table turned by a quarter on an upright page (the content is turned, not the page)."""
    f = Figures(201)
    turned = Table(
        "T01_turned_content",
        [["区分", "保証承諾", None, "保証債務残高", None, "代位弁済", None],
         [None, *["件数", "金額"] * 3],
         *[f.row(label, "cpcpcm") for label in ("農林漁業", "製造業", "建設業", "卸売業", "小売業", "サービス業", "合計")]],
        [110, *[70, 85] * 3], header_rows=2, spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 1, 2)],
        caption="業種別状況", unit="（単位：件、千円）", size=10, height=20,
    )  # fmt: skip
    inner = "\n".join(typst_pages.block(p) for p in (note(turned, "業種別状況", "left", 12), note(turned), turned))
    return Page(
        [Raw(f"#rotate(-90deg, reflow: true)[#block(width: {sum(turned.widths)}pt)[{inner}]]", [turned])], "gothic"
    )


def _large() -> Page:
    f = Figures(202, minus="▲")
    large = Table(
        "T02_large_type", [["", "計画", "実績"], *[f.row(label, "pp", 9_999) for label in ("承諾", "残高", "回収")]],
        [120, 150, 150], rules="h3", caption="令和６年度の実績", unit="（単位：億円）", size=24, height=44,
    )  # fmt: skip
    one = Table("T03_one_row_borderless_fill", [["件数", "金額", "平均", "前年比"], ["1,204", "18,322", "15", "102.3%"]],
                [110, 110, 110, 110], rules="fillhead", caption="借換保証の利用", unit="（単位：件、百万円）", size=11,
                height=22, stubs=0, tweak=lambda t, r, c, look: replace(look, align="right" if r else "center"))  # fmt: skip
    return Page([Para("令和６年度の実績（単位：億円）", size=20, after=8), large, Gap(40),
                 note(one, one.caption, "left", 10), note(one), one], "gothic")  # fmt: skip


def _labels() -> list[Page]:
    f = Figures(203)
    deep = Table(
        "T04_labels_three_deep",
        [["大区分", "中区分", "小区分", "令和５年度", "令和６年度", "増減率"],
         ["保証", "一般", "普通", *f.row([], "pp%")], [None, None, "無担保", *f.row([], "pp%")],
         [None, None, "小計", *f.row([], "pp%")],
         [None, "制度", "県制度", *f.row([], "pp%")], [None, None, "市町制度", *f.row([], "pp%")],
         ["回収", "元金", None, *f.row([], "pp%")], [None, "損害金", None, *f.row([], "pp%")],
         ["合計", None, None, *f.row([], "pp%")]],
        [55, 55, 70, 75, 75, 60], rules="rows", stubs=3,
        spans=[(1, 0, 5, 1), (1, 1, 3, 1), (4, 1, 2, 1), (6, 0, 2, 1), (6, 1, 1, 2), (7, 1, 1, 2), (8, 0, 1, 3)],
        caption="保証と回収の内訳", unit="（単位：百万円）",
    )  # fmt: skip
    bent = Table(
        "T05_bent_heading",
        [["項目", "件数", None, "金額", None, "計画比"], [None, "", "前年度比", "", "前年度比", None],
         *[f.row(label, "crprr") for label in ("保証承諾", "保証債務残高", "代位弁済", "実際回収")]],
        [100, 55, 60, 75, 60, 60], rules="open", header_rows=2,
        spans=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 2, 1)], caption="（１）主要業務数値", unit="（単位：件、百万円、％）",
        tweak=lambda t, r, c, look: replace(look, bottom=None if (r, c) in ((0, 1), (0, 3)) else look.bottom,
                                            top=None if (r, c) in ((1, 1), (1, 3)) else look.top),
    )  # fmt: skip
    dotted = Table(
        "T06_dotted_grid",
        [["月", "件数", "金額", "累計"], *[f.row(m, "cpp") for m in ("４月", "５月", "６月", "７月")]],
        [60, 80, 90, 90], rules="dotted", caption="月次の推移", unit="（単位：件、千円）",
    )  # fmt: skip
    lower = Table(
        "T07_value_on_lower_line",
        [["内容", "金額（円）", "備考"],
         ["中小企業退職金共済等\nへの掛金の支払", "1,234,500", "９月"], ["保険料", "456,000", ""],
         ["情報システムの更新に伴う\n開発費", "23,450,000", "追加"], ["計", "25,140,500", ""]],
        [140, 90, 60], rules="columns", size=9, height=15, caption="主な支出",
        tweak=lambda t, r, c, look: replace(look, valign="bottom" if r else "middle"),
    )  # fmt: skip
    return [
        Page([note(deep, deep.caption, "center", 11), note(deep), deep], "gothic"),
        Page([Para("（１）主要業務数値"), note(bent, align="right"), bent, Gap(30),
              note(dotted, "月次の推移（単位：件、千円）", "left", 9), dotted, Gap(30), Para("主な支出"), lower], "gothic"),
    ]  # fmt: skip


def _pairs() -> Page:
    f = Figures(204, minus="△")
    ruled, lines, bare = (
        [
            Table(f"T{n}_{rules}_{side}", [["科目", "予算", "決算"], *[f.row(label, "pm") for label in labels]], [90, 60, 60],
                  rules=rules, caption=f"{side}の部", unit="（単位：円）", size=8)
            for side, labels in (("収入", ("会費", "補助金", "雑入")), ("支出", ("事務費", "事業費", "予備費")))
        ]
        for n, rules in ((8, "open"), (9, "booktabs"), (10, "none"))
    )  # fmt: skip
    rows = [
        Row([(210, [note(t, f"{t.caption}（単位：円）", "left", 9), t]) for t in pair], 30)
        for pair in (ruled, lines, bare)
    ]
    return Page([rows[0], Gap(30), rows[1], Gap(30), rows[2]], "gothic")


def _two_sides() -> Page:
    f = Figures(205)
    sides = [("流動資産", "流動負債"), ("　現金預金", "　短期借入金"), ("　有価証券", "　未払費用"), ("固定資産", "固定負債"),
             ("　建物", "　退職給付引当金"), ("　備品", "純資産の部"), ("", "　基本財産"), ("資産合計", "負債・純資産合計")]  # fmt: skip
    grid = Table(
        "T11_two_sides_columns_ruled",
        [["資産の部", None, "負債及び純資産の部", None], ["科目", "金額", "科目", "金額"],
         *[[a, f.plain() if a else "", b, "" if b == "純資産の部" else f.plain()] for a, b in sides]],
        [110, 80, 130, 80], rules="accounts", header_rows=2, spans=[(0, 0, 1, 2), (0, 2, 1, 2)], size=9, height=14,
        caption="貸借対照表", unit="（単位：百万円）",
        tweak=lambda t, r, c, look: replace(look, top=Rule(0.5) if r == t.shape[0] - 1 else look.top),
    )  # fmt: skip
    return Page([note(grid, "貸借対照表", "center", 12), note(grid), grid], "gothic")


def _list_of_numbers() -> Page:
    items = ("保証承諾 5,355件、69,841百万円（前年度比102.3％）", "代位弁済 254件、3,066百万円（同104.1％）",
             "実際回収 717百万円（計画比103.4％）", "経常収支差額 529百万円（同110.6％）")  # fmt: skip
    lines = [Para(f"（{n}）{text}", after=6) for n, text in enumerate(items, 1)]
    steps = [
        Para(f"{n}．{text}")
        for n, text in enumerate(
            ("令和７年４月１日　理事会", "令和７年５月28日　監事監査", "令和７年６月20日　総会"), 1
        )
    ]
    return Page(
        [Para("３　主要業務の実績は次のとおりである。"), *lines, *[Para(t, after=8) for t in NARRATIVE], *steps],
        "gothic",
    )


def untagged() -> list[Page]:
    return [_three_levels(), _stacked(), _notes(), _columns(), _contents()]


def _three_levels() -> Page:
    f = Figures(211, minus="▲", dash="―")
    three = Table(
        "T21_three_levels_booktabs",
        [["地域", "令和５年度", None, None, "令和６年度", None, None],
         [None, "計画", "実績", None, "計画", "実績", None],
         [None, None, "件数", "金額", None, "件数", "金額"],
         *[f.row(label, "pcmpcm") for label in ("北部", "中部", "南部", "合計")]],
        [70, 62, 62, 62, 62, 62, 62], rules="booktabs", header_rows=3,
        spans=[(0, 0, 3, 1), (0, 1, 1, 3), (0, 4, 1, 3), (1, 1, 2, 1), (1, 2, 1, 2), (1, 4, 2, 1), (1, 5, 1, 2)],
        caption="第２表　地域別", unit="（単位：件、千円）",
    )  # fmt: skip
    grid = Table(
        "T22_three_levels_grid",
        [["項目", "一般", None, "特別", None, "合計"],
         [None, "金額", None, "金額", None, None],
         [None, "当初", "補正後", "当初", "補正後", None],
         *[f.row(label, "mmmmp") for label in ("歳入", "歳出", "差引")]],
        [70, 65, 65, 65, 65, 75], rules="thickthin", header_rows=3,
        spans=[(0, 0, 3, 1), (0, 1, 1, 2), (0, 3, 1, 2), (0, 5, 3, 1), (1, 1, 1, 2), (1, 3, 1, 2)],
        caption="予算の補正", unit="（金額：千円）",
    )  # fmt: skip
    return Page([note(three, "第２表　地域別", "left", 10), note(three), three, Gap(30),
                 note(grid, "予算の補正（金額：千円）", "center", 10), grid], "ipam")  # fmt: skip


def _stacked() -> Page:
    f = Figures(212, minus="△")
    rows = [("Ⅰ　経常収入", False), ("　保証料", True), ("　運用益", True), ("　　収入計", True), ("Ⅱ　経常支出", False), ("　人件費", True),
            ("　物件費", True), ("　　支出計", True), ("Ⅲ　差引", True)]  # fmt: skip
    table = Table(
        "T23_stacked_open_sides",
        [["科目", "予算", "決算", "差異"], *[f.row(label, "pmm" if full else "___") for label, full in rows]],
        [130, 80, 80, 80], rules="columns", size=9, height=13, caption="収支決算書", unit="（単位：千円）",
        tweak=lambda t, r, c, look: replace(look, top=Rule(0.4) if c and "計" in str(t.rows[r][0]) else look.top),
    )  # fmt: skip
    zebra = Table(
        "T24_zebra_three_columns", [["年", "人口", "世帯"], *[[f"令和{y}年", f.plain(), f.plain()] for y in "２３４５６"]],
        [80, 90, 90], rules="zebra", caption="人口と世帯", size=10,
    )  # fmt: skip
    return Page(
        [note(table, "収支決算書", "center", 12), note(table), table, Gap(36), Para("人口と世帯"), zebra], "ipam"
    )


def _notes() -> Page:
    f = Figures(213)
    left = Table("T25_unit_note_left", [["区分", "前期", "当期"], *[f.row(x, "pm") for x in ("資産", "負債", "正味財産")]],
                 [90, 80, 80], caption="財産の状況", unit="単位：千円", rules="open")  # fmt: skip
    heads = Table("T26_units_in_heading", [["区分", "件数\n（件）", "金額\n（千円）", "構成比\n（％）"],
                                           *[f.row(x, "cpr") for x in ("運転", "設備", "併用")]],
                  [80, 70, 80, 70], caption="資金使途別", rules="rows", height=18)  # fmt: skip
    below = Table("T27_caption_below", [["年度末", "役員", "職員", "計"], *[f.row(x, "ccc") for x in ("５年度", "６年度")]],
                  [80, 70, 70, 70], caption="表４　役職員数", rules="h3", unit="（単位：人）")  # fmt: skip
    return Page([note(left, "財産の状況", "center", 10), note(left, align="left"), left, Gap(30), Para("資金使途別"), heads, Gap(30),
                 note(below), below, note(below, "表４　役職員数", "center", 9), Gap(20), Para(NARRATIVE[2])], "ipam")  # fmt: skip


def _columns() -> Page:
    text = "".join(NARRATIVE)
    return Page([Para("４　業務の概況", size=13, after=8),
                 Raw('#columns(2, gutter: 24pt)[#set text(size: 9pt); #set par(justify: true, leading: 0.7em)\n'
                     + "#set par(spacing: 0.9em)\n" + text + " #parbreak() " + text + "#colbreak()" + text + " #parbreak() " + text + "]")], "ipam")  # fmt: skip


def _contents() -> Page:
    """A table of contents whose leaders are dots of text, with figures in its titles."""
    titles = (
        ("１", "令和６年度の概況", 1),
        ("２", "主要業務数値（５年間）", 3),
        ("３", "第18期の決算", 10),
        ("４", "創業1,000社の支援", 14),
        ("資料", "統計表", 21),
    )
    lines = "\n".join(
        f'#block(above: 12pt)[#"{number}　{title}" #box(width: 1fr, repeat[#"・"]) #"{page}"]'
        for number, title, page in titles
    )
    return Page([Para("目　次", "center", 14, after=10), Raw(lines)], "ipam")
