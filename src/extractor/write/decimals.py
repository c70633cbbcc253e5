"""Exact numbers in the tables: decimal128(38, 9), that is 29 digits before the decimal point and 9 after it.

A number that does not fit is neither rounded nor dropped in silence.  The check of the schema announces it (the JSON
form bounds numbers in the same way); the tables then hold null for it, and its ``raw`` text as ever.  A number that
does not fit and was *not* announced stops the writing: that is a fault of the program, not of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal

import pyarrow as pa

from extractor.document_form import SCHEMA_VIOLATION, plain
from extractor.errors import ExtractorError
from extractor.model import Outcome

PRECISION, SCALE = 38, 9
DECIMAL = pa.decimal128(PRECISION, SCALE)
_EXACT = Context(prec=PRECISION)
_LIMIT = Decimal(10) ** (PRECISION - SCALE)


def plain_digits(kept: bytes) -> str:
    """A number of the tables, as Arrow keeps it, in plain digits."""
    return plain(_EXACT.scaleb(Decimal(int.from_bytes(kept, "little", signed=True)), -SCALE)) or ""


class NumberNotWritable(ExtractorError):
    """A number is too large or too fine for the tables, and no finding says so."""

    code = "number-not-writable"
    ja = "表に書き込めない数値があります（{detail}）。検出事項のない不具合です。開発者に知らせてください。"
    en = "A number does not fit the tables and no finding says so ({detail}): report this as a fault of the extractor."


def fits(value: Decimal) -> bool:
    """Whether decimal128(38, 9) holds ``value`` exactly; NaN and infinities do not fit."""
    if not value.is_finite() or not -_LIMIT < value < _LIMIT:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and (exponent >= -SCALE or _without_trailing_zeros(value) >= -SCALE)


def announced(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Ids of the records whose departure from the schema a finding tells."""
    return frozenset(
        record_id
        for outcome in outcomes
        for finding in outcome.findings
        if finding.code == SCHEMA_VIOLATION
        for record_id in finding.record_ids
    )


def writable(values: list[Decimal | None], record_ids: Sequence[str], told: frozenset[str]) -> list[Decimal | None]:
    """``values``, one per record, as they go into the tables: null where one does not fit and is in ``told``.

    Raises NumberNotWritable when one would vanish unannounced.
    """
    try:
        pa.array(values, DECIMAL)  # ten times as fast as asking each, and nearly always enough
    except pa.ArrowInvalid:
        return [_writable(value, record_id, told) for value, record_id in zip(values, record_ids, strict=True)]
    return values


def _writable(value: Decimal | None, record_id: str, told: frozenset[str]) -> Decimal | None:
    if value is None or fits(value):
        return value
    if record_id not in told:
        raise NumberNotWritable(f"{record_id}: {str(value)[:60]}")
    return None


def _without_trailing_zeros(value: Decimal) -> int:
    """The exponent of ``value`` once its trailing zeros are gone: -1 for 0.500."""
    _, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits))
    return int(exponent) + len(text) - len(text.rstrip("0")) if value else 0
