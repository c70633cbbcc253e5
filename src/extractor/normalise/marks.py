"""Note marks (※1, （注１）, *2, †) in labels and at the head of notes, and what ties the one to the other.

A mark has keys: its kind with its number (``※1``, ``注2``), or the kind alone where it has none.  How a mark is
bracketed or set does not matter: ``（注１）`` in a label and ``注１．`` below the table have one key.  Marks in cells of
figures are cut by ``numbers.split_marks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extractor.model import Cell, CellKind
from extractor.normalise.characters import narrow
from extractor.normalise.numbers import MARK_SIGN, split_marks

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: what makes the digits behind ※ or （注） the beginning of a figure or a term (※1年以内), not the number of the mark
_FIGURE = r"(?![0-9]|[,.][0-9]{2}|\s?(?:%|円|件|社|人|名|年|か月|ヶ月|カ月|月|日|倍|割|ポイント|[十百千万億兆]))"
_NUMBERS = rf"[0-9]{{1,2}}(?:\s?[,、・]\s?(?:※|\*|注)?[0-9]{{1,2}})*{_FIGURE}"
_MARK = (
    rf"\(\s*注\s*\)\s?{_NUMBERS}|\(\s*(?:注|※|\*)\s*(?:{_NUMBERS})?\s*\)|※\s?{_NUMBERS}|※|\*\s?{_NUMBERS}|\*{{1,3}}"
    rf"|(?<![受発外特傍頭])注\s?{_NUMBERS}\)?|[†‡]|(?<![A-Za-z])[{_SUPERSCRIPTS}]+\)?"
)


@cache
def _in_label() -> re.Pattern[str]:
    """Marks in a label: the clear ones anywhere, those that might be something else at its end.

    Compiling it takes a hundredth of a second, which a document without marks can spare.
    """
    return re.compile(
        rf"\s*(?:\(\s*注\s*\)\s?{_NUMBERS}|\(\s*(?:注|※|\*)\s*(?:{_NUMBERS})?\s*\)|※\s?{_NUMBERS}|※)\s*"
        rf"|\s*(?:\*\s?{_NUMBERS}|\*{{1,3}}|(?<![受発外特傍頭])注\s?{_NUMBERS}\)?|[†‡]|(?<![A-Za-z])[{_SUPERSCRIPTS}]+\)?)"
        rf"\s*(?=\Z|[(\[])|\A\s*(?:\*\s?{_NUMBERS}|\*{{1,3}}|[†‡])\s*"
    )


@cache
def _head() -> re.Pattern[str]:
    """The mark at the head of a note, with the point or colon behind it."""
    return re.compile(
        rf"\s*(?:[\[<【〔〈]\s*注\s*(?:{_NUMBERS})?\s*[\]>】〕〉]|{_MARK}|注(?:記)?(?=[\s:).、]|\Z)\)?)\s*[:.、)]?\s*"
    )


#: notes that say by a word what they are: （備考）, 資料：, 出所 …
_WORD = re.compile(
    r"\s*(?:[(\[<【〔〈]\s*(?:備\s*考|資\s*料|出\s*所|出\s*典|参\s*考|脚\s*注|注\s*記|注\s*意)\s*[)\]>】〕〉]"
    r"|(?:備\s*考|資\s*料|出\s*所|出\s*典|脚\s*注|注\s*記)\s*(?:出所)?\s*[:]|(?:備考|出所|出典)\s)"
)
#: notes without a mark, told by what they state of the figures
_STATES = re.compile(
    r"未満.{0,12}(?:切り?捨|四捨五入|切り?上)|四捨五入|切り?捨て|端数(?:処理|調整|の関係)|一致しない|一致しません"
    r"|[「『\"“][-―…△*]+[」』\"”]|\A\(?△(?:印)?は|\A\(?-は|\A\(?(?:速報|暫定|概数|推計|見込)値?(?:であ|です|。|\)|\Z)"
    r"|\A\((?:除く|[^()]{1,30}を(?:除く|含む))|(?:除く|除いて(?:いる|いない)|含む|含まない|含めて(?:いる|いない)|含んで(?:いる|いない))[。)]*\Z"
)

#: announces what stands below it
_ANNOUNCES = re.compile(r"(?:次|以下|下記|下表)の?(?:とお|通)り|下表|次表")


@lru_cache(maxsize=16384)
def split_label_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """(label, marks) as printed: ``求償権※2`` → (``求償権``, (``※2``,)).  A label that is nothing but a mark stays."""
    narrowed = narrow(text)
    if MARK_SIGN.search(narrowed) is None:
        return text, ()
    found = [m for m in _in_label().finditer(narrowed) if m.group().strip()]
    if not found:
        return text, ()
    parts, at = [], 0
    for mark in found:
        parts.append(text[at : mark.start()])
        at = mark.end()
    label = "".join((*parts, text[at:])).strip()
    if not label:
        return text, ()
    return label, tuple(text[m.start() : m.end()].strip() for m in found)


@lru_cache(maxsize=4096)
def mark_keys(mark: str) -> frozenset[str]:
    """What ``mark`` is called by: ``（注１，２）`` → 注1, 注2; ``※`` → ※; empty when it is no mark."""
    narrowed = narrow(mark)
    kind = next((k for k in "※注*†‡" if k in narrowed), None)
    if kind is None:
        digits = "".join(str(_SUPERSCRIPTS.index(c)) for c in narrowed if c in _SUPERSCRIPTS)
        return frozenset({f"^{digits}"}) if digits else frozenset()
    numbers = re.findall(r"[0-9]+", narrowed)
    if kind == "*" and not numbers:
        return frozenset({"*" * narrowed.count("*")})
    return frozenset(kind + str(int(n)) for n in numbers) or frozenset({kind})


@lru_cache(maxsize=4096)
def note_head(text: str) -> str | None:
    """The mark that a note begins with, as printed, and what sets it off: ``（注）１．`` of ``（注）１．金額は…``."""
    narrowed = narrow(text)
    if MARK_SIGN.search(narrowed) is None:
        return None
    found = _head().match(narrowed)
    return text[: found.end()].strip() if found and found.group().strip() else None


@lru_cache(maxsize=4096)
def opens_note(text: str) -> bool:
    """Whether a line set next to a table begins a note, by its mark or its first word."""
    return note_head(text) is not None or _WORD.match(narrow(text)) is not None


@lru_cache(maxsize=4096)
def states_of_figures(text: str) -> bool:
    """Whether a line says how figures were made or what signs in their place mean (単位未満切捨て, 「－」は該当なし)."""
    return _STATES.search(narrow(text).strip()) is not None


def announces(text: str) -> bool:
    """Whether a line speaks of what stands below it: of a table it is the lead-in, no note (次のとおりであります)."""
    return _ANNOUNCES.search(text) is not None


def is_called(keys: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether a note with ``keys`` is pointed at by marks with the keys ``wanted``; a bare （注） points at all numbered ones."""
    called = frozenset(wanted)
    return any(key in called or (len(key) > 1 and key[0] in "※注" and key[0] in called) for key in keys)


def marks_in(cells: Iterable[Cell]) -> frozenset[str]:
    """The keys of all note marks that are printed in ``cells``; notes set in cells are no places that marks hang on."""
    hanging = (cell for cell in cells if cell.text and cell.kind is not CellKind.NOTE)
    return frozenset(key for cell in hanging for mark in _marks_of(cell) for key in mark_keys(mark))


def _marks_of(cell: Cell) -> tuple[str, ...]:
    split = split_marks if cell.kind is CellKind.VALUE else split_label_marks
    return split(cell.text)[1]


def keys_of_note(note: str) -> frozenset[str]:
    """The keys of the mark at the head of a note; empty when it has none."""
    head = note_head(note)
    return mark_keys(head) if head is not None else frozenset()
