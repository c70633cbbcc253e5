"""Which lines are headings: by their numbering, by standing alone on a short line, by larger type."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from extractor.sections.flow import Flow
from extractor.sections.numbering import BRACKETED, MARKED, PARENTHESISED, Numbering, numbering_of
from extractor.sections.pages import Row
from extractor.sections.paragraphs import join_texts

#: more characters than this are no heading
LONGEST, SHORT = 70, 22
AMOUNT = re.compile(
    r"\d[\d,.]*\s?(?:[兆億万千百]\s?)*(?:円|%|‰|件|先|社|名|人|回|倍|ポイント|企業|か所|ヶ所|箇所|株|口|億|万|百万)(?!以上の.+事業$)"
)
LEADER = re.compile(r"(?:[.．・…‥]\s?){3,}|\s\d{1,3}$")
NOTE = re.compile(r"[※＊*]|[（(]注|注[)）\d１-９]|[（(]単位")
BULLET = re.compile(r"[・･•‣⦁\-－–―—→⇒➢✓]\s?")
OPEN_END = re.compile(
    r"[、，,（(「『及は並]$|(?:また|により|ため|ことから|及び|並びに|又は|または|する|した|おり|れて|して)$"
)
#: what parts the clauses of a sentence; a title has commas between its nouns
CLAUSE = re.compile(r"(?:[はが]|において|により|について|のうち|ため|場合|とき)、")
NOUN_END = re.compile(r"(?:[^ぁ-ん\s。、，：:；;,.]|について|取り?組み|あり方|まとめ|見通し|に向けて)$")


class Heading(Struct, frozen=True, gc=False):
    """A heading of ``rows`` lines; ``kind`` is the rank of its numbering (1 the highest), or how else it was told."""

    text: str
    kind: int | str
    number: str | None
    ordinal: int | None
    size: float
    rows: int
    style: str = ""


def headings_of(flow: Flow) -> dict[int, Heading]:
    """The headings by the index of their first row."""
    found: dict[int, Heading] = {}
    cover = _cover(flow)
    index = 0
    while index < len(flow.rows):
        heading = None if flow.rows[index].page == cover else _heading(flow, index, index - 1 in _last_rows(found))
        if heading is not None:
            found[index] = heading
        index += heading.rows if heading is not None else 1
    return dict(sorted((found | _in_sequence(flow, found)).items()))


def _in_sequence(flow: Flow, found: dict[int, Heading]) -> dict[int, Heading]:
    """Numbered lines that fill their measure, taken as headings for standing between two of their numbering."""
    taken = {i + k for i, h in found.items() for k in range(h.rows)}
    out: dict[int, Heading] = {}
    for index, row in enumerate(flow.rows):
        numbering = numbering_of(row.text)
        if index in taken or numbering is None or numbering.ordinal is None or not _closed(flow, index, taken):
            continue
        before = [h for i, h in (found | out).items() if i < index and h.kind == numbering.rank]
        after = [h for i, h in found.items() if i > index and h.kind == numbering.rank]
        follows = bool(before) and before[-1].ordinal == numbering.ordinal - 1
        leads = bool(after) and after[0].ordinal == numbering.ordinal + 1
        rows = _titled_rows(flow, index)
        text = join_texts([r.text for r in flow.rows[index : index + rows]])
        if (follows or numbering.ordinal == 1) and (leads or follows) and _is_title(text, numbering.end):
            heading = _numbered(text, numbering, row, rows)
            if heading is not None:
                out[index] = heading
                taken |= set(range(index, index + rows))
    return out


def _titled_rows(flow: Flow, index: int) -> int:
    """Two when the row below goes on with the title: the text starts, indented, only below that one."""
    second, third = flow.beside(index, 1), flow.beside(index, 2)
    if second is None or third is None or second.ends or numbering_of(second.text) is not None:
        return 1
    return 2 if flow.full(index) and not flow.opens(index + 1) and flow.opens(index + 2) else 1


def _is_title(text: str, start: int) -> bool:
    """Whether a numbered line is a title, and not the beginning of a sentence that its line broke off."""
    broken = any(text.count(a) != text.count(b) for a, b in ("「」", "（）", "『』"))
    return bool(NOUN_END.search(text)) and not (broken or CLAUSE.search(text) or AMOUNT.search(text[start:]))


def _closed(flow: Flow, index: int, headings: set[int]) -> bool:
    """Whether nothing is left open before the line."""
    before = flow.row(index - 1)
    return before is None or before.ends or index - 1 in headings


def _last_rows(found: dict[int, Heading]) -> set[int]:
    if not found:
        return set()
    start = next(reversed(found))
    return {start + found[start].rows - 1}


def _cover(flow: Flow) -> int | None:
    """The first page when it has no sentence and few lines: what stands there is the title, not a heading."""
    if not flow.rows:
        return None
    first = [r for r in flow.rows if r.page == flow.rows[0].page]
    alone = len(first) == len(flow.rows) or any("。" in r.text for r in first) or len(first) > 12
    return None if alone or any(numbering_of(r.text) for r in first) else first[0].page


def _heading(flow: Flow, index: int, after_heading: bool) -> Heading | None:
    row = flow.rows[index]
    text = row.text
    if len(text) > LONGEST or text.endswith(("。", "、", "，", "：", ":")) or NOTE.match(text) or BULLET.match(text):
        return None
    numbering = numbering_of(text)
    plain = unicodedata.normalize("NFKC", text[numbering.end if numbering else 0 :])
    if LEADER.search(plain) or not any(c.isalpha() for c in plain) or (AMOUNT.search(plain) and not row.large):
        return None
    if not row.large and not after_heading and _goes_on(flow, index - 1):
        return None
    rows = 1 if not flow.full(index) else _wrapped(flow, index)
    if rows == 0:
        return None
    text = join_texts([r.text for r in flow.rows[index : index + rows]])
    return _classed(flow, index, text, rows, after_heading)


def _goes_on(flow: Flow, index: int) -> bool:
    """Whether the sentence of a row is still open at its end."""
    row = flow.row(index)
    if row is None or row.ends:
        return False
    return bool(OPEN_END.search(row.text)) or (flow.full(index) and numbering_of(row.text) is None and not row.large)


def _wrapped(flow: Flow, index: int) -> int:
    """A full line is a heading only when it is large, or ends on a short line below; the number of its lines, or 0."""
    row = flow.rows[index]
    if not (row.large or numbering_of(row.text) is not None):
        return 0
    for rows in (2, 3):
        last = flow.beside(index, rows - 1)
        if last is None or not _same_type(row, last) or numbering_of(last.text) is not None or last.ends:
            break
        if not flow.full(index + rows - 1):
            return rows if _closes(flow, index, rows) else int(row.large)
    return int(row.large)


def _closes(flow: Flow, index: int, rows: int) -> bool:
    """Whether a heading may end with the short line that is the last of its ``rows``."""
    last = flow.rows[index + rows - 1]
    if len(last.text) > 40 or AMOUNT.search(last.text) or OPEN_END.search(last.text):
        return False
    if flow.rows[index].large:
        return flow.gap(index + rows - 1) < 1.0
    after = flow.beside(index, rows)
    return after is not None and (flow.opens(index + rows) or numbering_of(after.text) is not None)


def _same_type(a: Row, b: Row) -> bool:
    return abs(a.size - b.size) <= 0.05 * a.size


def _classed(flow: Flow, index: int, text: str, rows: int, after_heading: bool) -> Heading | None:
    row = flow.rows[index]
    numbering = numbering_of(text)
    if numbering is not None:
        return _numbered(text, numbering, row, rows)
    kind = None
    if row.large and len(text) <= 60:
        kind = "type"
    elif BRACKETED.fullmatch(text):
        kind = "bracketed"
    elif MARKED.match(text) and len(text) <= 40:
        kind = "marked"
    elif PARENTHESISED.fullmatch(text) and len(text) <= 30 and not re.search(r"\d", text):
        kind = "parenthesised" if _before_prose(flow, index + rows) else None
    elif _alone(flow, index, after_heading):
        kind = "plain"
    return Heading(text, kind, None, None, row.size, rows) if kind else None


def _numbered(text: str, numbering: Numbering, row: Row, rows: int) -> Heading | None:
    title = text[numbering.end :].strip()
    if not any(c.isalpha() for c in title) or title.startswith(
        ("、", "，", "及び", "から", "に", "の", "を", "は", "と")
    ):
        return None
    return Heading(text, numbering.rank, numbering.printed, numbering.ordinal, row.size, rows, numbering.style)


def _before_prose(flow: Flow, index: int) -> bool:
    row = flow.row(index)
    return row is not None and (row.ends or flow.full(index))


def _alone(flow: Flow, index: int, after_heading: bool) -> bool:
    """A short line without figures between a closed paragraph and prose."""
    row, before = flow.rows[index], flow.row(index - 1)
    if len(row.text) > SHORT or re.search(r"[\d０-９。、，]", row.text) or not NOUN_END.search(row.text):
        return False
    closed = before is None or before.ends or after_heading or before.page != row.page
    return closed and _before_prose(flow, index + 1) and flow.opens(index + 1)
