"""The samples' truth holds by itself: its own arithmetic, and every figure is printed on the page it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
import pytest
from sample_truth import NAMES, SAMPLES, Truth, truth_of

NAGASAKI = truth_of("nagasaki_r6_hyouka")
R5, R6 = truth_of("minato_r5_disclosure"), truth_of("minato_r6_disclosure")
HALF = Decimal("0.5")
YEN = {"百万円": 10**6, "千円": 10**3}


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe\u0002]+", "", text)


@cache
def page_texts(name: str) -> list[str]:
    pdf = pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf")
    try:
        return [squeezed(page.get_textpage().get_text_range()) for page in pdf]
    finally:
        pdf.close()


def could_be(ratio: Decimal, value: Decimal, base: Decimal) -> bool:
    """Whether a ratio in ％ of one decimal follows from two figures rounded to whole units."""
    low, high = (value - HALF) * 100 / (base + HALF), (value + HALF) * 100 / (base - HALF)
    return low - Decimal("0.05") <= ratio <= high + Decimal("0.05")


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_printed_on_its_page(name: str) -> None:
    truth, pages = truth_of(name), page_texts(name)
    lost = [(e["page"], e["raw"]) for e in truth.cells + truth.facts if squeezed(e["raw"]) not in pages[e["page"] - 1]]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_printed_and_holds_its_amount_and_subject(name: str) -> None:
    pages = page_texts(name)
    for fact in truth_of(name).facts:
        sentence = squeezed(fact["sentence"])
        assert sentence in pages[fact["page"] - 1]
        assert squeezed(fact["raw"]) in sentence
        assert squeezed(fact["subject"]) in sentence


@pytest.mark.parametrize("name", NAMES)
def test_every_digit_of_a_sentence_with_a_unit_of_money_or_a_percent_sign_is_in_the_truth(name: str) -> None:
    """What looks like an amount of money or a ratio in the prose is stated in the facts, as often as it is printed."""
    amount = re.compile(r"[▲△]?[\d,.]+(?:億(?:[\d,]+(?:百万|万(?:\d+千)?))?円|百万円|%)")
    stated: dict[str, list[str]] = {}
    for fact in truth_of(name).facts:
        stated.setdefault(fact["sentence"], []).append(squeezed(unicodedata.normalize("NFKC", fact["raw"])))
    for sentence, raws in stated.items():
        printed = amount.findall(squeezed(unicodedata.normalize("NFKC", sentence)))
        assert printed == [raw for raw in raws if amount.fullmatch(raw)]


# --- the values -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_has_the_value_that_is_printed(name: str) -> None:
    for cell in truth_of(name).cells:
        digits = re.sub(r"[^\d.]", "", cell["raw"])
        if not digits:
            assert cell["raw"] == "－" and cell["value"] is None
            continue
        assert abs(cell["value"]) == Decimal(digits)
        assert (cell["value"] < 0) == (cell["raw"][0] in "△▲")


def spelled(raw: str) -> Decimal:
    """An amount of the prose in its base unit, read part by part (億, 万 and what stands before the unit)."""
    text = squeezed(unicodedata.normalize("NFKC", raw)).replace(",", "")
    sign = -1 if text[0] in "△▲" else 1
    value = Decimal(0)
    for digits, unit in re.findall(r"([\d.]+)(億|万|百万|千)?", text):
        value += Decimal(digits) * {"億": 10**8, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}[unit]
    return sign * value


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_has_the_value_that_is_spelled_out_and_the_direction_of_its_words(name: str) -> None:
    for fact in truth_of(name).facts:
        if fact["measure"] not in ("change", "growth_rate"):
            assert (fact["value"], fact["direction"], fact["kind"]) == (spelled(fact["raw"]), None, None)
            continue
        word = re.match(r"[^。、]*?(増|減)", fact["sentence"].split(fact["raw"], 1)[1])
        assert word
        sign, direction = {"増": (1, "increase"), "減": (-1, "decrease")}[word[1]]
        assert fact["value"] == sign * spelled(fact["raw"])
        assert (fact["direction"], fact["kind"]) == (direction, "前年度差" if fact["measure"] == "change" else None)


# --- the facsimile --------------------------------------------------------------------------------


def test_nagasaki_ratios_follow_from_their_figures() -> None:
    work = NAGASAKI.rows("令和6年度　業務数値")
    assert len(work) == 4
    for row in work.values():
        assert could_be(row["金額/計画比"], row["金額"], row["金額/計画値"])  # type: ignore[arg-type]
    for table in ("令和6年度　収支実績", "令和6年度　財務実績"):
        compared = [row for row in NAGASAKI.rows(table).values() if row["計画比"] is not None]
        assert len(compared) >= 7
        for row in compared:
            assert could_be(row["計画比"], row["実績"], row["計画"])  # type: ignore[arg-type]


@pytest.mark.parametrize("column", ["計画", "実績"])
def test_nagasaki_accounts_add_up(column: str) -> None:
    income = NAGASAKI.column("令和6年度　収支実績", column)
    funds = NAGASAKI.column("令和6年度　財務実績", column)
    assert income["経常収入"] - income["経常支出"] == income["経常収支差額"]
    assert income["経常外収入"] - income["経常外支出"] == income["経常外収支差額"]
    surplus = income["経常収支差額"] + income["経常外収支差額"]
    assert surplus + income["制度改革促進基金取崩額"] == income["当期収支差額"]
    assert income["基本財産繰入"] + funds["収支差額変動準備金繰入"] == income["当期収支差額"]
    assert funds["基金"] + funds["基金準備金"] == funds["合計"]


def test_nagasaki_keeps_the_committees_slip_and_no_other() -> None:
    slips = [fact for fact in NAGASAKI.facts if fact["slip"]]
    assert [(fact["subject"], fact["value"]) for fact in slips] == [("経常収支差額", 11_000_000)]
    ratio = NAGASAKI.rows("令和6年度　収支実績")["", "経常収支差額"]["対前年度実績比"]
    assert ratio is not None
    assert not could_be(ratio, Decimal(529), Decimal(529 - 11))
    assert not any(fact["slip"] for fact in R5.facts + R6.facts)


# --- the fictional association --------------------------------------------------------------------

INCOME = "収支計算書"
INCOME_COLUMNS = [
    (R5, "決算額/令和５年度"), (R5, "決算額/令和４年度"), (R5, "増減"), (R6, "決算額"), (R6, "前年度決算額"),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "column"), [*INCOME_COLUMNS, (R6, "計画額")])
def test_minato_surpluses_follow(truth: Truth, column: str) -> None:
    of = truth.column(INCOME, column)
    assert of["経常収入"] - of["経常支出"] == of["経常収支差額"]
    assert of["経常外収入"] - of["経常外支出"] == of["経常外収支差額"]
    surplus = of["経常収支差額"] + of["経常外収支差額"] + of["制度改革促進基金取崩額"]
    assert surplus + of.get("収支差額変動準備金取崩額", 0) == of["当期収支差額"]
    assert of["収支差額変動準備金繰入額"] + of["基金準備金繰入額"] == of["当期収支差額"]


@pytest.mark.parametrize(("truth", "column"), INCOME_COLUMNS)
def test_minato_income_lines_add_up(truth: Truth, column: str) -> None:
    groups = list(truth.children(INCOME, column))
    assert len(groups) == 6  # 経常収入, 経常支出, 業務費, 経常外収入, 経常外支出, 求償権補填金戻入
    for path, value, under in groups:
        assert value == sum(under), path


@pytest.mark.parametrize("truth", [R5, R6], ids=lambda truth: truth.name)
def test_minato_balance_sheets_balance(truth: Truth) -> None:
    rows = truth.rows("貸借対照表")
    assert rows["借方", "借方合計"]["借方"] == rows["貸方", "貸方合計"]["貸方"]
    assert rows["借方", "保証債務見返"]["借方"] == rows["貸方", "保証債務"]["貸方"]
    for side in ("借方", "貸方"):
        groups = list(truth.children("貸借対照表", side))
        assert len(groups) == {"借方": 4, "貸方": 3}[side]
        for path, value, under in groups:
            assert value == sum(under), path
        top = [
            c["value"] for c in truth.cells if c["column"] == side and not c["item_path"] and c["item"] != f"{side}合計"
        ]
        assert sum(value for value in top if value is not None) == rows[side, f"{side}合計"][side]


@pytest.mark.parametrize(
    ("truth", "table", "shares"),
    [(R5, "業種別保証承諾", ["構成比", "構成比2"]), (R6, "業種別保証承諾の内訳", ["構成比"])],
    ids=["R5", "R6"],
)
def test_minato_industries_add_up_to_the_whole(truth: Truth, table: str, shares: list[str]) -> None:
    for column in ("件数", "金額", *shares):
        figures = truth.column(table, column)
        assert figures.pop("合計") == sum(figures.values())
    assert all(truth.column(table, share)["合計"] == 100 for share in shares)
    amounts = truth.column(table, "金額")
    for industry, share in truth.column(table, shares[-1]).items():
        assert could_be(share, amounts[industry], amounts["合計"])


def paired(
    table: str, value: str, base: str, ratio: str, truth: Truth
) -> Iterator[tuple[str, Decimal, Decimal, Decimal]]:
    for (_, item), row in truth.rows(table).items():
        if row[ratio] is not None:
            yield item, row[ratio], row[value], row[base]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("truth", "table", "value", "base", "ratio", "least"),
    [
        (R5, "令和５年度　業務数値", "金額/実績", "金額/計画", "金額/計画比", 4),
        (R6, "令和６年度　業務実績", "金額", "計画額", "計画比", 4),
        (R5, INCOME, "決算額/令和５年度", "決算額/令和４年度", "前年度比", 40),
        (R6, INCOME, "決算額", "前年度決算額", "対前年度実績比", 40),
        (R6, INCOME, "決算額", "計画額", "計画比", 9),
    ],
)
def test_minato_ratios_follow(truth: Truth, table: str, value: str, base: str, ratio: str, least: int) -> None:
    found = list(paired(table, value, base, ratio, truth))
    assert len(found) >= least
    for item, percent, of, to in found:
        assert could_be(percent, of, to), item
        assert abs(of * 100 / to - percent) <= Decimal("0.05"), item


def test_minato_changes_are_the_differences_of_the_printed_figures() -> None:
    for (_, item), row in R5.rows(INCOME).items():
        if row["増減"] is not None:
            assert row["増減"] == row["決算額/令和５年度"] - row["決算額/令和４年度"], item  # type: ignore[operator]
    stocks = R5.rows("基本財産等の状況")
    for key, row in stocks.items():
        assert row["令和４年度末"] + (row["増減"] or 0) == row["令和５年度末"], key  # type: ignore[operator]
    flows = R6.rows("財産・準備金等の異動状況")
    for key, row in flows.items():
        went = (row["当期増加額"] or 0) - (row["当期減少額"] or 0)
        assert row["前期末残高"] + went == row["当期末残高"], key  # type: ignore[operator]
    assert (len(stocks), len(flows)) == (5, 7)


# --- over the years -------------------------------------------------------------------------------


def test_minato_work_of_r6_compares_with_what_r5_printed() -> None:
    before = {item: row for (_, item), row in R5.rows("令和５年度　業務数値").items()}
    before["実際回収"] = before["求償権回収"]
    for (_, item), row in R6.rows("令和６年度　業務実績").items():
        assert row["対前年度実績比2"] == ratio_of(row["金額"], before[item]["金額/実績"]), item
        if row["件数"] is not None:
            assert row["対前年度実績比"] == ratio_of(row["件数"], before[item]["件数/実績"]), item
    amounts = R5.column("業種別保証承諾", "金額")
    for (_, item), row in R6.rows("業種別保証承諾の内訳").items():
        assert row["対前年度実績比"] == ratio_of(row["金額"], amounts[item]), item


def ratio_of(value: Decimal | None, base: Decimal | None) -> Decimal:
    assert value is not None and base is not None
    return (value * 100 / base).quantize(Decimal("0.1"), "ROUND_HALF_UP")


def test_minato_r6_repeats_r5s_figures_and_opens_with_its_stocks() -> None:
    printed = R5.column(INCOME, "決算額/令和５年度")
    repeated = R6.column(INCOME, "前年度決算額")
    assert printed.keys() == repeated.keys() - {"収支差額変動準備金取崩額"}
    for item, value in printed.items():
        assert abs(repeated[item] / 1000 - value) <= HALF, item
    closing = {item: row for (_, item), row in R5.rows("貸借対照表").items()}
    for item, opening in R6.column("財産・準備金等の異動状況", "前期末残高").items():
        stock = next(iter(closing[item].values()))
        assert stock is not None and abs(opening / 1000 - stock) <= HALF, item


def test_minato_reserves_are_released_and_set_aside_anew() -> None:
    r5, r6 = R5.column(INCOME, "決算額/令和５年度"), R6.column(INCOME, "決算額")
    for item in ("責任準備金", "求償権償却準備金"):
        assert abs(r6[f"{item}戻入"] / 1000 - r5[f"{item}繰入"]) <= HALF
        assert R6.rows("貸借対照表")["貸方", item]["貸方"] == r6[f"{item}繰入"]


# --- the prose states what the tables hold --------------------------------------------------------

SUBJECTS = {
    "求償権回収": "求償権回収",
    "年度末の保証債務残高": "保証債務残高",
    "制度改革促進基金からの取崩額": "制度改革促進基金取崩額",
    "収支差額変動準備金への繰入額": "収支差額変動準備金繰入額",
    "基金準備金への繰入額": "基金準備金繰入額",
    "収支差額変動準備金の年度末残高": "収支差額変動準備金",
    "制度改革促進基金の年度末残高": "制度改革促進基金",
    "収支差額変動準備金の期末残高": "収支差額変動準備金",
    "制度改革促進基金の期末残高": "制度改革促進基金",
    "将来の代位弁済に備える責任準備金": "責任準備金",
    "経常外収支差額の計画": "経常外収支差額",
}


def stated_amounts(truth: Truth) -> Iterator[tuple[dict[str, Any], list[tuple[Decimal, int]]]]:
    """Each amount of the prose with the table figures of its item, as (value, unit in yen)."""
    for fact in truth.facts:
        if fact["measure"] != "amount":
            continue
        item = SUBJECTS.get(fact["subject"], fact["subject"])
        places = [c for c in truth.cells if c["item"] == item and c["unit"] in YEN and c["value"] is not None]
        yield (
            fact,
            [(c["value"], YEN[c["unit"]]) for c in places if c["fiscal_year"] == (2023 if truth is R5 else 2024)],
        )


@pytest.mark.parametrize("truth", [R5, R6], ids=lambda truth: truth.name)
def test_minato_prose_states_what_the_tables_hold(truth: Truth) -> None:
    checked = 0
    for fact, places in stated_amounts(truth):
        half = HALF * YEN[fact["unit"]]
        assert any(abs(value * unit - fact["value"]) <= half for value, unit in places), fact
        checked += 1
    assert checked >= 25


@pytest.mark.parametrize("truth", [R5, R6], ids=lambda truth: truth.name)
def test_minato_prose_states_ratios_and_changes_of_the_tables(truth: Truth) -> None:
    ratios = {c["value"] for c in truth.cells if c["unit"] == "％"}
    stated = [f for f in truth.facts if f["unit"] == "％" and f["subject"] not in UNTABLED]
    assert len(stated) >= 12
    assert [f for f in stated if f["value"] not in ratios] == []


UNTABLED = {"経営者保証を不要とする保証", "専門家派遣", "創業関連保証の承諾"}


def test_minato_stated_changes_are_those_between_the_years() -> None:
    now, before = R6.column(INCOME, "決算額"), R6.column(INCOME, "前年度決算額")
    work, work_before = (
        R6.column("令和６年度　業務実績", "金額"),
        R5.column("令和５年度　業務数値", "金額/実績"),
    )
    work_before["実際回収"] = work_before["求償権回収"]
    changes = [fact for fact in R6.facts if fact["measure"] == "change"]
    assert len(changes) == 9
    for fact in changes:
        item = SUBJECTS.get(fact["subject"], fact["subject"])
        if item in work:
            assert fact["value"] == (work[item] - work_before[item]) * 10**6, item
        else:
            assert abs(fact["value"] - (now[item] - before[item]) * 1000) <= HALF * 10**6, item
