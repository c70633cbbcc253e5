"""Usage: python tests/hostile/make_poison.py FOLDER: makes files that no honest printer makes, and two good ones among them.

Each case is a function that gives bytes or makes something else than a file; ``CASES`` says what must become of it: the
code of a failure, or None for a document that is read, with the codes of the findings that must be told of it.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pdfs import Form, Sheet, line, pdf, text

SENTENCE = "保証承諾は5,355件でした。"
TITLE = text(72, 770, "令和６年度 決算報告書", 20) + text(72, 740, "みなと県信用保証協会", 12)
GOOD = pdf(TITLE + text(72, 700, SENTENCE))
ENCRYPTED = Path(__file__).resolve().parents[1] / "files" / "encrypted.pdf"

Make = Callable[[], bytes]
Build = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    """``make`` gives the file's bytes, or ``build`` makes it at a path.

    ``codes``: one of them is the code of the failure; None among them for a document that is read.  ``told``: findings
    that it must have.  ``whole``: the sentence of the good file must be read, with its figure.
    """

    name: str
    make: Make | None = None
    build: Build | None = None
    codes: tuple[str | None, ...] = (None,)
    told: tuple[str, ...] = ()
    whole: bool = False


# --- files by hand ----------------------------------------------------------------------------------------------------


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n" % (head, len(content)) + content + b"\nendstream"


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def one_page(
    content: bytes, *more: bytes, catalog: bytes = b"", page: bytes = b"", media: bytes = b"0 0 595 842"
) -> bytes:
    """A page (object 3) with ``content`` (object 4) and Helvetica as F1 (object 5); ``more`` are objects 6 and on."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
            b"/XObject << /X1 6 0 R >> >> %s >>" % (media, page),
            content,
            HELVETICA,
            *more,
        ]
    )


WORDS = b"BT /F1 12 Tf 72 700 Td (Total 1,234) Tj ET\n"


def flate_cut() -> bytes:
    """The good page packed, its data ending after two thirds, /Length adjusted: PDFium says nothing."""
    plain = b"".join(b"BT /F1 12 Tf 72 %d Td (Row %d 1,%03d) Tj ET\n" % (800 - 9 * n, n, n * 7) for n in range(80))
    packed = zlib.compress(plain)
    return one_page(stream(packed[: len(packed) * 2 // 3], b"/Filter /FlateDecode"))


def flate_corrupt() -> bytes:
    """A stored block with a digit changed: it unpacks, but its checksum does not hold."""
    packed = zlib.compress(WORDS, 0)
    return one_page(stream(packed.replace(b"1,234", b"1,284"), b"/Filter /FlateDecode"))


def bomb(*filters: bytes, megabytes: int = 400) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    for _ in filters[1:]:
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter [%s]" % b" ".join(filters)))


def deep(opening: bytes, closing: bytes, count: int = 200_000) -> bytes:
    return one_page(stream(opening * count + b" 1 " + closing * count + WORDS))


def deep_dictionary() -> bytes:
    nested = b"<< /A " * 20_000 + b"1" + b" >>" * 20_000
    return one_page(stream(WORDS), b"null", page=b"/PieceInfo " + nested)


def page_tree_loop() -> bytes:
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        ]
    )


def outline_loop() -> bytes:
    outlines = b"/Outlines 7 0 R"
    return one_page(
        stream(WORDS),
        b"null",
        b"<< /First 8 0 R /Last 8 0 R /Count 9 >>",
        b"<< /Title (A) /Parent 7 0 R /Next 8 0 R /Prev 8 0 R /First 8 0 R >>",
        catalog=outlines,
    )


def form_loop() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X1 6 0 R >> >>"
    return one_page(stream(WORDS + b"/X1 Do\n"), stream(b"/X1 Do\n", form))


def form_fan() -> bytes:
    """Forms that draw the next one ten times: 10^9 drawings from ten objects."""
    forms = []
    for number in range(6, 15):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 %d 0 R >> >>" % (
            number + 1
        )
        forms.append(stream(b"/X1 Do\n" * 10, head))
    last = stream(b"0 0 1 1 re f\n", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return one_page(stream(WORDS + b"/X1 Do\n"), *forms, last)


def structure_loop() -> bytes:
    tree = b"/MarkInfo << /Marked true >> /StructTreeRoot 7 0 R"
    return one_page(
        stream(b"/TD << /MCID 0 >> BDC " + WORDS + b" EMC"),
        b"null",
        b"<< /Type /StructTreeRoot /K 8 0 R /ParentTree << /Nums [0 [8 0 R]] >> >>",
        b"<< /Type /StructElem /S /Table /P 8 0 R /K [8 0 R 0] /Pg 3 0 R >>",
        catalog=tree,
        page=b"/StructParents 0",
    )


def million_objects() -> bytes:
    return one_page(stream(zlib.compress(b"1 1 1 1 re f\n" * 1_000_000), b"/Filter /FlateDecode"))


def million_characters() -> bytes:
    rows = b"".join(b"BT /F1 1 Tf 1 %d Td (%s) Tj ET\n" % (n % 800, b"1 234,567 " * 30) for n in range(2000))
    return one_page(stream(zlib.compress(rows), b"/Filter /FlateDecode"))


def not_numbers() -> bytes:
    wild = b"1e400 0 0 1e400 NaN inf cm 999999999999999999999999 -99999999999999999999 m 1e38 1e38 l S\n"
    words = b"BT /F1 1e30 Tf 3e38 -3e38 Td (9) Tj ET BT /F1 -12 Tf 1e-40 0 0 0 72 700 Tm (8) Tj ET\n"
    return one_page(stream(b"q " + wild + words + b"Q\n" + WORDS))


def giant_image() -> bytes:
    image = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode"
    )
    return one_page(stream(b"q 595 0 0 842 0 0 cm /X1 Do Q\n"), stream(zlib.compress(bytes(1 << 22)), image))


def scripts() -> bytes:
    names = b"/Names << /JavaScript << /Names [(a) 7 0 R] >> /EmbeddedFiles << /Names [(a.exe) 8 0 R] >> >>"
    return one_page(
        stream(WORDS),
        b"null",
        b"<< /S /JavaScript /JS (app.launchURL\\('https://example.com/'\\)) >>",
        b"<< /Type /Filespec /F (../../a.exe) /EF << /F 9 0 R >> >>",
        stream(b"MZ", b"/Type /EmbeddedFile"),
        catalog=names + b" /OpenAction << /S /Launch /F (calc.exe) >>",
    )


def many_pages(count: int = 10_000) -> bytes:
    kids = b" ".join([b"3 0 R"] * count)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    return file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), page]
    )


def font_without_map() -> bytes:
    """Identity-H, no ToUnicode, not embedded: the codes say nothing."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            stream(b"BT /F1 12 Tf 72 700 Td <00010002000300040005> Tj ET"),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Nowhere /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nowhere "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        ]
    )


def table_of(*labels: str) -> bytes:
    """A ruled table with ``labels`` before figures."""
    rows = "".join(line(72, 700 - 20 * n, 400, 700 - 20 * n) for n in range(len(labels) + 2))
    columns = "".join(line(x, 700, x, 680 - 20 * len(labels)) for x in (72, 300, 400))
    cells = text(80, 685, "項目") + text(310, 685, "金額")
    for n, label in enumerate(labels, 1):
        cells += text(80, 685 - 20 * n, label) + text(310, 685 - 20 * n, f"{n},234")
    return pdf(TITLE + text(300, 710, "（単位：百万円）") + rows + columns + cells)


def endless_content() -> bytes:
    """/Contents names the same stream 100,000 times."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%s] /Resources << /Font << /F1 5 0 R >> >> >>"
            % (b"4 0 R " * 100_000),
            stream(b"q 1 0 0 1 0 0 cm 9 9 9 9 re f Q\n" * 40),
            HELVETICA,
        ]
    )


# --- what is no file of its own ---------------------------------------------------------------------------------------


def link_loop(path: Path) -> None:
    path.symlink_to(path)


def folder_loop(path: Path) -> None:
    path.mkdir()
    (path / "inner.pdf").write_bytes(GOOD)
    (path / "again").symlink_to(path, target_is_directory=True)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def gone(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


CUT = GOOD[: len(GOOD) * 2 // 3]
NO_TABLE = GOOD[: GOOD.rindex(b"xref\n0")]
WRONG_TABLE = GOOD.replace(b"00000 n", b"00001 n").replace(b"startxref\n", b"startxref\n9")
HUGE = b"-1e9 -1e9 1e9 1e9"

CASES = (
    Case("good.pdf", lambda: GOOD, whole=True),
    Case("zz_last_good.pdf", lambda: GOOD + b"% again", whole=True),
    Case("empty.pdf", lambda: b"", codes=("file-empty",)),
    Case("not_a_pdf.pdf", lambda: b"PK\x03\x04" + bytes(2000), codes=("not-pdf",)),
    Case("late_header.pdf", lambda: b"\0" * 900 + GOOD, whole=True),
    Case("no_header.pdf", lambda: GOOD[9:], codes=("not-pdf",)),
    Case("wrong_version.pdf", lambda: GOOD.replace(b"%PDF-1.7", b"%PDF-9.9"), whole=True),
    Case("header_only.pdf", lambda: b"%PDF-1.7\n", codes=("pdf-damaged",)),
    Case("cut.pdf", lambda: CUT, codes=("pdf-damaged",)),
    Case("no_table.pdf", lambda: NO_TABLE, codes=("pdf-damaged", None)),
    Case("wrong_table.pdf", lambda: WRONG_TABLE, whole=True),
    Case("zeros.pdf", lambda: b"%PDF-1.7\n" + bytes(200_000), codes=("pdf-damaged",)),
    Case(
        "noise.pdf",
        lambda: b"%PDF-1.7\n" + bytes((n * n * 31 >> 3) & 255 for n in range(200_000)),
        codes=("pdf-damaged",),
    ),
    Case("flate_cut.pdf", flate_cut, told=("stream-damaged",)),
    Case("flate_corrupt.pdf", flate_corrupt, told=("stream-damaged",)),
    Case("bomb.pdf", lambda: bomb(b"/FlateDecode"), codes=("stream-too-large",)),
    Case("bomb_in_bomb.pdf", lambda: bomb(b"/FlateDecode", b"/FlateDecode"), codes=("stream-too-large",)),
    Case("deep_arrays.pdf", lambda: deep(b"[", b"]")),
    Case("deep_states.pdf", lambda: deep(b"q ", b" Q")),
    Case("deep_dictionary.pdf", deep_dictionary, codes=("pdf-damaged", None)),
    Case("page_tree_loop.pdf", page_tree_loop, codes=("pdf-damaged", None)),
    Case("outline_loop.pdf", outline_loop),
    Case("form_loop.pdf", form_loop),
    Case("form_fan.pdf", form_fan, codes=("time-exceeded", "memory-exceeded", None)),
    Case("structure_loop.pdf", structure_loop),
    Case("huge_box.pdf", lambda: one_page(stream(WORDS), b"null", media=HUGE)),
    Case("negative_box.pdf", lambda: one_page(stream(WORDS), b"null", media=b"595 842 0 0")),
    Case("flat_box.pdf", lambda: one_page(stream(WORDS), b"null", media=b"0 0 0 0")),
    Case("million_objects.pdf", million_objects, codes=("time-exceeded", "memory-exceeded", None)),
    Case("million_characters.pdf", million_characters, codes=("time-exceeded", "memory-exceeded", None)),
    Case("endless_content.pdf", endless_content, codes=("time-exceeded", "memory-exceeded", None)),
    Case("not_numbers.pdf", not_numbers),
    Case("giant_image.pdf", giant_image, told=("page-unread",)),
    Case("scripts.pdf", scripts, told=("active-content",)),
    Case("many_pages.pdf", many_pages, codes=("pages-exceeded",)),
    Case("font_without_map.pdf", font_without_map),
    Case("locked.pdf", ENCRYPTED.read_bytes, codes=("password-needed",)),
    Case("formula.pdf", lambda: table_of('=HYPERLINK("http://example.com")', "@SUM(1)", "-2+3", "＝cmd|calc")),
    Case("html.pdf", lambda: table_of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a&b\"'")),
    Case(
        "sideways_form.pdf",
        lambda: pdf(Sheet("/X1 Do " + TITLE, forms={"X1": Form(line(0, 0, 9, 9), (0, 0, 0, 0, 0, 0))})),
    ),
    Case("=cmd() & 'name' <b>;`$(x)`\n.pdf", lambda: GOOD + b"% name", whole=True),
    Case("..%2f..%2fetc.pdf", lambda: GOOD + b"% path", whole=True),
    Case("link_loop.pdf", build=link_loop, codes=("file-missing", "file-not-readable")),
    Case("gone.pdf", build=gone, codes=("file-missing",)),
    Case("fifo.pdf", build=fifo, codes=("file-not-readable",)),
    Case("device.pdf", build=device, codes=("file-not-readable",)),
    Case("folder.pdf", build=folder_loop, whole=True),
)


def make(folder: Path) -> list[Path]:
    """The files of all cases in ``folder``, in the order of ``CASES``."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / case.name for case in CASES]
    for case, path in zip(CASES, paths, strict=True):
        if case.make is not None:
            path.write_bytes(case.make())
        elif case.build is not None:
            case.build(path)
    return paths


if __name__ == "__main__":
    for made in make(Path(sys.argv[1])):
        print(made)
