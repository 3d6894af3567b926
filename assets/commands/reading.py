"""Files in, their ledgers, and the empty workbook for new ones at the command line."""

import getpass
import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assets.moment import day_of, now, today
from pipeline.errors import BadInputError, CrossfootError, UsageError
from pipeline.office import Office, load_office
from pipeline.project import DEFAULT_OFFICE, locate

if TYPE_CHECKING:
    from pipeline.reading.answer import Answer
    from pipeline.reading.draft import Draft
    from pipeline.reading.ledger import Coverage

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Read a file, or the inbox, into drafts.", epilog="Example: crossfoot read article.txt"
    )(read)
    app.command(
        short_help="Show which numbers of a file are accounted for.",
        epilog="Example: crossfoot ledger article.txt",
    )(ledger)
    app.command(
        short_help="Write an empty delivery workbook.",
        epilog="Example: crossfoot template --out delivery.xlsx",
    )(template)


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
    day = day_of(received) or today(chosen)
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
        load_lists(chosen), f"Delivery to: {chosen.title}", today(chosen), measure or ()
    )
    write_atomically(path, content)
    typer.echo(f"{path}: fill it in, then: crossfoot read {path}")


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
    from pipeline.reading.said_of import next_of

    lines = [f"{draft.name}: {count(draft).sentence}", *(f"  {note}" for note in draft.notes)]
    return "\n".join([*lines, f"  {folder / PAGE}", f"  {folder / WORKBOOK}", *next_of(draft)])


def _coverages(office: Office, what: str) -> "Sequence[Coverage]":
    """Find the ledger of a draft, a delivery or a file, by name or path."""
    from pipeline.office import DELIVERY, read_delivery
    from pipeline.reading.folder import find_folder, load_draft
    from pipeline.reading.ledger import coverage_of_delivery, coverage_of_draft

    path = Path(what)
    delivered = office.folder / "deliveries" / path.name / DELIVERY
    if path.is_file():
        from pipeline.reading.lists import load_lists
        from pipeline.reading.read import read_file

        return [coverage_of_draft(read_file(load_lists(office), path, received_on=today(office)))]
    if (path / DELIVERY).is_file() and path.resolve().parent == delivered.parent.parent:
        return coverage_of_delivery(read_delivery(path.resolve() / DELIVERY), office)
    try:
        return [coverage_of_draft(load_draft(find_folder(office, what)))]
    except CrossfootError:
        if not delivered.is_file():
            raise
        return coverage_of_delivery(read_delivery(delivered), office)


def _facts(facts: dict[str, str]) -> list["Answer"]:
    """Make answers of what is given about the source."""
    from pipeline.reading.answer import SOURCE, Answer

    moment, who = now(), getpass.getuser()
    return [Answer(moment, who, SOURCE, name, text) for name, text in facts.items() if text]
