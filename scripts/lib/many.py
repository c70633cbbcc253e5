"""Usage: python scripts/lib/many.py SAMPLES OUT COUNT: makes COUNT PDFs of one or two pages out of those of a folder.

Each is a page of a sample whose figures are changed in its content (a digit for a digit, where the content is plain), and
a note that no other has, so that no two files are alike.  What they say is no longer true: they measure the batch.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pikepdf


def make(samples: Path, out: Path, count: int) -> list[Path]:
    """``count`` files in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    sources = [pikepdf.open(file) for file in sorted(samples.rglob("*.pdf"))]
    pages = [page for source in sources for page in source.pages]
    made = []
    for number in range(count):
        file = out / f"{number:06}.pdf"
        _one(pages[number % len(pages)], number, file)
        made.append(file)
    for source in sources:
        source.close()
    return made


def _one(page: pikepdf.Page, number: int, file: Path) -> None:
    chance = random.Random(number)  # noqa: S311 - the same files each time
    with pikepdf.new() as single:
        single.pages.append(page)
        copy = single.pages[0]
        copy.contents_coalesce()
        content = bytearray(copy.Contents.read_bytes())
        for at in chance.sample(range(len(content)), min(200, len(content))):
            if chr(content[at]).isdigit() and content[at - 1 : at] == b"," and chr(content[at - 2]).isdigit():
                content[at] = ord(chance.choice("123456789"))
        copy.Contents = single.make_stream(bytes(content))
        single.docinfo["/Subject"] = f"made from a sample, number {number}"
        single.save(file, static_id=True)


if __name__ == "__main__":
    print(len(make(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
