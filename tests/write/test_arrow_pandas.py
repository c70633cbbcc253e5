"""A command has no use for pandas and NumPy, which Arrow loads when they are there."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from decimal import Decimal
from extractor.startup import plain_arrow
with plain_arrow():
    from io import BytesIO
    import pyarrow as pa
    import pyarrow.parquet as pq
    from extractor.write.columns import Column
    from extractor.write.csv import csv_bytes
    from extractor.write.decimals import DECIMAL
    rows = {"era": ["令和"], "number": [Decimal("1.5")], "years": [[2024]]}
    table = pa.table({"era": rows["era"], "number": pa.array(rows["number"], DECIMAL), "years": rows["years"]})
    csv_bytes([Column("era", "string", "", "")], {"era": ["令和"]})
    pq.write_table(table, file := BytesIO())
    assert pq.ParquetFile(BytesIO(file.getvalue())).read().to_pydict() == rows
    assert not {"pandas", "numpy", "pyarrow.compute", "pyarrow.dataset", "pyarrow._s3fs"} & set(sys.modules)
import numpy
import pandas
assert pandas.Series(numpy.arange(3)).sum() == 3
with plain_arrow():
    import pandas as again
    assert again is pandas
"""


def test_pandas_and_numpy_are_not_loaded_and_still_there() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
