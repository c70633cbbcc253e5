"""Labels that differ from a name by neutral words meet it, and nothing else does: tried with every name of every profile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractor.normalise.morphemes import morphemes_of
from extractor.profile import (
    Concept,
    How,
    Profile,
    Similarity,
    available_profiles,
    load_profile,
    match_concept,
    nearest_concepts,
)
from extractor.profile.keys import label_key, reduced_key

GUARANTEE = load_profile("credit_guarantee")

#: words that turn a name into another, set before it, after it or into it
ADDED = [
    "残高", "償却", "率", "準備金", "繰入", "戻入", "取崩", "取崩額", "件数", "増減", "平均", "前年度", "計画", "うち", "その他",
    "元金", "企業者数", "新規", "見返", "未経過", "外", "経常", "合計", "当期", "の", "期末", "負担金", "納付金",
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("当年度の保証承諾", "guarantee_acceptance"),
        ("保証承諾の合計", "guarantee_acceptance"),
        ("当期責任準備金繰入額", "liability_reserve_provision"),
        ("責任準備金の繰入額", "liability_reserve_provision"),
        ("経常収入総額", "ordinary_income"),
        ("（３）本年度代位弁済実績", "subrogation"),
    ],
)
def test_words_that_change_no_meaning_are_passed_over_and_told(label: str, concept: str) -> None:
    match = match_concept(GUARANTEE, label, ())
    assert match is not None
    assert (match.concept.id, match.how) == (concept, How.SIMILAR)


@pytest.mark.parametrize(
    "label",
    [
        "創業保証の保証承諾",
        "前年度の保証承諾",
        "保証承諾の残高",
        "求償権の償却の準備",
        "経常収入の差額",
        "当期",
        "合計",
        "当期合計",
        "経営者保証を不要とする保証承諾",
        "保証承諾と代位弁済",
    ],
)
def test_any_other_word_keeps_a_label_apart(label: str) -> None:
    assert match_concept(GUARANTEE, label, ()) is None


def test_a_label_between_two_concepts_meets_neither() -> None:
    """その他有価証券 and その他の有価証券 are two lines: a label that could be either is left open."""
    assert match_concept(GUARANTEE, "その他の有価証券合計", ()) is None
    exact = match_concept(GUARANTEE, "その他の有価証券", ())
    assert exact is not None
    assert exact.concept.id == "securities_other"


@pytest.mark.parametrize("name", available_profiles())
def test_no_name_with_a_morpheme_more_or_less_meets_another_concept_silently(name: str) -> None:
    """Such a label may be another concept's own name; else it meets one only as ``similar``, which is told, and then
    some cutting of neutral words (counted anew, on strings) makes the label and a name of that concept alike."""
    profile = load_profile(name)
    spelling = profile.lookup.spelling
    names = {c.id: {label_key(alias.text, spelling) for alias in c.aliases} for c in profile.concepts.values()}
    tried = 0
    for concept in profile.concepts.values():
        for label, parents, context in _mutants(profile, concept):
            tried += 1
            match = match_concept(profile, label, parents, context)
            if match is None:
                continue
            own = {label_key(label, spelling), reduced_key(label, spelling)}
            if match.how is How.SIMILAR:
                known = {form for key in names[match.concept.id] for form in _cuts(key, profile.similarity)}
                assert known & _cuts(reduced_key(label, spelling), profile.similarity), (label, match)
            else:
                assert match.concept is concept or own & names[match.concept.id], (concept.id, label, match)
    assert tried > 5000 or not profile.concepts


def test_candidates_share_at_least_half_of_their_words() -> None:
    assert [c.id for c in nearest_concepts(GUARANTEE, "求償権償却準備金積立")][:1] == ["write_off_reserve"]
    assert nearest_concepts(GUARANTEE, "選考試験事業") == ()
    assert nearest_concepts(GUARANTEE, "") == ()


def _mutants(profile: Profile, concept: Concept) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each name of a concept where it counts, with one morpheme left out, put before, put after or doubled."""
    titles = {statement.id: statement.titles[0] for statement in profile.statements}
    for alias in concept.aliases:
        statements = (*alias.only_within[:1], *alias.within[:1])
        context = tuple(titles[statement] for statement in statements)
        surfaces = [morpheme.surface for morpheme in morphemes_of(label_key(alias.text, profile.lookup.spelling))]
        changed = ["".join(surfaces[:i] + surfaces[i + 1 :]) for i in range(len(surfaces))]
        changed += [word + alias.text for word in ADDED] + [alias.text + word for word in ADDED]
        changed += ["".join([*surfaces[:1], word, *surfaces[1:]]) for word in ADDED[:8]]
        for label in changed:
            yield label, alias.under[:1], context


def _cuts(key: str, neutral: Similarity) -> set[str]:
    """Every string that is left of ``key`` when neutral words are cut off its ends and out of its middle."""
    left = {key}
    for form in left.copy():
        shorter = {form.removeprefix(word) for word in neutral.leading}
        shorter |= {form.removesuffix(word) for word in neutral.trailing}
        shorter |= {form.replace(word, "") for word in neutral.inner}
        for cut in shorter - {form, ""}:
            left |= _cuts(cut, neutral)
    return left | {"".join(morpheme.normal for morpheme in morphemes_of(form)) for form in left}
