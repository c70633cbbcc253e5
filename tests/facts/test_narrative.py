"""Prose to facts, against amounts transcribed by hand."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from golden_sentences import YEAR, Golden, golden_sentences
from hypothesis import given, settings
from hypothesis import strategies as st
from narrative_truth import PASSAGES, Passage
from prose import Read, section_of

from extractor.errors import ProfileError
from extractor.facts import Vocabulary, facts_of
from extractor.facts.tokens import tokens_of
from extractor.model import Box, Direction, Where
from extractor.normalise.amounts import find_amounts
from extractor.profile import load_profile


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p.name)
def test_every_amount_is_read_with_its_meaning(passage: Passage, read: Read) -> None:
    got = [
        (f.quantity.raw, f.subject, f.quantity.value_base, f.measure, f.direction.value if f.direction else None)
        for f in read(passage.text)
    ]
    assert got == [(raw, subject, Decimal(value), *rest) for raw, subject, value, *rest in passage.amounts]


@pytest.mark.parametrize("golden", golden_sentences(), ids=lambda g: g.text[:24])
def test_sentences_in_the_wording_of_others_are_read(golden: Golden, read: Read) -> None:
    got = [
        (
            *(f.quantity.raw, f.subject, f.quantity.value_base, f.measure),
            *(f.direction.value if f.direction else None, f.period.fiscal_year, f.scenario),
        )
        for f in read(golden.text, fiscal_year=YEAR)
    ]
    assert got == [tuple(amount) for amount in golden.amounts]


def test_the_truth_is_large_enough_to_mean_something() -> None:
    assert sum(len(p.amounts) for p in PASSAGES) >= 80
    assert len(golden_sentences()) >= 100


def test_the_value_stays_in_the_printed_unit(read: Read) -> None:
    (fact,) = read("求償権は 12 億 5 百万円減少しました。")
    assert (fact.quantity.raw, fact.quantity.value, fact.quantity.unit) == ("12 億 5 百万円", Decimal(-1205), "百万円")
    assert fact.direction is Direction.DECREASE


def test_a_printed_minus_is_not_turned_by_the_word_behind_it(read: Read) -> None:
    (fact,) = read("前年度と比べ △30 百万円の減少となりました。")
    assert fact.quantity.value == Decimal(-30)


def test_scenarios(read: Read) -> None:
    facts = read("訪問件数は、計画 40 件に対し 52 件となり、来年度は 60 件を見込んでいます。")
    assert [f.scenario for f in facts] == ["plan", None, "forecast"]


def test_periods_are_those_that_the_words_name(read: Read) -> None:
    facts = read(
        "令和5年度の事故報告は 410 件、令和6年度は 455 件となりました。前年度の保証承諾は 80 件でした。",
        fiscal_year=2024,
    )
    assert [(f.subject, f.period.fiscal_year) for f in facts] == [
        ("事故報告", 2023),
        ("事故報告", 2024),
        ("保証承諾", 2023),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("営業利益は 38 億円、前期は 35 億円でした。", [2024, 2023]),
        ("補助金は、前年度の 45 百万円から 39 百万円に減少しました。", [2023, 2024]),
        ("不良債権比率は前期末比 0.1 ポイント低下し、2.3％となりました。", [2024, 2024]),
        ("令和5年度末の職員数は 52 人（うち女性 21 人）で、前年度末から 2 人減りました。", [2023, 2023, 2023]),
        ("純資産は 50 億円（前年度末 48 億円）で、比率は 62％（同 61％）です。", [2024, 2023, 2024, 2023]),
        ("前年度に引き続き 3 回の講習を開きました。", [2024]),
        ("利用は前年の 1.3 倍に増えました。", [2024]),
        ("前年度に比べ、保証承諾は 90 件減少しました。", [2024]),
    ],
)
def test_the_year_of_a_comparison_is_not_that_of_the_amount(text: str, years: list[int], read: Read) -> None:
    assert [f.period.fiscal_year for f in read(text, fiscal_year=2024)] == years


def test_a_year_inside_a_cause_is_not_the_year_of_the_amount(read: Read) -> None:
    (fact,) = read("令和4年度の制度改正による増加もあり、保証承諾は 90 件となりました。", fiscal_year=2024)
    assert fact.period.fiscal_year == 2024


def test_without_a_fiscal_year_none_is_made_up(read: Read) -> None:
    (fact,) = read("保証承諾は 90 件となりました。", fiscal_year=None)
    assert fact.period.fiscal_year is None


def test_scope_is_what_limits_the_subject(read: Read) -> None:
    whole, part = read("保証承諾は 900 件でした。創業保証制度の保証承諾は 90 件でした。")
    assert (whole.subject, whole.scope) == ("保証承諾", None)
    assert (part.subject, part.scope) == ("創業保証制度の保証承諾", "創業保証制度")


def test_consolidated_is_a_scope(read: Read) -> None:
    (fact,) = read("連結売上高は 90 億円でした。")
    assert fact.scope == "consolidated"


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("期末の準備金は 14 億円、準備金の平均残高は 12 億円となりました。", ["期末", "平均"]),
        ("相談件数は累計で 1,204 件、今年度は 80 件です。", ["累計", None]),
        ("求償権の元利回収額は 3 億円、減価償却累計額は 9 億円です。", ["元利", None]),
        ("輸出は数量ベースで 3.3％減、金額ベースで 1.8％増となった。", ["数量", "金額"]),
        ("保証承諾は 90 件でした。", [None]),
    ],
)
def test_the_basis_is_the_one_that_the_words_name(text: str, bases: list[str | None], read: Read) -> None:
    assert [f.basis for f in read(text)] == bases


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("委員は 7 名（うち外部委員 3 名）です。", [False, True]),
        ("監査役は 5 名（内、社外監査役 3 名）で構成されます。", [False, True]),
        ("未収金は 3 億円（うち 1 年超のもの 5 千万円）です。", [False, True, True]),
        ("減価償却費は 9 億円で、うち 3 億円は無形固定資産に係るものです。", [False, True]),
        ("保証承諾 640 億円のうち、改善サポート保証は 12 億円で、回収は 3 億円でした。", [False, True, False]),
        ("剰余金 4 億円のうち 2 億円を積立金に繰り入れました。", [False, False]),
    ],
)
def test_a_part_of_another_amount_says_so(text: str, parts: list[bool], read: Read) -> None:
    assert [f.of_which for f in read(text)] == parts


PARTS = ("①製造部門", "②販売部門", "③保守部門")


def parts_of(vocabulary: Vocabulary, sales: tuple[int, ...]) -> tuple[str | None, ...]:
    """The scopes of sales and profit as stated under headings side by side."""
    sections = [
        section_of(f"売上高は {amount} 億円、営業利益は {amount // 10} 億円でした。", heading=heading)
        for heading, amount in zip(PARTS, sales, strict=True)
    ]
    return tuple(f.scope for f in facts_of(sections, vocabulary, 2024))


def test_headings_side_by_side_tell_of_which_part_the_same_words_speak(vocabulary: Vocabulary) -> None:
    scopes = parts_of(vocabulary, (500, 310, 120))
    assert scopes == ("①製造部門", "①製造部門", "②販売部門", "②販売部門", "③保守部門", "③保守部門")


def test_a_value_that_two_headings_share_may_be_the_total(vocabulary: Vocabulary) -> None:
    """A difference between two statements of one total is a contradiction, and no matter of parts."""
    assert parts_of(vocabulary, (500, 500, 120)) == (None,) * 6


def test_a_heading_names_what_nothing_else_does(read: Read) -> None:
    (fact,) = read("25 件。")
    assert fact.subject == "事業の概況"
    assert fact.section == ("２．事業の概況",)


def test_the_place_is_that_of_the_characters(vocabulary: Vocabulary) -> None:
    (fact,) = facts_of([section_of("序文です。", "保証は 25 件でした。", page=3)], vocabulary, 2024)
    assert fact.where == Where(3, Box(40, 20, 80, 30))
    assert fact.sentence == "保証は 25 件でした。"


def test_brackets_do_not_end_a_sentence(read: Read) -> None:
    (fact,) = read("保証承諾（旧制度を含む。）は 25 件でした。")
    assert fact.sentence == "保証承諾（旧制度を含む。）は 25 件でした。"


def test_same_name_is_resolved_over_sentences(read: Read) -> None:
    facts = read("経営力強化事業は 12 件でした。", "また、同事業の訪問は 30 件でした。")
    assert [f.subject for f in facts] == ["経営力強化事業", "経営力強化事業の訪問"]


FRAGMENTS = st.sampled_from(
    [
        *(
            "保証承諾",
            "うち",
            "同",
            "それぞれ",
            "計画比",
            "前年度比",
            "前年度",
            "令和6年度",
            "減少",
            "増加し",
            "と比べ",
        ),
        *("は", "が", "を", "に", "の", "で", "と", "も", "及び", "、", "。", "（", "）", "「", "」"),
        *("25件", "3億円", "94.5％"),
    ]
)


@given(st.lists(FRAGMENTS, min_size=1, max_size=24))
@settings(max_examples=150, deadline=None)
def test_no_amount_is_dropped_or_doubled_whatever_the_grammar(vocabulary: Vocabulary, parts: list[str]) -> None:
    text = "".join(parts)
    facts = facts_of([section_of(text)], vocabulary, 2024)
    assert sorted(f.quantity.raw for f in facts) == sorted(s.quantity.raw for s in find_amounts(text))
    assert all(f.subject and f.measure for f in facts)


@given(st.text("保証承諾は、。（）「」 0123456789,.％億円件前年度比令和abc①", max_size=40))
@settings(max_examples=150, deadline=None)
def test_tokens_cover_the_sentence_once(text: str) -> None:
    tokens = tokens_of(text, 2024)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())


def test_a_vocabulary_with_a_missing_group_is_refused() -> None:
    with pytest.raises(ProfileError, match="measures"):
        Vocabulary.from_table({})


def test_a_vocabulary_with_an_unknown_direction_is_refused() -> None:
    table = {**load_profile("generic").narrative, "directions": {"sideways": ("横ばい",)}}
    with pytest.raises(ProfileError, match="directions"):
        Vocabulary.from_table(table)


@pytest.mark.parametrize(
    ("last", "first_half", "whole_before"),
    [
        (3, ("2024-04-01", "2024-09-30"), ("2023-04-01", "2024-03-31")),
        (12, ("2024-01-01", "2024-06-30"), ("2023-01-01", "2023-12-31")),
        (6, ("2023-07-01", "2023-12-31"), ("2022-07-01", "2023-06-30")),
        (2, ("2024-03-01", "2024-08-31"), ("2023-03-01", "2024-02-29")),
    ],
)
def test_halves_and_years_are_those_of_the_business_year(
    last: int, first_half: tuple[str, str], whole_before: tuple[str, str], vocabulary: Vocabulary
) -> None:
    texts = (
        "上期の売上高は 120 億円でした。",
        "当第2四半期連結累計期間の営業利益は8億円です。",
        "前期末の総資産は 301 億円です。",
    )
    facts = facts_of([section_of(*texts)], vocabulary, 2024, last)
    times = [(str(f.period.start), str(f.period.end)) for f in facts]
    assert times == [first_half, first_half, whole_before]
    assert [(f.subject, f.period.fiscal_year) for f in facts] == [
        ("売上高", 2024),
        ("営業利益", 2024),
        ("総資産", 2023),
    ]


def test_the_first_and_the_last_day_of_a_year_are_told_apart(read: Read) -> None:
    facts = read("基金は、期首の残高は3億円、期末の残高は4億円です。前年同期の受注高は40億円、当四半期は44億円でした。")
    assert [f.basis for f in facts] == ["期首", "期末", None, None]
    assert [(f.subject, f.period.fiscal_year) for f in facts[2:]] == [("受注高", 2023), ("受注高", 2024)]
