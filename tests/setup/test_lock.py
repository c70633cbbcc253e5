"""The lock file serves everybody: every package comes from the public index, with hashes."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_locked_package_comes_from_the_public_index() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    sources = {package["name"]: package["source"] for package in packages}
    assert sources.pop("disclosure-extractor") == {"editable": "."}
    assert {name for name, source in sources.items() if source != {"registry": "https://pypi.org/simple"}} == set()


def test_every_locked_file_is_public_and_hashed() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    files = [file for package in packages for file in (*package.get("wheels", ()), package.get("sdist"))]
    bad = [
        file["url"]
        for file in files
        if file
        and not (file["url"].startswith("https://files.pythonhosted.org/") and file["hash"].startswith("sha256:"))
    ]
    assert bad == []
    assert len(files) > len(packages)
