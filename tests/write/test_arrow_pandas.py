"""A command has no use for pandas, which Arrow loads when it is there."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from extractor.startup import without_pandas
with without_pandas():
    from io import BytesIO
    import pyarrow as pa
    import pyarrow.parquet as pq
    from extractor.write.columns import Column
    from extractor.write.csv import csv_bytes
    table = pa.table({"era": pa.array(["令和"])})
    csv_bytes([Column("era", "string", "", "")], {"era": ["令和"]})
    pq.write_table(table, file := BytesIO())
    assert pq.read_table(BytesIO(file.getvalue())).to_pylist() == [{"era": "令和"}]
    assert "pandas" not in sys.modules
import pandas
assert pa.array([1, 2]).to_pandas().sum() == 3
with without_pandas():
    import pandas as again
    assert again is pandas
"""


def test_pandas_is_not_loaded_and_still_there() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
