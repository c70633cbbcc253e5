"""The wheel, in an environment that holds nothing else of the project: what a user of ``pip install`` gets."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path = ROOT, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in an environment without traces of the one that the tests run in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
    environment = kept | {name: str(value) for name, value in variables.items()}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def uv(require_program: Callable[[str], str]) -> Callable[..., str]:
    """Run uv; first from its cache alone, which ``scripts/setup`` filled, so that no network is needed."""
    program = require_program("uv")

    def call(*arguments: str | Path, **variables: str | Path) -> str:
        done = run(program, "--offline", *arguments, **variables)
        done = done if done.returncode == 0 else run(program, *arguments, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return call


@pytest.fixture(scope="module")
def wheel(uv: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def extractor(uv: Callable[..., str], wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into a new environment beside the locked dependencies and no others."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    uv("sync", "--locked", "--no-dev", "--no-install-project", UV_PROJECT_ENVIRONMENT=environment)
    uv("pip", "install", "--no-deps", wheel, "--python", environment)
    uv("pip", "check", "--python", environment)
    return environment / "bin" / "extractor"


def test_the_wheel_holds_every_schema_and_profile(wheel: Path) -> None:
    schemas = [path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").rglob("*.*")]
    names = set(zipfile.ZipFile(wheel).namelist())
    assert any(name.endswith(".schema.json") for name in schemas)
    assert any(name.startswith("schemas/profiles/") for name in schemas)
    assert {f"extractor/{name}" for name in schemas} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"extractor"}


def test_the_wheel_holds_the_loops_that_a_compiler_made(wheel: Path, require_program: Callable[[str], str]) -> None:
    require_program("cc")
    made = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".so")]
    assert len(made) == 1 and made[0].startswith("extractor/read/bulk-")
    assert not wheel.name.endswith("-none-any.whl")


def test_without_a_compiler_the_wheel_is_one_for_any_machine(uv: Callable[..., str], tmp_path: Path) -> None:
    uv("build", "--wheel", "--out-dir", tmp_path, CC="false")
    (built,) = tmp_path.glob("*.whl")
    assert built.name.endswith("-py3-none-any.whl")
    assert [name for name in zipfile.ZipFile(built).namelist() if name.endswith(".so")] == []


def test_the_installed_command_tells_the_version_of_the_wheel(extractor: Path, wheel: Path, tmp_path: Path) -> None:
    done = run(extractor, "--version", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert wheel.name.split("-")[1] in done.stdout


def test_the_installed_command_reads_a_sample_from_another_folder(extractor: Path, tmp_path: Path) -> None:
    sample = min((ROOT / "samples").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    shutil.copy(sample, tmp_path / "report.pdf")
    done = run(extractor, "run", "report.pdf", "--out", "out", cwd=tmp_path)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    (document,) = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert (document["file"], document["status"]) in {("report.pdf", "ok"), ("report.pdf", "inconsistent")}
    assert document["records"] == pq.read_metadata(tmp_path / "out" / "records.parquet").num_rows > 0
    assert (tmp_path / "out" / "report" / "assets" / "vega.js").exists()


def test_the_installed_command_finds_its_profiles_anywhere(extractor: Path, tmp_path: Path) -> None:
    done = run(extractor, "profiles", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    profiles = [path.stem for path in (ROOT / "schemas" / "profiles").glob("*.toml")]
    assert profiles
    assert [name for name in profiles if name not in done.stdout] == []
