"""``extractor inventory``: what an archive holds, told and written down before the run.

As in ``cli``, a command imports what it needs when it runs.
"""
# ruff: noqa: PLC0415

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import OutputNotWritable

if TYPE_CHECKING:
    from extractor.inventory import Coverage, Entry

#: absent publishers are named as long as they are no more than this
_NAMED = 10


def inventory_command(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="PDF files, folders, globs, @lists.")],
    out: Annotated[Path, typer.Option("--out", help="The manifest to write.")] = Path("manifest.csv"),
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Files looked at at once.")] = os.cpu_count() or 1,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a manifest that is there.")] = False,
) -> None:
    """Look at an archive without extracting: who, which years, scanned, locked; writes an editable manifest."""
    from rich.console import Console

    from extractor.inputs import expand
    from extractor.inventory import entries_of, manifest_text, survey

    if out.exists() and not force:
        raise OutputNotWritable(f"{out}: it is there, perhaps edited; --force / 既にあります")
    files = expand(inputs)
    err = Console(stderr=True)
    with err.status("") as status:
        found = survey(files, jobs, lambda done: status.update(f"{done} / {len(files)}"))
    entries = entries_of(found)
    try:
        out.write_text(manifest_text(entries), encoding="utf-8-sig")
    except OSError as error:
        raise OutputNotWritable(f"{out}: {error.strerror}") from error
    console = Console()
    for line in lines_about(entries):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(f"{out}: {len(entries)} files. Next: extractor run --manifest {out} --out result", soft_wrap=True)


def lines_about(entries: "Sequence[Entry]") -> Iterator[str]:
    """What is there, what is missing, and what to look at before the run."""
    from extractor.inventory import absent, coverage_of, unclaimed

    for coverage in coverage_of(entries):
        yield _coverage_line(coverage)
    missing = absent(entries)
    if missing:
        named = ": " + "、".join(one.name for one in missing) if len(missing) <= _NAMED else ""
        yield f"nothing of {len(missing)} listed publishers / 一覧のうち {len(missing)} 団体の文書なし{named}"
    for title, chosen in (
        ("locked / パスワードが必要", [e for e in entries if e.needs_password]),
        ("scanned / スキャン", [e for e in entries if e.layer not in ("text", None) and e.same_as is None]),
        ("publisher unknown / 発行者不明", list(unclaimed(entries))),
    ):
        if chosen:
            yield f"{title} ({len(chosen)}):"
            yield from (f"  {entry.file}" for entry in chosen)
    yield from _links(entries)
    minutes = sum(entry.minutes or 0 for entry in entries if entry.same_as is None)
    pages = sum(entry.pages or 0 for entry in entries if entry.same_as is None)
    yield f"{pages:,} pages, about {minutes:.1f} core-minutes / およそ {minutes:.1f} コア分"


def _coverage_line(coverage: "Coverage") -> str:
    parts = [f"{coverage.publisher} ({coverage.organization_id or '-'})", _years(coverage.years) or "-"]
    for title, years in (
        ("missing / 欠け", coverage.missing),
        ("scanned / スキャン", coverage.scanned),
        ("locked / パスワード", coverage.locked),
    ):
        if years:
            parts.append(f"{title} {_years(years)}")
    if coverage.undated:
        parts.append(f"{coverage.undated} without a year / 年度不明 {coverage.undated}")
    if coverage.merged_into:
        until = f" {coverage.ended}" if coverage.ended else ""
        parts.append(
            f"merged into {coverage.merged_into}{until}: never summed / {coverage.merged_into}に統合。合算しません"
        )
    return "  ".join(parts)


def _years(years: Sequence[int]) -> str:
    """``2018-2020 2022``."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _links(entries: "Sequence[Entry]") -> Iterator[str]:
    for entry in entries:
        if entry.same_as is not None:
            yield f"copy / 同じ内容: {entry.file} = {entry.same_as}"
        if entry.part_of is not None and entry.part_of != entry.file:
            yield f"part / 分冊: {entry.file} < {entry.part_of}"
        if entry.supersedes is not None:
            yield f"corrects / 訂正版: {entry.file} > {entry.supersedes}"
        if entry.note is not None:
            yield f"note / 注: {entry.file}: {entry.note}"
