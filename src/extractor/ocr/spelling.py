"""Characters settled by the words there are: 収入 where both readers see 収人, 経常 where one of them sees 釈常.

Networks read character by character; small type in black and white has lost the very stroke that tells 入 from 人.  A
kanji that makes no word with its neighbours gives way to the one guess of the readers that makes one; a character in doubt
that makes a word, where no other reading does, is believed.  Words are those of the dictionary and of the profiles; digits and
what amounts are made of are never touched.  What was settled keeps what was read (``Glyph.was``), and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from extractor.layout import is_wide
from extractor.normalise.morphemes import morphemes_of
from extractor.ocr.reading import AMOUNT, DOUBTFUL, MEANT, SETTLED, Glyph
from extractor.resources import schema_folder

#: of several guesses one that is so many times likelier than the next wins
_LIKELIER = 10.0
_KANJI, _KATAKANA = re.compile(r"[一-鿿々〆]"), re.compile(r"[ァ-ヺー]")
_WORDS = re.compile(r"[一-鿿々〆]{2,}")
#: a word of the dictionary has at least so many characters of katakana: shorter ones stand in too many longer ones
_LONG = 3
#: numerals: any of them may stand beside any other
_NUMERALS = frozenset("〇一二三四五六七八九十")
#: kanji that look like katakana: between katakana they are such, and 一 behind katakana is ー
_LOOK_ALIKE = dict(zip("一二八力口夕工卜才", "ーニハカロタエトオ", strict=True))
#: what must stand behind a number in a date: (before, itself)
_DATE = (
    (re.compile(r"(?:平成|令和|昭和)(?:[0-9０-９]{1,2}|元)(.)"), "年"),
    (re.compile(r"年[0-9０-９]{1,2}(.)"), "月"),
    (re.compile(r"月[0-9０-９]{1,2}(.)"), "日"),
)


def spelled(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """``glyphs`` of a piece of text as words are spelled."""
    done = list(glyphs)
    kept = [k for k, glyph in enumerate(done) if not glyph.text.isspace()]
    for k, text in _dated("".join(done[k].text[0] for k in kept)):
        glyph = done[kept[k]]
        if glyph.text != text and text in dict(glyph.others):
            done[kept[k]] = replace(glyph, text=text, odds=SETTLED, was=glyph.text)
    for run in _runs(done, kept):
        for at in range(len(run)):
            done[run[at]] = _settled([done[k] for k in run], at)
    return tuple(done)


def _dated(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text 年, 月 and 日 must stand."""
    for pattern, character in _DATE:
        for found in pattern.finditer(text):
            if not found[1].isdecimal():
                yield found.start(1), character


def _runs(glyphs: Sequence[Glyph], kept: Sequence[int]) -> list[list[int]]:
    """The places of letters that stand beside one another, spaces aside."""
    runs: list[list[int]] = [[]]
    for k in kept:
        if len(glyphs[k].text) == 1 and glyphs[k].text.isalpha() and is_wide(glyphs[k].text):
            runs[-1].append(k)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _settled(run: Sequence[Glyph], at: int) -> Glyph:
    glyph = run[at]
    if glyph.text in _LOOK_ALIKE and _is_amid_katakana(run, at):
        return replace(glyph, text=_LOOK_ALIKE[glyph.text], odds=SETTLED, was=glyph.text)
    if not glyph.others or not (_may_change(glyph.text) or _KATAKANA.fullmatch(glyph.text)):
        return glyph
    before, after = "".join(g.text for g in run[:at]), "".join(g.text for g in run[at + 1 :])
    guesses = [
        (text, odds)
        for text, odds in glyph.others
        if len(text) == 1 and text not in _NUMERALS and text not in AMOUNT and _makes_word(before + text + after, at)
    ]
    if _makes_word(before + glyph.text + after, at):
        sure = glyph.odds > DOUBTFUL or any(odds >= MEANT for _, odds in guesses)
        return glyph if sure else replace(glyph, odds=SETTLED, was=glyph.others[0][0])
    if not _may_change(glyph.text) or not guesses or (len(guesses) > 1 and guesses[0][1] < _LIKELIER * guesses[1][1]):
        return glyph
    return replace(glyph, text=guesses[0][0], odds=SETTLED, was=glyph.text)


def _is_amid_katakana(run: Sequence[Glyph], at: int) -> bool:
    """Whether a kanji stands between katakana, behind a lone one (モ二 at the end of a line), or as ー at a word's end."""
    earlier, before, after = ("".join(g.text for g in run[max(0, a) : max(0, a + 1)]) for a in (at - 2, at - 1, at + 1))
    if not _KATAKANA.fullmatch(before):
        return False
    lone = not after and not _KATAKANA.fullmatch(earlier)
    return _KATAKANA.fullmatch(after) is not None or lone or (run[at].text == "一" and not _KANJI.fullmatch(after))


def _may_change(text: str) -> bool:
    return _KANJI.fullmatch(text) is not None and text not in AMOUNT and text not in _NUMERALS


@lru_cache(maxsize=1 << 14)
def _makes_word(text: str, at: int) -> bool:
    """Whether a character stands in a word of the dictionary, or beside one that the profiles have beside it."""
    pairs = _pairs()
    if text[at - 1 : at + 1] in pairs or text[at : at + 2] in pairs:
        return True
    start = 0
    for morpheme in morphemes_of(text):
        end = start + len(morpheme.surface)
        if start <= at < end:
            return morpheme.known and end - start >= (_LONG if _KATAKANA.fullmatch(text[at]) else 2)
        start = end
    return False


@cache
def _pairs() -> frozenset[str]:
    """All pairs of kanji in the words of the profiles."""
    found: set[str] = set()
    for path in sorted((schema_folder() / "profiles").glob("*.toml")):
        for word in _WORDS.findall(path.read_text(encoding="utf-8")):
            found.update(word[k : k + 2] for k in range(len(word) - 1))
    return frozenset(found)
