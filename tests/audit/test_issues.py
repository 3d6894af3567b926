"""Issues by their ids, and which of them has a number that the newest no longer prints."""

import pytest

from pipeline.audit.issues import is_issue, issue_folder, where_else
from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.releasing.corrections import correct
from tests.releasing.conftest import ANN, KEY, NUMBERS, Desk, desk, vault_key
from tests.releasing.correcting import WORDS

__all__ = ["desk", "vault_key"]
WITHOUT = NUMBERS.replace("aaaaaaa2,fci.D1", "aaaaaaa3,fci.D2").replace("2026-01.1", "2026-01.2")


@pytest.fixture
def two(desk: Desk) -> Office:
    """Release an issue, and one that corrects it and prints a number less."""
    desk.released()
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.released(files={"published_number.csv": WITHOUT})
    return desk.office


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2026-01.1", True), ("2026-01@2026-03-01.12", True), ("2026-01", False), ("2026-01@2026-03-01", False)],
)
def test_the_id_of_an_issue_is_told_from_a_month(text: str, is_one: bool) -> None:
    assert is_issue(text) == is_one


def test_an_issue_is_found_by_its_id(two: Office) -> None:
    folders = [issue_folder(two, f"{KEY}.{number}") for number in (1, 2)]
    assert [str(folder.parent.name) for folder in folders] == [".issues", ".issues"]
    assert "aaaaaaa2" in (folders[0] / "published_number.csv").read_text(encoding="utf-8")
    assert "aaaaaaa2" not in (folders[1] / "published_number.csv").read_text(encoding="utf-8")


def test_an_issue_that_is_not_at_hand_is_a_sentence_with_those_that_are(two: Office) -> None:
    with pytest.raises(
        UsageError, match=r"no issue 2026-01\.7 .* Of 2026-01 there are: 2026-01\.1, 2026-01\.2"
    ):
        issue_folder(two, f"{KEY}.7")
    with pytest.raises(UsageError, match=r"There is none of 2025-12"):
        issue_folder(two, "2025-12.1")


def test_the_issues_that_have_a_number_or_a_cell_are_named_with_the_command(two: Office) -> None:
    first, second = (issue_folder(two, f"{KEY}.{number}") for number in (1, 2))
    for wanted in ("aaaaaaa2", "fci.d1.2026-01"):
        (line,) = where_else(two, wanted).strip().splitlines()
        assert line == f"2026-01.1 (corrected) prints it: crossfoot vouch {wanted} --in {first}"
    (_, line) = where_else(two, "aaaaaaa1").strip().splitlines()
    assert line.endswith(str(second))
    assert where_else(two, "nothing") == ""


def test_a_cell_that_is_not_printed_is_had_all_the_same(desk: Desk) -> None:
    desk.released(files={"published_number.csv": NUMBERS.replace("fci.C.2026", "fci.E.2026")})
    assert "2026-01.1 (released) has it" in where_else(desk.office, "fci.c.2026-01")


def test_without_a_release_there_is_nothing_to_name(small_office: Office) -> None:
    assert where_else(small_office, "aaaaaaa1") == ""
