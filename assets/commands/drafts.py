"""Drafts at the command line: listed, answered, accepted, and served as pages."""

import getpass
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assets.desk_address import DESK_PORT
from assets.moment import now
from pipeline.errors import UsageError
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

GONE = "gone"
"""The state of a draft that was accepted and whose delivery is not there any more."""
MAX_DIFFERING = 12
"""Figures known with another value that are named; the number of all is said before them."""
if TYPE_CHECKING:
    from pipeline.office import Office
    from pipeline.reading.draft import Draft
    from pipeline.reading.lists import Lists
    from pipeline.reading.preview import Known

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
WhoOption = Annotated[str, typer.Option(help="Who answers.", show_default="your login name")]
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="Its name, or its folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(short_help="List the drafts and what is open.", epilog="Example: crossfoot drafts")(drafts)
    app.command(
        short_help="Answer a question of a draft.",
        epilog="Example: crossfoot answer 2026-01-21-article 245-248 measure=fci",
    )(answer)
    app.command(
        short_help="Make a delivery of a draft.", epilog="Example: crossfoot accept 2026-01-21-article"
    )(accept)
    app.command(
        short_help="Serve drafts and findings as pages with forms.", epilog="Example: crossfoot desk"
    )(desk)


def drafts(
    draft: Annotated[
        str, typer.Argument(metavar="[DRAFT]", help="Show the questions of this one.", show_default=False)
    ] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Remove this draft and its original; a delivery of it stays.")
    ] = False,
) -> None:
    """List the drafts of an office, the newest first; or the questions of one, with what answers them."""
    from pipeline.reading.folder import gone_sentence, remove_draft
    from pipeline.reading.names import check_draft_name

    chosen = load_office(locate(), office)
    if drop:
        if not draft:
            raise UsageError("Name the draft to drop: crossfoot drafts DRAFT --drop")
        remove_draft(chosen, check_draft_name(draft))
        typer.echo(f"Draft {draft} is removed, and the file that it was read from with it.")
        return
    if draft:
        typer.echo(_questions(chosen, draft, as_json=as_json))
        return
    rows = _listed(chosen)
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max((len(row["draft"]) for row in rows), default=0)
    lines = [
        f"{row['draft']:<{width}}  {row['state']:<8}  "
        f"{gone_sentence(chosen, row['draft']) if row['state'] == GONE else row['counts']}"
        for row in rows
    ]
    typer.echo("\n".join(lines) if lines else "There are no drafts. Read a file: crossfoot read FILE")


def answer(
    draft: DraftArgument,
    place: Annotated[
        str,
        typer.Argument(
            help="As the draft shows it: 245-248, 'Sheet 1!C17', several joined by commas, or source.",
            show_default=False,
        ),
    ] = "",
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help="Or yes: as it was read. An empty value takes an answer back.",
            show_default=False,
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
    from pipeline.reading.said_before import AS_ALIKE, AS_BEFORE, taken_over
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
        if not place or not facts:
            typer.echo(_questions(chosen, draft))
            raise UsageError("Name a place and what is answered, as in 245-248 measure=fci, or 245-248 yes.")
        said = _said(load_draft(folder), folder, place, facts, lists)
        given = tuple(Answer(moment, name, at, field, value, reason) for at, field, value in said)
    outcome = answer_draft(folder, given, lists)
    follow = taken_over(outcome.taken)
    said_of = [one.place for one in outcome.taken if one.reason not in (AS_ALIKE, AS_BEFORE)]
    typer.echo(_say_answered(outcome.draft, said_of, lists, follow))
    if outcome.refused or sentences:
        raise UsageError("\n".join([*sentences, *outcome.refused]))


def accept(draft: DraftArgument, office: OfficeOption = DEFAULT_OFFICE) -> None:
    """Make a delivery of a draft without open questions; the next run takes it in."""
    from pipeline.reading.folder import accept_draft, find_folder, load_draft
    from pipeline.reading.lists import load_lists
    from pipeline.reading.preview import preview

    chosen = load_office(locate(), office)
    folder = find_folder(chosen, draft)
    adds = preview(chosen, load_draft(folder), load_lists(chosen))
    target = accept_draft(chosen, folder)
    lines = [f"{target}", f"It adds {adds.sentence}.", *map(_differing, adds.differing[:MAX_DIFFERING])]
    month = f" {adds.month}" if adds.month else ""
    lines.append(f"It counts from the next run on: crossfoot run{month}{chosen.option}")
    typer.echo("\n".join(lines))


def desk(
    port: Annotated[int, typer.Option(help="The port of the pages on 127.0.0.1.")] = DESK_PORT,
    office: OfficeOption = DEFAULT_OFFICE,
) -> None:
    """Serve the desk on this machine until it is interrupted: drafts, findings, issues, ledgers.

    Links of the Dagster page lead to port 3001, or to the address in CROSSFOOT_DESK where `make ui` has it.
    """
    from pipeline.desk.serve import serve

    chosen = load_office(locate(), office)
    serve(chosen, port, lambda: datetime.now(UTC), lambda text: typer.echo(text, err=True))


def _listed(office: "Office") -> list[dict[str, str]]:
    """List the drafts of an office with their states."""
    from pipeline.reading.folder import list_drafts

    return [
        {
            "draft": one.name,
            "state": "accepted"
            if one.accepted
            else GONE
            if one.is_gone
            else "ready"
            if one.counts and one.counts.is_complete
            else "open",
            "counts": one.fault or (one.counts.sentence if one.counts else ""),
        }
        for one in list_drafts(office)
    ]


def _questions(office: "Office", name: str, *, as_json: bool = False) -> str:
    """Write the questions of a draft, for people or for programs."""
    from pipeline.reading.counts import asked_items
    from pipeline.reading.folder import find_folder, gone_sentence, is_accepted, is_gone, load_draft
    from pipeline.reading.lists import load_lists
    from pipeline.reading.read import document_text
    from pipeline.reading.said_of import questions_as_rows, questions_of
    from pipeline.reading.shown_text import snippets
    from pipeline.reading.source_proposals import source_proposals

    folder, lists = find_folder(office, name), load_lists(office)
    draft = load_draft(folder)
    text, asked, around = document_text(draft, folder), asked_items(draft), {}
    if text is not None:
        words = snippets(text, draft.file.media_type, asked)
        around = {
            item.place: f"{before}{item.as_printed}{after}"
            for item, (before, after) in zip(asked, words, strict=True)
        }
    proposals = source_proposals(draft, folder, lists)
    if as_json:
        rows = questions_as_rows(draft, proposals, lists, around)
        return json.dumps(rows, indent=2, ensure_ascii=False)
    follows = f"Accepted as delivery {draft.name}." if is_accepted(office, draft.name) else ""
    if is_gone(office, folder):
        follows = gone_sentence(office, draft.name)
    return questions_of(draft, proposals, lists, around, follows)


def _said(
    draft: "Draft", folder: Path, places: str, facts: Sequence[str], lists: "Lists"
) -> list[tuple[str, str, str]]:
    """Return place, field and value of what was typed about one or several places."""
    from pipeline.reading.answer import SOURCE
    from pipeline.reading.confirm import YES, confirmation, settling
    from pipeline.reading.source_proposals import proposed_facts, source_proposals

    items = {item.place: item for item in draft.items}
    found: list[tuple[str, str, str]] = []
    for place in [places] if places in items else [part.strip() for part in places.split(",")]:
        said = dict(_pair(text) for text in facts if text != YES)
        if YES in facts and place == SOURCE:
            said = proposed_facts(draft, source_proposals(draft, folder, lists)) | said
        elif YES in facts and place in items:
            said = {"disposition": "used"} | said if said else confirmation(items[place])
        elif YES in facts:
            raise UsageError(f"{draft.file.name} has no number or cell at '{place}'. Name one it shows.")
        elif place in items:
            said = settling(items[place], said)
        found += [(place, field, value) for field, value in said.items()]
    if not found:
        raise UsageError("The file does not say who published it, when or where. Name it: publisher=….")
    return found


def _differing(known: "Known") -> str:
    """Say that a figure is known with another value."""
    others = ", ".join(f"{value} in {source}" for source, value in known.others)
    return f"  {known.described}: {known.value} here at {known.place}; {others}"


def _say_answered(draft: "Draft", places: Sequence[str], lists: "Lists", follow: Sequence[str]) -> str:
    """Say what became of the places that were answered, what followed from them, and what comes next."""
    from pipeline.reading.counts import count
    from pipeline.reading.marks import mark_of
    from pipeline.reading.page import read_as
    from pipeline.reading.said_of import next_of

    lines = [f"{draft.name}: {count(draft).sentence}"]
    for item in draft.items:
        if item.place in places:
            mark = mark_of(item)
            lines.append(f"  {item.place}  {item.as_printed!r}  {mark.short}: {read_as(item, lists)}")
            lines += [f"    {item.question} {item.candidates.replace('|', ', ')}"] if item.question else []
    lines += [f"  {line}" for line in follow]
    left = f"What is open: crossfoot drafts {draft.name}"
    return "\n".join([*lines, *(next_of(draft) if count(draft).is_complete else (left,))])


def _pair(text: str) -> tuple[str, str]:
    """Split FIELD=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"'{text}' is no answer. Write the field and its value, as in measure=fci.")
    return name.strip(), value.strip()
