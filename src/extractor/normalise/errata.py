"""正誤表: what is printed there as wrong (誤, 訂正前) and as right (正, 訂正後)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from extractor.normalise.labels import normalise_label

Side = Literal["wrong", "right"]

_SIDES: dict[str, Side] = {"誤": "wrong", "誤り": "wrong", "訂正前": "wrong", "正": "right", "訂正後": "right"}
_BRACKETS = "()[]【】〔〕<>〈〉「」『』"
#: a caption that names a side: （誤）, 【訂正前】 貸借対照表
_CAPTION = re.compile(r"[(\[【〔<〈「](誤|訂正前|正|訂正後)[)\]】〕>〉」]|\A(訂正前|訂正後)(?=[: 　]|\Z)")


@lru_cache(maxsize=16384)
def erratum_side(label: str) -> Side | None:
    """The side that a heading or row label names, as a whole: ``（誤）`` is wrong, ``正味`` is None."""
    return _SIDES.get(normalise_label(label).strip(_BRACKETS))


def sets_right(labels: Iterable[str]) -> bool:
    """Whether headings (or row labels) name both sides, so that their table is a 正誤表."""
    sides = {erratum_side(label) for label in labels}
    return {"wrong", "right"} <= sides


def captioned_side(caption: str | None) -> Side | None:
    """The side that a whole table is on, by its caption."""
    found = _CAPTION.search(normalise_label(caption)) if caption else None
    return _SIDES[found[1] or found[2]] if found else None
