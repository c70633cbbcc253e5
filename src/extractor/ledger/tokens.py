"""The tokens with digits of a page.

A digit is a decimal digit (Unicode Nd): ``1``, ``１``.  Marks that only count (①, ², Ⅳ) and kanji numerals are none: the
former number headings and notes by their nature, the latter are words as often as figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.layout import cut_word, rows_of_words, text_of_row
from extractor.model import Page, Token, Word
from extractor.normalise.characters import narrow

#: of narrowed text: digits with commas and points between, the sign before (not behind a letter or a digit, where a
#: stroke is a hyphen, nor between two strokes, as in -8-) and the ％ behind
TOKEN = re.compile(r"(?:(?<![0-9A-Za-z)\]])[△+±-](?!\d+-))?(?P<core>\d+(?:[,.]\d+)*)[%‰]?")

_DIGIT, _OTHERS = re.compile(r"\d"), re.compile(r"\D+")


def digit_tokens(page: Page) -> tuple[Token, ...]:
    """Every token of ``page`` that bears a digit, line by line, each from left to right."""
    return tuple(
        _token(page.number, ordinal, word, found, line)
        for ordinal, (word, found, line) in enumerate(
            (word, found, line)
            for word, line in _words_with_digits(page.words)
            for found in TOKEN.finditer(narrow(word.text))
        )
    )


def _words_with_digits(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """The words that bear a digit, line by line, each with the text of its line."""
    for row in rows_of_words(words):
        found = [word for word in row if _DIGIT.search(word.text)]
        if found:
            line = text_of_row(row)
            yield from ((word, line) for word in found)


def digits_of(text: str) -> str:
    """The digits of ``text`` alone, in ASCII where they have a narrow form."""
    return _OTHERS.sub("", narrow(text))


def bears_digit(text: str) -> bool:
    """Whether ``text`` has a digit that a token would be made of."""
    return _DIGIT.search(text) is not None


def _token(page: int, ordinal: int, word: Word, found: re.Match[str], line: str) -> Token:
    start, end = found.span()
    # of a word whose characters have no places of their own the whole stands for the part
    part = cut_word(word, start, end) if word.placed else word
    return Token(page, ordinal, word.text[start:end], part.box, part.stops, line)
