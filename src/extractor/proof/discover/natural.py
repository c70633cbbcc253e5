"""Which lines a total would be taken for the sum of by its place alone, before anything is added up."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise

from extractor.proof.grid import Line

#: labels of totals and of what is left over
TOTAL = re.compile(
    r"計|総額|総数|総合|差額|差引|純額|利益|損失|損益|収支|残高|残額|増減|期末|年度末|月末|純資産|正味|過不足|剰余|欠損|現金及び現金同等物"
    r"|費用$|負債と|計上額|財産$|資産$|負債$"
)
#: labels that say nothing but that what stands before is added up
EXPLICIT = re.compile(r"(?:(?<![累会統推設家集余現])計|総額|総数)(?:額|数)?$")


def is_total(line: Line) -> bool:
    """Whether the label may be that of a total."""
    return _names_total(line.label)


@lru_cache(maxsize=4096)  # every line before a total is asked for each sum that is tried
def _names_total(label: str) -> bool:
    return bool(TOTAL.search(label))


def is_natural(chosen: Sequence[Line], before: Sequence[Line], summed: Container[int]) -> bool:
    """Whether a reader would take ``chosen`` together, of the open lines ``before`` a total.

    It is unnatural to leave out lines beside those that are taken, and to count what a total counts already; the totals in
    ``summed`` have had their lines taken away.
    """
    if all(is_total(line) for line in chosen):
        after = [line for line in before if line.at > chosen[-1].at]
        return not any(line.path == chosen[-1].path for line in after)
    alike = len({line.path for line in chosen}) == 1
    pool = [line for line in before if not alike or line.path == chosen[0].path]
    first = pool.index(chosen[0])
    cut = first > 0 and not is_total(pool[first - 1]) and not is_total(chosen[0])
    twice = any(is_total(line) and line.at not in summed and not is_total(above) for above, line in pairwise(chosen))
    return not cut and not twice
