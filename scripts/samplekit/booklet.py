"""A document of the years 2018 to 2022 on its way from its source to a producer: pages of blocks, tables and charts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samplekit import blocks, past
from samplekit.exhibit import Chart, Exhibit
from samplekit.past_speech import PastSpeech
from samplekit.past_tables import PastTables
from samplekit.printing import Printer
from samplekit.truth import Document, Heading, Label, Table

ORGANIZATION = "みなと県信用保証協会"
Page = tuple[int, list[blocks.Block]]
HEADINGS = {"h2": 1, "h3": 2}


@dataclass(frozen=True, slots=True)
class Booklet:
    """What a producer sets; amounts in the blocks are still marked."""

    source: Mapping[str, Any]
    pages: tuple[Page, ...]
    exhibits: Mapping[str, Exhibit]
    charts: Mapping[str, Chart]

    def shown(self) -> list[Page]:
        """The pages with the marks of amounts taken off."""
        return [(number, blocks.printed(part)) for number, part in self.pages]

    def document(self) -> Document:
        """What the truth is written from."""
        return Document(
            pdf=self.source["pdf"],
            organization=ORGANIZATION,
            fiscal_year=self.source["fiscal_year"],
            doc_type=self.source["doc_type"],
            tables=tuple(self._tables()),
            prose=tuple((number, block["text"]) for number, block in self._of("p")),
            headings=tuple(
                Heading(block["text"], HEADINGS[block["kind"]], number) for number, block in self._of(*HEADINGS)
            ),
            labels=tuple(self._labels()),
        )

    def _of(self, *kinds: str) -> Iterator[tuple[int, blocks.Block]]:
        for number, part in self.pages:
            yield from ((number, block) for block in part if block["kind"] in kinds)

    def _tables(self) -> Iterator[Table]:
        for number, block in self._of("table"):
            yield from (replace(table, page=number) for table in self.exhibits[block["text"]].tables)

    def _labels(self) -> Iterator[Label]:
        for number, block in self._of("chart"):
            chart = self.charts[block["text"]]
            yield from (Label(chart.title, number, name, raw, chart.unit) for name, raw in chart.bars)


Setting = Callable[[PastTables], dict[str, Exhibit | Chart]]


def read(name: str, folder: Path, setting: Setting) -> Booklet:
    """The booklet of a source, its tables set and its amounts put into the prose and marked."""
    import jinja2  # noqa: PLC0415 - a tool of maintainers, not a dependency of the project

    source = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    books = past.load(folder)
    year = source["fiscal_year"]
    now, before = past.as_published(books[year], folder), books[year - 1]
    # an edition restates the year before where it says so; else it repeats what the last one printed
    before = before if source.get("restated") else past.as_published(before, folder)
    printer = Printer(source["minus"], source.get("cut", False))
    speech = PastSpeech(now, before, printer, source["wide_digits"])
    calls = {each: getattr(speech, each) for each in dir(speech) if not each.startswith("_")}
    pages = tuple(
        (number, blocks.parse(jinja2.Template(page["text"]).render(calls)))
        for number, page in enumerate(source["pages"], start=2)
    )
    made = setting(PastTables(now, before, printer, books))
    exhibits = {key: each for key, each in made.items() if isinstance(each, Exhibit)}
    return Booklet(source, pages, exhibits, {key: each for key, each in made.items() if isinstance(each, Chart)})
