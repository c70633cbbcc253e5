"""What the panel has to say: values that contradict each other, figures that could not enter, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractor.document_form import plain
from extractor.model import Finding, Severity
from extractor.panel.choose import PanelRow
from extractor.panel.concepts import concept_label, profile_or_none
from extractor.panel.figures import Candidate
from extractor.write.database import Connection, fetched
from extractor.write.derived import Told

#: why a record with a concept stays outside, in both languages
REASONS = {
    "year-unknown": ("年度が分からない", "its year is not known"),
    "measure-unknown": ("測り方が分からない", "what it measures is not known"),
    "class-bound": ("区分の境を示す値", "it bounds a class"),
    "hedged": ("「約」などでぼかされている", "a word blurs it (約, 以上, …)"),
    "unit-unknown": ("単位が分からない", "its unit is not known"),
    "value-unknown": ("値として読めない", "its value could not be kept"),
    "of-which": ("「うち」書きで、何の内訳か示されていない", "an of-which figure of no named breakdown"),
}


def conflict_finding(row: PanelRow, profile: str | None) -> Told:
    """``panel-conflict`` between documents, ``panel-collision`` within one."""
    chosen, others = row.chosen, row.contradicted_by or row.collides_with
    between = bool(row.contradicted_by)
    label_ja, label_en = concept_label(profile_or_none(profile) if profile else None, row.key.concept)
    about = " ".join(filter(None, (row.key.measure, row.key.scenario, row.key.basis, row.key.dimensions)))
    stated = " / ".join(_stated(c) for c in (chosen, *others))
    if between:
        ja = f"{row.key.fiscal_year}年度の「{label_ja}」（{about}）が文書により異なります: {stated}。パネルには先頭の値を入れ、他も残しました。"
        en = f"{label_en} ({about}) of {row.key.fiscal_year} differs between documents: {stated}. The panel takes the first and keeps the others."
    else:
        ja = f"{row.key.fiscal_year}年度の「{label_ja}」（{about}）として、1 つの文書に異なる値があります: {stated}。別のものかもしれません。"
        en = f"One document states {label_en} ({about}) of {row.key.fiscal_year} in more than one way: {stated}. They may be different things."
    finding = Finding(
        code="panel-conflict" if between else "panel-collision",
        severity=Severity.WARNING,
        message_ja=ja,
        message_en=en,
        where=chosen.where,
        record_ids=tuple(c.record_id for c in (chosen, *row.contradicted_by, *row.collides_with)),
        expected=plain(chosen.value),
        actual=" / ".join(plain(c.value) or "－" for c in others),
    )
    return Told(chosen.document_id, chosen.file, finding)


def _stated(candidate: Candidate) -> str:
    return f"{candidate.raw} ({candidate.file} p.{candidate.where.page})"


def left_out_findings(db: Connection) -> Iterator[Told]:
    """``panel-left-out``: for each document, its figures with a concept that could not enter, by reason."""
    found = db.execute(
        "SELECT document_id, file, left_out, record_id FROM stated"
        " WHERE left_out IS NOT NULL AND left_out <> 'chart' ORDER BY file, document_id, left_out, page, record_id"
    )
    for (document_id, file), group in groupby(fetched(found), key=lambda row: (row[0], row[1])):
        by_reason: dict[str, list[str]] = {}
        for _, _, reason, record_id in group:
            by_reason.setdefault(reason, []).append(record_id)
        ids = [record_id for ids in by_reason.values() for record_id in ids]
        ja = "、".join(f"{REASONS[reason][0]}もの {len(n)} 件" for reason, n in by_reason.items())
        en = "; ".join(f"{len(n)}: {REASONS[reason][1]}" for reason, n in by_reason.items())
        finding = Finding(
            code="panel-left-out",
            severity=Severity.INFO,
            message_ja=f"概念の分かる数値のうち {len(ids)} 件をパネルに入れませんでした（{ja}）。",
            message_en=f"{len(ids)} figures with a concept stay outside the panel ({en}).",
            record_ids=tuple(ids),
        )
        yield Told(document_id, file, finding)
