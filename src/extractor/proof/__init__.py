"""Proof: the relations between printed figures, what they guard, and whom their breaks blame."""

from __future__ import annotations

from extractor.proof.blame import Blame
from extractor.proof.confusions import confusions
from extractor.proof.figure import Figure, Mode, figure_of
from extractor.proof.guard import Guard
from extractor.proof.kept import packed
from extractor.proof.prove import Proof, modes_of, prove
from extractor.proof.relation import Box, Kind, Relation
from extractor.proof.revisions import Revision, Why
from extractor.proof.wording import name_of, reasons_of, retold

__all__ = [
    "Blame",
    "Box",
    "Figure",
    "Guard",
    "Kind",
    "Mode",
    "Proof",
    "Relation",
    "Revision",
    "Why",
    "confusions",
    "figure_of",
    "modes_of",
    "name_of",
    "packed",
    "prove",
    "reasons_of",
    "retold",
]
