"""The sheet for blind keying: a picture of each number, what it is said to be about, and fields to fill in."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import asdict

from extractor.audit.pictures import Pictures, Place, pictures_of
from extractor.audit.sample import Population, Sampled
from extractor.errors import NothingThere, OutputNotWritable
from extractor.model import Box
from extractor.write.excel_book import Book, put, workbook

SHEET, SAMPLE = "sheet.xlsx", "sample.json"
#: the sheet to fill in, its fields, and the name of its first column
KEYING, ID = "入力", "record_id"
VALUE, UNIT, MEANING, REMARK = "値\nvalue", "単位\nunit", "意味は合うか\nmeaning right?", "備考\nremark"

_ROWS = (
    "SELECT record_id, file, document_id, page, x0, top, x1, bottom, organization, fiscal_year, period_start, period_end,"
    ' caption, item_path, item, "column", concept, measure, scenario, scope, basis, dimensions'
    " FROM read_parquet(?) WHERE record_id IN (SELECT unnest(?))"
)
_CLAIMS = (
    "organization",
    "fiscal_year",
    "caption",
    "item_path",
    "item",
    "column",
    "measure",
    "scenario",
    "period",
    "part",
)
_CLAIM_HEADINGS = (
    *("発行者\npublisher", "年度\nfiscal year", "表題\ncaption", "上位項目\nparents", "項目\nitem", "列\ncolumn"),
    *("測り方\nmeasure", "区分\nscenario", "期間\nperiod", "内訳・範囲\npart, scope"),
)
_HELP = (
    "赤枠の数値を、画像だけを見て入力してください（読み取り結果は書いてありません）。",
    "Key the framed number from the picture alone; what was read is not shown.",
    "値：印刷のとおりの数（負数は -51 または △51、横棒は －）。717億29百万円 のような値は、そのまま入力できます。",
    "value: as printed (negative: -51 or △51; a dash: －). Amounts like 717億29百万円 may be keyed as they stand.",
    "単位：表や見出しに示された単位（百万円、千円、件、％など）。示されていなければ空欄。",
    "unit: as the table or heading tells (百万円, 千円, 件, ％ …); leave it empty where none is told.",
    "意味は合うか：右の項目・年度・列などの記述が、この数値について正しければ ○、違えば ×。",
    "meaning right?: ○ when what stands to the right is true of this number, else ×.",
    "読めないときは空欄のまま備考に書いてください。集計から除きます。",
    "Where it cannot be read, leave it empty and say so in the remark: it is then not counted.",
)
_INPUT = {"bg_color": "#FFF2CC", "border": 1}
_HEIGHT = 110  # points: a row with its picture


class Written(Struct, frozen=True, gc=False):
    """What became of a sample; ``unseen`` names the records of which there is no picture, with the reason."""

    sheet: Path
    unseen: tuple[tuple[str, str], ...]


def write_sheet(
    out: Path, folder: Path, population: Population, sample: Sequence[Sampled], seed: int, password: str | None = None
) -> Written:
    """Write the sheet and its pictures for ``sample`` of the output folder ``out`` into ``folder``, a new one.

    Raises OutputNotWritable when ``folder`` is there: a sheet that somebody fills in is never overwritten; NothingThere
    when ``out`` no longer holds the records.
    """
    rows = _rows(out, sample)
    try:
        folder.mkdir(parents=True)
        (folder / "pages").mkdir()
    except OSError as error:
        raise OutputNotWritable(f"{folder}: {error.strerror}") from error
    places = [
        Place(n, row["file"], row["document_id"], row["page"], Box(row["x0"], row["top"], row["x1"], row["bottom"]))
        for n, row in enumerate(rows, 1)
    ]
    close, unseen = {}, []
    for shown in pictures_of(places, password):
        if isinstance(shown, Pictures):
            shown.page.save(folder / "pages" / f"{shown.number:04d}.png")
            close[shown.number] = _png(shown)
        else:
            unseen.append((rows[shown[0].number - 1]["record_id"], shown[1]))
    with workbook(folder / SHEET, row_by_row=False) as book:
        _write_help(book)
        _write_keying(book, rows, close)
    (folder / SAMPLE).write_text(_sample_json(out, population, sample, seed), encoding="utf-8")
    return Written(folder / SHEET, tuple(unseen))


def _rows(out: Path, sample: Sequence[Sampled]) -> list[dict[str, Any]]:
    """What is said of each record of the sample, in its order; the value is not among it."""
    with duckdb.connect() as db:
        found = db.execute(_ROWS, [str(out / "records.parquet"), [one.record_id for one in sample]])
        names = [column[0] for column in found.description or ()]
        by_id = {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}
    if len(by_id) != len(sample):
        raise NothingThere(str(out))
    return [by_id[one.record_id] for one in sample]


def _sample_json(out: Path, population: Population, sample: Sequence[Sampled], seed: int) -> str:
    form = {
        "out": str(out.resolve()),
        "seed": seed,
        "strata": {name: len(ids) for name, ids in population.strata.items()},
        "sample": [asdict(one) for one in sample],
    }
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def _png(shown: Pictures) -> tuple[bytes, int, int]:
    stream = io.BytesIO()
    shown.close.save(stream, "PNG")
    return stream.getvalue(), shown.close.width, shown.close.height


def _write_help(book: Book) -> None:
    sheet = book.sheet("手引き")
    sheet.set_column(0, 0, 110)
    for row, text in enumerate(_HELP):
        put(book, sheet, row, 0, text)


def _write_keying(book: Book, rows: Sequence[Mapping[str, Any]], close: Mapping[int, tuple[bytes, int, int]]) -> None:
    sheet = book.sheet(KEYING)
    headings = (ID, "画像\npicture", "ページ\npage", VALUE, UNIT, MEANING, REMARK, *_CLAIM_HEADINGS)
    for col, heading in enumerate(headings):
        sheet.write_string(0, col, heading, book.heading())
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _HEIGHT)
        put(book, sheet, number, 0, row["record_id"], {"font_color": "#A0A0A0", "font_size": 8})
        if number in close:
            content, width, height = close[number]
            scale = min(420 / width, (_HEIGHT * 4 / 3 - 6) / height)
            picture = {
                "image_data": io.BytesIO(content),
                "x_scale": scale,
                "y_scale": scale,
                "x_offset": 3,
                "y_offset": 3,
            }
            sheet.insert_image(number, 1, f"{number:04d}.png", picture)
            sheet.write_url(number, 2, f"external:pages/{number:04d}.png", string=f"p.{row['page']}")
        for col in range(3, 7):
            sheet.write_blank(number, col, None, book.format(**_INPUT, num_format="@" if col < 5 else "General"))
        for col, claim in enumerate(_claims(row), 7):
            put(book, sheet, number, col, claim, {"text_wrap": True, "valign": "top", "num_format": "0"})
    sheet.data_validation(1, 5, max(len(rows), 1), 5, {"validate": "list", "source": ["○", "×"]})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 8)
    sheet.set_column(3, 6, 16)
    sheet.set_column(7, 16, 18)
    sheet.freeze_panes(1, 3)
    sheet.activate()


def _claims(row: Mapping[str, Any]) -> list[Any]:
    """What is said of a number, in words that do not give its value away."""
    days = [day.isoformat() for day in (row["period_start"], row["period_end"]) if day is not None]
    told = {
        **row,
        "period": "～".join(dict.fromkeys(days)) or None,
        "part": " ".join(filter(None, (row["dimensions"], row["scope"], row["basis"]))) or None,
    }
    return [told[name] for name in _CLAIMS]
