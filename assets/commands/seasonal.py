"""Seasonal adjustment, at the command line."""

from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
MonthOption = Annotated[str, typer.Option(help="As in 2026-01.", show_default="the office's month")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        help="Review seasonal adjustment, and say which series are adjusted.", no_args_is_help=True
    )
    group.command(
        short_help="Show what would change in the specifications, and why.",
        epilog="Example: crossfoot seasonal review --office example --year 2025",
    )(review)
    group.command(
        short_help="Say which series are adjusted, and why others are not.",
        epilog="Example: crossfoot seasonal status --office example",
    )(status)
    app.add_typer(group, name="seasonal")


def review(
    office: OfficeOption = DEFAULT_OFFICE,
    year: Annotated[
        int, typer.Option(help="The last year that the review sees.", show_default="up to the office's month")
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Show for each specification what the program would choose today, and why; nothing is changed."""
    from assets.commands.tables import aligned, as_text
    from pipeline.indicators.adjustment_review import review_office

    chosen = load_office(locate(), office)
    if year and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UsageError(f"{year} is not a year. Write it with four digits, as in 2025.")
    month = Month(year, 12) if year else chosen.default_month
    rows = review_office(chosen, month).to_dicts()
    typer.echo(as_text(rows) if as_json else aligned(rows))


def status(
    office: OfficeOption = DEFAULT_OFFICE, month: MonthOption = "", as_json: JsonOption = False
) -> None:
    """Show each series of a month's run with its status, the reason, M7, Q and the p of QS."""
    from assets.commands.tables import aligned, as_text
    from pipeline.edit import edited_window
    from pipeline.indicators.adjustment import adjustment_rows
    from pipeline.stages import lake_of
    from pipeline.vintages.tables import plain

    chosen = load_office(locate(), office)
    at = Month.parse(month) if month else chosen.default_month
    found = adjustment_rows(lake_of(chosen), edited_window(chosen, lake_of(chosen), at))
    rows = [{name: plain(value) for name, value in row.items()} for row in found]
    typer.echo(as_text(rows) if as_json else aligned(rows))
