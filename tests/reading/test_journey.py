"""From an article or a filled template to a number of the bulletin, and from that number back to the file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import stages
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.reading.answer import SOURCE, Answer
from pipeline.reading.confirm import USED, can_confirm, confirmation
from pipeline.reading.counts import asked_items, count
from pipeline.reading.draft import Draft
from pipeline.reading.folder import accept_draft, drafts_folder, load_draft
from pipeline.reading.lists import Lists, load_lists
from pipeline.reading.preview import preview
from pipeline.reading.source_proposals import proposed_facts, source_proposals
from pipeline.reading.take import answer_draft, take_file
from pipeline.vouch import vouch
from pipeline.vouch_text import render
from tests.publications import ENGLISH
from tests.reading.test_template import fill

ARTICLES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "journey.toml").read_text(encoding="utf-8")
)["article"]
MONTH = Month.parse("2026-09")
RECEIVED = date(2026, 10, 23)
TABLED = {
    "measure": "fci",
    "territory": "AZ",
    "period": "2026-01/2026-07",
    "value": 9876.5,
    "unit": "mln AZN",
}
"""A row of the template: year-to-date investment."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Take articles and a workbook in as a new user does, and run the month once."""
    import shutil

    root, real = tmp_path_factory.mktemp("journey"), locate()
    shutil.copytree(real.sources / "karabakh", root / "sources" / "karabakh")
    for folder in (real.sql, real.templates):
        (root / folder.name).symlink_to(folder)
    office = load_office(Project(root=root, var=root / "var"), "karabakh")
    lists = load_lists(office)
    for article in ARTICLES:
        _take_in(office, lists, article, root)
    _, made = take_file(
        fill(root / "July (1), final.xlsx", lists, TABLED),
        drafts_folder(office),
        lists,
        received_on=RECEIVED,
    )
    accept_draft(office, made)
    stages.run_month(office, MONTH, choice=ENGLISH)
    return office


def _take_in(office: Office, lists: Lists, article: dict[str, Any], folder: Path) -> None:
    """Drop an article, answer what is asked, accept it."""
    path = folder / article["name"]
    path.write_text(article["text"].lstrip("\n"), encoding="utf-8")
    draft, made = take_file(path, drafts_folder(office), lists, received_on=RECEIVED)
    _say(made, lists, SOURCE, proposed_facts(draft, source_proposals(draft, made, lists)))
    _say(made, lists, SOURCE, {"publisher": article["publisher"], "address": "unknown: a letter"})
    for item in asked_items(load_draft(made)):
        if item.as_printed == article["printed"]:
            told = dict(text.split("=") for text in article["answer"]) | {"disposition": USED}
            _say(made, lists, item.place, told)
        else:
            assert can_confirm(item), item
            _say(made, lists, item.place, confirmation(item))
    done = load_draft(made)
    assert count(done).is_complete
    assert done.source.published_from == date.fromisoformat(article["published"])
    assert done.source.language == article["name"][:2]
    _check_preview(office, done, lists)
    accept_draft(office, made)


def _say(folder: Path, lists: Lists, place: str, said: dict[str, str]) -> None:
    """Answer about a place."""
    given = [Answer("2026-10-23T09:00:00Z", "A. Person", place, name, text) for name, text in said.items()]
    assert answer_draft(folder, given, lists).refused == ()


def _check_preview(office: Office, draft: Draft, lists: Lists) -> None:
    """Compare what accepting would add with the article."""
    adds = preview(office, draft, lists)
    assert adds.sentence == "1 figure of 1 measure"
    assert adds.month == MONTH


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article["name"]))
def test_a_printed_number_leads_back_to_the_article(office: Office, article: dict[str, Any]) -> None:
    record = vouch(office, article["cell"], MONTH)
    assert record["cell"]["value"] == article["value"]
    assert any(number["printed"] == article.get("shown", article["value"]) for number in record["printed"])
    text = article["text"].lstrip("\n")
    start = text.index(article["printed"])
    told = render(record)
    assert f"{article['name']}, characters {start} to {start + len(article['printed'])}" in told
    assert f"figure     '{article.get('full', article['printed'])}', recorded as" in told
    assert f"{article['publisher']}, known on {article['published']}" in told


def test_a_printed_number_leads_back_to_the_cell_of_a_workbook(office: Office) -> None:
    record = vouch(office, "fci.AZ.2026-07", MONTH)
    assert any(number["printed"] == "9\u202f876.5" for number in record["printed"])
    assert "July (1), final.xlsx, sheet Figures, E5" in render(record)
