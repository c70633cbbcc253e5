"""What the tests of checks share."""

from __future__ import annotations

import pytest
from hand_made import Maker

from extractor.profile import Profile, load_profile


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("credit_guarantee")


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
