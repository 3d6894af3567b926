"""The ledger: what has a disposition and what is open, of drafts and of deliveries of every layout."""

from dataclasses import replace
from datetime import date

from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.reading.accept import accept
from pipeline.reading.draft import Item, ask, settle
from pipeline.reading.ledger import MAX_OPEN, Coverage, coverage_of_delivery, coverage_of_draft, render
from pipeline.reading.source_facts import with_fact
from tests.reading.conftest import draft_of
from tests.reading.invented import DRAFT
from tests.small_office import INVESTMENT, WriteOffice
from tests.vintages.deliveries import DeliveryText, deliver

ITEM = Item(start="1", end="2", as_printed="12")


def known(draft_items: tuple[Item, ...]):  # type: ignore[no-untyped-def]
    draft = draft_of(*draft_items)
    source = with_fact(draft.source, "published", "2026-01-20")
    source = with_fact(with_fact(source, "publisher", "Third Press"), "address", "https://a.example/1")
    return replace(draft, source=source)


def test_a_draft_is_complete_when_each_number_has_a_disposition() -> None:
    settled = tuple(
        settle(replace(ITEM, start=str(number)), name)
        for number, name in enumerate(("date", "used", "used", "label"))
    )
    found = coverage_of_draft(known(settled))
    assert (found.total, dict(found.by_disposition), found.is_complete) == (3, {"used": 2, "date": 1}, True)
    assert found.sentence == "made.txt: 3 numbers, complete"


def test_open_numbers_and_facts_are_named() -> None:
    asked = (ask(ITEM, "unit", "What does it count?"), ask(ITEM, "waits:1-2", "It waits."), ITEM)
    found = coverage_of_draft(draft_of(*asked))
    assert [(one.place, one.question) for one in found.open] == [
        ("source", "On which day, or between which days, was it published?"),
        ("source", "Who published it?"),
        ("source", "At which web address can it be found?"),
        ("1-2", "What does it count?"),
        ("1-2", ""),
    ]
    assert (found.n_open, found.notes) == (6, ("1 of them wait for the answer about another place.",))
    assert render([found]).splitlines() == [
        "made.txt: 3 numbers, 6 open",
        "  1 of them wait for the answer about another place.",
        "  open  source  ''  On which day, or between which days, was it published?",
        "  open  source  ''  Who published it?",
        "  open  source  ''  At which web address can it be found?",
        "  open  1-2  '12'  What does it count?",
        "  open  1-2  '12'  ",
        "  and 1 more",
    ]


def test_so_many_open_numbers_are_named() -> None:
    asked = tuple(ask(replace(ITEM, start=str(n)), "unit", "Which?") for n in range(MAX_OPEN + 3))
    found = coverage_of_draft(known(asked))
    assert (len(found.open), found.n_open) == (MAX_OPEN, MAX_OPEN + 3)
    assert render([found]).endswith("and 3 more")


def test_deliveries_of_the_default_office_have_ledgers() -> None:
    deliveries = {found.name: found for found in load_office(locate(), "karabakh").deliveries()}
    documents = coverage_of_delivery(deliveries["2026-11-21-documents"])
    assert [found.name[:3] for found in documents] == ["000", "001", "002", "003", "004"]
    assert all(found.is_complete for found in documents)
    assert sum(found.total for found in documents) == sum(
        sum(found.by_disposition.values()) for found in documents
    )
    registers = {found.name: found for found in coverage_of_delivery(deliveries["2026-11-21-registers"])}
    demining = registers["demining_reports.csv"]
    assert (demining.n_open, demining.open[0].place) == (1, "line 2")
    assert "26 lines: 25 read, 1 quarantined, 0 skipped" in demining.notes[0]


def test_an_accepted_draft_has_a_ledger(small_office: Office) -> None:
    accept(small_office, DRAFT, None)
    (delivery,) = [found for found in small_office.deliveries() if found.name == DRAFT.name]
    (found,) = coverage_of_delivery(delivery)
    assert (found.name, dict(found.by_disposition)) == ("article.txt", {"used": 1, "date": 1, "furniture": 1})


def test_tokens_without_a_disposition_and_lines_that_cannot_be_read_are_open(
    write_office: WriteOffice,
) -> None:
    head = "document,start,end,as_printed,disposition\n"
    ledger = f"{head}a.txt,1,2,9,used\na.txt,5,6,8,\nb.txt,1,2,7,perhaps\nonly\n"
    listed = "document,source_id,sha256,bytes\n"
    office = write_office(
        {"papers": {"documents.csv": listed, "document_figures.csv": ledger, "investment.csv": INVESTMENT}}
    )
    found = coverage_of_delivery(office.deliveries()[0])
    by_name: dict[str, Coverage] = {one.name: one for one in found}
    assert sorted(by_name) == ["a.txt", "b.txt", "document_figures.csv", "investment.csv"]
    assert [(one.place, one.question) for one in by_name["a.txt"].open] == [("5-6", "'' is no disposition")]
    assert by_name["b.txt"].open[0].question == "'perhaps' is no disposition"
    assert by_name["document_figures.csv"].open[0].place == "line 5-"
    assert by_name["investment.csv"].is_complete
    assert office.deliveries()[0].received_on == date(2026, 11, 21)


def test_a_delivery_that_withdraws_alone_says_which_figures(write_office: WriteOffice) -> None:
    entry = 'source_id = "S1"\nmeasure = "fci"\nterritory = "R1"\nperiod = "2026-01"\n'
    more = f'\n[[withdraw]]\n{entry}withdrawn_on = 2026-04-01\nreason = "taken_back_by_source"\n'
    office = deliver(write_office, DeliveryText("b", "2026-05-01", {}, more=more))
    assert render(coverage_of_delivery(office.deliveries()[0])).splitlines() == [
        "b/delivery.toml: 0 numbers, complete",
        "  takes back fci of R1, 2026-01-01 to 2026-01-31, _T, by S1, on 2026-04-01: taken back by source",
    ]
