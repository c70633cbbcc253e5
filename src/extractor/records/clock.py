"""What the words of time in a document's headings mean: its business year, its numbered terms, 前期 and 当期."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.model import Identity, Period
from extractor.normalise import fiscal
from extractor.normalise.eras import PeriodKind, PeriodMention, find_periods
from extractor.normalise.labels import normalise_label, split_numbering

_RELATIVE = re.compile(r"[当本今前昨一翌次来]")
_TERM = re.compile(r"第\s*([0-9]+)\s*(?:事業年度|事業期|期)")
#: from the end of the year to the day of filing: a stretch that the headings do not tell
_UNTOLD = re.compile(r"当期間|提出日現在")
#: a time before における holds for the row; what was before it (前における) has no beginning
_LEADS = re.compile(r"(.{2,40}?)(前|以前)?(?:における|の末日現在|末現在の)")
#: heads a row of the months in which terms end (決算年月 over 平成25年3月)
_ENDS_OF_TERMS = re.compile(r"決算年月|決算期|会計期間|事業年度")
#: what may stand beside a time that is all a label says
_NEUTRAL = re.compile(
    r"現在|時点|実績|計画|予算|決算|見込|残高|累計|業績|度|末|中|分|額|の|は|に|おける|自|至|[-\s()\[\]〔〕【】<>〈〉「」:、,.・~=※]"
)
#: from the narrowest: a day within a year is what a figure holds for
_NARROWEST: tuple[PeriodKind, ...] = ("day", "month", "range", "quarter", "half", "term", "fiscal_year", "date")
#: a business year has so many days; the first and the last may be shorter
_YEAR_DAYS = (350, 380)


class Told(Struct, frozen=True, gc=False):
    """A time that a text names; an empty period: named, and not to be placed."""

    period: Period
    kind: PeriodKind


class Clock(Struct, frozen=True, gc=False):
    """How one document counts time: ``last`` is the last month of its business year, ``terms`` has 第N期 by number."""

    own: Period = Period()
    last: int = fiscal.MARCH
    terms: Mapping[int, Period] = field(default_factory=dict)
    #: what was asked before: the figures of a table share their headings and labels
    _known: dict[tuple[object, ...], Told | None] = field(default_factory=dict)

    @classmethod
    def of(cls, identity: Identity, texts: Iterable[str]) -> Clock:
        """``texts`` are the headings and captions, some of which say what a numbered term is."""
        own = identity.period
        if own.start is None and own.end is not None and own.end.month == fiscal.MARCH:
            own = fiscal.fiscal_year(fiscal.fiscal_year_of(own.end))
        long = own.start is not None and own.end is not None and (own.end - own.start).days in range(*_YEAR_DAYS)
        last = own.end.month if own.end is not None and (long or own.start is None) else fiscal.MARCH
        plain = cls(own, last)
        terms: dict[int, Period] = {}
        for text in texts:
            number = _TERM.search(normalise_label(text)) if "第" in text else None
            told = plain.told([text]) if number else None
            if number and told is not None and told.period.end is not None:
                terms.setdefault(int(number[1]), told.period)
        return cls(own, last, terms)

    def told(self, levels: Sequence[str], above: str | None = None, year: int | None = None) -> Told | None:
        """The time that the levels of a heading name, outermost first; None when they name none.

        The lowest that can be placed counts, in the year that those above it name.  ``above`` is what heads the labels
        beside the heading (決算年月).  Different years at one level are told apart by nobody: an empty period.
        """
        asked = (*levels, "", above, year)
        if asked not in self._known:
            self._known[asked] = self._told(levels, above, year)
        return self._known[asked]

    def _told(self, levels: Sequence[str], above: str | None, year: int | None) -> Told | None:
        context = self.own.fiscal_year if year is None else year
        found: list[Told] = []
        for level in levels:
            told = self._told_in(level, context)
            if told is not None:
                found.append(told)
                context = told.period.fiscal_year if told.period.fiscal_year is not None else context
        best = next((told for told in reversed(found) if told.period != Period()), found[-1] if found else None)
        return self._as_headed(best, levels, above or "") if best is not None else None

    def _as_headed(self, told: Told, levels: Sequence[str], above: str) -> Told:
        """A month may be the end of a term, a quarter what has passed of the year (累計期間)."""
        if told.kind == "quarter" and "累計期間" in above and told.period.fiscal_year is not None:
            year = fiscal.fiscal_year(told.period.fiscal_year, self.last)
            return Told(replace(told.period, start=year.start), "range")
        termed = _ENDS_OF_TERMS.search(above) or any(_TERM.search(normalise_label(level)) for level in levels)
        return Told(self._term_to(told.period), "term") if told.kind == "month" and termed else told

    def _told_in(self, level: str, year: int | None) -> Told | None:
        text = normalise_label(level)
        mentions = find_periods(text, year, self.last)
        numbered = [m for m in mentions if m.kind == "term" and _TERM.match(text, m.start)]
        relative = [m for m in mentions if m not in numbered and m.kind == "fiscal_year" and _is_relative(text, m)]
        named = [m for m in mentions if m not in numbered and m not in relative]
        for group in (named, relative):
            placed = [self._placed(text, m) for m in group if m.period != Period()]
            if placed:
                return _one_of(placed)
            if _UNTOLD.search(text):
                return Told(Period(), "range")
        if numbered:
            return Told(self.terms.get(int(_digits(text, numbered[0])), Period()), "term")
        return Told(Period(), named[0].kind) if named else None

    def _placed(self, text: str, mention: PeriodMention) -> Told:
        period = mention.period
        if mention.kind == "fiscal_year" and text.startswith("末", mention.end):
            end = self.whole(period).end
            return Told(Period(period.fiscal_year, end, end), "day")
        if mention.kind == "date" and self.last == 12 and period.fiscal_year is None and period.start is not None:
            return Told(fiscal.fiscal_year(period.start.year, self.last), "fiscal_year")
        return Told(self._term_to(period) if mention.kind == "term" else period, mention.kind)

    def _term_to(self, period: Period) -> Period:
        """The term that ends with ``period``: twelve months where that is the publisher's month, else of unknown length."""
        if period.end is None or period.end.month != self.last:
            return Period(period.fiscal_year, None, period.end)
        return fiscal.fiscal_year(fiscal.fiscal_year_of(period.end, self.last), self.last)

    def leading(self, text: str, year: int | None = None) -> Told | None:
        """The time with which a row label begins that tells when its figures hold (``当事業年度における取得株式``)."""
        found = _LEADS.match(normalise_label(split_numbering(text)[1]))
        if found is None:
            return None
        told = Told(Period(), "range") if _UNTOLD.search(found[1]) else self.alone(found[1], year)
        return Told(Period(), told.kind) if told is not None and found[2] else told

    def beside(self, labels: tuple[str, ...], year: int | None) -> Told | None:
        """The time that the label of a row tells, or the nearest of those that it stands under (outermost first)."""
        asked = ("beside", labels, year)
        if asked not in self._known:
            told = (self.alone(label, year) or self.leading(label, year) for label in reversed(labels))
            self._known[asked] = next(filter(None, told), None)
        return self._known[asked]

    def contradicts(self, text: str) -> bool:
        """Whether a text names years, and the document's is none of them."""
        mentions = find_periods(normalise_label(text), None, self.last)
        years = {m.period.fiscal_year for m in mentions} - {None}
        return bool(years) and self.own.fiscal_year not in years

    def whole(self, period: Period) -> Period:
        """``period`` with its days, where it is called by its year alone (``R6``)."""
        if period.fiscal_year is None or period.end is not None:
            return period
        if period.fiscal_year == self.own.fiscal_year and self.own.end is not None:
            return self.own
        return fiscal.fiscal_year(period.fiscal_year, self.last)

    def alone(self, text: str, year: int | None = None) -> Told | None:
        """The time that a text names which says nothing else (``令和5年度末``, ``前連結会計年度（平成28年３月31日）``)."""
        asked = (text, year)
        if asked not in self._known:
            self._known[asked] = self._alone(text, year)
        return self._known[asked]

    def _alone(self, text: str, year: int | None) -> Told | None:
        label = normalise_label(text)
        rest = split_numbering(label)[1]
        mentions = find_periods(rest, self.own.fiscal_year if year is None else year, self.last)
        for mention in reversed(mentions):
            rest = rest[: mention.start] + rest[mention.end :]
        return None if not mentions or _NEUTRAL.sub("", rest) else self.told([label], year=year)


def _digits(text: str, mention: PeriodMention) -> str:
    found = _TERM.match(text, mention.start)
    return found[1] if found else "0"


def _is_relative(text: str, mention: PeriodMention) -> bool:
    return _RELATIVE.match(text, mention.start) is not None


def _one_of(placed: Sequence[Told]) -> Told:
    """The narrowest of several times in one fiscal year; of several years none."""
    years = {told.period.fiscal_year for told in placed if told.period.fiscal_year is not None}
    if len(years) > 1:
        return Told(Period(), placed[0].kind)
    return min(placed, key=lambda told: _NARROWEST.index(told.kind))
