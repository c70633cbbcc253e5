"""Page furniture: printed page numbers and running heads (柱), told apart from text by repetition over pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.geometry import centre
from extractor.model import Line
from extractor.normalise.characters import squeeze
from extractor.sections.numbering import continued_base, numbering_of
from extractor.sections.pages import LARGER, PageText, body_size, type_size

#: share of the page height at its top and bottom where furniture stands
MARGIN = 0.14
#: running heads stand on at least this many pages
REPEATED = 3
#: the white between furniture and text exceeds that between lines by this factor
APART = 1.3
#: type this much smaller than running text, at the same place of both pages of a document, is a running head
SMALL = 0.85
#: numbers of neighbouring pages stand within so many points of the same place (a scanned sheet lies as it lies)
PLACE = 24.0
#: letters that name something: fewer stand anywhere
SPEAKING = 4
PAGE_NUMBER = re.compile(
    r"[-–—―−~・|\[(〔 ]*(?:p\.?|page)?[- ]*(\d{1,4})(?: ?/ ?\d{1,4}| ?ページ| ?頁)?[-–—―−~・|\])〕 ]*", re.I
)


#: a line at the edge of a page
Edge = tuple[PageText, Line]


class Furniture(NamedTuple):
    """What is no running text: lines by page number, and the printed page numbers among them."""

    lines: dict[int, tuple[Line, ...]]
    labels: dict[int, str]


def furniture(pages: Sequence[PageText]) -> Furniture:
    """Page numbers and running heads of all pages."""
    body = body_size(pair for p in pages for pair in zip(p.lines, p.sizes, strict=True))
    edges = [(page, line) for page in pages for line in _outermost(page)]
    numbers = _titled_numbers(pages, edges, body) | _page_numbers(pages)
    heads = _running_heads(pages, edges, body)
    numbered = _numbered_heads(pages, heads)
    lines: dict[int, tuple[Line, ...]] = {}
    for page in pages:
        own = [numbers[page.number][0]] if page.number in numbers else []
        own += [line for line in heads.get(page.number, ()) if line not in own]
        if own:
            lines[page.number] = tuple(own)
    return Furniture(lines, numbered | {number: label for number, (_, label) in numbers.items()})


def page_labels(pages: Sequence[PageText]) -> dict[int, str]:
    """The page number printed on each page, where one was told apart, by the page's number in the file."""
    return furniture(pages).labels


def _in_margin(line: Line, page: PageText) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return middle < MARGIN * page.height or middle > (1 - MARGIN) * page.height


def _page_numbers(pages: Sequence[PageText]) -> dict[int, tuple[Line, str]]:
    """A number alone on an outermost line counts when its distance from the file's numbering is the usual one.

    Two-sided imprints give the same distance on every page; a figure that happens to stand alone does not.
    """
    found = [(p, line, label) for p in pages for line, label in _number_lines(p)]
    runs = _numbers_in_runs(pages, found)
    distances = Counter(int(label) - p.number for p, _, label in found)
    if not distances:
        return runs
    usual, times = distances.most_common(1)[0]
    if times < 2 and (len(pages) > 2 or abs(usual) > 200):
        return runs
    return runs | {p.number: (line, label) for p, line, label in found if int(label) - p.number == usual}


def _numbers_in_runs(
    pages: Sequence[PageText], found: Sequence[tuple[PageText, Line, str]]
) -> dict[int, tuple[Line, str]]:
    """Documents bound into one are each counted from its own beginning: neighbours that go on counting at the same place.

    What a half of a spread is numbered is known beforehand.
    """
    known = {page.number: int(page.label) for page in pages if page.label is not None and page.label.isdecimal()}
    at = {(page.number, int(label)): (page, line) for page, line, label in found}
    chosen: dict[int, tuple[Line, str]] = {}
    for (number, count), (page, line) in at.items():
        beside = [(number + step, count + step) for step in (-1, 1)]
        if known.get(number, count) == count and (
            number in known
            or any(known.get(n) == c or (n not in known and _level(page, line, at.get((n, c)))) for n, c in beside)
        ):
            chosen[number] = line, str(count)
    return chosen | _with_dashes_misread(found, chosen)


def _with_dashes_misread(
    found: Sequence[tuple[PageText, Line, str]], chosen: Mapping[int, tuple[Line, str]]
) -> dict[int, tuple[Line, str]]:
    """—1— that was recognised as 111, where the number of the next page or the one before stands at the same place."""
    pages = {page.number: page for page, _, _ in found}
    mended: dict[int, tuple[Line, str]] = {}
    for page, line, label in found:
        for step in (-1, 1):
            beside = chosen.get(page.number + step)
            if (
                page.number in chosen
                or beside is None
                or not _level(page, line, (pages[page.number + step], beside[0]))
            ):
                continue
            count = int(beside[1]) - step
            if label == f"1{count}1":
                mended[page.number] = line, str(count)
    return mended


def _level(page: PageText, line: Line, other: tuple[PageText, Line] | None) -> bool:
    """Whether two pages have a line at the same place, or at the mirrored one."""
    if other is None:
        return False
    there, beside = other
    (x, y), (x_beside, y_beside) = centre(line.box), centre(beside.box)
    mirrored = (page.width + there.width) / 2 - x_beside
    return abs(y - y_beside) <= PLACE and min(abs(x - x_beside), abs(x - mirrored)) <= PLACE


def _titled_numbers(pages: Sequence[PageText], edges: Sequence[Edge], body: float) -> dict[int, tuple[Line, str]]:
    """「みなと県信用保証協会 2」 in small type at the edge of page 2: what stands beside the number is printed elsewhere, too.

    A document of two pages has no more of it where its first page is its title.
    """
    small = [(page, line) for page, line in edges if type_size(line.words) <= SMALL * body]
    named = [(page.number, line, name) for page, line in small if (name := _beside_number(line, str(page.number)))]
    texts = {p.number: "\n".join(_plain(line) for line in p.lines) for p in pages} if named else {}
    return {
        number: (line, str(number))
        for number, line, name in named
        if any(name in text for other, text in texts.items() if other != number)
    }


def _beside_number(line: Line, label: str) -> str | None:
    """What stands in a line beside the number ``label`` at one of its ends; None where that names nothing."""
    if label not in _numbers_at_ends(line):
        return None
    text = _plain(line)
    name = text.removesuffix(label) if text.endswith(label) else text.removeprefix(label)
    return name if sum(c.isalpha() for c in name) >= SPEAKING else None


def _plain(line: Line) -> str:
    return squeeze(unicodedata.normalize("NFKC", line.text))


def _number_lines(page: PageText) -> list[tuple[Line, str]]:
    """Candidates among the outermost lines: the number of the page, as digits."""
    ends = [line for line in page.lines if _in_margin(line, page)]
    found = []
    for line in ends:
        match = PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text).strip())
        if match:
            found.append((line, str(int(match[1]))))
    return found


def _running_heads(pages: Sequence[PageText], edges: Sequence[Edge], body: float) -> dict[int, list[Line]]:
    places: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for page, line in edges:
        if any(c.isalpha() for c in line.text):
            places[_mask(line.text), round(line.box.top / 12)].append((page.number, line))
    heads: dict[int, list[Line]] = defaultdict(list)
    for found in _merged(places):
        # two pages are few, but both of them begin or end with the same small type
        both = len(pages) == len(found) == 2 and all(type_size(line.words) < SMALL * body for _, line in found)
        if (len(found) >= REPEATED or both) and not _is_title(found, body, len(pages)):
            for number, line in found:
                heads[number].append(line)
    return heads


def _numbered_heads(pages: Sequence[PageText], heads: dict[int, list[Line]]) -> dict[int, str]:
    """Page numbers at an end of a running head: 「業務報告書 12」; the same way from the file's numbering on each page."""
    found = [(page.number, n) for page in pages for line in heads.get(page.number, ()) for n in _numbers_at_ends(line)]
    distances = Counter(int(label) - number for number, label in found)
    usual, times = distances.most_common(1)[0] if distances else (0, 0)
    return {number: label for number, label in found if times >= REPEATED and int(label) - number == usual}


def _numbers_at_ends(line: Line) -> list[str]:
    text = unicodedata.normalize("NFKC", line.text).strip()
    ends = re.match(r"(\d{1,4})(?![\d,.年月回期号])", text), re.search(r"(?<![\d,.第])(\d{1,4})$", text)
    return [str(int(end[1])) for end in ends if end is not None]


def _outermost(page: PageText) -> list[Line]:
    """Lines in the margins that white space parts from the text further in."""
    lines = page.lines
    if len(lines) < 3:
        return [line for line in lines if _in_margin(line, page)]
    gaps = [after.box.top - before.box.bottom for before, after in pairwise(lines)]
    wide = APART * max(median(gaps), 0.0)
    head = [i for i, gap in enumerate(gaps) if gap > wide and _in_margin(lines[i], page)]
    foot = [i for i, gap in enumerate(gaps) if gap > wide and _in_margin(lines[i + 1], page)]
    top = [i for i in head if lines[i].box.top < page.height / 2]
    bottom = [i for i in foot if lines[i + 1].box.top > page.height / 2]
    return [*lines[: top[-1] + 1 if top else 0], *lines[bottom[0] + 1 if bottom else len(lines) :]]


def _merged(places: dict[tuple[str, int], list[tuple[int, Line]]]) -> list[list[tuple[int, Line]]]:
    """Buckets of the same text at neighbouring heights taken together."""
    out: list[list[tuple[int, Line]]] = []
    last: tuple[str, int] | None = None
    for key in sorted(places):
        if last is not None and key[0] == last[0] and key[1] - last[1] == 1:
            out[-1] += places[key]
        else:
            out.append(list(places[key]))
        last = key
    return out


def _is_title(found: Sequence[tuple[int, Line]], body: float, pages: int) -> bool:
    """A numbered or large title that is printed again on each slide of its section is a heading, not a running head."""
    line = found[0][1]
    large = type_size(line.words) > LARGER * body
    numbered = numbering_of(line.text) is not None or continued_base(line.text) is not None
    return (large or numbered) and len(found) <= 0.6 * max(pages, 5)


def _mask(text: str) -> str:
    """Text with its digits masked, so that page numbers and times do not tell running heads apart."""
    return re.sub(r"[0-9０-９]+", "0", re.sub(r"\s", "", text))
