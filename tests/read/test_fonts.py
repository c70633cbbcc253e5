"""Characters whose font is neither embedded nor installed are told as possibly lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from extractor import extract
from extractor.read import fonts
from extractor.read.fonts import japanese_font_found

#: PDFium started anew with a folder of fonts that is empty, as on a machine without any
WITHOUT_FONTS = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as raw
raw.FPDF_DestroyLibrary()
folders = (ctypes.c_char_p * 2)(sys.argv[1].encode(), None)
paths = ctypes.cast(folders, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
from extractor import extract
outcome = extract(sys.argv[2])
print([finding.code for finding in outcome.findings], outcome.status.value)
"""


def codes_without_fonts(file: Path, empty: Path) -> str:
    empty.mkdir()
    command = [sys.executable, "-c", WITHOUT_FONTS, str(empty), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def mincho_pdf(folder: Path) -> Path:
    """A lone △ in MS-Mincho that is not embedded: the page with which the machine is asked."""
    file = folder / "mincho.pdf"
    file.write_bytes(fonts._probe_pdf())
    return file


def test_a_lone_sign_that_vanished_is_told(tmp_path: Path) -> None:
    told = codes_without_fonts(mincho_pdf(tmp_path), tmp_path / "fonts")
    assert "'text-unplaced'" in told
    assert told.strip().endswith("partial")


def test_where_a_font_is_found_nothing_is_told(tmp_path: Path) -> None:
    assert japanese_font_found() or not any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))
    file = mincho_pdf(tmp_path)
    if japanese_font_found():
        assert "text-unplaced" not in {finding.code for finding in extract(str(file)).findings}


def test_embedded_fonts_need_none_installed(tmp_path: Path, root: Path) -> None:
    told = codes_without_fonts(root / "samples/minato_r5_disclosure.pdf", tmp_path / "fonts")
    assert "text-unplaced" not in told
