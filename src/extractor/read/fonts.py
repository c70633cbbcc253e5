"""Whether PDFium finds a Japanese font for text whose font the PDF does not carry.

Where it finds none, text objects of one character vanish without a word: ``△`` and ``51`` set one by one read as ``51``.
The machine is asked once, with a page that holds just such a character.
"""

from __future__ import annotations

from functools import lru_cache

import pypdfium2 as pdfium
from pypdfium2 import raw

_PROBE = "△"


@lru_cache(maxsize=1)
def japanese_font_found() -> bool:
    """Whether a lone △ of MS-Mincho, not embedded, is read on this machine."""
    document = pdfium.PdfDocument(_probe_pdf())
    try:
        text_page = document[0].get_textpage()
        return bool(raw.FPDFText_CountChars(text_page) > 0)
    finally:
        document.close()


def _probe_pdf() -> bytes:
    """A PDF with one text object of one character (JIS X 0208, 90ms-RKSJ-H), its font not embedded."""
    content = b"BT /F1 12 Tf 100 700 Td <" + _PROBE.encode("cp932").hex().encode() + b"> Tj ET"
    system = b"<< /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /MS-Mincho /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Mincho /CIDSystemInfo "
        + system
        + b" /FontDescriptor 7 0 R"
        b" /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /MS-Mincho /Flags 7 /FontBBox [0 -136 1000 859] /ItalicAngle 0"
        b" /Ascent 859 /Descent -140 /CapHeight 769 /StemV 78 >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(bodies) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
