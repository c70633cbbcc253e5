"""Folding loses no record and names none twice."""

from __future__ import annotations

import pytest
from hand_made import Maker
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.model import GridPlace, Record
from extractor.validate.folding import area_of, by_extent, by_table

_CELLS = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=25)


def _bare(record: Record) -> bool:
    return record.quantity.unit is None


@given(_CELLS, _CELLS, st.sets(st.integers(1, 2)), st.booleans())
def test_every_hit_is_in_one_fold(
    bare: set[tuple[int, int]], good: set[tuple[int, int]], pages: set[int], captioned: bool
) -> None:
    make = Maker()
    records = [make.record(row, col, quantity=make.quantity(unit=None)) for row, col in sorted(bare)]
    records += [make.record(row, col) for row, col in sorted(good - bare)]
    records += [make.record(page=page, table_id=None, quantity=make.quantity(unit=None)) for page in sorted(pages)]
    document = make.document(records, [make.table(caption="実績" if captioned else None)])
    folds = by_extent(document, records, _bare)
    folded = [record_id for fold in folds for record_id in fold.record_ids]
    assert sorted(folded) == sorted(record.record_id for record in records if _bare(record))
    assert len({(fold.place_ja, fold.where) for fold in folds}) == len(folds)
    assert len(folds) <= min(len({row for row, _ in bare}), len({col for _, col in bare})) + 5 + len(pages)


def test_a_table_without_caption_is_named_by_its_place_on_the_page(make: Maker) -> None:
    tables = [make.table(table_id="t1", caption=None), make.table(table_id="t2", caption=None)]
    record = make.record(table_id="t2")
    unnamed = replace(record, place=GridPlace("t2", None, 1, 1))
    (fold,) = by_table(make.document([unnamed], tables), [unnamed])
    assert fold.place_en == "table 2 of page 1"
    (alone,) = by_table(make.document([unnamed], tables[1:]), [unnamed])
    assert alone.place_ja == "1 ページの表"


def test_no_place_has_no_area() -> None:
    with pytest.raises(ValueError, match="empty"):
        area_of([])
