"""scripts/setup-system, with stand-ins for Debian's programs: what it installs, says and returns."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("tesseract-ocr", "tesseract-ocr-jpn", "fonts-noto-cjk", "chromium")

DPKG_QUERY = """#!/bin/sh
for package; do :; done
grep -qx -- "$package" "$STATE/installed" && printf installed
"""
#: "installs" what the file ``available`` names, and fails when anything else is asked for
APT_GET = """#!/bin/sh
echo "$*" >> "$STATE/calls"
case "$*" in *update*) exit 0 ;; esac
status=0
for package; do
    case "$package" in -*|install|DPkg*) continue ;; esac
    if grep -qx -- "$package" "$STATE/available"; then echo "$package" >> "$STATE/installed"; else status=100; fi
done
exit $status
"""
SUDO = """#!/bin/sh
echo "sudo $*" >> "$STATE/calls"
[ "$1" = -n ] || exit 99
shift
exec "$@"
"""
NO_SUDO = """#!/bin/sh
exit 1
"""
ID = """#!/bin/sh
echo {uid}
"""


@dataclass
class Debian:
    """A stand-in for a Debian system: its state in files, its programs on a PATH."""

    state: Path

    def write(self, name: str, packages: tuple[str, ...]) -> None:
        (self.state / name).write_text("".join(f"{package}\n" for package in packages), encoding="utf-8")

    def program(self, name: str, text: str) -> None:
        path = self.state / "bin" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        log = self.state / "calls"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def run(self, ci: str | None = None) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(self.state / "bin"), "/usr/bin", "/bin"])
        environment = {"PATH": path, "STATE": str(self.state), "LC_ALL": "C.UTF-8"}
        if ci is not None:
            environment["CI"] = ci
        command = ["bash", str(ROOT / "scripts" / "setup-system")]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def debian(tmp_path: Path) -> Debian:
    (tmp_path / "bin").mkdir()
    system = Debian(tmp_path)
    system.write("installed", ())
    system.write("available", PACKAGES)
    for name, text in (("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("sudo", NO_SUDO)):
        system.program(name, text)
    system.program("id", ID.format(uid=0))
    return system


def test_nothing_is_done_where_nothing_is_missing(debian: Debian) -> None:
    debian.write("installed", PACKAGES)
    done = debian.run(ci="true")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert debian.calls == []


def test_only_what_is_missing_is_installed(debian: Debian) -> None:
    debian.write("installed", ("chromium", "fonts-noto-cjk"))
    done = debian.run(ci="true")
    assert (done.returncode, done.stderr) == (0, "")
    assert [call.split()[-1] for call in debian.calls] == ["-q", "tesseract-ocr", "tesseract-ocr-jpn"]


def test_a_package_that_cannot_be_had_fails_the_ci(debian: Debian) -> None:
    debian.write("available", ("tesseract-ocr", "tesseract-ocr-jpn", "fonts-noto-cjk"))
    done = debian.run(ci="true")
    assert done.returncode == 1
    assert "Not installed: chromium\n" in done.stderr


def test_elsewhere_the_command_is_printed(debian: Debian) -> None:
    debian.write("available", ())
    debian.write("installed", ("chromium",))
    done = debian.run()
    assert done.returncode == 0
    expected = "sudo apt-get update && sudo apt-get install --no-install-recommends "
    assert f"{expected}tesseract-ocr tesseract-ocr-jpn fonts-noto-cjk\n" in done.stderr


def test_sudo_is_used_where_it_asks_for_no_password(debian: Debian) -> None:
    debian.program("id", ID.format(uid=1000))
    debian.program("sudo", SUDO)
    debian.write("installed", PACKAGES[1:])
    assert debian.run(ci="true").returncode == 0
    assert [call for call in debian.calls if call.endswith("install -y -q --no-install-recommends tesseract-ocr")]
    assert "sudo -n true" in debian.calls


def test_without_the_right_to_install_nothing_is_tried(debian: Debian) -> None:
    debian.program("id", ID.format(uid=1000))
    done = debian.run()
    assert done.returncode == 0
    assert f"Not installed: {' '.join(PACKAGES)}\n" in done.stderr
    assert debian.calls == []
    assert debian.run(ci="true").returncode == 1
