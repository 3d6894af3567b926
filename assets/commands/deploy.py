"""What a server runs behind nginx, and what sets it up: pages by role, users, files of settings."""

import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UsageError
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
SocketOption = Annotated[str, typer.Option(help="The socket that nginx opens.", metavar="FILE")]
UsersOption = Annotated[str, typer.Option(help="The folder of the files of users.", metavar="DIR")]
USERS = "/etc/crossfoot/users"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    served = typer.Typer(
        help="Serve behind nginx: a process a role. deploy/README.md says how.", no_args_is_help=True
    )
    served.command()(statisticians)
    served.command()(auditors)
    served.command()(desk)
    served.command()(daemon)
    app.add_typer(served, name="serve")
    app.command(
        short_help="Give a user of the pages a password.",
        epilog="Example: crossfoot user a.mammadova --role statisticians",
    )(user)
    app.command(
        short_help="Write the settings of nginx and systemd for a server.",
        epilog="Example: crossfoot deploy --host statistics.example --to deployed",
    )(deploy)


def statisticians(socket: SocketOption) -> None:
    """Serve the writable Dagster page under /statistics."""
    _serve_page(socket, "/statistics", read_only=False)


def auditors(socket: SocketOption) -> None:
    """Serve the Dagster page that changes nothing under /audit."""
    _serve_page(socket, "/audit", read_only=True)


def desk(
    socket: SocketOption,
    address: Annotated[str, typer.Option(help="As browsers know it: https://statistics.example:8443.")],
    office: OfficeOption = DEFAULT_OFFICE,
    runs: Annotated[
        str, typer.Option(help="That of the page of runs: https://HOST/statistics.", show_default="none")
    ] = "",
) -> None:
    """Serve the desk of an office; answers are given in the name of who signed in."""
    from assets.listening import listen
    from pipeline.desk.serve import serve_behind

    if not address.startswith("https://") or address.endswith("/"):
        raise UsageError(
            f"'{address}' is no address of the desk. Write it as https://statistics.example:8443."
        )
    if runs and (not runs.startswith("https://") or runs.endswith("/")):
        raise UsageError(
            f"'{runs}' is no address of the page of runs. Write it as https://statistics.example/statistics."
        )
    with listen(Path(socket)) as listening:
        serve_behind(load_office(locate(), office), listening, address, lambda: datetime.now(UTC), runs)


def daemon() -> None:
    """Run the Dagster daemon, which starts the runs; one a folder of results."""
    from assets.daemon import become_daemon

    become_daemon(locate())


def user(
    name: Annotated[str, typer.Argument(help="Small letters, digits, dots, hyphens and underscores.")],
    role: Annotated[str, typer.Option(help="statisticians or auditors.")],
    to: UsersOption = USERS,
    remove: Annotated[bool, typer.Option("--remove", help="Take the user out of the role.")] = False,
) -> None:
    """Give a user a password, asked for twice or read from standard input, or take one out."""
    from assets.passwords import ROLES, remove_user, set_password

    if role not in ROLES:
        raise UsageError(f"There is no role '{role}'. The roles are {' and '.join(ROLES)}.")
    if remove:
        typer.echo(f"{remove_user(Path(to), role, name)}: {name} is none of the {role} any more.")
        return
    typer.echo(f"{set_password(Path(to), role, name, _ask_password())}: {name} is one of the {role}.")


def deploy(
    host: Annotated[str, typer.Option(help="The name of the server, as in statistics.example.")],
    to: Annotated[str, typer.Option(help="The folder to write.", metavar="DIR")],
    office: OfficeOption = DEFAULT_OFFICE,
    site: Annotated[
        str, typer.Option(help="The readers' site, in a folder that holds nothing else.", metavar="DIR")
    ] = "/srv/crossfoot/public/site",
    certificate: Annotated[str, typer.Option(help="The TLS certificate with its chain.")] = (
        "/etc/crossfoot/tls/fullchain.pem"
    ),
    key: Annotated[str, typer.Option(help="Its key.")] = "/etc/crossfoot/tls/privkey.pem",
    users: UsersOption = USERS,
    run: Annotated[str, typer.Option(help="The folder of the sockets.", metavar="DIR")] = "/run/crossfoot",
    account: Annotated[str, typer.Option(help="The account that Crossfoot runs as.")] = "crossfoot",
    web_group: Annotated[str, typer.Option(help="The group that nginx runs as.")] = "www-data",
    port: Annotated[int, typer.Option(help="The port of the site and the pages.")] = 443,
    plain_port: Annotated[int, typer.Option(help="The port that only leads there.")] = 80,
    desk_port: Annotated[int, typer.Option(help="The port of the desk.")] = 8443,
) -> None:
    """Write the settings of nginx and the units of systemd for one server; nothing is installed."""
    from assets.deployment import Machine, write_files

    chosen = load_office(locate(), office)
    machine = Machine(
        host=host,
        root=str(chosen.project.root),
        var=str(chosen.project.var),
        home=str(chosen.home),
        site=site,
        certificate=certificate,
        key=key,
        office=office,
        users=users,
        run=run,
        account=account,
        web_group=web_group,
        port=port,
        plain_port=plain_port,
        desk_port=desk_port,
    )
    made = write_files(machine, chosen.project.root / "deploy", Path(to))
    typer.echo("\n".join(map(str, made)))


def _serve_page(socket: str, prefix: str, *, read_only: bool) -> None:
    """Serve Dagster's page for a role."""
    project = locate()
    # The code server that the page starts goes by the environment.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["CROSSFOOT_VAR"] = str(project.var)

    from assets.page import Role, serve_page

    serve_page(project, Role(prefix, read_only), Path(socket))


def _ask_password() -> str:
    """Ask twice at a terminal, or read a line from standard input; a password is never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise UsageError("The two passwords differ. Nothing was changed.")
    return password
