"""How 保証承諾 of a year falls into parts: by 業種, 金融機関群, 金額, 期間, 制度, 市町村 and month.

The shares are given here, with a seeded wobble for each year; 件数 and 円 are dealt out so that they add up exactly.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from samplekit import past
from samplekit.past import Book

Part = tuple[int, int]  # 件, 円
WOBBLE = 0.09  # by how much of itself a share moves from year to year

# 件数 and 円 in parts of 1000
SHARES: dict[str, dict[str, tuple[int, int]]] = {
    "業種": {
        "製造業": (129, 149), "建設業": (274, 250), "卸売業": (103, 127), "小売業": (172, 144), "運輸業": (48, 60),
        "サービス業": (191, 172), "不動産業": (44, 55), "その他": (39, 43),
    },
    "金融機関群": {
        "都市銀行": (14, 22), "地方銀行": (498, 531), "第二地方銀行": (112, 108), "信用金庫": (301, 268),
        "信用組合": (52, 41), "商工組合中央金庫": (13, 21), "その他": (10, 9),
    },
    "金額": {
        "300万円以下": (210, 32), "300万円超500万円以下": (170, 50), "500万円超1,000万円以下": (230, 124),
        "1,000万円超2,000万円以下": (190, 195), "2,000万円超3,000万円以下": (80, 138), "3,000万円超5,000万円以下": (70, 190),
        "5,000万円超8,000万円以下": (30, 132), "8,000万円超": (20, 139),
    },
    "期間": {
        "1年以下": (231, 214), "1年超3年以下": (84, 52), "3年超5年以下": (208, 157), "5年超7年以下": (243, 236),
        "7年超10年以下": (219, 318), "10年超": (15, 23),
    },
    "制度": {
        "一般保証": (342, 402), "県制度": (271, 254), "市町村制度": (188, 86), "全国統一制度": (199, 258),
    },
    "市町村": {
        "みなと市": (412, 438), "汐浜市": (217, 226), "青波市": (148, 139), "入江町": (92, 78), "帆立町": (74, 66),
        "風待村": (26, 19), "県外": (31, 34),
    },
    "月": {
        "4月": (62, 60), "5月": (61, 58), "6月": (83, 85), "7月": (79, 78), "8月": (74, 72), "9月": (91, 93),
        "10月": (80, 79), "11月": (81, 82), "12月": (107, 112), "1月": (62, 59), "2月": (78, 77), "3月": (142, 145),
    },
}  # fmt: skip
# what some parts hold, in parts of 1000 of the part
OF_WHICH: dict[str, tuple[str, tuple[int, int]]] = {
    "うち当座貸越根保証": ("一般保証", (318, 391)),
    "うち創業支援資金": ("県制度", (214, 96)),
    "うち経営安定関連保証": ("全国統一制度", (334, 412)),
    "うち借換保証": ("全国統一制度", (187, 263)),
}


def parts_of(book: Book, kind: str) -> dict[str, Part]:
    """件数 and 円 of each part; together they are the 保証承諾 of the year."""
    shares = SHARES[kind]
    counts = _dealt(book.counts["保証承諾"], [c for c, _ in shares.values()], f"{book.year} {kind} 件")
    money = _dealt(book.business["保証承諾"], [m for _, m in shares.values()], f"{book.year} {kind} 円")
    return dict(zip(shares, zip(counts, money, strict=True), strict=True))


def of_which(book: Book, part: str) -> dict[str, Part]:
    """What a part of 制度 holds, in no way the whole of it."""
    count, money = parts_of(book, "制度")[part]
    draw = random.Random(f"{past.SEED} {book.year} {part}")  # noqa: S311 - figures of a sample
    made = {}
    for label, (within, (c, m)) in OF_WHICH.items():
        if within == part:
            made[label] = (int(count * c * _wobble(draw) / 1000), int(money * m * _wobble(draw) / 1000))
    return made


def _wobble(draw: random.Random) -> float:
    return 1 + draw.uniform(-WOBBLE, WOBBLE)


def _dealt(whole: int, shares: Sequence[int], seed: str) -> list[int]:
    """A whole dealt out; the largest part takes what rounding leaves."""
    draw = random.Random(f"{past.SEED} {seed}")  # noqa: S311
    weights = [share * _wobble(draw) for share in shares]
    dealt = [int(whole * weight / sum(weights)) for weight in weights]
    dealt[dealt.index(max(dealt))] += whole - sum(dealt)
    return dealt
