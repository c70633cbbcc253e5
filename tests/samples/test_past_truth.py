"""The truth of みなと 2018 to 2022: figures follow from each other as far as rounding lets them, and the years chain."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sample_truth import Truth, truth_of

H30, R1, R2, R3, R4, R5 = (
    truth_of(f"minato_{name}")
    for name in ("h30_report", "r1_statistics", "r2_report", "r3_evaluation", "r4_disclosure", "r5_disclosure")
)
Interval = tuple[Decimal, Decimal]
ZERO, HALF = Decimal(0), Decimal("0.5")
Rows = dict[tuple[str, str], dict[str, Decimal | None]]


def interval(value: Decimal | None, truth: Truth, step: Decimal = Decimal(1)) -> Interval:
    """What a printed figure may stand for; a dash stands for none. R1 cuts off, the others round."""
    if value is None:
        return ZERO, ZERO
    if truth is not R1:
        return value - step / 2, value + step / 2
    return (value - step if value <= 0 else value, value + step if value >= 0 else value)


def meet(a: Interval, b: Interval) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def plus(*terms: Interval) -> Interval:
    return sum((low for low, _ in terms), ZERO), sum((high for _, high in terms), ZERO)


def minus(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def scaled(a: Interval, factor: int) -> Interval:
    return a[0] * factor, a[1] * factor


# --- within one document ----------------------------------------------------------------------------------------------

BREAKDOWNS = [
    (H30, "期間別保証承諾"), (H30, "金融機関群別保証承諾"), (R1, "月別保証承諾"), (R1, "市町村別保証承諾"),
    (R2, "保証金額別の保証承諾"), (R4, "業種別の保証承諾"), (R4, "金融機関群別の保証承諾"),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "table"), BREAKDOWNS)
def test_a_breakdown_adds_up(truth: Truth, table: str) -> None:
    prefix = "当月/" if table == "月別保証承諾" else ""
    counts, money = truth.column(table, f"{prefix}件数"), truth.column(table, f"{prefix}金額")
    assert counts.pop("合計") == sum(counts.values())
    total = money.pop("合計")
    assert len(money) >= 6
    assert meet(interval(total, truth), plus(*(interval(value, truth) for value in money.values())))


def test_schemes_add_up_without_what_they_hold() -> None:
    cells = [c for c in R1.cells if c["table"] == "制度別保証承諾" and c["column"] == "件数"]
    of_which = [c for c in cells if c.get("of_which")]
    assert len(of_which) == 4 and all(c["item"].startswith("うち") for c in of_which)
    by = {c["item"]: c["value"] for c in cells}
    assert by["制度保証"] == by["県制度"] + by["市町村制度"] + by["全国統一制度"]
    assert by["合計"] == by["一般保証"] + by["制度保証"]
    assert all(c["value"] < by[c["item_path"].split(" > ")[-1]] for c in of_which)


def test_months_run_up_to_the_year() -> None:
    rows = [row for (_, item), row in R1.rows("月別保証承諾").items() if item != "合計"]
    assert len(rows) == 12
    count, money = ZERO, (ZERO, ZERO)
    for row in rows:
        count += row["当月/件数"] or 0
        money = plus(money, interval(row["当月/金額"], R1))
        assert row["累計/件数"] == count
        assert meet(interval(row["累計/金額"], R1), money)
    assert rows[-1]["累計/金額"] == R1.column("月別保証承諾", "当月/金額")["合計"]


@pytest.mark.parametrize(
    ("truth", "table", "column", "groups"),
    [
        (H30, "収支計算書", "平成30年度", 5), (H30, "収支計算書", "平成29年度", 5), (H30, "貸借対照表", "借方", 4),
        (H30, "貸借対照表", "貸方", 3), (R1, "収支計算書", "令和元年度", 5), (R1, "貸借対照表", "借方", 4),
        (R1, "貸借対照表", "貸方", 3), (R3, "経常支出の内訳", "実績", 2), (R4, "収支計算書", "令和４年度", 5),
        (R4, "収支計算書", "令和３年度（組替後）", 5), (R4, "貸借対照表", "借方", 4), (R4, "貸借対照表", "貸方", 3),
    ],
)  # fmt: skip
def test_accounts_add_up_to_what_they_stand_under(truth: Truth, table: str, column: str, groups: int) -> None:
    found = list(truth.children(table, column))
    assert len(found) >= groups
    for path, value, under in found:
        assert meet(interval(value, truth), plus(*(interval(each, truth) for each in under))), path


@pytest.mark.parametrize("truth", [H30, R1, R4])
def test_the_sides_of_the_balance_sheet_are_equal(truth: Truth) -> None:
    cells = [c for c in truth.cells if c["table"] == "貸借対照表"]
    left, right = ([c for c in cells if c["column"] == side] for side in ("借方", "貸方"))
    assert left[-1]["value"] == right[-1]["value"]
    top = [interval(c["value"], truth) for c in left[:-1] if not c["item_path"]]
    assert len(top) >= 8 and meet(interval(left[-1]["value"], truth), plus(*top))


@pytest.mark.parametrize(
    ("truth", "table", "opening", "came", "went", "closing"),
    [
        (R2, "基本財産・準備金等の異動", "令和元年度末", "増加", "減少", "令和２年度末"),
        (R3, "令和３年度　財務実績", "前年度末", "繰入・増加", "取崩・減少", "当年度末"),
        (R4, "基本財産及び準備金の異動", "期首残高", "当期増加", "当期減少", "期末残高"),
    ],
)
def test_stocks_follow_from_their_movements(
    truth: Truth, table: str, opening: str, came: str, went: str, closing: str
) -> None:
    rows = truth.rows(table)
    assert len(rows) == 8
    for item, row in rows.items():
        made = minus(plus(interval(row[opening], truth), interval(row[came], truth)), interval(row[went], truth))
        assert meet(made, interval(row[closing], truth)), item


def test_outstanding_guarantees_follow_from_what_came_and_went() -> None:
    money = {item: interval(v, R2) for item, v in R2.column("保証債務残高の推移", "金額").items()}
    made = minus(plus(money["期首保証債務残高"], money["保証実行"]), plus(money["償還"], money["代位弁済（元金）"]))
    assert meet(made, money["期末保証債務残高"])


@pytest.mark.parametrize(
    ("truth", "table", "value", "base", "ratio"),
    [
        (H30, "収支計算書", "平成30年度", "平成29年度", "前年度比"), (R1, "業務の実績", "金額/令和元年度", "金額/平成30年度", "金額/前年度比"),
        (R3, "令和３年度　業務数値", "実績", "前年度実績", "前年度比"), (R3, "令和３年度　業務数値", "実績", "計画", "計画比"),
        (R4, "収支計算書", "令和４年度", "令和３年度（組替後）", "前年度比"),
    ],
)  # fmt: skip
def test_ratios_follow(truth: Truth, table: str, value: str, base: str, ratio: str) -> None:
    rows = [row for row in truth.rows(table).values() if row[ratio] is not None]
    assert len(rows) >= 4
    for row in rows:
        (low, high), (least, most) = interval(row[value], truth), interval(row[base], truth)
        assert meet(interval(row[ratio], H30, Decimal("0.1")), (low * 100 / most, high * 100 / least))


def test_rates_of_growth_follow() -> None:
    for row in R2.rows("収支計算書（要約）").values():
        if row["伸び率"] is not None:
            now, before = interval(row["令和２年度"], R2), interval(row["令和元年度"], R2)
            assert meet(
                interval(row["伸び率"], R2, Decimal("0.1")),
                (now[0] * 100 / before[1] - 100, now[1] * 100 / before[0] - 100),
            )


# --- over the years ---------------------------------------------------------------------------------------------------

INCOME = "収支計算書"


@pytest.mark.parametrize(
    ("before", "printed", "unit", "now", "repeated", "unit_now"),
    [
        (H30, (INCOME, "平成30年度"), 1, R1, (INCOME, "平成30年度"), 1),
        (R1, (INCOME, "令和元年度"), 1, R2, ("収支計算書（要約）", "令和元年度"), 1000),
        (R2, ("収支計算書（要約）", "令和２年度"), 1000, R3, ("令和３年度　収支実績", "前年度実績"), 1000),
        (R3, ("令和３年度　収支実績", "実績"), 1000, R4, (INCOME, "令和３年度（組替後）"), 1),
        (R4, (INCOME, "令和４年度"), 1, R5, (INCOME, "決算額/令和４年度"), 1000),
        (R1, ("業務の実績", "金額/令和元年度"), 1, R2, ("保証債務残高の推移", "金額"), 1),
        (R2, ("令和２年度の業務実績", "金額/実績"), 1, R3, ("令和３年度　業務数値", "前年度実績"), 1),
        (R2, ("基本財産・準備金等の異動", "令和２年度末"), 1, R3, ("令和３年度　財務実績", "前年度末"), 1),
        (R3, ("令和３年度　財務実績", "当年度末"), 1000, R4, ("基本財産及び準備金の異動", "期首残高"), 1),
        (R4, ("基本財産及び準備金の異動", "期末残高"), 1, R5, ("基本財産等の状況", "令和４年度末"), 1000),
    ],
)  # fmt: skip
def test_a_year_repeats_what_the_one_before_printed(
    before: Truth, printed: tuple[str, str], unit: int, now: Truth, repeated: tuple[str, str], unit_now: int
) -> None:
    old, new = before.column(*printed), now.column(*repeated)
    if "期首保証債務残高" in new:
        old, new = {"残高": old["保証債務残高"]}, {"残高": new["期首保証債務残高"]}
    shared = old.keys() & new.keys()
    assert len(shared) >= min(5, len(new))
    for item in shared:
        assert meet(scaled(interval(old[item], before), unit), scaled(interval(new[item], now), unit_now)), item


def test_the_restated_year_moves_between_two_accounts_only() -> None:
    published, restated = R3.column("経常支出の内訳", "実績"), R4.column(INCOME, "令和３年度（組替後）")
    moved = {
        item: restated[item] - value * 1000
        for item, value in published.items()
        if not meet(scaled(interval(value, R3), 1000), interval(restated[item], R4))
    }
    assert moved.keys() == {"事務費", "その他人件費"}
    assert abs(sum(moved.values())) <= 1001 and moved["事務費"] > 20_000


def test_labels_of_charts_are_the_business_figures() -> None:
    labels = R2.labels
    assert len(labels) == 12 and {label["unit"] for label in labels} == {"億円"}
    by = {(label["chart"], label["item"]): label["value"] for label in labels}
    table = R2.column("令和２年度の業務実績", "金額/実績")
    for chart, item in (
        ("保証承諾の推移", "保証承諾"),
        ("保証債務残高（年度末）の推移", "保証債務残高"),
        ("代位弁済の推移", "代位弁済"),
    ):
        assert abs(by[chart, "令和２年度"] * 100 - table[item]) <= Decimal("5.5")


def test_the_printed_figures_are_rounded_for_real() -> None:
    """Some sums of printed figures miss the printed sum: else rounding would not be tried at all."""
    off = [
        path
        for truth, table, column in (
            (H30, INCOME, "平成30年度"),
            (R1, INCOME, "令和元年度"),
            (R4, INCOME, "令和４年度"),
        )
        for path, value, under in truth.children(table, column)
        if value != sum(under)
    ]
    assert len(off) >= 4
