"""A booklet of many pages for scripts/bench: ``python bench_booklet.py PAGES TARGET``.

The makers of the samples print it, with figures drawn anew for each edition (their sums still hold), so that no page is
like another and no cache helps; PDFium joins the editions.  Needs typst from PyPI, and Debian's fonts-ipaexfont.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import pypdfium2 as pdfium  # noqa: E402

from samplekit import booklet, past, past_booklets  # noqa: E402

EDITION = "minato_h30_report"


def main() -> int:
    """Make edition after edition until there are pages enough."""
    pages, target = int(sys.argv[1]), Path(sys.argv[2])
    sources = ROOT / "samples" / "sources"
    setting, render = past_booklets.DOCUMENTS[EDITION]
    joined = pdfium.PdfDocument.new()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "edition.pdf"
        for seed in itertools.count(100):
            if len(joined) >= pages:
                break
            past.SEED = seed
            try:
                figures = booklet.read(EDITION, sources, setting)
            except ValueError:
                continue  # its last digits do not round to what another year printed
            render(figures, sources, made)
            edition = pdfium.PdfDocument(made)
            joined.import_pages(edition, list(range(min(len(edition), pages - len(joined)))))
            edition.close()
        joined.save(str(target))
    return 0


if __name__ == "__main__":
    sys.exit(main())
