"""Files in and questions answered at the command line."""

import getpass
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from pipeline.errors import BadInputError, CrossfootError, UsageError
from pipeline.office import Office, load_office
from pipeline.project import DEFAULT_OFFICE, locate

if TYPE_CHECKING:
    from pipeline.reading.answer import Answer
    from pipeline.reading.draft import Draft
    from pipeline.reading.ledger import Coverage
    from pipeline.reading.lists import Lists

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
WhoOption = Annotated[str, typer.Option(help="Who answers.", show_default="your login name")]
DraftArgument = Annotated[str, typer.Argument(metavar="DRAFT", help="Its name, or its folder.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Read a file, or the inbox, into drafts.", epilog="Example: crossfoot read article.txt"
    )(read)
    app.command(short_help="List the drafts and what is open.", epilog="Example: crossfoot drafts")(drafts)
    app.command(
        short_help="Answer a question of a draft.",
        epilog="Example: crossfoot answer 2026-01-21-article 245-248 measure=fci disposition=used",
    )(answer)
    app.command(
        short_help="Show which numbers of a file are accounted for.",
        epilog="Example: crossfoot ledger article.txt",
    )(ledger)
    app.command(
        short_help="Write an empty delivery workbook.",
        epilog="Example: crossfoot template --out delivery.xlsx",
    )(template)
    app.command(
        short_help="Make a delivery of a draft.", epilog="Example: crossfoot accept 2026-01-21-article"
    )(accept)
    app.command(
        short_help="Serve drafts and findings as pages with forms.", epilog="Example: crossfoot desk"
    )(desk)


def read(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Files to read.", show_default="the inbox")
    ] = None,
    office: OfficeOption = DEFAULT_OFFICE,
    out: Annotated[str, typer.Option(help="Write the draft to this folder.", metavar="DIR")] = "",
    published: Annotated[str, typer.Option(help="2026-01-20, or 2026-01-18/2026-01-20.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    address: Annotated[str, typer.Option(help="Where it can be found on the web.")] = "",
    language: Annotated[str, typer.Option(help="Its language, as in en.")] = "",
    received: Annotated[str, typer.Option(help="The day it was received.", show_default="today")] = "",
    sender: Annotated[str, typer.Option(help="Who handed it in.")] = "unknown",
) -> None:
    """Read files into drafts: each number understood, asked about or set aside. Without FILE, the inbox."""
    chosen = load_office(locate(), office)
    day = _day(received) or _today(chosen)
    facts = {"published": published, "publisher": publisher, "address": address, "language": language}
    if not files:
        if out or any(facts.values()):
            raise UsageError("Name the file that --out, --published and the like are about.")
        _read_inbox(chosen, day)
        return
    if out and len(files) > 1:
        raise UsageError("--out takes one file. Read the others in runs of their own.")
    said = _facts(facts)
    failed = [
        sentence for name in files if (sentence := _read_one(chosen, Path(name), out, day, said, sender))
    ]
    if failed:
        raise BadInputError("\n".join(failed))


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
    name, moment = who or getpass.getuser(), _now()
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


def ledger(
    what: Annotated[str, typer.Argument(metavar="DELIVERY|DRAFT|FILE", help="A name, a folder or a file.")],
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Show the ledger: numbers by disposition, and which are open."""
    from dataclasses import asdict

    from pipeline.reading.ledger import render

    found = _coverages(load_office(locate(), office), what)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False, default=dict))
    else:
        typer.echo(render(found))


def template(
    out: Annotated[str, typer.Option(help="The workbook to write.", metavar="FILE.xlsx")],
    measure: Annotated[list[str] | None, typer.Option(help="Only this measure; may be repeated.")] = None,
    office: OfficeOption = DEFAULT_OFFICE,
) -> None:
    """Write an empty delivery workbook with the office's code lists as drop-downs."""
    from pipeline.lake import write_atomically
    from pipeline.reading.lists import load_lists
    from pipeline.reading.template import template_workbook

    chosen = load_office(locate(), office)
    path = Path(out)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path} is not named like a workbook. Give a name that ends in .xlsx.")
    content = template_workbook(
        load_lists(chosen), f"Delivery to: {chosen.title}", _today(chosen), measure or ()
    )
    write_atomically(path, content)
    typer.echo(f"{path}: fill it in, then: crossfoot read {path}")


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


def _read_one(office: Office, path: Path, out: str, day: date, said: Sequence["Answer"], sender: str) -> str:
    """Read one file and say what it holds; returns the sentence of one that cannot be read."""
    from pipeline.reading.folder import drafts_folder
    from pipeline.reading.lists import load_lists
    from pipeline.reading.take import fill_folder, take_file

    try:
        lists = load_lists(office)
        if out:
            folder = Path(out)
            draft = fill_folder(path, folder, lists, received_on=day, answers=said, sender=sender)
        else:
            draft, folder = take_file(
                path, drafts_folder(office), lists, received_on=day, answers=said, sender=sender
            )
    except BadInputError as error:
        return str(error)
    typer.echo(_say_read(draft, folder))
    return ""


def _read_inbox(office: Office, day: date) -> None:
    """Read what lies in the inbox."""
    from pipeline.reading.inbox import LOOK_AGAIN_SECONDS, inbox_folder, scan
    from pipeline.reading.lists import load_lists

    found = scan(office, load_lists(office), day, lambda: time.sleep(LOOK_AGAIN_SECONDS))
    if not found:
        typer.echo(f"The inbox is empty: {inbox_folder(office)}")
    for one in found:
        if one.draft is not None and one.folder is not None:
            typer.echo(_say_read(one.draft, one.folder))
        else:
            sys.stderr.write(f"{one.sentence}\n")


def _say_read(draft: "Draft", folder: Path) -> str:
    """Say what a file holds and where it can be looked at."""
    from pipeline.reading.counts import count
    from pipeline.reading.folder import PAGE, WORKBOOK

    lines = [f"{draft.name}: {count(draft).sentence}", *(f"  {note}" for note in draft.notes)]
    return "\n".join([*lines, f"  {folder / PAGE}", f"  {folder / WORKBOOK}"])


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


def _coverages(office: Office, what: str) -> "Sequence[Coverage]":
    """Find the ledger of a draft, a delivery or a file, by name or path."""
    from pipeline.office import read_delivery
    from pipeline.reading.folder import DELIVERY, find_folder, load_draft
    from pipeline.reading.ledger import coverage_of_delivery, coverage_of_draft

    path = Path(what)
    delivered = office.folder / "deliveries" / path.name / DELIVERY
    if path.is_file():
        from pipeline.reading.lists import load_lists
        from pipeline.reading.read import read_file

        return [coverage_of_draft(read_file(load_lists(office), path, received_on=_today(office)))]
    if (path / DELIVERY).is_file() and path.resolve().parent == delivered.parent.parent:
        return coverage_of_delivery(read_delivery(path.resolve() / DELIVERY))
    try:
        return [coverage_of_draft(load_draft(find_folder(office, what)))]
    except CrossfootError:
        if not delivered.is_file():
            raise
        return coverage_of_delivery(read_delivery(delivered))


def _facts(facts: dict[str, str]) -> list["Answer"]:
    """Make answers of what is given about the source."""
    from pipeline.reading.answer import SOURCE, Answer

    moment, who = _now(), getpass.getuser()
    return [Answer(moment, who, SOURCE, name, text) for name, text in facts.items() if text]


def _pair(text: str) -> tuple[str, str]:
    """Split FIELD=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"'{text}' is no answer. Write the field and its value, as in measure=fci.")
    return name.strip(), value.strip()


def _day(text: str) -> date | None:
    """Read a day, or take none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"'{text}' is not a day. Write year, month and day, as in 2026-01-21.") from None


def _today(office: Office) -> date:
    """Return the day it is where the office is: the day on which a file is received."""
    return datetime.now(ZoneInfo(office.time_zone)).date()


def _now() -> str:
    """Return the moment of an answer."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
