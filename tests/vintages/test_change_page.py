"""The page that says what changed since the issue before, and why."""

import re

import pytest

from pipeline.office import Office
from pipeline.vintages import change_page
from pipeline.vintages.causes import CAUSES
from pipeline.vintages.change_page import WHY, page_of_changes
from tests.audit.conftest import release, write_small
from tests.conftest import JANUARY
from tests.publications import unprinted
from tests.small_office import investment

KEY = JANUARY.plus(1).key


def test_every_cause_has_words() -> None:
    assert set(WHY) == {*CAUSES, "presentation"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Release January and February of the small office, then February once more with a later delivery."""
    with unprinted():
        office = write_small(tmp_path_factory.mktemp("changes"))
        release(office, JANUARY.plus(1))
        first = office.folder / "deliveries" / "first"
        later = first.with_name("later")
        later.mkdir()
        said = (first / "delivery.toml").read_text(encoding="utf-8")
        (later / "delivery.toml").write_text(said.replace("first", "later"), encoding="utf-8")
        line = {"value_as_printed": "1,407.5", "published_on": "2026-03-20"}
        (later / "investment.csv").write_text(investment(line), encoding="utf-8")
        release(office, JANUARY.plus(1))
    return office


def _said(office: Office, key: str) -> str:
    """Return the text of the page, spaces as one."""
    text = page_of_changes(office, key).read_text(encoding="utf-8")
    return re.sub(r"[\s\u202f]+", " ", text)


def test_a_first_issue_says_that_none_is_before_it(office: Office) -> None:
    assert "no issue before it is at hand" in _said(office, JANUARY.key)


def test_a_month_that_is_run_again_is_compared_with_the_month_before_and_with_itself(office: Office) -> None:
    said = _said(office, KEY)
    assert re.findall(r"<h2>Since (.*?)(?: as of|</h2>)", said) == [
        f"the issue of the month before, {JANUARY.key}",
        f"an earlier draft of {KEY}.1",
    ]
    # The month and its flow, in both comparisons.
    assert said.count('>1 406.0</td><td class="number">1 407.5</td>') == 4
    assert WHY["new_data"] in said
    assert said == _said(office, KEY)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("published_number.csv", None, "has no readable published_number.csv"),
        ("published_number.csv", "a,b\n1,2\n", "number_id"),
        ("manifest.json", "{}", "lacks release_id"),
    ],
)
def test_an_issue_before_that_cannot_be_read_is_told_and_the_rest_is_compared(
    office: Office, name: str, content: str | None, told: str
) -> None:
    path = office.home / "releases" / JANUARY.key / name
    kept = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    try:
        said = _said(office, KEY)
    finally:
        path.write_bytes(kept)
    assert told in said.partition("<p>It cannot be compared: ")[2].partition("</p>")[0]
    assert "1 407.5" in said


def test_what_is_too_much_for_a_page_is_counted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_page, "MAX_ROWS", 1)
    said = _said(office, KEY)
    assert said.count("<tr title=") == 2
    assert re.search(r"<p>\d+ more: <code>crossfoot diff</code>", said)
