"""Checks: functions that look at a document and yield findings, registered under a stable code.

Adding one is a module with a function under ``@check(...)`` and a line in ``CHECK_MODULES`` of ``checks.py``; its code
goes into ``docs/findings.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from traceback import extract_tb

from msgspec import Struct

from extractor.model import Finding, Severity, Where
from extractor.validate.case import Case

Function = Callable[[Case], Iterable[Finding]]

#: code of the finding that a check itself failed
CHECK_CRASHED = "check-crashed"


class Check(Struct, frozen=True, gc=False):
    """A registered check: ``ja`` and ``en`` say in a few words what its code stands for.

    ``severity`` is the one that its findings have unless they say otherwise.
    """

    code: str
    severity: Severity
    ja: str
    en: str
    function: Function

    def __call__(self, case: Case) -> Iterable[Finding]:
        return self.function(case)

    def finding(
        self,
        ja: str,
        en: str,
        *,
        where: Where | None = None,
        record_ids: Iterable[str] = (),
        evidence: Iterable[str] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this check; ``ja`` and ``en`` are the sentences that the reader gets."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            message_ja=ja,
            message_en=en,
            where=where,
            record_ids=tuple(record_ids),
            evidence=tuple(evidence),
        )


_registered: dict[str, Check] = {}


def check(code: str, *, severity: Severity, ja: str, en: str) -> Callable[[Function], Check]:
    """Register the function below under ``code``; raises ValueError when the code is taken."""

    def register(function: Function) -> Check:
        if code in _registered or code == CHECK_CRASHED:
            raise ValueError(f"two checks have the code {code!r}")
        _registered[code] = Check(code, severity, ja, en, function)
        return _registered[code]

    return register


def registered_checks() -> tuple[Check, ...]:
    """All checks whose modules were imported, by code."""
    return tuple(_registered[code] for code in sorted(_registered))


def findings_of(checks: Iterable[Check], case: Case) -> tuple[Finding, ...]:
    """What ``checks`` have to say, in the order of the pages; a check that crashes is told, and the others go on."""
    return in_reading_order(finding for one in checks for finding in _guarded(one, case))


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` as their places follow on the pages."""
    return tuple(sorted(findings, key=_reading_order))


def _guarded(one: Check, case: Case) -> Iterator[Finding]:
    try:
        yield from one(case)
    except Exception as error:
        yield _crash(one, error)


def _crash(one: Check, error: Exception) -> Finding:
    reason = f"{type(error).__name__}: {error}"
    return Finding(
        code=CHECK_CRASHED,
        severity=Severity.ERROR,
        message_ja=f"検査 {one.code} が途中で止まりました（{reason}）。この検査の残りは行われていません。",
        message_en=f"The check {one.code} broke off ({reason}): the rest of it was not done.",
        evidence=tuple(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)
        ),
    )


def _reading_order(finding: Finding) -> tuple[int, float, float, str, tuple[str, ...], str]:
    """What concerns the whole document goes first; the message decides between findings at one place."""
    where = finding.where
    page, top, x0 = (0, 0.0, 0.0) if where is None else (where.page, where.box.top, where.box.x0)
    return page, top, x0, finding.code, finding.record_ids, finding.message_en
