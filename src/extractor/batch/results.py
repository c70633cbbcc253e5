"""The outcomes of an output folder, read from what is kept there only when somebody looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from extractor.batch.work import renamed
from extractor.errors import ResultDamaged
from extractor.model import Failure, Outcome, Status
from extractor.store import Entry, Store

if TYPE_CHECKING:
    from extractor.write import Tally


class Results(Sequence[Outcome]):
    """One Outcome per entry, in order.  ``tally`` counts all that the output folder holds.

    ``gone`` names the inputs that were no longer there: their results of an earlier run still are.
    """

    def __init__(self, store: Store, entries: Sequence[Entry], tally: Tally, gone: Sequence[str] = ()) -> None:
        self._store, self._entries, self.tally, self.gone = store, entries, tally, tuple(gone)

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, at: int) -> Outcome: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, at: int | slice) -> Outcome | Sequence[Outcome]:
        if isinstance(at, slice):
            return Results(self._store, self._entries[at], self.tally, self.gone)
        return outcome_of(self._entries[at], self._store)


def outcome_of(entry: Entry, store: Store, settled: bool = True, *, reasons: bool = True) -> Outcome:
    """The kept result of an input, under that input's name: the settled one where there is one, unless told otherwise.

    Without ``reasons`` it is read sooner.
    """
    outcome = store.load((entry.settled if settled else None) or entry.key or "", reasons=reasons)
    if outcome is None:
        store.forget(key for key in (entry.settled, entry.key) if key is not None)
        error = ResultDamaged(entry.file)
        failure = Failure(error.code, error.message_ja, error.message_en)
        return Outcome(entry.file, None, Status.FAILED, failure=failure)
    return outcome if outcome.file == entry.file else renamed(outcome, entry.file)
