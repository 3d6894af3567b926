"""The form with all questions: rows of their own, ticked rows together, and what is none."""

import pytest

from pipeline.desk.guard import MAX_FIELDS
from pipeline.desk.rows import FOR_ALL, Rows, inferred_fields, read_rows, shown_in
from pipeline.errors import UsageError
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.draft import Item, ask
from pipeline.reading.lists import Lists, load_lists
from pipeline.reading.page import CONFIRMED, MAX_CARDS
from tests.desk.client import Client
from tests.desk.conftest import ARTICLE

FIGURE = ask(
    Item(
        start="1",
        end="4",
        as_printed="412",
        value="412",
        unit="families",
        measure="moved_families",
        breakdown="_T",
        territory="C-AGDAM",
        period_start="2026-01-01",
        period_end="2026-01-31",
        kind="observation",
        quantity="level",
        qualifier="more_than",
    ),
    "territory",
    "Which territory?",
    ("C-AGDAM",),
)
HEAD = ask(Item(sheet="A  B", cell="A6", as_printed="Lachin"), "territory", "Which?", ("C-LACIN", "D-AZ-LAC"))
ITEMS = {"1-4": FIGURE, "A  B!A6": HEAD}


@pytest.fixture(scope="module")
def lists() -> Lists:
    return load_lists(load_office(locate(), "karabakh"))


def form(lists: Lists, **row: str) -> dict[str, str]:
    """Fill in the row of the figure; `f__x` stands for `f.x`, and fields that are not given are as shown."""
    shown = {f"f.{name}": shown_in(FIGURE, name, lists) for name in CONFIRMED}
    given = shown | {name.replace("__", "."): value for name, value in row.items()}
    return {"who": "A", "r0.place": "1-4", **{f"r0.{name}": value for name, value in given.items()}}


def said(rows: Rows) -> dict[str, str]:
    assert rows.sentences == ()
    assert {answer.place for answer in rows.answers} == {"1-4"}
    return {answer.field: answer.value for answer in rows.answers}


def test_a_row_as_it_is_shown_says_nothing(lists: Lists) -> None:
    with pytest.raises(UsageError, match="Nothing was answered"):
        read_rows(form(lists), ITEMS, lists, "t")


def test_a_change_in_a_row_settles_it(lists: Lists) -> None:
    rows = read_rows(form(lists, f__territory="Shusha district", f__qualifier=""), ITEMS, lists, "t")
    assert said(rows) == {"territory": "Shusha district", "qualifier": "none", "disposition": "used"}
    assert rows.answers[0].who == "A"


def test_a_change_beside_the_question_leaves_it_open(lists: Lists) -> None:
    changed = form(lists, f__period="2026-02")
    assert said(read_rows(changed, ITEMS, lists, "t")) == {"period": "2026-02"}
    assert said(read_rows(changed | {"r0.tick": "1"}, ITEMS, lists, "t")) == {
        "territory": "C-AGDAM",
        "period": "2026-02",
        "disposition": "used",
    }


def test_what_becomes_of_a_row_is_said_by_it(lists: Lists) -> None:
    rows = read_rows(form(lists, then="out_of_scope", reason="a  past event"), ITEMS, lists, "t")
    assert said(rows) == {"disposition": "out_of_scope"}
    assert rows.answers[0].reason == "a past event"


def test_a_tick_takes_a_row_as_it_is_shown(lists: Lists) -> None:
    assert said(read_rows(form(lists, tick="1"), ITEMS, lists, "t")) == {
        "territory": "C-AGDAM",
        "disposition": "used",
    }


def test_ticked_rows_are_set_together(lists: Lists) -> None:
    every = {"all.field": "territory", "all.value": "Shusha district"}
    assert said(read_rows(form(lists, tick="1") | every, ITEMS, lists, "t")) == {
        "territory": "Shusha district",
        "disposition": "used",
    }
    own = read_rows(form(lists, tick="1", f__territory="Aghdam district") | every, ITEMS, lists, "t")
    assert said(own)["territory"] == "Aghdam district"
    aside = {"all.then": "held", "all.reason": "two readings"}
    (held,) = read_rows(form(lists, tick="1") | aside, ITEMS, lists, "t").answers
    assert (held.field, held.value, held.reason) == ("disposition", "held", "two readings")
    assert "territory" in FOR_ALL
    rows = read_rows(form(lists, tick="1") | {"all.value": "Shusha"}, ITEMS, lists, "t")
    assert "Choose which field" in rows.sentences[0]


def test_cells_that_ask_the_same_are_answered_together(lists: Lists) -> None:
    texts = {"who": "A", "r3.place": "A  B!A6", "r3.also.1": "A  B!A18", "r3.choice": "D-AZ-LAC"}
    found = [(one.place, one.field, one.value) for one in read_rows(texts, ITEMS, lists, "t").answers]
    assert found == [("A  B!A6", "territory", "D-AZ-LAC"), ("A  B!A18", "territory", "D-AZ-LAC")]
    typed = read_rows(texts | {"r3.f.territory": "Lachin town"}, ITEMS, lists, "t")
    assert {one.value for one in typed.answers} == {"Lachin town"}


def test_a_choice_is_not_made_by_a_tick(lists: Lists) -> None:
    rows = read_rows({"r3.place": "A  B!A6", "r3.tick": "1"}, ITEMS, lists, "t")
    assert rows.answers == ()
    assert "several readings are possible" in rows.sentences[0]
    gone = read_rows({"r9.place": "9-10", "r9.tick": "1"}, ITEMS, lists, "t")
    assert "has no number at '9-10' any more" in gone.sentences[0]


def test_what_is_inferred_is_told_by_field() -> None:
    assert inferred_fields(Item(inferred="year;territory_level;unit")) == {"period", "territory"}


def test_a_page_of_questions_is_saved_at_once_and_fits_the_limit(client: Client) -> None:
    page = client.follow(client.upload("/drafts", {"article.txt": ARTICLE}))
    action = page.page.xpath("//form[@id='rows']/@action")[0]
    boxes = page.page.xpath("//form[@id='rows']//input")
    fields = {found.get("name"): found.get("value", "") for found in boxes}
    ticked = {name: value for name, value in fields.items() if name.endswith((".place", ".tick"))}
    answer = client.post(action, ticked | {"who": "A. Person", "all.then": "furniture"})
    assert "1 figure, 3 questions" in client.follow(answer).words
    refused = client.post(action, {"who": "A. Person", "r1.place": "1-999", "r1.tick": "1"})
    assert (refused.status, "any more" in refused.words) == (422, True)
    a_row = len(CONFIRMED) + 6
    assert a_row * MAX_CARDS + 8 < MAX_FIELDS
    filled = {f"r{row}.{column}": "" for row in range(MAX_CARDS) for column in range(a_row)}
    assert "Nothing was answered" in client.post(action, filled | {"who": "A"}).words
