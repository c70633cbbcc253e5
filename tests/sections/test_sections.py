"""Lines to sections: reading order, headings and their levels, paragraphs, furniture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typeset import MARGIN, Piece, Typesetter, page, page_of

from extractor.model import Section
from extractor.sections import page_labels, sections_of
from set_words import word

LONG = "当協会では金融機関と連携しながら県内の事業者の資金繰りを支えてきました。物価の動きを見ながら対応を続けます。"
ALSO = "また、経営の相談を受ける窓口を設け、専門家とともに事業者を訪ねて助言を行いました。今後も取組を続けます。"


def texts(sections: tuple[Section, ...]) -> list[str]:
    return [p.text for s in sections for p in s.paragraphs]


def outline(sections: tuple[Section, ...]) -> list[tuple[int, str]]:
    return [(s.level, s.heading) for s in sections]


def bare(text: str) -> str:
    return "".join(text.split())


HEADED = (
    Piece("１．事業の環境", heading=True, scale=1.5),
    Piece("（１）県内の景気", heading=True),
    Piece(LONG),
    Piece("① 製造業の動き", heading=True),
    Piece(ALSO),
    Piece("② 小売業の動き", heading=True),
    Piece(LONG),
    Piece("（２）雇用の情勢", heading=True),
    Piece(ALSO),
    Piece("２．事業の概況", heading=True, scale=1.5),
    Piece(LONG),
)


@pytest.mark.parametrize("columns", [1, 2])
def test_levels_follow_the_numbering(columns: int) -> None:
    sections = sections_of(Typesetter(columns=columns).set(HEADED))
    assert outline(sections) == [
        (1, "１．事業の環境"),
        (2, "（１）県内の景気"),
        (3, "① 製造業の動き"),
        (3, "② 小売業の動き"),
        (2, "（２）雇用の情勢"),
        (1, "２．事業の概況"),
    ]
    assert sections[2].path == ("１．事業の環境", "（１）県内の景気", "① 製造業の動き")
    assert [s.number for s in sections] == ["１", "（１）", "①", "②", "（２）", "２"]
    assert texts(sections) == [LONG, ALSO, LONG, ALSO, LONG]


def test_chapters_brackets_and_roman_numerals() -> None:
    pieces = [
        Piece("第１章　協会の概要", heading=True, scale=1.4),
        Piece("Ⅰ　沿革", heading=True),
        Piece(LONG),
        Piece("【組織】", heading=True),
        Piece(ALSO),
        Piece("第２章　業務の実績", heading=True, scale=1.4),
        Piece(LONG),
    ]
    got = [(level, bare(heading)) for level, heading in outline(sections_of(Typesetter().set(pieces)))]
    assert got == [(1, "第１章協会の概要"), (2, "Ⅰ沿革"), (3, "【組織】"), (1, "第２章業務の実績")]


def test_numbering_that_starts_anew_below_a_deeper_heading_is_a_level_of_its_own() -> None:
    pieces = [
        Piece(text, heading=True) if kind else Piece(text)
        for kind, text in (
            (1, "１【概要】"),
            (1, "（１）方針"),
            (1, "１．方法"),
            (0, LONG),
            (1, "２．対象"),
            (0, ALSO),
            (1, "（２）体制"),
            (0, LONG),
        )
    ]
    got = outline(sections_of(Typesetter().set(pieces)))
    assert got == [(1, "１【概要】"), (2, "（１）方針"), (3, "１．方法"), (3, "２．対象"), (2, "（２）体制")]


@pytest.mark.parametrize(
    "marks",
    [("①", "②", "③"), ("（続き）", "（続き）", "（続き）"), ("", "（２/３）", "（３/３）"), ("", "", "")],
    ids=["circled", "continued", "fractions", "same"],
)
def test_slide_titles_that_go_on_make_one_section(marks: tuple[str, ...]) -> None:
    """The sentence that the slide's end breaks is joined, and the title is not between its halves."""
    half = len(LONG) // 2
    bodies = [(f"{ALSO}", LONG[:half]), (LONG[half:], ALSO), (LONG, ALSO)]
    pages = []
    for number, (mark, (first, second)) in enumerate(zip(marks, bodies, strict=True), start=1):
        printed = [word(f"４．重点的な取組の状況{mark}", MARGIN, 60, 18)]
        top = 120.0
        for text in (first, second):
            for row, start in enumerate(range(0, len(text), 44)):
                opens = row == 0 and text in (LONG, ALSO) and number != 0
                printed.append(word(text[start : start + 44], MARGIN + (10 if opens else 0), top, 10))
                top += 17
        pages.append(page_of(number, printed))
    sections = sections_of(pages)
    base = "４．重点的な取組の状況"
    assert [bare(s.heading).removesuffix(marks[0] if marks[0] == "" else "") for s in sections] == [base]
    assert (sections[0].where.page, sections[0].last_page) == (1, 3)
    assert bare("".join(texts(sections))) == bare(ALSO + LONG + ALSO + LONG + ALSO)
    assert any(LONG in text for text in texts(sections))


def test_a_numbered_line_that_goes_on_as_a_sentence_is_no_heading() -> None:
    text = (
        "（１）に定める手続きは、理事会の決議を経て会長が定めるものとし、その内容は毎年度の事業計画に記載して公表する。"
    )
    sections = sections_of(Typesetter().set([Piece("１．手続き", heading=True), Piece(LONG), Piece(text)]))
    assert outline(sections) == [(1, "１．手続き")]
    assert texts(sections) == [LONG, text]


def test_a_numbered_line_with_an_amount_stays_in_the_text() -> None:
    """An amount in a heading would be read by nobody."""
    sections = sections_of(Typesetter().set([Piece(LONG), Piece("（１）売上高 393 百万円"), Piece(LONG)]))
    assert all("393" not in s.heading for s in sections)
    assert any("393百万円" in bare(text) for text in texts(sections))


def test_a_heading_over_two_lines_is_one() -> None:
    long = (
        "（１）中小企業の経営改善計画の策定支援と金融機関及び支援機関との連携体制の強化に向けた令和の取組の状況について"
    )
    sections = sections_of(Typesetter().set([Piece(LONG), Piece(long, heading=True), Piece(ALSO)]))
    assert [bare(s.heading) for s in sections] == ["", long]
    assert texts(sections) == [LONG, ALSO]


def test_text_before_the_first_heading_has_a_section_without_one() -> None:
    sections = sections_of(Typesetter().set([Piece(LONG), Piece("１．概要", heading=True), Piece(ALSO)]))
    assert outline(sections) == [(0, ""), (1, "１．概要")]


def test_a_title_in_larger_type_is_a_heading() -> None:
    sections = sections_of(Typesetter().set([Piece(LONG), Piece("外部の評価", heading=True, scale=1.6), Piece(ALSO)]))
    assert [s.heading for s in sections] == ["", "外部の評価"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [
        "左の段の文章がここに続いております",
        "左の段の二行目もまたここに続くので",
        "左の段はこの三行目で終わりました。",
    ]
    right = [
        "右の段の文章がここに続いております",
        "右の段の二行目もまたここに続くので",
        "右の段はこの三行目で終わりました。",
    ]
    placed = [(text, 60.0, 100 + 17.0 * i) for i, text in enumerate(left)]
    # the columns need not share their base lines
    placed += [(text, 320.0, 105 + 17.0 * i) for i, text in enumerate(right)]
    assert texts(sections_of([page(1, *placed)])) == ["".join(left), "".join(right)]


def test_labels_beside_figures_are_no_columns() -> None:
    rows = [("相談の件数", "120"), ("訪問の件数", "85"), ("講習の回数", "12"), ("会議の回数", "4")]
    placed = [(a, 60.0, 100 + 17.0 * i) for i, (a, _) in enumerate(rows)]
    placed += [(b, 320.0, 100 + 17.0 * i) for i, (_, b) in enumerate(rows)]
    text = bare("".join(texts(sections_of([page(1, *placed)]))))
    assert text == "".join(a + b for a, b in rows)


def test_page_numbers_and_running_heads_are_taken_out() -> None:
    pages = Typesetter(depth=200.0, furniture=True).set([Piece(LONG * 2)] * 9)
    assert len(pages) > 3
    assert page_labels(pages) == {p.number: str(p.number) for p in pages}
    assert texts(sections_of(pages)) == [LONG * 2] * 9


def test_page_labels_may_start_later_than_the_file() -> None:
    pages = [page(n, (LONG[n:], 50.0, 200.0), (f"{n - 2}", 290.0, 810.0)) for n in range(3, 9)]
    assert page_labels(pages) == {n: str(n - 2) for n in range(3, 9)}


def test_a_figure_alone_at_the_foot_is_no_page_number() -> None:
    pages = [page(n, (LONG[n:], 50.0, 200.0), (text, 290.0, 810.0)) for n, text in enumerate(("717", "29", "5"), 1)]
    assert page_labels(pages) == {}
    assert "717" in "".join(texts(sections_of(pages)))


def test_two_numbers_over_a_line_break_are_not_made_one() -> None:
    """A row of figures that was in no table is not run into the next."""
    placed = [("1,200 3,400 5,600", MARGIN, 100.0), ("7,800 9,000 1,100", MARGIN, 117.0)]
    assert texts(sections_of([page(1, *placed)])) == ["1,200 3,400 5,600", "7,800 9,000 1,100"]


def test_short_lines_stay_apart() -> None:
    """Nothing forced these lines to end where they do."""
    placed = [
        (text, MARGIN, 100.0 + 17 * i)
        for i, text in enumerate(("編集：総務部企画課", "電話：架空", LONG[:44], LONG[44:]))
    ]
    assert texts(sections_of([page(1, *placed)])) == ["編集：総務部企画課", "電話：架空", LONG]


def test_items_of_a_list_are_paragraphs() -> None:
    items = ["・窓口での相談", "・専門家の派遣", "・事業承継の支援"]
    placed = [(LONG[:44], MARGIN, 83.0), (LONG[44:], MARGIN, 100.0)]
    placed += [(text, MARGIN + 10, 117.0 + 17 * i) for i, text in enumerate(items)]
    assert texts(sections_of([page(1, *placed)])) == [LONG, *items]


def test_a_sentence_beside_a_floating_table_is_joined() -> None:
    """The lines end at the table's edge, far from that of the page."""
    text = LONG + ALSO[:37]
    narrow = [text[i : i + 24] for i in range(0, 72, 24)]
    wide = [text[72:], *(LONG[:44], LONG[44:], ALSO[:44], ALSO[44:])]
    placed = [(line, MARGIN, 100.0 + 17 * i) for i, line in enumerate([*narrow, *wide])]
    assert texts(sections_of([page(1, *placed)]))[0].startswith(text)


def test_printed_spaces_stay_and_line_ends_leave_none() -> None:
    placed = [("承諾の合計は 612 億 40 百万円になり、去年より少ないものの、見込みよりは多くな", MARGIN, 100.0)]
    placed += [("りました。", MARGIN, 117.0)]
    text = "承諾の合計は 612 億 40 百万円になり、去年より少ないものの、見込みよりは多くなりました。"
    assert texts(sections_of([page(1, *placed)])) == [text]


def test_anchors_are_where_the_characters_are() -> None:
    pages = [page(1, ("保証承諾は717億円となりました。", MARGIN, 100.0))]
    (paragraph,) = sections_of(pages)[0].paragraphs
    stretches = {paragraph.text[a.start : a.end]: a.where for a in paragraph.anchors}
    place = stretches["717億円"]
    assert place.page == 1
    # five wide characters before it, three narrow and two wide in it
    assert (place.box.x0, place.box.x1, place.box.top) == (MARGIN + 50, MARGIN + 50 + 15 + 20, 100.0)


def test_no_pages_no_sections() -> None:
    assert sections_of([]) == ()
    assert page_labels([]) == {}


SENTENCES = st.lists(
    st.sampled_from(
        [LONG, ALSO, "景気は緩やかに回復しました。", "RPA の導入を 3 年かけて進め、業務の効率が上がりました。"]
    ),
    min_size=1,
    max_size=5,
).map("".join)
PIECES = st.lists(SENTENCES.map(Piece), min_size=1, max_size=8)


@given(PIECES, st.integers(1, 2), st.integers(8, 12), st.integers(30, 77))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_doubled_or_moved(pieces: list[Piece], columns: int, size: int, depth: int) -> None:
    """Whatever is set, in one column or two, over however many pages, is read back character for character."""
    sections = sections_of(Typesetter(columns=columns, size=float(size), depth=10.0 * depth).set(pieces))
    assert bare("".join(texts(sections))) == bare("".join(p.text for p in pieces))


@given(PIECES)
@settings(max_examples=30, deadline=None)
def test_anchors_cover_every_character_once(pieces: list[Piece]) -> None:
    for section in sections_of(Typesetter(depth=300.0).set(pieces)):
        for paragraph in section.paragraphs:
            position = 0
            for anchor in paragraph.anchors:
                assert not paragraph.text[position : anchor.start].strip()
                assert anchor.start >= position
                position = anchor.end
            assert not paragraph.text[position:].strip()


def test_a_numbered_sentence_that_its_line_breaks_off_is_no_heading() -> None:
    """Its line ends on a kanji, as titles do, and it stands between others of its numbering."""
    sentence = (
        "２．公衆の縦覧に供されている変更の報告書において、架空銀行及び共同の保有者が次の各株式を保有していると記載され"
        "ていますが、確認はできていません。"
    )
    pieces = [
        Piece("１．沿革", heading=True),
        Piece(LONG),
        Piece(sentence),
        Piece("３．組織", heading=True),
        Piece(ALSO),
    ]
    sections = sections_of(Typesetter().set(pieces))
    assert outline(sections) == [(1, "１．沿革"), (1, "３．組織")]
    assert sentence in texts(sections)


def test_a_heading_of_two_lines_stands_whole_between_others_of_its_numbering() -> None:
    """Both of its lines fill the column; only the text below is indented."""
    long = "② 「経営者の保証に関する指針」や「一部の弁済による連帯の保証の免除の指針」を用いた対応"
    pieces = [
        Piece("① 回収の方針", heading=True),
        Piece(LONG),
        Piece(long, heading=True),
        Piece(ALSO),
        Piece("③ 管理の停止", heading=True),
        Piece(LONG),
    ]
    sections = sections_of(Typesetter(columns=2).set(pieces))
    assert [bare(s.heading) for s in sections] == [bare(t) for t in ("① 回収の方針", long, "③ 管理の停止")]
    assert texts(sections) == [LONG, ALSO, LONG]
