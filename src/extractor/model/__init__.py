"""Every type that flows through the extractor, in the order in which a page meets it.

    Source -> Page -> Table, Section -> Fact -> Quantity -> Record -> Finding -> Outcome

All are frozen.  A stage takes what the stage before it returned and gives something new; nothing is changed in place.
Positions are PDF points with the origin at the top left of the page as it is displayed (rotation and CropBox applied).
``None`` stands for "absent" or "not told"; there are no sentinel values.
"""

from __future__ import annotations

from extractor.model.content import (
    Anchor,
    Cell,
    CellKind,
    Chart,
    ChartText,
    DataLabel,
    Paragraph,
    Picture,
    Section,
    Table,
)
from extractor.model.decisions import Decision, DecisionKey, DecisionKind, Fit, MadeDecision
from extractor.model.document import (
    Document,
    Equation,
    EquationTerm,
    Failure,
    Finding,
    Identity,
    Limits,
    OcrUse,
    Options,
    Outcome,
    PageSummary,
    Reasons,
    Severity,
    Source,
    Status,
)
from extractor.model.ledger import Fate, SettledToken, Token
from extractor.model.numbers import (
    Direction,
    Fact,
    GridPlace,
    Meaning,
    Origin,
    Period,
    Quantity,
    Record,
    Trust,
)
from extractor.model.page import (
    Box,
    Fill,
    Layer,
    Line,
    Page,
    Ruling,
    Shape,
    Spread,
    TaggedCell,
    TaggedTable,
    Where,
    Word,
)

__all__ = [
    "Anchor",
    "Box",
    "Cell",
    "CellKind",
    "Chart",
    "ChartText",
    "DataLabel",
    "Decision",
    "DecisionKey",
    "DecisionKind",
    "Direction",
    "Document",
    "Equation",
    "EquationTerm",
    "Fact",
    "Failure",
    "Fate",
    "Fill",
    "Finding",
    "Fit",
    "GridPlace",
    "Identity",
    "Layer",
    "Limits",
    "Line",
    "MadeDecision",
    "Meaning",
    "OcrUse",
    "Options",
    "Origin",
    "Outcome",
    "Page",
    "PageSummary",
    "Paragraph",
    "Period",
    "Picture",
    "Quantity",
    "Reasons",
    "Record",
    "Ruling",
    "Section",
    "SettledToken",
    "Severity",
    "Shape",
    "Source",
    "Spread",
    "Status",
    "Table",
    "TaggedCell",
    "TaggedTable",
    "Token",
    "Trust",
    "Where",
    "Word",
]
