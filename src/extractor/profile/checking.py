"""A profile's file checked for its author: every fault with its line and key, in plain words of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli
from jsonschema.exceptions import ValidationError
from msgspec import Struct

from extractor.errors import ProfileError
from extractor.profile.load import place_of, profile_from, violations

_TOML_LINE = re.compile(r"at line (\d+)")
#: concepts[fund].aliases[…]: the key with which a sentence about a reference begins
_ENTRY = re.compile(r"(\w+)\[([^\]]+)\]")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|([\w-]+))\s*=""")
_QUOTE = 80

#: what a broken rule of the schema means; {rule} is the rule, {value} what stands there instead
_SAYINGS = {
    "required": ("{missing} がありません", "{missing} is missing"),
    "additionalProperties": ("知らない項目 {extra} があります", "there is no key {extra}"),
    "enum": ("{value} は使えません。次のどれかです：{rule}", "{value} will not do; it must be one of {rule}"),
    "pattern": ("{value} は形が違います（{rule}）", "{value} does not have the form {rule}"),
    "type": ("{value} は型が違います（{rule}）", "{value} is no {rule}"),
    "minLength": ("空です", "it is empty"),
    "minItems": ("空です", "it is empty"),
    "uniqueItems": ("同じものが二度あります", "something is given twice"),
    "oneOf": ("{value} は文字列でも text の項目でもありません", "{value} is neither a text nor a table with text"),
}


class Fault(Struct, frozen=True, gc=False):
    """One thing that is wrong in the file; ``line`` counts from 1 and is None where no line can be named."""

    line: int | None
    key: str
    ja: str
    en: str


def faults_of(path: Path) -> tuple[Fault, ...]:
    """What keeps the profile at ``path`` from being used, in the order of its lines; empty when it is sound."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomli.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return (Fault(None, "", f"ファイルを読めません（{error}）", f"the file cannot be read ({error})"),)
    except tomli.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        return (
            Fault(
                int(found[1]) if found else None, "", f"TOML として読めません（{error}）", f"this is no TOML ({error})"
            ),
        )
    broken = [_violation(error, table, text) for error in violations(table)]
    if not broken:
        broken = list(_references(path, text))
    return tuple(sorted(broken, key=lambda fault: fault.line or 0))


def _violation(error: ValidationError, table: dict[str, Any], text: str) -> Fault:
    ja, en = _SAYINGS.get(str(error.validator), ("規則 {rule} に合いません", "it breaks the rule {rule}"))
    words = {
        "rule": _short(error.validator_value),
        "value": _short(error.instance),
        "missing": _between_quotes(error.message),
        "extra": _between_quotes(error.message),
    }
    line = _line_of(text, tuple(error.absolute_path))
    return Fault(line, place_of(error, table), ja.format(**words), en.format(**words))


def _references(path: Path, text: str) -> Iterator[Fault]:
    """What the schema cannot say: names that lead nowhere, words that name two things."""
    try:
        profile_from(path.parent, path.stem)
    except ProfileError as error:
        sentence = (error.detail or "").partition(": ")[2]
        key, _, said = sentence.partition(": ")
        entry = _ENTRY.match(key)
        line = _line_of_entry(text, entry[1], entry[2]) if entry else _line_of(text, (key,))
        yield Fault(line, key, said, said)


# --- lines ------------------------------------------------------------------------------------------------------------


def _line_of(text: str, path: Sequence[str | int]) -> int | None:
    """The line of the deepest key of ``path`` that can be found; that of its entry otherwise."""
    lines = text.splitlines()
    match path:
        case (str(name), int(index), *rest):
            starts = [n for n, line in enumerate(lines) if line.strip() == f"[[{name}]]"]
            if index >= len(starts):
                return None
            inner = next((step for step in rest if isinstance(step, str)), None)
            return (_line_of_key(lines, starts[index] + 1, inner) or starts[index]) + 1
        case (str(name), *_):
            section = next((n for n, line in enumerate(lines) if line.strip() == f"[{name}]"), None)
            found = section if section is not None else _line_of_key(lines, 0, name)
            return None if found is None else found + 1
        case _:
            return None


def _line_of_key(lines: Sequence[str], begin: int, key: str | None) -> int | None:
    """The line that sets ``key`` between ``begin`` and the next section."""
    for number in range(begin, len(lines)):
        if lines[number].startswith("["):
            return None
        found = _KEY.match(lines[number])
        if found and key == (found[1] or found[2]):
            return number
    return None


def _line_of_entry(text: str, name: str, entry: str) -> int | None:
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            inside = line.strip() == f"[[{name}]]"
        elif inside and re.fullmatch(rf'id\s*=\s*"{re.escape(entry)}"', line.strip()):
            return number
    return None


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _QUOTE else text[:_QUOTE] + "…"


def _between_quotes(message: str) -> str:
    """The keys that a message of jsonschema names."""
    return ", ".join(re.findall(r"'([^']+)'", message))
