"""No number is rounded, and none vanishes unannounced."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.document_form import plain
from extractor.model import Outcome
from extractor.profile import load_profile, shared_schema
from extractor.validate.schema import schema_findings
from extractor.write import NumberNotWritable, RunInfo, write_dataset
from extractor.write.decimals import DECIMAL, fits, plain_digits, writable

NINES = Decimal("99999999999999999999999999999.999999999")


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (Decimal(0), True),
        (Decimal("-51"), True),
        (NINES, True),
        (Decimal(f"-{NINES}"), True),
        (Decimal("1E+28"), True),
        (Decimal("1E-9"), True),
        (Decimal("0.50000000000"), True),
        (Decimal("0E-20"), True),
        (Decimal("1E+29"), False),
        (Decimal("-1E+29"), False),
        (Decimal("1E-10"), False),
        (Decimal("0.1234567891"), False),
        (Decimal("NaN"), False),
        (Decimal("Infinity"), False),
    ],
)
def test_what_fits(value: Decimal, held: bool) -> None:
    assert fits(value) is held


def arrow_holds(value: Decimal) -> bool:
    try:
        return bool(pa.array([value], DECIMAL)[0].as_py() == value)
    except pa.ArrowInvalid:
        return False


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**32), max_value=10**32))
@example(Decimal("0.0000000010"))
@example(Decimal("1.00000000000E+12"))
def test_arrow_and_the_schema_draw_the_same_line(value: Decimal) -> None:
    """Else a number could be left out of the tables without the schema's check having told it."""
    pattern = shared_schema()["$defs"]["decimal"]["pattern"]
    assert fits(value) == arrow_holds(value) == bool(re.search(pattern, plain(value) or ""))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_the_plain_form_is_exact_and_has_no_exponent(value: Decimal) -> None:
    text = plain(value)
    assert text is not None
    assert Decimal(text) == value
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**28), max_value=10**28, places=9))
@example(Decimal("-0.000000001"))
@example(Decimal("-99999999999999999999999999999.999999999"))
@example(Decimal("1000"))
def test_what_arrow_keeps_is_told_in_plain_digits(value: Decimal) -> None:
    column = pa.array([value, None], DECIMAL)
    kept, nothing = column.view(pa.binary(16)).to_pylist()
    assert plain_digits(kept) == plain(column[0].as_py())
    assert Decimal(plain_digits(kept)) == value and nothing is None


def test_one_number_that_does_not_fit_takes_no_other_with_it() -> None:
    values = [Decimal(1), Decimal("1E+29"), None, Decimal("0.5")]
    ids = ["r1", "r2", "r3", "r4"]
    assert writable(values, ids, frozenset({"r2"})) == [Decimal(1), None, None, Decimal("0.5")]
    with pytest.raises(NumberNotWritable, match="r2"):
        writable(values, ids, frozenset({"r1"}))


def test_an_announced_number_is_null_in_the_tables_and_whole_elsewhere(
    tmp_path: Path, make_outcome: Callable[..., Outcome], run_info: RunInfo
) -> None:
    outcome = make_outcome("x.pdf", number=Decimal("12345678901234567890123456789012345"))
    assert outcome.document is not None
    findings = tuple(schema_findings(outcome.document, load_profile("credit_guarantee")))
    write_dataset([replace(outcome, findings=findings)], tmp_path, run_info)
    record = pq.read_table(tmp_path / "records.parquet").to_pylist()[-1]
    assert (record["raw"], record["value"], record["value_float"]) == ("9", None, None)
    (finding,) = pq.read_table(tmp_path / "findings.parquet").to_pylist()
    assert (finding["code"], finding["severity"]) == ("schema-violation", "error")
    assert finding["suspect_record_id"] == record["record_id"]
    document = json.loads((tmp_path / "documents" / "x.json").read_text("utf-8"))
    assert document["records"][-1]["quantity"]["value"] == "12345678901234567890123456789012345"
