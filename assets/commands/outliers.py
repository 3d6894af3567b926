"""The queries about outliers, at the command line."""

from typing import Annotated

import typer

from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
NONE = "Nothing is asked about this month's figures."


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="List the figures that a person is asked about.",
        epilog="Example: crossfoot outliers 2025-12 --office example",
    )(outliers)


def outliers(
    month: Annotated[str, typer.Argument(help="As in 2026-01.", show_default="the office's month")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: JsonOption = False,
) -> None:
    """List figures unlike their peers, their own series or its seasonal model; the highest score first."""
    from assets.commands.tables import aligned, as_text
    from pipeline.edit import edited_window
    from pipeline.indicators.queries import outlier_rows, require_run
    from pipeline.stages import lake_of
    from pipeline.vintages.tables import plain

    chosen = load_office(locate(), office)
    at = Month.parse(month) if month else chosen.default_month
    lake, window = lake_of(chosen), edited_window(chosen, lake_of(chosen), at)
    require_run(chosen, lake, window)
    found = outlier_rows(lake, window)
    rows = [{name: plain(value) for name, value in row.items() if name != "effect"} for row in found]
    typer.echo(as_text(rows) if as_json else (aligned(rows) or NONE))
