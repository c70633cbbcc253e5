"""The parts of a workbook, each put into its file as soon as it is made.

XlsxWriter keeps all of them in memory, or makes a temporary file of each, which costs a small part more than what it
holds and has a long sheet written and read three times.  Leans on what XlsxWriter does inside, as ``excel_rows`` does.
"""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

#: a moment that is the same for every workbook: the first that a ZIP file knows
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: bytes that are compressed at once
_BLOCK = 1 << 20


class Part(StringIO):
    """A part in the making: its text, and at one place of it the rows of a long sheet, which wait in a file."""

    _rows: tuple[int, BinaryIO] | None = None

    def splice(self, rows: BinaryIO) -> None:
        """What ``rows`` holds stands here."""
        self._rows = (self.tell(), rows)

    def write_to(self, file: Any) -> None:
        text = self.getvalue()
        if self._rows is not None:
            place, rows = self._rows
            file.write(text[:place].encode())
            rows.seek(0)
            copyfileobj(rows, file, _BLOCK)
            text = text[place:]
        file.write(text.encode())


class PartedWorkbook(Workbook):  # type: ignore[misc]
    """A workbook whose parts go to the file ``path`` one by one."""

    def __init__(self, path: Path, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), options)  # what XlsxWriter itself would write is nothing
        self.in_memory = True  # as an option it would have rows kept, too
        self._path = path

    def _get_packager(self) -> Packager:
        return _Parts(self._path)


class _Parts(Packager):  # type: ignore[misc]
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._part: tuple[str, Part] | None = None

    def _filename(self, xml_filename: str) -> Part:
        """Where the next part is written: those before it are whole."""
        self._put()
        self._part = (xml_filename, Part())
        return self._part[1]

    def _create_package(self) -> list[Any]:
        with ZipFile(self._path, "w", ZIP_DEFLATED, allowZip64=self.workbook.allow_zip64) as self._zip:
            pictures = super()._create_package()
            self._put()
            for content, name, _ in pictures:
                self._zip.writestr(_about(name), content.getvalue())
        return []

    def _put(self) -> None:
        if self._part is not None:
            name, part = self._part
            with self._zip.open(_about(name), "w") as file:
                part.write_to(file)


def _about(name: str) -> ZipInfo:
    about = ZipInfo(name, _MOMENT)
    about.compress_type = ZIP_DEFLATED
    return about
