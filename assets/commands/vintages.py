"""What was known when, at the command line."""

from datetime import date
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
MonthOption = Annotated[str, typer.Option(help="As in 2026-01.", show_default="the office's month")]
AsOfOption = Annotated[str, typer.Option(help="The day whose knowledge counts.", show_default="the newest")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Show what changed since the last issue, and why.",
        epilog="Example: crossfoot changes 2026-01",
    )(changes)
    app.command(
        short_help="Print a table, as known on a day.",
        epilog="Example: crossfoot table core.latest --month 2026-01 --as-of 2026-03-01 --csv",
    )(table)
    app.command(
        short_help="Show how figures were revised, vintage by vintage.",
        epilog="Example: crossfoot triangle fci --territory AZ",
    )(triangle)


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


def table(
    name: Annotated[str, typer.Argument(help="As in core.latest, raw.file, reference.source, fci.")],
    office: OfficeOption = DEFAULT_OFFICE,
    month: MonthOption = "",
    as_of: AsOfOption = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print a table of a month's run, or of everything taken in; with a day, as known on it."""
    from assets.commands.tables import aligned, as_text
    from pipeline.vintages import tables

    chosen = load_office(locate(), office)
    at = Month.parse(month) if month else chosen.default_month
    rows = tables.as_rows(tables.read_named(chosen, name, at, _day(as_of)))
    typer.echo(as_text(rows) if as_json else tables.as_csv(rows) if as_csv else aligned(rows), nl=not as_csv)


def triangle(
    measure: Annotated[str, typer.Argument(help="As in fci.")],
    territory: Annotated[str, typer.Option(help="As in AZ.", show_default="the country")] = "",
    breakdown: Annotated[str, typer.Option(help="As in purpose=housing.", show_default="the total")] = "_T",
    office: OfficeOption = DEFAULT_OFFICE,
    vintages: Annotated[int, typer.Option(min=1, help="How many of the newest vintages are shown.")] = 6,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every vintage, as CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show each reference period as known at the end of each month; R is the last less the first value."""
    from assets.commands.tables import aligned, as_text
    from pipeline.vintages import tables
    from pipeline.vintages.triangle import long_rows, revision_triangle, triangle_rows

    chosen = load_office(locate(), office)
    found = revision_triangle(chosen, measure, territory or chosen.country, breakdown)
    rows = long_rows(found) if as_csv or as_json else triangle_rows(found, vintages)
    texts = [{name: tables.plain(value) for name, value in row.items()} for row in rows]
    typer.echo(
        as_text(texts) if as_json else tables.as_csv(texts) if as_csv else aligned(texts), nl=not as_csv
    )


def _day(text: str) -> date | None:
    """Read a day, or take none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"'{text}' is not a day. Write year, month and day, as in 2024-03-31.") from None
