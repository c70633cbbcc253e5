"""Narrative to facts: each amount in prose with its subject, measure, direction, scenario and period."""

from extractor.facts.extract import facts_of
from extractor.facts.vocabulary import Vocabulary

__all__ = ["Vocabulary", "facts_of"]
