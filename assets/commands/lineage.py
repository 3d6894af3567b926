"""Where columns come from, at the command line."""

from typing import Annotated

import typer

from pipeline.project import locate


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="Show which columns a column is made of.",
        epilog="Example: crossfoot lineage fci.value",
    )(lineage)


def lineage(
    column: Annotated[
        str, typer.Argument(help="As in fci.value, core.total.value.", show_default="the page of all")
    ] = "",
    forward: Annotated[
        bool, typer.Option("--forward", help="Show what the column goes into instead.")
    ] = False,
) -> None:
    """Show which columns a column is made of, read from the SQL; without one, write the page of all."""
    from pipeline.lineage.graph import read_lineage
    from pipeline.lineage.page import write_page
    from pipeline.lineage.text import parse_column, way_back, way_forward

    project = locate()
    found = read_lineage(project)
    if not column:
        typer.echo(write_page(found, project.templates, project.var / "reports"))
        return
    asked = parse_column(found, column)
    typer.echo("\n".join(way_forward(found, asked) if forward else way_back(found, asked)))
