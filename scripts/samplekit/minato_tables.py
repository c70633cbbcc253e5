"""The tables of the two みなと documents, from the books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from samplekit.ledger import BALANCE_SUMS, INCOME_SUMS, THOUSANDS, Year, movements, printed, ratio
from samplekit.truth import Column, Row, Table

BUSINESS = ("保証申込", "保証承諾", "保証債務残高", "代位弁済", "回収")
INCOME_ORDER = ("経常収入", "経常支出", "経常収支差額", "経常外収入", "経常外支出", "経常外収支差額")
INCOME_END = (
    "制度改革促進基金取崩額", "収支差額変動準備金取崩額", "当期収支差額",
    "収支差額変動準備金繰入額", "基金準備金繰入額",
)  # fmt: skip
INCOME_DETAIL = ("経常収入", "経常支出", "業務費", "経常外収入", "経常外支出", "求償権補填金戻入")


@dataclass(frozen=True, slots=True)
class Tables:
    """Sets one document's figures in its unit, with its sign; ``pages`` tells on which page each table stands."""

    now: Year
    before: Year
    unit: str
    minus: str
    pages: dict[str, int]

    # --- figures as printed -------------------------------------------------------------------------------------------

    def shown(self, value: Decimal, unit: str = "") -> str:
        """Money in 千円 as it is printed in the table's unit."""
        figure = printed(value, unit or self.unit)
        return f"{self.minus if figure < 0 else ''}{abs(figure):,}"

    @staticmethod
    def percent(value: Decimal, base: Decimal | None) -> str:
        """A ratio as printed; a dash where it says nothing."""
        figure = ratio(value, base) if base is not None else None
        return "－" if figure is None else f"{figure}"

    def _million(self, value: Decimal) -> Decimal:
        return printed(value, "百万円")

    # --- 業務数値 -----------------------------------------------------------------------------------------------------

    def business(self, caption: str, columns: tuple[str, ...], recovered: str, labels: dict[str, str]) -> Table:
        """件数, its ratio, 金額 in 百万円, its ratio, 計画, its ratio."""
        money, prior = ("百万円", "amount"), ("％", "ratio_prior_year")
        kinds = (("件", "count"), prior, money, prior, money, ("％", "ratio_plan"))
        scenarios = ("actual", "actual", "actual", "actual", "plan", "actual")
        made = (Column(path, *kind, scenario) for path, kind, scenario in zip(columns, kinds, scenarios, strict=True))
        items = {name: recovered if name == "回収" else name for name in BUSINESS}
        rows = (Row(items[n], self._business_cells(n), None, labels.get(n, "")) for n in BUSINESS)
        return Table(caption, self.pages["gyomu"], tuple(made), tuple(rows))

    def _business_cells(self, name: str) -> tuple[str, ...]:
        now, before = self.now.business[name], self.before.business[name]
        amount, base = self._million(now["amount"]), self._million(before["amount"])
        plan = now.get("plan")
        count = (f"{now['count']:,}", self.percent(now["count"], before["count"])) if "count" in now else ("－", "－")
        if plan is None:
            return (*count, f"{amount:,}", self.percent(amount, base), "－", "－")
        target = (self.shown(plan, "百万円"), self.percent(amount, self._million(plan)))
        return (*count, f"{amount:,}", self.percent(amount, base), *target)

    # --- 業種別 -------------------------------------------------------------------------------------------------------

    def industries(self, caption: str, columns: tuple[Column, ...], total_label: str) -> Table:
        """保証承諾 by 業種, in 百万円; which figures is told by the columns' measures."""
        rows = [self._industry(name, figures, columns) for name, figures in self.now.industries.items()]
        whole = Row("合計", self._industry_cells(_sums(self.now), _sums(self.before), columns), None, total_label)
        return Table(caption, self.pages["gyoshu"], columns, (*rows, whole))

    def _industry(self, name: str, figures: tuple[Decimal, Decimal], columns: tuple[Column, ...]) -> Row:
        before = self.before.industries.get(name, (Decimal(0), Decimal(0)))
        return Row(name, self._industry_cells(figures, before, columns))

    def _industry_cells(
        self, now: tuple[Decimal, Decimal], before: tuple[Decimal, Decimal], columns: tuple[Column, ...]
    ) -> tuple[str, ...]:
        whole, shares = _sums(self.now), iter(range(2))
        cells = []
        for column in columns:
            if column.measure == "share":
                # the first share is that of 件数 where both have one
                both = sum(each.measure == "share" for each in columns) == 2
                which = next(shares) if both else 1
                cells.append(self.percent(now[which], whole[which]))
            elif column.measure == "ratio_prior_year":
                cells.append(self.percent(now[1], before[1]))
            else:
                cells.append(f"{now[column.measure == 'amount']:,}")
        return tuple(cells)

    # --- 収支計算書 ---------------------------------------------------------------------------------------------------

    def income_years(self, caption: str, columns: tuple[Column, ...]) -> Table:
        """This year, the year before, the change, and the ratio."""
        rows = (Row(item, self._year_cells(item), parent) for item, parent in _income_lines())
        return Table(caption, self.pages["shushi"], columns, tuple(rows))

    def _year_cells(self, item: str) -> tuple[str, ...]:
        now, before = (printed(year.income[item], self.unit) for year in (self.now, self.before))
        if now == before == 0:
            return ("－",) * 4
        unit = THOUSANDS[self.unit]
        money = (self.shown(figure * unit) for figure in (now, before, now - before))
        return (*money, self.percent(now, before))

    def income_plan(self, caption: str, columns: tuple[Column, ...], bands: dict[str, str]) -> Table:
        """Plan, this year, the year before, and the two ratios; ``bands`` are the labels over groups of lines."""
        rows = []
        for item, parent in _income_lines():
            band = bands.get((parent or item).split(" > ")[0])
            path = " > ".join(part for part in (band, parent) if part) or None
            rows.append(Row(item, self._plan_cells(item), path))
        return Table(caption, self.pages["shushi"], columns, tuple(rows))

    def _plan_cells(self, item: str) -> tuple[str, ...]:
        now, before, plan = self.now.income[item], self.before.income[item], self.now.plan.get(item)
        planned = "－" if plan is None else self.shown(plan)
        compared = plan if plan and plan > 0 else None
        return planned, self.shown(now), self.shown(before), self.percent(now, before), self.percent(now, compared)

    # --- 貸借対照表 ---------------------------------------------------------------------------------------------------

    def balance(self, caption: str, spaced: bool) -> tuple[Table, Table]:
        """The two sides, which stand in one grid; ``spaced`` sets spaces into the labels of the totals."""
        return self._side(caption, "借方", (), spaced), self._side(caption, "貸方", ("借入金",), spaced)

    def _side(self, caption: str, side: str, empty: tuple[str, ...], spaced: bool) -> Table:
        rows = []
        for item in BALANCE_SUMS[f"{side}合計"]:
            label = item.removesuffix(f"（{side}）")
            rows.append(Row(label, (self.shown(self.now.balance[item]),)))
            rows += [Row(part, (self.shown(self.now.balance[part]),), label) for part in BALANCE_SUMS.get(item, ())]
        rows += [Row(item, ("－",)) for item in empty]
        total = f"{side}合計"
        rows.append(Row(total, (self.shown(self.now.balance[total]),), None, " ".join(total) if spaced else ""))
        return Table(caption, self.pages["taisha"], (Column(side, self.unit, "amount"),), tuple(rows))

    # --- stocks -------------------------------------------------------------------------------------------------------

    def stocks(self, caption: str, columns: tuple[Column, ...], total_label: str) -> Table:
        """Last year's end, the change, this year's end, with 基本財産 added up."""
        flows = {name: (a, b - c, d) for name, (a, b, c, d) in movements(self.now, self.before).items()}
        fund, reserve = flows["基金"], flows["基金準備金"]
        whole = (fund[0] + reserve[0], fund[1] + reserve[1], fund[2] + reserve[2])
        rows = (
            Row("基金", self._moneys(fund), "基本財産", "基　　金"),
            Row("基金準備金", self._moneys(reserve), "基本財産"),
            Row("合計", self._moneys(whole), "基本財産", total_label),
            *(Row(name, self._moneys(flows[name])) for name in ("制度改革促進基金", "収支差額変動準備金")),
        )
        return Table(caption, self.pages["zaisan"], columns, rows)

    def flows(self, caption: str, columns: tuple[Column, ...]) -> Table:
        """Opening, what came, what went, closing."""
        rows = (Row(name, self._moneys(flow)) for name, flow in movements(self.now, self.before).items())
        return Table(caption, self.pages["ido"], columns, tuple(rows))

    def _moneys(self, values: tuple[Decimal, ...]) -> tuple[str, ...]:
        return tuple("－" if value == 0 else self.shown(value) for value in values)


def _sums(year: Year) -> tuple[Decimal, Decimal]:
    counts, amounts = zip(*year.industries.values(), strict=True) if year.industries else ((), ())
    return sum(counts, Decimal(0)), sum(amounts, Decimal(0))


def _income_lines() -> Iterator[tuple[str, str | None]]:
    """Every line of the 収支計算書 with the path of its parents."""
    for item in INCOME_ORDER:
        yield item, None
        if item in INCOME_DETAIL:
            yield from _details(item, item)
    for item in INCOME_END:
        yield item, None


def _details(item: str, path: str) -> Iterator[tuple[str, str]]:
    for part in INCOME_SUMS[item]:
        yield part, path
        if part in INCOME_DETAIL:
            yield from _details(part, f"{path} > {part}")
