"""The columns of every table, read from ``schemas/columns.toml``: the one place where they are declared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import tomli
from msgspec import Struct

from extractor.resources import schema_folder


class Column(Struct, frozen=True, gc=False):
    """A column: its type (a name of ``arrow.TYPES``) and what it means, in English and Japanese.

    ``filled`` columns are never null and never empty; ``values`` lists all that can occur, where the set is closed.
    """

    name: str
    type: str
    en: str
    ja: str
    filled: bool = False
    values: tuple[str, ...] = ()


class TableSpec(Struct, frozen=True, gc=False):
    """A table of the dataset; ``key`` names the columns that tell its rows apart, ``csv``: whether it is CSV too.

    ``derived``: made from the finished files of the others, not of outcomes.
    """

    name: str
    key: tuple[str, ...]
    en: str
    ja: str
    columns: tuple[Column, ...]
    csv: bool = False
    derived: bool = False


@cache
def table_specs() -> Mapping[str, TableSpec]:
    """Every table that is made of outcomes, by name, in the order in which it is written."""
    return {name: spec for name, spec in _declared().items() if not spec.derived}


@cache
def derived_specs() -> Mapping[str, TableSpec]:
    """Every table that is made from the finished files of those, by name."""
    return {name: spec for name, spec in _declared().items() if spec.derived}


@cache
def _declared() -> Mapping[str, TableSpec]:
    declared = tomli.loads((schema_folder() / "columns.toml").read_text(encoding="utf-8"))
    return {name: _table(name, table) for name, table in declared.items()}


def _table(name: str, table: Mapping[str, Any]) -> TableSpec:
    columns = tuple(_column(column, about) for column, about in table["columns"].items())
    csv, derived = table.get("csv", False), table.get("derived", False)
    return TableSpec(name, tuple(table["key"]), table["en"], table["ja"], columns, csv, derived)


def _column(name: str, about: Mapping[str, Any]) -> Column:
    values = tuple(about.get("values", ()))
    return Column(name, about["type"], about["en"], about["ja"], about.get("filled", False), values)
