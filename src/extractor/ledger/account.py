"""The tokens of a document while their fates are being found: each is settled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec.structs import replace

from extractor.model import Fate, SettledToken, Token
from extractor.normalise.characters import squeeze


class Account:
    """Tokens that are open, by page and in reading order, and those that are settled."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._open: dict[int, dict[int, Token]] = {}
        self._settled: list[SettledToken] = []
        for token in tokens:
            self._open.setdefault(token.page, {})[id(token)] = token

    def open_on(self, page: int) -> list[Token]:
        """The tokens of a page that nobody has settled yet, in reading order."""
        return list(self._open.get(page, {}).values())

    def is_printed_elsewhere(self, text: str, page: int) -> bool:
        """Whether a line with digits on another page holds ``text``, white space aside."""
        return any(
            text in squeeze(token.line)
            for token in chain(*(tokens.values() for tokens in self._open.values()), (s.token for s in self._settled))
            if token.page != page
        )

    @property
    def open_pages(self) -> list[int]:
        return [page for page, tokens in self._open.items() if tokens]

    def settle(self, token: Token, fate: Fate, record_id: str | None = None) -> None:
        """Give an open token its fate; raises KeyError when it has one."""
        del self._open[token.page][id(token)]
        self._settled.append(SettledToken(token, fate, record_id))

    def split(self, token: Token, parts: Sequence[Token]) -> None:
        """Put ``parts`` in the place of an open token, from left to right."""
        tokens = self._open[token.page]
        after = [t for t in tokens.values() if t.ordinal > token.ordinal]
        for gone in (token, *after):
            del tokens[id(gone)]
        for new in (*parts, *after):
            tokens[id(new)] = new

    def closed(self) -> tuple[SettledToken, ...]:
        """All tokens page by page in reading order, the open ones unclaimed; counted anew where one was cut."""
        for page in self.open_pages:
            for token in self.open_on(page):
                self.settle(token, Fate.UNCLAIMED)
        ordered = sorted(self._settled, key=lambda s: (s.token.page, s.token.ordinal, s.token.box.x0))
        return tuple(_counted(ordered))


def _counted(ordered: Sequence[SettledToken]) -> Iterable[SettledToken]:
    page, ordinal = 0, 0
    for settled in ordered:
        page, ordinal = settled.token.page, ordinal + 1 if settled.token.page == page else 0
        same = settled.token.ordinal == ordinal
        yield settled if same else replace(settled, token=replace(settled.token, ordinal=ordinal))
