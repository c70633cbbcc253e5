"""Labels and headings as printed: spaces set for justification, and the numbering before them."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.normalise.characters import compatible, narrow

_SPACES = re.compile(r"\s+")
#: characters of Latin words and figures, between which a space is a space
_LATIN_BEFORE = re.compile(r"[A-Za-zÀ-ɏ0-9,.;:&'%)!?]\Z")
_LATIN_AFTER = re.compile(r"[A-Za-zÀ-ɏ0-9&('$]")


@lru_cache(maxsize=16384)
def normalise_label(text: str) -> str:
    """A label for comparison and for ``item``/``column``: NFKC, without the spaces that justify it or break its lines.

    ``保 証 承 諾`` → ``保証承諾``; between Latin words or figures one space stays (``RPA tool``).
    """
    folded = compatible(text)
    parts = _SPACES.split(folded.strip())
    joined = parts[0]
    if len(parts) == 1:
        return joined
    for part in parts[1:]:
        apart = _LATIN_BEFORE.search(joined) and _LATIN_AFTER.match(part)
        joined += f" {part}" if apart else part
    met = compatible(joined)  # where a space has gone, a letter may have met its accent
    return met if met == joined else normalise_label(met)


# --- numbering --------------------------------------------------------------------------------------------------------

#: kanji numerals as used in numbering
_KANJI = "一二三四五六七八九十百"
_KANA = "アイウエオカキクケコサシスセソイロハニホヘトチリヌルヲ"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➓"
_ROMAN = "Ⅰ-Ⅻⅰ-ⅻ"
_COUNT = rf"(?:[0-9]+|[{_KANJI}]+)"
#: a part of 1-2 or 3.1.4: no decimals (21.00, 94.5) look like it when kept this small
_SECTION = r"(?<![0-9])(?:[1-9]|1[0-9])(?![0-9])"
_DELIMITER = r"(?:[.、,)]|\.\s)"

#: After a bare number and a space, these make it a figure or a date and not a numbering (「3 年以内」, 「5 億」).
_FIGURE_GOES_ON = re.compile(
    r"[-+△~0-9.,%‰兆億万千百十年月日時分秒件人名社円倍割回期号次階級種類部款以超未~()]|か月|ヶ月|カ月|ヵ月|か所"
    r"|ポイント|企業|先|店|者"
)

#: (class, what its marks begin with, pattern) in the order in which they are tried, at the beginning of a narrowed text
_MARKS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("編", "[第]", re.compile(rf"第\s*{_COUNT}\s*[編部](?!分|門)")),
    ("章", "[第]", re.compile(rf"第\s*{_COUNT}\s*章")),
    ("節", "[第]", re.compile(rf"第\s*{_COUNT}\s*節")),
    ("款", "[第]", re.compile(rf"第\s*{_COUNT}\s*款(?=\s)")),
    ("条", "[第]", re.compile(rf"第\s*{_COUNT}\s*条(?:の\s*{_COUNT})*")),
    ("第", "[第]", re.compile(rf"第\s*{_COUNT}(?=[\s【])(?!\s*(?:期|四半期|回|号|位|次|条|項|者|種|款))")),
    ("Ⅰ", f"[{_ROMAN}IVX]", re.compile(rf"[{_ROMAN}]+\s*(?:{_DELIMITER})?|[IVX]{{1,5}}{_DELIMITER}")),
    ("1-1", "[0-9]", re.compile(rf"{_SECTION}(?:[-.]{_SECTION})+(?:{_DELIMITER})?(?=\s+[^\s0-9%‰△+(-])")),
    ("1", "[0-9]", re.compile(r"[0-9]{1,3}\s*[.、](?![0-9])|[0-9]{1,2}(?=\s)|[0-9]{1,2}(?=【)")),
    ("一", f"[{_KANJI}]", re.compile(rf"[{_KANJI}]{{1,3}}[.、]")),
    ("(1)", "[(⑴-⒇]", re.compile(r"\(\s*[0-9]{1,2}\s*\)|[⑴-⒇]")),
    ("(一)", "[(㈠-㈩]", re.compile(rf"\(\s*[{_KANJI}]{{1,3}}\s*\)|[㈠-㈩]")),
    ("1)", "[0-9]", re.compile(r"[0-9]{1,3}\)")),
    ("①", f"[{_CIRCLED}]", re.compile(rf"[{_CIRCLED}]")),
    ("ア", f"[{_KANA}]", re.compile(rf"[{_KANA}][.、)]")),
    ("(ア)", "[(]", re.compile(rf"\(\s*[{_KANA}]\s*\)")),
    ("a", "[a-zA-Z]", re.compile(r"[a-zA-Z][.)](?![A-Za-z0-9])")),
    ("(a)", "[(⒜-⒵]", re.compile(r"\(\s*[a-zA-Z]\s*\)|[⒜-⒵]")),
    ("(i)", "[(]", re.compile(rf"\(\s*(?:[ivx]{{1,4}}|[{_ROMAN}]{{1,2}})\s*\)")),
)
#: what any mark begins with
_OPENS = re.compile("|".join(sorted({begin for _, begin, _ in _MARKS})))


@lru_cache(maxsize=4096)
def _marks_with(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The classes of marks that may begin with a character."""
    if _OPENS.match(first) is None:
        return ()
    return tuple((name, pattern) for name, begin, pattern in _MARKS if re.match(begin, first))


#: Ranks, 1 the highest.  Order after 公用文作成の考え方 (文化審議会, 2022: 第1, 1, (1), ア, (ア), a, (a)) and, for 編
#: to 条, the drafting of statutes; Roman numerals stand above arabic ones and ① below (1), as in printed accounts.
_RANKS = {
    mark: rank
    for rank, marks in enumerate(
        (
            ("編",),
            ("章",),
            ("節",),
            ("款", "条", "第"),
            ("Ⅰ",),
            ("一",),
            ("1",),
            ("1-1",),
            ("(1)", "(一)"),
            ("1)",),
            ("①",),
            ("ア",),
            ("(ア)",),
            ("a",),
            ("(a)",),
            ("(i)",),
        ),
        start=1,
    )
    for mark in marks
}


@lru_cache(maxsize=16384)
def split_numbering(text: str) -> tuple[str | None, str]:
    """(numbering, rest) of a label or heading, both as printed; (None, text) when it begins with none.

    ``１．業務環境`` → (``１．``, ``業務環境``); ``【表紙】`` stays whole.  A bare number counts only before a space
    and a word that does not make it a figure: ``3 年以内`` has no numbering.
    """
    stripped = text.strip()
    narrowed = narrow(stripped)
    for name, pattern in _marks_with(narrowed[:1]):
        found = pattern.match(narrowed)
        if found and not (name == "1" and _is_figure(narrowed, found.end())):
            return stripped[: found.end()].strip(), stripped[found.end() :].strip()
    return None, stripped


def _is_figure(narrowed: str, end: int) -> bool:
    """Whether the number before ``end`` is the beginning of a figure rather than a numbering."""
    if narrowed[end - 1] in ".、":
        return False
    rest = narrowed[end:].lstrip()
    return not rest or _FIGURE_GOES_ON.match(rest) is not None


@lru_cache(maxsize=1024)
def numbering_level(mark: str) -> int | None:
    """The rank of a numbering by its class, 1 the highest (編); None when ``mark`` is no numbering.

    Only the order counts: 章 < 節 < Ⅰ < 1 < (1) < ① < ア < (ア) < a < (a).
    """
    narrowed = narrow(mark).strip()
    for name, _, pattern in _MARKS:
        # a space and a letter stand for the heading's text, which the bare forms (``１``, ``第１``) look ahead to
        found = pattern.match(narrowed + " 見")
        if found and found.end() >= len(narrowed):
            return _RANKS[name]
    return None
