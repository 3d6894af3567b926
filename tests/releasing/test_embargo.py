"""Embargo: nothing in the clear before the hour, everything at it, whatever is killed on the way."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.project import locate
from pipeline.releasing import embargo as module
from pipeline.releasing.declared import Releasing
from pipeline.releasing.embargo import (
    embargo,
    give_copy,
    moment_of,
    open_due,
    open_issue,
    recall,
)
from pipeline.releasing.folder import hand_in
from pipeline.releasing.form import take_step
from pipeline.releasing.ledger import append, read_ledger, state_of
from pipeline.releasing.model import Entry, State, Step
from pipeline.releasing.plain import tidy
from pipeline.releasing.readers import publish_site
from pipeline.releasing.steps import approve
from pipeline.releasing.vault import VARIABLE, Vault, make_key, read_key
from pipeline.vintages.issue import previous_issue, read_issue
from tests.conftest import JANUARY
from tests.releasing.conftest import ANN, BEN, EVE, KEY, NOON, SECRET, Desk, after
from tests.small_office import INVESTMENT, WriteOffice

ID = f"{KEY}.1"
CALENDAR = "month,day,hour,zone,status\n2026-01,2026-04-22,13:00,Asia/Baku,confirmed\n"
ACCESS = "role_id,role_en,reason_en,hours_before\nbank,A bank,It prints them too.,24\n"


def plain_copies(office: Office) -> list[Path]:
    """List the files of an office's results that hold a sentence of the release in the clear."""
    needle = SECRET.encode()
    return [path for path in office.home.rglob("*") if path.is_file() and needle in path.read_bytes()]


def test_under_embargo_nothing_is_in_the_clear_and_at_the_hour_all_is_as_before(desk: Desk) -> None:
    folder = desk.run()
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (desk.office.home / "printed").mkdir()
    (desk.office.home / "printed" / "x.pdf").write_bytes(SECRET.encode())
    (desk.office.home / "site-drafts").mkdir()
    (desk.office.home / "site-drafts" / "x.pdf").write_bytes(SECRET.encode())
    desk.approved()
    embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    assert plain_copies(desk.office) == []
    assert not (desk.office.home / "releases" / KEY).is_symlink()
    assert open_due(desk.office, desk.who(BEN)) == []
    assert publish_site(desk.office) is None
    desk.at = after(days=1)
    (opened,) = open_due(desk.office, desk.who("clock"))
    assert (opened.release_id, opened.state) == (ID, State.RELEASED)
    found = {
        path.name: path.read_bytes()
        for path in (desk.office.home / "releases" / KEY).rglob("*")
        if path.is_file()
    }
    assert found == before
    assert list((desk.office.home / "vault").glob("*.vault")) == []
    assert open_due(desk.office, desk.who("clock")) == []
    site = publish_site(desk.office)
    assert site is not None
    assert (site / KEY / "bulletin.en.pdf").is_file()


def test_before_the_hour_an_issue_opens_by_a_logged_exception_alone(desk: Desk) -> None:
    desk.office = replace(desk.office, release=replace(desk.office.release, approvers=(BEN,)))
    desk.locked(after(days=1))
    with pytest.raises(UsageError, match=r"2026-01.1 is released at 2026-04-21T12:00:00Z.*--exception"):
        open_issue(desk.office, ID, desk.who(BEN))
    with pytest.raises(UsageError, match=r"Ann Lee is not among the approvers"):
        open_issue(desk.office, ID, desk.who(ANN), "The figures are known already.")
    made = open_issue(desk.office, ID, desk.who(BEN), "The figures are known already.")
    assert made.facts["exception"] == made.reason == "The figures are known already."
    site = publish_site(desk.office)
    assert site is not None
    assert "before its announced hour. Reason: The figures are known already." in (
        site / KEY / "index.html"
    ).read_text(encoding="utf-8")


def test_an_approved_issue_waits_for_the_hour_of_the_calendar(desk: Desk, write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})
    desk.office = replace(office, release=desk.office.release)
    desk.run()
    desk.approved()
    with pytest.raises(UsageError, match="released at 2026-04-22T09:00:00Z"):
        open_issue(desk.office, ID, desk.who(BEN))
    assert moment_of(office, KEY) == (datetime(2026, 4, 22, 9, tzinfo=UTC), "Asia/Baku")
    embargo(desk.office, KEY, desk.who(BEN), *moment_of(office, KEY))
    desk.at = after(days=3)
    assert [entry.state for entry in open_due(desk.office, desk.who(BEN))] == [State.RELEASED]


@pytest.fixture
def announced(desk: Desk, write_office: WriteOffice) -> Desk:
    """Give the desk with a calendar and a release at hand, two days ahead of its hour."""
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})
    desk.office = replace(office, release=desk.office.release)
    desk.run()
    return desk


def approve_by_form(desk: Desk) -> Entry:
    """Submit and approve as a form does."""
    take_step(desk.office, "submit", {"month": KEY, "who": ANN}, desk.who(ANN).at)
    return take_step(
        desk.office, "approve", {"month": KEY, "who": BEN, "hash": desk.digits()}, desk.who(BEN).at
    )


def test_an_issue_that_is_approved_ahead_of_its_hour_is_locked_at_once(announced: Desk) -> None:
    made = approve_by_form(announced)
    assert (made.state, made.facts["until"]) == (
        State.EMBARGOED,
        "2026-04-22T09:00:00Z",
    )
    assert [entry.step for entry in read_ledger(announced.office)] == ["submit", "approve", "embargo"]
    assert plain_copies(announced.office) == []


def test_an_issue_that_a_kill_left_approved_is_locked_by_the_clock(announced: Desk) -> None:
    announced.approved()
    assert plain_copies(announced.office) != []
    (locked,) = open_due(announced.office, announced.who("clock"))
    assert (locked.state, plain_copies(announced.office)) == (State.EMBARGOED, [])
    assert open_due(announced.office, announced.who("clock")) == []


def test_an_issue_that_was_approved_opens_at_its_hour_even_if_nobody_locked_it(announced: Desk) -> None:
    announced.approved()
    announced.at = after(days=3)
    assert [entry.state for entry in open_due(announced.office, announced.who("clock"))] == [State.RELEASED]


def test_an_issue_that_is_approved_after_its_hour_waits_for_a_person(announced: Desk) -> None:
    announced.at = after(days=3)
    assert approve_by_form(announced).state is State.APPROVED
    assert open_due(announced.office, announced.who("clock")) == []


def test_without_a_key_an_issue_is_not_approved_ahead_of_its_hour(announced: Desk) -> None:
    announced.office = replace(announced.office, release=Releasing())
    with pytest.raises(UsageError, match=r"encrypted until then.*crossfoot release key FILE.* without-vault"):
        approve_by_form(announced)
    assert state_of(announced.office, ID) is State.IN_REVIEW
    announced.at = after(days=3)
    assert announced_approval(announced).state is State.APPROVED


def announced_approval(desk: Desk) -> Entry:
    """Approve what was submitted."""
    return approve(desk.office, KEY, desk.who(BEN), desk.digits())


def test_an_exception_that_the_issue_prints_leaves_it_in_the_clear_until_its_hour(announced: Desk) -> None:
    announced.office = replace(announced.office, release=Releasing())
    fields = {"month": KEY, "who": ANN, "rule": "without-vault", "reason": "The key is on its way."}
    take_step(announced.office, "except", fields, announced.who(ANN).at)
    with pytest.raises(UsageError, match="does not print the exceptions"):
        approve_by_form(announced)
    announced.run()
    assert approve_by_form(announced).state is State.APPROVED
    assert open_due(announced.office, announced.who("clock")) == []
    assert publish_site(announced.office) is None
    announced.at = after(days=3)
    assert [entry.state for entry in open_due(announced.office, announced.who("clock"))] == [State.RELEASED]


def test_the_next_issue_follows_one_in_the_vault_as_it_follows_it_in_the_clear(desk: Desk) -> None:
    before = read_issue(desk.run())
    desk.approved()
    embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    february = JANUARY.plus(1)
    made_with = {"month": february.key, "inputs": {}}
    assert previous_issue(desk.office, february, None, made_with) == before
    assert previous_issue(desk.office, february.plus(1), None, made_with) is None
    assert plain_copies(desk.office) == []
    keyless = replace(desk.office, release=Releasing())
    with pytest.raises(
        UsageError, match=r"2026-01\.1 is in the vault.* Name the key that it was locked with"
    ):
        previous_issue(keyless, february, None, made_with)
    path = desk.office.home / "vault" / f"{ID}.vault"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(BadInputError, match="cannot be opened: it was altered"):
        previous_issue(desk.office, february, None, made_with)


def test_what_the_vault_holds_is_held_against_the_manifest_that_was_approved(desk: Desk) -> None:
    folder = desk.run()
    hand = hand_in(folder, KEY, "small")
    (folder / "cells.csv").write_text("other", encoding="utf-8")
    vault = Vault.of(desk.office)
    vault.put(hand)
    with pytest.raises(BadInputError, match="holds another release than was approved"):
        vault.read(ID, hand.manifest_sha256)


def test_a_moment_is_read_in_its_zone(small_office: Office) -> None:
    assert moment_of(small_office, KEY, "2026-04-20 09:00") == (datetime(2026, 4, 20, 9, tzinfo=UTC), "UTC")
    assert moment_of(small_office, KEY, "2026-04-20T09:00:30", "Asia/Baku")[0].hour == 5
    for text, zone in (("tomorrow", ""), ("2026-04-20 09:00", "Nowhere/Town")):
        with pytest.raises(UsageError, match="is no moment"):
            moment_of(small_office, KEY, text, zone)
    with pytest.raises(UsageError, match="calendar of office small has no release of 2026-01"):
        moment_of(small_office, KEY)


def test_an_hour_that_is_over_locks_nothing(desk: Desk) -> None:
    desk.run()
    desk.approved()
    with pytest.raises(UsageError, match="is over: an embargo lasts until a moment to come"):
        embargo(desk.office, KEY, desk.who(BEN), NOON, "UTC")


def test_what_is_not_approved_is_not_locked(desk: Desk) -> None:
    desk.run()
    with pytest.raises(UsageError, match=r"2026-01\.1 is a draft; this is for an issue that is approved"):
        embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    desk.approved()
    desk.run(files={"cells.csv": "other"})
    with pytest.raises(UsageError, match="was made again since it was approved"):
        embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    with pytest.raises(UsageError, match="was made again since it was approved"):
        open_issue(desk.office, ID, desk.who(BEN))
    assert not (desk.office.home / "vault").exists()


def test_a_clock_that_was_set_back_opens_nothing(desk: Desk) -> None:
    desk.locked(after(days=1))
    append(desk.office, lambda _: [Step("submit", "2025-12.1", ANN)], after(days=3))
    desk.at = after(days=2)
    with pytest.raises(UsageError, match="it was set back"):
        open_due(desk.office, desk.who(BEN))
    assert state_of(desk.office, ID) is State.EMBARGOED
    assert plain_copies(desk.office) == []


@pytest.mark.parametrize("place", [0, 40, 200, -1])
def test_a_file_of_the_vault_that_was_altered_is_named(place: int, desk: Desk) -> None:
    desk.locked(after(days=1))
    path = desk.office.home / "vault" / f"{ID}.vault"
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    desk.at = after(days=1)
    with pytest.raises(BadInputError, match=r"2026-01\.1\.vault cannot be opened: it was altered"):
        open_due(desk.office, desk.who(BEN))
    assert state_of(desk.office, ID) is State.EMBARGOED
    path.unlink()
    with pytest.raises(BadInputError, match="Restore it from a backup"):
        open_due(desk.office, desk.who(BEN))


def test_another_key_does_not_open(desk: Desk, tmp_path: Path) -> None:
    desk.locked(after(days=1))
    make_key(tmp_path / "other.key", tmp_path / "checkout")
    desk.office = replace(desk.office, release=Releasing(key=tmp_path / "other.key"))
    with pytest.raises(BadInputError, match="written with another key"):
        open_issue(desk.office, ID, desk.who(BEN), "Why.")


def test_one_issue_that_cannot_be_opened_does_not_keep_the_others(desk: Desk) -> None:
    desk.locked(after(days=1), "2025-12")
    desk.locked(after(days=1), KEY)
    (desk.office.home / "vault" / "2025-12.1.vault").unlink()
    desk.at = after(days=1)
    with pytest.raises(BadInputError, match=r"2025-12\.1\.vault cannot be read"):
        open_due(desk.office, desk.who(BEN))
    assert state_of(desk.office, ID) is State.RELEASED


def test_plain_copies_stay_where_the_vault_lacks_the_issue(desk: Desk) -> None:
    folder = desk.run()
    shutil.copytree(folder, desk.office.home / "kept")
    desk.approved()
    embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    shutil.copytree(desk.office.home / "kept", folder)
    (desk.office.home / "vault" / f"{ID}.vault").write_bytes(b"")
    with pytest.raises(BadInputError, match="the plain copies are left as they are"):
        tidy(desk.office, desk.who(BEN))
    assert folder.is_dir()


def test_an_issue_under_embargo_is_sent_back_in_the_clear(desk: Desk) -> None:
    desk.locked(after(days=1))
    made = recall(desk.office, ID, desk.who(EVE, "A figure is asked about."))
    assert made.state is State.DRAFT
    assert (desk.office.home / "releases" / KEY / "manifest.json").is_file()
    assert list((desk.office.home / "vault").glob("*.vault")) == []
    assert desk.approved().state is State.APPROVED


def test_a_role_receives_a_copy_within_its_hours(
    desk: Desk, write_office: WriteOffice, tmp_path: Path
) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"pre_release_access.csv": ACCESS})
    desk.office = replace(office, release=desk.office.release)
    desk.locked(after(days=2))
    place = tmp_path / "copy"
    with pytest.raises(UsageError, match=r"role 'press' receives no issue .* Listed are: bank"):
        give_copy(desk.office, ID, desk.who(BEN), "press", place)
    with pytest.raises(UsageError, match="24 hours before its release at most"):
        give_copy(desk.office, ID, desk.who(BEN), "bank", place)
    assert not place.exists()
    desk.at = after(days=1, hours=1)
    made = give_copy(desk.office, ID, desk.who(BEN), "bank", place)
    assert (made.facts["role"], made.state) == ("bank", State.EMBARGOED)
    assert SECRET in (place / "bulletin.en.pdf").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        give_copy(desk.office, ID, desk.who(BEN), "bank", place)


def test_nobody_receives_a_copy_where_nobody_is_listed(desk: Desk, tmp_path: Path) -> None:
    desk.locked(after(days=2))
    with pytest.raises(UsageError, match="Nobody is listed"):
        give_copy(desk.office, ID, desk.who(BEN), "bank", tmp_path / "copy")


# The key


def test_a_key_is_read_from_a_file_of_its_owner_alone(desk: Desk, vault_key: Path) -> None:
    assert vault_key.stat().st_mode & 0o777 == 0o600
    assert len(read_key(desk.office)) == 32
    vault_key.chmod(0o640)
    with pytest.raises(BadInputError, match="can be read or changed by others"):
        read_key(desk.office)


def test_a_key_may_be_named_by_the_environment(
    small_office: Office, vault_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=f"names no key.*{VARIABLE}"):
        read_key(small_office)
    monkeypatch.setenv(VARIABLE, str(vault_key))
    assert len(read_key(small_office)) == 32


@pytest.mark.parametrize("text", ["", "abc", "x" * 64, "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_said_without_its_text(text: str, desk: Desk, vault_key: Path) -> None:
    vault_key.write_text(text, encoding="ascii")
    with pytest.raises(BadInputError, match="does not hold 64 hexadecimal digits") as refused:
        read_key(desk.office)
    assert not text or text not in str(refused.value)


def test_a_key_is_not_made_twice_nor_in_the_repository(vault_key: Path, small_office: Office) -> None:
    root = small_office.project.root
    with pytest.raises(UsageError, match="is there already"):
        make_key(vault_key, root)
    with pytest.raises(UsageError, match="inside the repository"):
        make_key(root / "vault.key", root)


# Real processes


PROGRAM = """
import sys, time
from dataclasses import replace
from pathlib import Path
from pipeline.clock import now
from pipeline.office import load_office
from pipeline.project import Project
from pipeline.releasing.declared import Releasing
from pipeline.releasing.form import release_due
from pipeline.releasing.ledger import state_of
from pipeline.releasing.model import State
office = load_office(Project(Path(sys.argv[1]), Path(sys.argv[2])), "small")
office = replace(office, release=Releasing(key=Path(sys.argv[3])))
print("up", flush=True)
release_due(office, "clock", now())
while "--wait" in sys.argv and state_of(office, "2026-01.1") is not State.RELEASED:
    time.sleep(0.1)
    release_due(office, "clock", now())
print("done", flush=True)
"""


def start(desk: Desk, *more: str) -> subprocess.Popen[str]:
    """Start a process that opens what is due."""
    project = desk.office.project
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        str(project.root),
        str(project.var),
        str(desk.office.release.key),
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=locate().root)


def real(desk: Desk, seconds: float) -> None:
    """Put an issue under an embargo of so many seconds, by the clock of the machine."""
    moment = datetime.now(UTC)
    desk.at = moment - timedelta(hours=1)
    desk.run()
    desk.approved()
    until = (datetime.now(UTC) + timedelta(seconds=seconds + 1)).replace(microsecond=0)
    desk.at = datetime.now(UTC) - timedelta(minutes=10)
    embargo(desk.office, KEY, desk.who(BEN), until, "UTC")


def test_two_openers_that_wait_for_the_hour_open_once(desk: Desk) -> None:
    real(desk, 3)
    openers = [start(desk, "--wait"), start(desk, "--wait")]
    assert [opener.stdout.readline() for opener in openers if opener.stdout] == ["up\n", "up\n"]
    assert plain_copies(desk.office) == [] or datetime.now(UTC) >= read_until(desk)
    assert [opener.communicate(timeout=60)[0] for opener in openers] == ["done\n", "done\n"]
    assert [entry.step for entry in read_ledger(desk.office)].count("open") == 1
    opened = read_ledger(desk.office)[-1]
    assert opened.at >= read_until(desk)
    assert (desk.office.home / "site" / KEY / "bulletin.en.pdf").is_file()


def read_until(desk: Desk) -> datetime:
    """Return the hour of the embargo that the ledger has."""
    (entry,) = [entry for entry in read_ledger(desk.office) if entry.step == "embargo"]
    return datetime.strptime(str(entry.facts["until"]), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def test_what_was_due_while_no_process_ran_opens_at_the_next_start(desk: Desk) -> None:
    real(desk, -60)
    assert state_of(desk.office, ID) is State.EMBARGOED
    assert start(desk).communicate(timeout=60)[0] == "up\ndone\n"
    assert state_of(desk.office, ID) is State.RELEASED


@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.08, 0.2, 0.4])
def test_a_kill_leaves_the_site_without_the_issue_or_with_all_of_it(seconds: float, desk: Desk) -> None:
    desk.released("2025-12")
    publish_site(desk.office)
    real(desk, -60)
    opener = start(desk)
    assert opener.stdout is not None
    assert opener.stdout.readline() == "up\n"
    time.sleep(seconds)
    os.kill(opener.pid, signal.SIGKILL)
    opener.communicate()
    shown = desk.office.home / "site" / KEY
    assert not shown.exists() or (shown / "bulletin.en.pdf").read_text(encoding="utf-8").endswith(SECRET)
    assert start(desk).communicate(timeout=60)[0] == "up\ndone\n"
    assert (shown / "bulletin.en.pdf").read_text(encoding="utf-8").endswith(SECRET)
    assert state_of(desk.office, ID) is State.RELEASED
    assert not list((desk.office.home / "releases" / ".issues").glob(".opening-*"))


@pytest.mark.parametrize("at", ["_require_bytes", "append", "tidy", "_take_out"])
def test_a_step_that_ends_in_the_middle_is_finished_by_the_next(
    at: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run()
    desk.approved()

    def end(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for until in (after(days=1), after(days=1)):
        with monkeypatch.context() as patch:
            patch.setattr(module, at, end)
            try:
                embargo(desk.office, KEY, desk.who(BEN), until, "UTC")
            except (KeyboardInterrupt, UsageError):
                continue
    tidy(desk.office, desk.who(BEN))
    if state_of(desk.office, ID) is State.APPROVED:
        embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    assert plain_copies(desk.office) == []
    desk.at = after(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(module, at, end)
        with suppress(KeyboardInterrupt):
            open_due(desk.office, desk.who(BEN))
    open_due(desk.office, desk.who(BEN))
    assert state_of(desk.office, ID) is State.RELEASED
    assert (desk.office.home / "releases" / KEY / "manifest.json").is_file()
    assert list((desk.office.home / "vault").glob("*.vault")) == []
