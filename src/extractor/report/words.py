"""Names in both languages of what records and findings are called by ids."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import ProfileError
from extractor.profile import load_profile
from extractor.validate.check import registered_checks

#: id to (Japanese, English)
Names = dict[str, tuple[str, str]]


def words_of(profiles: Iterable[str]) -> dict[str, Names]:
    """Concepts, measures and scenarios of ``profiles``, and the codes of findings."""
    words: dict[str, Names] = {"concepts": {}, "measures": {}, "scenarios": {}}
    for name in profiles:
        try:
            profile = load_profile(name)
        except ProfileError:  # a profile of the user's own that lies elsewhere now: ids are shown as they are
            continue
        words["concepts"].update((c.id, (c.label_ja, c.label_en)) for c in profile.concepts.values())
        words["measures"].update((m.id, (m.label_ja, m.label_en)) for m in profile.measures)
        words["scenarios"].update((s.id, (s.label_ja, s.label_en)) for s in profile.scenarios)
    words["codes"] = {check.code: (check.ja, check.en) for check in registered_checks()}
    return words
