"""``corrections.toml``: read strictly, every fault told with its line.

    format = 1

    [[decision]]
    id = "d-20261125-1"
    kind = "correct"                # or accept, intended
    value = "1,234"                 # the right figure, in the printed unit; for correct only
    reason = "compared with page 3"
    who = "checker A"
    when = 2026-11-25
    organization = "みなと県信用保証協会"
    doc_type = "評価"
    fiscal_year = 2021
    table = "保証実績"               # its caption; left out where there is none and for running text
    item_path = "保証債務"           # the labels above the item; left out at the top
    item = "保証承諾"
    column = "金額 > 計画値"
    raw = "1,243"                   # what is expected to stand there
    sha256 = "4e13…"                # of the file in which it was decided: with page and box it breaks ties
    page = 3
    box = [72.0, 310.5, 101.2, 321.0]

What a document does not tell (no publisher, say) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import tomli
from msgspec import Struct

from extractor.errors import CorrectionsError
from extractor.model import Box, Decision, DecisionKey, DecisionKind, Where
from extractor.normalise.numbers import parse_figure

_FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK = re.compile(r"\s*\[\[\s*decision\s*\]\]\s*(#.*)?")
_TOML_LINE = re.compile(r"at line (\d+)")
_TEXTS = ("id", "kind", "reason", "who", "item", "raw")
_OPTIONAL_TEXTS = ("value", "organization", "doc_type", "table", "item_path", "column", "sha256")
_KNOWN = frozenset({*_TEXTS, *_OPTIONAL_TEXTS, "when", "fiscal_year", "page", "box"})
#: faults beyond this many are not listed
_MOST_FAULTS = 20

_T = TypeVar("_T")


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in ``path``; raises CorrectionsError, whose sentence lists every fault with its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomli.loads(text)
    except OSError as error:
        raise CorrectionsError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{path}: not UTF-8 ({error.reason})") from error
    except tomli.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        raise CorrectionsError(f"{path}:{found[1] if found else 1}: {error}") from error
    reader = _Reader(str(path), text.splitlines())
    decisions = tuple(reader.decisions(table))
    if reader.faults:
        shown = [f"{path}:{line}: {what}" for line, what in sorted(reader.faults)[:_MOST_FAULTS]]
        raise CorrectionsError("\n".join(shown))
    return decisions


class _Entry(Struct):
    """One [[decision]] with the line on which it begins."""

    line: int
    table: Mapping[str, Any]


class _Reader:
    """Collects faults rather than stopping at the first."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.faults: list[tuple[int, str]] = []
        self._file = file
        self._lines = lines
        self._starts = [number for number, line in enumerate(lines, 1) if _BLOCK.fullmatch(line)]

    def decisions(self, table: Mapping[str, Any]) -> Iterator[Decision]:
        for key in table.keys() - {"format", "decision"}:
            self.faults.append((self._line_of(key, 1), f"there is no key {key!r} / 知らない項目です"))
        if table.get("format") != _FORMAT:
            self.faults.append((self._line_of("format", 1), f"format = {_FORMAT} is expected / format = 1 が必要です"))
        entries = table.get("decision", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.faults.append(
                (self._line_of("decision", 1), "write each decision as [[decision]] / [[decision]] の形で")
            )
            return
        seen: dict[object, int] = {}
        for number, entry in enumerate(entries):
            line = self._starts[number] if len(self._starts) == len(entries) else 1
            decision = self._decision(_Entry(line, entry))
            if decision is not None:
                self._once(decision, seen)
                yield decision

    def _once(self, decision: Decision, seen: dict[object, int]) -> None:
        """No id twice, and nobody decides one number twice."""
        for name in (decision.decision_id, (decision.key, decision.sha256, decision.where)):
            first = seen.setdefault(name, decision.line)
            if first != decision.line:
                what = "has the id" if isinstance(name, str) else "is about the number"
                self.faults.append(
                    (decision.line, f"{what} of the decision in line {first} / {first} 行目と重複します")
                )

    def _decision(self, entry: _Entry) -> Decision | None:
        before = len(self.faults)
        for unknown in entry.table.keys() - _KNOWN:
            self._fault(entry, unknown, "there is no such key / 知らない項目です")
        texts = {name: self._text(entry, name) for name in _TEXTS}
        optional = {name: self._text(entry, name) if name in entry.table else None for name in _OPTIONAL_TEXTS}
        when = self._of_type(entry, "when", date)
        if isinstance(when, datetime):
            self._fault(entry, "when", "a day like 2026-11-25 is expected / 日付だけを書いてください")
        kind = self._kind(entry, texts["kind"], optional["value"])
        year = self._of_type(entry, "fiscal_year", int) if "fiscal_year" in entry.table else None
        where = self._where(entry)
        if optional["sha256"] is not None and not _SHA256.fullmatch(optional["sha256"]):
            self._fault(entry, "sha256", "64 digits of hexadecimal are expected / 16 進数 64 桁が必要です")
        if len(self.faults) > before or kind is None or when is None:
            return None
        key = DecisionKey(
            raw=texts["raw"] or "",
            item=texts["item"] or "",
            fiscal_year=year,
            **{name: optional[name] for name in ("organization", "doc_type", "table", "item_path", "column")},
        )
        return Decision(
            decision_id=texts["id"] or "",
            kind=kind,
            key=key,
            reason=texts["reason"] or "",
            who=texts["who"] or "",
            when=when,
            value=optional["value"],
            sha256=optional["sha256"],
            where=where,
            file=self._file,
            line=entry.line,
        )

    def _kind(self, entry: _Entry, text: str | None, value: str | None) -> DecisionKind | None:
        kinds = ", ".join(kind.value for kind in DecisionKind)
        if text is None:
            return None
        if text not in {kind.value for kind in DecisionKind}:
            self._fault(entry, "kind", f"{text!r} is none of {kinds} / {kinds} のどれかです")
            return None
        kind = DecisionKind(text)
        if kind is DecisionKind.CORRECT and value is None:
            self._fault(entry, "kind", "the right value is missing: value = … / value がありません")
        if kind is not DecisionKind.CORRECT and value is not None:
            self._fault(entry, "value", "only kind = correct has a value / value は correct だけです")
        if value is not None and parse_figure(value) is None:
            self._fault(entry, "value", f"{value!r} is no figure / 数値として読めません")
        return kind

    def _where(self, entry: _Entry) -> Where | None:
        if "page" not in entry.table and "box" not in entry.table:
            return None
        page, box = self._of_type(entry, "page", int), self._of_type(entry, "box", list)
        if box is not None and not (len(box) == len(Box._fields) and all(_is_number(edge) for edge in box)):
            self._fault(entry, "box", "four numbers are expected / 数値 4 個が必要です")
            return None
        return None if page is None or box is None else Where(page, Box(*map(float, box)))

    def _text(self, entry: _Entry, name: str) -> str | None:
        text = self._of_type(entry, name, str)
        if text is not None and not text.strip() and name not in ("raw", "item"):
            self._fault(entry, name, "it is empty / 空です")
        return text

    def _of_type(self, entry: _Entry, name: str, kind: type[_T]) -> _T | None:
        if name not in entry.table:
            self._fault(entry, name, "it is missing / ありません")
            return None
        value = entry.table[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            self._fault(entry, name, f"{value!r} is no {kind.__name__} / 型が違います")
            return None
        return value

    def _fault(self, entry: _Entry, key: str, what: str) -> None:
        self.faults.append((self._line_of(key, entry.line), f"{key}: {what}"))

    def _line_of(self, key: str, start: int) -> int:
        """The first line from ``start`` on that sets ``key``, before the next decision; ``start`` where none does."""
        setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        end = next((line for line in self._starts if line > start), len(self._lines) + 1)
        return next((n for n in range(start, end) if setting.match(self._lines[n - 1])), start)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
