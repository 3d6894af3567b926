"""Where each issue is: since when and by whom, and what is next."""

from pipeline.releasing.corrections import correct
from pipeline.releasing.model import SECOND_PERSON
from pipeline.releasing.status import RUN, status
from pipeline.releasing.steps import ask_exception, withdraw
from tests.releasing.conftest import ANN, BEN, EVE, KEY, Desk

WORDS = {"what": "Table 2.", "right": "The figures of the next issue.", "why": "Taken in twice."}
COLUMNS = ("issue", "state", "since", "who", "next")


def said(desk: Desk) -> list[tuple[str, ...]]:
    """Return the rows without hashes."""
    return [tuple(row[name] for name in COLUMNS) for row in status(desk.office)]


def test_an_announced_correction_leaves_who_released_an_issue_and_when(desk: Desk) -> None:
    desk.released()
    released = (f"{KEY}.1", "released", "2026-04-20T12:03:00Z", BEN)
    assert said(desk) == [(*released, "")]
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    awaited = (*released, f"a correction is announced: {KEY}.2")
    assert said(desk) == [awaited]
    desk.run()
    assert said(desk) == [(f"{KEY}.2", "draft", "", "", "submit"), awaited]


def test_a_run_beside_a_released_issue_is_called_a_draft(desk: Desk) -> None:
    desk.released()
    kept = (desk.office.home / "releases" / KEY).resolve()
    desk.run(files={"cells.csv": "other"})
    (row,) = status(desk.office)
    assert row["state"] == "released"
    assert (
        row["next"]
        == f"releases/{KEY} is a draft of no issue; the released one is releases/.issues/{kept.name}"
    )
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    assert status(desk.office)[0]["next"].startswith(
        f"a correction is announced: {KEY}.2; releases/{KEY} is a draft"
    )
    desk.run()
    assert status(desk.office)[1]["next"] == f"a correction is announced: {KEY}.2"


def test_a_draft_that_does_not_print_what_was_asked_for_is_run_first(desk: Desk) -> None:
    desk.run()
    ask_exception(desk.office, KEY, desk.who(EVE, "One person is in the office."), SECOND_PERSON)
    assert said(desk) == [(f"{KEY}.1", "draft", "", "", RUN)]
    desk.run()
    assert said(desk) == [(f"{KEY}.1", "draft", "", "", "submit")]


def test_a_withdrawn_issue_at_hand_is_no_draft_of_the_next(desk: Desk) -> None:
    desk.released()
    withdraw(desk.office, f"{KEY}.1", desk.who(EVE, "The publisher took it back."))
    assert said(desk) == [(f"{KEY}.1", "withdrawn", "2026-04-20T12:04:00Z", EVE, "")]
