"""How the prose of 2018 to 2022 states the books: the calls of ``speech``, from figures in 円.

``{{ yen("保証承諾") }}`` prints ``[[849億5百万円|保証承諾|amount|84905|actual]]``, which ``markup`` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samplekit import breakdowns
from samplekit.ledger import expect
from samplekit.past import MILLION, Book
from samplekit.printing import Printer, growth, ratio
from samplekit.speech import WIDE


@dataclass(frozen=True, slots=True)
class PastSpeech:
    """One document's way of stating figures; ``wide`` sets its digits full width."""

    now: Book
    before: Book
    printer: Printer
    wide: bool = False

    def yen(self, name: str, subject: str = "", scenario: str = "actual") -> str:
        """An amount in 億円 and 百万円."""
        value = self.now.income_plan[name] if scenario == "plan" else self.now.amount(name)
        return self._money(value, subject or name, scenario)

    def stock(self, name: str, subject: str = "") -> str:
        """What stands there at the end of the year."""
        return self._money(self.now.balance[name], subject or name)

    def oku(self, name: str, subject: str = "") -> str:
        """An amount in 億円 with one decimal."""
        figure = self.printer.money(self.now.amount(name), "億円")
        return self._mark(f"{self._sign(figure)}{abs(figure):,}億円", subject or name, "amount", figure)

    def exact(self, name: str, subject: str = "") -> str:
        """An amount down to 千円: 5億9,510万3千円."""
        value = int(self.printer.money(self.now.amount(name), "千円"))
        oku, rest = divmod(value, 100_000)
        man, sen = divmod(rest, 10)
        expect(min(oku, man, sen) > 0, f"{name} has no part of 億円, 万円 or 千円")
        return self._mark(f"{oku:,}億{man:,}万{sen}千円", subject or name, "amount", Decimal(value))

    def change(self, name: str, subject: str = "") -> str:
        """The change from the year before in 億円 and 百万円; the sentence tells its direction."""
        figure = self.printer.money(self._change(name), "百万円")
        return self._mark(_millions(abs(figure)), subject or name, "change", figure)

    def oku_change(self, name: str, subject: str = "") -> str:
        """The same in 億円 with one decimal."""
        figure = self.printer.money(self._change(name), "億円")
        return self._mark(f"{abs(figure):,}億円", subject or name, "change", figure)

    def way(self, name: str) -> str:
        """The word for the direction of ``change``."""
        return "増加" if self._change(name) > 0 else "減少"

    def prior(self, name: str, subject: str = "") -> str:
        """In ％ of the year before."""
        return self._percent(
            ratio(self.now.amount(name), self.before.amount(name)), subject or name, "ratio_prior_year"
        )

    def growth(self, name: str, subject: str = "") -> str:
        """The change in ％ of the year before, unsigned: ``grew`` tells its direction."""
        return self._grown(growth(self.now.amount(name), self.before.amount(name)), subject or name)

    def grew(self, name: str) -> str:
        """The word for the direction of ``growth``."""
        return "増" if self.now.amount(name) > self.before.amount(name) else "減"

    def plan(self, name: str, subject: str = "") -> str:
        """In ％ of the plan."""
        target = self.now.plan.get(name) or self.now.income_plan[name]
        return self._percent(ratio(self.now.amount(name), target), subject or name, "ratio_plan")

    def count(self, name: str, unit: str, subject: str = "") -> str:
        """A number of cases, visits or people."""
        value = self.now.counts[name]
        return self._mark(f"{value:,}{unit}", subject or name, "count", Decimal(value))

    def prior_count(self, name: str, subject: str = "") -> str:
        """A count in ％ of the year before."""
        return self._percent(
            ratio(self.now.counts[name], self.before.counts[name]), subject or name, "ratio_prior_year"
        )

    def count_growth(self, name: str, subject: str = "") -> str:
        """The change of a count in ％ of the year before, unsigned."""
        return self._grown(growth(self.now.counts[name], self.before.counts[name]), subject or name)

    def count_grew(self, name: str) -> str:
        """The word for the direction of ``count_growth``."""
        return "増" if self.now.counts[name] > self.before.counts[name] else "減"

    def part(self, kind: str, name: str, subject: str = "") -> str:
        """The money of one part of 保証承諾."""
        return self._money(breakdowns.parts_of(self.now, kind)[name][1], subject or name)

    def part_count(self, kind: str, name: str, subject: str = "") -> str:
        """The number of one part of 保証承諾."""
        value = breakdowns.parts_of(self.now, kind)[name][0]
        return self._mark(f"{value:,}件", subject or name, "count", Decimal(value))

    def share(self, kind: str, name: str, subject: str) -> str:
        """The money of one part in ％ of 保証承諾."""
        part = breakdowns.parts_of(self.now, kind)[name][1]
        return self._percent(ratio(part, self.now.business["保証承諾"]), subject, "share")

    def part_prior(self, kind: str, name: str, subject: str = "") -> str:
        """The money of one part in ％ of the year before."""
        now, before = (breakdowns.parts_of(book, kind)[name][1] for book in (self.now, self.before))
        return self._percent(ratio(now, before), subject or name, "ratio_prior_year")

    def _change(self, name: str) -> int:
        change = self.now.amount(name) - self.before.amount(name)
        expect(abs(change) > MILLION, f"{name} hardly changed")
        return change

    def _money(self, value: int, subject: str, scenario: str = "actual") -> str:
        figure = self.printer.money(value, "百万円")
        return self._mark(self._sign(figure) + _millions(abs(figure)), subject, "amount", figure, scenario)

    def _sign(self, figure: Decimal) -> str:
        return self.printer.minus if figure < 0 else ""

    def _percent(self, figure: Decimal | None, subject: str, measure: str) -> str:
        if figure is None:
            raise ValueError(f"no {measure} of {subject}")
        return self._mark(f"{figure}％", subject, measure, figure)

    def _grown(self, figure: Decimal | None, subject: str) -> str:
        if figure is None:
            raise ValueError(f"no growth of {subject}")
        return self._mark(f"{abs(figure)}％", subject, "growth_rate", figure)

    def _mark(self, raw: str, subject: str, measure: str, value: Decimal, scenario: str = "actual") -> str:
        text = raw.translate(WIDE) if self.wide else raw
        return f"[[{text}|{subject}|{measure}|{value}|{scenario}]]"


def _millions(figure: Decimal) -> str:
    """億円 and 百万円: 849億5百万円, 38百万円."""
    oku, rest = divmod(int(figure), 100)
    expect(rest > 0, f"{figure} 百万円 has no part below 億円")
    return f"{oku:,}億{rest}百万円" if oku else f"{rest}百万円"
