"""Texts that a spreadsheet would run as a formula: made harmless in a CSV, and read back exactly.

A text that begins like a formula gets an apostrophe; so does one that begins with apostrophes before such a beginning,
so that taking one away always gives the text back.  Numbers are no texts: ``-51`` stays as it is.
"""

from __future__ import annotations

import re

#: what makes a spreadsheet run a text (CWE-1236; the full-width forms in a Japanese one); a lone － only says "none"
FORMULA = r"(?:[=+\-@\t\r\n\x00＝＋＠]|－.)"
_RUNS = re.compile(rf"'*{FORMULA}", re.DOTALL)


def neutral(text: str) -> str:
    """``=1+1`` → ``'=1+1``; a text that no spreadsheet runs stays."""
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """What ``neutral`` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
