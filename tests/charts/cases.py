"""Charts as meant: what they print is their truth, whoever sets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

COLOURS = ("#4472C4", "#ED7D31", "#70AD47", "#FFC000", "#9E480E")


@dataclass(frozen=True)
class Chart:
    """A chart with data labels.  ``kind``: bar, stacked, across (bars from left to right), line, pie, donut.

    ``years`` are the fiscal years of the categories, None where a category is none.  Of a pie the categories are what
    its parts are named.
    """

    kind: str
    title: str
    unit: str
    series: dict[str, Sequence[str]]
    categories: Sequence[str]
    years: Sequence[int | None] = ()
    legend: bool = False
    labels: bool = True
    page: int = 1
    beside: dict[str, Any] = field(default_factory=dict)

    @property
    def truth(self) -> dict[str, Any]:
        years = self.years or [None] * len(self.categories)
        named = len(self.series) > 1 or self.legend
        labels = [
            [text, category, None, None] if self.kind in ("pie", "donut") else
            [text, name if named else self.title.removeprefix("図１ "), category, year]
            for name, texts in self.series.items()
            for text, category, year in zip(texts, self.categories, years, strict=True)
            if text
        ]  # fmt: skip
        return {
            "page": self.page, "kind": self.kind, "title": self.title, "unit": self.unit,
            "labels": labels if self.labels else [],
        }  # fmt: skip


_ERA = ("令和2年度", "令和3年度", "令和4年度", "令和5年度", "令和6年度")
_SHORT = ("R2", "R3", "R4", "R5", "R6")
_WEST = ("2020年度", "2021年度", "2022年度", "2023年度", "2024年度")
_YEARS = (2020, 2021, 2022, 2023, 2024)
_TRADES = ("製造業", "建設業", "卸売業", "小売業", "サービス業")

MATPLOTLIB = [
    Chart("bar", "保証承諾と代位弁済の推移", "億円", {"保証承諾": ("1,214", "958", "731", "702", "768"),
          "代位弁済": ("12", "9", "14", "21", "26")}, _ERA, _YEARS, legend=True),
    Chart("line", "保証債務残高の推移", "億円", {"保証債務残高": ("3,104", "3,862", "3,715", "3,490", "3,211")}, _SHORT, _YEARS, page=2),
    Chart("pie", "業種別保証承諾の構成", "％", {"構成比": ("31.2%", "27.5%", "16.8%", "14.3%", "10.2%")}, _TRADES, page=3),
    Chart("stacked", "保証債務残高の内訳", "億円", {"経営安定": ("820", "1,310", "1,255", "1,098", "940"),
          "創業": ("61", "58", "72", "89", "104"), "その他": ("540", "512", "498", "505", "521")}, _WEST, _YEARS, legend=True, page=4),
]  # fmt: skip
CALC = [
    Chart("bar", "保証承諾件数の推移", "件", {"保証承諾件数": ("5,612", "4,980", "4,215", "4,407", "4,733")}, _ERA, _YEARS),
    Chart("line", "事故率と代位弁済率", "％", {"事故率": ("1.21", "0.94", "1.05", "1.48", "1.77"),
          "代位弁済率": ("0.62", "0.48", "0.55", "0.83", "0.97")}, _WEST, _YEARS, legend=True, page=2),
    Chart("pie", "金融機関群別の保証承諾", "件", {"件数": ("1,875", "1,120", "960", "455", "323")},
          ("地方銀行", "信用金庫", "第二地方銀行", "信用組合", "都市銀行"), legend=True, page=3),
    Chart("stacked", "資金使途別の保証承諾", "億円", {"運転資金": ("611", "498", "402", "377", "415"),
          "設備資金": ("88", "102", "115", "121", "134")}, _ERA, _YEARS, legend=True, page=4),
]  # fmt: skip
IMPRESS = [
    Chart("bar", "創業保証の実績", "件", {"計画": ("240", "250", "260"), "実績": ("254", "231", "287")},
          ("令和4年度", "令和5年度", "令和6年度"), (2022, 2023, 2024), legend=True),
    Chart("across", "業種別の代位弁済", "百万円", {"代位弁済": ("1,204", "987", "645", "512", "388")}, _TRADES, page=2),
    Chart("donut", "保証制度別の構成比", "％", {"構成比": ("42", "28", "18", "12")},
          ("経営安定関連", "小口零細", "創業関連", "その他"), legend=True, labels=False, page=3),
]  # fmt: skip
CHROMIUM = [
    Chart("bar", "図１ 保証債務残高の推移", "億円", {"残高": ("3,104", "3,862", "3,715", "3,490", "3,211")}, _SHORT, _YEARS),
    Chart("across", "相談件数の内訳", "件", {"相談件数": ("1,530", "842", "377", "95")},
          ("金融相談", "経営相談", "創業相談", "事業承継"), page=2),
    Chart("line", "延滞率の推移", "％", {"当協会": ("1.8", "1.6", "1.9", "2.2"), "全国": ("2.4", "2.3", "2.5", "2.9")},
          ("R3", "R4", "R5", "R6"), (2021, 2022, 2023, 2024), legend=True, page=3),
]  # fmt: skip
TYPST = [
    Chart("bar", "経営支援の実施回数", "回", {"実施回数": ("412", "538", "604", "655")},
          ("令和3年度", "令和4年度", "令和5年度", "令和6年度"), (2021, 2022, 2023, 2024)),
    Chart("stacked", "求償権回収の推移", "百万円", {"元金": ("512", "488", "530"), "損害金": ("41", "39", "55")},
          ("2022年度", "2023年度", "2024年度"), (2022, 2023, 2024), legend=True, page=2),
]  # fmt: skip

FILES = {"matplotlib": MATPLOTLIB, "calc": CALC, "impress": IMPRESS, "chromium": CHROMIUM, "typst": TYPST}
