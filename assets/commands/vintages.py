"""What was known when, at the command line."""

from typing import Annotated

import typer

from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Show what changed since the last issue, and why.",
        epilog="Example: crossfoot changes 2026-01",
    )(changes)


def changes(
    month: Annotated[str, typer.Argument(help="As in 2026-01, or 2026-01@2026-03-01.")],
    office: OfficeOption = DEFAULT_OFFICE,
    cause: Annotated[str, typer.Option(help="Only this cause, as in revision.", show_default="all")] = "",
    as_json: JsonOption = False,
) -> None:
    """Show the cells that differ from the previous issue: old, new, cause, observations behind."""
    from assets.commands.tables import aligned, as_text
    from pipeline.vintages.listing import list_changes

    rows = list_changes(load_office(locate(), office), month, cause)
    typer.echo(as_text(rows) if as_json else aligned(rows))
