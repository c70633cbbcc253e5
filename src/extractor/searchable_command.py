"""``extractor searchable``: a scan that can be searched."""
# ruff: noqa: PLC0415 - a command imports what it needs when it runs

from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import OutputNotWritable
from extractor.model import OcrUse, Options


def searchable_command(
    file: Annotated[str, typer.Argument(metavar="PDF")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
    ocr: Annotated[OcrUse, typer.Option("--ocr", help="Which pages to read from their picture.")] = OcrUse.AUTO,
    dpi: Annotated[int, typer.Option("--dpi", min=100, max=400, help="Resolution for OCR.")] = Options().dpi,
) -> None:
    """Write a scan with what was read of it as invisible text, so that it can be searched and copied from."""
    from extractor.read import identify
    from extractor.searchable import write_searchable

    source = identify(file)
    try:
        if out.exists() and out.samefile(source.path):
            raise OutputNotWritable(f"{out}: the scan itself / 元のファイル")
        made = write_searchable(source, out, Options(password=password, ocr=ocr, dpi=dpi))
    except OSError as error:
        raise OutputNotWritable(f"{out}: {error}") from error
    typer.echo(f"{out}: {made.pages} pages, {made.read} with the text that was read of them")
