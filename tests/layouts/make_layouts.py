"""Write the PDFs of this folder and their truth: ``python make_layouts.py [NAME...]`` (see README.md)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

import pikepdf
import typst
from fontTools.ttLib import TTFont
from producers import (
    canvas_cases,
    chromium_cases,
    eighth,
    fifth,
    fourth,
    fpdf,
    further_1,
    further_2,
    further_3,
    html,
    ninth,
    odf,
    office_cases,
    seventh,
    sixth,
    tenth,
    typst_cases,
    typst_pages,
)
from producers.model import Page, truth_of

HERE = Path(__file__).parent
Setter = Callable[[Sequence[Page], Path], None]


@dataclass(frozen=True)
class File:
    """One PDF: its pages and the program that sets them."""

    pages: Callable[[], list[Page]]
    setter: Setter


def chromium(*options: str) -> Setter:
    def set_pages(pages: Sequence[Page], out: Path) -> None:
        source = out.with_suffix(".html")
        source.write_text(html.document(pages), "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", *options]
        subprocess.run([*command, f"--print-to-pdf={out}", str(source)], check=True, capture_output=True, timeout=120)

    return set_pages


def by_typst(*, tags: bool) -> Setter:
    def set_pages(pages: Sequence[Page], out: Path) -> None:
        source = out.with_suffix(".typ")
        source.write_text(typst_pages.document(pages), "utf-8")
        typst.compile(str(source), output=str(out), font_paths=["/usr/share/fonts/opentype"])
        if not tags:
            untag(out)

    return set_pages


def by_office(suffix: str, document: Callable[[Sequence[Page]], str], *, tags: bool) -> Setter:
    def set_pages(pages: Sequence[Page], out: Path) -> None:
        source = out.with_suffix(suffix)
        source.write_text(document(pages), "utf-8")
        kind = {".fodt": "writer", ".fods": "calc", ".fodp": "impress"}[suffix]
        options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": "true" if tags else "false"}})
        command = [
            os.environ.get("SOFFICE", "soffice"),
            "--headless",
            f"-env:UserInstallation=file://{out.parent}/office",
            "--convert-to",
        ]
        subprocess.run(
            [*command, f"pdf:{kind}_pdf_Export:{options}", "--outdir", str(out.parent), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip

    return set_pages


def untag(path: Path) -> None:
    """As a program leaves it that writes no structure tree."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(path)


FILES = {
    "chromium_tagged": File(chromium_cases.tagged, chromium()),
    "chromium_untagged": File(chromium_cases.untagged, chromium("--disable-pdf-tagging")),
    "typst_tagged": File(typst_cases.tagged, by_typst(tags=True)),
    "typst_untagged": File(typst_cases.untagged, by_typst(tags=False)),
    "writer_tagged": File(office_cases.writer, by_office(".fodt", odf.writer, tags=True)),
    "calc": File(office_cases.calc, by_office(".fods", odf.calc, tags=False)),
    "impress": File(office_cases.impress, by_office(".fodp", odf.impress, tags=False)),
    "reportlab": File(canvas_cases.pages, canvas_cases.set_pages),
}

SETTERS = {
    "chromium": chromium("--disable-pdf-tagging"),
    "typst": by_typst(tags=False),
    "writer": by_office(".fodt", odf.writer, tags=False),
    "calc": FILES["calc"].setter,
    "impress": FILES["impress"].setter,
    "canvas": canvas_cases.set_pages,
}


def further(producer: str) -> list[Page]:
    files = [one for cases in (further_1, further_2, further_3) for one in cases.FILES.values()]
    return [page for by, pages in files if by == producer for page in pages]


SETTERS_OF_ROUNDS = SETTERS | {"chromium_tagged": chromium(), "fpdf": fpdf.set_pages}


def of_round(cases: ModuleType, name: str) -> File:
    """The pages of one round that one program sets."""
    by, pages = cases.FILES[name]
    return File(lambda: pages, SETTERS_OF_ROUNDS[by])


FILES |= {f"fourth_{name}": of_round(fourth, name) for name in fourth.FILES}
FILES |= {f"fifth_{name}": of_round(fifth, name) for name in fifth.FILES}
FILES |= {f"sixth_{name}": of_round(sixth, name) for name in sixth.FILES}
FILES |= {f"seventh_{name}": of_round(seventh, name) for name in seventh.FILES}
FILES |= {f"eighth_{name}": of_round(eighth, name) for name in eighth.FILES}
FILES |= {f"ninth_{name}": of_round(ninth, name) for name in ninth.FILES}
FILES |= {f"tenth_{name}": of_round(tenth, name) for name in tenth.FILES}
FILES |= {f"further_{by}": File(partial(further, by), setter) for by, setter in SETTERS.items()}


def pack(made: Path, out: Path, count: int) -> None:
    """Drop what changes from run to run and compress; every page described must be there, and no other."""
    with pikepdf.open(made) as pdf:
        assert len(pdf.pages) == count, f"{out.name}: {len(pdf.pages)} pages, {count} described"
        del pdf.docinfo
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                thing.FontFile2.write(unhinted(thing.FontFile2.read_bytes()))
        pdf.save(
            out, compress_streams=True, recompress_flate=True, deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip


def unhinted(font: bytes) -> bytes:
    """A TrueType font without what only screens need: half the size."""
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    for table in ("fpgm", "prep", "cvt ", "GPOS", "GSUB", "GDEF", "gasp", "name", "vhea", "vmtx"):
        if table in opened:
            del opened[table]
    for glyph in opened["glyf"].glyphs.values():
        glyph.expand(opened["glyf"])
        glyph.removeHinting()
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def make(name: str) -> None:
    file = FILES[name]
    pages = file.pages()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{name}.pdf"
        file.setter(pages, made)
        pack(made, HERE / f"{name}.pdf", len(pages))
    text = json.dumps(truth_of(name, pages), ensure_ascii=False, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text.replace('{"id"', '\n{"id"').replace('],["', '],\n ["') + "\n", "utf-8")
    print(f"{name}: {len(pages)} pages, {(HERE / f'{name}.pdf').stat().st_size // 1024} KB")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or FILES:
        make(wanted)
