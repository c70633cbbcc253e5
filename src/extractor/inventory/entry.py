"""A row of the manifest: what is believed of one file, for a person to correct before the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec import Struct


class Entry(Struct, frozen=True, gc=False):
    """One file of an archive.

    ``same_as`` names the file of which this one is a copy, byte for byte or saved anew: it is not read.  ``part_of``
    names the first file of a booklet that is split into several, itself included.  ``supersedes`` names the edition
    that this one corrects.  ``password_file`` names a text file that holds the password, and nothing else.  ``minutes``
    are those of one core.  ``note`` is for people; a run takes no heed of it.
    """

    file: str
    organization: str | None = None
    organization_id: str | None = None
    doc_type: str | None = None
    edition_label: str | None = None
    fiscal_year: int | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    supersedes: str | None = None
    part_of: str | None = None
    same_as: str | None = None
    layer: str | None = None
    needs_password: bool = False
    password_file: str | None = None
    pages: int | None = None
    minutes: Decimal | None = None
    note: str | None = None


COLUMNS = Entry.__struct_fields__
LAYERS = ("text", "mixed", "ocr", "none")


def _text(printed: str) -> str:
    return printed


def _count(printed: str) -> int:
    if not (printed.isascii() and printed.isdigit()):
        raise ValueError("a whole number / 整数")
    return int(printed)


def _date(printed: str) -> date:
    """``2024-04-01``; a spreadsheet makes ``2024/4/1`` of it."""
    try:
        year, month, day = (int(part) for part in printed.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise ValueError("a date, YYYY-MM-DD / 日付") from None


def _truth(printed: str) -> bool:
    """``yes`` or ``no``; what spreadsheets make of such words."""
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if printed.lower() not in known:
        raise ValueError("yes or no")
    return known[printed.lower()]


def _decimal(printed: str) -> Decimal:
    try:
        number = Decimal(printed)
    except InvalidOperation:
        raise ValueError("a number / 数値") from None
    if not (number.is_finite() and number >= 0):
        raise ValueError("a number of 0 or more / 0 以上の数値")
    return number


def _layer(printed: str) -> str:
    if printed not in LAYERS:
        raise ValueError(", ".join(LAYERS))
    return printed


#: how a field is read; those not named are text
PARSERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(COLUMNS, _text),
    "fiscal_year": _count,
    "covers_from": _date,
    "covers_to": _date,
    "layer": _layer,
    "needs_password": _truth,
    "pages": _count,
    "minutes": _decimal,
}


def shown(value: object) -> str:
    """A field as the manifest has it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value)
