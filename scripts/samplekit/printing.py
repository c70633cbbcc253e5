"""How a document prints 円: its unit, its sign, and whether it rounds or cuts off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

UNITS = {"円": 1, "千円": 10**3, "百万円": 10**6, "億円": 10**8}
STEPS = {"億円": Decimal("0.1")}  # the finest figure; 1 for the other units
DASH = "－"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Printer:
    """One document's hand; ``cut`` cuts money off below the unit, ratios are always rounded."""

    minus: str = "△"
    cut: bool = False
    plus: str = ""  # before a positive rate of growth

    def money(self, yen: int, unit: str) -> Decimal:
        """The figure in the unit, towards zero where the document cuts off."""
        rounding = ROUND_DOWN if self.cut else ROUND_HALF_UP
        return (Decimal(yen) / UNITS[unit]).quantize(STEPS.get(unit, Decimal(1)), rounding)

    def shown(self, yen: int, unit: str) -> str:
        """The same as text; a dash stands for none at all."""
        return self.text(self.money(yen, unit)) if yen else DASH

    def text(self, figure: Decimal) -> str:
        """With commas, and the document's sign before a negative one that is not 0."""
        return f"{self.minus if figure < 0 else ''}{abs(figure):,}"

    def ratio(self, value: int, base: int | None) -> str:
        """In ％ of a base; a dash where that says nothing."""
        figure = ratio(value, base)
        return DASH if figure is None else f"{figure}"

    def growth(self, value: int, base: int | None) -> str:
        """The change in ％ of the base."""
        figure = growth(value, base)
        if figure is None:
            return DASH
        return f"{self.minus if figure < 0 else self.plus if figure > 0 else ''}{abs(figure)}"


def ratio(value: int, base: int | None) -> Decimal | None:
    """``value`` in ％ of ``base``; None where a side is negative or there is no base."""
    if base is None or base <= 0 or value < 0:
        return None
    return (Decimal(value) * 100 / base).quantize(TENTH, ROUND_HALF_UP)


def growth(value: int, base: int | None) -> Decimal | None:
    """The change in ％ of the base, None as for ``ratio``."""
    if base is None or base <= 0 or value < 0:
        return None
    return (Decimal(value - base) * 100 / base).quantize(TENTH, ROUND_HALF_UP)
