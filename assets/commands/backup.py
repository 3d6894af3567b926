"""Backup and restore, at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="Write what cannot be made again to one file.",
        epilog="Example: crossfoot backup --to karabakh.tar --office karabakh",
    )(backup)
    app.command(
        short_help="Put a backup in its place; nothing is overwritten.",
        epilog="Example: crossfoot restore karabakh.tar",
    )(restore)


def backup(
    to: Annotated[str, typer.Option(help="The file to write.", metavar="FILE")],
    office: Annotated[str, typer.Option(help="The office, a folder below sources/.")] = DEFAULT_OFFICE,
) -> None:
    """Write deliveries, decisions, raw store, ledger, releases and vault to one file, with hashes."""
    from pipeline.releasing.backup import back_up

    place = Path(to).absolute()
    found = back_up(load_office(locate(), office), place)
    typer.echo(
        f"{place}: {len(found.files)} files of office {office}. The key of the vault is not among them."
    )


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file that `crossfoot backup` wrote.")],
) -> None:
    """Put what a backup holds in its place, all of it checked before; then run the months again."""
    from pipeline.releasing.backup import restore as put_back
    from pipeline.releasing.status import status

    project = locate()
    found = put_back(project, Path(file).absolute())
    rows = status(load_office(project, found.office))
    typer.echo(f"{len(found.files)} files of office {found.office} are in their place; {len(rows)} issues.")
