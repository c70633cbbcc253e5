"""Exact numbers: ints where they are whole, else what ``fractions.Fraction`` is, compiled (quicktions).

Proof does little but reckon with them, and most are whole: ints are ten times as fast.  The fractions are the same to the
last bit, with the same ``repr`` and hash; tests run a document with either.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["Fraction", "Number", "halved", "magnitude", "number_of", "over"]

Number: TypeAlias = "int | Fraction"


def number_of(value: Decimal) -> Number:
    """The same number, whole where it is."""
    top, under = value.as_integer_ratio()
    return top if under == 1 else Fraction(top, under)


def over(top: Number, under: Number) -> Number:
    """The exact quotient, which ``/`` of two ints is not; raises ZeroDivisionError."""
    if under == 1:
        return top
    return -top if under == -1 else Fraction(top, under)


def magnitude(value: Number) -> Number:
    """What ``abs`` gives, but of a known type."""
    return value if value >= 0 else -value


def halved(value: Number) -> Number:
    """Half of it, whole where it is."""
    return value >> 1 if isinstance(value, int) and not value & 1 else Fraction(value) / 2
