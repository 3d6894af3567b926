"""What was known when, at the command line."""

from typing import Annotated

import typer

from assets.moment import as_of_day
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Lines
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
    """Show the cells that differ from the previous issue: old, new, cause, observations behind.

    The first line names that issue: of a month that was run before it is what that run gave, else the issue
    of the month before.
    """
    from assets.commands.tables import aligned, as_text
    from pipeline.vintages.listing import list_changes, list_decisions, say_changes, say_rest

    chosen = load_office(locate(), office)
    rows = list_changes(chosen, month, cause)
    if as_json:
        typer.echo(as_text(rows))
        return
    typer.echo(say_changes(chosen, month, cause, len(rows)))
    if rows:
        typer.echo(aligned(rows))
    if decisions := list_decisions(chosen, month, rows):
        typer.echo(f"\nDecisions behind them:\n{aligned(decisions)}")
    if rest := say_rest(chosen, month):
        typer.echo(rest)


def table(
    name: Annotated[str, typer.Argument(help="As in core.latest, raw.file, reference.source, fci.")],
    office: OfficeOption = DEFAULT_OFFICE,
    month: MonthOption = "",
    as_of: AsOfOption = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print a table of a month's run, or of everything taken in; with a day, as known on it.

    What was known on a day is worked out where no run has left it; the month's own results stay as they are.
    """
    from pipeline.vintages.tables import as_rows, read_named

    chosen = load_office(locate(), office)
    at = Month.parse(month) if month else chosen.default_month
    frame = read_named(chosen, name, at, as_of_day(chosen, as_of), Lines())
    _print(as_rows(frame), as_csv=as_csv, as_json=as_json)


def triangle(
    name: Annotated[str, typer.Argument(metavar="INDICATOR", help="As in fci.")],
    territory: Annotated[str, typer.Option(help="As in AZ.", show_default="the country")] = "",
    breakdown: Annotated[str, typer.Option(help="As in purpose=housing.", show_default="the total")] = "_T",
    transformation: Annotated[
        str, typer.Option(help="As in flow, ytd_change.", show_default="the indicator's own")
    ] = "",
    price_basis: Annotated[str, typer.Option(help="nominal, real or not_stated.", show_default="any")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    vintages: Annotated[int, typer.Option(min=1, help="How many of the newest vintages are shown.")] = 6,
    stated: Annotated[
        bool, typer.Option("--stated", help="A measure as its sources stated it: no rules, no decisions.")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every vintage, as CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show each reference period as known at the end of each month; R is the last less the first value.

    Rules, decisions and the choice between sources are applied as in a run for that day. Vintages that are
    not there yet are worked out first, once.
    """
    from pipeline.vintages.on_demand import know_triangle, take_in
    from pipeline.vintages.stated import stated_triangle
    from pipeline.vintages.tables import plain
    from pipeline.vintages.triangle import Series, check_series, indicator_triangle, long_rows, triangle_rows

    chosen = load_office(locate(), office)
    where = territory or chosen.country
    if stated:
        take_in(chosen)
        found = stated_triangle(chosen, name, where, breakdown)
    else:
        series = Series(name, where, breakdown, transformation, price_basis)
        check_series(chosen, series)
        found = indicator_triangle(chosen, know_triangle(chosen, Lines()), series)
    rows = long_rows(found) if as_csv or as_json else triangle_rows(found, vintages)
    texts = [{name: plain(value) for name, value in row.items()} for row in rows]
    _print(texts, as_csv=as_csv, as_json=as_json)


def _print(rows: list[dict[str, object]], *, as_csv: bool, as_json: bool) -> None:
    """Print rows in columns, or as CSV or JSON."""
    from assets.commands.tables import aligned, as_text
    from pipeline.vintages.tables import as_csv as to_csv

    typer.echo(as_text(rows) if as_json else to_csv(rows) if as_csv else aligned(rows), nl=not as_csv)
