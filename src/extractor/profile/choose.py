"""Which profile a document is read with when nobody says: the one of whose patterns most are printed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.normalise.labels import normalise_label
from extractor.profile.load import available_profiles, load_profile, recognition_of
from extractor.profile.types import Profile

#: the name by which a user leaves the choice to the document
AUTO = "auto"
#: what is taken for a document that no family claims, or two do alike
FALLBACK = "generic"
#: patterns that an opening must print: one alone may be about somebody else (信用保証協会 as a creditor)
_IN_OPENING = 2
#: further pages speak of others at length (損失補償 of a city for 代位弁済), so that more is asked of them
_IN_WHOLE = 4


def check_profile(name: str) -> None:
    """Raises ProfileError when ``name`` is neither ``auto`` nor a usable profile."""
    if name != AUTO:
        load_profile(name)


def choose_profile(name: str, opening: Iterable[str], whole: Iterable[str]) -> Profile:
    """The profile ``name``; for ``auto`` the one that the lines of the opening pages tell, else those of all pages."""
    if name != AUTO:
        return load_profile(name)
    return _recognised(opening, _IN_OPENING) or _recognised(whole, _IN_WHOLE) or load_profile(FALLBACK)


def _recognised(lines: Iterable[str], least: int) -> Profile | None:
    """The profile with most patterns in ``lines``, at least ``least``; None where two are even."""
    text = "\n".join(map(normalise_label, lines))
    scores = {name: _score(recognition_of(name), text) for name in available_profiles()}
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return load_profile(winners[0]) if best >= least and len(winners) == 1 else None


def _score(patterns: Iterable[re.Pattern[str]], text: str) -> int:
    return sum(pattern.search(text) is not None for pattern in patterns)
