"""Where the history of runs lies, at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.project import locate


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(
        short_help="Show or choose where the history of runs lies.",
        epilog="Example: crossfoot history --postgres /etc/crossfoot/history",
    )(history)


def history(
    postgres: Annotated[
        Path | None,
        typer.Option(
            help="A file with the address of a database, which only its owner may read.", metavar="FILE"
        ),
    ] = None,
    files: Annotated[bool, typer.Option("--files", help="Files below var/dagster/, the default.")] = False,
) -> None:
    """Show where the history of runs lies, or choose; runs stay in the history that they are in."""
    from assets.history import address_file, choose_files, choose_postgres

    project = locate()
    if postgres and files:
        raise UsageError("Choose one: --postgres FILE or --files.")
    if postgres:
        typer.echo(f"The history of runs is in PostgreSQL: {choose_postgres(project, postgres)}.")
        return
    if files:
        choose_files(project)
    file = address_file(project)
    where = (
        f"in PostgreSQL, at the address in {file}" if file else f"in files below {project.var / 'dagster'}"
    )
    typer.echo(f"The history of runs is {where}.")
