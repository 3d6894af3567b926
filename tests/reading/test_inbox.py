"""The inbox: every file becomes a draft once or is set aside with a sentence, whatever it is."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.office import Office
from pipeline.reading import inbox as box
from pipeline.reading.folder import drafts_folder, list_drafts
from pipeline.reading.inbox import MAX_DEPTH, REFUSED, Taken, inbox_folder, scan
from pipeline.reading.lists import Lists

DAY = date(2026, 1, 21)


@pytest.fixture
def inbox(real_office: Office) -> Path:
    return inbox_folder(real_office)


@pytest.fixture
def look(real_office: Office, real_lists: Lists) -> Callable[..., list[Taken]]:
    """Scan the inbox; what happens between the two looks may be given."""
    return lambda between=lambda: None: scan(real_office, real_lists, DAY, between)


def why(inbox: Path, name: str) -> str:
    return (inbox / REFUSED / f"{name}.why.txt").read_text(encoding="utf-8")


def test_an_empty_inbox_lies_with_the_results_and_is_no_trouble(
    inbox: Path, real_office: Office, look: Callable[..., list[Taken]]
) -> None:
    assert inbox == real_office.home / "inbox"
    assert not inbox.is_relative_to(real_office.folder)
    assert look() == []


def test_a_file_becomes_a_draft_once_and_its_original_is_kept(
    inbox: Path, real_office: Office, look: Callable[..., list[Taken]]
) -> None:
    (inbox / "post" / "today").mkdir(parents=True)
    (inbox / "post" / "today" / "Əlavə (1).txt").write_text("12 families.", encoding="utf-8")
    (taken,) = look()
    assert taken.draft is not None
    assert taken.folder == drafts_folder(real_office) / "2026-01-21-elave-1"
    assert (taken.folder / "Əlavə (1).txt").read_text(encoding="utf-8") == "12 families."
    assert list(inbox.iterdir()) == []
    (inbox / "again.txt").write_text("12 families.", encoding="utf-8")
    (again,) = look()
    assert again.draft is None
    assert "The same bytes were read before, as draft 2026-01-21-elave-1" in why(inbox, "again.txt")
    assert len(list_drafts(real_office)) == 1


def test_a_file_that_was_delivered_is_not_read_again(
    inbox: Path, real_office: Office, look: Callable[..., list[Taken]]
) -> None:
    delivered = real_office.folder / "deliveries" / "2026-11-21-registers" / "works_reports.csv"
    (inbox / "w.csv").write_bytes(delivered.read_bytes())
    assert look()[0].draft is None
    assert "as delivery 2026-11-21-registers" in why(inbox, "w.csv")


def test_one_that_cannot_be_read_is_set_aside_and_the_others_go_on(
    inbox: Path, look: Callable[..., list[Taken]]
) -> None:
    (inbox / "a.pdf").write_bytes(b"%PDF-1.7")
    (inbox / "b.txt").write_text("12 families.", encoding="utf-8")
    (inbox / "empty.csv").write_bytes(b"")
    assert [bool(found.draft) for found in look()] == [False, True, False]
    assert why(inbox, "a.pdf").startswith("a.pdf is a PDF document.")
    assert why(inbox, "empty.csv").startswith("empty.csv is empty.")
    assert (inbox / REFUSED / "a.pdf").read_bytes() == b"%PDF-1.7"
    (inbox / "a.pdf").write_bytes(b"%PDF-1.7 other")
    look()
    assert (inbox / REFUSED / "2-a.pdf").is_file()
    assert look() == []


def test_links_pipes_and_odd_names_are_refused_unread(
    inbox: Path, tmp_path: Path, look: Callable[..., list[Taken]]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("77 secrets.", encoding="utf-8")
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "folder").symlink_to(tmp_path, target_is_directory=True)
    (inbox / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inbox / "pipe.txt")
    found = look()
    assert [one.draft for one in found] == [None] * 4
    assert "is a link" in why(inbox, "link.txt")
    assert "is a link" in why(inbox, "folder")
    assert "is no file that can be read" in why(inbox, "pipe.txt")
    assert secret.is_file()


def test_a_file_that_is_being_written_waits(inbox: Path, look: Callable[..., list[Taken]]) -> None:
    path = inbox / "a.txt"
    path.write_text("12 fam", encoding="utf-8")
    (found,) = look(lambda: path.write_text("12 families.", encoding="utf-8"))
    assert found.draft is None
    assert "still being written" in found.sentence
    assert path.is_file()
    (found,) = look(lambda: None)
    assert found.draft is not None


def test_a_file_that_went_away_is_no_trouble(inbox: Path, look: Callable[..., list[Taken]]) -> None:
    path = inbox / "a.txt"
    path.write_text("12", encoding="utf-8")
    assert look(path.unlink)[0].draft is None


@pytest.mark.parametrize("name", [".hidden", "~$open.xlsx", "a.part", "a.crdownload", "b.TMP"])
def test_unfinished_files_are_left(inbox: Path, look: Callable[..., list[Taken]], name: str) -> None:
    (inbox / name).write_text("12", encoding="utf-8")
    assert look() == []
    assert (inbox / name).is_file()


def test_limits_of_a_scan(
    inbox: Path, look: Callable[..., list[Taken]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "MAX_FILES", 2)
    for number in range(3):
        (inbox / f"{number}.txt").write_text(f"{number} families.", encoding="utf-8")
    deep = inbox.joinpath(*["d"] * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text("9 families.", encoding="utf-8")
    found = look()
    assert [bool(one.draft) for one in found] == [True, True, False]
    assert found[-1].sentence == "1 more files wait in the inbox. Look again."
    assert (deep / "deep.txt").is_file()


def test_a_file_without_the_right_to_read_it_is_set_aside(
    inbox: Path, look: Callable[..., list[Taken]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.txt").write_text("12", encoding="utf-8")

    def refuse(_path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(box, "file_hash", refuse)
    monkeypatch.setattr(box, "_known_files", lambda _office: {})
    assert look()[0].sentence == "a.txt cannot be opened (Permission denied). Check its rights."
