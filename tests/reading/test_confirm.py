"""'yes': what it answers, and where it is none."""

from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.reading.answer import Answer
from pipeline.reading.answers import apply
from pipeline.reading.confirm import can_confirm, confirmation, held_in, is_choice, settling
from pipeline.reading.draft import Item, ask, settle
from pipeline.reading.field import read_period
from pipeline.reading.lists import Lists
from tests.reading.conftest import draft_of

READ = Item(
    start="10",
    end="15",
    as_printed="412.5",
    value="412500000",
    unit="AZN",
    measure="fci",
    breakdown="_T",
    territory="R1",
    period_start="2026-01-01",
    period_end="2026-01-31",
    kind="observation",
    quantity="level",
)
HEAD = Item(sheet="S", cell="B2", as_printed="North")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ask(READ, "kind", "?", ("observation", "plan", "target")), {"kind": "observation"}),
        (ask(READ, "territory", "?", ("R1",)), {"territory": "R1"}),
        (ask(READ, "territory", "?"), {"territory": "R1"}),
        (ask(READ, "period_end", "?", ("2026-02",)), {"period_end": "2026-02"}),
        (ask(READ, "period_end", "?"), {"period_end": "2026-01"}),
        (ask(READ, "disposition", "?", ("used", "held")), {}),
        (ask(READ, "", "?"), {}),
    ],
)
def test_yes_takes_what_was_read(item: Item, said: dict[str, str], lists: Lists) -> None:
    given = confirmation(item)
    assert given == said | {"disposition": "used"}
    answers = [Answer("t", "A", item.place, name, value) for name, value in given.items()]
    assert apply(draft_of(item), answers, lists).items[0].disposition == "used"
    assert can_confirm(item)


def test_yes_about_a_head_names_what_stands_under_it() -> None:
    assert confirmation(ask(HEAD, "territory", "?", ("R1",))) == {"territory": "R1"}
    assert confirmation(ask(HEAD, "disposition", "hidden?", ("used", "held"))) == {"disposition": "used"}


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (settle(READ, "used"), "Nothing is asked"),
        (ask(READ, "territory", "?", ("R1", "D1")), "several readings are possible: R1, D1"),
        (ask(replace(READ, kind=""), "kind", "?", ("observation", "plan")), "several readings"),
        (ask(replace(READ, measure=""), "measure", "?"), "was not read. Name it, as in measure="),
        (ask(READ, "waits:S!B2", "It waits."), "waits for the answer about S!B2"),
        (ask(READ, "disposition", "?", ("held", "rejected")), "one of these is to be named: held, rejected"),
    ],
)
def test_yes_chooses_nothing(item: Item, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        confirmation(item)
    assert not can_confirm(item)


def test_an_answer_beside_the_whole_reading_settles_a_figure_once() -> None:
    chosen = ask(READ, "measure", "?", ("fci", "resettled_persons"))
    assert is_choice(chosen)
    assert settling(chosen, {"measure": "fci"}) == {"measure": "fci", "disposition": "used"}
    assert settling(chosen, {"territory": "D1"}) == {"territory": "D1"}
    assert settling(chosen, {"measure": "fci", "disposition": "held"})["disposition"] == "held"
    assert settling(chosen, {}) == {}
    asked = ask(READ, "territory", "?", ("R1",))
    assert settling(asked, {"period": "2026-02"}) == {"period": "2026-02"}
    assert settling(ask(READ, "disposition", "?"), {"period": "2026-02"})["disposition"] == "used"
    period = ask(READ, "period_end", "?", ("2026-01", "2026-02"))
    assert settling(period, {"period": "2026-02"})["disposition"] == "used"


@pytest.mark.parametrize("kind", ["date", "ordinal", "historical", "furniture"])
def test_what_is_no_figure_is_not_used(kind: str) -> None:
    assert settling(ask(READ, "kind", "?"), {"kind": kind}) == {"kind": kind}


def test_heads_and_settled_numbers_are_left_to_their_reader() -> None:
    assert settling(ask(HEAD, "territory", "?"), {"territory": "R1"}) == {"territory": "R1"}
    assert settling(settle(READ, "furniture"), {"territory": "R1"}) == {"territory": "R1"}


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-31", "2026-01-31", "2026-01-31"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2026-01-01", "2026-09-30", "2026-01/2026-09"),
        ("2025-12-01", "2026-01-31", "2025-12/2026-01"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2022-01-01", "2026-12-31", "2022/2026"),
        ("2026-01-12", "2026-01-18", "2026-01-12/2026-01-18"),
        ("2026-01-01", "2026-01-30", "2026-01-01/2026-01-30"),
        ("2026-01-01", "", "2026-01-01/"),
        ("", "", ""),
    ],
)
def test_a_period_is_held_in_its_shortest_form(first: str, last: str, text: str) -> None:
    item = replace(READ, period_start=first, period_end=last)
    assert held_in(item, "period") == held_in(item, "period_end") == text
    if first and last:
        span = read_period(text)
        assert (str(span.start), str(span.end)) == (first, last)


def test_other_fields_are_held_as_they_are() -> None:
    assert held_in(READ, "unit") == "AZN"
    assert held_in(READ, "no_such_field") == ""
