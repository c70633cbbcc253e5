"""scripts/demo in a stand-in project: which of the extractor's exit codes count as success."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

RECORDS = "\ufefffile,page,item,column,raw,value,unit,trust,concept\na.pdf,3,保証承諾,金額,△ 51,-51,百万円,proved,x\n"
EXTRACTOR = """#!/bin/sh
echo "$*" > call
if [ -e records.csv ]; then mkdir -p out/demo && cp records.csv out/demo/records.csv; fi
exit {code}
"""


def stand_in(project: Path, code: int) -> None:
    """The real scripts, with programs that do nothing but return ``code``."""
    shutil.copytree(ROOT / "scripts", project / "scripts")
    version = re.search(r"uv_version=(\S+)", (project / "scripts/lib/setup.sh").read_text(encoding="utf-8"))
    assert version
    programs = {".tools/bin/uv": f"#!/bin/sh\necho uv {version[1]}\n", ".venv/bin/extractor": EXTRACTOR}
    for name, text in programs.items():
        path = project / name
        path.parent.mkdir(parents=True)
        path.write_text(text.format(code=code), encoding="utf-8")
        path.chmod(0o755)
    (project / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (project / ".venv/bin/python").chmod(0o755)
    compiling = project / "src/extractor/read/compiling.py"
    compiling.parent.mkdir(parents=True)
    compiling.touch()
    (project / "records.csv").write_text(RECORDS, encoding="utf-8")


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 0), (2, 2), (3, 3), (137, 137)])
def test_error_findings_are_no_failure_of_the_demo(code: int, expected: int, tmp_path: Path) -> None:
    stand_in(tmp_path, code)
    done = subprocess.run([tmp_path / "scripts/demo", "--jobs", "1"], capture_output=True, text=True, check=False)
    assert done.returncode == expected
    assert (tmp_path / "call").read_text(encoding="utf-8") == "run samples/*.pdf --out out/demo --jobs 1\n"
    assert ("△ 51" in done.stdout) == (expected == 0)
    assert (f"{tmp_path}/out/demo\n" in done.stdout) == (expected == 0)


def test_a_run_that_leaves_nothing_is_a_failure_whatever_it_returns(tmp_path: Path) -> None:
    stand_in(tmp_path, code=1)
    assert subprocess.run([tmp_path / "scripts/demo"], capture_output=True, check=False).returncode == 0
    (tmp_path / "records.csv").unlink()
    assert subprocess.run([tmp_path / "scripts/demo"], capture_output=True, check=False).returncode != 0
