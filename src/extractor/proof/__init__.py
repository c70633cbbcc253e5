"""Proof: the relations between printed figures, what they guard, and whom their breaks blame."""

from __future__ import annotations

from extractor.proof.blame import Blame
from extractor.proof.figure import Figure, Mode
from extractor.proof.guard import Guard
from extractor.proof.prove import Proof, prove
from extractor.proof.relation import Kind, Relation
from extractor.proof.revisions import Revision, Why
from extractor.proof.wording import reasons_of

__all__ = ["Blame", "Figure", "Guard", "Kind", "Mode", "Proof", "Relation", "Revision", "Why", "prove", "reasons_of"]
