"""What is proposed for the facts of a source, and what earlier files of its publisher agree in."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipeline.identity import file_hash
from pipeline.reading.answer import SOURCE, Answer
from pipeline.reading.draft import Draft, Item
from pipeline.reading.lists import Lists
from pipeline.reading.source_clues import MESSAGE, find_clues, stated_clues
from pipeline.reading.source_facts import with_fact
from pipeline.reading.source_proposals import (
    AS_EARLIER,
    as_earlier,
    facts_of_publisher,
    proposed_facts,
    source_proposals,
)
from tests.reading.conftest import draft_of

PAGE = """<html lang="ru"><head><title>Сдано 12 квартир — Вестник Арана</title>
<meta name="date" content="2026-11-19"></head><body><p>По данным на 1 ноября 2026 года.</p></body></html>"""
SENT = """<m:Header><m:ID>A</m:ID><m:Prepared>2026-11-16T10:00:00</m:Prepared>
<m:Sender id="EXO"><c:Name xml:lang="en">Example &amp; Office</c:Name></m:Sender>
<m:Receiver id="OTHER"><c:Name>Nobody</c:Name></m:Receiver></m:Header>"""


def written(folder: Path, text: str, name: str, media_type: str, reader: str = "text") -> Draft:
    """Write a file and make its draft."""
    (folder / name).write_text(text, encoding="utf-8")
    draft = draft_of(sha256=file_hash(folder / name), media_type=media_type, reader=reader)
    return replace(draft, file=replace(draft.file, name=name))


@pytest.fixture
def known(lists: Lists) -> Lists:
    """Give lists with two sources of one publisher and one of another."""
    table = lists.reference["source"]
    of_one = {"publisher": "Third Press", "language": "az", "producer_code": "NS"}
    rows = [
        of_one | {"source_id": "P1", "party": "yes"},
        of_one | {"source_id": "P2", "party": "no"},
        {"source_id": "P3", "publisher": "unknown", "language": "fr"},
    ]
    blank = {"independence": "unknown", "method_stated": "unknown", "party": "unknown", "producer_code": ""}
    frame = pl.DataFrame([blank | row for row in rows])
    added = frame.with_columns(
        pl.lit(None).cast(dtype).alias(name)
        for name, dtype in table.schema.items()
        if name not in frame.columns
    ).select(table.columns)
    return Lists({**lists.reference, "source": pl.concat([table, added.cast(dict(table.schema))])})


def test_a_page_that_states_its_day_has_it_filled_in(tmp_path: Path, lists: Lists) -> None:
    draft = written(tmp_path, PAGE, "a.html", "text/html")
    found = source_proposals(draft, tmp_path, lists)
    assert found.found["published"] == ("2026-11-19", "2026-11-01")
    assert proposed_facts(draft, found) == {
        "published": "2026-11-19",
        "publisher": "Вестник Арана",
        "language": "ru",
    }


def test_of_several_days_in_a_text_none_is_likely(tmp_path: Path, lists: Lists) -> None:
    draft = written(
        tmp_path, "On 1 May 2026 and on 2 May 2026 the families of the town.\n", "a.txt", "text/plain"
    )
    found = source_proposals(draft, tmp_path, lists)
    assert found.found["published"] == ("2026-05-01", "2026-05-02")
    assert found.likely("published") == ""
    assert proposed_facts(draft, found) == {"language": "en"}


def test_a_publisher_that_the_office_knows_is_found_by_its_name(tmp_path: Path, known: Lists) -> None:
    draft = written(
        tmp_path, "THIRD PRESS, 18 noyabr 2026. Third Pressure is no name.\n", "a.txt", "text/plain"
    )
    found = source_proposals(draft, tmp_path, known)
    assert found.found["publisher"] == ("Third Press",)
    told = draft.source
    assert "publisher" not in proposed_facts(
        replace(draft, source=with_fact(told, "publisher", "Other")), found
    )


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Account", "Account, 18 November", True),
        ("Account", "ACCOUNT: the town", True),
        ("Account", "The town's account of the year", False),
        ("Account", "Accounts of the year", False),
        ("TownNews", "Townnews, 18 November", True),
        ("town.example", "Town.example says", True),
        ("town.example", "by town.example", True),
        ("İlk söz", "İLK SÖZ, 18 noyabr", True),
        ("İlkin", "İlkin, 18 noyabr", True),
    ],
)
def test_a_name_of_one_word_is_no_word_of_the_text(
    name: str, text: str, named: bool, tmp_path: Path, known: Lists
) -> None:
    table = known.reference["source"].with_columns(publisher=pl.lit(name))
    lists = Lists({**known.reference, "source": table})
    found = source_proposals(written(tmp_path, text, "a.txt", "text/plain"), tmp_path, lists)
    assert (found.found.get("publisher") == (name,)) is named


def test_a_message_names_its_sender_and_its_day(tmp_path: Path, lists: Lists) -> None:
    draft = written(tmp_path, SENT, "m.xml", "application/vnd.sdmx.data+xml", reader="tables")
    found = source_proposals(draft, tmp_path, lists)
    assert proposed_facts(draft, found) == {"published": "2026-11-16", "publisher": "Example & Office"}
    bare = SENT.replace("2026-11-16T10:00:00", "soon").replace(
        '<m:Sender id="EXO"><c:Name xml:lang="en">Example &amp; Office</c:Name></m:Sender>',
        '<m:Sender id="EXO"/>',
    )
    assert stated_clues(bare, MESSAGE) == {"publisher": ("EXO",)}
    assert find_clues("<nothing/>", MESSAGE) == {}


def test_a_table_has_its_day_in_its_words(tmp_path: Path, lists: Lists) -> None:
    note = Item(sheet="S", cell="A9", as_printed="Approved on 16.11.2026", disposition="label")
    found = source_proposals(draft_of(note, reader="tables", media_type="text/csv"), tmp_path, lists)
    assert found.likely("published") == "2026-11-16"


def test_what_all_earlier_files_agree_in_is_kept(known: Lists) -> None:
    assert facts_of_publisher(" Third  Press ", known) == {"language": "az", "producer_code": "NS"}
    assert facts_of_publisher("Nobody", known) == {}
    draft = draft_of()
    given = [Answer("t", "A", SOURCE, "publisher", "Third Press")]
    assert as_earlier(draft, given, known) == [Answer("t", "A", SOURCE, "language", "az", AS_EARLIER)]
    assert as_earlier(draft, [*given, Answer("t", "A", SOURCE, "language", "ru")], known) == []
    assert as_earlier(draft, [Answer("t", "A", "1-2", "publisher", "Third Press")], known) == []
    assert as_earlier(draft, [Answer("t", "A", SOURCE, "publisher", "")], known) == []
    assert [answer.field for answer in as_earlier(None, given, known)] == ["language", "producer_code"]


def test_a_day_with_a_line_of_its_own_is_filled_in_and_none_after_the_receipt(
    tmp_path: Path, lists: Lists
) -> None:
    text = "Desk\n14 November 2025\n\nOn 3 October 2025 work began. It is due by 30 June 2027.\n"
    draft = written(tmp_path, text, "a.txt", "text/plain")
    found = source_proposals(draft, tmp_path, lists)
    assert found.found["published"] == ("2025-11-14", "2025-10-03")
    assert proposed_facts(draft, found)["published"] == "2025-11-14"


def test_two_days_with_lines_of_their_own_are_left_to_a_person(tmp_path: Path, lists: Lists) -> None:
    text = "14 November 2025\n15 November 2025\n\nOn 3 October 2025 work began.\n"
    draft = written(tmp_path, text, "a.txt", "text/plain")
    assert "published" not in proposed_facts(draft, source_proposals(draft, tmp_path, lists))
