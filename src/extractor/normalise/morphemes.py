"""SudachiPy's dictionary, loaded once per process."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from sudachipy import Dictionary, SplitMode, Tokenizer
from sudachipy import Morpheme as Found


class Morpheme(Struct, frozen=True, gc=False):
    """A shortest unit of words (SudachiPy's mode A): as printed, and in the dictionary's spelling (取崩し → 取り崩し).

    ``known``: the dictionary has it, as another word than a name.
    """

    surface: str
    normal: str
    known: bool


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Loading takes 0.3 s; all tokenizers of a process share it."""
    return Dictionary()


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return dictionary().tokenizer(mode=SplitMode.A)


@lru_cache(maxsize=16384)
def morphemes_of(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of a label; their surfaces make up ``text``."""
    return tuple(
        Morpheme(m.surface(), m.normalized_form(), _is_known(m)) for m in _tokenizer().tokenize(text) if m.surface()
    )


def _is_known(found: Found) -> bool:
    return not found.is_oov() and found.part_of_speech()[1] != "固有名詞"
