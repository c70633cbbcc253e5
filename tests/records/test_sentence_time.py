"""The year that a sentence gives its amount, or leaves in doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.model import Box, Fact, Period, Quantity, Where
from extractor.normalise.fiscal import fiscal_year
from extractor.records.clock import Clock
from extractor.records.sentence_time import time_in_sentence

R6, R5 = fiscal_year(2024), fiscal_year(2023)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("拠出額は、前事業年度（自 令和５年４月１日 至 令和６年３月31日）7百万円です。", R5),
        ("拠出額は、前事業年度は7百万円です。", R5),
        ("前事業年度の「営業収入」は7百万円です。", R5),
        ("当期の額は９百万円、前期の額は7百万円です。", R5),
        ("前事業年度の「収入」は９百万円、「費用」は7百万円です。", Period()),
        ("前事業年度において、「その他」に示した7百万円は組み替えました。", Period()),
        ("前年度に比べて7百万円です。", None),
        ("前期と同等の7百万円です。", None),
        ("前年度を上回る7百万円です。", None),
        ("前年度実績（９件、８百万円）を下回る7百万円です。", None),
        ("令和５年度に設けた制度は7百万円です。", None),
        ("前事業年度は９百万円、当事業年度は7百万円です。", None),
        ("当事業年度は7百万円、前事業年度は９百万円です。", None),
        ("7百万円です。", None),
        ("拠出額は7百万円から９百万円に増えた。", Period()),
        ("拠出額は7百万円から２百万円増えて９百万円となった。", Period()),
        ("県から7百万円を受け、市に９百万円を返した。", None),
    ],
)
def test_the_nearest_year_counts_where_there_is_no_doubt(sentence: str, expected: Period | None) -> None:
    quantity = Quantity("7百万円", Decimal(7), "百万円")
    fact = Fact(quantity, "拠出額", "amount", Where(1, Box(0, 0, 1, 1)), (), sentence, period=Period(2024))
    assert time_in_sentence(fact, Clock(R6)) == expected
