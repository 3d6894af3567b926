"""The page that says what changed since the issue before, and why."""

import re
from datetime import date

import pytest

from pipeline import stages
from pipeline.audit.diff import compare
from pipeline.bulletin.publish import publish_month
from pipeline.language.catalogue import catalogue_of
from pipeline.office import Office
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from pipeline.site.names import load_names
from pipeline.vintages import change_page
from pipeline.vintages.causes import CAUSES
from pipeline.vintages.change_page import page_of_changes
from pipeline.vintages.change_rows import WHY, tell
from pipeline.window import partition_key
from tests.audit.conftest import december, january, release, released, write_small
from tests.conftest import JANUARY
from tests.publications import ENGLISH, unprinted
from tests.small_office import investment

__all__ = ["december", "january", "released"]

KEY = JANUARY.plus(1).key


def test_every_cause_has_words() -> None:
    assert set(WHY) == {*CAUSES, "presentation"}
    for lang in ("en", "az", "ru"):
        messages = catalogue_of(lang, locate().templates)
        assert all(messages.text(f"changed-cause-{cause}") for cause in CAUSES)


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
    assert re.findall(r"<h2>(.*?)(?: as of|</h2>)", said) == [
        f"Since the issue of the month before, {JANUARY.key}",
        f"Since an earlier draft of {KEY}.1",
    ]
    # The month and its flow, in both comparisons.
    assert (
        said.count('million manats</td><td class="number">1 406.0</td><td class="number">1 407.5</td>') == 4
    )
    assert WHY["revision"][1] in said
    assert WHY["new_data"][1] not in said
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


def test_one_of_a_past_day_alone_is_held_against_the_months_own_issue(office: Office) -> None:
    day = date(2026, 3, 1)
    with unprinted():
        stages.edit(office, JANUARY.plus(1), day)
        stages.compute(office, JANUARY.plus(1), day)
        publish_month(office, stages.lake_of(office), JANUARY.plus(1), day, ENGLISH)
    key = partition_key(JANUARY.plus(1), day)
    said = _said(office, key)
    assert "February 2026, as known on 1 March 2026: what changed" in said
    assert f"<h2>Against {KEY}, the issue of what is known now</h2>" in said
    assert 'class="number">1 407.5</td><td class="number">1 406.0</td><td class="why">known later<' in said
    assert WHY["later"][1] in said
    assert WHY["removal"][1] not in said


def test_a_page_names_all_in_words(january: ReleaseFolder, december: ReleaseFolder, released: Office) -> None:
    numbers = [one for one in compare(december, january)["numbers"] if "month" not in one["causes"]]
    told = tell(numbers, december, january, load_names(released, "en", JANUARY.last), 200)
    groups = dict(told.groups)
    assert next(iter(groups)) == "Investment in fixed capital"
    first, *_ = groups["Investment in fixed capital"]
    assert (first.territory, first.what, first.period, first.unit) == (
        "Azerbaijan",
        "",
        "Jan 2026",
        "million manats",
    )
    assert (first.old, first.new, first.why) == ("", "1\u202f406", "new\u00a0figure")
    found = {line.what: line for line in groups["Mines and other explosive items found"]}
    assert found["unexploded ordnance"].period == "12 to 18 Jan 2026"
    (share,) = groups["Construction and installation works as % of investment"]
    assert share.new == "97 (94.5 to 99.3)"
    (mean,) = groups["Persons per family"]
    assert mean.new == "4.09"
    assert not set(groups) & {"Figures named in findings", "quality", "seasonal"}
    assert [kind for kind, _ in told.others] == [
        "Figures named in findings and lists",
        "Diagnostics of the seasonal adjustment",
    ]
    assert told.figures == sum(len(lines) for lines in groups.values())
    lines = [line for own in groups.values() for line in own]
    text = "".join(
        f"{line.territory}{line.what}{line.period}{line.unit}{line.old}{line.new}" for line in lines
    )
    assert not re.findall("[_=;|]", text)


def test_counts_are_named_as_their_section_names_them(office: Office) -> None:
    said = _said(office, KEY)
    apart = said.rpartition("<h3>Counts, and what findings name</h3>")[2]
    assert '<th scope="row">Deliveries</th><td class="number">1</td><td class="number">2</td>' in apart
    assert "Printed numbers known by the as-of day: figures taken in, of any period and version</th>" in apart
    assert "Deliveries</th>" not in said.rpartition("<h3>Counts")[0].rpartition("<h2>")[2]


def test_what_is_too_much_for_a_page_is_counted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_page, "MAX_ROWS", 1)
    said = _said(office, KEY)
    assert said.count("<tr title=") == 2
    assert re.search(r"<p>\d+ more are not listed here\.</p>", said)
    assert "crossfoot diff releases/" in said
