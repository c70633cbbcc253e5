"""One document, top to bottom: the story that every other module is a chapter of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.charts import charts_on, pictures_on
from extractor.corrections import decided, settled
from extractor.errors import DocumentError, ImageTooLarge, PdfDamaged, TooManyPages
from extractor.facts import Vocabulary, facts_of
from extractor.identity import identify_document, with_declared
from extractor.layout import lines_of
from extractor.ledger import digit_tokens, settle
from extractor.model import (
    Chart,
    Decision,
    Document,
    Failure,
    Layer,
    Limits,
    Line,
    OcrUse,
    Options,
    Outcome,
    Page,
    PageSummary,
    Picture,
    Source,
    Spread,
    Status,
    Token,
)
from extractor.profile import Profile, check_profile, choose_profile
from extractor.proof import packed, reasons_of
from extractor.read import Pdf, broken_streams, check_header, condition_of, identify, open_pdf
from extractor.records import closing_month, records_of, setting_of
from extractor.sections import PageText, Remark, furniture, remark_sections, remarks_in, sections_of
from extractor.spreads import as_in_file, labels_of, logical_pages, spread_of
from extractor.stopwatch import Stopwatch
from extractor.strays import without_scraps, without_side_marks
from extractor.tables import (
    PageTables,
    TablesOnPage,
    join_over_pages,
    tables_on,
    with_facing_units,
    with_units_of_parts,
)
from extractor.turning import Turn, as_displayed
from extractor.validate import proved, run_checks, status_of, with_trust
from extractor.version import __version__

#: told after each page: pages done so far, pages in the document
OnPage = Callable[[int, int], None]


def extract(
    file: str | Path, options: Options | None = None, on_page: OnPage | None = None, limits: Limits | None = None
) -> Outcome:
    """Read one PDF into a document with its findings; a file that cannot be read gives an Outcome that says why."""
    file, options = os.fspath(file), options or Options()
    check_profile(options.profile)
    check_engine(options.ocr_engine)
    source: Source | None = None
    try:
        source = identify(file)
        return _extract(source, options, on_page or _untold, limits or Limits())
    except DocumentError as error:
        failure = Failure(error.code, error.message_ja, error.message_en)
        return Outcome(file, source, Status.FAILED, failure=failure, extractor_version=__version__)


def _untold(done: int, total: int) -> None:
    """Progress that nobody asked to be told of."""


class _Gathered(Struct):
    """What is kept of the pages: the pages themselves are given back as soon as their tables are found."""

    pages: list[PageSummary] = field(default_factory=list)
    tables: list[PageTables] = field(default_factory=list)
    texts: list[PageText] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    turns: dict[int, Turn] = field(default_factory=dict)
    spreads: dict[int, Spread] = field(default_factory=dict)
    facing: list[int] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """The lines of all pages, those of tables apart."""
        return (line for page in self.texts for line in page.lines)


#: the pages on which a document says who published it and for which year
_OPENING_PAGES = 3


def _extract(source: Source, options: Options, on_page: OnPage, limits: Limits) -> Outcome:
    watch = Stopwatch()
    document, profile = _understood(source, options, on_page, limits, watch)
    return _validated(decided(document, options.decisions), profile, watch)


def _understood(
    source: Source, options: Options, on_page: OnPage, limits: Limits, watch: Stopwatch
) -> tuple[Document, Profile]:
    """The document before its figures are proved, with its profile; nothing else of its pages is held on to."""
    check_header(source)
    with watch.stage("streams"):
        broken = broken_streams(source, options.password)
    with open_pdf(source, options.password) as pdf:
        if len(pdf) > limits.pages:
            raise TooManyPages(f"{len(pdf)} > {limits.pages}")
        condition = condition_of(pdf, broken, source, options.password)
        gathered = _read_pages(pdf, source, options, limits, watch, on_page)
        title = pdf.title
    with watch.stage("tables"):
        tables = with_units_of_parts(join_over_pages(with_facing_units(gathered.tables, gathered.facing)))
    with watch.stage("sections"):
        margins = furniture(gathered.texts)
        sections = sections_of(gathered.texts, margins)
        remarks = remark_sections(gathered.remarks, tables, sections)
    profile = choose_profile(options.profile, _texts(gathered.opening), _texts(gathered.lines()))
    identity = with_declared(identify_document(gathered.opening, title, profile), options.declared)
    with watch.stage("facts"):
        words = Vocabulary.from_table(profile.narrative)
        facts = facts_of((*sections, *remarks), words, identity.period.fiscal_year, closing_month(identity))
    layers = {page.number: page.layer for page in gathered.pages}
    with watch.stage("records"):
        lines = {page.number: page.lines for page in gathered.texts}
        setting = setting_of(identity, profile, layers, sections, tables, lines)
        records = records_of(source, tables, facts, gathered.charts, setting)
    document = Document(
        source=source,
        identity=identity,
        profile=profile.name,
        profile_version=profile.version,
        pages=tuple(_labelled(page, margins.labels) for page in gathered.pages),
        tables=tables,
        sections=sections,
        records=records,
        charts=tuple(gathered.charts),
        pictures=tuple(gathered.pictures),
        condition=condition,
    )
    with watch.stage("ledger"):
        document = replace(document, tokens=settle(gathered.tokens, document, margins.lines, remarks))
    return as_in_file(as_displayed(document, gathered.turns), gathered.spreads), profile


def _read_pages(
    pdf: Pdf, source: Source, options: Options, limits: Limits, watch: Stopwatch, on_page: OnPage
) -> _Gathered:
    gathered = _Gathered()
    prefix = source.document_id[:12]
    for number, whole in enumerate(pages_as_read(pdf, options, limits, watch), 1):
        spread = spread_of(whole)
        if spread is not None:
            gathered.spreads[number] = spread
            gathered.facing.append(len(gathered.pages))
        labels = labels_of(spread)
        for page, label in zip(logical_pages(whole, spread, len(gathered.pages) + 1), labels, strict=True):
            _gather(gathered, page, label, number, prefix, watch)
        on_page(number, len(pdf))
    return gathered


def pages_as_read(pdf: Pdf, options: Options, limits: Limits, watch: Stopwatch | None = None) -> Iterator[Page]:
    """Every page by its text, or by its picture where ``options`` and its text want it."""
    watch = watch or Stopwatch()
    return (page_as_read(pdf, number, options, limits, watch) for number in range(1, len(pdf) + 1))


def page_as_read(pdf: Pdf, number: int, options: Options, limits: Limits, watch: Stopwatch) -> Page:
    """Page ``number``, from 1, as ``pages_as_read`` gives it."""
    with watch.stage("read"):
        page = _page(pdf, number)
    if _wants_ocr(page, options.ocr):
        with watch.stage("ocr"):
            page = _recognised(pdf, page, options, limits.pixels)
    return page


def _texts(lines: Iterable[Line]) -> Iterator[str]:
    return (line.text for line in lines)


def _gather(gathered: _Gathered, page: Page, label: str | None, in_file: int, prefix: str, watch: Stopwatch) -> None:
    """One printed page: page ``in_file`` of the file, or a half of it, of which the number ``label`` is known."""
    with watch.stage("ledger"):
        gathered.tokens.extend(digit_tokens(page))
    with watch.stage("tables"):
        found, drawn = tables_and_charts(page, prefix)
    lines = lines_of(found.rest)
    gathered.charts.extend(drawn)
    gathered.pictures.extend(pictures_on(page, found.rest))
    gathered.pages.append(_summary(page))
    if page.turned or page.skew or page.number != in_file:
        gathered.turns[page.number] = Turn(page.turned, page.width, page.height, in_file, page.skew)
    gathered.tables.append(PageTables(page.height, found.tables, lines))
    areas = tuple(where.box for table in found.tables for where in table.where)
    with watch.stage("sections"):
        gathered.remarks.extend(remarks_in(found.tables, page.words))
    gathered.texts.append(PageText(page.number, page.width, page.height, lines, areas, label))
    if in_file <= _OPENING_PAGES:
        gathered.opening.extend(lines_of(page.words))


def _summary(page: Page) -> PageSummary:
    return PageSummary(
        page.number,
        page.width,
        page.height,
        page.layer,
        unplaced=page.unplaced,
        recognised=page.recognised,
        ocr_failed=page.ocr_failed,
        garbled=page.garbled,
        comparison=page.comparison,
        settled=page.settled,
        marks=page.marks,
    )


def tables_and_charts(page: Page, prefix: str) -> tuple[TablesOnPage, tuple[Chart, ...]]:
    """The tables of a page and its charts; a word of a chart is none of a table's."""
    found = tables_on(page, prefix)
    drawn = charts_on(page, found.tables, prefix)
    return (tables_on(replace(page, words=drawn.rest), prefix) if drawn.charts else found), drawn.charts


def _page(pdf: Pdf, number: int) -> Page:
    """A page that PDFium cannot load is told as unread; the others go on."""
    try:
        return pdf.page(number)
    except PdfDamaged:
        return Page(number, 0.0, 0.0, Layer.NONE)


def _wants_ocr(page: Page, use: OcrUse) -> bool:
    """A page that PDFium could not load has no picture either."""
    if use is OcrUse.NEVER or not page.width:
        return False
    return use is OcrUse.ALWAYS or page.garbled or page.layer is not Layer.TEXT


def _recognised(pdf: Pdf, page: Page, options: Options, pixels: int) -> Page:
    """The page as its picture shows it, compared with its own text.

    A page whose picture is too large to be drawn, or on which the engine breaks off, stays as it was, and is told so.
    """
    from extractor.ocr import compared, engine_named, recognise_once  # noqa: PLC0415 - loading OpenCV takes its time

    engine = engine_named(options.ocr_engine)
    try:
        read = recognise_once(page, *pdf.picture(page.number, options.dpi, pixels), engine)
        return without_side_marks(without_scraps(replace(read, comparison=compared(page, read))))
    except ImageTooLarge:
        return page
    except Exception as error:
        return replace(page, ocr_failed=f"{type(error).__name__}: {error}")


def check_engine(name: str) -> None:
    """Raises EngineUnusable for an engine that is unknown or not installed; the usual one comes with us."""
    if name != Options().ocr_engine:
        from extractor.ocr import engine_named  # noqa: PLC0415 - as above

        engine_named(name)


def _labelled(page: PageSummary, labels: dict[int, str]) -> PageSummary:
    return replace(page, label=labels.get(page.number))


def revalidated(outcome: Outcome, decisions: Iterable[Decision], profiles: Mapping[str, Profile]) -> Outcome:
    """``outcome`` with ``decisions`` applied and every check done again; ``profiles`` by name."""
    if outcome.document is None:
        return outcome
    document = decided(outcome.document, decisions)
    anew = _validated(document, profiles[document.profile], Stopwatch())
    return replace(anew, seconds=outcome.seconds, extractor_version=outcome.extractor_version)


def _validated(document: Document, profile: Profile, watch: Stopwatch) -> Outcome:
    with watch.stage("proof"):
        document, proof = proved(document, profile)
    with watch.stage("validate"):
        findings = settled(run_checks(document, profile, proof), document)
        trusted = with_trust(document, findings, proof)
    return Outcome(
        file=document.source.file,
        source=document.source,
        status=status_of(findings),
        document=trusted,
        findings=findings,
        seconds=tuple(watch.seconds.items()),
        reasons=reasons_of(proof, document),
        extractor_version=__version__,
        found=packed(proof.in_tables[document.source.document_id], document),
    )
