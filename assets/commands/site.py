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
        short_help="Make the readers' site from the releases at hand.",
        epilog="Example: crossfoot site --office karabakh",
    )(site)


def site(
    office: OfficeOption = DEFAULT_OFFICE,
    out: Annotated[
        str, typer.Option(help="The folder to write.", show_default="site, beside the releases")
    ] = "",
) -> None:
    """Make the readers' site, a folder of pages for a disk or a web server; prints where it begins."""
    from pipeline.site.build import build_site

    made = build_site(load_office(locate(), office), Path(out).absolute() if out else None)
    typer.echo(made.folder / "index.html")
