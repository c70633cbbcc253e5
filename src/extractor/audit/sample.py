"""The population of an output folder, parted by trust, layer and years, and a seeded sample of it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from msgspec import Struct

from extractor.errors import NothingThere

#: years that are taken together
_YEARS = 5
#: every stratum gets at least so many, so that its bounds say something
LEAST = 10

_POPULATION = """
SELECT r.record_id,
  r.trust || ' / ' || r.layer || ' / ' ||
    coalesce((d.fiscal_year // {years} * {years})::VARCHAR || '–' || (d.fiscal_year // {years} * {years} + {years} - 1)::VARCHAR, '?')
    AS stratum
FROM read_parquet($records) r
LEFT JOIN (
  SELECT DISTINCT ON (document_id) document_id, fiscal_year FROM read_parquet($documents)
  WHERE document_id IS NOT NULL ORDER BY document_id, file
) d USING (document_id)
WHERE {which}
ORDER BY stratum, record_id
"""
_ALL = "true"
_CHOSEN = "r.record_id IN (SELECT chosen_record_id FROM read_parquet($panel))"


class Population(Struct, frozen=True, gc=False):
    """The record ids of each stratum (``trust / layer / years``), sorted."""

    strata: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        return sum(map(len, self.strata.values()))


class Sampled(Struct, frozen=True, gc=False):
    """A record to be keyed.  ``core``: of the proportional part, which speaks for the whole; the others are there
    because their stratum is small."""

    record_id: str
    stratum: str
    core: bool


def population_of(out: Path, panel: bool) -> Population:
    """All numbers of the output folder ``out``, or those that the panel has chosen.  Raises NothingThere."""
    at = {"records": str(out / "records.parquet"), "documents": str(out / "documents.parquet")}
    if panel:
        at["panel"] = str(out / "panel.parquet")
    query = _POPULATION.format(years=_YEARS, which=_CHOSEN if panel else _ALL)
    try:
        with duckdb.connect() as db:
            rows = db.execute(query, at).fetchall()
    except duckdb.IOException as error:
        raise NothingThere(str(out)) from error
    strata: dict[str, list[str]] = {}
    for record_id, stratum in rows:
        strata.setdefault(stratum, []).append(record_id)
    return Population({name: tuple(ids) for name, ids in strata.items()})


def draw(population: Population, n: int, seed: int) -> tuple[Sampled, ...]:
    """``n`` records (all, when there are no more), the same for the same ``seed``, in random order.

    Most are shared out in proportion to the strata; a small stratum gets more, up to ``LEAST``.
    """
    sizes = {name: len(ids) for name, ids in population.strata.items()}
    core, wanted = _shares(sizes, min(n, population.size))
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, no secret
    drawn: list[Sampled] = []
    for name, ids in population.strata.items():
        taken = chance.sample(ids, wanted[name])
        drawn.extend(Sampled(record_id, name, place < core[name]) for place, record_id in enumerate(taken))
    chance.shuffle(drawn)  # who keys should not see where one stratum ends
    return tuple(drawn)


def _shares(sizes: Mapping[str, int], n: int) -> tuple[dict[str, int], dict[str, int]]:
    """For each stratum its part of the proportional core, and all that is drawn of it; the latter add up to ``n``."""
    floor = min(LEAST, n // max(len(sizes), 1))
    for proportional in range(n, -1, -1):
        core = _in_proportion(sizes, proportional)
        wanted = {name: max(core[name], min(floor, size)) for name, size in sizes.items()}
        missing = n - sum(wanted.values())
        if missing >= 0:
            break
    for name in sorted(sizes, key=lambda name: wanted[name] / sizes[name]):  # what is left goes where least is drawn
        more = min(missing, sizes[name] - wanted[name])
        wanted[name], missing = wanted[name] + more, missing - more
    return core, wanted


def _in_proportion(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """``n`` shared out by size, the largest remainders first."""
    whole = sum(sizes.values())
    parts = {name: n * size // whole for name, size in sizes.items()}
    by_rest: Sequence[str] = sorted(sizes, key=lambda name: (-(n * sizes[name] % whole), name))
    for name in by_rest[: n - sum(parts.values())]:
        parts[name] += 1
    return parts
