"""After reading: the documents of one publisher held against each other, and what people decided of their numbers.

Both concern results that are kept already, so a new correction or another year costs no second reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from extractor import validate
from extractor.batch.decisions import own_decisions
from extractor.batch.results import outcome_of
from extractor.batch.work import Made, made_of
from extractor.model import Decision, Finding, Outcome, Severity
from extractor.profile import Profile, load_profile
from extractor.store import Entry, Index, Store, group_key


class Group(Struct, frozen=True, gc=False):
    """The documents of one publisher, each content once; ``entries`` name where their settled results belong.

    ``decisions`` are applied, and all checks done again, where ``anew`` says so.
    """

    out: Path
    entries: tuple[Entry, ...]
    profile: str
    decisions: tuple[Decision, ...] = ()
    anew: bool = False


def grouped(index: Index, out: Path, profile: str, decisions: tuple[Decision, ...], anew: bool) -> Iterator[Group]:
    """The groups that have something to settle: several documents, decisions, or a wish to check everything anew."""
    publishers: dict[str, dict[str, Entry]] = {}
    for entry in index.entries:
        if entry.key is not None and entry.records:
            publishers.setdefault(entry.publisher or entry.key, {}).setdefault(entry.key, entry)
    also = _digest(decisions) + ("anew" if anew else "")
    for members in publishers.values():
        if len(members) > 1 or decisions or anew:
            entries = (
                msgspec.structs.replace(e, settled=group_key([*members, e.key or ""], also)) for e in members.values()
            )
            yield Group(out, tuple(entries), profile, decisions, anew or bool(decisions))


def _digest(decisions: Iterable[Decision]) -> str:
    return hashlib.sha256(repr(tuple(decisions)).encode()).hexdigest()


def with_settled(index: Index, groups: Iterable[Group], made: Iterable[Entry]) -> Index:
    """``index`` with each input referring to its settled result, and to none that no group asks for any more."""
    settled = {entry.key: entry for group in groups for entry in group.entries}
    settled.update((entry.key, entry) for entry in made)
    return Index(tuple(_referring(entry, settled) for entry in index.entries))


def _referring(entry: Entry, settled: Mapping[str | None, Entry]) -> Entry:
    found = settled.get(entry.key)
    if found is None:
        return msgspec.structs.replace(entry, settled=None)
    return msgspec.structs.replace(entry, settled=found.settled, status=found.status, findings=found.findings)


def settle(group: Group) -> tuple[Made, ...]:
    """The results of ``group``, settled; whatever goes wrong is told in each, and leaves it as it was read."""
    from extractor.across import across_years  # noqa: PLC0415 - for workers only
    from extractor.pipeline import revalidated  # noqa: PLC0415

    store = Store(group.out)
    read = [outcome_of(entry, store, settled=False) for entry in group.entries]
    try:
        profiles = _profiles(read, group.profile)
        if group.anew:
            own = own_decisions(read, group.decisions)
            read = [revalidated(o, decisions, profiles) for o, decisions in zip(read, own, strict=True)]
        done = across_years(read, profiles)
    except Exception as error:  # the documents stay as they are, and a reader is told what was not done
        return unsettled(group, f"{type(error).__name__}: {error}")
    return _made(group, done)


def unsettled(group: Group, reason: str) -> tuple[Made, ...]:
    """The results as they were read, each with the finding that they were not held against one another."""
    store = Store(group.out)
    told = [_told(outcome_of(entry, store, settled=False), reason) for entry in group.entries]
    return _made(group, told)


def _made(group: Group, outcomes: Iterable[Outcome]) -> tuple[Made, ...]:
    pairs = zip(group.entries, outcomes, strict=True)
    return tuple(made_of(entry, outcome) for entry, outcome in pairs)


def _profiles(outcomes: Iterable[Outcome], asked: str) -> dict[str, Profile]:
    """The profile of each document by its name; one of the user's own is known by its file only."""
    own = load_profile(asked) if asked.endswith(".toml") else None
    names = {outcome.document.profile for outcome in outcomes if outcome.document is not None}
    return {name: own if own is not None and own.name == name else load_profile(name) for name in sorted(names)}


def _told(outcome: Outcome, reason: str) -> Outcome:
    finding = Finding(
        code=validate.CHECK_CRASHED,
        severity=Severity.ERROR,
        message_ja=f"他の年度の文書との突き合わせが途中で止まりました（{reason}）。この文書だけで確かめた結果です。",
        message_en=f"Comparing it with the documents of other years broke off ({reason}): it was checked by itself only.",
    )
    return replace(outcome, findings=(finding, *outcome.findings))
