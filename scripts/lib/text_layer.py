"""What was wrong with the text that a file of scans holds: pages read anew, and their figures against that text, by count.

.venv/bin/python scripts/lib/text_layer.py FILE [--all]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractor import extract
from extractor.model import PageSummary

#: pages with the most differences, and differences, that are shown
_PAGES, _EXAMPLES = 10, 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--all", action="store_true", help="every page that was read anew, not only the worst ones")
    asked = parser.parse_args()
    document = extract(asked.file).document
    assert document is not None
    anew = [page for page in document.pages if page.recognised]
    print(f"{len(document.pages)} pages; read anew: {_ranges(page.number for page in anew)} ({len(anew)})")
    held = sorted((page for page in anew if page.comparison is not None), key=lambda page: -_wrong(page))
    table = Table("page", "figures", "as in the text", "other there", "missing there")
    total: Counter[str] = Counter()
    for page in held:
        total.update(_counts(page))
    for page in held if asked.all else held[:_PAGES]:
        table.add_row(str(page.number), *(str(n) for n in _counts(page).values()))
    table.add_row(f"all {len(held)}", *(str(total[kind]) for kind in ("figures", "same", "differs", "absent")))
    Console().print(table)
    differences = [d for page in held if page.comparison is not None for d in page.comparison.differences]
    print(
        "for example (text of the file → picture):", *(f"{d.layer}→{d.read}" for d in differences[:_EXAMPLES]), sep="  "
    )
    return 0


def _counts(page: PageSummary) -> dict[str, int]:
    found = page.comparison
    assert found is not None
    every = found.same + found.differs + found.absent
    return {"figures": every, "same": found.same, "differs": found.differs, "absent": found.absent}


def _wrong(page: PageSummary) -> int:
    return page.comparison.differs + page.comparison.absent if page.comparison is not None else 0


def _ranges(numbers: Iterable[int]) -> str:
    """1-3, 5"""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in runs) or "none"


if __name__ == "__main__":
    sys.exit(main())
