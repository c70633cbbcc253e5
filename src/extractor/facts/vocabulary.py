"""The words by which prose says what an amount is: measures, baselines, directions, scenarios.

They come from a profile (TOML, section ``[narrative]``): a family of documents with other words needs no code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from extractor.errors import ProfileError
from extractor.model import Direction


class Vocabulary(Struct, frozen=True, dict=True):
    """Words of narrative, each group a mapping from the word to what it stands for, or a tuple of words.

    ``measures``: nouns before an amount (前年度比 → ratio_prior_year).
    ``baselines``: what a change is measured against (前年度 → prior_year, 計画 → plan).
    ``directions``: stems after an amount (増加 → increase); ``balances``: nouns after an amount that tell its sign
    (赤字 → decrease).  ``negative_subjects``: subjects whose amounts are negative by name (営業損失).
    ``scenarios``: 計画 → plan; ``forecasts``: stems of verbs after an amount (見込 → forecast).
    ``flows``: verbs that make a line of the accounts from their object (繰り入れ → 繰入).
    ``relational``: nouns that say nothing without an owner (期末残高, 合計額); ``joined``: those set right behind it.
    ``selves``: words for the publisher itself; ``endings``: words for the usual day of a stock (期末).
    ``scopes``: words that tell the scope (連結 → consolidated).
    ``skips``: adverbs between a noun and its amount; ``light``: verbs without content; ``shares``: stems (占め).
    ``adverse``: parts of subjects of which less is better (悪化 of them is an increase).
    ``generic``: nouns after an amount that name no subject (実績, 水準).
    """

    measures: Mapping[str, str]
    baselines: Mapping[str, str]
    directions: Mapping[str, Direction]
    balances: Mapping[str, Direction]
    negative_subjects: tuple[str, ...]
    scenarios: Mapping[str, str]
    forecasts: Mapping[str, str]
    flows: Mapping[str, str]
    relational: tuple[str, ...]
    joined: tuple[str, ...]
    selves: tuple[str, ...]
    endings: tuple[str, ...]
    scopes: Mapping[str, str]
    skips: tuple[str, ...]
    light: tuple[str, ...]
    shares: tuple[str, ...]
    adverse: tuple[str, ...]
    generic: tuple[str, ...]

    @classmethod
    def from_table(cls, table: Mapping[str, Mapping[str, Sequence[str]] | Sequence[str]]) -> Vocabulary:
        """From the ``[narrative]`` table of a profile.

        Groups that map to something are written the other way round (``ratio_plan = ["計画比", "達成率"]``), since one
        meaning has many words.  Raises ProfileError when a group is missing, unknown or of the wrong shape.
        """
        known = set(cls.__struct_fields__)
        if set(table) != known:
            raise ProfileError(f"[narrative]: {', '.join(sorted(known ^ set(table)))}")
        return cls(**{name: _group(name, table[name]) for name in known})  # type: ignore[arg-type]

    @cached_property
    def measure_words(self) -> tuple[str, ...]:
        """Words of ``measures``, the longest first."""
        return tuple(sorted(self.measures, key=len, reverse=True))

    @cached_property
    def scenario_words(self) -> tuple[str, ...]:
        """Words of ``scenarios``, the longest first."""
        return tuple(sorted(self.scenarios, key=len, reverse=True))

    @cached_property
    def baseline_words(self) -> tuple[str, ...]:
        """Words of ``baselines``, the longest first."""
        return tuple(sorted(self.baselines, key=len, reverse=True))


_MAPPED = ("measures", "baselines", "directions", "balances", "scenarios", "forecasts", "flows", "scopes")
_DIRECTED = ("directions", "balances")


def _group(name: str, value: object) -> Mapping[str, object] | tuple[str, ...]:
    if name not in _MAPPED:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise ProfileError(f"[narrative] {name}")
        return tuple(str(word) for word in value)
    if not isinstance(value, Mapping):
        raise ProfileError(f"[narrative.{name}]")
    turned = {str(word): str(meaning) for meaning, words in value.items() for word in words}
    if name not in _DIRECTED:
        return turned
    try:
        return {word: Direction(meaning) for word, meaning in turned.items()}
    except ValueError as error:
        raise ProfileError(f"[narrative.{name}]: {error}") from error
