"""Releases as the site reads them: order, and what is refused with a sentence."""

import json

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.site import issues as module
from pipeline.site.issues import newest, read_issues
from tests.site.conftest import WriteRelease


def test_the_newest_month_comes_first_and_an_earlier_day_after_it(
    small_office: Office, release: WriteRelease
) -> None:
    for key in ("2025-09", "2026-01@2026-02-01", "2026-01", "2025-09@2025-12-01"):
        release(key)
    (small_office.home / "releases" / "notes").mkdir()
    found = read_issues(small_office)
    assert [issue.key for issue in found] == [
        "2026-01.1",
        "2026-01@2026-02-01.1",
        "2025-09.1",
        "2025-09@2025-12-01.1",
    ]
    assert newest(found).key == "2026-01.1"
    assert str(found[1].asked) == "2026-02-01"
    assert newest(found[1:2]).key == "2026-01@2026-02-01.1"


def test_without_a_release_the_command_to_run_is_said(small_office: Office) -> None:
    with pytest.raises(UsageError, match=r"has released no issue.*crossfoot run --office small.*--drafts"):
        read_issues(small_office)
    with pytest.raises(UsageError, match=r"no release below .*crossfoot run --office small"):
        read_issues(small_office, drafts=True)


def test_a_sealed_file_that_was_changed_is_named(small_office: Office, release: WriteRelease) -> None:
    (release("2026-01") / "cells.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"cells\.csv has the SHA-256 .*sealed file was changed"):
        read_issues(small_office)


@pytest.mark.parametrize("name", ["certificate.json", "roots.json"])
def test_what_seals_the_files_is_part_of_an_issue(
    name: str, small_office: Office, release: WriteRelease
) -> None:
    folder = release("2026-01")
    (issue,) = read_issues(small_office)
    assert [file.name for file in issue.files][-4:] == [
        *("certificate.json", "manifest.json", "roots.json", "SHA256SUMS")
    ]
    sealed = (folder / name).read_bytes()
    (folder / name).write_text("[]", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"SHA256SUMS does not have each file .* could not verify it"):
        read_issues(small_office)
    (folder / name).unlink()
    with pytest.raises(BadInputError, match=rf"lacks {name}, which each release has"):
        read_issues(small_office)
    (folder / name).write_bytes(sealed)
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(BadInputError, match=r"SHA256SUMS does not have each file"):
        read_issues(small_office)


def test_a_file_that_is_missing_or_lies_outside_is_named(small_office: Office, draft: WriteRelease) -> None:
    folder = draft("2026-01")
    (folder / "cells.csv").unlink()
    with pytest.raises(BadInputError, match=r"lacks the file 'cells\.csv'"):
        read_issues(small_office, drafts=True)
    facts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    facts["files"] = {"../../../secret.txt": "0"}
    (small_office.home / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(BadInputError, match=r"lacks the file '\.\./\.\./\.\./secret\.txt'"):
        read_issues(small_office, drafts=True)


@pytest.mark.parametrize("text", ["{}", "not JSON", "[]", '{"files": {}, "release_id": 1}'])
def test_a_manifest_of_another_form_is_named(text: str, small_office: Office, draft: WriteRelease) -> None:
    (draft("2026-01") / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=r"manifest\.json is not the manifest of a release"):
        read_issues(small_office, drafts=True)


def test_the_greatest_number_of_issues_is_allowed_and_one_more_is_not(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.MOST_ISSUES >= 24 * 12
    monkeypatch.setattr(module, "MOST_ISSUES", 3)
    for key in ("2025-10", "2025-11", "2025-12"):
        release(key)
    assert len(read_issues(small_office)) == 3
    release("2026-01")
    with pytest.raises(UsageError, match="holds 4 releases, and a site holds 3 at most"):
        read_issues(small_office)


def test_readers_see_what_was_released_and_the_office_its_drafts(
    small_office: Office, release: WriteRelease, draft: WriteRelease
) -> None:
    release("2025-12")
    draft("2026-01")
    assert [(issue.key, issue.is_draft) for issue in read_issues(small_office)] == [("2025-12.1", False)]
    both = [(issue.key, issue.is_draft) for issue in read_issues(small_office, drafts=True)]
    assert both == [("2026-01.1", True), ("2025-12.1", False)]


def test_a_released_folder_that_is_gone_or_another_is_named(
    small_office: Office, release: WriteRelease
) -> None:
    folder = release("2026-01").resolve()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(
        BadInputError, match=r"is not the folder of 2026-01\.1 that the ledger of releases names"
    ):
        read_issues(small_office)
