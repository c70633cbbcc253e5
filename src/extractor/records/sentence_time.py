"""The year of an amount in a sentence that names other years than the document's.

The nearest year before the amount counts where the words between leave no doubt (前事業年度（…）2,169百万円, 前事業年度は 5 件).
A comparison (前年度に比べ) and the time of an event (令和５年度に設けた) say nothing of the amount.  In between nobody knows.
"""

from __future__ import annotations

import re

from extractor.model import Fact, Period
from extractor.normalise.characters import narrow
from extractor.normalise.eras import PeriodMention, find_periods
from extractor.records.clock import Clock

_COMPARES = re.compile(
    r"(?:[^、。()（）]{0,6}[(（][^()（）]*[)）])?[^、。]{0,12}?(?:比|より|対し|対する|と同|並み|上回|下回|超え|同様|以来|以降|増|減|伸|から|まで|に引き続|のよう)|同期"
)
#: what stands between a year and its amount
_DIRECT = re.compile(
    r"末?[\s)）]*(?:[はがも][^、]*|(?:における|に係る|において)[^、]*|の[^、]*|[(（][^()（）]*[)）]\s*)?"
)
#: behind an amount that changed to another one: of when it was is not said
_LEFT = re.compile(r"(?:[(（][^()（）]*[)）])?から[^、。から]{0,15}?[0-9][0-9.,億万千百円%％件人先社名回]*(?:へ|に|と)")
#: after a year: the time of something that happened then
_EVENT = re.compile(r"末?に(?!おけ|おい|係)|中に")


def time_in_sentence(fact: Fact, clock: Clock) -> Period | None:
    """The year that a fact's sentence gives it; an empty period where it leaves doubt, None where it says nothing."""
    sentence = narrow(fact.sentence)
    at = sentence.find(narrow(fact.quantity.raw))
    year = clock.own.fiscal_year
    mentions = [m for m in find_periods(fact.sentence, year, clock.last) if m.end <= at and _is_year(m)]
    named = [m for m in mentions if not _COMPARES.match(sentence, m.end, at)]
    if at >= 0 and not named and _LEFT.match(sentence, at + len(narrow(fact.quantity.raw))):
        return Period()  # 「48億円から53億円となった」
    if at < 0 or not named or named[-1].period.fiscal_year == year:
        return None
    last = named[-1]
    if _EVENT.match(sentence, last.end, at):
        return None
    return last.period if _DIRECT.fullmatch(sentence, last.end, at) else Period()


def _is_year(mention: PeriodMention) -> bool:
    return mention.kind in ("fiscal_year", "term", "range") and mention.period.fiscal_year is not None
