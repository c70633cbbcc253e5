"""How a document brings its numbers to the printed resolution: by its own note, else by what makes its relations hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.exact import Number
from extractor.model import Document
from extractor.normalise.labels import normalise_label
from extractor.proof.figure import Figure, Mode, Trade
from extractor.proof.relation import Relation

_CUT = re.compile(r"(?:未満|以下)[^。]{0,12}切り?捨て|切り?捨てて?(?:表示|記載)")
_ROUNDED = re.compile(r"四捨五入")
#: what a note says of quotients (比率は小数点第２位を四捨五入)
_OF_QUOTIENTS = re.compile(r"小数|比率|割合|構成比|前年度?比|計画比|％|%|パーセント")
#: a note that speaks for other tables, too (以下の各表も同じ)
_FOR_ALL = re.compile(r"各表|以下同じ|以下も同|他の表|すべての表|全ての表|本書|本資料")
#: so many relations more must hold under one mode than under the other before it is taken for the document's own
_MAJORITY = 2
#: odds of e to this power (about 20 to 1) are clear
_CLEAR = 3.0


class Rounding(Struct, frozen=True, gc=False):
    """The modes of one document, and those of tables whose own notes differ; ``told`` says where each came from.

    ``leads``: by how many relations a mode that nobody states is ahead of the other; ``odds``: how clear it is where as
    many hold under both.
    """

    modes: Mapping[Trade, Mode]
    of_tables: Mapping[tuple[str, Trade], Mode] = field(default_factory=dict)
    told: Mapping[Trade, str] = field(default_factory=dict)
    leads: Mapping[Trade, int] = field(default_factory=dict)
    odds: Mapping[Trade, float] = field(default_factory=dict)

    def flipping(
        self, figure: Figure, relations: Sequence[Relation], figures: Mapping[str, Figure]
    ) -> Callable[[Number], bool]:
        """Whether the way of rounding would not have been settled as it is, had a value been printed for ``figure``.

        ``relations`` are those of the figure.
        """
        own = {name: figures[name] for relation in relations for name in relation.record_ids}
        tests: list[Callable[[Number], bool]] = []
        if figure.trade in self.odds:
            tests.append(self._outweighing(figure, relations, own))
        for trade, lead in self.leads.items():
            # what has no figure to be rounded in this way is the same under either
            told = {name for name, one in own.items() if one.trade is trade and not one.exact}
            telling = [relation for relation in relations if not told.isdisjoint(relation.record_ids)]
            if _may_turn(lead, telling):
                tests.append(self._overtaking(figure, telling, own, trade))
        return lambda value: any(test(value) for test in tests)

    def may_flip(self, figure: Figure, relations: Sequence[Relation]) -> bool:
        """Whether any change of ``figure``, which has these relations, might do so.

        Where as many relations hold under both ways, only those count whose figures are all of one trade.
        """
        return figure.trade in self.odds or (bool(self.leads) and _may_turn(min(self.leads.values()), relations))

    def _outweighing(
        self, figure: Figure, relations: Sequence[Relation], own: Mapping[str, Figure]
    ) -> Callable[[Number], bool]:
        """Whether a value makes the other way as likely, where as many relations hold under both."""
        trade = figure.trade
        before = _odds(relations, own, trade)

        def outweighs(value: Number) -> bool:
            printed = {**own, figure.record_id: replace(figure, value=value)}
            change = _odds(relations, printed, trade) - before
            return bool(change) and _leaning(self.odds[trade] + change) is not self.modes[trade]

        return outweighs

    def _overtaking(
        self, figure: Figure, relations: Sequence[Relation], own: Mapping[str, Figure], trade: Trade
    ) -> Callable[[Number], bool]:
        """Whether a value brings the other way of rounding a ``trade`` so near that none is ahead any more."""
        ways = []
        for mode in (Mode.ROUNDED, Mode.CUT):
            modes = {**self.modes, trade: mode}
            box = {name: f.interval(modes[f.trade]) for name, f in own.items()}
            now = sum(r.holds(box) is True for r in relations)
            ways.append((1 if mode is self.modes[trade] else -1, now, modes[figure.trade], box))

        def overtakes(value: Number) -> bool:
            lost = 0
            for sign, now, mode, box in ways:
                box[figure.record_id] = figure.around(value, mode)
                lost += sign * (now - sum(r.holds(box) is True for r in relations))
            return self.leads[trade] - lost < _MAJORITY

        return overtakes

    def mode(self, figure: Figure) -> Mode:
        """The mode of ``figure``."""
        return self._own(figure) or self.modes[figure.trade]

    def is_noted(self, figure: Figure) -> bool:
        """Whether the document says how ``figure`` was brought to its resolution."""
        return self._own(figure) is not None or self.told.get(figure.trade) == "note"

    def _own(self, figure: Figure) -> Mode | None:
        """What the notes of its table say of it."""
        place = figure.record.place
        return self.of_tables.get((place.table_id, figure.trade)) if self.of_tables and place is not None else None


def _may_turn(lead: int, relations: Sequence[Relation]) -> bool:
    """Each relation may turn from one side to the other: where the lead is greater, they cannot make up for it."""
    return lead < 2 * len(relations) + _MAJORITY


def rounding_of(
    document: Document, relations: Sequence[Relation], open_ones: Sequence[Relation], figures: Mapping[str, Figure]
) -> Rounding:
    """The modes of ``document``.

    ``relations`` are those that hold under some way of rounding, ``open_ones`` those of them that do not under every.
    """
    noted = _noted(text for section in document.sections for p in section.paragraphs for text in p.text.split("。"))
    by_table: dict[tuple[str, Trade], Mode] = {}
    for table in document.tables:
        for trade, mode in _noted([table.unit_note or "", *table.notes]).items():
            by_table[table.table_id, trade] = mode
            if any(_FOR_ALL.search(normalise_label(note)) for note in table.notes):
                noted.setdefault(trade, mode)
    modes, told = dict(noted), dict.fromkeys(noted, "note")
    odds: dict[Trade, float] = {}
    voted = _voted(open_ones, figures, noted)
    for trade, (mode, _) in voted.items():
        if trade not in modes:
            settled, source = mode, "relations"
            if settled is Mode.EITHER:
                settled, source = _agreed(trade, by_table), "note"
            if settled is Mode.EITHER:
                odds[trade] = _odds(relations, figures, trade)
                settled, source = _leaning(odds[trade]), "relations"
            modes[trade] = settled
            told[trade] = "unknown" if settled is Mode.EITHER else source
    leads = {t: lead for t, (_, lead) in voted.items() if lead and told[t] == "relations"}
    return Rounding(modes, by_table, told, leads, {t: one for t, one in odds.items() if told[t] == "relations"})


def _noted(texts: Iterable[str]) -> dict[Trade, Mode]:
    """What notes say, clause by clause: 金額は単位未満切捨て、比率は小数点以下第２位を四捨五入した."""
    found: dict[Trade, Mode] = {}
    for text in texts:
        for clause in re.split("[、。,]", normalise_label(text)):
            mode = Mode.CUT if _CUT.search(clause) else Mode.ROUNDED if _ROUNDED.search(clause) else None
            if mode is not None:
                found.setdefault(Trade.QUOTIENT if _OF_QUOTIENTS.search(clause) else Trade.AMOUNT, mode)
    return found


def _agreed(trade: Trade, by_table: Mapping[tuple[str, Trade], Mode]) -> Mode:
    """What all tables that speak of it say."""
    said = {mode for (_, of), mode in by_table.items() if of is trade}
    return said.pop() if len(said) == 1 else Mode.EITHER


def _voted(
    relations: Sequence[Relation], figures: Mapping[str, Figure], noted: Mapping[Trade, Mode]
) -> dict[Trade, tuple[Mode, int]]:
    """For each trade the mode under which clearly more relations hold, whatever the mode of the other trade, and how many.

    What holds under every mode, or under none, need not be among ``relations``.
    """
    choices = {t: (noted[t],) if t in noted else (Mode.ROUNDED, Mode.CUT) for t in Trade}
    held = dict.fromkeys(product(choices[Trade.AMOUNT], choices[Trade.QUOTIENT]), 0)
    for trades, alike in _by_trades(relations, figures).items():
        own = {name: figures[name] for relation in alike for name in relation.record_ids}
        known: dict[tuple[Mode, ...], int] = {}
        for ways in held:
            modes = dict(zip(Trade, ways, strict=True))
            told = tuple(modes[trade] for trade in Trade if trade in trades)
            if told not in known:
                known[told] = _held(alike, own, modes)
            held[ways] += known[told]
    decided: dict[Trade, tuple[Mode, int]] = {}
    for index, trade in enumerate(Trade):
        best = {mode: max(n for modes, n in held.items() if modes[index] is mode) for mode in choices[trade]}
        leader = max(best, key=lambda mode: best[mode])
        lead = best[leader] - max((n for mode, n in best.items() if mode is not leader), default=-_MAJORITY)
        decided[trade] = (leader, lead) if lead >= _MAJORITY else (Mode.EITHER, 0)
    return decided


def _by_trades(relations: Iterable[Relation], figures: Mapping[str, Figure]) -> dict[frozenset[Trade], list[Relation]]:
    """``relations`` by the trades of what was rounded in them: the modes of others do not matter to them."""
    found: dict[frozenset[Trade], list[Relation]] = {}
    for relation in relations:
        rounded = (figure for name in relation.record_ids if not (figure := figures[name]).exact)
        found.setdefault(frozenset(figure.trade for figure in rounded), []).append(relation)
    return found


def _held(relations: Iterable[Relation], figures: Mapping[str, Figure], modes: Mapping[Trade, Mode]) -> int:
    """How many hold where ``figures`` were rounded as ``modes`` say."""
    box = {name: figure.interval(modes[figure.trade]) for name, figure in figures.items()}
    return sum(relation.holds(box) is True for relation in relations)


def _leaning(odds: float) -> Mode:
    """The mode that makes what sums miss by clearly likelier: what is cut off is missing on one side."""
    if abs(odds) < _CLEAR:
        return Mode.EITHER
    return Mode.ROUNDED if odds > 0 else Mode.CUT


def _odds(relations: Iterable[Relation], figures: Mapping[str, Figure], trade: Trade) -> float:
    """How much likelier what ``relations`` miss by is under rounding than under cutting off, as a power of e."""
    odds = 0.0
    for relation in relations:
        terms = [(term.factor, figures[term.top]) for term in relation.terms if term.top and term.under is None]
        steps = {figure.step for _, figure in terms}
        if (
            len(terms) != len(relation.terms)
            or len(steps) != 1
            or any(f.exact or f.trade is not trade for _, f in terms)
            or not relation.holds({f.record_id: f.interval(Mode.EITHER) for _, f in terms})
        ):
            continue
        step = steps.pop()
        missed = float(sum(factor * figure.value for factor, figure in terms) / step)
        cut = -sum(float(factor) * (0.5 if figure.value > 0 else -0.5) for factor, figure in terms if figure.value)
        spread = sum(float(factor) ** 2 for factor, _ in terms) / 12  # the variance of a sum of uniform errors
        odds += ((missed - cut) ** 2 - missed**2) / (2 * spread)
    return odds
