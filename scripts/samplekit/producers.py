"""The producers: Typst, LibreOffice and Chromium (ReportLab has a module of its own).  Each leaves a PDF with fixed dates,
so that remaking it changes no byte that the sources did not change (as far as the producer's own version allows)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

FONTS = "/usr/share/fonts"  # where Debian's fonts-ipaexfont and fonts-noto-cjk are
EPOCH = "1750000000"  # June 2025, when such reports of 令和6年度 come out
PDF_DATE = b"20250615150640"


@dataclass(frozen=True, slots=True)
class Office:
    """One of LibreOffice's programs: the suffix of its flat file, and its name for the way out to PDF.

    LibreOffice tags by default only in some versions: said here, so that all make the same PDF.
    """

    suffix: str
    module: str
    tagged: bool = False

    @property
    def filter(self) -> str:
        """What ``--convert-to`` is told."""
        tagged = str(self.tagged).lower()
        return f'pdf:{self.module}_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'


WRITER, WRITER_TAGGED = Office("fodt", "writer"), Office("fodt", "writer", tagged=True)
CALC, IMPRESS = Office("fods", "calc"), Office("fodp", "impress", tagged=True)


def typst_pdf(template: Path, data: str, target: Path) -> None:
    """Typst, from PyPI; a tagged PDF is its default."""
    import typst  # noqa: PLC0415 - a tool of maintainers, not a dependency of the project

    typst.compile(
        str(template),
        output=str(target),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=int(EPOCH),
    )


def office_pdf(flat: str, target: Path, kind: Office = WRITER) -> None:
    """LibreOffice, from a flat OpenDocument file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"{target.stem}.{kind.suffix}"
        source.write_text(flat, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["--headless", "--convert-to", kind.filter, "--outdir", str(folder), str(source)]
        _run(["soffice", profile, *convert], folder)
        _keep(folder / f"{target.stem}.pdf", target)


def chromium_pdf(html: str, target: Path) -> None:
    """Chromium's print to PDF; tagged."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, made = folder / "page.html", folder / "page.pdf"
        source.write_text(html, encoding="utf-8")
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        output = ["--no-pdf-header-footer", f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}"]
        _run(["chromium", "--headless", *quiet, *output, source.as_uri()], folder)
        _keep(made, target)


def _run(command: list[str], home: Path) -> None:
    if not shutil.which(command[0]):
        raise SystemExit(f"{command[0]} is needed; see make_samples.py --help")
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run(command, check=True, timeout=180, capture_output=True, env=environment)


def _keep(made: Path, target: Path) -> None:
    """Keep the PDF with its dates and ids fixed; each is replaced by as many bytes, so that offsets stay right."""
    data = made.read_bytes()
    data = re.sub(rb"(?<=\(D:)\d{14}", PDF_DATE, data)
    data = re.sub(rb"/ID\s*\[\s*<[0-9A-F]+>\s*<[0-9A-F]+>\s*\]", _blank, data)
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]+", _blank, data)
    target.write_bytes(data)


def _blank(match: re.Match[bytes]) -> bytes:
    """The ids inside angle brackets, or the whole checksum, as zeros."""
    if match.group().startswith(b"/ID"):
        return re.sub(rb"(?<=<)[0-9A-F]+", lambda digits: b"0" * len(digits.group()), match.group())
    return b"0" * len(match.group())
