"""One file at a glance: who, what, which year, how many pages, scanned or locked; a few pages are read, none is extracted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from extractor.errors import DocumentError, PasswordNeeded
from extractor.identity import identify_document
from extractor.layout import lines_of
from extractor.model import Identity, Layer, Line, Page, Period
from extractor.normalise.characters import compatible
from extractor.normalise.eras import find_periods
from extractor.normalise.labels import normalise_label
from extractor.profile import AUTO, choose_profile, organization_id
from extractor.profile.organizations import organizations
from extractor.read import Pdf, identify, open_pdf, printable

#: pages that tell who published a document and for which year, as in the pipeline
_OPENING = 3
#: further pages that are looked at, spread evenly to the last
_FURTHER = 5
#: a page number stands within this share of the page from its upper or lower edge
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(r"[-–—\s]*([0-9]{1,4})[-–—\s]*")
#: resolution at which pages without text are compared
_COARSE_DPI = 20
_UNKNOWN = Identity()
#: ``layer`` of a document some of whose pages have text of their own
MIXED = "mixed"


class Glance(Struct, frozen=True, gc=False):
    """What a quick look tells.

    ``layer`` is ``text``, ``ocr`` (somebody's OCR over a scan), ``none`` (pictures without text) or ``mixed``.
    ``first_label`` and ``last_label`` are the page numbers that its first and last page bear or would bear.  ``digest``
    is the same for files whose pages say the same: of the pages looked at, or of all pages when ``whole``.
    ``from_name`` are the fields of ``identity`` that only the file's name or folder tells.  ``error`` is the code and the
    message of what keeps the file from being read.
    """

    file: str
    document_id: str | None = None
    pages: int | None = None
    layer: str | None = None
    locked: bool = False
    identity: Identity = _UNKNOWN
    first_label: int | None = None
    last_label: int | None = None
    digest: str | None = None
    from_name: tuple[str, ...] = ()
    error: tuple[str, str, str] | None = None


def glance_at(file: str, password: str | None = None) -> Glance:
    """Look at one file; whatever is wrong with it is told in the Glance."""
    hints = _hints(printable(file))
    found = Glance(printable(file))
    try:
        source = identify(file)
        found = replace(found, document_id=source.document_id)
        with open_pdf(source, password) as pdf:
            found = _of_pages(pdf, found)
    except PasswordNeeded:
        found = replace(found, locked=True)
    except DocumentError as error:
        found = replace(found, error=(error.code, error.message_ja, error.message_en))
    return _with_hints(found, hints)


def whole_digest(file: str) -> str | None:
    """The digest of all pages of a file, for files whose sampled pages agree; None when it cannot be read."""
    try:
        with open_pdf(identify(file)) as pdf:
            return _digest(pdf, [pdf.page(number) for number in range(1, len(pdf) + 1)])
    except DocumentError:
        return None


def _of_pages(pdf: Pdf, found: Glance) -> Glance:
    count = len(pdf)
    pages = [page for number in _sample(count) if (page := _readable(pdf, number)) is not None]
    lines = {page.number: lines_of(page.words) for page in pages}
    opening = [line for number, of_page in lines.items() if number <= _OPENING for line in of_page]
    every = [line for of_page in lines.values() for line in of_page]
    profile = choose_profile(AUTO, _texts(opening), _texts(every))
    first = _first_label(pages, lines)
    return replace(
        found,
        pages=count,
        layer=_layer(pages),
        identity=identify_document(opening, pdf.title, profile),
        first_label=first,
        last_label=None if first is None else first + count - 1,
        digest=_digest(pdf, pages),
    )


def _sample(count: int) -> list[int]:
    spread = {count - round(step * max(count - _OPENING, 0) / _FURTHER) for step in range(_FURTHER)}
    return sorted({*range(1, min(count, _OPENING) + 1), *spread})


def _readable(pdf: Pdf, number: int) -> Page | None:
    try:
        return pdf.page(number)
    except DocumentError:
        return None


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _layer(pages: Sequence[Page]) -> str | None:
    kinds = {page.layer for page in pages}
    if not kinds:
        return None
    return str(kinds.pop()) if len(kinds) == 1 else MIXED


def _first_label(pages: Sequence[Page], lines: dict[int, tuple[Line, ...]]) -> int | None:
    """The printed number of page 1, as two of the pages looked at agree, or the only one that is numbered."""
    offsets = Counter(offset for page in pages for offset in _offsets(page, lines[page.number]))
    if not offsets:
        return None
    offset, votes = offsets.most_common(1)[0]
    return offset + 1 if votes > 1 or len(pages) == 1 else None


def _offsets(page: Page, lines: Sequence[Line]) -> set[int]:
    """By how much a number printed in a margin of the page differs from the page's place in the file."""
    edge = _MARGIN * page.height
    margin = (line for line in lines if line.box.top < edge or line.box.bottom > page.height - edge)
    numbers = (_PAGE_NUMBER.fullmatch(compatible(line.text)) for line in margin)
    return {int(number[1]) - page.number for number in numbers if number}


def _digest(pdf: Pdf, pages: Sequence[Page]) -> str:
    """Of what pages say, whatever the file around them; a page without text is compared by its picture."""
    digest = hashlib.sha256(str(len(pdf)).encode())
    for page in pages:
        text = "".join(word.text for word in page.words)
        digest.update(f"\f{page.number} {text}".encode("utf-8", "surrogatepass"))
    first = next((page for page in pages if page.layer is not Layer.TEXT and page.width), None)
    if first is not None:
        digest.update(pdf.picture(first.number, _COARSE_DPI)[0].tobytes())
    return digest.hexdigest()


# --- what the name tells ----------------------------------------------------------------------------------------------


def _hints(file: str) -> Identity:
    """Publisher and year that a path names; the nearest folder goes first."""
    parts = [normalise_label(part) for part in reversed(PurePosixPath(file.replace("\\", "/")).parts)]
    names = [(normalise_label(n), one.name) for one in organizations().values() for n in (one.name, *one.aliases)]
    named = next((full for part in parts for name, full in sorted(names, key=_longest) if name in part), None)
    mentions = (m for part in parts[:2] for m in find_periods(part) if m.kind == "fiscal_year" and m.period.start)
    mention = next(mentions, None)
    return Identity(organization=named, period=mention.period if mention else Period())


def _longest(name: tuple[str, str]) -> int:
    return -len(name[0])


def _with_hints(found: Glance, hints: Identity) -> Glance:
    identity, told = found.identity, []
    if identity.organization is None and hints.organization is not None:
        identity = replace(
            identity, organization=hints.organization, organization_id=organization_id(hints.organization)
        )
        told.append("organization")
    if identity.period.fiscal_year is None and hints.period.fiscal_year is not None:
        identity = replace(identity, period=hints.period)
        told.append("fiscal_year")
    return replace(found, identity=identity, from_name=tuple(told))
