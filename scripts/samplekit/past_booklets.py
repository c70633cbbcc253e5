"""The documents of 2018 to 2022, each by another producer, with its truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samplekit import booklet, minato_past, producers, reportlab_pages
from samplekit.booklet import ORGANIZATION, Booklet, Setting
from samplekit.exhibit import Exhibit
from samplekit.truth import write

Render = Callable[[Booklet, Path, Path], None]  # booklet, folder of the sources, target


def as_data(of: Exhibit) -> dict[str, Any]:
    """A table for a template: its cells, and how wide its columns are."""
    lines = of.grid()
    rows = [[cell and asdict(cell) for cell in line] for line in lines]
    return {
        "caption": of.caption,
        "unit_note": of.unit_note,
        "day": of.day,
        "style": of.style,
        "head": of.head,
        "stubs": of.stubs,
        "widths": of.widths(),
        "wide": len(of.tables) > 1 or of.merged or len(lines[0]) > len(SMALL),
        "rows": rows,
    }


SMALL = ("label", "count", "amount", "share")  # a table of these fits into a column of two


def _data(of: Booklet) -> dict[str, Any]:
    return {
        "source": {key: value for key, value in of.source.items() if key != "pages"},
        "organization": ORGANIZATION,
        "pages": [part for _, part in of.shown()],
        "exhibits": {key: as_data(exhibit) for key, exhibit in of.exhibits.items()},
    }


def _typst(of: Booklet, sources: Path, target: Path) -> None:
    template = sources / f"{Path(of.source['pdf']).stem}.typ"
    producers.typst_pdf(template, json.dumps(_data(of), ensure_ascii=False), target)


def _office(kind: producers.Office) -> Render:
    def render(of: Booklet, sources: Path, target: Path) -> None:
        import jinja2  # noqa: PLC0415 - a tool of maintainers, not a dependency of the project

        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(sources), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        template = environment.get_template(f"{Path(of.source['pdf']).stem}.{kind.suffix}")
        producers.office_pdf(template.render(_data(of)), target, kind)

    return render


def _reportlab(of: Booklet, _sources: Path, target: Path) -> None:
    reportlab_pages.make(of, ORGANIZATION, target)


DOCUMENTS: Mapping[str, tuple[Setting, Render]] = {
    "minato_h30_report": (minato_past.h30, _typst),
    "minato_r1_statistics": (minato_past.r1, _office(producers.CALC)),
    "minato_r2_report": (minato_past.r2, _reportlab),
    "minato_r3_evaluation": (minato_past.r3, _office(producers.IMPRESS)),
    "minato_r4_disclosure": (minato_past.r4, _office(producers.WRITER_TAGGED)),
}


def make(name: str, samples: Path) -> Path:
    """One of the documents and its truth."""
    setting, render = DOCUMENTS[name]
    made = booklet.read(name, samples / "sources", setting)
    target: Path = samples / made.source["pdf"]
    render(made, samples / "sources", target)
    write(made.document(), samples)
    return target
