"""The figures of scripts/bench as tables on the screen, and as ``docs/speed.md`` with a plot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

from rich.table import Table


class Measured(Protocol):
    """What is known of one contestant on one file."""

    @property
    def file(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def contestant(self) -> str: ...
    @property
    def cpu(self) -> float: ...
    @property
    def peak(self) -> float: ...
    @property
    def stages(self) -> dict[str, float]: ...


def comparison(results: Sequence[Measured], names: Sequence[str], peer: str) -> Table:
    """One row a file: CPU milliseconds a page of each contestant, and how many times faster than the peer."""
    table = Table("file", "pages", *names, title=f"CPU ms a page (times faster than {peer})")
    for column in table.columns[1:]:
        column.justify = "right"
    for file in dict.fromkeys(result.file for result in results):
        of_file = {result.contestant: result for result in results if result.file == file}
        pages = str(next(iter(of_file.values())).pages)
        table.add_row(file, pages, *(_figure(of_file.get(name), of_file.get(peer)) for name in names))
    return table


def _figure(result: Measured | None, peer: Measured | None) -> str:
    if result is None:
        return "–"
    figure = f"{1000 * result.cpu / result.pages:.1f}"
    return figure if peer is None or peer is result else f"{figure} ({peer.cpu / result.cpu:.1f})"


def stages_of(results: Sequence[Measured], name: str) -> Table:
    """One row a file: milliseconds a page in each stage of one contestant, and the peak of its memory."""
    of_name = [result for result in results if result.contestant == name]
    stages = list(dict.fromkeys(stage for result in of_name for stage in result.stages))
    table = Table("file", *stages, "peak MiB", title=f"{name}: ms a page of each stage")
    for column in table.columns[1:]:
        column.justify = "right"
    for result in of_name:
        figures = (f"{1000 * result.stages.get(s, 0.0) / result.pages:.2f}" for s in stages)
        table.add_row(result.file, *figures, f"{result.peak:.0f}")
    return table


def rows_of(form: Mapping[str, Any]) -> Iterator[str]:
    """Growth, cores and start in words."""
    for grown in form.get("growth", ()):
        ms = 1000 * grown["cpu"] / grown["pages"]
        yield f"whole job, {grown['pages']} pages: {grown['cpu']:.1f} CPU s, {ms:.1f} ms a page, peak {grown['peak']:.0f} MiB"
    if "cores" in form:
        yield f"these files: {_both(form['cores'])}"
    if "archive" in form:
        alike = form["archive"]
        yield f"{alike['documents']} documents of {alike['pages']} pages: {_both(alike)}"
    if "start" in form:
        yield f"extractor --help: {form['start']:.2f} CPU s"


def _both(taken: Mapping[str, float]) -> str:
    return f"one worker {taken['one']:.1f} s, two {taken['two']:.1f} s: {taken['ratio']:.2f} times faster"


def write_docs(form: Mapping[str, Any], names: Sequence[str], peer: str, docs: Path) -> None:
    """``speed.md`` between its two marks, and ``images/speed.svg``; what is written around the marks stays."""
    page = docs / "speed.md"
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(before + BEGIN + "\n" + "\n".join(_lines(form, names, peer)) + "\n" + END + after, "utf-8")
    (docs / "images" / "speed.svg").write_text(_plot(form, names, peer), "utf-8")


BEGIN, END = "<!-- written by scripts/bench --docs -->", "<!-- end -->"


def _lines(form: Mapping[str, Any], names: Sequence[str], peer: str) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in {**form["libraries"], **form["peers"]}.items())
    yield f"\nMeasured {form['date']} on {form['machine']} (load {form['load']:.1f}), Python {form['python']},"
    yield f"extractor {form['extractor']}, {versions}; medians of {form['rounds']} rounds.\n"
    yield f"CPU ms a page, in brackets how many times faster than {peer}; – where it was not run.\n"
    yield "| file | pages | " + " | ".join(names) + " |"
    yield "|---|--:|" + "--:|" * len(names)
    for file in dict.fromkeys(result["file"] for result in form["results"]):
        of_file = {r["contestant"]: r for r in form["results"] if r["file"] == file}
        cells = [_cell(of_file.get(name), of_file.get(peer)) for name in names]
        yield f"| {file} | {next(iter(of_file.values()))['pages']} | " + " | ".join(cells) + " |"
    yield "\nPeak of memory in MiB, the largest over the files:"
    peaks = {n: max((r["peak"] for r in form["results"] if r["contestant"] == n), default=0.0) for n in names}
    yield ", ".join(f"{name} {peak:.0f}" for name, peak in peaks.items() if peak) + ".\n"
    yield from (f"- {line}" for line in rows_of(form))


def _cell(result: Mapping[str, Any] | None, peer: Mapping[str, Any] | None) -> str:
    if result is None:
        return "–"
    figure = f"{1000 * result['cpu'] / result['pages']:.1f}"
    return figure if peer is None or peer is result else f"{figure} ({peer['cpu'] / result['cpu']:.1f})"


WIDTH, LEFT, BAR, GAP = 720, 190, 13, 22


def _plot(form: Mapping[str, Any], names: Sequence[str], peer: str) -> str:
    """Bars: CPU ms a page of each contestant on the longest file that the peer read."""
    read = [r["file"] for r in form["results"] if r["contestant"] == peer]
    longest = max((r for r in form["results"] if r["file"] in read), key=lambda r: r["pages"])["file"]
    shown = [r for name in names for r in form["results"] if r["file"] == longest and r["contestant"] == name]
    widest = max(r["cpu"] / r["pages"] for r in shown)
    height = 40 + GAP * len(shown)
    bars = []
    for place, result in enumerate(shown):
        top, ms = 34 + GAP * place, 1000 * result["cpu"] / result["pages"]
        long = (WIDTH - LEFT - 90) * result["cpu"] / result["pages"] / widest
        ours = result["contestant"] in ("read+tables", "whole job")
        bars.append(
            f'<text x="{LEFT - 8}" y="{top + BAR - 2}" text-anchor="end">{escape(result["contestant"])}</text>'
            f'<rect x="{LEFT}" y="{top}" width="{max(long, 1):.1f}" height="{BAR}" fill="{"#1d4f91" if ours else "#8a97a8"}"/>'
            f'<text x="{LEFT + long + 6:.1f}" y="{top + BAR - 2}">{ms:.1f}</text>'
        )
    title = f"CPU ms a page, {longest}, {form['date']}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDTH}" height="{height}" fill="white"/><text x="8" y="20" font-size="14">{escape(title)}</text>'
        + "".join(bars)
        + "</svg>\n"
    )
