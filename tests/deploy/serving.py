"""A deployment for tests: nginx as an unprivileged user, both pages and the desk, all as real processes."""

import json
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from assets.deployment import Machine, write_files
from assets.passwords import set_password
from pipeline.project import locate

HOST = "statistics.example"
NOBODY = 65534
START_SECONDS = 60
PLANTED = "PLANTED-7f3a"
"""Stands in every file that nobody may read through the web server."""
USERS = {"ana": ("statisticians",), "ben": ("auditors",), "cem": ("statisticians", "auditors")}


@dataclass(frozen=True)
class House:
    """A running deployment; `passwords` by user."""

    folder: Path
    machine: Machine
    passwords: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def port(self, where: str) -> int:
        """Return the port of a part: pages, desk or plain."""
        ports = {"pages": self.machine.port, "desk": self.machine.desk_port, "plain": self.machine.plain_port}
        return ports[where]

    def connect(self, where: str = "pages", source: str = "127.0.0.1") -> socket.socket:
        """Open a connection, with TLS but for the plain port."""
        raw = socket.create_connection(("127.0.0.1", self.port(where)), 15, (source, 0))
        if where == "plain":
            return raw
        trusted = ssl.create_default_context(cafile=self.machine.certificate)
        trusted.set_alpn_protocols(["http/1.1"])
        return trusted.wrap_socket(raw, server_hostname=HOST)


def find_nginx() -> str:
    """Return nginx; without it the tests are left out on a person's machine, and fail in CI."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        sentence = "There is no nginx to test with. Install the Debian package nginx."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextmanager
def serving(folder: Path) -> Iterator[House]:
    """Serve until the block ends; the folder is one that nginx's user may enter."""
    nginx = find_nginx()
    house = _prepare(folder)
    try:
        for name, command in _commands(house.machine).items():
            house.processes[name] = _start(house, name, command)
        start_nginx(house, nginx)
        for name in ("statisticians", "auditors", "desk"):
            _wait(house, name)
        yield house
    finally:
        stop(house.processes.values())


@contextmanager
def front_without(house: House, guard: str, flags: int = 0, **changed: str) -> Iterator[House]:
    """Put another nginx before the same pages, without what a pattern finds in its settings.

    `changed` are entries of the machine that are others there: `site`, the folder of the readers' site.
    """
    machine = replace(house.machine, **_ports(), **changed)
    place = house.folder / f"front-{secrets.token_hex(4)}"
    place.mkdir()
    _give(place)
    write_files(machine, locate().root / "deploy", place / "settings")
    path = place / "settings" / "nginx.conf"
    text = path.read_text(encoding="utf-8")
    cut, count = re.subn(guard, "", text, flags=re.MULTILINE | flags)
    assert count, f"No guard is as {guard!r} says."
    path.write_text(cut, encoding="utf-8")
    without = House(place, machine, house.passwords)
    try:
        start_nginx(without, find_nginx())
        yield without
    finally:
        stop(without.processes.values())


def start_nginx(house: House, nginx: str) -> None:
    """Start nginx with Debian's own settings around ours, as a user without rights."""
    place = house.folder
    (place / "nginx").mkdir(exist_ok=True)
    _give(place / "nginx")
    main = place / "settings" / "main.conf"
    main.write_text(
        _MAIN.format(place=place / "nginx", ours=place / "settings" / "nginx.conf"), encoding="utf-8"
    )
    own = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [nginx, "-p", str(place / "nginx"), "-c", str(main), "-e", str(place / "nginx" / "error.log")]
    with (place / "nginx" / "said.log").open("wb") as log:
        house.processes["nginx"] = subprocess.Popen(command, stdout=log, stderr=log, **own)  # type: ignore[call-overload]
    _until(lambda: _answers(house), house.processes["nginx"], place / "nginx" / "said.log")


_MAIN = """\
daemon off;
pid {place}/pid;
worker_processes 1;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    access_log {place}/access.log;
    gzip on;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {ours};
}}
"""
"""What Debian's nginx.conf says, and folders that a user without rights can write to."""


def stop(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """End processes that were started here."""
    started = list(processes)
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _prepare(folder: Path) -> House:
    """Make users, a certificate, a site, and files beside it that nobody may read."""
    for name in ("users", "run", "tls"):
        (folder / name).mkdir()
        _give(folder / name, mode=0o2750)
    passwords = {name: secrets.token_urlsafe(12) for name in USERS}
    for name, roles in USERS.items():
        for role in roles:
            set_password(folder / "users", role, name, passwords[name])
    _plant(folder)
    machine = Machine(
        host=HOST,
        root="/srv/crossfoot/checkout",
        var=str(folder / "var"),
        home=str(folder / "var"),
        site=str(folder / "site"),
        certificate=str(folder / "tls" / "certificate.pem"),
        key=str(folder / "tls" / "key.pem"),
        office="karabakh",
        users=str(folder / "users"),
        run=str(folder / "run"),
        **_ports(),
    )
    _certify(machine)
    write_files(machine, locate().root / "deploy", folder / "settings")
    return House(folder, machine, passwords)


def _plant(folder: Path) -> None:
    """Write a site as the real one lies there, a link to a folder, with what does not belong to it."""
    kept = folder / ".site-1"
    names = (".git/config", ".htpasswd", "index.html.bak", "index.html~", "backup.sql", "releases.jsonl")
    names += ("warehouse.duckdb", "2026-01/.hidden.csv", "2026-01.vault", "office.toml", "2026-01/key.pem")
    names += ("2026-01/evidence/.hidden.sql", "2026-01x.toml")
    for name in names:
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / name).write_text(PLANTED)
    for name in ("index.html", "2026-01/index.html", "2026-01.2/index.html", "2026-01/cells.csv"):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / name).write_text("<p>An issue.</p>" * 100)
    (kept / "empty").mkdir()
    names = (
        "var/ledger/copy.jsonl",
        "var/outside.txt",
        "var/outside/index.html",
        "var/vault/2025-12.1.vault",
    )
    for name in (*names, "var/releases/.issues/2025-12-1/manifest.json", "var/reports/2026-01/.rules.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PLANTED)
    (kept / "leak.txt").symlink_to(folder / "var" / "outside.txt")
    (kept / "leak").symlink_to(folder / "var" / "outside")
    (folder / "site").symlink_to(kept)
    _draft(folder / "var" / "releases" / "2026-01")


def _draft(folder: Path) -> None:
    """Write a release that nobody has submitted yet, for the desk."""
    folder.mkdir()
    facts = {"release_id": "2026-01.1", "inputs": {}, "files": {"bulletin.en.html": ""}}
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "bulletin.en.html").write_text("<p>A draft.</p>")
    (folder / "leak.html").symlink_to(folder.parent.parent / "outside" / "index.html")


def _certify(machine: Machine) -> None:
    """Make a certificate that is signed by itself."""
    names = f"subjectAltName=DNS:{machine.host}"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    files = ["-keyout", machine.key, "-out", machine.certificate]
    command = ["openssl", "req", "-x509", *curve, "-nodes", "-days", "2", "-subj", f"/CN={machine.host}"]
    subprocess.run([*command, "-addext", names, *files], check=True, capture_output=True)
    Path(machine.key).chmod(0o640)


def _give(folder: Path, mode: int = 0o2770) -> None:
    """Let nginx's group in."""
    if os.geteuid() == 0:
        os.chown(folder, 0, NOBODY)
    folder.chmod(mode)


def _ports() -> dict[str, int]:
    """Find three ports that nothing listens on."""
    probes = [socket.socket() for _ in range(3)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    found = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return dict(zip(("port", "plain_port", "desk_port"), found, strict=True))


def _commands(machine: Machine) -> dict[str, list[str]]:
    """Return the commands of the units, as systemd would run them."""
    found = {}
    for unit, name in (
        ("crossfoot", "statisticians"),
        ("crossfoot-auditor", "auditors"),
        ("crossfoot-desk", "desk"),
    ):
        text = (Path(machine.run).parent / "settings" / f"{unit}.service").read_text(encoding="utf-8")
        command = next(line for line in text.splitlines() if line.startswith("ExecStart="))
        found[name] = command.partition("/.venv/bin/crossfoot ")[2].split()
    return found


def _start(house: House, name: str, command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process of ours, its output in a file."""
    with (house.folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "assets.cli", *command],
            cwd=locate().root,
            env={**os.environ, "CROSSFOOT_VAR": house.machine.var},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait(house: House, name: str) -> None:
    """Wait for a page's socket."""

    def opened() -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(f"{house.machine.run}/{name}.sock") == 0

    _until(opened, house.processes[name], house.folder / f"{name}.log")


def _answers(house: House) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", house.machine.port)) == 0


def _until(done: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait, and fail with what the process said when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not done():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"It did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
