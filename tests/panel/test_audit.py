"""The audit: exact bounds, a sample that can be drawn again, a sheet that gives nothing away, planted errors found."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import comb
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from panel_made import dataset, document, record

from extractor.audit import Population, clopper_pearson, draw, population_of, score_sheet, write_sheet
from extractor.audit.sheet import KEYING
from extractor.errors import AuditFaulty, NothingThere, OutputNotWritable


def tail(errors: int, n: int, p: float, upper: bool) -> float:
    """The chance of at least (``upper``) or at most so many errors, in exact arithmetic."""
    chance = Fraction(p)
    counts = range(errors, n + 1) if upper else range(errors + 1)
    return float(sum(comb(n, i) * chance**i * (1 - chance) ** (n - i) for i in counts))


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_bounds_are_those_of_the_textbooks() -> None:
    """No errors: 1 - 0.025^(1/n); 10 among 100: the interval that R's binom.test prints."""
    assert clopper_pearson(0, 300) == pytest.approx((0.0, 1 - 0.025 ** (1 / 300)))
    assert clopper_pearson(300, 300) == pytest.approx((0.025 ** (1 / 300), 1.0))
    assert clopper_pearson(10, 100) == pytest.approx((0.04900469, 0.17622260), abs=1e-7)


@pytest.mark.parametrize(("errors", "n"), [(1, 10), (3, 40), (7, 60), (59, 60)])
def test_at_each_bound_what_was_seen_has_a_chance_of_a_fortieth(errors: int, n: int) -> None:
    low, high = clopper_pearson(errors, n)
    assert tail(errors, n, low, upper=True) == pytest.approx(0.025)
    assert tail(errors, n, high, upper=False) == pytest.approx(0.025)


def test_nothing_keyed_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="0 errors among 0"):
        clopper_pearson(0, 0)


# --- the sample -------------------------------------------------------------------------------------------------------

SIZES = {"proved / text / 2020–2024": 6000, "unchecked / text / 2020–2024": 3000, "suspect / ocr / 2015–2019": 40}
MADE = Population({name: tuple(f"{name[:4]}{n:05d}" for n in range(size)) for name, size in SIZES.items()})


def test_the_same_seed_draws_the_same_sample_and_another_another() -> None:
    assert draw(MADE, 300, 1) == draw(MADE, 300, 1)
    assert {one.record_id for one in draw(MADE, 300, 1)} != {one.record_id for one in draw(MADE, 300, 2)}


def test_a_sample_is_proportional_but_for_small_strata() -> None:
    sample = draw(MADE, 300, 1)
    assert len({one.record_id for one in sample}) == 300
    drawn = {name: [one.core for one in sample if one.stratum == name] for name in SIZES}
    assert [len(cores) for cores in drawn.values()] == [193, 97, 10]
    assert [sum(cores) for cores in drawn.values()] == [193, 97, 1]


def test_all_are_drawn_where_there_are_no_more() -> None:
    assert len(draw(Population({"a": ("1", "2"), "b": ("3",)}), 300, 1)) == 3


def test_the_population_is_parted_by_trust_layer_and_years(tmp_path: Path) -> None:
    stated = [
        record("a", 1, 2018, "1", trust="proved"),
        record("b", 1, 2024, "2", layer="ocr", trust="suspect"),
        record("c", 1, 2024, "3"),
    ]
    out = dataset(tmp_path, [document("a", 2018), document("b", 2024), document("c", None)], stated)
    assert dict(population_of(out, panel=False).strata) == {
        "proved / text / 2015–2019": (stated[0]["record_id"],),
        "suspect / ocr / 2020–2024": (stated[1]["record_id"],),
        "unchecked / text / ?": (stated[2]["record_id"],),
    }
    with pytest.raises(NothingThere):
        population_of(tmp_path / "nowhere", panel=False)


# --- planted errors ---------------------------------------------------------------------------------------------------


def test_planted_rates_lie_within_the_bounds() -> None:
    """Of 400 audits at least 95 % hold the planted rate of each stratum, and of the whole."""
    chance = random.Random(7)  # noqa: S311
    planted = {
        "proved / text / 2020–2024": 0.002,
        "unchecked / text / 2020–2024": 0.03,
        "suspect / ocr / 2015–2019": 0.4,
    }
    wrong = {name: set(chance.sample(ids, round(planted[name] * len(ids)))) for name, ids in MADE.strata.items()}
    rates = {name: len(wrong[name]) / SIZES[name] for name in SIZES}
    whole = sum(map(len, wrong.values())) / MADE.size
    bounds = cache(clopper_pearson)  # a stratum gives the same few counts again and again
    audits, held = 400, dict.fromkeys([*SIZES, "whole"], 0)
    for seed in range(audits):
        sample = draw(MADE, 300, seed)
        for name in SIZES:
            seen = [one.record_id in wrong[name] for one in sample if one.stratum == name]
            low, high = bounds(sum(seen), len(seen))
            held[name] += low <= rates[name] <= high
        core = [one.record_id in wrong[one.stratum] for one in sample if one.core]
        low, high = bounds(sum(core), len(core))
        held["whole"] += low <= whole <= high
    assert min(held.values()) >= 0.95 * audits, held


# --- the sheet --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Numbers of a page of a sample, as a run leaves them."""
    from extractor.batch import run  # noqa: PLC0415 - a run is slow to import

    folder = tmp_path_factory.mktemp("audited")
    run([root / "samples" / "slips" / "wrong_total.pdf"], folder)
    return folder


@pytest.fixture(scope="module")
def unkeyed(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheet as it is handed out, with 40 pictures cut from rendered pages."""
    population = population_of(out, panel=False)
    folder = tmp_path_factory.mktemp("unkeyed") / "audit"
    written = write_sheet(out, folder, population, draw(population, 40, 1), 1)
    assert written.unseen == ()
    return written.sheet


@pytest.fixture
def sheet(unkeyed: Path, tmp_path: Path) -> Path:
    """A copy to be keyed."""
    return shutil.copytree(unkeyed.parent, tmp_path / "audit") / unkeyed.name


def keyed(sheet: Path, answers: Mapping[str, tuple[Any, Any, Any]]) -> None:
    """Fill in value, unit and meaning by record, as a person would."""
    book = openpyxl.load_workbook(sheet)
    for row in book[KEYING].iter_rows(min_row=2):
        for cell, answer in zip(row[3:6], answers.get(row[0].value, (None, None, None)), strict=True):
            cell.value = answer
    book.save(sheet)


def printed(out: Path) -> dict[str, dict[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415

    return {row["record_id"]: row for row in pq.read_table(out / "records.parquet").to_pylist()}


def test_the_sheet_shows_pictures_and_gives_no_value_away(out: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    rows = list(book[KEYING].iter_rows(min_row=2, values_only=True))
    records = printed(out)
    assert len(rows) == 40 and len(book[KEYING]._images) == 40
    assert len(list((sheet.parent / "pages").glob("*.png"))) == 40
    for row in rows:
        one = records[row[0]]
        assert row[3:7] == (None, None, None, None)
        shown = "\n".join(str(cell) for cell in row[2:] if cell is not None).splitlines()
        if len(one["raw"]) > 3:
            assert one["raw"] not in shown
    with zipfile.ZipFile(sheet) as book_file:
        names = [name for name in book_file.namelist() if name.startswith("xl/media/")]
    assert len(names) > 20


def test_a_sheet_keyed_as_read_has_no_errors(out: Path, sheet: Path) -> None:
    records = printed(out)
    keyed(sheet, {name: (one["raw"], one["unit"], "○") for name, one in records.items()})
    score = score_sheet(sheet)
    assert (score.whole.errors, score.differences, score.left) == (0, (), 0)
    assert sum(rate.keyed for rate in score.strata) == 40
    assert sum(rate.size for rate in score.strata) == score.whole.size == len(records)


def test_every_kind_of_error_is_found_and_what_is_left_empty_does_not_count(out: Path, sheet: Path) -> None:
    records = printed(out)
    ids = [row[0] for row in openpyxl.load_workbook(sheet)[KEYING].iter_rows(min_row=2, values_only=True)]
    money = [name for name in ids if records[name]["unit_base"] == "JPY" and records[name]["value"] is not None]
    answers = {name: (records[name]["raw"], records[name]["unit"], "○") for name in ids}
    one, two, three, four = money[:4]
    answers[one] = (int(records[one]["value"]) + 1, records[one]["unit"], "○")
    answers[two] = (records[two]["raw"], "億円", "○")
    answers[three] = (records[three]["raw"], records[three]["unit"], "×")
    answers[four] = (float(records[four]["value"]), None, None)  # right, as Excel makes a number of it
    answers[ids[-1] if ids[-1] not in money[:4] else ids[-2]] = (None, None, None)
    keyed(sheet, answers)
    score = score_sheet(sheet)
    assert {d.record_id: d.kinds for d in score.differences} == {one: ("value",), two: ("unit",), three: ("meaning",)}
    assert score.left == 1


def test_what_cannot_be_scored_is_told(out: Path, sheet: Path, tmp_path: Path) -> None:
    ids = [row[0] for row in openpyxl.load_workbook(sheet)[KEYING].iter_rows(min_row=2, values_only=True)]
    keyed(sheet, {ids[0]: ("twelve", None, "○")})
    with pytest.raises(AuditFaulty, match="twelve"):
        score_sheet(sheet)
    with pytest.raises(AuditFaulty, match=r"records\.parquet"):
        score_sheet(sheet, tmp_path / "nowhere")
    with pytest.raises(AuditFaulty, match=r"sample\.json"):
        score_sheet(tmp_path / "no.xlsx")
    population = population_of(out, panel=False)
    with pytest.raises(OutputNotWritable):
        write_sheet(out, sheet.parent, population, draw(population, 3, 1), 1)


def test_a_file_that_has_changed_is_not_shown(tmp_path: Path, root: Path) -> None:
    stated = [
        record(
            "a",
            1,
            2023,
            "1",
            file=str(root / "samples" / "slips" / "wrong_total.pdf"),
            x0=1.0,
            top=1.0,
            x1=9.0,
            bottom=9.0,
        )
    ]
    out = dataset(tmp_path, [document("a", 2023)], stated)
    population = population_of(out, panel=False)
    written = write_sheet(out, tmp_path / "audit", population, draw(population, 3, 1), 1)
    assert written.unseen == ((stated[0]["record_id"], "the file has changed since it was read"),)
