"""The readers' site, at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="Make the readers' site from the issues that were released.",
        epilog="Example: crossfoot site --office karabakh",
    )(site)


def site(
    office: OfficeOption = DEFAULT_OFFICE,
    out: Annotated[
        str, typer.Option(help="The folder to write.", show_default="site, beside the releases")
    ] = "",
    drafts: Annotated[
        bool,
        typer.Option("--drafts", help="Show what is at hand, too, marked as drafts: for the office alone."),
    ] = False,
) -> None:
    """Make the readers' site of the released issues, a folder of pages; prints where it begins."""
    from pipeline.site.build import build_site

    place = Path(out).absolute() if out else None
    made = build_site(load_office(locate(), office), place, drafts)
    typer.echo(made.folder / "index.html")
