"""Where each outcome stands among all of a dataset: its name, whose copy it is, how its findings are numbered.

Inputs may hold the same bytes: their rows are written once, and the copy says whose they are.  A record's id follows from the
file's content, so rows written twice would share their ids and be counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Finding, Outcome, Severity
from extractor.write.names import Input, document_names


class Place(Struct, frozen=True, gc=False):
    """The place of the ``number``-th outcome; ``name`` is that of its files in ``documents/``, without extension.

    ``copy_of`` is the input of the same content whose rows are written; ``numbered`` counts the findings before its own whose
    ids have the same prefix: ``4e13fda8faf7-f0001``, so that ids stay apart where inputs share a document, or have none.
    """

    number: int
    name: str
    copy_of: str | None = None
    numbered: int = 0


class Places:
    """Gives out places in the order of the inputs, which are all named beforehand."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._names = document_names(inputs)
        self._first: dict[str, str] = {}
        self._given: Counter[str] = Counter()
        self._number = 0

    def next(self, one: Input) -> Place:
        """The place of the next input, which holds what ``one`` says."""
        number, copy_of = self._number, None
        if one.read and one.document_id is not None:
            copy_of = self._first.get(one.document_id)
            self._first.setdefault(one.document_id, one.file)
        prefix = finding_prefix(one.document_id)
        place = Place(number, self._names[number], copy_of, self._given[prefix])
        self._given[prefix] += one.findings if copy_of is None else 1
        self._number += 1
        return place


def finding_prefix(document_id: str | None) -> str:
    """What the ids of all findings of a document begin with."""
    return document_id[:12] if document_id else "unread"


def as_copy(outcome: Outcome, original: str) -> Outcome:
    """A copy keeps its document; its findings give way to one."""
    return replace(outcome, findings=(_copy_finding(original),))


def _copy_finding(original: str) -> Finding:
    return Finding(
        code="duplicate-file",
        severity=Severity.INFO,
        message_ja=f"{original} と内容が同じファイルです。レコードと検出事項はそちらに 1 回だけ書き出します。",
        message_en=f"The file has the same content as {original}: its records and findings are written there, once.",
    )
