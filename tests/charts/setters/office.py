"""LibreOffice as a converter."""

from __future__ import annotations

import subprocess
from pathlib import Path


def to_pdf(source: Path) -> None:
    """The PDF of an office file, beside it."""
    profile = f"-env:UserInstallation=file://{source.parent}/office"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(source.parent), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
