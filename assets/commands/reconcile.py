"""A run beside the old process, at the command line."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assets.moment import as_of_day
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="Compare a table of the old process with a month, cell by cell.",
        epilog="Example: crossfoot reconcile 2026-01 --with old.xlsx --out compared.xlsx",
    )(reconcile)


def reconcile(
    month: Annotated[str, typer.Argument(help="As in 2026-01.")],
    beside: Annotated[
        str, typer.Option("--with", help="The table: a workbook or separated text.", metavar="FILE")
    ],
    office: OfficeOption = DEFAULT_OFFICE,
    as_of: Annotated[
        str, typer.Option(help="The day of a run with results of its own.", show_default="the newest run")
    ] = "",
    say: Annotated[
        list[str] | None,
        typer.Option(help="What a place means: 'Sheet!A3 territory=AZ'; may stand again.", metavar="WHAT"),
    ] = None,
    out: Annotated[
        str, typer.Option(help="Write a workbook with every figure marked.", metavar="FILE.xlsx")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Compare a table with a month that was run: equal, differ, only there, only here. Nothing is kept."""
    from pipeline.lake import write_atomically
    from pipeline.reconcile.marked import marked_workbook
    from pipeline.reconcile.read import parse_said
    from pipeline.reconcile.reconcile import reconcile as compare
    from pipeline.reconcile.text import as_data, render

    chosen, path, copy = load_office(locate(), office), Path(beside), Path(out)
    if out:
        _require_new(copy, path)
    found = compare(
        chosen, Month.parse(month), path, asked=as_of_day(chosen, as_of), said=parse_said(say or ())
    )
    if out:
        write_atomically(copy, marked_workbook(found, path))
    typer.echo(
        json.dumps(as_data(found), indent=2, ensure_ascii=False, default=str) if as_json else render(found)
    )
    if out and not as_json:
        typer.echo(copy)


def _require_new(copy: Path, table: Path) -> None:
    """Refuse a name that is none of a new workbook: what stands there is never written over."""
    if copy.suffix.lower() != ".xlsx":
        raise UsageError(f"{copy} is not the name of a workbook. Give one that ends in .xlsx.")
    if copy.resolve() == table.resolve():
        raise UsageError(
            f"{copy} is the table itself, which is never changed. Give the marked workbook another name."
        )
    if copy.exists():
        raise UsageError(f"{copy} exists, and is not written over. Give another name, or move it away.")
