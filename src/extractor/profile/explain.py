"""What a concept means, and where a label would go and why: lines for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.profile.equations import equation_text
from extractor.profile.match import entries_met, fitting_entry
from extractor.profile.similarity import nearest_concepts
from extractor.profile.types import Alias, Concept, Entry, How, Profile

_HOW = {
    How.EXACT: "the name as printed / 名称どおり",
    How.NORMALISED: "the name in one spelling / 表記をそろえると一致",
    How.REDUCED: "the name without numbering, units and marks / 番号・単位・符号を除くと一致",
    How.SIMILAR: "the name but for neutral words; told as label-uncertain / 意味を変えない語を除くと一致（label-uncertain）",
}


def explain_concept(profile: Profile, concept: Concept) -> Iterator[str]:
    """Meaning, names, place in the taxonomy and identities of a concept."""
    yield f"{concept.id}: {concept.label_ja} / {concept.label_en}"
    yield f"  kind / 種類: {concept.kind}, {concept.sign}" + (f", {', '.join(concept.units)}" if concept.units else "")
    statement = next((s for s in profile.statements if s.id == concept.statement), None)
    if statement is not None:
        yield f"  statement / 書類: {statement.id} ({statement.label_ja})"
    if concept.parent is not None:
        yield f"  line of / 上位: {concept.parent} ({profile.concepts[concept.parent].label_ja})"
    lines = [c for c in profile.concepts.values() if c.parent == concept.id]
    if lines:
        yield "  lines / 内訳: " + ", ".join(f"{c.id} ({c.label_ja})" for c in lines)
    yield "  names / 名称:"
    yield from (f"    {_alias(alias)}" for alias in concept.aliases)
    if concept.elements:
        yield f"  EDINET: {', '.join(concept.elements)}"
    for identity in profile.identities:
        if concept.id in {identity.target.concept, *(term.concept for term in identity.terms)}:
            yield f"  identity / 式 ({identity.strength}): {equation_text(identity.target, identity.terms)}"
    if concept.source:
        yield f"  source / 出典: {concept.source}"


def explain_label(profile: Profile, label: str, parents: Sequence[str], context: Sequence[str]) -> Iterator[str]:
    """Which concept a label meets below ``parents`` and within ``context``, by which name; else what it would take."""
    waiting: list[Entry] = []
    for how, entries in entries_met(profile, label):
        entry = fitting_entry(profile, entries, parents, context)
        if entry is not None:
            yield f"{label} → {entry.concept}: {_HOW[how]}: {_alias(entry.alias)}"
            yield from explain_concept(profile, profile.concepts[entry.concept])
            return
        waiting += [entry for entry in entries if entry not in waiting]
    yield f"{label} → no concept of {profile.name} / {profile.name} のどの概念にも当たりません"
    if waiting:
        yield "  It is a name of these, which count elsewhere or compete / 次の概念の名称ですが、ここでは有効でないか決められません:"
        yield from (f"    {entry.concept}: {_alias(entry.alias)}" for entry in waiting)
    near = nearest_concepts(profile, label)
    if near:
        yield "  Like names, never taken for it / 似た名称（自動では採りません）:"
        yield from (f"    {concept.id}: {concept.label_ja} / {concept.label_en}" for concept in near)


def _alias(alias: Alias) -> str:
    limits = [
        f"under {' | '.join(alias.under)}" if alias.under else "",
        f"within {' | '.join(alias.within)}" if alias.within else "",
        f"only within {' | '.join(alias.only_within)}" if alias.only_within else "",
        f"since {alias.since}" if alias.since else "",
        f"until {alias.until}" if alias.until else "",
    ]
    told = "; ".join(filter(None, limits))
    return f"{alias.text} [{told}]" if told else alias.text
