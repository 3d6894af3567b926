"""The command that verifies the folder of a release."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        short_help="Verify a release from its folder alone.",
        epilog="Example: crossfoot verify var/releases/2026-01",
    )(verify)


def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of a release, or a copy of it anywhere.")],
    full: Annotated[
        bool, typer.Option("--full", help="Read every page and PDF anew, too; takes seconds.")
    ] = False,
    ledger: Annotated[
        Path | None, typer.Option(help="The ledger of releases.", show_default="the one beside the releases")
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read tables, pages and sums again, also of files seen before.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Verify hashes, roots, tables, number bindings, sums and signatures; a fault is named: exit code 1."""
    from assets.verified import tell_verified

    raise typer.Exit(tell_verified(folder, full=full, ledger=ledger, anew=anew, as_json=as_json))
