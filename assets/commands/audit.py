"""What an auditor does with release folders, at the command line: offline, and nothing is changed."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.project import DEFAULT_OFFICE, at_hand, kept_for_audits, locate

OfficeOption = Annotated[str, typer.Option(help="The office whose releases are looked at.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
FolderArgument = Annotated[Path, typer.Argument(metavar="RELEASE", help="A release folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Show all that a source ever reached.",
        epilog="Example: crossfoot trace 'works_reports.csv, line 7' --drafts corrigenda",
    )(trace)
    app.command(
        short_help="Compare two releases, each number with its cause.",
        epilog="Example: crossfoot diff var/releases/2025-12 var/releases/2026-01",
    )(diff)
    app.command(
        short_help="Draw printed numbers and compute each again.",
        epilog="Example: crossfoot sample var/releases/2026-01 --n 20 --seed 7",
    )(sample)
    app.command(
        short_help="Make a release again and compare every byte.",
        epilog="Example: crossfoot replay var/releases/2026-01",
    )(replay)


def trace(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A source id, address, file (name or SHA-256), 'FILE, PLACE', figure, cell or number.",
        ),
    ],
    folders: Annotated[
        list[Path] | None,
        typer.Option("--in", help="A release folder; may stand again.", show_default="all of the office"),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(help="Another issue, to hold against that of --in what the source did not reach."),
    ] = None,
    office: OfficeOption = DEFAULT_OFFICE,
    drafts: Annotated[
        Path | None, typer.Option(help="A folder for a draft corrigendum of each issue.", show_default="none")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show every cell, table, chart, sentence and issue that a source reached; the rest is unchanged.

    With --against, exit code 1 where a cell that it did not reach is not the same in the other issue.
    """
    from assets.commands.tables import as_text
    from pipeline.audit.against import as_record as compared
    from pipeline.audit.against import hold_against
    from pipeline.audit.corrigenda import without_draft, write_drafts
    from pipeline.audit.trace import as_record, release_folders
    from pipeline.audit.trace import trace as follow
    from pipeline.audit.trace_text import render, render_against
    from pipeline.audit.unreached import unreached
    from pipeline.errors import Exit, UsageError
    from pipeline.office import load_office
    from pipeline.releasing.folder import public_states

    if against and len(folders or ()) != 1:
        raise UsageError(
            "--against holds an issue against one other: name the folder of that once, with --in."
        )
    chosen = folders or release_folders(locate(), office)
    states = None if folders else public_states(load_office(locate(), office))
    found = follow(chosen, source, kept_for_audits(), states)
    reached = [one.folder for one in found]
    rest = [folder for folder in chosen if folder not in reached]
    beside_them = unreached(rest, source, withdrawn_alone=bool(found))
    if against and not found:
        raise UsageError(
            f"{beside_them[0].sentence}. --against wants the issue in which the source still stands: name "
            "that with --in."
        )
    held = hold_against(found[0], against, kept_for_audits()) if against else None
    if as_json:
        beside = {"against": compared(held)} if held else {}
        gone = [
            {"release_id": one.release_id, "folder": one.folder.name, "unreached": one.said}
            for one in beside_them
        ]
        typer.echo(as_text([*(as_record(one) | beside for one in found), *gone]))
    else:
        said = [f"\nnothing    {one.sentence}" for one in beside_them]
        typer.echo(
            "\n".join([render(source, found, len(chosen)), *said, *([render_against(held)] if held else [])])
        )
    if drafts and found:
        for told in (*write_drafts(found, source, drafts, at_hand().templates), *without_draft(found)):
            typer.echo(told, err=as_json)
    if held and not held.is_same:
        raise typer.Exit(Exit.FAILED)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A release folder.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The release folder to hold against it.")],
    as_json: JsonOption = False,
) -> None:
    """Show each number that differs between two releases with its cause, and how publications differ."""
    from assets.commands.tables import as_text
    from pipeline.audit.diff import compare
    from pipeline.audit.diff_text import render
    from pipeline.sealed.folder import ReleaseFolder

    found = compare(ReleaseFolder.open(before), ReleaseFolder.open(after))
    typer.echo(as_text(found) if as_json else render(found))


def sample(
    folder: FolderArgument,
    n: Annotated[int, typer.Option("--n", help="How many numbers.")] = 20,
    seed: Annotated[str, typer.Option(help="Any text; the same one draws the same numbers.")] = "1",
    to: Annotated[
        Path | None, typer.Option(help="The folder for the papers.", show_default="sample-RELEASE-SEED")
    ] = None,
) -> None:
    """Draw a sample of printed numbers, compute each again, and write a working paper for each."""
    from pipeline.audit.papers import write_papers
    from pipeline.audit.recompute import checks_for
    from pipeline.audit.sample import draw, named
    from pipeline.sealed.folder import ReleaseFolder

    project, release = at_hand(), ReleaseFolder.open(folder)
    drawn = draw(release, n, seed, checks_for(release, project.sql / "checks"))
    out = to or Path(named(release, seed))
    for path in write_papers(release, drawn, seed, project.templates, out):
        typer.echo(path)
    for outcome in sorted({one.outcome for one in drawn}):
        typer.echo(f"- {sum(one.outcome == outcome for one in drawn)} {outcome}")


def replay(folder: FolderArgument, as_json: JsonOption = False) -> None:
    """Make a release again in a clean place, with the recorded code and inputs, and compare every byte.

    Exit code 1 where a byte differs or nothing could be made; then the text says what and why.
    """
    from dataclasses import asdict

    from assets.commands.tables import as_text
    from pipeline.audit.replay import render
    from pipeline.audit.replay import replay as make_again
    from pipeline.errors import Exit
    from pipeline.sealed.folder import ReleaseFolder

    found = make_again(ReleaseFolder.open(folder), locate())
    typer.echo(as_text(asdict(found) | {"same": found.is_same}) if as_json else render(found))
    if not found.is_same:
        raise typer.Exit(Exit.FAILED)
