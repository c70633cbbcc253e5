"""How the prose of the みなと documents states the books: calls for the Jinja2 templates that print marked amounts.

``{{ yen("保証承諾") }}`` prints ``[[862億74百万円|保証承諾|amount|86274]]``, which ``markup`` reads.  The subject is
the account's name unless another one is given, as the sentence prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samplekit.ledger import THOUSANDS, Year, expect, printed, ratio

WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True, slots=True)
class Speech:
    """One document's way of stating figures; ``wide`` sets its digits full width, ``minus`` is its sign."""

    now: Year
    before: Year
    wide: bool
    minus: str

    def yen(self, name: str, subject: str = "", scenario: str = "actual") -> str:
        """An amount, in 億円 and 百万円."""
        value = self.now.plan[name] if scenario == "plan" else self.now.amount(name)
        return self._money(value, subject or name, scenario)

    def stock(self, name: str, subject: str = "") -> str:
        """What stands there at the end of the year."""
        return self._money(self.now.stock(name), subject or name)

    def exact(self, name: str, subject: str = "") -> str:
        """An amount down to 千円: 5億9,510万3千円."""
        value = self.now.amount(name)
        oku, rest = divmod(int(value), 100_000)
        man, sen = divmod(rest, 10)
        expect(min(oku, man, sen) > 0, f"{name} has no part of 億円, 万円 or 千円")
        return self._mark(f"{oku:,}億{man:,}万{sen}千円", subject or name, "amount", value)

    def change(self, name: str, subject: str = "") -> str:
        """The change from the year before, between the printed figures; the sentence tells its direction."""
        change = self._change(name)
        raw = _money_text(abs(change))
        return self._mark(raw, subject or name, "change", change)

    def way(self, name: str) -> str:
        """The word for the direction of ``change``."""
        return "増加" if self._change(name) > 0 else "減少"

    def prior(self, name: str, subject: str = "") -> str:
        """In ％ of the year before; the same from figures in 千円 and in 百万円."""
        shown = ratio(self._shown(self.now, name), self._shown(self.before, name))
        expect(shown == ratio(self.now.amount(name), self.before.amount(name)), f"{name} in 千円 and in 百万円")
        return self._ratio(self.now.amount(name), self.before.amount(name), subject or name, "prior_year")

    def plan(self, name: str, subject: str = "") -> str:
        """In ％ of the plan."""
        figures = self.now.business.get(name)
        target = figures["plan"] if figures else self.now.plan[name]
        return self._ratio(self.now.amount(name), target, subject or name, "plan")

    def count(self, name: str, unit: str, subject: str = "") -> str:
        """A number of cases, visits or people."""
        value = self._count(self.now, name)
        return self._mark(f"{int(value):,}{unit}", subject or name, "count", value)

    def prior_count(self, name: str, subject: str = "") -> str:
        """A count in ％ of the year before."""
        return self._ratio(self._count(self.now, name), self._count(self.before, name), subject or name, "prior_year")

    def share(self, industry: str, subject: str) -> str:
        """An industry's share of 保証承諾."""
        whole = sum((amount for _, amount in self.now.industries.values()), Decimal(0))
        value = ratio(self.now.industries[industry][1], whole)
        return self._mark(f"{value}％", subject, "share", value or Decimal(0))

    def industry(self, name: str, subject: str = "") -> str:
        """What was guaranteed for an industry."""
        return self._money(self.now.industries[name][1] * THOUSANDS["百万円"], subject or name)

    def industry_prior(self, name: str, subject: str = "") -> str:
        """The same in ％ of the year before."""
        now, before = (year.industries[name][1] for year in (self.now, self.before))
        return self._ratio(now, before, subject or name, "prior_year")

    def _shown(self, year: Year, name: str) -> Decimal:
        return printed(year.amount(name), "百万円")

    def _change(self, name: str) -> Decimal:
        change = self._shown(self.now, name) - self._shown(self.before, name)
        exact = printed(self.now.amount(name) - self.before.amount(name), "百万円")
        expect(change == exact and change != 0, f"change of {name}: {change}, {exact}")
        return change

    @staticmethod
    def _count(year: Year, name: str) -> Decimal:
        return year.business[name]["count"] if name in year.business else year.activities[name]

    def _money(self, value: Decimal, subject: str, scenario: str = "actual") -> str:
        millions = printed(value, "百万円")
        raw = (self.minus if millions < 0 else "") + _money_text(abs(millions))
        return self._mark(raw, subject, "amount", millions, scenario)

    def _ratio(self, value: Decimal, base: Decimal, subject: str, kind: str) -> str:
        shown = ratio(value, base)
        expect(shown is not None, f"ratio of {subject}")
        return self._mark(f"{shown}％", subject, f"ratio_{kind}", shown or Decimal(0))

    def _mark(self, raw: str, subject: str, measure: str, value: Decimal, scenario: str = "actual") -> str:
        text = raw.translate(WIDE) if self.wide else raw
        return f"[[{text}|{subject}|{measure}|{value}|{scenario}]]"


def _money_text(millions: Decimal) -> str:
    """億円 and 百万円: 862億74百万円, 38百万円."""
    oku, rest = divmod(int(millions), 100)
    expect(rest > 0, f"{millions} 百万円 has no part below 億円")
    return f"{oku:,}億{rest}百万円" if oku else f"{rest}百万円"
