"""The command line. Each command imports what it needs when it runs: help and refusals come at once."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assets.commands import (
    audit,
    backup,
    decisions,
    deploy,
    drafts,
    history,
    lineage,
    outliers,
    preview,
    reading,
    reconcile,
    release,
    sealed,
    seasonal,
    site,
    vintages,
)
from assets.start import main
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Lines, Silent
from pipeline.project import DEFAULT_OFFICE, locate

app = typer.Typer(
    help="Makes statistical bulletins that add up, and shows where every printed number came from.",
    epilog=(
        "Exit codes: 0 done, 1 failed, 2 no such office, month or number, or its state does not "
        "allow what was asked for, 3 a file cannot be read as what it says it is, 4 a stop rule keeps the "
        "bulletin from being written, 5 in use by another process, 6 the machine lacks something."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OWN_MONTH = "the office's month"

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
MonthOption = Annotated[str, typer.Option(help="The month, as in 2026-01.", show_default=OWN_MONTH)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@app.command(
    short_help="Make the bulletin of a month.", epilog="Example: crossfoot run 2026-01 --office karabakh"
)
def run(
    month: Annotated[str, typer.Argument(help="As in 2026-01.", show_default=OWN_MONTH)] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    to: Annotated[str, typer.Option(help="Run each month up to this one.", show_default="one month")] = "",
    as_of: Annotated[
        str, typer.Option(help="The day whose knowledge counts.", show_default="the newest delivery's")
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(help="A language (en), a territory (ER-KAR), or national; may stand again."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why it is run; kept with the run.", show_default="none")] = "",
    pdf: Annotated[bool, typer.Option(help="Write the bulletin, or stop after the indicators.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Make the bulletin of a month: prints its files and its main points."""
    from assets.moment import as_of_day
    from pipeline.choice import among
    from pipeline.clock import now
    from pipeline.machine import check_folder, check_pdf_libraries, check_python
    from pipeline.releasing.folder import require_no_embargo
    from pipeline.window import window_of

    progress = Silent() if quiet else Lines()
    chosen = load_office(locate(), office)
    first = _month_of(chosen, month)
    months = first.to(Month.parse(to) if to else first)
    if not months:
        raise UsageError(f"{to} is before {first}. Name the earlier month first.")
    day = as_of_day(chosen, as_of)
    choice = among(only or (), chosen.languages)
    for end in (months[0], months[-1]):
        window_of(chosen, end, day)
    check_python()
    check_folder(chosen.project.var)
    require_no_embargo(chosen, months, now())
    if pdf:
        check_pdf_libraries()

    from assets.run import run_months

    outcome = run_months(chosen, months, progress, day, publish=pdf, choice=choice, reason=reason)
    paths = [*outcome.files, str(chosen.home / "warehouse.duckdb")]
    typer.echo("\n".join([*paths, *(f"- {point}" for point in outcome.main_points)]))


@app.command(short_help="Show where a number came from.", epilog="Example: crossfoot vouch fci.AZ.2026-01")
def vouch(
    ident: Annotated[str, typer.Argument(metavar="ID", help="Of a printed number, or of a cell.")],
    office: OfficeOption = DEFAULT_OFFICE,
    month: Annotated[
        str,
        typer.Option(
            help="As in 2026-01, 2026-01@2026-03-01, or the id of an issue, 2026-01.1.",
            show_default="the newest month run",
        ),
    ] = "",
    folder: Annotated[
        Path | None,
        typer.Option(
            "--in", help="A release folder: nothing else is read.", show_default="the office's results"
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show where a printed number came from: rounding, indicator, inputs, findings, sources."""
    from pipeline.audit.issues import is_issue, issue_folder
    from pipeline.vouch_text import render

    if not folder and is_issue(month):
        folder = issue_folder(load_office(locate(), office), month)
    if folder:
        from pipeline.audit.vouched import vouch_in
        from pipeline.sealed.folder import ReleaseFolder

        record = vouch_in(ReleaseFolder.open(folder), ident)
        typer.echo(_json(record) if as_json else render(record))
        return
    from pipeline.vouch import vouch as follow
    from pipeline.window import parse_partition

    chosen = load_office(locate(), office)
    asked = parse_partition(month) if month else (None, None)
    found = follow(chosen, ident, *asked)
    typer.echo(_json(found) if as_json else render(found))


@app.command(
    short_help="List the sources of an office.", epilog="Example: crossfoot sources --office karabakh"
)
def sources(
    office: OfficeOption = DEFAULT_OFFICE, month: MonthOption = "", as_json: JsonOption = False
) -> None:
    """List the sources: publisher, dates, grade, figures taken in and figures used."""
    from pipeline.sources import list_sources

    chosen = load_office(locate(), office)
    rows = list_sources(chosen, _month_of(chosen, month))
    typer.echo(_json(rows) if as_json else _aligned(rows))


@app.command(short_help="Serve the Dagster page.", epilog="Example: crossfoot ui --port 3001")
def ui(port: Annotated[int, typer.Option(help="The port of the page on 127.0.0.1.")] = 3000) -> None:
    """Serve the Dagster page of this checkout until it is interrupted."""
    from assets.launcher import serve

    serve(locate(), port, Lines())


decisions.register(app)
vintages.register(app)
reading.register(app)
drafts.register(app)
seasonal.register(app)
lineage.register(app)
outliers.register(app)
preview.register(app)
site.register(app)
sealed.register(app)
release.register(app)
backup.register(app)
audit.register(app)
deploy.register(app)
history.register(app)
reconcile.register(app)


def _month_of(office: Office, text: str) -> Month:
    """Read a month, or take the office's own."""
    return Month.parse(text) if text else office.default_month


def _json(value: object) -> str:
    """Set a value as JSON that people can read too."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def _aligned(rows: list[dict[str, object]]) -> str:
    """Set rows as text in columns; addresses, which are long, are left to --json."""
    names = [name for name in rows[0] if name != "address"] if rows else []
    lines = [names, *([str("" if row[name] is None else row[name]) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


if __name__ == "__main__":
    main()
