"""``extractor profiles``: list, check, explain, draft.

As in ``cli``, a command imports what it needs when it runs.
"""
# ruff: noqa: PLC0415

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import NoInput, OutputNotWritable
from extractor.model import Options, Origin

if TYPE_CHECKING:
    import pyarrow as pa

    from extractor.profile import Profile
    from extractor.profile.draft import SeenLabel

profiles_app = typer.Typer(
    help="The kinds of disclosure that are known: list them; check, explain or draft one.",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_ProfileName = Annotated[str, typer.Option("--profile", help="A name from `extractor profiles`, or a file NAME.toml.")]
#: any of the known ones, as the document tells
_ANY = Options().profile


@profiles_app.callback()
def list_profiles(context: typer.Context) -> None:
    """List the kinds of disclosure that are known; see also check, explain and draft."""
    from extractor.profile import available_profiles, load_profile

    if context.invoked_subcommand is None:
        for name in available_profiles():
            profile = load_profile(name)
            typer.echo(f"{name}\t{profile.label_en}\t{profile.label_ja}")


@profiles_app.command("check")
def check_command(file: Annotated[Path, typer.Argument(metavar="FILE", help="A profile, NAME.toml.")]) -> None:
    """Check a profile's file: every fault with its line and key. Exit 1 when there are any."""
    from extractor.profile import load_profile
    from extractor.profile.checking import faults_of

    faults = faults_of(file)
    for fault in faults:
        place = ":".join(str(part) for part in (file, fault.line) if part is not None)
        key = f"{fault.key}: " if fault.key else ""
        typer.echo(f"{place}: {key}{fault.en}" + (f" / {fault.ja}" if fault.ja != fault.en else ""))
    if faults:
        raise typer.Exit(1)
    profile = load_profile(str(file))
    typer.echo(
        f"{file}: {len(profile.concepts)} concepts, {len(profile.identities)} identities: in order / 問題ありません"
    )


@profiles_app.command("explain")
def explain_command(
    name: Annotated[str, typer.Argument(metavar="CONCEPT|LABEL", help="An id, or a label as printed.")],
    profile: _ProfileName = "credit_guarantee",
    under: Annotated[list[str] | None, typer.Option("--under", help="A label above it, outermost first.")] = None,
    caption: Annotated[
        list[str] | None, typer.Option("--caption", help="Caption of the table, column heading.")
    ] = None,
) -> None:
    """What a concept means, or where a label goes and why."""
    from extractor.profile import load_profile
    from extractor.profile.explain import explain_concept, explain_label

    chosen = load_profile(profile)
    if name in chosen.concepts:
        lines = explain_concept(chosen, chosen.concepts[name])
    else:
        lines = explain_label(chosen, name, under or (), caption or ())
    for line in lines:
        typer.echo(line)


@profiles_app.command("draft")
def draft_command(
    source: Annotated[str, typer.Argument(metavar="PDF|FOLDER", help="A PDF, or the output folder of a run.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write, NAME.toml.")],
    profile: _ProfileName = _ANY,
) -> None:
    """Draft a profile from the labels of a document that name no concept yet."""
    from extractor.profile.draft import draft_profile

    if not re.fullmatch(r"[a-z][a-z0-9_]*\.toml", out.name):
        raise typer.BadParameter(
            f"{out.name}: name it like my_profile.toml / my_profile.toml のような名前にしてください"
        )
    base, seen = _seen_in(Path(source), profile)
    text = draft_profile(out.stem, base, seen)
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(f"{out}: {error.strerror}") from error
    typer.echo(f"{out}: {text.count('[[concepts]]')} concepts to name, beyond those of {base.name} / 概念の下書き")


def _seen_in(source: Path, profile: str) -> "tuple[Profile, list[SeenLabel]]":
    """The labels without a concept, and the profile that they were read with."""
    from extractor.pipeline import extract
    from extractor.profile import AUTO, load_profile
    from extractor.profile.draft import SeenLabel

    if source.is_dir():
        return _seen_in_output(source, profile)
    document = extract(source, Options(profile)).document
    if document is None:
        raise NoInput(str(source))
    seen = [
        SeenLabel(
            r.meaning.item,
            (r.meaning.item_path or "").split(" > ")[-1] or None,
            r.place.caption,
            r.quantity.unit,
            r.where.page,
        )
        for r in document.records
        if r.origin is Origin.TABLE and r.place is not None and r.meaning.concept is None
    ]
    return load_profile(profile if profile != AUTO else document.profile), seen


def _seen_in_output(folder: Path, profile: str) -> "tuple[Profile, list[SeenLabel]]":
    import pyarrow as pa
    import pyarrow.parquet as pq

    from extractor.profile import AUTO, load_profile

    try:
        names = pq.read_table(folder / "documents.parquet", columns=["profile"])["profile"].to_pylist()
        records = pq.read_table(folder / "records.parquet", filters=[("origin", "=", "table")])
    except (OSError, pa.ArrowInvalid) as error:
        raise NoInput(f"{folder} ({error})") from error
    base = load_profile(profile if profile != AUTO else next((n for n in names if n != AUTO), "generic"))
    return base, list(_seen_rows(records))


def _seen_rows(records: "pa.Table") -> "Iterator[SeenLabel]":
    from extractor.profile.draft import SeenLabel

    wanted = records.select(["item", "item_path", "caption", "unit", "page", "concept"])
    for row in wanted.to_pylist():
        if row["concept"] is None:
            parent = (row["item_path"] or "").split(" > ")[-1] or None
            yield SeenLabel(row["item"], parent, row["caption"], row["unit"], row["page"])
