"""Make the samples and their truth: ``python scripts/make_samples.py [NAME...]`` (all of them without a name).

This is for maintainers; the PDFs are kept in the repository.  It needs
  from PyPI:   typst, jinja2, reportlab
  from Debian: libreoffice-writer, libreoffice-calc, libreoffice-impress, chromium, fonts-ipaexfont, fonts-noto-cjk
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from samplekit import minato, nagasaki, past_booklets, scans, slips

SAMPLES = Path(__file__).parent.parent / "samples"
MAKERS = {
    "nagasaki_r6_hyouka": nagasaki.make,
    **dict.fromkeys(past_booklets.DOCUMENTS, past_booklets.make),
    "minato_r5_disclosure": minato.make_r5,
    "minato_r6_disclosure": minato.make_r6,
    "slips": slips.make,
    **dict.fromkeys(scans.SCANS, scans.make),
}


def main() -> int:
    """Make what is asked for, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MAKERS))
    names = parser.parse_args().names or list(MAKERS)
    if unknown := [name for name in names if name not in MAKERS]:
        parser.error(f"no such sample: {', '.join(unknown)}")
    for name in names:
        made = MAKERS[name](name, SAMPLES)
        size = sum(path.stat().st_size for path in (made.glob("*.pdf") if made.is_dir() else [made]))
        print(f"{made.relative_to(SAMPLES.parent)}  {size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
