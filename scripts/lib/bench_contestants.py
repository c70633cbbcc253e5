"""One contestant of scripts/bench on one file, in a process of its own: ``python bench_contestants.py NAME FILE``.

Runs once to warm up on WARM (imports, caches), then once on FILE, and prints what that took as JSON: seconds, CPU seconds
(of children, too) and the peak of memory in MiB.  Peers are imported where they run, since they have an environment of
their own and ``extractor`` is not in it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import resource
import sys
import time
from collections.abc import Callable

Stages = dict[str, float]


def floor(file: str) -> Stages:
    """PDFium loads every page and gives its text: nobody who uses PDFium can be faster."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    document = pdfium.PdfDocument(file)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return {}


def pdfplumber_words_and_tables(file: str) -> Stages:
    """What users run today: ``extract_words`` and ``extract_tables`` of each page, the page flushed after it."""
    import pdfplumber  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that it does not understand
    words = tables = 0.0
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            begin = time.process_time()
            page.extract_words()
            middle = time.process_time()
            page.extract_tables()
            words, tables = words + middle - begin, tables + time.process_time() - middle
            page.close()
    return {"words": words, "tables": tables}


def camelot_lattice(file: str) -> Stages:
    import camelot  # noqa: PLC0415

    camelot.read_pdf(file, pages="all", flavor="lattice")
    return {}


def img2table(file: str) -> Stages:
    from img2table.document import PDF  # noqa: PLC0415

    PDF(src=file).extract_tables()
    return {}


def tabula(file: str) -> Stages:
    import tabula as java  # noqa: PLC0415

    java.read_pdf(file, pages="all", silent=True)
    return {}


def pylopdf(file: str) -> Stages:
    """Words and tables."""
    import pylopdf as peer  # noqa: PLC0415

    with peer.open(file) as document:
        for number in range(document.page_count):
            page = document[number]
            page.get_text("words")
            page.find_tables()
    return {}


def pdfspine(file: str) -> Stages:
    """Words and tables."""
    import pdfspine as peer  # noqa: PLC0415

    document = peer.open(file)
    for number in range(len(document)):
        page = document[number]
        page.get_text_words()
        page.find_tables()
    return {}


def plain_rapidocr(file: str) -> Stages:
    """rapidocr on the picture of each page at 200 dpi, as it is installed."""
    import pypdfium2 as pdfium  # noqa: PLC0415
    from rapidocr import RapidOCR  # noqa: PLC0415

    engine = RapidOCR()
    for page in pdfium.PdfDocument(file):
        engine(page.render(scale=200 / 72).to_numpy())
    return {}


def read_and_tables(file: str) -> Stages:
    """Our reading of each page and its tables, nothing after them; Python looks for garbage as in our workers."""
    from extractor.read import identify, open_pdf  # noqa: PLC0415
    from extractor.tables import tables_on  # noqa: PLC0415

    gc.freeze()
    gc.set_threshold(50_000)
    read = tables = 0.0
    with open_pdf(identify(file)) as pdf:
        for number in range(1, len(pdf) + 1):
            begin = time.process_time()
            page = pdf.page(number)
            middle = time.process_time()
            tables_on(page, "bench")
            read, tables = read + middle - begin, tables + time.process_time() - middle
    return {"read": read, "tables": tables}


CONTESTANTS: dict[str, Callable[[str], Stages]] = {
    "floor": floor,
    "pdfplumber": pdfplumber_words_and_tables,
    "camelot": camelot_lattice,
    "img2table": img2table,
    "tabula": tabula,
    "pylopdf": pylopdf,
    "pdfspine": pdfspine,
    "rapidocr": plain_rapidocr,
    "read+tables": read_and_tables,
}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> int:
    """Run, and print."""
    name, file, warm = sys.argv[1:4]
    contestant = CONTESTANTS[name]
    told = os.dup(1)
    os.dup2(2, 1)  # whatever a peer prints is no answer
    contestant(warm)
    gc.collect()
    begin, cpu = time.perf_counter(), _cpu()
    stages = contestant(file)
    seconds, cpu = time.perf_counter() - begin, _cpu() - cpu
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    answer = {"seconds": seconds, "cpu": cpu, "peak": max(peaks) / 1024, "stages": stages}
    os.write(told, json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
