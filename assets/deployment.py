"""Fills in the files of deploy/ for one machine: the web server's settings and the units of systemd."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.lake import write_atomically

FILES = (
    "nginx.conf",
    "crossfoot-daemon.service",
    "crossfoot.service",
    "crossfoot-auditor.service",
    "crossfoot-desk.service",
    "crossfoot-site.service",
    "crossfoot-site.path",
    "crossfoot-site.timer",
    "crossfoot.tmpfiles",
)
HTTPS = 443
_SLOT = re.compile(r"@([A-Z_]+)@")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_PATH = re.compile(r"/[\w./+-]*")
_WORD = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


@dataclass(frozen=True)
class Machine:
    """What the files say of one machine; texts are checked by `check_machine`."""

    host: str
    root: str
    var: str
    home: str
    site: str
    certificate: str
    key: str
    office: str
    users: str = "/etc/crossfoot/users"
    secrets: str = "/etc/crossfoot/secrets"
    run: str = "/run/crossfoot"
    account: str = "crossfoot"
    web_group: str = "www-data"
    port: int = HTTPS
    plain_port: int = 80
    desk_port: int = 8443

    @property
    def authority(self) -> str:
        """The host as addresses name it, with the port where it is not the usual one."""
        return self.host if self.port == HTTPS else f"{self.host}:{self.port}"


def check_machine(machine: Machine) -> None:
    """Refuse what would be another setting of the web server than it looks like."""
    if not _HOST.fullmatch(machine.host):
        raise UsageError(f"'{machine.host}' is no name of a host. Write it as in statistics.example.")
    for name in ("root", "var", "home", "site", "certificate", "key", "users", "secrets", "run"):
        path = getattr(machine, name)
        if not _PATH.fullmatch(path) or ".." in Path(path).parts:
            raise UsageError(
                f"{name}: '{path}' cannot stand in the settings. Give a whole path of letters, digits, dots, "
                "hyphens and underscores."
            )
    for name in ("account", "web_group", "office"):
        if not _WORD.fullmatch(getattr(machine, name)):
            raise UsageError(f"{name}: '{getattr(machine, name)}' is no name of an account, group or office.")
    ports = (machine.port, machine.plain_port, machine.desk_port)
    if len(set(ports)) < len(ports) or not all(0 < port < 65_536 for port in ports):
        raise UsageError(f"The ports {', '.join(map(str, ports))} must differ, from 1 to 65535.")


def fill(template: str, machine: Machine) -> str:
    """Fill in the slots of one file; a slot of another name is a KeyError."""
    values = {name.upper(): str(value) for name, value in asdict(machine).items()}
    values |= {"AUTHORITY": machine.authority, "PUBLIC": str(Path(machine.site).parent)}
    return _SLOT.sub(lambda found: values[found[1]], template)


def write_files(machine: Machine, templates: Path, folder: Path) -> list[Path]:
    """Write the files for a machine into a folder; returns them."""
    check_machine(machine)
    made = []
    for name in FILES:
        write_atomically(folder / name, fill((templates / name).read_text("utf-8"), machine).encode())
        made.append(folder / name)
    return made
