"""Strict parsers for what Japanese disclosures print: figures, units, years and labels.

Each parser is the inverse of a printer in the tests.  What is not wholly understood is refused (``None``, or no claim
on that stretch of text), so that the caller can announce it; nothing here guesses and nothing raises on odd input.
"""
