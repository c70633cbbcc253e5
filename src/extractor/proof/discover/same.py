"""The same fact in several places: table and table, table and prose, this year's document and last year's."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Origin
from extractor.proof.figure import Figure
from extractor.proof.relation import Kind, Relation, linear
from extractor.proof.statements import Statements, comparable


def equalities(statements: Statements) -> Iterator[Relation]:
    """Each figure against the best witness of its document for what it states, and these against the best of all."""
    for witnesses in statements.by_key.values():
        anchors: dict[str, Figure] = {}
        for figure in witnesses:
            anchor = anchors.setdefault(figure.record_id[:12], figure)
            if anchor is figure:
                anchor = witnesses[0]
            if comparable(figure, anchor):
                yield linear(
                    kind_of(figure, anchor),
                    figure.record_id,
                    [(1, anchor.record_id)],
                    f"{place(figure)}={place(anchor)}",
                )


def kind_of(*figures: Figure, plain: Kind = Kind.EQUAL, prose: Kind = Kind.NARRATIVE) -> Kind:
    """Years when documents differ, ``prose`` when prose takes part, else ``plain``."""
    if len({figure.record_id[:12] for figure in figures}) > 1:
        return Kind.YEARS
    return prose if any(f.record.origin is Origin.NARRATIVE for f in figures) else plain


def place(figure: Figure) -> str:
    """Where a figure stands, as far as figures are understood alike: a column of a table, the prose of a document."""
    at = figure.record.place
    return f"{figure.record_id[:12]}-{figure.record.origin}" if at is None else f"{at.table_id}c{at.col}"
