"""A document on its way through the house up to the account of its digits, from a PDF or from words set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from extractor.facts import Vocabulary, facts_of
from extractor.layout import lines_of
from extractor.ledger import digit_tokens, settle
from extractor.model import (
    Document,
    Fate,
    Identity,
    Layer,
    Line,
    Page,
    PageSummary,
    Period,
    Ruling,
    SettledToken,
    Source,
    Token,
)
from extractor.profile import load_profile
from extractor.read import identify, open_pdf
from extractor.records import records_of, setting_of
from extractor.sections import PageText, furniture, sections_of
from extractor.tables import PageTables, join_over_pages, tables_on
from set_words import words

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True, slots=True)
class Laid:
    """What ``settle`` is given; ``document`` has no tokens yet."""

    tokens: tuple[Token, ...]
    document: Document
    margins: Mapping[int, tuple[Line, ...]]

    def settled(self, **other: object) -> tuple[SettledToken, ...]:
        """The account, with parts of the document replaced by ``other``."""
        return settle(self.tokens, replace(self.document, **other), self.margins)  # type: ignore[arg-type]

    def fates(self, **other: object) -> list[tuple[str, Fate]]:
        return [(s.token.text, s.fate) for s in self.settled(**other)]


def laid(pages: Sequence[Page], source: Source | None = None, year: int = 2024) -> Laid:
    """Read pages as the pipeline does."""
    source = source or Source(Path("a.pdf"), "a.pdf", "a" * 64)
    found = [tables_on(page, source.document_id[:12]) for page in pages]
    lines = [lines_of(on_page.rest) for on_page in found]
    tables = join_over_pages([PageTables(p.height, f.tables, x) for p, f, x in zip(pages, found, lines, strict=True)])
    texts = [PageText(p.number, p.width, p.height, x) for p, x in zip(pages, lines, strict=True)]
    sections, margins = sections_of(texts), furniture(texts)
    profile, identity = load_profile("credit_guarantee"), Identity(period=Period(year))
    facts = facts_of(sections, Vocabulary.from_table(profile.narrative), year)
    layers = {page.number: page.layer for page in pages}
    printed = {text.number: text.lines for text in texts}
    setting = setting_of(identity, profile, layers, sections, tables, printed)
    records = records_of(source, tables, facts, (), setting)
    summaries = tuple(PageSummary(p.number, p.width, p.height, p.layer, margins.labels.get(p.number)) for p in pages)
    document = Document(source, identity, profile.name, summaries, tables, sections, records)
    return Laid(tuple(t for page in pages for t in digit_tokens(page)), document, margins.lines)


def pages_of(file: Path) -> tuple[Source, list[Page]]:
    source = identify(str(file))
    with open_pdf(source, None) as pdf:
        return source, [pdf.page(number) for number in range(1, len(pdf) + 1)]


def page(*lines: tuple[str, float, float], number: int = 1, rulings: Sequence[Ruling] = ()) -> Page:
    """A page from (text, x0, top) of its lines."""
    printed = tuple(w for text, x0, top in lines for w in words(text, x0, top))
    return Page(number, WIDTH, HEIGHT, Layer.TEXT, printed, tuple(rulings))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """Rules of a table in full."""
    across = [Ruling(True, y, xs[0], xs[-1], 0.5) for y in ys]
    return across + [Ruling(False, x, ys[0], ys[-1], 0.5) for x in xs]


def table(*rows: Sequence[str], top: float = 200.0, left: float = 100.0, number: int = 1, above: str = "") -> Page:
    """A page with one ruled table, a line of text above it."""
    xs = [left + 110.0 * i for i in range(len(rows[0]) + 1)]
    ys = [top + 20.0 * i for i in range(len(rows) + 1)]
    lines = [(text, xs[c] + 5, ys[r] + 5) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    lines += [(above, left, top - 16)] if above else []
    return page(*lines, number=number, rulings=grid(xs, ys))
