"""Embargo: nothing in the clear before the hour, everything at it, whatever is killed on the way."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month
from pipeline.office import Office
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
from pipeline.releasing.ledger import append, read_ledger, state_of
from pipeline.releasing.model import State, Step
from pipeline.releasing.plain import tidy
from pipeline.releasing.readers import publish_site
from pipeline.releasing.vault import Vault, make_key
from pipeline.vintages.issue import previous_issue, read_issue
from pipeline.vintages.listing import list_changes
from pipeline.vouch import vouch
from tests.conftest import JANUARY
from tests.releasing.conftest import ANN, BEN, EVE, KEY, NOON, SECRET, Desk, after, plain_copies
from tests.small_office import INVESTMENT, WriteOffice

ID = f"{KEY}.1"
ACCESS = "role_id,role_en,reason_en,hours_before\nbank,A bank,It prints them too.,24\n"


def test_under_embargo_nothing_is_in_the_clear_and_at_the_hour_all_is_as_before(desk: Desk) -> None:
    folder = desk.run()
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (desk.office.home / "printed").mkdir()
    (desk.office.home / "printed" / "x.pdf").write_bytes(SECRET.encode())
    (desk.office.home / "site-drafts").mkdir()
    (desk.office.home / "site-drafts" / "x.pdf").write_bytes(SECRET.encode())
    for name in (KEY, "2025-12"):
        (desk.office.home / "reports" / name).mkdir(parents=True)
        (desk.office.home / "reports" / name / "rules.html").write_text(f"{name}: {SECRET * (name == KEY)}")
    desk.approved()
    embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    assert plain_copies(desk.office) == []
    assert not (desk.office.home / "releases" / KEY).is_symlink()
    assert [path.name for path in (desk.office.home / "reports").iterdir()] == ["2025-12"]
    assert open_due(desk.office, desk.who(BEN)) == []
    assert publish_site(desk.office) is None
    desk.at = after(days=1)
    (opened,) = open_due(desk.office, desk.who("clock"))
    assert (opened.release_id, opened.state, opened.reason) == (ID, State.RELEASED, "Its hour has come.")
    assert read_ledger(desk.office)[-2].reason == "It waits until 2026-04-21 12:00 UTC."
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


def test_what_is_locked_is_said_where_its_changes_or_numbers_are_asked_for(
    own_run: Office, vault_key: Path
) -> None:
    desk = Desk(replace(own_run, release=Releasing(key=vault_key)))
    desk.locked(after(days=2))
    said = r"2026-01\.1 is under embargo until 2026-04-22 12:00 \(UTC\): its files, .* are in the vault"
    with pytest.raises(UsageError, match=rf"The changes of 2026-01 are not shown: {said}"):
        list_changes(desk.office, KEY, "")
    with pytest.raises(UsageError, match=rf"'aaaaaaa1' is neither .*--month\. {said}"):
        vouch(desk.office, "aaaaaaa1")
    assert vouch(desk.office, "fci.C.2026-01", Month.parse(KEY))["cell"]["value"] == "1406"


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


def test_what_is_locked_is_not_locked_again(desk: Desk) -> None:
    desk.locked(after(days=1))
    with pytest.raises(
        UsageError, match=r"2026-01\.1 is under embargo until 2026-04-21 12:00.*release recall"
    ):
        embargo(desk.office, KEY, desk.who(BEN), after(days=2), "UTC")


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
