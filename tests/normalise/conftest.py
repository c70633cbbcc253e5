"""Longer profiles for the property tests than the one of the suite.

``scripts/fuzz-numbers`` takes ``fuzz`` (3,000 draws a style, more than 200,000 in all); ``long`` takes 100,000 a style.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("fuzz", max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=100_000, deadline=None)
