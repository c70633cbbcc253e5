"""A command has no use for pandas, which Arrow loads when it is there."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from extractor.write.arrow import arrow_array, leave_pandas_out
import pyarrow as pa
leave_pandas_out()
assert arrow_array(["令和"], pa.string()).to_pylist() == ["令和"]
assert "pandas" not in sys.modules
import pandas
assert pa.array([1, 2]).to_pandas().sum() == 3
leave_pandas_out()
assert sys.modules["pandas"] is pandas
"""


def test_pandas_is_not_loaded_and_still_there() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
