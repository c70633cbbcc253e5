"""Each fate on a page made by hand, and what must not be taken for one."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laid import Laid, laid, page, table
from msgspec.structs import replace

from extractor.ledger import digit_tokens, settle
from extractor.model import (
    Box,
    Cell,
    CellKind,
    Document,
    Fate,
    Identity,
    Layer,
    Meaning,
    Origin,
    Page,
    PageSummary,
    Period,
    Quantity,
    Record,
    Source,
    Table,
    Where,
    unpacked,
)
from set_words import word

UNCLAIMED, RECORD, DATE, HEADING, NAME = Fate.UNCLAIMED, Fate.RECORD, Fate.DATE, Fate.HEADING, Fate.NAME


def prose(*lines: str) -> Laid:
    return laid([page(*((text, 60.0, 100.0 + 17 * row) for row, text in enumerate(lines)))])


@pytest.mark.parametrize(
    ("sentence", "fates"),
    [
        ("令和６年度の保証承諾は717億29百万円でした。", [("６", DATE), ("717", RECORD), ("29", RECORD)]),
        ("前年度比は-3.5％です。", [("-3.5％", RECORD)]),
        ("代位弁済は10件から20件に増えました。", [("10", RECORD), ("20", RECORD)]),
        ("売上高の3分の1以上を占めています。", [("3", UNCLAIMED), ("1", UNCLAIMED)]),
        ("議決権の3分の1以上を有する株主が出席しました。", [("3", NAME), ("1", NAME)]),
        ("電話は03-5337-7070です。", [("03", NAME), ("5337", NAME), ("7070", NAME)]),
        ("値は1,23百万円でした。", [("1,23", UNCLAIMED)]),
        ("保証料率は（注）1, 2のとおりです。", [("1", Fate.NOTE_MARK), ("2", Fate.NOTE_MARK)]),
        ("詳しくは第３条を見てください。", [("３", HEADING)]),
    ],
)
def test_running_text(sentence: str, fates: list[tuple[str, Fate]]) -> None:
    assert prose(sentence).fates() == fates


def test_an_amount_over_two_lines_is_one_record() -> None:
    first = "当協会の本年度における保証承諾の金額は、経済の回復を受けて前の年度より増え、717"
    settled = prose(first, "億29百万円となりました。これは計画を上回るものです。").settled()
    assert [(s.token.text, s.fate) for s in settled] == [("717", RECORD), ("29", RECORD)]
    assert len({s.record_id for s in settled}) == 1


def test_the_same_amount_twice_is_two_records() -> None:
    settled = prose("保証承諾は5件、代位弁済は5件です。").settled()
    assert [s.fate for s in settled] == [RECORD, RECORD]
    assert len({s.record_id for s in settled}) == 2


def test_figures_of_a_table_belong_to_their_records() -> None:
    made = laid([table(("区分", "令和５年度", "令和６年度"), ("承諾", "5,355", "△ 51"), ("償還", "100※1", "－"))])
    settled = made.settled()
    assert [(s.token.text, s.fate, s.record_id and s.record_id.rpartition("-")[2]) for s in settled] == [
        ("５", DATE, None),
        ("６", DATE, None),
        ("5,355", RECORD, "r1c1"),
        ("51", RECORD, "r1c2"),
        ("100", RECORD, "r2c1"),
        ("1", Fate.NOTE_MARK, None),
    ]


def test_a_cell_that_is_no_figure_is_unclaimed_and_a_date_is_one() -> None:
    rows = ("区分", "計画", "実績"), ("承諾", "10", "20"), ("償還", "30", "40"), ("期日", "3/5", "令和7年3月31日")
    assert laid([table(*rows)]).fates()[4:] == [
        ("3", UNCLAIMED),
        ("5", UNCLAIMED),
        ("7", DATE),
        ("3", DATE),
        ("31", DATE),
    ]


@pytest.mark.parametrize("kind", [CellKind.NOTE, CellKind.STUB, CellKind.VALUE])
@pytest.mark.parametrize(("heading", "fate"), [("住所", NAME), ("摘要", UNCLAIMED)])
def test_a_bare_number_in_an_address_counts_nothing(heading: str, fate: Fate, kind: CellKind) -> None:
    made = laid([table(("氏名", heading, "株数"), ("甲", "BRIDGE ROAD 179094", "10"), ("乙", "港区", "20"))])
    tables = tuple(
        replace(t, cells=tuple(replace(c, kind=kind) if c.row and c.col == 1 else c for c in t.cells))
        for t in made.document.tables
    )
    assert ("179094", fate) in made.fates(tables=tables)


def test_a_size_class_in_a_row_label_is_a_name_but_a_figure_in_it_is_not() -> None:
    made = laid([table(("区分", "計画"), ("5年超", "10"), ("現金預金勘定 0", "20"), ("債券 1,234", "30"))])
    assert made.fates() == [
        ("5", NAME),
        ("10", RECORD),
        ("0", UNCLAIMED),
        ("20", RECORD),
        ("1,234", UNCLAIMED),
        ("30", RECORD),
    ]


@pytest.mark.parametrize(("place", "lost"), [((0, 1), "５"), ((0, 2), "６"), ((2, 0), "3"), ((1, 1), "5,355")])
def test_a_cell_that_is_lost_leaves_its_digits_unclaimed(place: tuple[int, int], lost: str) -> None:
    """Headings and row labels, too, though their digits are no figures."""
    made = laid([table(("区分", "令和５年度", "令和６年度"), ("承諾", "5,355", "△ 51"), ("償還3年超", "100", "－"))])
    (whole,) = made.document.tables
    left = replace(whole, cells=tuple(c for c in whole.cells if (c.row, c.col) != place))
    assert UNCLAIMED not in [fate for _, fate in made.fates()]
    assert [text for text, fate in made.fates(tables=(left,)) if fate is UNCLAIMED] == [lost]


def test_rows_that_are_numbered() -> None:
    rows = ("番号", "名", "額"), ("1", "甲", "510"), ("2", "乙", "620"), ("57", "丙", "730")
    made = laid([table(*rows)])
    stubs = tuple(
        replace(t, cells=tuple(replace(c, kind=CellKind.STUB) if c.row and not c.col else c for c in t.cells))
        for t in made.document.tables
    )
    assert [f for text, f in made.fates(tables=stubs) if text in {"1", "2", "57"}] == [HEADING, HEADING, UNCLAIMED]


def test_a_caption_is_known_by_its_text() -> None:
    rows = ("区分", "計画"), ("承諾", "10"), ("償還", "20")
    made = laid([table(*rows, above="令和6年度 業務数値（単位：1,000円）")])
    (found,) = made.document.tables
    noted = replace(found, caption="令和6年度 業務数値", unit_note="（単位：1,000円）")
    assert made.fates(tables=(noted,))[:2] == [("6", DATE), ("1,000", NAME)]
    amount = replace(found, caption="令和6年度 業務数値（単位：1,000円）", unit_note=None)
    assert made.fates(tables=(amount,))[:2] == [("6", DATE), ("1,000", UNCLAIMED)]
    assert made.fates(tables=())[:2] == [("6", UNCLAIMED), ("1,000", UNCLAIMED)]


def test_a_date_before_a_unit_note_is_a_date_though_no_caption_has_it() -> None:
    rows = ("区分", "計画"), ("承諾", "10"), ("償還", "20")
    made = laid([table(*rows, above="令和2年1月31日現在 12（単位：円）")])
    (found,) = made.document.tables
    noted = replace(found, caption="保管金調書", unit_note="（単位：円）", notes=())
    assert made.fates(tables=(noted,))[:4] == [("2", DATE), ("1", DATE), ("31", DATE), ("12", UNCLAIMED)]


def test_a_figure_above_a_table_is_not_lost_in_its_caption() -> None:
    rows = ("区分", "計画"), ("承諾", "10"), ("償還", "20")
    assert laid([table(*rows, above="収支差引残高 556,955")]).fates()[0] == ("556,955", UNCLAIMED)


def test_a_word_that_runs_over_a_border_is_cut_there() -> None:
    made = laid([table(("区分", "計画", "実績"), ("承諾", "", ""), ("償還", "30", "40"))])
    (first,) = made.document.tables
    glued = page(("65.13,000", 290.0 + 10, 225.0))
    pages = [replace(glued, words=(*table(("区分", "計画", "実績"), ("承諾", "", ""), ("償還", "30", "40")).words, *glued.words),
                     rulings=table(("区分", "計画", "実績"), ("承諾", "", ""), ("償還", "30", "40")).rulings)]  # fmt: skip
    settled = laid(pages).settled()
    assert [(s.token.text, s.fate) for s in settled] == [
        ("65.1", RECORD),
        ("3,000", RECORD),
        ("30", RECORD),
        ("40", RECORD),
    ]
    assert [s.token.ordinal for s in settled] == [0, 1, 2, 3]
    assert first.n_cols == 3


def test_headings_and_their_repetition_on_the_next_slide() -> None:
    text = "保証承諾は増えました。お客さまへの支援を続けて参ります。" * 2
    slides = [
        page(
            (f"４．重点課題への取り組み状況{mark}", 60.0, 40.0),
            *((text, 60.0, 100.0 + 17 * r) for r in range(4)),
            number=n,
        )
        for n, mark in enumerate("①②③", 1)
    ]
    made = laid(slides)
    assert made.fates() == [("４", HEADING)] * 3
    without = tuple(s for s in made.document.sections if not s.heading)
    assert made.fates(sections=without) == [("４", UNCLAIMED)] * 3


def test_an_amount_in_a_heading_is_told() -> None:
    made = prose("１．業務の状況", "保証承諾は増えました。", "２．最近５年間の業績", "代位弁済は減りました。")
    assert made.fates() == [("１", HEADING), ("２", HEADING), ("５", HEADING)]
    sections = tuple(replace(s, heading=s.heading.replace("５年間", "５億円")) for s in made.document.sections)
    assert made.fates(sections=sections)[2] == ("５", UNCLAIMED)


def test_page_numbers_and_running_heads() -> None:
    pages = [
        page(
            ("みなと県信用保証協会 2025", 60.0, 30.0),
            *(("保証承諾は増えました。お客さまへの支援を続けて参ります。" * 2, 60.0, 100.0 + 17 * r) for r in range(5)),
            (f"- {n} -", 290.0, 810.0),
            number=n,
        )
        for n in range(1, 6)
    ]
    fates = laid(pages).fates()
    assert fates[:2] == [("2025", HEADING), ("1", Fate.PAGE_NUMBER)]
    assert {f for text, f in fates if text != "2025"} == {Fate.PAGE_NUMBER}


def test_figures_that_change_in_a_running_head_are_told() -> None:
    body = [("保証承諾は増えました。お客さまへの支援を続けて参ります。" * 2, 60.0, 100.0 + 17 * r) for r in range(5)]
    pages = [page((f"収支差引残高 {n * 7919:,}", 60.0, 30.0), *body, number=n) for n in range(1, 5)]
    made = laid(pages)
    assert len(made.margins) == 4
    assert {fate for _, fate in made.fates()} == {UNCLAIMED}


def test_a_table_of_contents() -> None:
    lines = ["第一部 企業情報 ………………………………… 1", "１ 沿革 …………………………………………… 3"]
    fates = prose(*lines).fates()
    assert [f for _, f in fates] == [Fate.PAGE_NUMBER, HEADING, Fate.PAGE_NUMBER]


def test_a_heading_called_by_number_and_name() -> None:
    made = prose(
        "１．業績等の概要",
        "当期の売上は増えました。",
        "２．まとめ",
        "詳しくは「事業の状況 １ 業績等の概要」に記載しています。",
    )
    assert made.fates() == [("１", HEADING), ("２", HEADING), ("１", HEADING)]
    assert made.fates(sections=made.document.sections[-1:])[-1] == ("１", UNCLAIMED)


def test_labels_of_a_chart() -> None:
    made = laid([page(("717", 300.0, 400.0), ("令和6年度", 290.0, 420.0))])
    bar = Record("a-c1", Origin.CHART, Layer.TEXT, Where(1, Box(299.0, 399.0, 316.0, 411.0)),
                 Quantity("717", Decimal(717)), Meaning("保証承諾"), Period(2024))  # fmt: skip
    settled = made.settled(records=(bar,), sections=())
    assert [(s.fate, s.record_id) for s in settled] == [(Fate.CHART, "a-c1"), (UNCLAIMED, None)]


def test_a_page_without_digits_has_no_tokens() -> None:
    made = laid([page(("保証承諾は増えました。", 60.0, 100.0)), Page(2, 0.0, 0.0, Layer.NONE)])
    assert made.settled() == ()
    assert made.document.claimed_share is None


CELLS = st.tuples(
    st.integers(0, 3), st.integers(0, 3), st.sampled_from(list(CellKind)), st.text("0123456789,.年件 \n", max_size=6)
)


@given(
    st.lists(st.tuples(st.text("0123456789,.-%年", min_size=1, max_size=9), st.integers(0, 200), st.integers(0, 90))),
    st.lists(CELLS, max_size=8),
)
@example([("0", 0, 20), ("..-0", 36, 20)], [(1, 0, CellKind.HEADER, "0")])  # a border parts a sign from its digit
def test_every_digit_has_one_fate_whatever_the_tables_are(
    placed: list[tuple[str, int, int]], cells: list[tuple[int, int, CellKind, str]]
) -> None:
    """Words that run over borders, cells that overlap or that hold what is not printed there."""
    words = tuple(word(text, float(x), float(y)) for text, x, y in placed)
    tokens = digit_tokens(Page(1, 595.0, 842.0, Layer.TEXT, words))
    made = tuple(
        Cell(row, col, 1, 1, text, kind, Where(1, Box(53.0 * col, 25.0 * row, 53.0 * col + 53.0, 25.0 * row + 25.0)))
        for row, col, kind, text in cells
    )
    around = Table("t", made, 4, 4, (Where(1, Box(0.0, 0.0, 212.0, 100.0)),), "ruled", caption="5年", notes=("※1 12",))
    source = Source(Path("a.pdf"), "a.pdf", "a" * 64)
    document = Document(source, Identity(), "generic", (PageSummary(1, 595.0, 842.0, Layer.TEXT),), (around,), (), ())
    settled = settle(tokens, document, {})
    before, after = ([c for t in some for c in zip(t.text, unpacked(t.stops), strict=True) if c[0].isdecimal()]
                     for some in (tokens, [s.token for s in settled]))  # fmt: skip
    assert Counter(before) == Counter(after)
    assert [s.token.ordinal for s in settled] == list(range(len(settled)))
    assert RECORD not in {s.fate for s in settled}


def test_a_figure_that_looks_like_a_year_is_none_once_its_record_is_lost() -> None:
    made = laid([table(("区分", "計画", "実績"), ("承諾", "1987", "20"), ("償還", "30", "40"))])
    assert made.fates()[0] == ("1987", RECORD)
    left = tuple(r for r in made.document.records if r.quantity.raw != "1987")
    assert made.fates(records=left)[0] == ("1987", UNCLAIMED)


def test_the_heading_that_a_table_repeats_on_its_next_page() -> None:
    heading = ("区分", "令和５年度", "令和６年度")
    rows = [heading, ("承諾", "10", "20"), ("償還", "30", "40")], [heading, ("回収", "50", "60"), ("残高", "70", "80")]
    above, below = table(*rows[0], top=700.0), table(*rows[1], top=60.0, number=2)
    made = laid([above, below])
    assert len(made.document.tables) == 1
    assert [text for text, fate in made.fates() if fate is DATE] == ["５", "６", "５", "６"]
    assert UNCLAIMED not in {fate for _, fate in made.fates()}
    assert {fate for _, fate in made.fates(tables=())} == {UNCLAIMED}


CONTENTS = ("1.歳入歳出予算補正総括表", "2.歳入予算補正", "3.歳出予算補正", "第2給与費明細書")


def listed(numbers: tuple[str, ...], leader: str = "－") -> Laid:
    """A page of titles with numbers set flush right behind them, and a page on which they stand as headings."""
    placed = []
    for row, (title, number) in enumerate(zip(CONTENTS, numbers, strict=True)):
        top = 150.0 + 64 * row
        placed += [(title, 60.0, top), (leader, 300.0, top), (number, 420.0 - 5 * len(number), top)]
    titles = [(text, 60.0, 100.0 + 60 * i) for i, text in enumerate(CONTENTS)]
    text = [("次の表のとおりとする。", 70.0, 130.0 + 60 * i) for i in range(len(CONTENTS))]
    return laid([page(*placed), page(*titles, *text, number=2)])


def last_of_lines(found: Laid) -> list[Fate]:
    fates = {s.token.line: s.fate for s in found.settled() if s.token.page == 1}
    return list(fates.values())


def test_titles_of_the_document_with_rising_numbers_are_a_table_of_contents() -> None:
    """Leaders of dots are read as one stroke, if at all."""
    numbers = ("1", "4", "8", "20")
    assert last_of_lines(listed(numbers)) == [Fate.PAGE_NUMBER] * 4
    assert last_of_lines(listed(numbers, "")) == [UNCLAIMED] * 4  # nothing leads to them: they may be figures
    assert Fate.PAGE_NUMBER not in last_of_lines(listed(("20", "8", "4", "1")))
    assert Fate.PAGE_NUMBER not in last_of_lines(listed(("529 1", "717 4", "603 8", "544 20")))


def test_no_record_is_lost_in_a_table_of_contents() -> None:
    """A table whose rows have the names of headings, and rising small figures in its last column."""
    rows = [["科目", "金額", "件数"], *([t, "－", n] for t, n in zip(CONTENTS, ("1", "4", "6", "8"), strict=True))]
    titles = page(*((t, 60.0, 100.0 + 60 * i) for i, t in enumerate(CONTENTS)), number=2)
    found = laid([table(*rows), titles])
    assert [f for t, f in found.fates() if t in {"4", "6", "8"}].count(RECORD) == 3


def test_a_number_alone_among_numbered_names_is_numbering() -> None:
    """17 繰入金 goes on from the page before: its numbers are printed again without its name."""
    rows = (["款", "項", "金額"], ["17", "2", ""], ["20繰入金", "", "2,568"], ["", "2基金繰入金", "2,563"])
    found = laid([table(*rows, above="歳入（単位：千円）")])
    assert found.fates() == [("17", HEADING), ("2", HEADING), *found.fates()[2:]]
    assert {r.quantity.raw for r in found.document.records} == {"2,568", "2,563"}
    assert [fate for text, fate in found.fates() if "," in text] == [RECORD, RECORD]
    assert UNCLAIMED not in [fate for _, fate in found.fates()]


def test_a_number_alone_under_the_heading_of_numbering_is_numbering() -> None:
    """10 stands for the whole page, in a cell of its own; under another heading it is a figure."""
    rows = (["款", "目", "金額"], ["10", "1学校管理費", "2,568"], ["", "3学校保健体育費", "2,563"])
    assert laid([table(*rows, above="歳出（単位：千円）")]).fates()[0] == ("10", HEADING)
    counted = [["件数", *rows[0][1:]], *rows[1:]]
    assert laid([table(*counted, above="歳出（単位：千円）")]).fates()[0][1] is not HEADING
