"""The draft of a profile: labels that were seen without a concept, as a TOML file to edit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from extractor.profile.keys import reduced_key
from extractor.profile.match import statements_in
from extractor.profile.types import Kind, Profile

#: statements whose figures hold on a day
_OF_A_DAY = frozenset({"balance_sheet", "inventory_of_property"})
_RATIOS = frozenset({"％", "倍", "ポイント"})
_COUNTS = frozenset({"件", "人", "名", "社", "先", "企業", "企業者", "者", "株", "千株", "回"})
_UNSURE = "to be named"


class SeenLabel(Struct, frozen=True, gc=False):
    """A row label of a table as it was seen once: where it stood and in which unit."""

    label: str
    parent: str | None
    caption: str | None
    unit: str | None
    page: int


def draft_profile(name: str, base: Profile, seen: Iterable[SeenLabel]) -> str:
    """TOML of a profile ``name`` that extends ``base`` by a concept for each of ``seen``; it passes the check as it is.

    Ids and English names are to be edited.  A label below several parents becomes a concept for each of them.
    """
    spelling = base.lookup.spelling
    groups: dict[tuple[str, str], list[SeenLabel]] = {}
    for one in seen:
        groups.setdefault((reduced_key(one.label, spelling), reduced_key(one.parent or "", spelling)), []).append(one)
    parents = Counter(key for key, _ in groups if key)
    entries = [
        _concept(number, key, parent if parents[key] > 1 else "", group, base)
        for number, ((key, parent), group) in enumerate(groups.items(), 1)
        if key and not (parents[key] > 1 and not parent)
    ]
    head = [
        "# A draft: give each concept an id and an English name, join those that mean the same, delete the rest.",
        "# 下書きです。id と label_en を付け、同じ意味のものはまとめ、不要なものは消してください。",
        f'name = "{name}"',
        'version = "0.1.0"',
        f'extends = "{base.name}"',
        f"label_ja = {_text(name)}",
        f"label_en = {_text(name)}",
    ]
    return "\n".join([*head, "", *entries])


def _concept(number: int, label: str, parent: str, group: Sequence[SeenLabel], base: Profile) -> str:
    first = group[0]
    statement = next(statements_in(base, [first.caption] if first.caption else []), None)
    units = sorted({one.unit for one in group if one.unit})
    pages = ", ".join(str(page) for page in sorted({one.page for one in group}))
    lines = [
        f"# p. {pages}: {one_line(first.caption or '')}" + (f" > {one_line(first.parent)}" if first.parent else ""),
        "[[concepts]]",
        f'id = "draft_{number:03}"',
        f"label_ja = {_text(f'{label}({parent})' if parent else label)}",
        f'label_en = "{_UNSURE}"',
        f'kind = "{_kind(statement, units)}"',
        f'statement = "{statement}"' if statement else "",
        f"units = [{', '.join(map(_text, units))}]" if units else "",
        f"aliases = [{{ text = {_text(label)}, under = [{_text(parent)}] }}]" if parent else "",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _kind(statement: str | None, units: Sequence[str]) -> Kind:
    if statement in _OF_A_DAY:
        return Kind.STOCK
    if units and _RATIOS.issuperset(units):
        return Kind.RATIO
    return Kind.COUNT if units and _COUNTS.issuperset(units) else Kind.FLOW


def one_line(text: str) -> str:
    """``text`` fit for a comment."""
    return " ".join(text.split())


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
