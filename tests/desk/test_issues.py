"""Issues on the desk: what is to be approved can be read, nothing of one under embargo, nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from assets.keys import release_job_name
from pipeline.desk.app import make_app
from pipeline.desk.issues import BESIDE, PAGE_POLICY, folders_of
from pipeline.desk.state import Desk as Pages
from pipeline.office import Office
from pipeline.releasing.corrections import correct
from pipeline.releasing.declared import Releasing
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.steps import submit
from tests.desk.client import PORT, Client
from tests.desk.conftest import MOMENT
from tests.reading.conftest import WORDS
from tests.releasing.conftest import ANN, KEY, NUMBERS, PAGE, SECRET, Desk, after, vault_key
from tests.small_office import INVESTMENT, WriteOffice

__all__ = ["vault_key"]
REPORTS = {
    f"{KEY}/changes.html": "<p>changes</p>",
    f"{KEY}/findings.xlsx": "PK findings",
    f"{KEY}/.changes.html.1": "half",
    "2025-12/rules.html": "<p>rules</p>",
    f"ahead/bulletin-{KEY}.md": "figures",
}
CORRECTED = NUMBERS.replace("75.6", "76.9").replace(f"{KEY}.1", f"{KEY}.2")
OTHER = {
    "R1/bulletin.az.html": PAGE,
    "audit/data.js": "x",
    "sdmx/a.xml": "<a/>",
    "evidence/a.sql": "select 1",
}


@pytest.fixture
def issues(write_office: WriteOffice, vault_key: Path) -> Desk:
    """Give an office with a key for its vault, reports, and files beside that are not to be read."""
    office = write_office({"first": {"investment.csv": INVESTMENT}}, reference=WORDS)
    for name, text in {**REPORTS, "../vault/a.vault": "locked", "../outside.html": "outside"}.items():
        path = office.home / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (office.home / "reports" / "2025-12" / "out.html").symlink_to(office.home / "outside.html")
    return Desk(replace(office, release=Releasing(key=vault_key)))


def client_of(office: Office) -> Client:
    return Client(make_app(Pages(office, "token", lambda: MOMENT, lambda: None), PORT))


def test_what_is_submitted_can_be_read_with_the_hash_to_approve(issues: Desk) -> None:
    issues.run(files=OTHER)
    submit(issues.office, KEY, issues.who(ANN))
    client = client_of(issues.office)
    page = client.get("/issues")
    assert (
        f"{KEY}.1 in review since 2026-04-20T12:01:00Z, by {ANN}; next: approve by a second person"
        in page.words
    )
    assert f"manifest.json: {issues.digits()}" in page.words
    links = page.page.xpath("//main//a/@href")
    assert links == [
        f"/issues/{KEY}/bulletin.en.html",
        f"/issues/{KEY}/bulletin.en.pdf",
        f"/issues/{KEY}/R1/bulletin.az.html",
        f"/issues/{KEY}/",
        f"/reports/{KEY}/changes.html",
        f"/reports/{KEY}/findings.xlsx",
        f"/reports/ahead/bulletin-{KEY}.md",
    ]
    files = client.get(f"/issues/{KEY}/").page.xpath("//main//a/@href")
    assert {f"/issues/{KEY}/SHA256SUMS", f"/issues/{KEY}/evidence/a.sql"} <= set(files)
    for link in (*links, *files):
        assert client.get(link).status == 200, link
    assert "/issues" in client.get("/ledger").page.xpath("//nav//a/@href")


def test_the_page_names_the_form_of_the_steps_and_links_it_where_its_address_is_known(issues: Desk) -> None:
    job = release_job_name(issues.office)
    assert f"the job {job}, or a command" in client_of(issues.office).get("/issues").words
    runs = "https://statistics.example/statistics"
    known = Pages(issues.office, "token", lambda: MOMENT, lambda: None, runs)
    page = Client(make_app(known, PORT)).get("/issues")
    assert f"the job {job}, or a command" in page.words
    assert page.page.xpath("//main//a/@href")[0] == f"{runs}/locations/crossfoot/jobs/{job}/playground"


@pytest.mark.parametrize(
    ("name", "kind", "policy"),
    [
        ("bulletin.en.html", "text/html; charset=utf-8", PAGE_POLICY),
        ("bulletin.en.pdf", "application/pdf", "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"),
        (
            "audit/data.js",
            "text/javascript; charset=utf-8",
            "sandbox; default-src 'none'; frame-ancestors 'none'",
        ),
        ("sdmx/a.xml", "application/xml", "sandbox; default-src 'none'; frame-ancestors 'none'"),
        (
            "evidence/a.sql",
            "text/plain; charset=utf-8",
            "sandbox; default-src 'none'; frame-ancestors 'none'",
        ),
        ("SHA256SUMS", "text/plain; charset=utf-8", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ],
)
def test_a_file_is_given_as_it_is_and_can_reach_nothing(
    issues: Desk, name: str, kind: str, policy: str
) -> None:
    folder = issues.run(files=OTHER)
    answer = client_of(issues.office).get(f"/issues/{KEY}/{name}")
    assert answer.content == (folder / name).read_bytes()
    assert (answer.headers["content-type"], answer.headers["content-security-policy"]) == (kind, policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert client_of(issues.office).post(f"/issues/{KEY}/{name}").status == 405


@pytest.mark.parametrize(
    "path",
    [
        *(f"/issues/{KEY}/../../vault/a.vault", f"/issues/{KEY}/../.issues/", "/issues/../vault/a.vault"),
        *("/issues/.issues/", "/issues/../", "/issues/./bulletin.en.html", "/issues/2020-01/"),
        *(
            f"/issues/{KEY}//bulletin.en.html",
            f"/issues/{KEY}/R1",
            f"/issues/{KEY}/a\0b",
            f"/issues/{KEY}/{'a' * 5000}",
        ),
        *("/reports/../vault/a.vault", "/reports/../outside.html", "/reports//etc/passwd", "/reports/"),
        *(
            f"/reports/{KEY}/.changes.html.1",
            "/reports/2025-12",
            "/reports/2025-12/out.html",
            "/reports/none.html",
        ),
    ],
)
def test_no_path_leads_out_of_the_folders(issues: Desk, path: str) -> None:
    issues.run(files=OTHER)
    answer = client_of(issues.office).get(path)
    assert answer.status == 404
    assert "There is no such page" in answer.words


def test_of_an_issue_under_embargo_there_is_its_hour_and_nothing_else(issues: Desk) -> None:
    issues.released("2025-12")
    issues.locked(after(days=1))
    left = issues.office.home / "reports" / KEY / "rules.html"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text(SECRET, encoding="utf-8")
    client = client_of(issues.office)
    page = client.get("/issues")
    told = f"{KEY}.1 is under embargo until 2026-04-21 12:00 (UTC): its files"
    assert told in page.words
    assert [link for link in page.page.xpath("//main//a/@href") if KEY in link] == []
    assert "/issues/2025-12/bulletin.en.pdf" in page.page.xpath("//main//a/@href")
    # What a kill leaves in the clear is not shown either.
    issues.run(files={"bulletin.en.pdf": SECRET})
    for path in (f"/issues/{KEY}/", f"/issues/{KEY}/bulletin.en.pdf", f"/reports/{KEY}/rules.html"):
        answer = client.get(path)
        assert (answer.status, told in answer.words, SECRET in answer.text) == (403, True, False), path


def test_an_earlier_issue_and_a_draft_beside_stay_apart(issues: Desk) -> None:
    assert "No month was run yet" in client_of(issues.office).get("/issues").words
    issues.released()
    correct(issues.office, KEY, issues.who(ANN), {"what": "a", "right": "b", "why": "c"})
    issues.released(files={"bulletin.en.html": "second", "published_number.csv": CORRECTED})
    client = client_of(issues.office)
    assert client.get(f"/issues/{KEY}/bulletin.en.html").text == "second"
    assert client.get(f"/issues/{KEY}.1/bulletin.en.html").text == PAGE
    assert set(folders_of(issues.office)) == {KEY, f"{KEY}.1"}
    issues.run(files={"bulletin.en.html": "a draft of newer code"})
    assert set(standings_of(issues.office)) == {f"{KEY}.1", f"{KEY}.2"}
    assert BESIDE in client.get("/issues").words
    assert client.get(f"/issues/{KEY}/bulletin.en.html").text == "a draft of newer code"
    assert client.get(f"/issues/{KEY}.2/bulletin.en.html").text == "second"
