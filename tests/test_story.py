"""The story of one number, and the command that tells it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import extract
from extractor.across import across_years
from extractor.cli import app
from extractor.errors import NoSuchRecord
from extractor.model import Outcome, Record
from extractor.profile import load_profile
from extractor.store import Entry, Index, Store
from extractor.story import story

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@cache
def _years() -> tuple[Outcome, ...]:
    """A page of a year with a slip in its column of the year before, and the document of that year."""
    files = (SAMPLES / "slips" / "prior_year_column.pdf", SAMPLES / "minato_r2_report.pdf")
    return across_years([extract(file) for file in files], {"credit_guarantee": load_profile("credit_guarantee")})


def _record(item: str, column: str) -> Record:
    document = _years()[0].document
    assert document is not None
    return next(r for r in document.records if (r.meaning.item, r.meaning.column) == (item, column))


def test_a_proved_number_tells_what_bears_it_out() -> None:
    lines = story(_record("代位弁済", "前年度比"), _years()[0])
    english = "\n".join(line.en for line in lines)
    assert "page 2" in english and "row 5, column 6" in english and "'81.9'" in english
    assert "100 × 代位弁済（実績） 1,604 ÷ 代位弁済（前年度実績） 1,958 = 代位弁済（前年度比） 81.9" in english
    assert "Stands for: 81.85 … 81.95 ％" in english
    assert english.endswith("proved: any other digit, sign or scale would break a relation that holds.")


def test_a_suspect_tells_what_fails_in_both_languages() -> None:
    record = _record("保証申込", "前年度実績")
    lines = story(record, _years()[0], dict.fromkeys((), "THE OTHER"))
    assert any(line.ja.startswith("合わない関係（1）") for line in lines)
    assert any("year-chain-mismatch" in line.ja and "255,870 であれば合います" in line.ja for line in lines)
    assert all(line.ja and line.en for line in lines)
    assert lines[-1].ja.startswith("信頼度: 疑わしい")


def test_a_dash_is_no_zero() -> None:
    told = [line.en for line in story(_record("保証申込", "計画"), _years()[0])]
    assert "Value: none (a mark of absence, which is not 0)" in told
    assert "No relation to other figures was found." in told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder that keeps both documents."""
    store, entries = Store(tmp_path), []
    for number, outcome in enumerate(_years()):
        assert outcome.source is not None
        store.save(f"{number:064x}", outcome)
        entries.append(Entry(outcome.file, outcome.source.document_id, f"{number:064x}").with_digest(outcome))
    store.save_index(Index(tuple(entries)))
    return tmp_path


def test_explain_names_the_other_document(folder: Path) -> None:
    result = CliRunner().invoke(
        app, ["explain", _record("保証申込", "前年度実績").record_id, "--out", str(folder)], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert "保証申込（実績） 255,870 [" in result.output and "minato_r2_report.pdf]" in result.output
    assert "信頼度" in result.output and "Trust" in result.output


def test_explain_says_when_there_is_no_such_number(folder: Path) -> None:
    with pytest.raises(NoSuchRecord, match="record_id"):
        CliRunner().invoke(app, ["explain", "0" * 20, "--out", str(folder)], catch_exceptions=False)
