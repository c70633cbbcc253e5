"""Two-page spreads: a landscape page of the file that holds two printed pages side by side.

Each half is read as a page of its own, in the order of the printed numbers; a table that is ruled across the gutter stays
whole, on the half that comes first.  Places keep their coordinates; ``turning.as_displayed`` and ``as_in_file`` lead the
numbers of such logical pages back to those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from extractor.geometry import centre, holds_centre, overlap
from extractor.layout import lines_of, split_at_gaps
from extractor.model import Box, Document, Page, PageSummary, Ruling, SettledToken, Spread, TaggedTable, Word
from extractor.normalise.characters import narrow
from extractor.strays import is_doubted, is_ruled, may_be_mark, without

#: two upright pages side by side are so much broader than high (two of B5 or A4: 1.41)
_LANDSCAPE = 1.25
#: page numbers stand in this share of the height at head or foot
_MARGIN = 0.12
#: and as far from the middle as one another, within this share of the width
_MIRRORED = 0.03
#: the white strip in the middle is at least so broad, in points, and off the middle by no more than this share of the width
_GUTTER, _OFF = 6.0, 0.04
#: a rule across the gutter reaches over it by this share of the width on both sides
_ACROSS = 0.05
#: rules of one table are alike within so many points, and no further apart than this share of the height
_ALIKE, _NEXT = 4.0, 0.25
#: the parts of one rule meet within so many points
_TOUCH = 1.5
_DASHES = "-–—―−~|"
_NUMBER = re.compile(
    rf"[{_DASHES}\[(〔 ]*(?:p\.?|page)?[{_DASHES} ]*(\d{{1,4}})(?: ?ページ| ?頁)?[{_DASHES}\])〕 ]*", re.I
)


def logical_pages(page: Page, spread: Spread | None, number: int) -> tuple[Page, ...]:
    """``page`` as the pages that were printed, in their order, counted from ``number``: two of a spread, else itself."""
    if spread is None:
        return (replace(page, number=number),)
    left, right = _halves(without(page, _fold_marks(page)), spread)
    first, second = (left, right) if spread.left_first else (right, left)
    return replace(first, number=number), replace(second, number=number + 1)


def labels_of(spread: Spread | None) -> tuple[str | None, ...]:
    """The numbers printed on what ``logical_pages`` gives, as far as the spread tells them."""
    if spread is None:
        return (None,)
    return (spread.left, spread.right) if spread.left_first else (spread.right, spread.left)


def spread_of(page: Page) -> Spread | None:
    """The gutter of a page and the numbers printed on its halves; None where the page is one.

    A slide or a sheet in landscape has one page number or none, and text over its middle.
    """
    if page.turned or page.width < _LANDSCAPE * page.height:
        return None
    numbers = _numbers(page)
    if numbers is None:
        return None
    across = _areas_across(page)
    words = [w for w in page.words if not is_doubted(w) and not any(holds_centre(area, w.box) for area in across)]
    gutter = _gutter(words, page.width)
    return None if gutter is None else Spread(gutter, *numbers)


def _numbers(page: Page) -> tuple[str, str] | None:
    """The two page numbers: one on each half, mirrored, the next to each other."""
    middle = page.width / 2
    found = list(_lone_numbers(page))
    for left, a in found:
        for right, b in found:
            mirrored = abs(centre(left)[0] + centre(right)[0] - page.width) <= 2 * _MIRRORED * page.width
            level = overlap(left.top, left.bottom, right.top, right.bottom) > 0
            if left.x1 < middle < right.x0 and mirrored and level and abs(a - b) == 1:
                return str(a), str(b)
    return None


def _lone_numbers(page: Page) -> Iterator[tuple[Box, int]]:
    """Numbers that stand for themselves at the head or the foot."""
    for line in lines_of(w for w in page.words if _in_margin(w.box, page)):
        for piece in split_at_gaps(line, line.box.height):
            found = _NUMBER.fullmatch(narrow(piece.text).strip())
            if found:
                yield piece.box, int(found[1])


def _in_margin(box: Box, page: Page) -> bool:
    y = centre(box)[1]
    return not _MARGIN * page.height < y < (1 - _MARGIN) * page.height


def _gutter(words: Sequence[Word], width: float) -> float | None:
    """The middle of the white strip that runs down the page amid it, with text on both sides."""
    middle = width / 2
    before = max((w.box.x1 for w in words if centre(w.box)[0] < middle), default=None)
    after = min((w.box.x0 for w in words if centre(w.box)[0] >= middle), default=None)
    if before is None or after is None or after - before < _GUTTER:
        return None
    gutter = min(max(middle, before + _GUTTER / 2), after - _GUTTER / 2)
    return gutter if abs(gutter - middle) <= _OFF * width else None


def _fold_marks(page: Page) -> list[Word]:
    """What was made of the shadows of the fold: it stands between the two pages, where no word and no rule reaches."""
    if not page.recognised:
        return []
    middle = page.width / 2
    longer = [w.box for w in page.words if not may_be_mark(w)]
    before = max((box.x1 for box in longer if centre(box)[0] < middle), default=0.0)
    after = min((box.x0 for box in longer if centre(box)[0] >= middle), default=page.width)
    return [
        w
        for w in page.words
        if may_be_mark(w)
        and abs(centre(w.box)[0] - middle) <= _OFF * page.width
        and before + _GUTTER < w.box.x0
        and w.box.x1 < after - _GUTTER
        and not is_ruled(page, w.box)
    ]


# --- halves -----------------------------------------------------------------------------------------------------------


def _areas_across(page: Page) -> list[Box]:
    """Where rules run across the middle, two or more of one length below one another: tables over both pages."""
    middle, reach = page.width / 2, _ACROSS * page.width
    rules = [r for r in _joined(page.rulings) if r.start < middle - reach and r.end > middle + reach]
    areas: list[list[Ruling]] = []
    for rule in rules:
        same = next((a for a in areas if _goes_on(a[-1], rule, page.height)), None)
        if same is None:
            areas.append([rule])
        else:
            same.append(rule)
    return [Box(min(r.start for r in a), a[0].at, max(r.end for r in a), a[-1].at) for a in areas if len(a) > 1]


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Horizontal rules from the top, those drawn cell by cell as one."""
    done: list[Ruling] = []
    for rule in sorted((r for r in rulings if r.horizontal), key=lambda r: (round(r.at), r.start)):
        last = done[-1] if done else None
        if last is not None and abs(last.at - rule.at) <= _TOUCH and rule.start - last.end <= _TOUCH:
            done[-1] = msgspec.structs.replace(last, end=max(last.end, rule.end))
        else:
            done.append(rule)
    return done


def _goes_on(last: Ruling, rule: Ruling, height: float) -> bool:
    alike = abs(last.start - rule.start) <= _ALIKE and abs(last.end - rule.end) <= _ALIKE
    return alike and rule.at - last.at <= _NEXT * height


def _halves(page: Page, spread: Spread) -> tuple[Page, Page]:
    """Left and right; what stands in a table across the gutter is on the half that comes first."""
    across = _areas_across(page)

    def on_left(box: Box) -> bool:
        if any(holds_centre(area, box, slack=1.0) for area in across):
            return spread.left_first
        return centre(box)[0] < spread.gutter

    return _half(page, on_left, left=True), _half(page, on_left, left=False)


def _half(page: Page, on_left: Callable[[Box], bool], *, left: bool) -> Page:
    words = tuple(w for w in page.words if on_left(w.box) is left)
    return replace(
        page,
        words=words,
        rulings=tuple(r for r in page.rulings if on_left(_extent(r)) is left),
        fills=tuple(f for f in page.fills if on_left(f.box) is left),
        shapes=tuple(s for s in page.shapes if on_left(s.box) is left),
        images=tuple(box for box in page.images if on_left(box) is left),
        tagged=tuple(t for t in page.tagged if _is_mostly_in(t, words)),
    )


def _extent(rule: Ruling) -> Box:
    if rule.horizontal:
        return Box(rule.start, rule.at, rule.end, rule.at)
    return Box(rule.at, rule.start, rule.at, rule.end)


def _is_mostly_in(table: TaggedTable, words: Iterable[Word]) -> bool:
    wanted = {mcid for cell in table.cells for mcid in cell.mcids}
    return 2 * len(wanted & {word.mcid for word in words}) > len(wanted)


# --- back to the pages of the file ------------------------------------------------------------------------------------


def as_in_file(document: Document, spreads: dict[int, Spread]) -> Document:
    """``document`` with one summary for each page of the file and its tokens counted through.

    Its places have the numbers of the file already; ``spreads`` are those pages of the file that hold two.
    """
    if not spreads:
        return document
    pages = [_merged(list(same), spreads.get(n)) for n, same in groupby(document.pages, key=lambda page: page.number)]
    return replace(document, pages=tuple(pages), tokens=tuple(_counted(document.tokens)))


def _merged(pages: Sequence[PageSummary], spread: Spread | None) -> PageSummary:
    if spread is None:
        return pages[0]
    label = f"{spread.left}-{spread.right}" if spread.left_first else f"{spread.right}-{spread.left}"
    return replace(pages[0], label=label, spread=spread)


def _counted(tokens: Iterable[SettledToken]) -> Iterator[SettledToken]:
    for _, on_page in groupby(tokens, key=lambda settled: settled.token.page):
        for ordinal, settled in enumerate(on_page):
            yield replace(settled, token=replace(settled.token, ordinal=ordinal))
