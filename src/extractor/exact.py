"""Exact fractions: what ``fractions.Fraction`` is, compiled (quicktions), since proof does little but reckon with them.

The same numbers to the last bit, and the same ``repr`` and hash; tests run a document with either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
else:
    from quicktions import Fraction

__all__ = ["Fraction"]
