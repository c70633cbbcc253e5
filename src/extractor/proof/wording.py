"""Relations, intervals and figures as a person reads them: with the printed figures, in their printed units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.exact import Fraction, Number, magnitude, number_of, over
from extractor.interval import Interval
from extractor.model import Document, Equation, EquationTerm, Reasons, Record
from extractor.proof.figure import Figure
from extractor.proof.prove import Proof
from extractor.proof.relation import Box, Relation, Term

#: intervals are shown to a hundredth of the printed step
_FINER = 2


def equation(relation: Relation, figures: Mapping[str, Figure], box: Box) -> str:
    """``100 × 経常収入（実績） 2,353 ÷ 経常収入（計画） 2,203 = 経常収入（計画比） 106.8 | 106.763 … 106.858 ％``.

    What stands behind the bar is what the other figures let the last one be.
    """
    expected = relation.expected(relation.result, box)
    found = "" if expected is None else f" | {span(expected, figures[relation.result])}"
    return _spelled(relation.terms, relation.result, lambda name: named(figures[name])) + found


def retold(told: Equation, label: Callable[[str], str]) -> str:
    """An equation that outlived its proof, as ``equation`` words it; ``label`` words the number of an id."""
    terms = [Term(Fraction(term.factor), term.top, term.under) for term in told.terms]
    return _spelled(terms, told.result, label) + ("" if told.expected is None else f" | {told.expected}")


def named(figure: Figure) -> str:
    """``経常収支差額（対前年度実績比）110.6``."""
    return name_of(figure.record)


def name_of(record: Record) -> str:
    """The number with its labels, as it was read; where a person or a repair put another in its place, that one."""
    column = (record.meaning.column or "").split(" > ")[-1]
    label = f"{record.meaning.item}（{column}）" if column else record.meaning.item
    as_read = record.corrected_by is None and record.repaired_from is None
    value = record.quantity.value
    printed = record.quantity.raw.strip() if as_read or value is None else f"{value:,f}"
    return f"{label} {printed}".strip()


def span(interval: Interval, figure: Figure) -> str:
    """The interval in the unit of ``figure``; one number where it is exact."""
    places, per_unit = figure.decimals + _FINER, _per_unit(figure)
    low = shown(in_places(interval.low, places, per_unit), places)
    unit = figure.record.quantity.unit or ""
    if interval.is_point:
        return f"{low} {unit}".strip()
    return f"{low} … {shown(in_places(interval.high, places, per_unit), places)} {unit}".strip()


def number(value: Number, figure: Figure, finer: int = _FINER) -> str:
    """``value`` in the unit of ``figure``, to ``finer`` more digits than it prints, with commas."""
    places = figure.decimals + finer
    found = in_places(value, places, _per_unit(figure))
    return f"{Decimal(found).scaleb(-places):,f}" if finer == 0 else shown(found, places)


def in_places(value: Number, places: int, per_unit: Number) -> int:
    """``value`` in units, as a number of the last of so many decimal places."""
    if not isinstance(value, int) or not isinstance(per_unit, int):
        return round(over(value * 10**places, per_unit))
    scale: int = 10**places
    whole, rest = divmod(value * scale, per_unit)
    return whole + (2 * rest > per_unit or (2 * rest == per_unit and whole & 1))  # half to even, as ``round`` does


def shown(number: int, places: int) -> str:
    """A number of the last of so many decimal places, with commas and without zeros at its end."""
    whole, rest = divmod(abs(number), 10**places)
    decimals = f".{rest:0{places}d}".rstrip("0") if rest else ""
    return f"{'-' if number < 0 else ''}{whole:,}{decimals}"


def reasons_of(proof: Proof, document: Document) -> Reasons:
    """The equations that count for ``document``, in a form that outlives the proof, and what each figure in them may
    stand for.
    """
    own = [record.record_id for record in document.records]
    held, broken = _once(proof.held, own), _once(proof.broken, own)
    names = dict.fromkeys(name for relation in (*held, *broken) for name in relation.record_ids)
    return Reasons(
        equations=(
            *(_equation(relation, proof, holds=False) for relation in broken),
            *(_equation(relation, proof, holds=True) for relation in held),
        ),
        stands_for=tuple((name, span(proof.box[name], proof.figures[name])) for name in names),
    )


def _once(relations: Mapping[str, Sequence[Relation]], names: Iterable[str]) -> Sequence[Relation]:
    """The relations of ``names``, each once: no two of a proof are equal."""
    return tuple({id(relation): relation for name in names for relation in relations.get(name, ())}.values())


def _equation(relation: Relation, proof: Proof, *, holds: bool) -> Equation:
    expected = relation.expected(relation.result, proof.box)
    return Equation(
        kind=relation.kind.value,
        terms=tuple(EquationTerm(str(term.factor), term.top, term.under) for term in relation.terms),
        result=relation.result,
        holds=holds,
        expected=None if expected is None else span(expected, proof.figures[relation.result]),
    )


def _per_unit(figure: Figure) -> Number:
    quantity = figure.record.quantity
    if quantity.value and quantity.value_base is not None:
        if quantity.value_base == quantity.value:
            return 1
        base, value = number_of(quantity.value_base), number_of(quantity.value)
        whole = isinstance(base, int) and isinstance(value, int) and base % value == 0
        return base // value if whole else over(base, value)
    scale: int = 10**figure.decimals
    return figure.step * scale


def _spelled(terms: Sequence[Term], result: str, label: Callable[[str], str]) -> str:
    own = [term for term in terms if term.top == result and term.under is None]
    target = own[0] if len(own) == 1 else None
    flip = target is not None and target.factor > 0
    parts = []
    for term in terms:
        if term is not target:
            factor = -term.factor if flip else term.factor
            parts.append(("− " if factor < 0 else "+ ") + _term(term, magnitude(factor), label))
    right = "0" if target is None else label(result)
    return f"{' '.join(parts).removeprefix('+ ')} = {right}"


def _term(term: Term, factor: Number, label: Callable[[str], str]) -> str:
    times = "" if factor == 1 and term.top else f"{factor}"
    top = label(term.top) if term.top else ""
    text = f"{times} × {top}" if times and top else times or top
    return text if term.under is None else f"{text} ÷ {label(term.under)}"
