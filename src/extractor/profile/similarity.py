"""Labels that differ from a name only by words that change no meaning.

Likeness is not measured: a label meets a name when, morpheme by morpheme and in the dictionary's spelling, nothing is
left of either but the same words, once the profile's neutral words are taken off.  The head noun is thus always the same
(保証承諾残高 never meets 保証承諾), and so is every modifier that is not listed (創業保証の保証承諾).  What is left over
must lead to one concept only.  Such a match is told as ``label-uncertain``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.normalise.morphemes import Morpheme, morphemes_of
from extractor.profile.keys import label_key, reduced_key
from extractor.profile.types import Concept, Entry, Profile, Similarity

#: a core of one character (計, 額) says too little to tell a name by
_LEAST = 2
#: a concept that shares less than half of the morphemes of a label is no candidate
_NEAR = 0.5


@lru_cache(maxsize=1 << 14)
def similar_entries(profile: Profile, label: str) -> tuple[Entry, ...]:
    """The names that ``label`` differs from by neutral words only; none where they belong to several concepts."""
    entries = _index(profile).get(_core(reduced_key(label, profile.lookup.spelling), profile.similarity), ())
    return entries if len({entry.concept for entry in entries}) == 1 else ()


def nearest_concepts(profile: Profile, label: str, limit: int = 3) -> tuple[Concept, ...]:
    """The concepts whose names share most morphemes with ``label``, for a person to choose from; never a match."""
    own = _words(reduced_key(label, profile.lookup.spelling), profile.similarity)
    named = _named(profile)
    shares: dict[str, float] = {}
    for concept, words in dict.fromkeys(name for word in own for name in named.get(word, ())):
        share = len(own & words) / len(own | words)
        shares[concept] = max(share, shares.get(concept, 0.0))
    best = sorted((-share, concept) for concept, share in shares.items() if share >= _NEAR)
    return tuple(profile.concepts[concept] for _, concept in best[:limit])


@lru_cache(maxsize=8)
def _index(profile: Profile) -> dict[str, tuple[Entry, ...]]:
    """Names by what is left of them without neutral words."""
    index: dict[str, tuple[Entry, ...]] = {}
    for key, entries in profile.lookup.concepts.items():
        core = _core(key, profile.similarity)
        if len(core) >= _LEAST:
            index[core] = (*index.get(core, ()), *entries)
    return index


@lru_cache(maxsize=8)
def _named(profile: Profile) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """By each of its words, the concept that a name belongs to and all words of the name."""
    named: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for concept in profile.concepts.values():
        for alias in concept.aliases:
            words = _words(label_key(alias.text, profile.lookup.spelling), profile.similarity)
            for word in () if alias.under else words:
                named.setdefault(word, []).append((concept.id, words))
    return named


def _words(key: str, neutral: Similarity) -> frozenset[str]:
    return frozenset(morpheme.normal for morpheme in _left_of(key, neutral))


def _core(key: str, neutral: Similarity) -> str:
    return "".join(morpheme.normal for morpheme in _left_of(key, neutral))


def _left_of(key: str, neutral: Similarity) -> list[Morpheme]:
    """What is left of a name without neutral words."""
    leading, trailing = _ends(neutral)
    rest = _without_leading(morphemes_of(key), leading)
    rest = _without_leading(rest[::-1], trailing, backwards=True)[::-1]
    return [morpheme for morpheme in rest if morpheme.surface not in neutral.inner]


class _Known(NamedTuple):
    """Words that a name may begin with, and how many characters the longest has."""

    words: frozenset[str]
    longest: int


@lru_cache(maxsize=8)
def _ends(neutral: Similarity) -> tuple[_Known, _Known]:
    """The words that a name may begin with, and those that it may end with, the latter backwards."""
    both = (frozenset(neutral.leading), frozenset(word[::-1] for word in neutral.trailing))
    leading, trailing = (_Known(words, max(map(len, words), default=0)) for words in both)
    return leading, trailing


def _without_leading(rest: Sequence[Morpheme], known: _Known, *, backwards: bool = False) -> Sequence[Morpheme]:
    """``rest`` without the ``known`` words that it begins with; one ends where a morpheme does, and something stays."""
    first, begins = 0, ""
    for at, morpheme in enumerate(rest[:-1], 1):
        begins += morpheme.surface[::-1] if backwards else morpheme.surface
        if begins in known.words:
            first, begins = at, ""
        elif len(begins) >= known.longest:
            break
    return rest[first:]
