"""Compiled fractions change nothing: a document comes out the same with those of the standard library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "slips" / "wrong_digit.pdf"
#: the outcome without what it took
READ = "from msgspec.structs import replace; from extractor import extract; print(replace(extract({!r}), seconds=()))"
PLAIN = "import fractions, sys; sys.modules['quicktions'] = fractions; "


def _told(before: str = "") -> str:
    code = before + READ.format(str(SAMPLE))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_a_document_comes_out_the_same_with_plain_fractions() -> None:
    compiled = _told()
    assert "mismatch" in compiled
    assert _told(PLAIN) == compiled
