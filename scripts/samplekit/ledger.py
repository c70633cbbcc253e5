"""The books of the fictional みなと県信用保証協会: what is given, what follows from it, and that it holds together.

All money is Decimal 千円; ``printed`` rounds half up, as the documents say they do.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

Figures = dict[str, Decimal]
THOUSANDS = {"千円": 1, "百万円": 1_000}

# An account: its name and, for a sum, its parts (a leading "-" takes one off).
INCOME_SUMS: dict[str, tuple[str, ...]] = {
    "経常収入": (
        "保証料", "預け金利息", "有価証券利息配当金", "延滞保証料", "損害金", "事務補助金", "責任共有負担金", "雑収入",
    ),
    "業務費": (
        "役職員給与", "退職給与引当金繰入", "その他人件費", "事務費", "賃借料", "動産・不動産償却", "債権管理費",
        "負担金",
    ),
    "経常支出": ("業務費", "信用保険料", "責任共有負担金納付金", "雑支出"),
    "経常収支差額": ("経常収入", "-経常支出"),
    "求償権補填金戻入": ("保険金", "損失補償補填金"),
    "経常外収入": ("償却求償権回収金", "責任準備金戻入", "求償権償却準備金戻入", "求償権補填金戻入", "その他収入"),
    "経常外支出": ("求償権償却", "責任準備金繰入", "求償権償却準備金繰入", "その他支出"),
    "経常外収支差額": ("経常外収入", "-経常外支出"),
    "当期収支差額": ("経常収支差額", "経常外収支差額", "制度改革促進基金取崩額", "収支差額変動準備金取崩額"),
}  # fmt: skip
BALANCE_SUMS: dict[str, tuple[str, ...]] = {
    "預け金": ("普通預金", "定期預金"),
    "有価証券": ("地方債", "社債", "株式"),
    "動産・不動産": ("事業用不動産", "事業用動産"),
    "雑勘定（借方）": ("仮払金", "保証金", "未収利息", "未経過保険料"),
    "借方合計": (
        "現金", "預け金", "有価証券", "動産・不動産", "損失補償金見返", "保証債務見返", "求償権", "雑勘定（借方）",
    ),
    "基本財産": ("基金", "基金準備金"),
    "求償権補填金": ("保険金", "損失補償補填金"),
    "雑勘定（貸方）": ("仮受金", "未払金", "未経過保証料"),
    "貸方合計": (
        "基本財産", "制度改革促進基金", "収支差額変動準備金", "責任準備金", "求償権償却準備金", "退職給与引当金",
        "損失補償金", "保証債務", "求償権補填金", "雑勘定（貸方）",
    ),
}  # fmt: skip


def rounded(value: Decimal, step: str = "1") -> Decimal:
    """Rounded half up to a step of 1 or 0.1."""
    return value.quantize(Decimal(step), ROUND_HALF_UP)


def printed(value: Decimal, unit: str) -> Decimal:
    """A figure in 千円 as it is printed in ``unit``."""
    return rounded(value / THOUSANDS[unit])


def ratio(value: Decimal, base: Decimal) -> Decimal | None:
    """``value`` in ％ of ``base`` to one decimal; None where that says nothing (no base, or a deficit)."""
    return rounded(value * 100 / base, "0.1") if value >= 0 and base > 0 else None


def total(figures: Figures, parts: tuple[str, ...]) -> Decimal:
    """The sum of the parts, those with a leading ``-`` taken off."""
    signed = ((-1, part[1:]) if part.startswith("-") else (1, part) for part in parts)
    return sum((sign * figures[name] for sign, name in signed), Decimal(0))


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year of the books."""

    year: int
    business: dict[str, Figures]
    income: Figures
    balance: Figures
    industries: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    activities: Figures = field(default_factory=dict)
    stocks: Figures = field(default_factory=dict)
    plan: Figures = field(default_factory=dict)

    def amount(self, name: str) -> Decimal:
        """An amount in 千円 by its name, wherever it stands in the books."""
        for book in ({key: figures["amount"] for key, figures in self.business.items()}, self.income, self.balance):
            if name in book:
                return book[name]
        raise KeyError(name)

    def stock(self, name: str) -> Decimal:
        """What stood there at the year's end, in 千円."""
        return self.balance[name] if self.balance else self.stocks[name]


def load(path: Path) -> dict[int, Year]:
    """The years of the books, added up and checked."""
    source = tomllib.loads(path.read_text(encoding="utf-8"))["year"]
    years = {int(key): _year(int(key), data) for key, data in source.items()}
    for year in (2023, 2024):
        check(years[year], years[year - 1])
    return years


def _year(year: int, data: dict[str, Any]) -> Year:
    income = _decimals(data["income"]) | {"収支差額変動準備金取崩額": Decimal(0)}
    balance = _decimals(data.get("balance", {}))
    for figures, sums in ((income, INCOME_SUMS), (balance, BALANCE_SUMS)):
        for name, parts in sums.items() if figures else ():
            figures[name] = total(figures, parts)
    return Year(
        year=year,
        business={name: _decimals(figures) for name, figures in data["business"].items()},
        income=income,
        balance=balance,
        industries={k: (Decimal(n), Decimal(m)) for k, (n, m) in data.get("industries", {}).items()},
        activities=_decimals(data["activities"]),
        stocks=_decimals(data.get("stocks", {})),
        plan=_decimals(data.get("plan", {})),
    )


def _decimals(figures: dict[str, int]) -> Figures:
    return {name: Decimal(value) for name, value in figures.items()}


def expect(holds: bool, what: str) -> None:
    """Making stops where the books don't hold."""
    if not holds:
        raise ValueError(f"the books don't hold: {what}")


def check(now: Year, before: Year) -> None:
    """Everything that a reader of the printed figures could check."""
    for unit in THOUSANDS:
        _check_sums(now.income, INCOME_SUMS, unit)
        _check_sums(now.balance, BALANCE_SUMS, unit)
        _check_stocks(now, before, unit)
    if now.plan:
        for name in ("経常収支差額", "経常外収支差額", "当期収支差額"):
            expect(now.plan[name] == total(now.plan, INCOME_SUMS[name]), f"plan of {name}")
        _check_use(now.plan, "千円")
    _check_use(now.income, "百万円")
    _check_use(now.income, "千円")
    expect(now.balance["借方合計"] == now.balance["貸方合計"], "the balance sheet's two sides")
    expect(now.balance["保証債務"] == now.balance["保証債務見返"] == now.amount("保証債務残高"), "保証債務")
    expect(now.balance["損失補償金"] == now.balance["損失補償金見返"], "損失補償金")
    _check_industries(now)
    _check_ratios(now, before)


def _check_sums(figures: Figures, sums: dict[str, tuple[str, ...]], unit: str) -> None:
    shown = {name: printed(value, unit) for name, value in figures.items()}
    for name, parts in sums.items():
        expect(shown[name] == total(shown, parts), f"{name} in {unit}: {shown[name]}, parts {total(shown, parts)}")


def _check_use(income: Figures, unit: str) -> None:
    use = [printed(income[name], unit) for name in ("収支差額変動準備金繰入額", "基金準備金繰入額")]
    expect(printed(income["当期収支差額"], unit) == sum(use), f"the use of 当期収支差額 in {unit}")


def movements(now: Year, before: Year) -> dict[str, tuple[Decimal, Decimal, Decimal, Decimal]]:
    """Opening stock, what came, what went, closing stock, by name; in 千円."""
    income, nothing = now.income, Decimal(0)
    recovered = now.amount("回収") - income["償却求償権回収金"]
    flows = {
        "基金": (nothing, nothing),
        "基金準備金": (income["基金準備金繰入額"], nothing),
        "制度改革促進基金": (nothing, income["制度改革促進基金取崩額"]),
        "収支差額変動準備金": (income["収支差額変動準備金繰入額"], income["収支差額変動準備金取崩額"]),
        "責任準備金": (income["責任準備金繰入"], income["責任準備金戻入"]),
        "求償権償却準備金": (income["求償権償却準備金繰入"], income["求償権償却準備金戻入"]),
        "求償権": (now.amount("代位弁済"), recovered + income["求償権償却"]),
    }
    return {name: (before.stock(name), came, went, now.stock(name)) for name, (came, went) in flows.items()}


def _check_stocks(now: Year, before: Year, unit: str) -> None:
    for name, flow in movements(now, before).items():
        opening, came, went, closing = (printed(value, unit) for value in flow)
        expect(opening + came - went == closing, f"{name} in {unit}: {opening} + {came} - {went} is not {closing}")


def _check_industries(now: Year) -> None:
    counts, amounts = zip(*now.industries.values(), strict=True)
    expect(sum(counts) == now.business["保証承諾"]["count"], "件数 by 業種")
    expect(sum(amounts) == printed(now.amount("保証承諾"), "百万円"), "金額 by 業種")
    for column in (counts, amounts):
        shares = [ratio(value, sum(column, Decimal(0))) or Decimal(0) for value in column]
        expect(sum(shares) == 100, f"構成比 of {now.year}: {sum(shares)}")


def _check_ratios(now: Year, before: Year) -> None:
    """Ratios of the printed 百万円 are those of the 千円 behind them."""
    for name, figures in now.business.items():
        for value, base in ((figures["amount"], before.amount(name)), (figures["amount"], figures.get("plan"))):
            if base:
                shown = ratio(printed(value, "百万円"), printed(base, "百万円"))
                expect(shown == ratio(value, base), f"ratio of {name}")
