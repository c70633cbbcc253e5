"""Exact bounds of an error rate (Clopper and Pearson, 1934): no approximation, right for few errors and for none."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log

#: halvings of [0, 1]: far below the last digit that anyone prints
_STEPS = 60


def clopper_pearson(errors: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """The interval that holds the true rate with at least ``confidence``, after ``errors`` among ``n``.

    Where a sample is shared out among strata in proportion to their size, it holds for the whole as well: the number of
    errors then varies less than a binomial one (Hoeffding, 1956).  Raises ValueError unless 0 <= errors <= n and n > 0.
    """
    if not 0 <= errors <= n or n == 0:
        raise ValueError(f"{errors} errors among {n}")
    tail = (1 - confidence) / 2
    low = 0.0 if errors == 0 else _solved(lambda p: _at_least(errors, n, p) < tail)
    high = 1.0 if errors == n else _solved(lambda p: _at_least(errors + 1, n, p) < 1 - tail)
    return low, high


def _solved(below: Callable[[float], bool]) -> float:
    """Where ``below`` turns from true to false on [0, 1]."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _at_least(k: int, n: int, p: float) -> float:
    """The chance of ``k`` or more among ``n`` when each comes with chance ``p``."""
    if p <= 0 or p >= 1:
        return float(p >= 1 or k == 0)
    whole = lgamma(n + 1)
    return fsum(
        exp(whole - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p)) for i in range(k, n + 1)
    )
