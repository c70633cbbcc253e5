"""The account of digits: every token of the pages, and what became of it."""

from extractor.ledger.settle import settle
from extractor.ledger.tokens import digit_tokens

__all__ = ["digit_tokens", "settle"]
