"""Prose with marked amounts: ``[[717 億 29 百万円|保証承諾|amount|71729]]``.

The fields are what is printed, the subject as printed, the measure, and the figure in the lowest printed unit (its sign
told by the direction words of the sentence).  A fifth field names the scenario where it is no actual (``plan``,
``target``), a sixth says ``slip`` where the document itself is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
YEN = {"円": 1, "千円": 1_000, "万円": 10_000, "百万円": 1_000_000, "億円": 100_000_000}
MEASURES = frozenset({"amount", "count", "ratio_prior_year", "ratio_plan", "growth_rate", "share", "change"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount of the prose; ``value`` is in the base unit (yen, or the unit itself where it is no money)."""

    subject: str
    raw: str
    value: Decimal
    unit: str
    measure: str
    scenario: str
    slip: bool
    sentence: str

    @property
    def direction(self) -> str | None:
        """Which way a stated change went."""
        if self.measure not in ("change", "growth_rate"):
            return None
        return "decrease" if self.value < 0 else "increase"


def plain(text: str) -> str:
    """The prose as it is printed."""
    return MARK.sub(lambda mark: mark.group(1).split("|")[0], text)


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a marked paragraph, each with its full stop."""
    yield from (part for part in re.findall(r"[^。]+。?", paragraph) if part.strip())


def facts(paragraph: str) -> Iterator[Fact]:
    """The marked amounts of a paragraph, in printed order."""
    for sentence in sentences(paragraph):
        for mark in MARK.finditer(sentence):
            yield _fact(mark.group(1).split("|"), plain(sentence).strip())


def _fact(fields: list[str], sentence: str) -> Fact:
    raw, subject, measure, figure, scenario, slip = (*fields, *("actual", "")[len(fields) - 4 :])[:6]
    if measure not in MEASURES or slip not in ("", "slip"):
        raise ValueError(f"marked wrongly: {fields}")
    unit = unit_of(raw)
    value = Decimal(figure) * YEN.get(unit, 1)
    return Fact(subject, raw, value, unit, measure, scenario, bool(slip), sentence)


def unit_of(raw: str) -> str:
    """The lowest unit printed: what stands behind the last digit."""
    tail = re.split(r"[\d０-９一二三四五六七八九十]", raw)[-1].strip()
    return {"%": "％"}.get(tail, tail)
