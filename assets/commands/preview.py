"""A dry run at the command line."""

from typing import Annotated

import typer

from assets.moment import as_of_day
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Lines, Silent
from pipeline.project import DEFAULT_OFFICE, locate

_FACTS = ("month", "as_of", "against", "stops", "withheld")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="Show what a run would change, without running it.",
        epilog="Example: crossfoot preview 2026-01",
    )(preview)


def preview(
    month: Annotated[str, typer.Argument(help="As in 2026-01.", show_default="the office's month")] = "",
    office: Annotated[str, typer.Option(help="The office, a folder below sources/.")] = DEFAULT_OFFICE,
    as_of: Annotated[
        str, typer.Option(help="The day whose knowledge counts.", show_default="the newest delivery's")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Show what running a month now would change in its bulletin, and why; nothing of it is changed."""
    from assets.commands.tables import aligned, as_text
    from pipeline.rehearsal import changed_rows, number_rows, rehearse
    from pipeline.rehearsal_text import summary

    chosen = load_office(locate(), office)
    at = Month.parse(month) if month else chosen.default_month
    found = rehearse(chosen, at, as_of_day(chosen, as_of), Silent() if quiet else Lines())
    rows, numbers = changed_rows(found.changes), number_rows(found.numbers)
    decisions = list(found.decisions)
    if as_json:
        facts = {name: getattr(found, name) for name in _FACTS}
        typer.echo(as_text([{**facts, "changes": rows, "numbers": numbers, "decisions": decisions}]))
        return
    named = (("Cells", rows), ("Numbers", numbers), ("Decisions behind them", decisions))
    tables = [f"\n{title}:\n{aligned(table)}" for title, table in named if table]
    typer.echo("\n".join([*summary(found), *tables]))
