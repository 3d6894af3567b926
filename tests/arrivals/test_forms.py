"""What the inbox accepts without a person: forms of the office, never a text, and never over a delivery."""

from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from pipeline.arrivals.forms import accept_forms, forms_waiting
from pipeline.office import Office
from pipeline.reading.folder import accept_draft, drafts_folder, is_gone, list_drafts
from pipeline.reading.inbox import inbox_folder, scan, set_aside, waiting
from pipeline.reading.lists import load_lists
from pipeline.reading.take import take_file
from tests.small_office import investment

DAY = date(2026, 11, 26)
REGISTER = investment({"value_as_printed": "120.5", "territory_as_written": "South"})
UNKNOWN = investment({"value_as_printed": "7", "territory_as_written": "Nowhere"})


def _drop(office: Office, **files: str) -> None:
    for name, text in files.items():
        (inbox_folder(office) / f"{name}.csv").write_text(text, encoding="utf-8")
    scan(office, load_lists(office), DAY, lambda: None)


def test_a_register_is_accepted_once_and_one_with_a_question_waits(small_office: Office) -> None:
    _drop(small_office, a=REGISTER, b=UNKNOWN)
    assert forms_waiting(small_office) == ["2026-11-26-a"]
    (made,) = accept_forms(small_office)
    assert (made.name, made.sentence) == ("2026-11-26-a", "")
    (delivery,) = [one for one in small_office.deliveries() if one.name == made.name]
    assert (delivery.sender, delivery.received_on) == ("inbox", DAY)
    assert accept_forms(small_office) == []


def test_a_delivery_that_was_taken_back_is_accepted_again_when_a_person_says_so(small_office: Office) -> None:
    _drop(small_office, a=REGISTER)
    accept_forms(small_office)
    draft, delivery = drafts_folder(small_office) / "2026-11-26-a", small_office.folder / "deliveries"
    (draft / "accepted.txt").unlink()
    assert accept_forms(small_office) == []
    rmtree(delivery / draft.name)
    assert forms_waiting(small_office) == []
    (listed,) = list_drafts(small_office)
    assert (listed.accepted, listed.is_gone) == (False, True)
    assert accept_draft(small_office, draft) == delivery / draft.name
    assert not is_gone(small_office, draft)


def test_what_a_person_read_and_what_is_a_text_is_never_accepted(
    small_office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(REGISTER, encoding="utf-8")
    take_file(path, drafts_folder(small_office), load_lists(small_office), received_on=DAY)
    (inbox_folder(small_office) / "letter.txt").write_text("No figure is in it.", encoding="utf-8")
    _drop(small_office)
    assert forms_waiting(small_office) == []


def test_one_that_is_refused_stays_a_draft_and_the_others_go_on(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.arrivals import forms
    from pipeline.errors import BadInputError

    _drop(small_office, a=REGISTER, b=REGISTER.replace("120.5", "121.5"))
    (drafts_folder(small_office) / "broken").mkdir()
    (drafts_folder(small_office) / "broken" / "delivery.toml").write_text("name = ", encoding="utf-8")
    accept = forms.accept_draft

    def refuse_a(office: Office, folder: Path) -> Path:
        if folder.name.endswith("-a"):
            raise BadInputError("The office has another delivery named so.")
        return accept(office, folder)

    monkeypatch.setattr(forms, "accept_draft", refuse_a)
    found = [(one.name, one.sentence) for one in accept_forms(small_office)]
    assert found == [
        ("2026-11-26-a", "The office has another delivery named so."),
        ("2026-11-26-b", ""),
    ]
    assert forms_waiting(small_office) == ["2026-11-26-a"]


def test_what_waits_and_what_was_set_aside(small_office: Office) -> None:
    inbox = inbox_folder(small_office)
    (inbox / "a.csv").write_text(REGISTER, encoding="utf-8")
    (inbox / "b.csv.part").write_text("1", encoding="utf-8")
    assert [name for name, *_ in waiting(small_office)] == ["a.csv"]
    _drop(small_office, again=REGISTER, empty="")
    _drop(small_office, empty="")
    assert set_aside(small_office) == [
        "Set aside in inbox/refused: empty.csv is empty. Ask for the file again.",
    ]
    assert waiting(small_office) == []
