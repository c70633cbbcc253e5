"""Names that are imported on first use."""

from __future__ import annotations

import pytest

from extractor.startup import on_first_use


def test_a_name_comes_from_its_home_and_others_are_none() -> None:
    imported = on_first_use("extractor", {"Box": "model"})
    assert imported("Box").__name__ == "Box"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="'extractor' has no attribute 'Sphere'"):
        imported("Sphere")


def test_a_name_that_a_module_would_take_the_place_of_is_refused() -> None:
    with pytest.raises(ValueError, match="extractor: \\['model'\\]"):
        on_first_use("extractor", {"model": "model"})
