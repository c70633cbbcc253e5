"""Are scans read as well as print?  Scanned twins of the samples, read, against what the samples themselves say.

A figure of a sample's page and one of its scan belong together where they stand at one place.  A figure is
  right     value and value in the base unit are those of the sample
  flagged   of the right ones, those that are suspect
  loud      another value (or unit) stands there, and it is suspect
  SILENT    another value (or unit) stands there, and nobody is told: never to happen
  missed    no figure stands there; ``unsaid``: nor does any finding of the page say that something was not read
  extra     a figure stands where the sample has none, and it is not suspect: silent, too
Prose: the share of characters of the text outside tables that would have to be changed, spaces and widths aside; of a page
alone, since what is a running head is only told by its repetition.
Truth is what is read from the samples' own text, which tests hold against their transcriptions.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from extractor import extract
from extractor.model import Box, Document, Options, Origin, Outcome, Record, Trust
from extractor.validate.status import UNREAD

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from samplekit.scanning import Scan, place_on_scan, scanned  # noqa: E402 - the folder of scripts is no package

#: the densest page of each sample; odd and even conditions share them out
PAGES = (
    ("minato_h30_report.pdf", 4),
    ("minato_r1_statistics.pdf", 5),
    ("minato_r2_report.pdf", 5),
    ("minato_r3_evaluation.pdf", 5),
    ("minato_r4_disclosure.pdf", 4),
    ("minato_r5_disclosure.pdf", 4),
    ("nagasaki_r6_hyouka.pdf", 4),
    ("minato_r6_disclosure.pdf", 6),
)
CONDITIONS = {
    "200 grey": Scan(),
    "200 grey, askew 1°, specks": Scan(skew=1.0, specks=0.0003),
    "200 grey, JPEG 40": Scan(jpeg=40),
    "200 grey, askew -2°, blur": Scan(skew=-2.0, blur=0.8),
    "200 black and white": Scan(bilevel=True),
    "200 black and white, askew, specks": Scan(bilevel=True, skew=0.7, specks=0.0005),
    "150 grey": Scan(dpi=150),
    "150 grey, JPEG 40, askew": Scan(dpi=150, jpeg=40, skew=-0.5),
    "300 grey, askew 2°": Scan(dpi=300, skew=2.0),
    "300 black and white, specks": Scan(dpi=300, bilevel=True, specks=0.0005),
    "200 grey, on its side": Scan(turns=1),
    "200 black and white, upside down": Scan(turns=2, bilevel=True, skew=0.4),
    "150 black and white": Scan(dpi=150, bilevel=True),
    "200 grey, blur, specks, JPEG 40, askew": Scan(blur=0.7, specks=0.0002, jpeg=40, skew=1.3),
}
PROSE_PAGES = (
    ("minato_r5_disclosure.pdf", 3),
    ("minato_r6_disclosure.pdf", 5),
    ("nagasaki_r6_hyouka.pdf", 9),
    ("minato_h30_report.pdf", 2),
    ("minato_r2_report.pdf", 2),
)
#: the conditions at 200 dpi
PROSE_CONDITIONS = tuple(name for name, scan in CONDITIONS.items() if scan.dpi == Scan().dpi)
#: the table that goes to a file is so wide
_WIDTH = 160
#: figures at one place stand no farther from each other than this, in points
_SIDEWAYS, _DOWN = 12.0, 5.0


@dataclass(slots=True)
class Score:
    """The count of each kind of figure, and examples of what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=list(CONDITIONS), metavar="CONDITION")
    parser.add_argument("--json", type=Path, help="where to write the counts")
    parser.add_argument("--no-prose", action="store_true")
    parser.add_argument("--no-figures", action="store_true")
    wanted = parser.parse_args()
    truth = {name: extract(ROOT / "samples" / name) for name in {name for name, _ in PAGES}}
    with tempfile.TemporaryDirectory() as folder:
        scores = {} if wanted.no_figures else dict(_all_scores(wanted.only, truth, Path(folder)))
        prose = {} if wanted.no_prose else dict(_all_prose(wanted.only, Path(folder)))
    _print(scores, prose)
    if wanted.json:
        told = {name: dict(score.counts) for name, score in scores.items()}
        wanted.json.write_text(json.dumps({"figures": told, "prose": prose}, ensure_ascii=False, indent=1))
    return int(any(score.counts["SILENT"] + score.counts["extra"] for score in scores.values()))


def _all_scores(names: Sequence[str], truth: dict[str, Outcome], folder: Path) -> Iterator[tuple[str, Score]]:
    for turn, name in enumerate(CONDITIONS):
        if name in names:
            score = Score()
            for sample, page in PAGES[turn % 2 :: 2]:
                _score_page(score, truth[sample], sample, page, CONDITIONS[name], folder)
            print(f"{name}: {dict(score.counts)}", *score.examples, sep="\n  ", file=sys.stderr, flush=True)
            yield name, score


def _read(sample: str, page: int, scan: Scan, folder: Path) -> Outcome:
    outcome = extract(scanned(ROOT / "samples" / sample, page, scan, folder / "scan.pdf"), Options())
    assert outcome.document is not None, outcome.failure
    return outcome


def _score_page(score: Score, truth: Outcome, sample: str, page: int, scan: Scan, folder: Path) -> None:
    begin = time.process_time()
    outcome = _read(sample, page, scan, folder)
    score.counts["seconds"] += round(time.process_time() - begin)
    assert truth.document is not None
    assert outcome.document is not None
    shape = truth.document.pages[page - 1]
    wanted = [
        replace(r, where=replace(r.where, box=_moved(r.where.box, shape.width, shape.height, scan)))
        for r in _figures(truth.document, page)
    ]
    got = _figures(outcome.document, 1)
    score.counts["figures"] += len(wanted)
    told = any(finding.code in UNREAD for finding in outcome.findings)
    paired = _paired(wanted, got)
    for k, record in enumerate(wanted):
        kind = _kind(record, got[paired[k]]) if k in paired else "missed" if told else "unsaid"
        score.counts[kind] += 1
        if kind == "right" and got[paired[k]].trust is Trust.SUSPECT:
            score.counts["flagged"] += 1
        if kind != "right" or got[paired[k]].trust is Trust.SUSPECT:
            seen = got[paired[k]] if k in paired else None
            score.examples.append(f"{kind} {sample} p{page} {record.meaning.item}: {_said(record)} -> {_said(seen)}")
    for k in sorted(set(range(len(got))) - set(paired.values())):
        kind = "extra, flagged" if got[k].trust is Trust.SUSPECT else "extra"
        score.counts[kind] += 1
        score.examples.append(f"{kind} {sample} p{page} {got[k].meaning.item}: {_said(got[k])} {got[k].where.box}")


def _said(record: Record | None) -> str:
    if record is None:
        return "nothing"
    return f"{record.quantity.raw} {record.quantity.unit}" + (" ?" if record.trust is Trust.SUSPECT else "")


def _figures(document: Document, page: int) -> list[Record]:
    return [
        r
        for r in document.records
        if r.where.page == page and r.origin is not Origin.NARRATIVE and r.quantity.value is not None
    ]


def _kind(wanted: Record, got: Record) -> str:
    one, other = wanted.quantity, got.quantity
    same = one.value == other.value and (one.value_base == other.value_base or other.unit is None)
    return "right" if same else "loud" if got.trust is Trust.SUSPECT else "SILENT"


def _moved(box: Box, width: float, height: float, scan: Scan) -> Box:
    x, y = place_on_scan((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, width, height, scan)
    return Box(x, y, x, y)


def _paired(wanted: Sequence[Record], got: Sequence[Record]) -> dict[int, int]:
    """The figure of ``got`` at the place of each of ``wanted``, the nearest pairs first."""
    near: list[tuple[float, int, int]] = []
    for k, one in enumerate(wanted):
        for m, other in enumerate(got):
            box = other.where.box
            across = abs(one.where.box.x0 - (box.x0 + box.x1) / 2)
            down = abs(one.where.box.top - (box.top + box.bottom) / 2)
            if max(across / _SIDEWAYS, down / _DOWN) <= 1:
                near.append((across / _SIDEWAYS + down / _DOWN, k, m))
    pairs: dict[int, int] = {}
    for _, k, m in sorted(near):
        if k not in pairs and m not in pairs.values():
            pairs[k] = m
    return pairs


# --- prose ------------------------------------------------------------------------------------------------------------


def _all_prose(names: Sequence[str], folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Wrong characters and characters, by condition."""
    truth = {(sample, page): _alone(sample, page, folder) for sample, page in PROSE_PAGES}
    for name in PROSE_CONDITIONS:
        if name not in names:
            continue
        wrong = length = 0
        for sample, page in PROSE_PAGES:
            got = _read(sample, page, CONDITIONS[name], folder).document
            assert got is not None
            one, other = truth[sample, page], _prose(got)
            changes = _changes(one, other)
            print(f"prose {name} {sample} p{page}: {changes} of {len(one)}\n  {one}\n  {other}", file=sys.stderr)
            wrong, length = wrong + changes, length + len(one)
        yield name, (wrong, length)


def _alone(sample: str, page: int, folder: Path) -> str:
    """The prose of a page by its own text."""
    with pikepdf.open(ROOT / "samples" / sample) as whole, pikepdf.new() as single:
        single.pages.append(whole.pages[page - 1])
        single.save(folder / "page.pdf")
    document = extract(folder / "page.pdf").document
    assert document is not None
    return _prose(document)


def _prose(document: Document) -> str:
    """The paragraphs of a page, spaces left out, characters in one width."""
    text = "".join(
        paragraph.text[a.start : a.end]
        for section in document.sections
        for paragraph in section.paragraphs
        for a in paragraph.anchors
    )
    return "".join(unicodedata.normalize("NFKC", text).split())


def _changes(one: str, other: str) -> int:
    """Levenshtein's distance: the fewest characters to put in, take out or replace."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _print(scores: dict[str, Score], prose: dict[str, tuple[int, int]]) -> None:
    kinds = ("figures", "right", "flagged", "loud", "SILENT", "missed", "unsaid", "extra", "extra, flagged", "seconds")
    table = Table("condition", *kinds)
    total: Counter[str] = Counter()
    for name, score in scores.items():
        table.add_row(name, *(str(score.counts[kind]) for kind in kinds))
        total += score.counts
    table.add_row("all", *(str(total[kind]) for kind in kinds))
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(table)
    for name, (wrong, length) in prose.items():
        console.print(f"prose, {name}: {wrong} of {length} characters wrong, {wrong / max(length, 1):.2%}")


if __name__ == "__main__":
    sys.exit(main())
