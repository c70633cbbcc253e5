"""The whole story of one number: where it is printed, how it was read, what it is about, what bears it out, how far it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from extractor.document_form import plain
from extractor.model import Document, Equation, Finding, Layer, Outcome, Record, Trust
from extractor.proof import name_of, retold

_ORIGINS = {"table": ("表", "a table"), "narrative": ("本文", "the text"), "chart": ("図", "a chart")}
_KINDS = {
    "sum": ("合計・差引", "sum"),
    "ratio": ("比率", "ratio"),
    "share": ("構成比", "share"),
    "change": ("増減", "change"),
    "average": ("平均・単価", "average"),
    "identity": ("勘定科目の関係式", "identity of the accounts"),
    "equal": ("同じ事項", "the same fact elsewhere"),
    "narrative": ("本文との一致", "text against table"),
    "years": ("他年度の書類", "another year's document"),
}
_TRUSTS = {
    Trust.PROVED: (
        "証明済み（proved）: どの桁、符号、桁取りが違っても、成り立っている関係のどれかが崩れます。",
        "proved: any other digit, sign or scale would break a relation that holds.",
    ),
    Trust.SUPPORTED: (
        "裏付けあり（supported）: 符号、桁取り、先頭の桁が違えば関係が崩れますが、下の桁の違いには気付けないことがあります。",
        "supported: another sign, scale or first digit would break a relation; a change in the last digits might not.",
    ),
    Trust.UNCHECKED: (
        "未検証（unchecked）: この数値を裏付ける関係がないか、足りません。",
        "unchecked: nothing relates to it, or not closely enough.",
    ),
    Trust.SUSPECT: (
        "疑わしい（suspect）: 下の検査結果がこの数値を指しているか、読み取りが確かではありません。",
        "suspect: a finding below points at it, or its reading is doubtful.",
    ),
}


class Line(Struct, frozen=True, gc=False):
    """One line of the story in both languages."""

    ja: str
    en: str


def story(record: Record, outcome: Outcome, elsewhere: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    """The story of ``record`` of ``outcome``; ``elsewhere`` words numbers of other documents that equations name, by id."""
    document = outcome.document
    if document is None:
        return ()
    known = {**(elsewhere or {}), **{r.record_id: name_of(r) for r in document.records}}
    return (
        Line(f"{record.record_id}: {name_of(record)}", f"{record.record_id}: {name_of(record)}"),
        *_place(record, document),
        *_reading(record, dict(outcome.reasons.stands_for).get(record.record_id)),
        *_meaning(record),
        *_equations(record, outcome.reasons.equations, known),
        *_findings(record, outcome.findings),
        Line(f"信頼度: {_TRUSTS[record.trust][0]}", f"Trust: {_TRUSTS[record.trust][1]}"),
    )


def others_of(record: Record, outcome: Outcome) -> frozenset[str]:
    """The ids of numbers of other documents that the story of ``record`` names."""
    names = {
        n for equation in outcome.reasons.equations if record.record_id in _names(equation) for n in _names(equation)
    }
    return frozenset(name for name in names if name[:12] != record.record_id[:12])


def _place(record: Record, document: Document) -> Iterator[Line]:
    where = record.where
    summary = next((page for page in document.pages if page.number == where.page), None)
    label = summary.label_at(where.box) if summary is not None else None
    box = ", ".join(f"{value:.0f}" for value in where.box)
    yield Line(
        f"文書: {document.source.file}（{document.identity.organization or '発行者不明'}、{document.identity.title or '題名なし'}）",
        f"Document: {document.source.file} ({document.identity.organization or 'publisher unknown'},"
        f" {document.identity.title or 'no title'})",
    )
    ja, en = _ORIGINS[record.origin.value]
    cell_ja = cell_en = ""
    if record.place is not None:
        caption, row, column = record.place.caption, record.place.row + 1, record.place.col + 1
        cell_ja = f"「{caption}」{row} 行 {column} 列" if caption else f" {row} 行 {column} 列"
        cell_en = f"{f' {caption}' if caption else ''}, row {row}, column {column}"
    printed = (f"（印刷 {label}）", f" (printed {label})") if label else ("", "")
    yield Line(
        f"場所: {where.page} ページ{printed[0]}の{ja}{cell_ja}（x0, top, x1, bottom = {box} pt）",
        f"Place: page {where.page}{printed[1]}, {en}{cell_en} (x0, top, x1, bottom = {box} pt)",
    )
    if record.section:
        yield Line(f"見出し: {' > '.join(record.section)}", f"Heading: {' > '.join(record.section)}")


def _reading(record: Record, stands_for: str | None) -> Iterator[Line]:
    quantity = record.quantity
    layer = ("文字認識", "recognised") if record.layer is Layer.OCR else ("テキスト層", "text layer")
    sure = f" {record.confidence:.2f}" if record.confidence is not None else ""
    yield Line(f"原文: {quantity.raw!r}（{layer[0]}{sure}）", f"As printed: {quantity.raw!r} ({layer[1]}{sure})")
    if record.repaired_from is not None:
        yield Line(
            f"修復: 読み取り {record.repaired_from!r} を計算から {plain(quantity.value)} に改めました。",
            f"Repaired: the reading {record.repaired_from!r} was put right to {plain(quantity.value)} by arithmetic.",
        )
    if record.corrected_by is not None:
        yield Line(f"訂正: 人による決定 {record.corrected_by}", f"Corrected: by the decision {record.corrected_by}")
    if quantity.value is None:
        yield Line("値: なし（該当のない印。0 ではありません）", "Value: none (a mark of absence, which is not 0)")
        return
    unit = quantity.unit or "?"
    base = f" = {quantity.value_base:,f} {quantity.unit_base}" if quantity.value_base is not None else ""
    yield Line(f"値: {quantity.value:,f} {unit}{base}", f"Value: {quantity.value:,f} {unit}{base}")
    if stands_for is not None:
        yield Line(f"丸めの幅: {stands_for}", f"Stands for: {stands_for}")


def _meaning(record: Record) -> Iterator[Line]:
    meaning, period = record.meaning, record.period
    labels = " / ".join(filter(None, (meaning.item_path, meaning.item, meaning.column)))
    yield Line(f"項目: {labels}", f"Labels: {labels}")
    told = [
        ("concept", f"{meaning.concept} ({meaning.concept_match})" if meaning.concept else None),
        ("measure", meaning.measure),
        ("scenario", meaning.scenario),
        ("scope", meaning.scope),
        ("basis", meaning.basis),
        ("dimensions", meaning.dimensions or None),
        ("of_which", "true" if meaning.of_which else None),
        ("fiscal_year", str(period.fiscal_year) if period.fiscal_year is not None else None),
        ("period", f"{period.start} – {period.end}" if period.start and period.end else None),
    ]
    shown = ", ".join(f"{name} = {value}" for name, value in told if value)
    if shown:
        yield Line(f"意味: {shown}", f"Meaning: {shown}")
    for note in record.notes:
        yield Line(f"注記: {note}", f"Note: {note}")


def _names(equation: Equation) -> tuple[str, ...]:
    return tuple(n for term in equation.terms for n in (term.top, term.under) if n is not None)


def _equations(record: Record, equations: Iterable[Equation], known: Mapping[str, str]) -> Iterator[Line]:
    mine = [equation for equation in equations if record.record_id in _names(equation)]
    for holds, ja, en in (
        (False, "合わない関係", "Relations that fail"),
        (True, "成り立つ関係", "Relations that hold"),
    ):
        chosen = [equation for equation in mine if equation.holds is holds]
        if chosen:
            yield Line(f"{ja}（{len(chosen)}）:", f"{en} ({len(chosen)}):")
        for equation in chosen:
            kind, text = (
                _KINDS.get(equation.kind, (equation.kind, equation.kind)),
                retold(equation, lambda name: known.get(name, name)),
            )
            yield Line(f"  {kind[0]}: {text}", f"  {kind[1]}: {text}")
    if not mine:
        yield Line("この数値に関わる関係は見つかっていません。", "No relation to other figures was found.")


def _findings(record: Record, findings: Iterable[Finding]) -> Iterator[Line]:
    for finding in findings:
        if record.record_id in finding.record_ids:
            head = f"{finding.code} ({finding.severity.value})"
            yield Line(f"検査結果 {head}: {finding.message_ja}", f"Finding {head}: {finding.message_en}")
