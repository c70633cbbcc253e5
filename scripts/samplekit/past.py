"""The books of みなと県信用保証協会 from 2017 to 2022 in 円: one model that every document of these years prints from.

``samples/sources/minato_past.toml`` gives the size of each figure in 百万円.  ``load`` adds the last digits, drawn from a
generator with a fixed seed for each year, and computes what follows: sums, the stocks before 2022 (backwards from those
that 2023 opens with), 定期預金 (whole 億円) and 普通預金 (the rest of the balance sheet).  2022 was printed before in
百万円 (``minato_figures.toml``): its digits are drawn so that it still rounds to what was printed.
All identities hold to the 円 (``check_past``); rounding is left to the printers.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from samplekit.ledger import BALANCE_SUMS, INCOME_SUMS, Year, expect
from samplekit.ledger import load as load_later

MILLION, HUNDRED_MILLION = 1_000_000, 100_000_000
SEED = 9
SPREAD = 480_000  # how far a figure lies from its whole 百万円
TOTAL_SPREAD = 60_000  # each reserve and, in 2022, each sum, so that they agree with what 2023 printed for it
PRINCIPAL_SHARE = 0.974  # of 代位弁済; the rest is interest
DAMAGES_SHARE = 0.071  # of 回収
EXECUTION_SHARE = 0.983  # of 保証承諾: some are withdrawn
KEPT_AT_HAND = 450 * MILLION  # of the deposits at least this stays in 普通預金
FUND, CONTRIBUTED_IN, CONTRIBUTED = 12_450 * MILLION, 2020, 40 * MILLION
RESERVES = ("責任準備金", "求償権償却準備金")
Yen = dict[str, int]


@dataclass(frozen=True, slots=True)
class Book:
    """One fiscal year in 円, counts as they are; ``stocks`` are those of the year's end."""

    year: int
    counts: Yen
    business: Yen
    plan: Yen
    income: Yen
    balance: Yen
    stocks: Yen
    income_plan: Yen

    def amount(self, name: str) -> int:
        """An amount by its name, wherever it stands."""
        for book in (self.business, self.income, self.stocks, self.balance):
            if name in book:
                return book[name]
        raise KeyError(name)


def load(folder: Path) -> dict[int, Book]:
    """The books of 2017 to 2022, added up and checked."""
    source = tomllib.loads((folder / "minato_past.toml").read_text(encoding="utf-8"))
    later = load_later(folder / "minato_figures.toml")
    opening = {k: int(v) * 1000 for k, v in later[2022].stocks.items()}
    flows = {year: _flows(source, i, year) for i, year in enumerate(source["years"])}
    flows[2022] = _flows_2022(later[2022])
    _take_back_reserves(flows, source, opening)
    stocks = _stocks(flows, opening)
    books = {year: _book(source, year, flows[year], stocks) for year in flows}
    for year in sorted(books)[1:]:
        check_past(books[year], books[year - 1])
    _check_2022(books[2022], later[2022])
    return books


def as_published(book: Book, folder: Path) -> Book:
    """The book as its own edition printed it, before accounts were classified anew."""
    change = tomllib.loads((folder / "minato_past.toml").read_text(encoding="utf-8"))["reclassified"]
    if book.year > change["year"]:
        return book
    amount = change["amount"] * MILLION + _generator(change["year"], "reclassified").randint(-SPREAD, SPREAD)
    moved = {
        change["from"]: book.income[change["from"]] - amount,
        change["to"]: book.income[change["to"]] + amount,
    }
    return replace(book, income=book.income | moved) if book.year == change["year"] else book


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _generator(year: int, what: str) -> random.Random:
    return random.Random(f"{SEED} {year} {what}")  # noqa: S311 - figures of a sample


def _drawn(figures: Mapping[str, int], year: int, what: str, spread: int = SPREAD) -> Yen:
    draw = _generator(year, what)
    return {name: value * MILLION + draw.randint(-spread, spread) if value else 0 for name, value in figures.items()}


def _flows(source: Mapping[str, Any], place: int, year: int) -> dict[str, Yen]:
    at = {name: {k: v[place] for k, v in source[name].items() if k != "before"} for name in _TABLES}
    return {
        "counts": at["counts"],
        "plan": {k: v * MILLION for k, v in at["plan"].items()},
        "business": _drawn(at["business"], year, "business"),
        "income": _drawn(at["income"], year, "income"),
        "reserves": _drawn(at["reserves"], year, "reserves", TOTAL_SPREAD),
    }


_TABLES = ("counts", "plan", "business", "income", "reserves")


def _flows_2022(year: Year) -> dict[str, Yen]:
    business = {k: int(v["amount"]) // 1000 for k, v in year.business.items()}
    counts = {k: int(v["count"]) for k, v in year.business.items() if "count" in v}
    counts |= {
        "専門家派遣": 119,
        "経営者保証を不要とする保証": 447,
        "創業関連保証の承諾": 226,
        "金融機関との勉強会": 41,
    }
    plan = {"保証承諾": 88_000, "保証債務残高": 305_000, "代位弁済": 2_400, "回収": 600}
    leaves = {k: int(v) // 1000 for k, v in year.income.items() if not (k in INCOME_SUMS or k.startswith(RESERVES))}
    income: Yen = {}
    for name in ("業務費", "経常支出", "経常収入", "求償権補填金戻入", "経常外収入", "経常外支出"):
        parts = {k: leaves[k] for k in INCOME_SUMS[name] if k in leaves and k not in income}
        income |= _drawn_to_a_total(parts, name)
    income["制度改革促進基金取崩額"] = leaves["制度改革促進基金取崩額"] * MILLION + 31_407
    return {
        "counts": counts,
        "plan": {k: v * MILLION for k, v in plan.items()},
        "business": _drawn(business, year.year, "business"),
        "income": income,
        "reserves": {k: int(year.stocks[k]) * 1000 for k in RESERVES},
    }


def _drawn_to_a_total(parts: Mapping[str, int], what: str) -> Yen:
    """Digits for the parts whose sum lies within TOTAL_SPREAD of its whole 百万円."""
    draw = _generator(2022, what)
    whole = sum(parts.values()) * MILLION
    while True:
        made = {k: v * MILLION + draw.randint(-SPREAD, SPREAD) for k, v in parts.items()}
        if abs(sum(made.values()) - whole) < TOTAL_SPREAD:
            return made


# --- what follows -----------------------------------------------------------------------------------------------------


def total(figures: Mapping[str, int], parts: tuple[str, ...]) -> int:
    """The sum of the parts, those with a leading ``-`` taken off."""
    return sum(-figures[part[1:]] if part.startswith("-") else figures.get(part, 0) for part in parts)


def _take_back_reserves(flows: dict[int, dict[str, Yen]], source: Mapping[str, Any], closing: Yen) -> None:
    """戻入 and 繰入 of the reserves, then every sum of the 収支計算書 and its use."""
    before = _drawn(source["reserves"]["before"], 2016, "reserves", TOTAL_SPREAD)
    for year in sorted(flows):
        income, reserves = flows[year]["income"], flows[year]["reserves"]
        for name in RESERVES:
            income[f"{name}戻入"], income[f"{name}繰入"] = before[name], reserves[name]
        income["収支差額変動準備金取崩額"] = 0
        for name, parts in INCOME_SUMS.items():
            income[name] = total(income, parts)
        # the smaller half, as 2022 was printed
        half = income["当期収支差額"] // 2 - 200_000
        income["収支差額変動準備金繰入額"] = half
        income["基金準備金繰入額"] = income["当期収支差額"] - half
        before = reserves
    expect(all(before[name] == closing[name] for name in RESERVES), "the reserves that 2023 opens with")


def _stocks(flows: dict[int, dict[str, Yen]], closing: Yen) -> dict[int, Yen]:
    """The stocks at each year's end, backwards from what 2023 opens with."""
    stocks = {2022: {k: closing[k] for k in CHAINED}}
    for year in sorted(flows)[:0:-1]:
        now = stocks[year]
        stocks[year - 1] = {k: now[k] - came + went for k, (came, went) in changes(flows[year], year).items()}
    for year, of in stocks.items():
        of.update(flows[year]["reserves"])
    return stocks


CHAINED = ("基金", "基金準備金", "制度改革促進基金", "収支差額変動準備金", "求償権")


def changes(flows: Mapping[str, Yen], year: int) -> dict[str, tuple[int, int]]:
    """What came to each chained stock in a year, and what went."""
    income, business = flows["income"], flows["business"]
    recovered = business["回収"] - income["償却求償権回収金"]
    return {
        "基金": (CONTRIBUTED if year == CONTRIBUTED_IN else 0, 0),
        "基金準備金": (income["基金準備金繰入額"], 0),
        "制度改革促進基金": (0, income["制度改革促進基金取崩額"]),
        "収支差額変動準備金": (income["収支差額変動準備金繰入額"], income["収支差額変動準備金取崩額"]),
        "求償権": (business["代位弁済"], recovered + income["求償権償却"]),
    }


def movements(now: Book, before: Book) -> dict[str, tuple[int, int, int, int]]:
    """Opening stock, what came, what went, closing stock, by name."""
    flows = changes({"income": now.income, "business": now.business}, now.year)
    for name in RESERVES:
        flows[name] = (now.income[f"{name}繰入"], now.income[f"{name}戻入"])
    return {name: (before.stocks[name], *flow, now.stocks[name]) for name, flow in flows.items()}


def guarantee_movement(now: Book, before: Book) -> tuple[int, int, int, int, int]:
    """保証債務残高 at the beginning, 保証実行, 償還, 代位弁済 (元金), 保証債務残高 at the end."""
    opening, closing = before.business["保証債務残高"], now.business["保証債務残高"]
    executed = int(now.business["保証承諾"] * EXECUTION_SHARE)
    principal = split(now.business["代位弁済"], PRINCIPAL_SHARE)[0]
    return opening, executed, opening + executed - principal - closing, principal, closing


def split(amount: int, share: float) -> tuple[int, int]:
    """An amount in two: a share of it and the rest."""
    first = int(amount * share)
    return first, amount - first


def _book(source: Mapping[str, Any], year: int, flows: dict[str, Yen], stocks: dict[int, Yen]) -> Book:
    return Book(
        year=year,
        counts=flows["counts"],
        business=flows["business"],
        plan=flows["plan"],
        income=flows["income"],
        balance=_balance(source["balance"], year, flows["business"], stocks[year]),
        stocks=stocks[year],
        income_plan=_income_plan(source["plans"].get(str(year), {})),
    )


def _balance(source: Mapping[str, Any], year: int, business: Yen, stocks: Yen) -> Yen:
    if year not in source["years"]:
        return {}
    place = source["years"].index(year)
    balance = _drawn({k: v[place] for k, v in source.items() if k != "years"}, year, "balance") | stocks
    balance["現金"] = 1_046_000 + 311 * (year - 2018)
    balance["基金"] = stocks["基金"]
    balance["保証債務"] = balance["保証債務見返"] = business["保証債務残高"]
    balance["損失補償金"] = balance["損失補償金見返"]
    balance["普通預金"] = balance["定期預金"] = 0
    for name, parts in BALANCE_SUMS.items():
        balance[name] = total(balance, parts)
    deposits = balance["貸方合計"] - balance["借方合計"]
    balance["定期預金"] = (deposits - KEPT_AT_HAND) // HUNDRED_MILLION * HUNDRED_MILLION
    balance["普通預金"] = deposits - balance["定期預金"]
    for name, parts in BALANCE_SUMS.items():
        balance[name] = total(balance, parts)
    return balance


def _income_plan(figures: Mapping[str, int]) -> Yen:
    plan = {k: v * MILLION for k, v in figures.items()}
    if plan:
        for name in ("経常収支差額", "経常外収支差額", "当期収支差額"):
            plan[name] = total(plan, INCOME_SUMS[name])
    return plan


# --- what must hold ---------------------------------------------------------------------------------------------------


def check_past(now: Book, before: Book) -> None:
    """The identities, to the 円."""
    for figures, sums in ((now.income, INCOME_SUMS), (now.balance, BALANCE_SUMS)):
        for name, parts in sums.items() if figures else ():
            expect(figures[name] == total(figures, parts), f"{name} of {now.year}")
    for name, (opening, came, went, closing) in movements(now, before).items():
        expect(opening + came - went == closing and min(opening, closing) > 0, f"{name} of {now.year}")
    use = now.income["収支差額変動準備金繰入額"] + now.income["基金準備金繰入額"]
    expect(now.income["当期収支差額"] == use > 0, f"the use of 当期収支差額 of {now.year}")
    expect(now.balance["借方合計"] == now.balance["貸方合計"], f"the two sides of {now.year}")
    expect(min(now.balance["定期預金"], now.balance["普通預金"]) > 0, f"deposits of {now.year}")
    expect(min(guarantee_movement(now, before)) > 0, f"保証債務残高 of {now.year}")


def _check_2022(book: Book, printed: Year) -> None:
    """2022 rounds to what the edition of 2023 prints for it, and closes with what that opens with."""
    for name, value in printed.income.items():
        expect((book.income[name] + MILLION // 2) // MILLION == int(value) // 1000, f"{name} of 2022")
    for name, figures in printed.business.items():
        shown = (book.business[name] + MILLION // 2) // MILLION
        expect(shown == int(figures["amount"]) // 1000, f"{name} of 2022")
    for name in (*CHAINED, *RESERVES):
        expect(book.stocks[name] == int(printed.stocks[name]) * 1000, f"{name} of 2022")
