"""A long profile for the property tests: ``pytest tests/normalise --hypothesis-profile=long``."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("long", max_examples=100_000, deadline=None)
