"""Every script can be run as it is and says how."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("scripts/setup", "scripts/setup-system", "scripts/demo", "scripts/test", "scripts/check", ".ci/run")


def faults(script: Path, name: str) -> list[str]:
    """What is wrong with a script: one that begins with #! is a command, any other is read by a command."""
    head = script.read_text(encoding="utf-8").splitlines()[:5]
    is_command = head[0].startswith("#!")
    found = []
    if is_command != os.access(script, os.X_OK):
        found.append(f"{name}: executable, and beginning with #!, or neither")
    if not any(line.lstrip('#" ').startswith("Usage: ") for line in head):
        found.append(f"{name}: no usage at its beginning")
    if is_command and not any(f"Usage: {name}" in line for line in head):
        found.append(f"{name}: its usage names another command")
    if is_command and "bash" in head[0] and "\nset -euo pipefail\n" not in script.read_text(encoding="utf-8"):
        found.append(f"{name}: goes on after an error")
    return found


def test_scripts_are_executable_and_say_how_to_use_them() -> None:
    files = [path for path in (*ROOT.glob("scripts/**/*"), *ROOT.glob(".ci/*")) if path.is_file()]
    scripts = {str(path.relative_to(ROOT)): path for path in files if path.suffix != ".pyc"}
    assert set(COMMANDS) <= set(scripts)
    assert [fault for name, path in sorted(scripts.items()) for fault in faults(path, name)] == []


def test_the_faults_of_a_script_are_noticed(tmp_path: Path) -> None:
    script = tmp_path / "bad"
    script.write_text("#!/usr/bin/env bash\n# Usage: scripts/other\necho\n", encoding="utf-8")
    script.chmod(0o644)
    assert faults(script, "scripts/bad") == [
        "scripts/bad: executable, and beginning with #!, or neither",
        "scripts/bad: its usage names another command",
        "scripts/bad: goes on after an error",
    ]
    script.write_text("echo\n", encoding="utf-8")
    assert faults(script, "scripts/bad") == ["scripts/bad: no usage at its beginning"]
