"""Registration, crashes, and the page that lists the codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_made import Maker

from extractor.model import Finding, Severity
from extractor.profile import Profile
from extractor.validate import check as frame
from extractor.validate.case import Case
from extractor.validate.check import CHECK_CRASHED, Check, check, findings_of, registered_checks
from extractor.validate.checks import CHECK_MODULES

VALIDATE = Path(frame.__file__).parent
ROW = re.compile(r"^\| `([a-z-]+)` \| (error|warning|info) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def _sane(_: Case) -> Iterator[Finding]:
    yield Finding("sane", Severity.INFO, "正常", "sane")


def _broken(_: Case) -> Iterator[Finding]:
    yield Finding("broken", Severity.INFO, "途中まで", "so far")
    raise KeyError("保証承諾")


def _made(code: str, function: frame.Function) -> Check:
    return Check(code, Severity.INFO, "検査", "A check", function)


def test_a_crash_is_told_and_the_others_go_on(make: Maker, profile: Profile) -> None:
    checks = [_made("broken", _broken), _made("sane", _sane)]
    findings = findings_of(checks, Case(make.document(), profile))
    assert sorted(finding.code for finding in findings) == ["broken", CHECK_CRASHED, "sane"]
    (crash,) = (finding for finding in findings if finding.code == CHECK_CRASHED)
    assert crash.severity is Severity.ERROR
    assert "broken" in crash.message_en
    assert "KeyError: '保証承諾'" in crash.message_ja
    assert crash.evidence[-1].startswith("test_check_frame.py:")


def test_an_interrupt_is_no_crash(make: Maker, profile: Profile) -> None:
    def interrupted(_: Case) -> Iterator[Finding]:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        findings_of([_made("interrupted", interrupted)], Case(make.document(), profile))


def test_a_code_is_taken_once() -> None:
    for code in ("unit-missing", CHECK_CRASHED):
        with pytest.raises(ValueError, match=code):
            check(code, severity=Severity.INFO, ja="再び", en="Again")(_sane)


def test_a_finding_takes_code_and_severity_from_its_check() -> None:
    one = Check("a-code", Severity.WARNING, "検査", "A check", _sane)
    assert one.finding("和", "en") == Finding("a-code", Severity.WARNING, "和", "en")
    assert one.finding("和", "en", severity=Severity.INFO).severity is Severity.INFO


def _codes_in_source() -> list[str]:
    """Modules of the folder in which ``@check`` stands, one entry for each use."""
    uses = []
    for path in VALIDATE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                decorators = [d for d in node.decorator_list if isinstance(d, ast.Call)]
                uses += [path.stem for d in decorators if ast.unparse(d.func).endswith("check")]
    return uses


def test_every_check_in_the_folder_is_registered() -> None:
    imported = {module.__name__.rpartition(".")[2] for module in CHECK_MODULES}
    assert set(_codes_in_source()) == imported
    assert len(_codes_in_source()) == len(registered_checks())


def test_every_code_is_documented_once(root: Path) -> None:
    text = (root / "docs" / "findings.md").read_text("utf-8")
    rows = {code: (severity, en, ja) for code, severity, en, ja in ROW.findall(text)}
    assert len(rows) == len(ROW.findall(text))
    for one in registered_checks():
        assert rows[one.code] == (one.severity, one.en, one.ja)
    assert CHECK_CRASHED in rows
    assert {code for code in rows if f"### `{code}`\n" not in text} == set()


def test_codes_are_words_joined_by_hyphens() -> None:
    for one in registered_checks():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.code)
        assert one.en.isascii()
        assert not one.ja.isascii()
