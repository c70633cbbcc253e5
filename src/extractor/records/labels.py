"""A heading or row label taken apart: the name, the unit that it prints, the note marks on it."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from extractor.normalise.counters import WORDS
from extractor.normalise.labels import normalise_label
from extractor.normalise.marks import split_label_marks
from extractor.normalise.units import parse_unit_note, unit_in_label, unit_of

_BRACKET = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
#: a unit note set into a heading cell: (単位:千円), 単位 百万円
_UNIT_NOTE = re.compile(r"[(\[〔【<]\s*単位\s*:?[^()\[\]〔〕【】<>]*[)\]〕】>]|単位:\S+\Z|\A単位(?=.)\S+\Z")


class Name(Struct, frozen=True, gc=False):
    """What a label cell says; ``label`` is empty where it says nothing but a unit."""

    label: str
    unit: str | None = None
    marks: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def read_label(text: str) -> Name:
    """``売上高※1（百万円）`` is (売上高, 百万円, ※1), ``千円`` alone is ("", 千円), ``（単位：件、百万円）`` is ("", None); 人数 names what it counts, too.

    In a wrapped label the unit may stand amid the name, since it is set beside the middle of it; beside two labels it
    may come before the lower one: ``（円）（うち中間配当額）``.
    """
    bare, marks = split_label_marks(text)
    return Name(*_label_and_unit(normalise_label(bare)), marks)


def _label_and_unit(label: str) -> tuple[str, str | None]:
    alone = unit_of(label.strip("()（）[]［］"))
    if alone is not None and (alone.name not in WORDS or label[:1] in "(（[［"):
        return label if label.endswith("数") else "", alone.name
    note = _UNIT_NOTE.search(label)
    units = parse_unit_note(note.group()) if note else ()
    if note and units:
        return (label[: note.start()] + label[note.end() :]).strip(), units[0] if len(units) == 1 else None
    for bracket in _BRACKET.finditer(label):
        before, after = label[: bracket.start()], label[bracket.end() :]
        named = unit_in_label(before + bracket.group()) if before else _set_before(bracket.group(), after)
        if named:
            return (named[0] + after).strip(), named[1]
    return label, None


def _set_before(bracket: str, after: str) -> tuple[str, str] | None:
    """A unit that a label begins with; （社） and （株） are forms of bodies."""
    unit = unit_of(bracket[1:-1])
    return ("", unit.name) if unit is not None and after and unit.dimension in ("money", "ratio") else None
