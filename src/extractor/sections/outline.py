"""Headings to an outline: levels, titles that continue over slides, and the sections of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.geometry import union
from extractor.model import Section, Where
from extractor.sections.flow import Flow, flow_of
from extractor.sections.furniture import Furniture, furniture
from extractor.sections.headings import Heading, headings_of
from extractor.sections.numbering import continued_base
from extractor.sections.pages import PageText
from extractor.sections.paragraphs import paragraphs_of


class _Open(Struct):
    """A section while its rows are gathered."""

    heading: Heading | None
    path: tuple[str, ...]
    where: Where
    rows: list[int] = field(default_factory=list)


def sections_of(pages: Sequence[PageText], margins: Furniture | None = None) -> tuple[Section, ...]:
    """The sections of a document in order.

    Text before the first heading forms a section with an empty heading and level 0; a title that is printed again on
    the next slide (also with a part mark: ``…①``, ``（続き）``) goes on with its section.  ``margins`` is the furniture of
    the pages, where it is known.
    """
    flow = flow_of(pages, (margins or furniture(pages)).lines)
    return tuple(_section(flow, part) for part in _parts(flow) if part.heading is not None or part.rows)


def _parts(flow: Flow) -> list[_Open]:
    if not flow.rows:
        return []
    headings = _unmarked(headings_of(flow))
    parts = [_Open(None, (), Where(flow.rows[0].page, flow.rows[0].line.box))]
    stack: list[Heading] = []
    skip = 0
    for index, row in enumerate(flow.rows):
        heading = headings.get(index)
        if heading is not None:
            skip = heading.rows
            if not any(_key(heading.text) == _key(h.text) and h.kind == heading.kind for h in stack):
                stack = _placed(stack, heading)
                box = union(r.line.box for r in flow.rows[index : index + heading.rows])
                parts.append(_Open(heading, tuple(h.text for h in stack), Where(row.page, box)))
        if skip:
            skip -= 1
        else:
            parts[-1].rows.append(index)
    return parts


def _section(flow: Flow, part: _Open) -> Section:
    first = flow.rows[part.rows[0]] if part.rows else None
    where = part.where if part.heading or first is None else Where(first.page, first.line.box)
    return Section(
        heading=part.heading.text if part.heading else "",
        number=part.heading.number if part.heading else None,
        level=len(part.path),
        path=part.path,
        paragraphs=paragraphs_of(flow, part.rows),
        where=where,
        last_page=max([where.page, *(flow.rows[i].page for i in part.rows)]),
    )


def _key(text: str) -> str:
    return "".join(text.split())


def _unmarked(headings: dict[int, Heading]) -> dict[int, Heading]:
    """Part marks taken off titles that come more than once without them."""
    bases = Counter(_key(continued_base(h.text) or h.text) for h in headings.values())
    out = {}
    for index, heading in headings.items():
        base = continued_base(heading.text)
        shared = base is not None and bases[_key(base)] > 1
        out[index] = replace(heading, text=base) if base is not None and shared else heading
    return out


def _placed(stack: Sequence[Heading], heading: Heading) -> list[Heading]:
    """The headings above and including this one."""
    depth = _sibling(stack, heading)
    if depth is not None:
        return [*stack[:depth], heading]
    kept = list(stack)
    # １． below （１） below １【…】: the same class set off otherwise counts something deeper
    nested = any(h.kind == heading.kind and h.style != heading.style for h in stack)
    while kept and _outranks(heading, kept[-1], nested):
        kept.pop()
    if kept and kept[-1].kind == heading.kind and kept[-1].style == heading.style and isinstance(heading.kind, int):
        kept.pop()  # numbering that starts anew right at its own level: its parent's heading is missing
    return [*kept, heading]


def _sibling(stack: Sequence[Heading], heading: Heading) -> int | None:
    """Where in the stack stands a heading of the same class that this one follows.

    The one whose number comes just before is taken first, then the innermost with a lower number: numbering that
    starts anew below a deeper heading makes a level of its own.
    """
    same = [
        i for i, h in enumerate(stack) if (h.kind, h.style) == (heading.kind, heading.style) and _same_size(h, heading)
    ]
    if heading.ordinal is None:
        return same[0] if same else None
    numbers = {i: stack[i].ordinal or 0 for i in same}
    next_to = [i for i in same if numbers[i] == heading.ordinal - 1]
    lower = [i for i in same if numbers[i] < heading.ordinal]
    # a number printed twice by mistake, or a new start right below a heading of the same class
    again = [i for i in same if heading.ordinal > 1 or i == len(stack) - 1]
    for choice in (next_to, lower, again):
        if choice:
            return choice[-1]
    return None


def _same_size(a: Heading, b: Heading) -> bool:
    return isinstance(a.kind, int) or abs(a.size - b.size) <= 0.08 * a.size


def _outranks(heading: Heading, other: Heading, nested: bool) -> bool:
    """Whether a heading of a class that is not open closes the other."""
    if heading.size > 1.12 * other.size:
        return True
    if nested or not isinstance(heading.kind, int) or not isinstance(other.kind, int):
        return False
    return heading.kind < other.kind and heading.size >= 0.95 * other.size
