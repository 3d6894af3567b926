"""The page that says what changed since the issue before, and why."""

import pytest

from pipeline.office import Office
from pipeline.vintages import change_page
from pipeline.vintages.causes import CAUSES
from pipeline.vintages.change_page import MAX_ROWS, WHY, page_of_changes, write_change_page

ROW = {
    "cell_id": "fci.C.2026-01",
    "period": "2026-01-01",
    "unit_code": "AZN_MN",
    "old": "1406.0000000000",
    "new": "1500.5000000000",
    "cause": "revision;rule",
    "behind": "parent",
}


@pytest.fixture
def office(small_office: Office) -> Office:
    folder = small_office.home / "releases" / "2026-01"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"inputs": {"previous issue": "ab12"}}', encoding="utf-8")
    return small_office


def test_every_cause_has_words() -> None:
    assert set(WHY) == set(CAUSES)


def test_a_change_is_told_with_its_causes(office: Office) -> None:
    path = write_change_page(office, "2026-01", [ROW])
    assert path == office.home / "reports" / "2026-01" / "changes.html"
    text = path.read_text(encoding="utf-8")
    for told in (
        "1 cells have",
        "Country",
        ">1406<",
        ">1500.5<",
        WHY["revision"],
        WHY["rule"],
        "(parent)",
        "ab12",
    ):
        assert told in text
    assert write_change_page(office, "2026-01", [ROW]).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (None, "first issue"),
        ([], "No number has another value than in an issue that is not at hand (manifest ab12)"),
    ],
)
def test_where_nothing_changed_it_says_so(
    office: Office, rows: list[dict[str, str]] | None, told: str
) -> None:
    assert told in write_change_page(office, "2026-01", rows).read_text(encoding="utf-8")


def test_the_newest_come_first_and_the_rest_is_counted(office: Office) -> None:
    rows = [ROW | {"cell_id": f"fci.C.{n}", "period": f"{2000 + n % 20}-01-01"} for n in range(MAX_ROWS + 3)]
    text = write_change_page(office, "2026-01", rows).read_text(encoding="utf-8")
    assert "3 more are in changes.csv" in text
    assert text.index("2019-01</td>") < text.index("2018-01</td>")
    assert text.count("<tr title=") == change_page.MAX_ROWS


def test_a_release_without_a_list_of_changes_is_a_first_issue(office: Office) -> None:
    assert "first issue" in page_of_changes(office, "2026-01").read_text(encoding="utf-8")
    listed = ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n"
    (office.home / "releases" / "2026-01" / "changes.csv").write_text(listed, encoding="utf-8")
    assert ">1500.5<" in page_of_changes(office, "2026-01").read_text(encoding="utf-8")
