"""In what condition a file is: streams that are not whole, and where their pages are; what it carries besides pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.model import Condition, Damage, Source
from extractor.read.pdfium import Pdf
from extractor.read.streams import BrokenStream, Harm

#: objects that the search for a page's streams looks at, of one page and of all
_OF_PAGE, _OF_ALL = 5_000, 200_000


def condition_of(pdf: Pdf, broken: Sequence[BrokenStream], source: Source, password: str | None) -> Condition:
    """``broken`` as ``broken_streams`` found them, with the pages that show them."""
    pages = _pages_of(broken, source, password) if broken else {}
    damage = tuple(
        Damage(stream.number, stream.harm is Harm.CUT, None if pages is None else pages.get(stream.number, ()))
        for stream in broken
    )
    attachments, scripts = pdf.enclosed()
    return Condition(damage, attachments, scripts)


def _pages_of(
    broken: Iterable[BrokenStream], source: Source, password: str | None
) -> dict[int, tuple[int, ...]] | None:
    """The pages that use each stream; None where that cannot be told, so that it may be any."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - only damaged files are worth the time that it takes
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    if any(stream.structural for stream in broken):
        return None
    wanted = {stream.number for stream in broken}
    found: dict[int, list[int]] = {}
    budget = _OF_ALL
    try:
        with source.path.open("rb") as file:
            document = PDFDocument(PDFParser(file), password or "", fallback=True)
            for number, page in enumerate(PDFPage.create_pages(document), 1):
                used = set(_objects_below(page.attrs, min(_OF_PAGE, budget)))
                budget -= len(used)
                if budget <= 0:
                    return None
                for one in used & wanted:
                    found.setdefault(one, []).append(number)
    except Exception:  # a damaged file may break it anywhere: then the damage may be anywhere
        return None
    return {number: tuple(pages) for number, pages in found.items()}


def _objects_below(attributes: Any, most: int) -> Iterator[int]:
    """Numbers of the objects that a page refers to, directly or not; its parent and its neighbours are none of them."""
    from pdfminer.pdftypes import PDFObjRef, PDFStream  # noqa: PLC0415

    seen: set[int] = set()
    waiting = [value for key, value in attributes.items() if key not in ("Parent", "Annots", "B", "StructParents")]
    while waiting and len(seen) < most:
        value = waiting.pop()
        if isinstance(value, PDFObjRef):
            if value.objid in seen:
                continue
            seen.add(value.objid)
            yield value.objid
            value = value.resolve()
        if isinstance(value, PDFStream):
            value = value.attrs
        if isinstance(value, dict):
            if value.get("Type") is not None and getattr(value["Type"], "name", "") in ("Page", "Pages"):
                continue
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
