"""The rules of the house, held over the whole package: size, honesty about errors, the direction of imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60
#: what promises work for later; the brackets keep this line from being one
MARKS = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b")

Rule = Callable[[str], Iterator[str]]


def long_module(source: str) -> Iterator[str]:
    lines = len(source.splitlines())
    if lines > MODULE_LINES:
        yield f"1: {lines} lines"


def long_function(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def swallowed_error(source: str) -> Iterator[str]:
    """``except Exception: pass`` and its kin; a named error may be passed over, with a reason beside it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and all(map(_does_nothing, node.body)):
            yield f"{node.lineno}: every error is swallowed"
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("suppress")
            and any(map(_catches_all, node.args))
        ):
            yield f"{node.lineno}: every error is suppressed"


def mark_of_unfinished_work(source: str) -> Iterator[str]:
    for number, line in enumerate(source.splitlines(), 1):
        if MARKS.search(line):
            yield f"{number}: {line.strip()}"


def command_whose_annotations_are_texts(source: str) -> Iterator[str]:
    """Typer reads them all whenever it starts, which takes 0.015 s."""
    if re.search(r"^import typer$", source, re.MULTILINE) and "from __future__ import annotations\n" in source:
        yield "1: annotations are texts"


def _catches_all(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_catches_all, caught.elts))
    return caught is None or ast.unparse(caught) in {"Exception", "BaseException"}


def _does_nothing(statement: ast.stmt) -> bool:
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass | ast.Continue)


#: each rule with the shortest source that breaks it
RULES: dict[Rule, str] = {
    long_module: "x = 1\n" * (MODULE_LINES + 1),
    long_function: "class A:\n    def f():\n" + "        x = 1\n" * FUNCTION_LINES,
    swallowed_error: "try:\n    x = 1\nexcept (KeyError, Exception):\n    pass\n",
    mark_of_unfinished_work: "x = 1  # FIXME: later\n",
    command_whose_annotations_are_texts: "from __future__ import annotations\nimport typer\n",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert len(MODULES) > 5
    faults = [f"{path.relative_to(ROOT)}:{fault}" for path in MODULES for fault in rule(path.read_text("utf-8"))]
    assert faults == []


@pytest.mark.parametrize(("rule", "source"), RULES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_break_of_the_rule_is_noticed(rule: Rule, source: str) -> None:
    assert len(list(rule(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    x = 1\nexcept:\n    ...\n",
        "for y in ():\n    try:\n        x = 1\n    except BaseException:\n        continue\n",
        "with contextlib.suppress(Exception):\n    x = 1\n",
    ],
)
def test_other_ways_to_swallow_errors_are_noticed(source: str) -> None:
    assert len(list(swallowed_error(source))) == 1


def test_an_error_that_is_named_may_be_passed_over() -> None:
    assert list(swallowed_error("try:\n    x = 1\nexcept KeyError:\n    pass\n")) == []
    assert list(swallowed_error("try:\n    x = 1\nexcept Exception:\n    raise\n")) == []


def test_imports_go_down_only() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout)
