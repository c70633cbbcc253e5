"""Identities written down: ``balance = income - expenditure? + reserve@prior``."""

from __future__ import annotations

import re

from extractor.profile.types import Term

_SIDE = re.compile(r"\s*([+-])\s*([a-z][a-z0-9_]*)(@prior)?(\?)?\s*")
_TARGET = re.compile(r"\s*([a-z][a-z0-9_]*)\s*")


def parse_equation(text: str) -> tuple[Term, tuple[Term, ...]]:
    """The concept on the left and the signed terms on the right; ``@prior``: a year before, ``?``: may be missing.

    Raises ValueError with the part that is not understood.
    """
    left, equals, right = text.partition("=")
    target = _TARGET.fullmatch(left)
    if not equals or target is None:
        raise ValueError(f"{text.strip()!r} does not begin with one concept and '='")
    rest = right.strip()
    rest = rest if rest[:1] in {"+", "-"} else f"+ {rest}"
    terms: list[Term] = []
    place = 0
    while place < len(rest):
        found = _SIDE.match(rest, place)
        if found is None:
            raise ValueError(f"{rest[place:]!r} is not understood")
        sign, concept, prior, optional = found.groups()
        terms.append(Term(-1 if sign == "-" else 1, concept, prior is not None, optional is not None))
        place = found.end()
    return Term(1, target[1]), tuple(terms)


def equation_text(target: Term, terms: tuple[Term, ...]) -> str:
    """The equation in the form that ``parse_equation`` reads."""
    right = " ".join(
        f"{'-' if term.sign < 0 else '+'} {term.concept}{'@prior' if term.prior else ''}{'?' if term.optional else ''}"
        for term in terms
    )
    return f"{target.concept} = {right.removeprefix('+ ')}"
