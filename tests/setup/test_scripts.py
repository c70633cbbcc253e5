"""Every script can be run as it is and says how."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    "scripts/setup",
    "scripts/setup-system",
    "scripts/demo",
    "scripts/bench",
    "scripts/bundle",
    "scripts/fuzz",
    "scripts/test",
    "scripts/check",
    ".ci/run",
)


def faults(script: Path, name: str) -> list[str]:
    """What is wrong with a script: one that begins with #! is a command, any other is run or read by Python or Bash."""
    source = script.read_text(encoding="utf-8")
    head = source.splitlines()[:3]
    is_command = source.startswith("#!")
    found = []
    if is_command != os.access(script, os.X_OK):
        found.append(f"{name}: executable, and beginning with #!, or neither")
    if is_command and not any(line.startswith(f"# Usage: {name}") for line in head):
        found.append(f"{name}: does not begin with its usage")
    if not is_command and not any(name in line for line in head):
        found.append(f"{name}: does not say how to call it")
    if is_command and "bash" in head[0] and "\nset -euo pipefail\n" not in source:
        found.append(f"{name}: goes on after an error")
    return found


def test_scripts_are_executable_and_say_how_to_use_them() -> None:
    scripts = {f"{folder}/{path.name}": path for folder in ("scripts", ".ci") for path in (ROOT / folder).iterdir()}
    files = {name: path for name, path in sorted(scripts.items()) if path.is_file()}
    assert set(COMMANDS) <= set(files)
    assert [fault for name, path in files.items() for fault in faults(path, name)] == []


def test_the_faults_of_a_script_are_noticed(tmp_path: Path) -> None:
    script = tmp_path / "bad"
    script.write_text("#!/usr/bin/env bash\n# Usage: scripts/other\necho\n", encoding="utf-8")
    script.chmod(0o644)
    assert faults(script, "scripts/bad") == [
        "scripts/bad: executable, and beginning with #!, or neither",
        "scripts/bad: does not begin with its usage",
        "scripts/bad: goes on after an error",
    ]
    script.write_text('"""Makes things."""\n', encoding="utf-8")
    assert faults(script, "scripts/bad") == ["scripts/bad: does not say how to call it"]
