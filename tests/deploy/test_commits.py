"""The commands of git in deploy/README.md, in its order: what a server commits is never in the way."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.project import locate

README = (locate().root / "deploy" / "README.md").read_text(encoding="utf-8")
ACCOUNT = "runuser -u crossfoot -- "
DECIDED, MENDED = "sources/karabakh/decisions.jsonl", "pipeline/mended.py"


def _commands(after: str) -> str:
    """Return the commands of git in the first block of commands after a text that has any."""
    blocks = re.findall(r"```sh\n(.*?)```", README[README.index(after) :], re.DOTALL)
    found = ([line.strip() for line in block.splitlines() if f"{ACCOUNT}git " in line] for block in blocks)
    return "\n".join(next(lines for lines in found if lines)).replace(ACCOUNT, "")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Make the repository that servers follow."""
    place = tmp_path / "office"
    (place / "sources" / "karabakh").mkdir(parents=True)
    (place / "sources" / "karabakh" / "office.toml").write_text("[release]\n")
    _run(place, "git init -q -b main")
    _commit(place)
    return place


def _commit(place: Path) -> None:
    """Commit all, as another person does."""
    _run(place, "git add . && git -c user.name=o -c user.email=o@o.example commit -qm changed")


def _run(folder: Path, commands: str) -> str:
    """Run commands as a user whom git does not know, on a machine without a terminal."""
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    known |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"}
    known |= {"GIT_MERGE_AUTOEDIT": "yes", "GIT_EDITOR": "false"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "EMAIL"))}
    done = subprocess.run(
        ["sh", "-euc", commands],
        cwd=folder,
        env=kept | known,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
    return done.stdout.strip()


def _set_up(folder: Path, office: Path, clone: str = "") -> Path:
    """Follow step 2; `clone` takes the place of its own way to the checkout."""
    folder.mkdir()
    first, *named = _commands("\n2. ").splitlines()
    _run(folder, (clone or first).replace("ADDRESS", str(office)))
    _run(folder / "checkout", "\n".join(named))
    return folder / "checkout"


def _mend(office: Path, text: str) -> None:
    """Let the office's repository go on."""
    path = office / MENDED
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    _commit(office)


def test_an_update_keeps_what_was_decided_on_the_server(office: Path, tmp_path: Path) -> None:
    checkout = _set_up(tmp_path / "server", office)
    (checkout / "sources" / "karabakh" / "office.toml").write_text('[release]\nkey = "/etc/a.key"\n')
    _run(checkout, _commands("**before the first run**"))
    for round_ in ("first", "second"):
        (checkout / DECIDED).write_text(round_)
        _mend(office, round_)
        _run(checkout, _commands("**An update**"))
        assert ((checkout / DECIDED).read_text(), (checkout / MENDED).read_text()) == (round_, round_)
        assert _run(checkout, "git status --porcelain") == ""
    _run(checkout, _commands("**An update**"))


def test_another_server_is_at_the_commit_of_the_first_and_is_updated_like_it(
    office: Path, tmp_path: Path
) -> None:
    checkout, kept = _set_up(tmp_path / "server", office), str(tmp_path)
    (checkout / DECIDED).write_text("decided")
    _run(checkout, _commands("**An update**"))
    _run(checkout, _commands("**A backup**").replace("/var/backups/crossfoot/$moment", f"{kept}/day"))
    clone = _commands("**On another server**").replace("/var/backups/crossfoot/MOMENT", f"{kept}/day")
    other = _set_up(tmp_path / "other", office, clone)
    commit = "git log -1 --format=%H"
    assert _run(other, commit) == _run(checkout, commit)
    _mend(office, "later")
    _run(other, _commands("**An update**"))
    assert ((other / DECIDED).read_text(), (other / MENDED).read_text()) == ("decided", "later")
