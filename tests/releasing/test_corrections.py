"""Corrections and withdrawal: the old issue stays and points to the new one, and readers see both."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.releasing.corrections import correct, retract
from pipeline.releasing.embargo import open_issue
from pipeline.releasing.folder import kept_folder, public_manifests
from pipeline.releasing.following import MOST_WORDS
from pipeline.releasing.ledger import read_ledger, standings_of, state_of
from pipeline.releasing.model import State
from pipeline.releasing.plain import replace_corrected
from pipeline.releasing.printed import Corrigendum, Printed, printed_of
from pipeline.releasing.status import status
from pipeline.releasing.steps import ask_exception, recall, submit, withdraw
from pipeline.vintages.issue import previous_issue
from tests.releasing.conftest import ANN, BEN, KEY, NOON, Desk, after
from tests.releasing.correcting import OTHER, WORDS, draft_of


def test_the_next_issue_prints_the_corrigendum_and_replaces_the_first(desk: Desk) -> None:
    desk.released()
    first = standings_of(desk.office)[f"{KEY}.1"]
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    assert state_of(desk.office, f"{KEY}.1") is State.RELEASED
    said = Corrigendum(f"{KEY}.1", WORDS, (), NOON.date(), NOON.date())
    assert printed_of(standings_of(desk.office), KEY) == Printed(2, (), said)
    with pytest.raises(
        UsageError, match=r"release at hand is 2026-01\.1, and the next issue .* is 2026-01\.2"
    ):
        submit(desk.office, KEY, desk.who(ANN))
    desk.released(files={"published_number.csv": OTHER})
    found = standings_of(desk.office)
    assert (found[f"{KEY}.1"].state, found[f"{KEY}.1"].corrected_by) == (State.CORRECTED, f"{KEY}.2")
    assert found[f"{KEY}.2"].state is State.RELEASED
    assert [entry.step for entry in read_ledger(desk.office)][-2:] == ["open", "replace"]
    assert kept_folder(desk.office, first).is_dir()
    assert public_manifests(desk.office) == {one.manifest_sha256 for one in found.values()}
    assert replace_corrected(desk.office, desk.who(BEN)) == []


def test_what_changed_is_told_of_the_issue_that_readers_have_whatever_drafts_came_since(desk: Desk) -> None:
    """A draft that a run leaves in between is nothing to readers."""
    desk.released()
    given = standings_of(desk.office)[f"{KEY}.1"].manifest_sha256
    month, made_with = Month.parse(KEY), {"inputs": {"core": "of another run"}}
    for files in ({}, {"published_number.csv": OTHER}):
        desk.run(files=files)
        found = previous_issue(desk.office, month, None, made_with)
        assert found is not None
        assert found.digest == given
        assert (desk.digits() == given) == (not files)


def test_what_is_not_released_is_not_corrected(desk: Desk) -> None:
    desk.run()
    with pytest.raises(UsageError, match="No issue of 2026-01 is released"):
        correct(desk.office, KEY, desk.who(ANN), WORDS)


@pytest.mark.parametrize("name", WORDS)
def test_a_corrigendum_says_all_three(name: str, desk: Desk) -> None:
    desk.released()
    with pytest.raises(UsageError, match=f"'{name}' is empty"):
        correct(desk.office, KEY, desk.who(ANN), {**WORDS, name: " "})
    with pytest.raises(UsageError, match=f"at most {MOST_WORDS} are kept"):
        correct(desk.office, KEY, desk.who(ANN), {**WORDS, name: "x" * (MOST_WORDS + 1)})


def test_a_draft_says_what_is_not_said_otherwise(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    draft = draft_of(tmp_path, f"{KEY}.1", what="12 numbers.", right="None.", why="A source was taken back.")
    made = correct(desk.office, KEY, desk.who(ANN), {"right": "The next issue's."}, draft)
    said = {"what": "12 numbers.", "right": "The next issue's.", "why": "A source was taken back."}
    assert made.facts == said | {"draft_sha256": file_hash(draft), "numbers": ["aaaaaaa1"]}


def test_a_draft_of_another_issue_or_without_a_reason_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    with pytest.raises(UsageError, match=r"draft for 2025-12\.1, and the issue of 2026-01 .* 2026-01\.1"):
        correct(desk.office, KEY, desk.who(ANN), WORDS, draft_of(tmp_path, "2025-12.1"))
    with pytest.raises(UsageError, match=r"'why' is empty in .*corrigendum\.md, too"):
        draft = draft_of(tmp_path, f"{KEY}.1", what="x", right="y", why="")
        correct(desk.office, KEY, desk.who(ANN), {}, draft)
    with pytest.raises(UsageError, match="is no draft that can be read"):
        correct(desk.office, KEY, desk.who(ANN), WORDS, desk.office.folder / "office.toml")
    with pytest.raises(UsageError, match=r"none\.md: there is no such file"):
        correct(desk.office, KEY, desk.who(ANN), WORDS, tmp_path / "none.md")


def test_numbers_that_the_issue_does_not_print_are_refused(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    entries = read_ledger(desk.office)
    for names, told in ((["aaaaaaa1", "zzzzzzzz"], "zzzzzzzz"), (["aaa", "n7gbr1gb9"], "aaa, n7gbr1gb9")):
        draft = draft_of(tmp_path, f"{KEY}.1", names)
        with pytest.raises(UsageError, match=rf"names numbers that 2026-01\.1 does not print: {told}\. "):
            correct(desk.office, KEY, desk.who(ANN), WORDS, draft)
    with pytest.raises(UsageError, match=r"names no number: nothing of 2026-01\.1"):
        correct(desk.office, KEY, desk.who(ANN), WORDS, draft_of(tmp_path, f"{KEY}.1", []))
    assert read_ledger(desk.office) == entries


def test_a_second_corrigendum_takes_the_place_of_none(desk: Desk) -> None:
    desk.released()
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    with pytest.raises(UsageError, match=r"since 2026-04-20T12:04:00Z: 'Persons.* release retract 2026-01 "):
        correct(desk.office, KEY, desk.who(ANN), WORDS | {"why": "Two registers were."})
    retract(desk.office, KEY, desk.who(ANN, "It says too little."))
    correct(desk.office, KEY, desk.who(ANN), WORDS | {"why": "Two registers were."})
    assert [entry.step for entry in read_ledger(desk.office)][-3:] == ["correct", "retract", "correct"]
    standing = standings_of(desk.office)[f"{KEY}.1"]
    assert standing.corrigendum is not None
    assert standing.corrigendum["why"] == "Two registers were."


def test_each_language_of_a_text_may_be_as_long_as_one(desk: Desk) -> None:
    desk.released()
    long = "x" * MOST_WORDS
    words = dict.fromkeys(WORDS, f"{long} | az: {long} | ru: {long}")
    with pytest.raises(UsageError, match=f"--what has {MOST_WORDS + 1} characters"):
        correct(desk.office, KEY, desk.who(ANN), words | {"what": f"a | ru: {long}x"})
    assert correct(desk.office, KEY, desk.who(ANN), words).facts["what"] == words["what"]


CORRECTIONS = """
names                 | changes | exception | says
----------------------|---------|-----------|-----
aaaaaaa2              | yes     |           |
aaaaaaa1 aaaaaaa2     | yes     |           | 1 of the 2 .* were \\(aaaaaaa1\\)\\. .*except 2026-01 unchanged
aaaaaaa1 aaaaaaa2     | yes     | yes       |
aaaaaaa1 aaaaaaa2     | no      |           | 2 of the 2 .* retract 2026-01 --reason '...' --office small\\.$
aaaaaaa1 aaaaaaa2     | no      | yes       | 2 of the 2 numbers
                      | yes     |           |
                      | no      |           | no number is printed otherwise.*except 2026-01 unchanged
                      | no      | yes       |
"""


@pytest.mark.parametrize(
    ("names", "changes", "exception", "says"),
    [[part.strip() for part in row.split("|")] for row in CORRECTIONS.strip().splitlines()[2:]],
)
def test_a_correction_that_corrects_nothing_is_refused(
    names: str, changes: str, exception: str, says: str, desk: Desk, tmp_path: Path
) -> None:
    desk.released()
    draft = draft_of(tmp_path, f"{KEY}.1", names.split()) if names else None
    correct(desk.office, KEY, desk.who(ANN), WORDS, draft)
    if exception:
        ask_exception(desk.office, KEY, desk.who(ANN, "The sum holds."), "unchanged")
    desk.run(files={"published_number.csv": OTHER} if changes == "yes" else {"cells.csv": "other"})
    if says:
        with pytest.raises(UsageError, match=says):
            submit(desk.office, KEY, desk.who(ANN))
        assert read_ledger(desk.office)[-1].step != "submit"
        return
    made = submit(desk.office, KEY, desk.who(ANN))
    assert made.reason == f"It corrects {KEY}.1."
    assert made.facts.get("unchanged", []) == (["aaaaaaa1"] if names and exception else [])


def test_a_corrigendum_is_taken_back_before_its_issue_is_on_its_way(desk: Desk) -> None:
    desk.released()
    with pytest.raises(UsageError, match=r"No correction of 2026-01\.1 is announced"):
        retract(desk.office, KEY, desk.who(ANN, "It was right."))
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.run(files={"published_number.csv": OTHER})
    submit(desk.office, KEY, desk.who(ANN))
    with pytest.raises(UsageError, match=r"2026-01\.2 .* is in review\. Send it back first"):
        retract(desk.office, KEY, desk.who(ANN, "It was right."))
    recall(desk.office, KEY, desk.who(ANN, "It is taken back."))
    retract(desk.office, KEY, desk.who(ANN, "It was right."))
    assert printed_of(standings_of(desk.office), KEY) == Printed()
    with pytest.raises(UsageError, match=r"2026-01\.1 is released; the step 'submit'|the next issue of"):
        submit(desk.office, KEY, desk.who(ANN))
    rows = {row["issue"]: row["next"] for row in status(desk.office)}
    assert rows == {f"{KEY}.1": "", f"{KEY}.2": ""}


def test_a_corrigendum_that_is_taken_back_ends_the_exceptions_of_its_issue(desk: Desk) -> None:
    desk.released()
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    ask_exception(desk.office, KEY, desk.who(ANN, "The names are corrected."), "unchanged")
    retract(desk.office, KEY, desk.who(ANN, "It was right."))
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    assert printed_of(standings_of(desk.office), KEY).exceptions == ()


def test_a_later_exception_from_a_rule_takes_the_place_of_the_earlier(desk: Desk) -> None:
    for reason in ("One person is here.", "Two persons are here."):
        ask_exception(desk.office, KEY, desk.who(ANN, reason), "second-person")
        ask_exception(desk.office, KEY, desk.who(ANN, reason), "open-stop")
    said = printed_of(standings_of(desk.office), KEY).exceptions
    assert said == (("second-person", "Two persons are here."), ("open-stop", "Two persons are here."))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only words.", r"'only' \(certainty\).* language 'en': 'Only words\.'"),
        ("In words. | ru: К сожалению.", r"'сожалению' \(verdict\).*language 'ru'"),
        ("A sign \U0001f600.", r"U\+1F600 .*Nothing was written"),
    ],
)
def test_words_that_no_bulletin_prints_are_refused_before_they_are_written(
    text: str, told: str, desk: Desk
) -> None:
    office = desk.office = replace(desk.office, languages=("en", "az", "ru"))
    made = desk.locked(after(days=1))
    with pytest.raises(UsageError, match=told):
        open_issue(office, made.release_id, desk.who(BEN), text)
    assert read_ledger(office)[-1] == made
    open_issue(office, made.release_id, desk.who(BEN), "The figures are known.")
    released = read_ledger(office)
    for name in WORDS:
        with pytest.raises(UsageError, match=f"--{name}.*{told}"):
            correct(office, KEY, desk.who(ANN), WORDS | {name: text})
    with pytest.raises(UsageError, match=told):
        withdraw(office, made.release_id, desk.who(ANN, text))
    with pytest.raises(UsageError, match=told):
        ask_exception(office, "2026-02", desk.who(ANN, text), "unchanged")
    assert read_ledger(office) == released


def test_a_kill_between_the_two_lines_is_made_good(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.released()
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.run(files={"published_number.csv": OTHER})
    desk.approved()
    monkeypatch.setattr("pipeline.releasing.plain.replace_corrected", lambda *_: [])
    open_issue(desk.office, f"{KEY}.2", desk.who(BEN))
    monkeypatch.undo()
    assert state_of(desk.office, f"{KEY}.1") is State.RELEASED
    (made,) = replace_corrected(desk.office, desk.who(BEN))
    assert (made.release_id, made.state) == (f"{KEY}.1", State.CORRECTED)
