"""What the whole document says of its figures: how it counts time, what holds where, whether it reports a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.model import CellKind, Identity, Layer, Line, Section, Table, Where
from extractor.profile import Profile
from extractor.prose import Outline
from extractor.records.clock import Clock
from extractor.records.scope import reports_group
from extractor.records.timeline import Timeline


class Setting(Struct, frozen=True, gc=False):
    """One document around its figures; ``layers`` tells for each page where its text came from."""

    identity: Identity
    profile: Profile
    layers: Mapping[int, Layer]
    outline: Outline
    clock: Clock
    timeline: Timeline
    group: bool

    def section(self, where: Where) -> tuple[str, ...]:
        """The heading path at a place."""
        return self.outline.at(where)


def closing_month(identity: Identity) -> int:
    """The last month of the publisher's business year, March where the document does not tell."""
    return Clock.of(identity, ()).last


def setting_of(
    identity: Identity,
    profile: Profile,
    layers: Mapping[int, Layer],
    sections: Sequence[Section],
    tables: Sequence[Table],
    lines: Mapping[int, Sequence[Line]],
) -> Setting:
    """``lines`` are those of each page that no table has taken."""
    headings = [*_headings(sections, tables)]
    clock = Clock.of(identity, [*headings, *_short(lines)])
    return Setting(
        identity=identity,
        profile=profile,
        layers=layers,
        outline=Outline(sections),
        clock=clock,
        timeline=Timeline(clock, lines, sections, tables),
        group=reports_group(headings),
    )


def _headings(sections: Sequence[Section], tables: Sequence[Table]) -> Iterator[str]:
    yield from (section.heading for section in sections)
    for table in tables:
        if table.caption:
            yield table.caption
        yield from (cell.text for cell in table.cells if cell.kind is CellKind.HEADER)


def _short(lines: Mapping[int, Sequence[Line]]) -> Iterator[str]:
    """Lines that may say what a numbered term is (第９期 自 … 至 …)."""
    return (line.text for on_page in lines.values() for line in on_page if "第" in line.text and "期" in line.text)
