"""The words of a line to tokens: one token for each figure, one for each run of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.geometry import union
from extractor.layout import line_of, rows_of_words
from extractor.model import Box, Word
from extractor.normalise.numbers import parse_figure
from extractor.normalise.several import holds_figures

#: words closer than this many line heights are one run of text; labels are set with wider gaps only when justified
_RUN = 1.3
#: a triangle or an opening bracket may stand this many line heights before its figure (figures are set flush right); a
#: dash may not, since a dash with white after it is a cell of its own
_SIGN_REACH = 4.0
#: what is set behind a figure as its unit follows within this many line heights; further off it has a column of its own
_SOLID = 0.35
OPENING_BRACKET = re.compile(r"[(（\[［〔]")
#: 第 and its number are set this many line heights apart in an agenda
_ORDINAL = 2.2
_OPENS = re.compile(r"[△▲▵▴∆Δ+＋±(（\[［〔]+")
_DASH = re.compile(r"[-‐‑‒–—―−－─]+")
_BOUND = re.compile(r"以下|以上|未満|以内|超|迄|まで")
#: after these a number goes on with a date or a count (３月 31 日, 第 12 期)
_AWAITS = re.compile(r"[年月第]$")
_CLOSES = re.compile(r"[)）\]］〕%％]+")


class Token(NamedTuple):
    """Words that belong together on one line; ``figure`` when they are a number or a mark standing for none."""

    words: tuple[Word, ...]
    box: Box
    text: str
    figure: bool


def joined(first: Token, then: Token) -> Token:
    """Two tokens that make one text, without a space; a figure where both are."""
    box = union([first.box, then.box])
    return Token(first.words + then.words, box, first.text + then.text, first.figure and then.figure)


def middle_of(row: Sequence[Token]) -> float:
    """The middle of a row, from its highest top to its lowest bottom."""
    return (min(t.box.top for t in row) + max(t.box.bottom for t in row)) / 2


def token_rows(words: Iterable[Word]) -> tuple[tuple[Token, ...], ...]:
    """Tokens of each line of print, top to bottom, left to right."""
    return tuple([tokens_of(row) for row in rows_of_words(words)])


def tokens_of(row: Sequence[Word]) -> tuple[Token, ...]:
    """Tokens of one line of print, whose words are given from left to right; one word is one token."""
    return tuple(_tokens(row))


def is_figure(text: str) -> bool:
    """Whether a text is a number or a mark standing for none; 500万円以下 is the name of a class, no figure."""
    figure = parse_figure(text)
    return figure is not None and not (figure.hedge and _BOUND.search(figure.hedge))


def _tokens(words: Sequence[Word]) -> Iterator[Token]:
    run: list[Word] = []
    first = True
    for word in words:
        if run and (_is_far(run[-1].box, word.box) or not _belongs(run, word)):
            yield _token(run, first=first)
            run, first = [], False
        run.append(word)
    if run:
        yield _token(run, first=first)


def _is_far(box: Box, then: Box) -> bool:
    """Whether two words are further apart than anything reaches."""
    return then.x0 - box.x1 > _SIGN_REACH * then.height


def _belongs(run: Sequence[Word], word: Word) -> bool:
    gap, height = word.box.x0 - run[-1].box.x1, word.box.height
    if _OPENS.fullmatch(run[-1].text) and _starts_figure(word.text):
        return gap <= _SIGN_REACH * height
    if _DASH.fullmatch(run[-1].text):
        return gap <= 0.2 * height and _starts_figure(word.text)
    if _AWAITS.search(run[-1].text) and word.text[:1].isdigit() and not _is_amount(run):
        return gap <= (_ORDINAL if run[-1].text == "第" else _SOLID) * height
    before_is_figure = _is_amount(run)
    if _CLOSES.fullmatch(word.text) and (before_is_figure or _opened(run)):
        return gap <= (0.5 if word.text in "%％" else _SIGN_REACH) * height
    if before_is_figure or parse_figure(word.text) is not None or _OPENS.fullmatch(word.text):
        return gap <= _SOLID * height and holds_figures(_text([*run, word]))
    return gap <= _RUN * height


def _is_amount(run: Sequence[Word]) -> bool:
    """Whether a run is a figure: 12月 is, in a column of lengths, but 令和７年３月 goes on."""
    return parse_figure(_text(run)) is not None


def _opened(run: Sequence[Word]) -> bool:
    return bool(_OPENS.match(run[0].text))


def _starts_figure(text: str) -> bool:
    return text[:1].isdigit() or bool(_OPENS.match(text))


def _text(words: Sequence[Word]) -> str:
    return words[0].text if len(words) == 1 else " ".join([w.text for w in words])


def _token(words: Sequence[Word], *, first: bool) -> Token:
    """``first`` of its line: then a range is the name of a class, and a pair a label with something in brackets."""
    line = words[0] if len(words) == 1 else line_of(words)
    own = (line,) if isinstance(line, Word) else line.words
    several = not first and parse_figure(line.text) is None and holds_figures(line.text)
    return Token(own, line.box, line.text, several or is_figure(line.text))
