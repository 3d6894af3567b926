"""Answers applied to hand-made drafts: settled, asked on, confirmed, withdrawn, never guessed in silence."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.errors import UsageError
from pipeline.reading.answer import Answer, in_force
from pipeline.reading.answers import apply, describe
from pipeline.reading.counts import count
from pipeline.reading.draft import Draft, Item, ask
from pipeline.reading.lists import Lists
from tests.reading.conftest import draft_of

FIGURE = Item(
    start="10",
    end="15",
    as_printed="412.5",
    value="412500000",
    step="100000",
    unit="AZN",
    measure="fci",
    territory="R1",
    period_start="2026-01-01",
    period_end="2026-01-31",
    period_kind="month",
    kind="observation",
    quantity="level",
)
LAST = ask(FIGURE, "period_end", "Which period is this figure for?")
FIRST = ask(FIGURE, "kind", "Is this a figure about a past event?", ("historical", "observation"))


def said(place: str, field: str, value: str, reason: str = "") -> Answer:
    return Answer("2026-11-26T10:00:00Z", "A", place, field, value, reason)


def one(item: Item, *answers: tuple[str, ...], lists: Lists) -> Item:
    """Apply answers about the only item of a draft."""
    made = apply(draft_of(item), [said(item.place, *answer) for answer in answers], lists)
    return made.items[0]


def test_the_answer_to_the_last_question_settles_a_figure(lists: Lists) -> None:
    settled = one(LAST, ("period", "2026-02"), lists=lists)
    assert (settled.status, settled.disposition) == ("green", "used")
    assert (settled.period_start, settled.period_end) == ("2026-02-01", "2026-02-28")
    assert not settled.question + settled.field + settled.candidates


def test_what_a_reader_would_have_asked_next_is_shown_for_confirmation(lists: Lists) -> None:
    shown = one(FIRST, ("kind", "observation"), lists=lists)
    assert (shown.status, shown.field, shown.candidates) == ("amber", "disposition", "used|held")
    assert shown.question == (
        "Is it to be used as investment in fixed capital, North (economic region), 2026-01-01 to 2026-01-31: "
        "412500000 AZN?"
    )
    assert one(FIRST, ("kind", "observation"), ("disposition", "used"), lists=lists).status == "green"


def test_all_that_follows_answered_needs_no_confirmation(lists: Lists) -> None:
    answers = [("kind", "plan"), ("measure", "fci"), ("territory", "D1"), ("period", "2026")]
    assert one(FIRST, *answers, lists=lists).disposition == "used"
    assert one(FIRST, *answers[:3], lists=lists).field == "disposition"


def test_a_due_day_answers_the_period(lists: Lists) -> None:
    settled = one(LAST, ("due_on", "2026-12-31"), lists=lists)
    assert (settled.disposition, settled.due_on, settled.period_end) == ("used", "2026-12-31", "2026-12-31")


@pytest.mark.parametrize(
    ("kind", "disposition"),
    [("historical", "out_of_scope"), ("ordinal", "ordinal"), ("furniture", "furniture"), ("date", "date")],
)
def test_a_kind_that_is_no_figure_settles_a_number(lists: Lists, kind: str, disposition: str) -> None:
    settled = one(FIRST, ("kind", kind), lists=lists)
    assert (settled.status, settled.disposition) == ("grey", disposition)


def test_a_date_without_its_day_is_asked_for_it(lists: Lists) -> None:
    item = replace(FIRST, value="")
    assert one(item, ("kind", "date"), lists=lists).field == "value"
    settled = one(item, ("kind", "date"), ("value", "1993"), lists=lists)
    assert (settled.disposition, settled.period_end) == ("date", "1993-12-31")


def test_what_a_figure_lacks_is_asked_next(lists: Lists) -> None:
    bare = ask(replace(FIGURE, measure="", territory=""), "unit", "What does this number count?")
    asked = one(bare, ("unit", "persons"), lists=lists)
    assert (asked.field, asked.question) == ("measure", "Which measure is it of?")
    asked = one(bare, ("unit", "persons"), ("disposition", "used"), lists=lists)
    assert asked.field == "measure"
    asked = one(bare, ("unit", "persons"), ("measure", "resettled_persons"), lists=lists)
    assert asked.field == "territory"


def test_an_answer_about_another_field_leaves_the_question(lists: Lists) -> None:
    asked = one(FIRST, ("territory", "D1"), lists=lists)
    assert (asked.territory, asked.field, asked.candidates) == ("D1", "kind", "historical|observation")


def test_a_disposition_is_kept_with_its_reason(lists: Lists) -> None:
    settled = one(FIRST, ("disposition", "rejected", "The scale stands twice."), lists=lists)
    assert (settled.disposition, settled.reason) == ("rejected", "The scale stands twice.")


def test_a_settled_figure_can_be_changed_and_stays_used(lists: Lists) -> None:
    used = replace(FIGURE, disposition="used")
    assert one(used, ("territory", "D1"), lists=lists) == replace(used, territory="D1")
    cleared = one(replace(FIGURE, disposition="rejected", value=""), ("value", "28768"), lists=lists)
    assert (cleared.status, cleared.field) == ("amber", "disposition")


def test_the_step_of_a_value_that_had_none_is_that_of_its_last_digit(lists: Lists) -> None:
    bare = ask(replace(FIGURE, value="", step=""), "value", "Which number is it?")
    for value, step in (("28768", "1"), ("2.45", "0.01")):
        settled = one(bare, ("value", value), ("disposition", "used"), lists=lists)
        assert (settled.value, settled.step) == (value, step)


def test_the_last_answer_counts_and_an_empty_one_takes_it_back(lists: Lists) -> None:
    answers = [said("10-15", "territory", "D1"), said("10-15", "territory", "D2")]
    assert [answer.value for answer in in_force(answers)] == ["D2"]
    assert in_force([*answers, said("10-15", "territory", "")]) == ()
    taken_back = apply(draft_of(LAST), [said("10-15", "period", "2025"), said("10-15", "period", "")], lists)
    assert taken_back.items == (LAST,)


def test_what_waits_for_a_head_is_settled_with_it(lists: Lists) -> None:
    head = ask(Item(sheet="S", cell="A2", as_printed="Frist"), "territory", "Which territory?")
    waiting = replace(FIGURE, start="", end="", sheet="S", territory="")
    cells = [ask(replace(waiting, cell=cell), "waits:S!A2", "It waits.") for cell in ("B2", "C2")]
    draft = draft_of(head, *cells, replace(cells[0], cell="B3", field="waits:S!A3"))
    assert (count(draft).questions, count(draft).waiting) == (4, 3)
    made = apply(draft, [said("S!A2", "territory", "First district")], lists)
    assert [item.disposition for item in made.items] == ["label", "used", "used", ""]
    assert [item.territory for item in made.items] == ["D1", "D1", "D1", ""]


def test_an_unknown_place_is_a_sentence(lists: Lists) -> None:
    with pytest.raises(UsageError, match=r"made\.txt has no number or cell at '99-100'"):
        apply(draft_of(LAST), [said("99-100", "period", "2026")], lists)


def test_facts_of_the_source_are_answered_at_its_place(lists: Lists) -> None:
    made = apply(
        draft_of(LAST),
        [
            said("source", "published", "2026-01-18/2026-01-20"),
            said("source", "publisher", "Third Press"),
            said("source", "address", "unknown", "not in the document"),
        ],
        lists,
    )
    source = made.source
    assert (source.published_from, source.published_to) == (date(2026, 1, 18), date(2026, 1, 20))
    assert (source.basis, source.publisher) == ("inferred", "Third Press")
    assert source.address == "unknown:not_in_the_document"
    assert count(made).questions == 1


def test_the_same_answers_give_the_same_draft(lists: Lists) -> None:
    answers = [said("10-15", "kind", "plan"), said("source", "publisher", "Third Press")]
    draft = draft_of(FIRST)
    assert apply(draft, answers, lists) == apply(draft, answers, lists)
    again: Draft = apply(apply(draft, answers, lists), (), lists)
    assert again == apply(draft, answers, lists)


def test_a_description_names_part_kind_and_due_day(lists: Lists) -> None:
    item = replace(FIGURE, breakdown="purpose=services", kind="target", due_on="2026-12-31")
    assert describe(item, lists) == (
        "investment in fixed capital (service facilities), North (economic region), due on 2026-12-31, "
        "target: 412500000 AZN"
    )
