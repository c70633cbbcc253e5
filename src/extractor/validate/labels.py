"""Row labels and the profile's concepts: those that met one only nearly, and those that met none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.model import Finding, Origin, Record, Severity
from extractor.profile import Concept, How, Profile, nearest_concepts
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import area_of

#: pages that are listed for one label; the rest are counted
_PAGES = 5


@check(
    "label-uncertain",
    severity=Severity.WARNING,
    ja="概念の名称と完全には一致しない項目名",
    en="Labels that differ from the name of their concept by words that change no meaning",
)
def label_uncertain(case: Case) -> Iterator[Finding]:
    """One finding for each label, with what else it might mean."""
    similar = (r for r in case.document.records if r.meaning.concept_match == How.SIMILAR)
    for (item, concept_id), records in _by_label(similar).items():
        concept = case.profile.concepts[concept_id]
        others = [c for c in nearest_concepts(case.profile, item) if c is not concept]
        yield label_uncertain.finding(
            f"項目「{item}」を概念「{concept.label_ja}」とみなしました。違いは意味を変えない語だけのはずですが、確かめてください。"
            f"ほかの候補：{_listed(c.label_ja for c in others) or 'なし'}。",
            f"The label {item} was taken for the concept {concept.id} ({concept.label_en}), from which it differs by words "
            f"that should change no meaning: see whether it is. Other candidates: {_listed(c.id for c in others) or 'none'}.",
            where=area_of([record.where for record in records]),
            record_ids=[record.record_id for record in records],
            evidence=[f"p. {r.where.page} {item}: {r.quantity.raw}" for r in records],
        )


@check(
    "label-unknown",
    severity=Severity.INFO,
    ja="プロファイルに概念のない項目名",
    en="Labels that name no concept of the profile",
)
def label_unknown(case: Case) -> Iterator[Finding]:
    """One finding for the document; a profile without concepts knows no label, which is not worth saying."""
    unknown = _by_label(r for r in case.document.records if _is_unknown(r)) if case.profile.concepts else {}
    if unknown:
        count = sum(map(len, unknown.values()))
        yield label_unknown.finding(
            f"表の {len(unknown)} 種類の項目名（数値 {count} 個）は、プロファイル {case.profile.name} のどの概念にも当たりません。"
            "extractor profiles draft で一覧をプロファイルの下書きにできます。",
            f"{len(unknown)} label(s) of tables, with {count} figure(s), name no concept of the profile {case.profile.name}; "
            "extractor profiles draft makes them the draft of a profile.",
            evidence=[_told(case.profile, item, records) for (item, _), records in unknown.items()],
        )


def _is_unknown(record: Record) -> bool:
    """A labelled figure of a table without a concept; a part of a total (業種=製造業) is named by its dimension."""
    meaning = record.meaning
    if record.origin is not Origin.TABLE or record.quantity.value is None:
        return False
    return meaning.concept is None and meaning.item != "" and meaning.dimensions == ""


def _by_label(records: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    """Records by label and concept, in the order of the document."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.meaning.item, record.meaning.concept or ""), []).append(record)
    return groups


def _told(profile: Profile, item: str, records: list[Record]) -> str:
    pages = sorted({record.where.page for record in records})
    shown = ", ".join(map(str, pages[:_PAGES])) + (f" (+{len(pages) - _PAGES})" if len(pages) > _PAGES else "")
    near = _listed(_named(c) for c in nearest_concepts(profile, item))
    return f"{item}: {len(records)} × p. {shown}" + (f"; {near}?" if near else "")


def _named(concept: Concept) -> str:
    return f"{concept.id} ({concept.label_ja})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
