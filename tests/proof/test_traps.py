"""What looks wrong and is not must stay silent; what is wrong must not."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from generated import Maker, consistent, many
from msgspec.structs import replace
from samples_read import SAMPLES, document, read

from extractor.model import Box, Document, Meaning, Record, Where
from extractor.profile import load_profile
from extractor.proof import Proof, prove
from extractor.proof.figure import Change

GENERIC = {"generic": load_profile("generic")}
NAGASAKI = SAMPLES / "nagasaki_r6_hyouka.pdf"


def _with(records: list[Record]) -> Document:
    return replace(consistent(0), records=tuple(records))


def _table(columns: list[tuple[str, str, str]], rows: list[tuple[str, list[str]]]) -> list[Record]:
    """Columns are (heading, measure, unit); rows (label, printed figures)."""
    maker = Maker()
    for number, (label, figures) in enumerate(rows, 1):
        for col, ((heading, measure, unit), text) in enumerate(zip(columns, figures, strict=True), 1):
            maker.put(number, col, text, unit, Meaning(label, column=heading, measure=measure, scenario="actual"))
    return maker.records


AMOUNT, SHARE, COUNT = ("金額", "amount", "百万円"), ("構成比", "share", "％"), ("件数", "count", "件")


def _alarms(records: list[Record]) -> Proof:
    return prove([_with(records)], GENERIC)


@pytest.mark.slow
def test_consistent_tables_of_every_kind_raise_no_alarm() -> None:
    alarmed = [d for d in many(150) if prove([d], GENERIC).blames]
    assert alarmed == []


#: tables in which nothing is wrong, but where figures once seemed to contradict each other
ALARMED = [
    3696,  # a difference of totals that was taken for one of totals and their parts
    10647,  # 構成比 of a column that is not printed, taken for those of 増減額
]


@pytest.mark.parametrize("seed", ALARMED)
def test_tables_that_were_once_misunderstood(seed: int) -> None:
    assert prove([consistent(seed)], GENERIC).blames == ()


#: table, place, and a wrong figure there that was once trusted, since with it another sum held than the table's own;
#: whether its first digit is wrong
TRUSTED = [
    (1696, "r6c1", 6573, False),  # 支出計 as the sum of what 収入計 counts already, and of that
    (3185, "r8c1", 3858, False),  # a total without its first line
    (2825, "r3c1", 61, True),
    (1152, "r2c3", 34, True),
    (1786, "r12c1", 0, True),  # 0 that was △1
    (3080, "r2c1", 0, False),
    (51457, "r4c1", 112, False),  # with 112 the figures look rounded, with 111 cut off
    (51467, "r7c1", 1230, False),
]


@pytest.mark.parametrize(("seed", "place", "steps", "first"), TRUSTED)
def test_a_wrong_figure_is_not_trusted_for_a_sum_that_it_makes_up(
    seed: int, place: str, steps: int, first: bool
) -> None:
    made = consistent(seed)
    record = next(r for r in made.records if r.record_id.endswith(f"-{place}"))
    again = prove([_with_steps(made, record, steps)], GENERIC)
    named = {name for blame in again.blames for name in blame.suspects}
    guard = again.guards[record.record_id]
    assert record.record_id in named or not (guard.supports if first else guard.proves)


@pytest.mark.slow
def test_a_change_is_noticed_where_figures_are_trusted() -> None:
    """Changed figures end up told, or no longer trusted in what was changed; most that were proved are told by name."""
    rng = random.Random(7)  # noqa: S311 - no secret
    told = tried = 0
    for made in many(80, first=5000):
        proof = prove([made], GENERIC)
        guarded = [r for r in made.records if r.quantity.value and proof.guards[r.record_id].supports]
        for record in rng.sample(guarded, min(2, len(guarded))):
            figure, was_proved = proof.figures[record.record_id], proof.guards[record.record_id].proves
            kind, steps = rng.choice([change for change in figure.altered() if isinstance(change[1], int)])
            again = prove([_with_steps(made, record, int(steps))], GENERIC)
            guard = again.guards[record.record_id]
            named = record.record_id in {name for blame in again.blames for name in blame.suspects}
            tried += was_proved
            told += was_proved and named
            assert named or not guard.proves
            assert named or kind is Change.DIGIT or not guard.supports
    assert tried > 30 and told > 0.8 * tried


def _with_steps(made: Document, record: Record, steps: int) -> Document:
    """``made`` with so many steps printed at the place of ``record``."""
    quantity = record.quantity
    assert quantity.value is not None and quantity.value_base is not None
    value = Decimal(steps).scaleb(int(quantity.value.as_tuple().exponent))
    changed = replace(quantity, raw=f"{value:,}", value=value, value_base=quantity.value_base / quantity.value * value)
    return replace(made, records=tuple(replace(r, quantity=changed) if r is record else r for r in made.records))


def test_a_total_alone_that_misses_by_a_misprint_is_told() -> None:
    """Nothing else bears it out, so that it is a doubt, and all figures of the sum may be the wrong one."""
    rows = [("甲", ["1,234"]), ("乙", ["22,345"]), ("丙", ["3,456"]), ("合計", ["27,095"])]  # 27,035
    proof = _alarms(_table([AMOUNT], rows))
    assert [len(blame.suspects) for blame in proof.blames] == [4]
    assert all(relation.by_label for blame in proof.blames for relation in blame.relations)


@pytest.mark.parametrize(
    ("label", "total"),
    [
        ("合計", "31,947"),  # something that is not printed belongs to it
        ("保証承諾", "27,095"),  # no total
        ("支出累計", "27,095"),  # a running total
        ("合計", "20,123"),  # 丙 is taken off
        ("合計", "27,036"),  # rounding
    ],
)
def test_a_figure_below_others_need_not_be_their_sum(label: str, total: str) -> None:
    rows = [("甲", ["1,234"]), ("乙", ["22,345"]), ("丙", ["3,456"]), (label, [total])]
    assert _alarms(_table([AMOUNT], rows)).blames == ()


def test_a_group_whose_total_misses_is_told_beside_groups_that_add_up() -> None:
    maker = Maker()
    figures = [
        ("甲計", "5,811"),
        ("甲1", "1,234"),
        ("甲2", "4,577"),
        ("乙計", "8,063"),
        ("乙1", "3,941"),
        ("乙2", "4,112"),
    ]
    for number, (label, text) in enumerate([*figures, ("合計", "13,864")], 1):
        path = f"{label[0]}計" if label[-1].isdigit() else None
        maker.put(number, 1, text, "百万円", Meaning(label, item_path=path, column="実績", measure="amount"))
    proof = _alarms(maker.records)  # 乙計 is 8,053
    assert {proof.figures[str(blame.culprit)].record.meaning.item for blame in proof.blames} == {"乙計"}


def test_shares_cut_off_need_not_add_up() -> None:
    rows = [("甲", ["33", "33.3"]), ("乙", ["33", "33.3"]), ("丙", ["33", "33.3"]), ("合計", ["99", "100.0"])]
    assert _alarms(_table([AMOUNT, SHARE], rows)).blames == ()


def test_sums_may_miss_by_the_rounding_of_their_terms() -> None:
    rows = [("甲", ["1,234", "8,765"]), ("乙", ["2,345", "7,654"]), ("丙", ["3,456", "6,543"])]
    totals = [("合計", ["7,036", "22,961"])]  # 7,035 and 22,962 as printed
    assert _alarms(_table([AMOUNT, ("前年度", "amount", "百万円")], rows + totals)).blames == ()


@pytest.mark.parametrize("total", ["7,135", "8,035"])
def test_sums_that_miss_by_more_are_told(total: str) -> None:
    rows = [
        ("甲", ["1,234", "8,765", "5,111"]),
        ("乙", ["2,345", "7,654", "4,222"]),
        ("丙", ["3,456", "6,543", "8,333"]),
    ]
    columns = [AMOUNT, ("前年度", "amount", "百万円"), ("前々年度", "amount", "百万円")]
    proof = _alarms(_table(columns, [*rows, ("合計", [total, "22,962", "17,666"])]))
    assert len(proof.blames) == 1
    suspects = {proof.figures[name].record.quantity.raw for name in proof.blames[0].suspects}
    assert suspects == {total, "1,234", "2,345", "3,456"}  # nothing tells which of them


def test_counts_are_exact() -> None:
    rows = [("甲", ["1,234", "8,765"]), ("乙", ["2,345", "7,654"]), ("丙", ["3,456", "6,543"])]
    proof = _alarms(_table([COUNT, ("前年度", "count", "件")], [*rows, ("合計", ["7,036", "22,962"])]))
    assert len(proof.blames) == 1


def test_a_ratio_of_small_figures_may_be_far_from_their_printed_ratio() -> None:
    """26 and 60 as printed make 230.8, but 232.5 is right: 26 stands for 25.5 to 26.5."""
    record = next(r for r in document(NAGASAKI).records if r.quantity.raw == "232.5")
    assert not [f for f in read(NAGASAKI).findings if record.record_id in f.record_ids]


def test_a_part_is_not_held_against_the_total() -> None:
    """創業保証 254 件 beside 保証承諾 5,355 件."""
    parts = [r for r in document(NAGASAKI).records if r.quantity.value == 254]
    assert parts
    ids = {r.record_id for r in parts}
    assert not [f for f in read(NAGASAKI).findings if ids & set(f.record_ids)]


def test_two_readings_of_one_place_bear_out_nothing() -> None:
    """The same figure twice at one spot is no second witness."""
    records = _table([AMOUNT], [("甲", ["1,234"])])
    twin = replace(records[0], record_id="g" * 12 + "-x", where=Where(1, Box(*records[0].where.box)))
    proof = _alarms([*records, twin])
    assert proof.held == {}


# --- shares that were made to add up to 100 ---------------------------------------------------------------------------

STAFF = [("1級", "37"), ("2級", "60"), ("3級", "182"), ("4級", "217"), ("5級", "171"), ("6級", "131"), ("計", "798")]


@pytest.mark.parametrize(
    ("shares", "adjusted", "blamed"),
    [
        # 100.0 as printed, with 4.7 where 37 of 798 are 4.637: adjusted
        (["4.7", "7.5", "22.8", "27.2", "21.4", "16.4", "100.0"], ["4.7"], []),
        (["4.6", "7.5", "22.9", "27.2", "21.4", "16.4", "100.0"], ["22.9"], []),
        # more than a step is no adjustment
        (["4.9", "7.5", "22.8", "27.2", "21.4", "16.4", "100.0"], [], ["4.9"]),
        # a step with which they add up to less
        (["4.6", "7.5", "22.7", "27.2", "21.4", "16.4", "100.0"], [], ["22.7"]),
    ],
)
def test_shares_that_were_adjusted_are_told_apart_from_wrong_ones(
    shares: list[str], adjusted: list[str], blamed: list[str]
) -> None:
    rows = [(label, [count, share]) for (label, count), share in zip(STAFF, shares, strict=True)]
    proof = _alarms(_table([("職員数", "count", "人"), SHARE], rows))
    assert [proof.figures[r.result].record.quantity.raw for r in proof.adjusted] == adjusted
    assert [proof.figures[b.suspects[0]].record.quantity.raw for b in proof.blames] == blamed


# --- columns that break down another ----------------------------------------------------------------------------------


def test_a_wrong_part_of_a_breakdown_over_columns_is_told() -> None:
    parts = ("特定財源 > 国県支出金", "特定財源 > 地方債", "一般財源")
    columns = [
        ("本年度予算額", "amount", "千円"),
        *((f"本年度予算額の財源内訳 > {p}", "amount", "千円") for p in parts),
    ]
    rows = [
        ("総務費", ["36,416", "11,120", "10", "25,286"]),
        ("民生費", ["90,120", "22,100", "13,000", "55,020"]),
        ("土木費", ["27,533", "8,004", "6,300", "13,229"]),
    ]
    assert _alarms(_table(columns, rows)).blames == ()
    rows[1] = ("民生費", ["90,120", "22,100", "13,000", "55,620"])
    proof = _alarms(_table(columns, rows))
    (blame,) = proof.blames
    assert "55,620" in [proof.figures[name].record.quantity.raw for name in blame.suspects]
