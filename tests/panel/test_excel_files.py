"""Workbooks read back by another library: nothing lost, texts stay texts, split before Excel's limits, the same bytes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet
from panel_made import dataset, document, record

from extractor.panel import write_panel
from extractor.write import excel, excel_book, excel_long
from extractor.write.columns import table_specs
from extractor.write.derived import append_findings, write_table
from extractor.write.excel import write_workbook
from extractor.write.excel_document import write_document_books

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x.example","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script>",
    "_x0041_",
    "a\x01b",
    "https://x.example",
    "0123",
    "1e5",
]


def dataset_with_doubts(folder: Path) -> Path:
    stated = [
        record("a", 1, 2023, "71729", trust="proved"),
        record("b", 1, 2023, "71792", scenario="prior_actual"),
        record("b", 2, 2024, "80000.5", trust="supported"),
        record("b", 3, 2024, "123456789012345678", "円", concept=None),
        record("b", 4, 2024, None, concept="subrogation", item="代位弁済"),
        record("b", 5, 2024, "94.5", "％", notes=["（注）一", "（注）二"]),
        *(record("b", 10 + n, 2024, "-1", item=text, concept=None) for n, text in enumerate(HOSTILE)),
    ]
    dataset(folder, [document("a", 2023), document("b", 2024)], stated)
    append_findings(folder, write_panel(folder))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = dataset_with_doubts(tmp_path_factory.mktemp("made"))
    write_workbook(made, made / "dataset.xlsx")
    return made


@pytest.fixture(scope="module")
def book(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "dataset.xlsx")


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a long sheet by the name in the second line of each heading."""
    names = [str(cell.value).partition("\n")[2] for cell in sheet[1]]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def read_back(value: Any) -> Any:
    """Texts of inline cells with the escapes that Excel undoes and openpyxl leaves (_x0001_)."""
    return unescape(value) if isinstance(value, str) else value


def as_excel(value: Any) -> Any:
    """A value of the dataset as Excel keeps it."""
    if isinstance(value, list):
        return "\n".join(value) or None
    if isinstance(value, Decimal):
        digits = format(value, "f").rstrip("0").rstrip(".") if value % 1 else format(value, ".0f")
        return digits if len(digits.lstrip("-").replace(".", "")) > 15 else float(digits)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value != "" else None


def test_the_records_are_all_there_and_equal(folder: Path, book: openpyxl.Workbook) -> None:
    shown = rows_of(book["レコード"])
    stated = pq.read_table(folder / "records.parquet").to_pylist()
    assert len(shown) == len(stated)
    for row, one in zip(stated, shown, strict=True):
        assert len(one) > 30
        for name, value in one.items():
            found = value.date().isoformat() if hasattr(value, "date") else read_back(value)
            assert found == as_excel(row[name]), name


def test_no_text_became_a_formula_a_link_or_a_number(book: openpyxl.Workbook) -> None:
    items = [read_back(row["item"]) for row in rows_of(book["レコード"])][-len(HOSTILE) :]
    assert items == HOSTILE
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_sheets_stand_in_the_order_in_which_one_reads(book: openpyxl.Workbook) -> None:
    names = book.sheetnames
    assert names[:3] == ["読み方", "収録状況", "要確認"]
    assert {"保証承諾", "代位弁済", "パネル", "文書", "レコード"} <= set(names)
    for name in names[2:]:
        assert book[name].freeze_panes is not None, name


def test_a_concept_is_a_grid_of_years_coloured_by_trust_with_its_source(book: openpyxl.Workbook) -> None:
    sheet = book["保証承諾"]
    heading = [cell.value for cell in sheet[1]]
    assert heading[-2:] == [2023, 2024]
    amount = next(row for row in sheet.iter_rows(min_row=2) if (row[1].value, row[2].value) == ("amount", "actual"))
    conflict, supported = amount[heading.index(2023)], amount[heading.index(2024)]
    assert (conflict.value, supported.value) == (71_729_000_000, 80_000_500_000)
    assert conflict.fill.fgColor.rgb.endswith("F8CBAD") and supported.fill.fgColor.rgb.endswith("E2EFDA")
    assert "a.pdf" in conflict.comment.text and "p.1" in conflict.comment.text and "71729" in conflict.comment.text
    assert supported.number_format == "#,##0"
    dash = next(row for row in book["代位弁済"].iter_rows(min_row=2))
    assert dash[heading.index(2024) - 0].value in {"－", None}


def test_links_lead_to_sheets_that_are_there(book: openpyxl.Workbook) -> None:
    links = [cell.hyperlink for row in book["読み方"].iter_rows() for cell in row if cell.hyperlink is not None]
    targets = [link.location.partition("!")[0].strip("'") for link in links]
    assert "レコード" in targets and "保証承諾" in targets
    assert set(targets) <= set(book.sheetnames)


def test_what_to_look_at_is_listed(book: openpyxl.Workbook) -> None:
    (row,) = rows_of(book["要確認"])
    assert row["raw"] == "71729"
    assert row["message_ja"]


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel_long, "MOST_ROWS", 8)
    write_workbook(folder, tmp_path / "split.xlsx")
    book = openpyxl.load_workbook(tmp_path / "split.xlsx")
    parts = [name for name in book.sheetnames if name.startswith("レコード")]
    assert len(parts) == 3
    ids = [row["record_id"] for name in parts for row in rows_of(book[name])]
    assert ids == pq.read_table(folder / "records.parquet")["record_id"].to_pylist()


def test_a_table_too_long_for_a_workbook_goes_on_in_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "ROWS_OF_A_BOOK", 7)
    write_workbook(folder, tmp_path / "dataset.xlsx")
    further = excel.further_books(tmp_path / "dataset.xlsx")
    assert [path.name for path in further] == ["dataset-records-2.xlsx", "dataset-records-3.xlsx"]
    books = [openpyxl.load_workbook(path) for path in (tmp_path / "dataset.xlsx", *further)]
    ids = [row["record_id"] for book in books for row in rows_of(book["レコード"])]
    assert ids == pq.read_table(folder / "records.parquet")["record_id"].to_pylist()
    listed = [cell.value for cell in books[0]["読み方"]["A"]]
    assert {path.name for path in further} <= set(listed)


def test_the_same_dataset_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_workbook(folder, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (folder / "dataset.xlsx").read_bytes()


def test_a_text_too_long_for_a_cell_says_that_it_was_cut() -> None:
    assert excel_book.shortened("長" * 40_000).endswith("…（続きは Parquet・CSV）")
    assert len(excel_book.shortened("長" * 40_000)) == 32_767
    assert excel_book.shortened("長" * 32_767) == "長" * 32_767


def test_names_of_sheets_are_short_safe_and_unique(tmp_path: Path) -> None:
    with excel_book.workbook(tmp_path / "names.xlsx", row_by_row=True) as book:
        names = [book.sheet(name).get_name() for name in ("保証[承諾]:*?/\\", "x" * 40, "X" * 40, "", "'a'")]
    assert names == ["保証_承諾______", "x" * 31, "X" * 29 + "_2", "表", "a"]


# --- the tables of one document ---------------------------------------------------------------------------------------


def cell(row: int, col: int, text: str, kind: str = "value", row_span: int = 1, col_span: int = 1) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(column.name for column in table_specs()["cells"].columns)
    return empty | {
        "document_id": "a" * 64,
        "file": "a.pdf",
        "page": 1,
        "table_id": "t1",
        "row": row,
        "col": col,
        "row_span": row_span,
        "col_span": col_span,
        "text": text,
        "kind": kind,
    }


def test_a_table_is_laid_out_as_it_is_printed(tmp_path: Path) -> None:
    figures = [
        record("a", 1, 2023, "1234", raw="1,234", table_id="t1", row=2, col=1, trust="proved"),
        record("a", 2, 2023, "-51", raw="△51", table_id="t1", row=2, col=2, trust="suspect"),
    ]
    dataset(tmp_path, [document("a", 2023, json_file="documents/a.json")], figures)
    table: dict[str, Any] = dict.fromkeys(column.name for column in table_specs()["tables"].columns)
    table |= {
        "document_id": "a" * 64,
        "file": "a.pdf",
        "table_id": "t1",
        "caption": "業務:数値",
        "page": 1,
        "last_page": 1,
    }
    table |= {"unit_note": "（単位：百万円）", "header_rows": 2, "n_rows": 4, "n_cols": 3, "notes": ["（注）一"]}
    table |= {"found_by": "ruled", "stub_cols": [0]}
    cells = [
        cell(0, 0, "項目", "header", row_span=2),
        cell(0, 1, "令和5年度", "header", col_span=2),
        cell(1, 1, "金額", "header"),
        cell(1, 2, "増減", "header"),
        cell(2, 0, "保証承諾", "stub"),
        cell(2, 1, "1,234"),
        cell(2, 2, "△51"),
        cell(3, 0, "=1+1", "stub"),
        cell(3, 1, "－"),
        cell(3, 2, ""),
    ]
    write_table(tmp_path, table_specs()["tables"], [table])
    write_table(tmp_path, table_specs()["cells"], cells)
    assert write_document_books(tmp_path, tmp_path) == ("documents/a.xlsx",)
    book = openpyxl.load_workbook(tmp_path / "documents" / "a.xlsx")
    assert book.sheetnames == ["目次", "p1 業務_数値"]
    sheet = book["p1 業務_数値"]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A4:A5", "B4:C4"]
    values = [[c.value for c in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
    assert values == [
        ["項目", "令和5年度", None],
        [None, "金額", "増減"],
        ["保証承諾", 1234, -51],
        ["=1+1", "－", None],
    ]
    assert sheet["A7"].data_type == "s"
    assert sheet["B6"].number_format == "#,##0" and sheet["C6"].number_format == '0;"△"0'
    assert sheet["C6"].fill.fgColor.rgb.endswith("F8CBAD")
    assert sheet["A9"].value == "（注）一"
    assert sheet.freeze_panes == "A6"


def test_each_book_has_the_tables_of_its_own_document(tmp_path: Path) -> None:
    """Whatever the order of the files; a document without tables, or of which no cell is kept, is passed over."""
    documents = [document(d, 2023, json_file=f"documents/{d}.json") for d in "ebdca"]
    documents[2]["tables"] = 0
    figures = [record(d, 1, 2023, "12", raw="12", table_id=f"{d}1", row=1, col=1) for d in "cbae"]
    dataset(tmp_path, documents, figures)
    empty: dict[str, Any] = dict.fromkeys(column.name for column in table_specs()["tables"].columns)
    tables = [
        empty
        | {"document_id": d * 64, "file": f"{d}.pdf", "table_id": f"{d}1", "caption": d, "page": 1, "last_page": 1}
        | {"header_rows": 0, "n_rows": 2, "n_cols": 2, "notes": [], "found_by": "ruled", "stub_cols": [0]}
        for d in "dbea"
    ]
    cells = [
        cell(1, n, text) | {"document_id": d * 64, "table_id": f"{d}1"}
        for d in "eadc"
        for n, text in enumerate((d, "12"))
    ]
    write_table(tmp_path, table_specs()["tables"], tables)
    write_table(tmp_path, table_specs()["cells"], cells)
    assert sorted(write_document_books(tmp_path, tmp_path)) == [f"documents/{d}.xlsx" for d in "abe"]
    shown = {d: openpyxl.load_workbook(tmp_path / "documents" / f"{d}.xlsx")[f"p1 {d}"] for d in "abe"}
    assert {d: [c.value for c in sheet[5]] for d, sheet in shown.items() if sheet.max_row > 4} == {
        "a": ["a", 12],
        "e": ["e", 12],
    }
    assert [shown["b"]["A1"].value, shown["b"].max_row] == ["b", 2]
