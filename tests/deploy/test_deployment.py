"""The settings that a server gets: nothing is left open in them, and nothing can be smuggled in."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from assets.cli import app
from assets.deployment import FILES, Machine, check_machine, fill, write_files
from pipeline.errors import UsageError
from pipeline.project import locate

MACHINE = Machine(
    host="statistics.example",
    root="/srv/crossfoot/checkout",
    var="/srv/crossfoot/var",
    home="/srv/crossfoot/var",
    site="/srv/crossfoot/public/site",
    certificate="/etc/crossfoot/tls/fullchain.pem",
    key="/etc/crossfoot/tls/privkey.pem",
    office="karabakh",
)
TEMPLATES = locate().root / "deploy"
PAGE = " ".join((TEMPLATES / "README.md").read_text(encoding="utf-8").split())
SERVICES = [name for name in FILES if name.endswith(".service")]


def _unit(name: str) -> Any:
    """Read a unit as it is installed."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(fill((TEMPLATES / name).read_text(encoding="utf-8"), MACHINE))
    return unit["Service"]


def test_every_slot_is_filled_in(tmp_path: Path) -> None:
    made = write_files(MACHINE, TEMPLATES, tmp_path)
    assert [path.name for path in made] == list(FILES)
    for path in made:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"@[A-Z_]+@", text) == []
    daemon = (tmp_path / "crossfoot-daemon.service").read_text(encoding="utf-8")
    assert "\nEnvironment=CROSSFOOT_DESK=https://statistics.example:8443\n" in daemon
    desk = (tmp_path / "crossfoot-desk.service").read_text(encoding="utf-8")
    assert " --runs https://statistics.example/statistics\n" in desk
    nginx = (tmp_path / "nginx.conf").read_text(encoding="utf-8")
    assert "https://statistics.example$request_uri" in nginx
    other = fill((TEMPLATES / "nginx.conf").read_text(encoding="utf-8"), replace(MACHINE, port=9443))
    assert '"https://statistics.example:9443" 0;' in other


@pytest.mark.parametrize(
    "changed",
    [
        {"host": "a; return 200"},
        {"host": "Statistics.example"},
        {"host": "a..b"},
        {"host": ""},
        {"host": "a\nb"},
        {"site": "relative/site"},
        {"site": "/srv/../etc"},
        {"site": "/srv/a b"},
        {"key": "/etc/k;y"},
        {"var": "/srv/$var"},
        {"account": "root; x"},
        {"office": "../x"},
        {"port": 80},
        {"desk_port": 0},
        {"port": 65_536},
    ],
    ids=str,
)
def test_what_would_be_another_setting_is_refused(changed: dict[str, Any]) -> None:
    check_machine(MACHINE)
    with pytest.raises(UsageError):
        check_machine(replace(MACHINE, **changed))


def _commands(
    group: click.Command, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Yield each command of the command line with its options."""
    for name, command in getattr(group, "commands", {}).items():
        yield (*before, name), {option for one in command.params for option in one.opts}
        yield from _commands(command, (*before, name))


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_runs_a_command_that_there_is(name: str) -> None:
    program, *words = _unit(name)["ExecStart"].split()
    assert program == "/srv/crossfoot/checkout/.venv/bin/crossfoot"
    known = dict(_commands(typer.main.get_command(app)))
    command = tuple(takewhile(lambda word: not word.startswith("--"), words))
    assert command in known
    assert {word for word in words if word.startswith("--")} <= known[command]


@pytest.mark.parametrize("name", SERVICES)
def test_the_statisticians_page_alone_reaches_the_runs_of_the_daemon_to_cancel_them(name: str) -> None:
    joined = re.findall(
        r"^JoinsNamespaceOf=(.*)$", (TEMPLATES / name).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert joined == (["crossfoot-daemon.service"] if name == "crossfoot.service" else [])


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_may_do_little(name: str) -> None:
    unit = _unit(name)
    assert unit["User"] == "crossfoot"
    assert (unit["CapabilityBoundingSet"], unit["IPAddressDeny"]) == ("", "any")
    assert unit["ProtectSystem"] == "strict"
    for entry in ("NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome", "RestrictSUIDSGID"):
        assert unit[entry] == "true"
    written = {path.lstrip("-") for path in unit["ReadWritePaths"].split()}
    if name in {"crossfoot.service", "crossfoot-auditor.service"}:
        # Neither page can change the lake, a release or what an office declares; runs do, in the daemon.
        below = {"/srv/crossfoot/var/dagster", "/srv/crossfoot/var/locks", "/srv/crossfoot/var/log"}
        assert written == below | {"/run/crossfoot"}
    if name == "crossfoot-site.service":
        assert "/srv/crossfoot/public" in written
        assert not {"/srv/crossfoot/var", "/srv/crossfoot/checkout/sources"} & written
    assert ("InaccessiblePaths" in unit) == (name != "crossfoot-daemon.service")


def test_a_stop_of_the_daemon_leaves_its_runs_alone() -> None:
    unit = _unit("crossfoot-daemon.service")
    assert (unit["KillMode"], unit["TimeoutStopSec"]) == ("mixed", "1h")
    assert "waits for the runs in progress, an hour at most" in PAGE


def test_what_has_to_come_first_stands_first() -> None:
    order = (
        "install -d -m 0700 -o crossfoot -g crossfoot /etc/crossfoot/secrets",
        "install -d -m 0750 -o crossfoot -g crossfoot checkout",
        "git clone ADDRESS checkout",
        "crossfoot release key /etc/crossfoot/secrets/vault.key",
        "bin/crossfoot run ",
        "chmod 0711 /srv/crossfoot",
    )
    places = [PAGE.find(command) for command in order]
    assert -1 not in places
    assert places == sorted(places)


def _blocks(heading: str) -> list[list[str]]:
    """Return the commands below a heading of the page, a list a block."""
    said = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    part = re.split(r"\n(?:\d\.|##|\*\*[A-Z])", said[said.index(heading) + len(heading) :])[0]
    return [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", part, re.DOTALL)]


def test_an_update_goes_on_after_each_part_that_can_fail_by_hand_alone() -> None:
    blocks = [[line.strip() for line in block] for block in _blocks("**An update**")]
    commands = [line.removeprefix("runuser -u crossfoot -- ") for block in blocks for line in block]
    order = (
        "systemctl stop crossfoot-daemon",
        "systemctl stop crossfoot-desk",
        "git add sources",
        "git branch -f before-update",
        "git pull ",
        "make .venv",
        "systemctl restart crossfoot-daemon",
    )
    places = [[line.startswith(command) for line in commands].index(True) for command in order]
    assert places == sorted(places)
    can_fail = [line for block in blocks for line in block if "git pull" in line or "make .venv" in line]
    assert [block[-1] for block in blocks][:2] == can_fail
    stopped = {word for line in commands if line.startswith("systemctl stop") for word in line.split()[2:]}
    assert stopped <= set(commands[-1].split()[2:])
    back = [line.removeprefix("runuser -u crossfoot -- ") for line in _blocks("**The way back**")[0]]
    assert back == ["git merge --abort", "git reset --keep before-update", "make .venv"]


def test_step_6_gives_what_runs_the_settings_that_changed() -> None:
    ((*_, reload, enable, restart, nginx),) = _blocks("\n6. ")
    assert (reload.strip(), nginx.strip()) == ("systemctl daemon-reload", "systemctl reload nginx")
    units = {Path(name).stem for name in FILES if name.startswith("crossfoot") and ".tmpfiles" not in name}
    started = {Path(name).stem for name in FILES if name.endswith((".path", ".timer"))}
    assert set(restart.split()[1:2]) == {"restart"}
    assert enable.split()[2:] == restart.split()[2:]
    assert {word.partition(".")[0] for word in restart.split()[2:]} == units | started


def test_a_backup_overwrites_none_and_is_a_pair() -> None:
    (block,) = _blocks("**A backup**")
    tar, bundle = block[-2:]
    assert tar.endswith("$moment-karabakh.tar &&")
    assert "$moment-checkout.bundle" in bundle


def test_the_way_back_of_an_update_with_a_conflict(tmp_path: Path) -> None:
    """Do what the page says, with what git says, on a repository of one file."""

    def git(folder: Path, *words: str, fails: bool = False) -> str:
        named = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")
        done = subprocess.run(
            ["git", *named, *words], cwd=folder, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    first, server = tmp_path / "first", tmp_path / "server"
    first.mkdir()
    git(first, "init", "--quiet")
    (first / "sources").write_text("as it was\n")
    git(first, "add", "sources")
    git(first, "commit", "--quiet", "-m", "first")
    git(tmp_path, "clone", "--quiet", str(first), "server")
    for folder in (first, server):
        (folder / "sources").write_text(f"of {folder.name}\n")
        git(folder, "add", "sources")
        git(folder, "commit", "--quiet", "-m", folder.name)
    git(server, "branch", "-f", "before-update")
    assert "CONFLICT" in git(server, "pull", "--no-rebase", "--no-edit", fails=True)
    for line in _blocks("**The way back**")[0][:2]:
        git(server, *line.partition("-- git ")[2].split())
    assert (server / "sources").read_text() == "of server\n"
    assert git(server, "status", "--short") == ""


def test_the_site_of_another_office_may_take_its_lock() -> None:
    other = replace(MACHINE, office="example", home="/srv/crossfoot/var/example")
    unit = fill((TEMPLATES / "crossfoot-site.service").read_text(encoding="utf-8"), other)
    (written,) = re.findall(r"^ReadWritePaths=(.*)$", unit, re.MULTILINE)
    assert "-/srv/crossfoot/var/example/locks" in written.split()


def test_systemd_finds_the_units_sound(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.xfail("Without systemd the units are read by the tests above alone.")
    write_files(MACHINE, TEMPLATES, tmp_path)
    units = [str(tmp_path / name) for name in SERVICES]
    found = subprocess.run(
        [program, "security", "--offline=true", "--threshold=40", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-1500:] + found.stderr


def test_the_page_says_how_each_file_is_used() -> None:
    said = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert [name for name in FILES if name not in said] == []
    known = {" ".join(words) for words, _ in _commands(typer.main.get_command(app))}
    named = [
        *re.findall(r"bin/crossfoot ([a-z]+)", said),
        *re.findall(r"`crossfoot ((?:serve )?[a-z]+)`", said),
    ]
    assert len(named) >= 8
    assert {name for name in named if name not in known} == set()
