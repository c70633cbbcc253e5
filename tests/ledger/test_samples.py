"""On the samples every digit is claimed, and whatever is taken away from what was read is told at once."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from laid import Laid
from msgspec.structs import replace

from extractor.ledger.tokens import TOKEN
from extractor.model import CellKind, Fate, SettledToken
from extractor.normalise.characters import narrow
from extractor.profile import load_profile
from extractor.validate import run_checks, status_of

#: (page, left, top, text) of a token in the evidence of number-unclaimed
Told = tuple[int, str, str, str]
EVIDENCE = re.compile(r"p\. (\d+) \(([\d.]+), ([\d.]+)\) (\S+?): ")


def unclaimed(settled: Sequence[SettledToken]) -> set[tuple[int, int]]:
    """(page, ordinal) of the tokens that nobody claims."""
    return {(s.token.page, s.token.ordinal) for s in settled if s.fate is Fate.UNCLAIMED}


def of_records(settled: Sequence[SettledToken], ids: set[str]) -> set[tuple[int, int]]:
    return {(s.token.page, s.token.ordinal) for s in settled if s.record_id in ids}


def test_every_token_is_claimed_and_every_figure_by_its_record(sample: Laid) -> None:
    settled = sample.settled()
    assert [s.token.line for s in settled if s.fate is Fate.UNCLAIMED] == []
    assert replace(sample.document, tokens=settled).claimed_share == 1.0
    stated = {s.record_id for s in settled}
    silent = [r for r in sample.document.records if r.record_id not in stated and re.search(r"\d", r.quantity.raw)]
    assert silent == []


def test_a_record_states_the_digits_of_its_tokens(sample: Laid) -> None:
    """All of them, and in their order; digits of a note mark beside a figure are none of its own."""
    printed: dict[str, str] = {}
    for s in sample.settled():
        if s.record_id is not None:
            printed[s.record_id] = printed.get(s.record_id, "") + re.sub(r"\D", "", narrow(s.token.text))
    for record in sample.document.records:
        if record.record_id in printed:
            assert printed[record.record_id] == re.sub(r"\D", "", narrow(record.quantity.raw)), record


def test_all_digits_of_the_pages_are_accounted_for(sample: Laid) -> None:
    settled = sample.settled()
    before, after = (
        Counter(c for t in tokens for c in t.text) for tokens in (sample.tokens, (s.token for s in settled))
    )
    assert before == after
    places = [(s.token.page, s.token.ordinal) for s in settled]
    assert places == sorted(set(places))


def told_of(sample: Laid, **lost: object) -> Counter[Told]:
    """What number-unclaimed says once parts of the document are replaced by ``lost``: (page, left, top, text)."""
    document = replace(sample.document, tokens=sample.settled(**lost), **lost)  # type: ignore[arg-type]
    told: Counter[Told] = Counter()
    for finding in run_checks(document, load_profile(document.profile)):
        if finding.code == "number-unclaimed":
            assert finding.where is not None
            for line in finding.evidence:
                page, left, top, text = EVIDENCE.match(line).groups()  # type: ignore[union-attr]
                assert int(page) == finding.where.page
                assert finding.where.box.x0 - 0.1 <= float(left) <= finding.where.box.x1
                assert finding.where.box.top - 0.1 <= float(top) <= finding.where.box.bottom
                told[int(page), left, top, text] += 1
    return told


def printed_in(sample: Laid, ids: set[str]) -> Counter[Told]:
    """The tokens of records as the finding would tell them."""
    tokens = [s.token for s in sample.settled() if s.record_id in ids]
    return Counter((t.page, f"{t.box.x0:.1f}", f"{t.box.top:.1f}", t.text) for t in tokens)


def test_every_table_that_is_lost_is_told_at_its_place(sample: Laid) -> None:
    assert len(sample.document.tables) > 2
    for table in sample.document.tables:
        ids = {r.record_id for r in sample.document.records if r.place and r.place.table_id == table.table_id}
        figures = printed_in(sample, ids)
        assert figures.total() > 10
        left = tuple(t for t in sample.document.tables if t is not table)
        assert figures <= told_of(sample, tables=left)
        records = tuple(r for r in sample.document.records if r.record_id not in ids)
        assert figures <= told_of(sample, tables=left, records=records)


def test_a_cell_that_is_lost_is_told_at_its_place(sample: Laid) -> None:
    record_of = {(r.place.table_id, r.place.row, r.place.col): r.record_id for r in sample.document.records if r.place}
    cells = [
        (t, c) for t in sample.document.tables for c in t.cells if c.kind is CellKind.VALUE and re.search(r"\d", c.text)
    ]
    for table, cell in random.Random(7).sample(cells, 25):  # noqa: S311  # a choice, not a secret
        figures = printed_in(sample, {record_of[table.table_id, cell.row, cell.col]})
        left = replace(table, cells=tuple(c for c in table.cells if c is not cell))
        assert figures
        assert told_of(sample, tables=tuple(left if t is table else t for t in sample.document.tables)) == figures


def test_a_record_that_is_lost_is_told(sample: Laid) -> None:
    whole = sample.settled()
    stated = [r for r in sample.document.records if re.search(r"\d", r.quantity.raw)]
    for record in random.Random(11).sample(stated, 25):  # noqa: S311
        left = tuple(r for r in sample.document.records if r is not record)
        assert unclaimed(sample.settled(records=left)) == of_records(whole, {record.record_id}) != set()


def test_a_figure_that_was_misread_or_moved_is_told(sample: Laid) -> None:
    """A cell whose text is not what is printed there, a record that points elsewhere."""
    whole = sample.settled()
    placed = [r for r in sample.document.records if r.place and re.search(r"\d", r.quantity.raw)]
    for record in random.Random(13).sample(placed, 10):  # noqa: S311
        misread = replace(record, quantity=replace(record.quantity, raw=record.quantity.raw + "0"))
        moved = replace(record, where=replace(record.where, page=record.where.page + 1))
        for other in (misread, moved):
            records = tuple(other if r is record else r for r in sample.document.records)
            assert unclaimed(sample.settled(records=records)) == of_records(whole, {record.record_id})


def test_a_section_that_is_lost_is_told(sample: Laid) -> None:
    for section in sample.document.sections:
        printed = sum(len(TOKEN.findall(narrow(p.text))) for p in section.paragraphs)
        left = tuple(s for s in sample.document.sections if s is not section)
        assert len(unclaimed(sample.settled(sections=left))) >= printed
    assert sum(bool(s.paragraphs) for s in sample.document.sections) > 5


def test_what_is_lost_is_a_finding_and_makes_the_document_partial(sample: Laid) -> None:
    profile = load_profile(sample.document.profile)
    lost = sample.document.tables[0]
    document = replace(sample.document, tokens=sample.settled(tables=sample.document.tables[1:]))
    findings = [f for f in run_checks(document, profile) if f.code == "number-unclaimed"]
    assert lost.where[0].page in {f.where.page for f in findings if f.where}
    assert sum(len(f.evidence) for f in findings) == len(unclaimed(document.tokens))
    assert status_of(findings) == "partial"
    claimed = replace(sample.document, tokens=sample.settled())
    assert [f for f in run_checks(claimed, profile) if f.code == "number-unclaimed"] == []
