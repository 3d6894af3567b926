"""Drafts at the command line: listed, answered, accepted, and served as pages."""

import getpass
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assets.commands.moment import now
from pipeline.errors import UsageError
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

if TYPE_CHECKING:
    from pipeline.reading.draft import Draft
    from pipeline.reading.lists import Lists

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
WhoOption = Annotated[str, typer.Option(help="Who answers.", show_default="your login name")]
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="Its name, or its folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(short_help="List the drafts and what is open.", epilog="Example: crossfoot drafts")(drafts)
    app.command(
        short_help="Answer a question of a draft.",
        epilog="Example: crossfoot answer 2026-01-21-article 245-248 measure=fci disposition=used",
    )(answer)
    app.command(
        short_help="Make a delivery of a draft.", epilog="Example: crossfoot accept 2026-01-21-article"
    )(accept)
    app.command(
        short_help="Serve drafts and findings as pages with forms.", epilog="Example: crossfoot desk"
    )(desk)


def drafts(
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """List the drafts of an office, the newest first."""
    from pipeline.reading.folder import list_drafts

    found = list_drafts(load_office(locate(), office))
    rows = [
        {
            "draft": one.name,
            "state": "accepted"
            if one.accepted
            else "ready"
            if one.counts and one.counts.is_complete
            else "open",
            "counts": one.fault or (one.counts.sentence if one.counts else ""),
        }
        for one in found
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max((len(row["draft"]) for row in rows), default=0)
    lines = [f"{row['draft']:<{width}}  {row['state']:<8}  {row['counts']}" for row in rows]
    typer.echo("\n".join(lines) if lines else "There are no drafts. Read a file: crossfoot read FILE")


def answer(
    draft: DraftArgument,
    place: Annotated[
        str,
        typer.Argument(help="As the draft shows it: 245-248, 'Sheet 1!C17', or source.", show_default=False),
    ] = "",
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...", help="An empty value takes an answer back.", show_default=False
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    who: WhoOption = "",
    source: Annotated[
        str, typer.Option("--from", help="Take the answers of a workbook.", metavar="FILE.xlsx")
    ] = "",
    office: OfficeOption = DEFAULT_OFFICE,
) -> None:
    """Answer what a draft asks, or change what it says of a number; undoing is another answer."""
    from pipeline.reading.answer import Answer
    from pipeline.reading.folder import find_folder, load_draft
    from pipeline.reading.lists import load_lists
    from pipeline.reading.take import answer_draft

    chosen = load_office(locate(), office)
    folder, lists = find_folder(chosen, draft), load_lists(chosen)
    name, moment = who or getpass.getuser(), now()
    sentences: tuple[str, ...] = ()
    if source:
        from pipeline.reading.workbook_read import read_workbook

        if place or facts:
            raise UsageError("Give either --from FILE.xlsx or one place with its answers, not both.")
        filled = read_workbook(Path(source), load_draft(folder), moment, name)
        given, sentences = filled.answers, filled.sentences
    else:
        given = tuple(Answer(moment, name, place, *_pair(text), reason) for text in facts or ())
        if not place or not given:
            raise UsageError("Name a place and what is answered, as in 245-248 measure=fci.")
    outcome = answer_draft(folder, given, lists)
    typer.echo(_say_answered(outcome.draft, [one.place for one in outcome.taken], lists))
    if outcome.refused or sentences:
        raise UsageError("\n".join([*sentences, *outcome.refused]))


def accept(draft: DraftArgument, office: OfficeOption = DEFAULT_OFFICE) -> None:
    """Make a delivery of a draft without open questions; the next run takes it in."""
    from pipeline.reading.folder import accept_draft, find_folder

    chosen = load_office(locate(), office)
    target = accept_draft(chosen, find_folder(chosen, draft))
    typer.echo(f"{target}\nIt counts from the next run on: crossfoot run --office {chosen.code}")


def desk(
    port: Annotated[int, typer.Option(help="The port of the pages on 127.0.0.1.")] = 3001,
    office: OfficeOption = DEFAULT_OFFICE,
) -> None:
    """Serve the desk on this machine until it is interrupted: drafts, findings, ledgers."""
    from pipeline.desk.serve import serve

    chosen = load_office(locate(), office)
    serve(chosen, port, lambda: datetime.now(UTC), lambda text: typer.echo(text, err=True))


def _say_answered(draft: "Draft", places: Sequence[str], lists: "Lists") -> str:
    """Say what became of the places that were answered."""
    from pipeline.reading.counts import count
    from pipeline.reading.marks import mark_of
    from pipeline.reading.page import read_as

    lines = [f"{draft.name}: {count(draft).sentence}"]
    for item in draft.items:
        if item.place in places:
            mark = mark_of(item)
            lines.append(f"  {item.place}  {item.as_printed!r}  {mark.short}: {read_as(item, lists)}")
            lines += [f"    {item.question} {item.candidates.replace('|', ', ')}"] if item.question else []
    return "\n".join(lines)


def _pair(text: str) -> tuple[str, str]:
    """Split FIELD=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"'{text}' is no answer. Write the field and its value, as in measure=fci.")
    return name.strip(), value.strip()
