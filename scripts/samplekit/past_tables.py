"""The tables of みなと県信用保証協会 for 2018 to 2022, from the books in 円, as one document's hand prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samplekit import breakdowns
from samplekit.exhibit import Exhibit
from samplekit.ledger import BALANCE_SUMS, INCOME_SUMS
from samplekit.lines import Line, Wanted, columns, rows, tree
from samplekit.minato_tables import BUSINESS, INCOME_DETAIL, INCOME_END, INCOME_ORDER
from samplekit.past import Book, guarantee_movement, movements
from samplekit.printing import Printer
from samplekit.truth import Column, Row, Table

SUMMARY = (*INCOME_ORDER, *INCOME_END)
LIABILITIES = (
    "責任準備金",
    "求償権償却準備金",
    "退職給与引当金",
    "損失補償金",
    "保証債務",
    "求償権補填金",
    "雑勘定（貸方）",
)
OPEN, GRID = "open", "grid"


@dataclass(frozen=True, slots=True)
class Look:
    """What a table looks like beside its figures."""

    caption: str
    unit_note: str
    stub: str = "区　分"
    day: str = ""
    style: str = GRID
    merged: bool = False  # the labels above a row stand in a column of their own, merged over their rows


@dataclass(frozen=True, slots=True)
class PastTables:
    """Sets tables; the page of each is told by the text that calls it."""

    now: Book
    before: Book
    printer: Printer
    books: Mapping[int, Book]  # of all years, for charts

    def _exhibit(self, look: Look, lines: Sequence[Line], wanted: Sequence[Wanted], unit: str) -> Exhibit:
        made = rows(lines, wanted, unit, self.printer)
        table = Table(look.caption, 0, columns(wanted, unit, self.now.year), made)
        return Exhibit((table,), look.unit_note, look.stub, look.day, look.style, look.merged)

    def business(self, look: Look, wanted: Sequence[Wanted], unit: str, recovered: str = "回収") -> Exhibit:
        """業務数値: 件数, 金額, plan."""
        lines = [
            Line(
                recovered if name == "回収" else name,
                self.now.business[name],
                self.before.business[name],
                self.now.plan.get(name),
                self.now.counts.get(name),
                self.before.counts.get(name),
            )
            for name in BUSINESS
        ]
        return self._exhibit(look, lines, wanted, unit)

    def breakdown(self, look: Look, kind: str, wanted: Sequence[Wanted], unit: str = "百万円") -> Exhibit:
        """保証承諾 in parts, with its total at the end."""
        now, before = breakdowns.parts_of(self.now, kind), breakdowns.parts_of(self.before, kind)
        lines = [self._part(name, now[name], before[name]) for name in now]
        return self._exhibit(look, [*lines, self._whole()], wanted, unit)

    def _part(self, name: str, now: tuple[int, int], before: tuple[int, int], **more: object) -> Line:
        return Line(
            name,
            now[1],
            before[1],
            count=now[0],
            count_before=before[0],
            whole=self.now.business["保証承諾"],
            count_whole=self.now.counts["保証承諾"],
            **more,  # type: ignore[arg-type]
        )

    def _whole(self) -> Line:
        now, before = ((b.counts["保証承諾"], b.business["保証承諾"]) for b in (self.now, self.before))
        return self._part("合計", now, before, label="合　　計")

    def schemes(self, look: Look, wanted: Sequence[Wanted]) -> Exhibit:
        """制度別: 一般保証 and 制度保証 with its parts, each followed by what is counted in it."""
        now, before = (breakdowns.parts_of(book, "制度") for book in (self.now, self.before))
        lines = [self._part("一般保証", now["一般保証"], before["一般保証"]), *self._counted_in("一般保証", "一般保証")]
        parts = [name for name in now if name != "一般保証"]
        whole = (_added(now[name] for name in parts), _added(before[name] for name in parts))
        lines.append(self._part("制度保証", *whole))
        for name in parts:
            lines.append(self._part(name, now[name], before[name], parent="制度保証"))
            lines += self._counted_in(name, f"制度保証 > {name}")
        return self._exhibit(look, [*lines, self._whole()], wanted, "百万円")

    def _counted_in(self, name: str, parent: str) -> list[Line]:
        now, before = (breakdowns.of_which(book, name) for book in (self.now, self.before))
        return [self._part(each, now[each], before[each], parent=parent, of_which=True) for each in now]

    def months(self, look: Look, wanted: Sequence[Wanted]) -> Exhibit:
        """保証承諾 month by month, with what has come since April."""
        now, before = (breakdowns.parts_of(book, "月") for book in (self.now, self.before))
        lines, count, money = [], 0, 0
        for name in now:
            count, money = count + now[name][0], money + now[name][1]
            lines.append(self._part(name, now[name], before[name], running=(count, money)))
        return self._exhibit(look, [*lines, self._whole()], wanted, "百万円")

    def income(self, look: Look, wanted: Sequence[Wanted], unit: str, detailed: bool = True) -> Exhibit:
        """収支計算書, with its lines or in summary."""
        order = tree(INCOME_SUMS, SUMMARY, INCOME_DETAIL if detailed else ())
        lines = [
            Line(item, self.now.income[item], self.before.income[item], self.now.income_plan.get(item), parent=parent)
            for item, parent in order
            if self.now.income[item] or self.before.income[item]
        ]
        return self._exhibit(look, lines, wanted, unit)

    def costs(self, look: Look, wanted: Sequence[Wanted], unit: str) -> Exhibit:
        """経常支出 with its lines."""
        order = tree(INCOME_SUMS, ("経常支出",), INCOME_DETAIL)
        lines = [Line(item, self.now.income[item], self.before.income[item], parent=parent) for item, parent in order]
        return self._exhibit(look, lines, wanted, unit)

    def stocks(self, look: Look, wanted: Sequence[Wanted], unit: str) -> Exhibit:
        """基本財産 and the reserves over the year."""
        flows = movements(self.now, self.before)
        fund = [Line(n, d, a, flow=(b, c), parent="基本財産") for n, (a, b, c, d) in list(flows.items())[:2]]
        a, b, c, d = (sum(column) for column in zip(*list(flows.values())[:2], strict=True))
        whole = Line("合計", d, a, flow=(b, c), parent="基本財産", label="合　　計")
        names = ("制度改革促進基金", "収支差額変動準備金", "責任準備金", "求償権償却準備金", "求償権")
        rest = [Line(n, flows[n][3], flows[n][0], flow=flows[n][1:3]) for n in names]
        return self._exhibit(look, [*fund, whole, *rest], wanted, unit)

    def outstanding(self, look: Look, unit: str) -> Exhibit:
        """保証債務残高 from the beginning of the year to its end."""
        names = ("期首保証債務残高", "保証実行", "償還", "代位弁済（元金）", "期末保証債務残高")
        lines = [Line(n, v) for n, v in zip(names, guarantee_movement(self.now, self.before), strict=True)]
        return self._exhibit(look, lines, (Wanted("金額", "now"),), unit)

    # --- 貸借対照表 and 財産目録 ------------------------------------------------------------------------------------------

    def balance(self, look: Look, unit: str) -> Exhibit:
        """The two sides, which stand in one grid."""
        sides = tuple(self._side(look, side, unit) for side in ("借方", "貸方"))
        return Exhibit(sides, look.unit_note, look.stub, look.day, look.style)

    def _side(self, look: Look, side: str, unit: str) -> Table:
        order = tree(BALANCE_SUMS, BALANCE_SUMS[f"{side}合計"], tuple(BALANCE_SUMS))
        made = [self._account(item, parent, unit) for item, parent in order]
        total = Row(f"{side}合計", (self._shown(f"{side}合計", unit),), None, "合　　計" if look.style == OPEN else "")
        if total.label:
            total = Row("合計", total.cells, None, total.label)
        return Table(look.caption, 0, (Column(side, unit, "amount"),), (*made, total))

    def _account(self, item: str, parent: str | None, unit: str, above: str | None = None) -> Row:
        path = " > ".join(part for part in (above, parent and _bare(parent)) if part) or None
        return Row(_bare(item), (self._shown(item, unit),), path)

    def _shown(self, item: str, unit: str) -> str:
        return self.printer.shown(self.now.balance[item], unit)

    def property_list(self, look: Look, unit: str) -> Exhibit:
        """財産目録: what there is, what is owed, and what is left."""
        made = []
        for band, names in (("資産の部", BALANCE_SUMS["借方合計"]), ("負債の部", LIABILITIES)):
            made += [self._account(*each, unit, band) for each in tree(BALANCE_SUMS, names, tuple(BALANCE_SUMS))]
            total = sum(self.now.balance[name] for name in names)
            made.append(Row(f"{band[:2]}合計", (self.printer.shown(total, unit),), band))
        owed = sum(self.now.balance[name] for name in LIABILITIES)
        rest = self.printer.shown(self.now.balance["借方合計"] - owed, unit)
        table = Table(look.caption, 0, (Column("金額", unit, "amount"),), (*made, Row("正味財産", (rest,))))
        return Exhibit((table,), look.unit_note, look.stub, look.day, look.style, look.merged)


def _added(parts: Iterator[tuple[int, int]]) -> tuple[int, int]:
    counts, money = zip(*parts, strict=True)
    return sum(counts), sum(money)


def _bare(label: str) -> str:
    return label.replace("（借方）", "").replace("（貸方）", "")
