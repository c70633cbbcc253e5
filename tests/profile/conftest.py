"""The two profiles that come with the package, and small ones written by a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.profile import Profile, load_profile
from extractor.profile.load import profile_from


@pytest.fixture(scope="session")
def guarantee() -> Profile:
    return load_profile("credit_guarantee")


@pytest.fixture(scope="session")
def generic() -> Profile:
    return load_profile("generic")


#: the least that a profile must have, with one entry of each kind
MINIMAL = """
name = "small"
version = "1.0.0"
label_ja = "小"
label_en = "Small"

[[statements]]
id = "sheet"
label_ja = "貸借対照表"
label_en = "Balance sheet"
titles = ["貸借対照表"]

[[concepts]]
id = "income"
label_ja = "収入"
label_en = "Income"
kind = "flow"

[[concepts]]
id = "cost"
label_ja = "支出"
label_en = "Cost"
kind = "flow"
aliases = [{ text = "計", under = ["支出の部"] }]

[[measures]]
id = "amount"
label_ja = "金額"
label_en = "Amount"
dimension = "money"
aliases = ["金額"]

[[scenarios]]
id = "plan"
label_ja = "計画"
label_en = "Plan"
aliases = ["計画"]

[[identities]]
id = "balance"
equation = "income = cost"
strength = "practice"
"""


@pytest.fixture
def small() -> str:
    return MINIMAL


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Profile]:
    """Writes the text as ``small.toml`` into an empty folder and loads it."""

    def load(text: str) -> Profile:
        (tmp_path / "small.toml").write_text(text, encoding="utf-8")
        return profile_from(tmp_path, "small")

    return load
