"""Tokens and the text that was made of them: which digits of the text are whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.ledger.tokens import TOKEN, digits_of
from extractor.model import Token
from extractor.normalise.characters import narrow

_DIGIT = re.compile(r"\d")
_CORE = re.compile(r"\d.*\d|\d")


class Placed(NamedTuple):
    """``text[start:end]`` is what ``token`` prints: its digits, or all of it."""

    token: Token
    start: int
    end: int


def place(text: str, tokens: Sequence[Token]) -> list[Placed]:
    """Tokens that stand where ``text`` was read, in reading order, tied to its digits; those that do not fit are left out.

    All digits in their order fit as a whole, however they are split into tokens.  Else each figure of the text takes
    the first token that prints the same one.
    """
    if len(tokens) == 1 and tokens[0].text == text:
        return [Placed(tokens[0], 0, len(text))]
    narrowed = narrow(text)
    if digits_of("".join(token.text for token in tokens)) == digits_of(text):
        return list(_in_order([found.start() for found in _DIGIT.finditer(narrowed)], tokens))
    return place_runs(narrowed, tokens)


def _in_order(at: Sequence[int], tokens: Iterable[Token]) -> Iterable[Placed]:
    first = 0
    for token in tokens:
        last = first + len(digits_of(token.text))
        if last > first:  # a sign that a border parts from its digits stands nowhere by itself
            yield Placed(token, at[first], at[last - 1] + 1)
        first = last


def place_runs(narrowed: str, tokens: Iterable[Token]) -> list[Placed]:
    """Each figure of ``narrowed`` with the first token that prints the same one and that no figure before it took."""
    left = {id(token): (token, core_of(token.text)) for token in tokens}
    placed = []
    for run in TOKEN.finditer(narrowed):
        same = next((token for token, core in left.values() if core == run["core"]), None)
        if same is not None:
            del left[id(same)]
            placed.append(Placed(same, *run.span("core")))
    return placed


def core_of(text: str) -> str:
    """The digits of a token with the commas and points between them, narrowed."""
    found = _CORE.search(narrow(text))
    return found[0] if found else ""
