"""``extractor audit``: how far the numbers of an output folder are right.

As in ``cli``, a command imports what it needs when it runs.
"""
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from extractor.audit import Rate

_DRAW = "draw"


class _DrawUnlessNamed(TyperGroup):
    """``extractor audit OUT`` draws a sample: what is no command is the folder."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_DRAW, *args]
        return super().parse_args(ctx, args)


audit_app = typer.Typer(
    cls=_DrawUnlessNamed,
    help="Key a sample by hand, without seeing what was read, and learn the error rate with exact bounds.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@audit_app.command(_DRAW)
def draw_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="An output folder of `extractor run`.")],
    n: Annotated[int, typer.Option("--n", min=1, help="Numbers to key.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same sample.")] = 1,
    to: Annotated[Path | None, typer.Option("--to", help="Folder for the sheet; OUT/audit-SEED unless given.")] = None,
    panel: Annotated[bool, typer.Option("--panel", help="Sample the values of the panel, not all numbers.")] = False,
    password: Annotated[str | None, typer.Option("--password", help="For encrypted PDFs.")] = None,
) -> None:
    """Draw a sample by trust, layer and years, and write a sheet for keying it: `extractor audit OUT --n 300`."""
    from extractor.audit import draw, population_of, write_sheet

    population = population_of(out, panel)
    sample = draw(population, n, seed)
    folder = to or out / f"audit-{seed}"
    written = write_sheet(out, folder, population, sample, seed, password)
    typer.echo(f"{written.sheet}: {len(sample)} of {population.size} numbers, {len(population.strata)} strata")
    for record_id, reason in written.unseen:
        typer.echo(f"  no picture of {record_id}: {reason}", err=True)
    typer.echo(f"Fill in the yellow cells, then / 黄色の欄に入力したら: extractor audit score {written.sheet}")


@audit_app.command("score")
def score_command(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="The filled-in sheet.xlsx.")],
    out: Annotated[Path | None, typer.Option("--out", help="The output folder, where it has moved.")] = None,
) -> None:
    """The error rate of each stratum with exact 95 % bounds, and every number that was keyed differently."""
    from rich.console import Console
    from rich.table import Table

    from extractor.audit import score_sheet

    score = score_sheet(sheet, out)
    table = Table(title="Error rate / 誤り率", title_justify="left")
    for heading in ("stratum", "numbers", "keyed", "errors", "rate", "95 % bounds"):
        table.add_column(heading, justify="left" if heading == "stratum" else "right")
    for rate in (score.whole, *score.strata):
        table.add_row(rate.stratum, f"{rate.size:,}", str(rate.keyed), str(rate.errors), *_shown(rate))
    console = Console()
    console.print(table, markup=False)
    if score.left:
        console.print(f"{score.left} left empty, not counted / {score.left} 件は空欄のため除外", markup=False)
    for one in score.differences:
        where = f"{one.file} p.{one.page} {one.record_id}"
        console.print(
            f"{'+'.join(one.kinds)}: {where}: read {one.read}, keyed {one.keyed}", markup=False, soft_wrap=True
        )


def _shown(rate: "Rate") -> tuple[str, str]:
    if rate.bounds is None:
        return "", ""
    low, high = rate.bounds
    return f"{rate.errors / rate.keyed:.2%}", f"{low:.2%} – {high:.2%}"
