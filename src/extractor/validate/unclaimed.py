"""Digits that nobody knows, told region by region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.geometry import holds_centre
from extractor.model import Box, Fate, Finding, SettledToken, Severity, Token, Where
from extractor.validate.case import Case
from extractor.validate.check import check
from extractor.validate.folding import area_of

#: lines with nothing but this many line heights between them are lines of one region
_APART = 2.0
#: so many tokens are shown in the message; the evidence has all
_SHOWN = 5


@check(
    "number-unclaimed",
    severity=Severity.WARNING,
    ja="どこにも取り込まれていない数字",
    en="Digits on a page that nothing was made of",
)
def number_unclaimed(case: Case) -> Iterator[Finding]:
    """One finding per region (a table, else lines close together) with the tokens that are no record, date, heading,
    page number, name or note mark."""
    places: dict[int, list[tuple[str, Box]]] = {}
    for table in case.document.tables:
        for where in table.where:
            places.setdefault(where.page, []).append((table.table_id, where.box))
    for page, settled in groupby(case.document.tokens, key=lambda settled: settled.token.page):
        on_page = list(settled)
        for region in _regions(places.get(page, ()), _unclaimed(on_page)):
            yield _finding(page, region, len(on_page))


def _unclaimed(settled: Sequence[SettledToken]) -> list[Token]:
    return [one.token for one in settled if one.fate is Fate.UNCLAIMED]


def _regions(tables: Sequence[tuple[str, Box]], tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """``tokens`` of one page by which of its ``tables`` they stand in, and by their distance where they stand in none."""
    of_table: dict[str | None, list[Token]] = {}
    for token in tokens:
        of_table.setdefault(_table_of(tables, token), []).append(token)
    loose = of_table.pop(None, [])
    yield from of_table.values()
    region: list[Token] = []
    bottom = 0.0
    for token in sorted(loose, key=lambda t: (t.box.top, t.box.x0)):
        if region and token.box.top - bottom > _APART * token.box.height:
            yield region
            region = []
        bottom = max(bottom, token.box.bottom) if region else token.box.bottom
        region.append(token)
    if region:
        yield region


def _table_of(tables: Sequence[tuple[str, Box]], token: Token) -> str | None:
    return next((table_id for table_id, box in tables if holds_centre(box, token.box)), None)


def _finding(page: int, tokens: Sequence[Token], total: int) -> Finding:
    more = len(tokens) > _SHOWN
    shown_ja = "、".join(f"「{token.text}」" for token in tokens[:_SHOWN]) + (" ほか" if more else "")
    shown_en = ", ".join(token.text for token in tokens[:_SHOWN]) + (" and more" if more else "")
    return number_unclaimed.finding(
        f"{page} ページにある数字 {total} 個のうち、ここにある {len(tokens)} 個は、レコードにも日付・見出し・名称などにも"
        f"当たりません。ページを見て確かめてください: {shown_ja}",
        f"Of the {total} tokens with digits on page {page}, the {len(tokens)} here are no record, and no date, heading or "
        f"name either. Look at the page: {shown_en}",
        where=area_of([Where(page, token.box) for token in tokens]),
        evidence=[f"p. {page} ({t.box.x0:.1f}, {t.box.top:.1f}) {t.text}: {t.line}" for t in tokens],
    )
