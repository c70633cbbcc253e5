"""What the profiles say of concepts, as a table that SQL can join."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from extractor.errors import ProfileError
from extractor.profile import Profile, load_profile
from extractor.write.database import Connection

_COLUMNS = ("profile", "concept", "kind", "basis", "parent")


@cache
def profile_or_none(name: str) -> Profile | None:
    """The profile of that name or file; None where it is no longer there: its concepts then are of no known kind."""
    try:
        return load_profile(name)
    except ProfileError:
        return None


def concept_label(profile: Profile | None, concept: str) -> tuple[str, str]:
    """What a concept is called, in Japanese and English."""
    found = profile.concepts.get(concept) if profile is not None else None
    return (found.label_ja, found.label_en) if found is not None else (concept, concept)


def add_concepts(db: Connection, documents: Path) -> None:
    """A temporary table ``concepts`` with the concepts of every profile that ``documents`` names."""
    names = db.execute("SELECT DISTINCT profile FROM read_parquet(?) ORDER BY ALL", [str(documents)]).fetchall()
    rows = list(_rows(name for (name,) in names))
    listed = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in _COLUMNS)
    columns = [[row[n] for row in rows] for n in range(len(_COLUMNS))]
    db.execute(f"CREATE OR REPLACE TEMP TABLE concepts AS SELECT {listed}", columns)


def _rows(names: Iterable[str]) -> Iterable[tuple[str | None, ...]]:
    for name in names:
        profile = profile_or_none(name)
        for concept in profile.concepts.values() if profile is not None else ():
            yield name, concept.id, str(concept.kind), concept.basis, concept.parent
