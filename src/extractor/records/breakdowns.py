"""What a figure is a part of its total by: 業種=製造業, セグメント=金融.

A breakdown is announced by the heading of the row labels (業種), by a heading over columns (報告セグメント), by a row
over its members, by the caption or the section (業種別保証承諾), or by members that the profile lists.  Its total has no
dimension; where several rows or columns are called totals (小計, 合計), the most inclusive name is the total.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from extractor.normalise.labels import normalise_label, split_numbering
from extractor.profile import (
    Breakdown,
    Profile,
    match_breakdown,
    match_concept,
    match_member,
    measure_named,
    members_named,
)

#: names of totals, the most inclusive first
_TOTALS = tuple(
    re.compile(rf"(?:{names})(?:金?額)?")
    for names in ("(?:連結)?財務諸表計上額|総合計|総計|合算", "合計|全体", "計|総額")
)
_SUBTOTAL = re.compile(r"(?:小計|中計)(?:金?額)?")
_ADDED = re.compile(r"[(\[（][^()]*[)\]）]")
#: 業種別, 製品及びサービスごと; what is split by 科目 or 年度 is split into items and years, which records tell otherwise
_BY = re.compile(
    r"([一-龥々ァ-ヶーA-Z]+(?:(?:及び|・)[一-龥々ァ-ヶーA-Z]+)*)(?:別(?!途|紙|表|添|記|館|冊|に)|ごと(?!く)|毎(?!年|月|期|日|週))"
)
_NOT_BY = re.compile(
    r"(?:^|.*)(?:特|個|区|識|差|送|離|鑑|類|分|格|科目|項目|種目|費目|款|項|目|節|年度|年|期|段階|事業年度|年月|都度|日)$"
)
_OF_WHICH = re.compile(r"^(?:[(（](?:うち|内[、,])(.+)[)）]|(?:うち|内[、,])(.+))$")
#: a label list is of a breakdown if at least so many and at least half of its labels are known members
_MEMBERS = 2
#: the name of a breakdown that nothing names
UNNAMED = "内訳"


class Split(Struct, frozen=True, gc=False):
    """A breakdown along one axis: its name, and the path of its total among the labels of the axis."""

    name: str
    total: tuple[str, ...] | None
    breakdown: Breakdown | None = None


class Labels(Struct, frozen=True, gc=False):
    """The labels of one axis: each a path, outermost first, without what names a measure, a time or a scenario."""

    paths: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path[-1] for path in self.paths if path))


def announced(profile: Profile, text: str | None) -> str | None:
    """The name of the breakdown that a caption, a section or a heading announces."""
    found = announcement(profile, text)
    return found[0] if found else None


def announcement(profile: Profile, text: str | None) -> tuple[str, Breakdown | None, str] | None:
    """Name, breakdown where the profile has it, and the words that announce it (``業種別``)."""
    label = normalise_label(split_numbering(text)[1]) if text else ""
    for found in _BY.finditer(label):
        if _NOT_BY.match(found[1]) is None:
            known = match_breakdown(profile, found[1]) or match_breakdown(profile, found[0])
            unknown = found[0] if found[1].endswith("種") else found[1]
            return (known.id if known else unknown), known, found[0]
    return None


def total_of(labels: Labels, name: str | None = None) -> tuple[str, ...] | None:
    """The path that stands for the total: that of the most inclusive bare name, of equals the outermost, the last."""
    own = re.compile(rf"{re.escape(name)}(?:合計|計)") if name else None
    for pattern in filter(None, (own, *_TOTALS)):
        named = [path for path in labels.paths if path and pattern.fullmatch(_bare(path[-1]))]
        if named:
            return min(reversed(named), key=len)
    return None


def is_total(label: str) -> bool:
    """Whether a label names a total or a subtotal and nothing else."""
    bare = _bare(label)
    return _SUBTOTAL.fullmatch(bare) is not None or any(pattern.fullmatch(bare) for pattern in _TOTALS)


def _bare(label: str) -> str:
    return _ADDED.sub("", label).strip("()（） ")


def split_of(profile: Profile, labels: Labels, heads: Iterable[str], around: Iterable[str]) -> Split | None:
    """How the labels of one axis split a total; None where they are items of their own.

    ``heads`` stand over the labels, or are levels of them; ``around`` are the caption and the section.
    """
    heads = tuple(filter(None, heads))
    members = [name for name in labels.names if name and not is_total(name)]
    if not members:
        return None
    for head in heads:
        known = match_breakdown(profile, head)
        if known is not None:
            return Split(known.id, total_of(labels, known.id), known)
    if _are_items(profile, members):
        return None
    for text in (*heads, *around):
        found = announcement(profile, text)
        if found is not None and _may_be(profile, found[1], members, labels):
            return Split(found[0], total_of(labels, found[0]), found[1])
    listed = _listed(profile, members)
    return Split(listed.id, total_of(labels, listed.id), listed) if listed is not None else None


def _are_items(profile: Profile, members: Sequence[str]) -> bool:
    """Whether most labels are lines or measures that the profile knows: they are no parts of one total."""
    items = others = 0
    for name in members:
        if measure_named(profile, name) is not None or match_concept(profile, name, ()) is not None:
            items += 1
        else:
            others += 1
        if 2 * max(items, others) > len(members):
            break
    return 2 * items > len(members)


def _may_be(profile: Profile, known: Breakdown | None, members: Sequence[str], labels: Labels) -> bool:
    """Whether labels may be the members of an announced breakdown: some are known, or they have a total."""
    if known is not None and any(match_member(profile, known, name) for name in members):
        return True
    return total_of(labels) is not None or len(members) >= _MEMBERS


def _listed(profile: Profile, members: Sequence[str]) -> Breakdown | None:
    """The breakdown of which most labels are members that the profile lists."""
    count: Counter[str] = Counter()
    for name in members:
        count.update(members_named(profile, name).keys())
    best = count.most_common(2)
    if (
        not best
        or best[0][1] < _MEMBERS
        or 2 * best[0][1] < len(members)
        or (len(best) > 1 and best[1][1] == best[0][1])
    ):
        return None
    return next(b for b in profile.breakdowns if b.id == best[0][0])


def member_of(profile: Profile, split: Split, path: Sequence[str], keeps: Callable[[str], bool]) -> str | None:
    """The member that a label is, with the members above it; None for the total.

    ``keeps`` tells labels above it that are members too from headings of another kind; what stands over the total as
    well is none.
    """
    total = split.total or ()
    if tuple(path) == total:
        return None
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path[:-1], total[:-1], strict=False)))
    own, above = path[-1], path[shared:-1]
    parents = [label for label in above if keeps(label) and not is_total(label)]
    named = [_settled(profile, split, label) for label in (*parents, own)]
    if is_total(own) and above:
        named = named[:-1] or [f"{above[-1]}{own}"]
    return " > ".join(dict.fromkeys(named))


def _settled(profile: Profile, split: Split, label: str) -> str:
    plain = _OF_WHICH.sub(r"\1\2", split_numbering(label)[1]) or label
    known = match_member(profile, split.breakdown, plain) if split.breakdown is not None else None
    return known or plain


def text_of(dimensions: Mapping[str, str]) -> str:
    """Dimensions as records carry them: sorted, ``業種=製造業;期間=5年超``."""
    return ";".join(f"{name}={_plain(member)}" for name, member in sorted(dimensions.items()))


def _plain(member: str) -> str:
    """A member without the characters that part dimensions."""
    return member.replace(";", "；").replace("=", "＝")
