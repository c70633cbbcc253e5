"""The fictional みなと県信用保証協会: two fiscal years, set by LibreOffice and by Chromium."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from samplekit import blocks, ledger, producers
from samplekit.minato_tables import Tables
from samplekit.speech import Speech
from samplekit.truth import Column, Document, Table, write

ORGANIZATION = "みなと県信用保証協会"
Set = dict[str, tuple[Table, ...]]  # by the id that the text calls it by; a two-sided table is two


def make_r5(name: str, samples: Path) -> Path:
    """令和５年度, by LibreOffice."""
    return _make(name, samples, "fodt", _tables_r5, producers.office_pdf)


def make_r6(name: str, samples: Path) -> Path:
    """令和６年度, by Chromium."""
    return _make(name, samples, "html", _tables_r6, producers.chromium_pdf)


def _make(
    name: str, samples: Path, kind: str, tables_of: Callable[[Tables], Set], produce: Callable[[str, Path], None]
) -> Path:
    import jinja2  # noqa: PLC0415 - a tool of maintainers, not a dependency of the project

    folder = samples / "sources"
    source = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    years = ledger.load(folder / "minato_figures.toml")
    now, before = years[source["fiscal_year"]], years[source["fiscal_year"] - 1]
    pages = _pages(source, Speech(now, before, source["wide_digits"], source["minus"]))
    places = {block["text"]: number for number, part in pages for block in part if block["kind"] == "table"}
    tables = tables_of(Tables(now, before, source["unit"], source["minus"], places))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(zip_longest=zip_longest, organization=ORGANIZATION)
    shown = [(number, blocks.printed(part)) for number, part in pages]
    target: Path = samples / source["pdf"]
    produce(environment.get_template(f"{name}.{kind}").render(source=source, pages=shown, tables=tables), target)
    write(_document(source, pages, tables), samples)
    return target


def _pages(source: dict[str, Any], speech: Speech) -> list[tuple[int, list[blocks.Block]]]:
    """The pages after the cover, their amounts marked."""
    import jinja2  # noqa: PLC0415

    calls = {name: getattr(speech, name) for name in dir(speech) if not name.startswith("_")}
    return [
        (number, blocks.parse(jinja2.Template(page["text"]).render(calls)))
        for number, page in enumerate(source["pages"], start=2)
    ]


def _document(source: dict[str, Any], pages: list[tuple[int, list[blocks.Block]]], tables: Set) -> Document:
    return Document(
        pdf=source["pdf"],
        organization=ORGANIZATION,
        fiscal_year=source["fiscal_year"],
        doc_type=source["doc_type"],
        tables=tuple(_in_order(pages, tables)),
        prose=tuple((number, block["text"]) for number, part in pages for block in part if block["kind"] == "p"),
    )


def _in_order(pages: list[tuple[int, list[blocks.Block]]], tables: Set) -> Iterator[Table]:
    for _, part in pages:
        for block in part:
            if block["kind"] == "table":
                yield from tables[block["text"]]


def _tables_r5(of: Tables) -> Set:
    labels = {"保証申込": "保 証 申 込", "保証承諾": "保 証 承 諾", "代位弁済": "代 位 弁 済", "回収": "求償権回収"}
    business = ("件数/実績", "件数/前年度比", "金額/実績", "金額/前年度比", "金額/計画", "金額/計画比")
    industries = (
        Column("件数", "件", "count"),
        Column("構成比", "％", "share"),
        Column("金額", "百万円", "amount"),
        Column("構成比", "％", "share"),
    )
    income = (
        Column("決算額/令和５年度", "百万円", "amount"),
        Column("決算額/令和４年度", "百万円", "amount", "prior_actual", 2022),
        Column("増減", "百万円", "change"),
        Column("前年度比", "％", "ratio_prior_year"),
    )
    stocks = (
        Column("令和４年度末", "百万円", "amount", "prior_actual", 2022),
        Column("増減", "百万円", "change"),
        Column("令和５年度末", "百万円", "amount"),
    )
    return {
        "gyomu": (of.business("令和５年度　業務数値", business, "求償権回収", labels),),
        "gyoshu": (of.industries("業種別保証承諾", industries, "合　　計"),),
        "shushi": (of.income_years("収支計算書", income),),
        "taisha": of.balance("貸借対照表", spaced=True),
        "zaisan": (of.stocks("基本財産等の状況", stocks, "合　　計"),),
    }


def _tables_r6(of: Tables) -> Set:
    business = ("件数", "対前年度実績比", "金額", "対前年度実績比", "計画額", "計画比")
    industries = (
        Column("件数", "件", "count"),
        Column("金額", "百万円", "amount"),
        Column("構成比", "％", "share"),
        Column("対前年度実績比", "％", "ratio_prior_year"),
    )
    income = (
        Column("計画額", "千円", "amount", "plan"),
        Column("決算額", "千円", "amount"),
        Column("前年度決算額", "千円", "amount", "prior_actual", 2023),
        Column("対前年度実績比", "％", "ratio_prior_year"),
        Column("計画比", "％", "ratio_plan"),
    )
    flows = (
        Column("前期末残高", "千円", "amount", "prior_actual", 2023),
        Column("当期増加額", "千円", "change"),
        Column("当期減少額", "千円", "change"),
        Column("当期末残高", "千円", "amount"),
    )
    ordinary, other = "経常収支の部", "経常外収支の部"
    bands = {"経常収入": ordinary, "経常支出": ordinary, "経常収支差額": ordinary}
    bands |= {"経常外収入": other, "経常外支出": other, "経常外収支差額": other}
    return {
        "gyomu": (of.business("令和６年度　業務実績", business, "実際回収", {}),),
        "gyoshu": (of.industries("業種別保証承諾の内訳", industries, "合計"),),
        "shushi": (of.income_plan("収支計算書", income, bands),),
        "taisha": of.balance("貸借対照表", spaced=False),
        "ido": (of.flows("財産・準備金等の異動状況", flows),),
    }
