"""Prose that stands in cells, beside hanging labels and in histories: its amounts, what they are of, and their year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typeset import page

from extractor import extract
from extractor.model import CellKind, Document, Fate, Origin
from extractor.sections import sections_of
from pdfs import line, pdf, text

LEADING, TOP = 14, 700


def ruled(xs: Sequence[int], rows: Sequence[Sequence[str]], *, between_rows: bool = True) -> str:
    """A table in 10-point type; the lines of a cell are parted by ``|``, and are as many as its row needs."""
    drawn, y = "", TOP
    for number, row in enumerate(rows):
        height = LEADING * max(cell.count("|") + 1 for cell in row) + (6 if between_rows or number < 2 else 0)
        if between_rows or number < 2:
            drawn += line(xs[0], y, xs[-1], y)
        for x, cell in zip(xs, row, strict=False):
            for i, printed in enumerate(cell.split("|")):
                drawn += text(x + 4, y - 12 - LEADING * i, printed)
        y -= height
    drawn += line(xs[0], y, xs[-1], y)
    return drawn + "".join(line(x, TOP, x, y) for x in xs)


def read(tmp_path: Path, content: str) -> Document:
    file = tmp_path / "remarks.pdf"
    title = text(60, 780, "令和６年度 経営計画の評価", 16) + text(60, 756, "北浦県信用保証協会")
    file.write_bytes(pdf(title + content))
    document = extract(str(file)).document
    assert document is not None
    return document


def stated(document: Document) -> list[tuple[str, str, int | None, str | None]]:
    narrative = (r for r in document.records if r.origin is Origin.NARRATIVE)
    return [(r.meaning.item, r.quantity.raw, r.period.fiscal_year, r.meaning.scenario) for r in narrative]


def unclaimed(document: Document) -> list[str]:
    return [one.token.text for one in document.tokens if one.fate is Fate.UNCLAIMED]


EVALUATION = ruled(
    (60, 130, 340, 530),
    (
        ("項目", "取組状況", "自己評価"),
        (
            "保証承諾",
            "保証承諾は2,418件となり、312億45百万円|を承諾した。|・創業保証は96件を承諾した。",
            "計画を12億45百万円|上回った。",
        ),
        ("代位弁済", "代位弁済は21億30百万円にとどまった。", "前年度に比べ1億85百万円|減少した。"),
        ("人材育成", "研修を14回開き、203人が受講した。", "引き続き取り組む。"),
    ),
)


def test_amounts_of_sentences_in_cells_are_records(tmp_path: Path) -> None:
    document = read(tmp_path, EVALUATION)
    assert sorted(stated(document)) == sorted(
        [
            ("保証承諾", "2,418件", 2024, "actual"),
            ("保証承諾", "312億45百万円", 2024, "actual"),
            ("創業保証", "96件", 2024, "actual"),
            ("保証承諾", "12億45百万円", 2024, "actual"),
            ("代位弁済", "21億30百万円", 2024, "actual"),
            ("代位弁済", "1億85百万円", 2024, "actual"),
            ("研修", "14回", 2024, "actual"),
            ("研修", "203人", 2024, "actual"),
        ]
    )
    assert unclaimed(document) == []


def test_their_place_is_in_the_cell_and_their_section_names_its_row(tmp_path: Path) -> None:
    document = read(tmp_path, EVALUATION)
    record = next(r for r in document.records if r.quantity.raw == "1億85百万円")
    cell = next(c for c in document.tables[0].cells if "1億85百万円" in c.text)
    box, area = record.where.box, cell.where.box
    assert area.x0 < box.x0 < box.x1 < area.x1
    assert area.top < box.top < box.bottom < area.bottom
    assert record.section[-1] == "代位弁済"
    assert record.quantity.value is not None
    assert record.quantity.value < 0


def test_a_column_of_another_year_and_of_plans_says_so(tmp_path: Path) -> None:
    rows = (
        ("項目", "令和５年度の実績", "令和６年度の計画"),
        ("保証承諾", "2,418件を承諾した。", "2,500件の承諾を見込む。"),
        ("代位弁済", "代位弁済は21億30百万円です。", "20億円に抑える。"),
    )
    document = read(tmp_path, ruled((60, 130, 330, 530), rows))
    years = {(raw, year, scenario) for _, raw, year, scenario in stated(document)}
    assert years == {
        ("2,418件", 2023, "prior_actual"),
        ("21億30百万円", 2023, "prior_actual"),
        ("2,500件", 2024, "forecast"),
        ("20億円", 2024, "plan"),
    }


@pytest.mark.parametrize("between_rows", [True, False])
def test_an_entry_of_a_history_is_of_its_date(tmp_path: Path, *, between_rows: bool) -> None:
    rows = (
        ("年月", "あゆみ"),
        ("昭和24年10月", "協会を設立。基本財産は500万円。"),
        ("昭和60年４月", "保証債務残高が1,000億円に達する。その後の|拡大に備え、本所を移す。"),
        ("平成12年３月", "保証承諾が8,412件となる。"),
    )
    document = read(tmp_path, ruled((60, 160, 530), rows, between_rows=between_rows))
    (history,) = document.tables
    assert [c.text for c in history.cells if c.kind is CellKind.STUB] == [row[0] for row in rows[1:]]
    assert [(item, raw, year) for item, raw, year, _ in stated(document)] == [
        ("基本財産", "500万円", 1949),
        ("保証債務残高", "1,000億円", 1985),
        ("保証承諾", "8,412件", 1999),
    ]


def test_labels_figures_and_ages_in_cells_state_nothing(tmp_path: Path) -> None:
    rows = (
        ("区分", "内容", "株式数（株）"),
        ("完全議決権株式（自己株式を除く。）", "普通株式", "1,701,900"),
        ("平均年齢", "38歳8カ月", "120"),
        ("1年以内に返す借入金", "その他12件", "340"),
    )
    document = read(tmp_path, ruled((60, 260, 400, 530), rows))
    assert stated(document) == []


# --- labels in the margin ---------------------------------------------------------------------------------------------


def paragraphs(*placed: tuple[str, float, float]) -> list[str]:
    return [p.text for s in sections_of([page(1, *placed)]) for p in s.paragraphs]


def test_a_hanging_label_is_no_part_of_its_sentence() -> None:
    placed = [("回収", 60, 100), ("求償権の回収額は4億20百万円でした。", 140, 100)]
    placed += [("信用補完", 60, 130), ("経営支援先は75企業でした。", 140, 130)]
    placed += [("総務", 60, 160), ("電子申込の利用は1,204件で、", 140, 160), ("前年度より増えました。", 140, 177)]
    assert paragraphs(*placed) == [
        *("回収", "求償権の回収額は4億20百万円でした。"),
        *("信用補完", "経営支援先は75企業でした。"),
        *("総務", "電子申込の利用は1,204件で、前年度より増えました。"),
    ]


def test_a_label_beside_the_middle_of_its_text_does_not_part_it() -> None:
    lines = (
        "求償権の回収額は4億20百万円で、前年度比97.5％となりました。委託",
        "を進め、定期の回収先は1,210先に増えました。",
    )
    placed: list[tuple[str, float, float]] = []
    for number, label in enumerate(("回収", "期中管理", "信用補完")):
        top = 100 + 60 * number
        placed += [(lines[0], 140, top), (label, 60, top + 8), (lines[1], 140, top + 17)]
    assert paragraphs(*placed) == ["回収", "".join(lines), "期中管理", "".join(lines), "信用補完", "".join(lines)]


def test_labels_beside_figures_and_dates_beside_events_stay_with_them() -> None:
    figures = [("保証承諾", 60, 100), ("312", 200, 100), ("代位弁済", 60, 117), ("21", 200, 117)]
    assert not any(text == "保証承諾" for text in paragraphs(*figures, ("件数", 60, 134), ("5", 200, 134)))
    history = [("令和３年４月", 60, 100), ("相談窓口を3か所に増やす。", 160, 100)]
    history += [
        ("令和４年４月", 60, 130),
        ("本所を移す。", 160, 130),
        ("令和５年４月", 60, 160),
        ("制度を改める。", 160, 160),
    ]
    assert paragraphs(*history)[0].startswith("令和３年４月")
