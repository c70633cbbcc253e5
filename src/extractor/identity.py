"""Who published a document, what it is and which year it is about, from its opening pages.

A line of print counts by its type size: covers and statements set their title in the largest.  A year counts where it
stands at the beginning of a line (after a label or a bracket), since one inside a sentence or a list of bills is about
something else; a date alone (of printing, of filing, of a meeting) never makes a year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from msgspec.structs import replace

from extractor.model import Identity, Line, Period
from extractor.normalise.characters import compatible
from extractor.normalise.eras import PeriodMention, find_periods
from extractor.normalise.fiscal import fiscal_year
from extractor.normalise.labels import normalise_label, split_numbering
from extractor.profile import Profile, organization_id

#: type this much larger than the rest of the page makes a title
_STANDS_OUT = 1.15
#: lines of one title are set alike and no further apart than this many times their size
_TITLE_GAP = 2.5
#: a business year; one of 12 months has 365 or 366 days, and a first or last one may be shorter
_YEAR_DAYS = 367

_LABEL = re.compile(
    r"^(?:【[^】]*】|(?:上場会社名|会社名|商号|法人名|団体名|名称|発行者?|編集・発行|事業年度|対象期間|会計期間))[:\s]*"
)
_PUBLISHER = re.compile(
    r"^(?:【会社名】|【法人名】|【団体名】|上場会社名|会社名|法人名|団体名|発行者?|編集・発行)[:\s]*\S"
)
_ADDRESSEE = re.compile(r"(?:御中|殿|様|宛て?)$|^[(（]?旧")
_OPENING = re.compile(r"[\s(〈<\[「『【~―-]*(?:第\s*\d+\s*期\s*)?[\s(]*(?:自\s*)?")
_BRACKETED = re.compile(r"^[(\[（［【].*[)\]）］】]$")
_TERM_MARK = re.compile(r"[(（]\s*第\s*\d+\s*期\s*[)）]")
#: a name broken over two lines has no more between them than this many times their size
_NAME_GAP = 1.5
_NO_NAME = re.compile(r"[0-9、。:：/]")
#: parts lines that are looked at apart, and then as one
_BROKEN = "\n"
_EDITION = re.compile(
    r"(?:改[訂定])?第\s*[0-9]+\s*版|(?:訂正|改訂|改定|修正|速報|確定|暫定|再提出|更新)版|(?:訂正|修正|改訂)後|(?:(?:19|20)[0-9]{2}|(?:令和|平成)(?:[0-9]{1,2}|元))年版"
)
#: a year beside the name of a booklet is that of its edition (ディスクロージャー2025)
_EDITION_YEAR = re.compile(r"(?<![0-9/.-])(?:19|20)[0-9]{2}(?![0-9年/.-])")
#: a cover has no more lines than this
_COVER_LINES = 12
#: a line that tells the business year ends within so many characters: a bracket, the unit
_REST = 12
#: a figure that stands alone
_FIGURE = re.compile(r"(?<!\S)[△▲+-]?\s?[0-9][0-9,.]*%?(?!\S)")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PROSE = re.compile("[、。]")
_AS_OF = re.compile(r"\s*(?:現在|時点)[\s)\]】〉》〕]*(?:\(?単位.*)?$")


def identify_document(opening: Sequence[Line], title: str | None, profile: Profile) -> Identity:
    """``opening`` are the lines of the first pages; ``title`` is the file's own metadata, used when the pages are silent."""
    pages = _without_furniture(_pages(opening))
    organization = _organization(pages, title, profile)
    blocks = [block for page in pages if (block := _title_lines(page, organization))]
    return Identity(
        organization=organization,
        organization_id=organization_id(organization),
        doc_type=_doc_type([*_headings(blocks, pages), title or ""], profile),
        title=" ".join(line.text.strip() for line in blocks[0])[:200] if blocks else title,
        edition_label=_edition(pages[0] if pages else (), blocks[0] if blocks else ()),
        period=_period(blocks, pages, title),
    )


def with_declared(found: Identity, declared: Identity | None) -> Identity:
    """``found`` with what a person declared of the document in its place; both are kept, so that a check can tell."""
    if declared is None:
        return found
    period = _declared_period(found.period, declared.period)
    named = {name: value for name in _DECLARABLE if (value := getattr(declared, name)) is not None}
    told = [(name, getattr(found, name), value) for name, value in named.items() if value != getattr(found, name)]
    for name, part in (("fiscal_year", "fiscal_year"), ("covers_from", "start"), ("covers_to", "end")):
        old, new = getattr(found.period, part), getattr(period, part)
        if new is not None and new != old:
            told.append((name, None if old is None else str(old), str(new)))
    if "organization" in named and "organization_id" not in named:
        named["organization_id"] = organization_id(named["organization"])
    return replace(found, **named, period=period, declared=tuple(told))


#: what a manifest may declare besides the time
_DECLARABLE = ("organization", "organization_id", "doc_type", "edition_label", "supersedes")


def _declared_period(found: Period, declared: Period) -> Period:
    """The declared time; a year alone, other than the printed one, is the whole fiscal year."""
    if declared == Period():
        return found
    year = declared.fiscal_year if declared.fiscal_year is not None else found.fiscal_year
    if declared.start is None and declared.end is None:
        return found if year is None or year == found.fiscal_year else fiscal_year(year)
    same = year == found.fiscal_year
    return Period(
        year, declared.start or (found.start if same else None), declared.end or (found.end if same else None)
    )


# --- lines ------------------------------------------------------------------------------------------------------------


def _pages(opening: Sequence[Line]) -> list[list[Line]]:
    """The lines page by page: a new page begins where the next line stands higher than the one before."""
    pages: list[list[Line]] = []
    for line in opening:
        if not pages or line.box.top + line.box.bottom < pages[-1][-1].box.top + pages[-1][-1].box.bottom:
            pages.append([])
        pages[-1].append(line)
    return pages


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what two of them print at the same place in the same size: running heads and watermarks."""
    places = Counter(place for page in pages for place in {_place(line) for line in page})
    return [[line for line in page if places[_place(line)] == 1] for page in pages]


def _place(line: Line) -> tuple[str, int, int]:
    return normalise_label(line.text), round(line.box.top / 3), round(_size(line))


def _size(line: Line) -> float:
    """The type size of a line; its box may be higher, where words stand on different base lines."""
    return median(word.box.height for word in line.words)


def _told(text: str) -> str:
    """A line in compatible characters, without the spaces that justify its words (``事 業 報 告 書``)."""
    return re.sub(r"(?<![^\s])(\S)\s+(?=\S(?:\s|$))", r"\1", compatible(text).strip())


# --- the title --------------------------------------------------------------------------------------------------------


def _title_lines(page: Sequence[Line], organization: str | None) -> tuple[Line, ...]:
    """The lines in the largest type of a page that stand together; its first line where no type stands out."""
    lines = [line for line in page if _may_be_title(line, organization)]
    if not lines:
        return ()
    largest = max(map(_size, lines))
    if len(lines) > 2 and largest < _STANDS_OUT * median(map(_size, lines)):
        return (lines[0],)
    block: list[Line] = []
    for line in lines:
        if _size(line) > 0.9 * largest and (not block or line.box.top - block[-1].box.bottom < _TITLE_GAP * largest):
            block.append(line)
    return tuple(block)


def _may_be_title(line: Line, organization: str | None) -> bool:
    """No page number, no remark in brackets, no row of figures, and not the publisher's name alone."""
    text = normalise_label(line.text)
    letters = sum(char.isalpha() for char in text)
    return letters > 2 and 2 * letters > len(text) and not _BRACKETED.match(text) and text != organization


def _headings(blocks: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """What names the document, surest first: titles, labelled lines (【提出書類】), other lines of a cover."""
    yield from (normalise_label(" ".join(line.text for line in block)) for block in blocks)
    yield from (normalise_label(line.text) for page in pages for line in page if _LABEL.match(_told(line.text)))
    for page in filter(None, pages):
        body = median(map(_size, page))
        unnumbered = [line for line in page if split_numbering(line.text)[0] is None]
        cover = len(page) <= _COVER_LINES
        yield from (normalise_label(line.text) for line in unnumbered if cover or _size(line) > _STANDS_OUT * body)


def _doc_type(texts: Iterable[str], profile: Profile) -> str | None:
    return next((kind for text in texts if (kind := profile.doc_type_of(text)) is not None), None)


# --- the publisher ----------------------------------------------------------------------------------------------------


def _organization(pages: Sequence[Sequence[Line]], title: str | None, profile: Profile) -> str | None:
    """The name on the first page that has one: behind a label (【会社名】), else in the largest type, else over two lines."""
    for page in pages:
        sizes = [
            [text for line in lines if not _ADDRESSEE.search(text := _told(line.text))] for lines in _by_size(page)
        ]
        labelled = [text for texts in sizes for text in texts if _PUBLISHER.match(text)]
        broken = [_BROKEN.join(pair) for pair in _neighbours(page)]
        name = next((name for texts in (labelled, *sizes, broken) if (name := _name_in(texts, profile))), None)
        if name is not None:
            return name
    return _name_in([title], profile) if title else None


def _neighbours(page: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Lines that may be two parts of one name: nothing but words, one right under the other."""
    for above, below in pairwise(page):
        close = below.box.top - above.box.bottom < _NAME_GAP * max(_size(above), _size(below))
        texts = _told(above.text), _told(below.text)
        if close and not any(_NO_NAME.search(text) for text in texts) and not _ADDRESSEE.search(texts[1]):
            yield texts


def _by_size(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand out, largest type first, then all others together."""
    body = median(map(_size, page)) if page else 0.0

    def rank(line: Line) -> int:
        return round(_size(line)) if _size(line) > _STANDS_OUT * body else 0

    for _, lines in groupby(sorted(page, key=rank, reverse=True), key=rank):
        yield list(lines)


def _name_in(texts: Iterable[str], profile: Profile) -> str | None:
    """The name that the profile believes most; words apart first, then together (``長崎県 信用保証協会``)."""
    bare = [_LABEL.sub("", text) for text in texts]
    for lines in (bare, [normalise_label(text.replace(_BROKEN, "")) for text in bare]):
        name = profile.organization_in("\n".join(lines))
        if name is not None:
            return _alone(normalise_label(name), profile)
    return None


def _alone(name: str, profile: Profile) -> str:
    """A name without the title that follows it on its line (``一般社団法人…令和6年度事業報告書``)."""
    ends = [mention.start for mention in find_periods(name)]
    ends += [at for kind in profile.document_types for word in kind.title_words if (at := name.find(word)) > 0]
    return name[: min((end for end in ends if end > 0), default=len(name))].rstrip(" の")


# --- the edition ------------------------------------------------------------------------------------------------------


def _edition(cover: Sequence[Line], title: Sequence[Line]) -> str | None:
    """What sets the edition apart, as printed on the cover (訂正版, 第2版, 2020年版), else the year beside the title."""
    told = [_told(line.text) for line in cover if not _PROSE.search(line.text)]
    found = next((label for text in told if (label := _EDITION.search(text))), None)
    if found is None and len(cover) <= _COVER_LINES:
        names = [_told(line.text) for line in cover if line in title or _told(line.text).isdigit()]
        found = next((year for text in names if (year := _EDITION_YEAR.search(text))), None)
    return normalise_label(found[0]) if found else None


# --- the year ---------------------------------------------------------------------------------------------------------


def _period(blocks: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]], metadata: str | None) -> Period:
    """The year of the title, else the first that the pages state, else that of the day they are drawn up for."""
    first = next((page for page in pages if blocks and blocks[0][0] in page), [])
    told = [[_told(line.text) for line in page] for page in pages]
    lead = [_told(line.text) for line in (blocks[0] if blocks else ())]
    mentions = [
        *(m for text in lead for m in _mentions(text) if not _labels_figures(text, m)),
        *_stated([text for line in first if not _PROSE.search(line.text) if (text := _told(line.text)) not in lead]),
        *(m for texts in told for text in _with_next(texts) for m in _leading(text) if _is_whole(text, m)),
        *(m for block in blocks[1:] for m in _stated([_told(line.text) for line in block])),
        *find_periods(metadata or ""),
    ]
    days = [m for texts in told for text in texts for m in _leading(text) if _is_day_of(text, m)]
    return next((m.period for m in [*filter(_makes_year, mentions), *days]), Period())


def _stated(texts: Sequence[str]) -> list[PeriodMention]:
    """The times with which lines begin that state them; what labels rows, columns or an axis states none.

    Such a label has figures or another year beside it, is no more than an abbreviation (R2), or is one of several
    years that stand alone.
    """
    found = [(text, m) for text in texts for m in _leading(text) if m.period.end and not _labels_figures(text, m)]
    alone = {m.period.fiscal_year for text, m in found if len(text) == m.end - m.start}
    return [m for text, m in found if len(alone) < 2 or len(text) > m.end - m.start]


def _labels_figures(text: str, mention: PeriodMention) -> bool:
    """Whether a time has figures or another year beside it: it is the label of a row, or one of several columns."""
    bare = _LABEL.sub("", text)
    years = {m.period.fiscal_year for m in find_periods(bare) if _makes_year(m)}
    return len(years) > 1 or any(not _YEAR.fullmatch(found[0]) for found in _FIGURE.finditer(bare, mention.end))


def _leading(text: str) -> Iterator[PeriodMention]:
    """The mention with which a line begins, but for a label, brackets and the number of the term."""
    bare = _LABEL.sub("", text)
    opening = _OPENING.match(bare)
    for mention in _mentions(bare):
        if opening is not None and mention.start <= opening.end() <= mention.end:
            yield mention


def _mentions(text: str) -> tuple[PeriodMention, ...]:
    """The times that a line names; a year that stands alone is that of the edition, as a rule, and tells none."""
    return () if text.strip().isdigit() else find_periods(text)


def _makes_year(mention: PeriodMention) -> bool:
    """Whether a mention names a business year: 令和6年度, 2025年3月期, 自…至… of no more than a year."""
    period = mention.period
    if period.fiscal_year is None or mention.kind not in ("fiscal_year", "term", "range"):
        return False
    return period.start is None or period.end is None or 31 < (period.end - period.start).days < _YEAR_DAYS


def _is_whole(text: str, mention: PeriodMention) -> bool:
    """Whether a line says no more than the range that the business year takes (自…至…)."""
    rest = _LABEL.sub("", text)[mention.end :]
    return mention.kind == "range" and len(rest) <= _REST and not _PROSE.search(rest)


def _is_day_of(text: str, mention: PeriodMention) -> bool:
    """Whether a mention is the day of a balance sheet (2024年12月31日現在)."""
    after = _LABEL.sub("", text)[mention.end :]
    return mention.kind == "day" and _AS_OF.match(after) is not None


def _with_next(texts: Sequence[str]) -> Iterator[str]:
    """Each line; one that begins a range (自) with the next, which ends it (至)."""
    for index, text in enumerate(texts):
        after = texts[index + 1] if index + 1 < len(texts) else ""
        joined = "自" in text and "至" not in text and "至" in after
        yield _TERM_MARK.sub("", f"{text} {after}") if joined else text
