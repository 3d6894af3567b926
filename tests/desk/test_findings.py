"""Findings on the desk: shown with a form, decided, and what cannot be decided is said."""

from pathlib import Path

import pytest

from pipeline.decisions.ledger import read_ledger
from pipeline.desk import findings as pages
from pipeline.desk.app import make_app
from pipeline.desk.state import Desk
from pipeline.office import Office
from tests.decisions.conftest import COUNTRY, REGION, deliver, run
from tests.decisions.test_decide import BALANCE
from tests.desk.client import PORT, Client
from tests.desk.conftest import MOMENT
from tests.reading.conftest import WORDS
from tests.small_office import WriteOffice, investment


@pytest.fixture
def small(write_office: WriteOffice) -> Office:
    """Run a small office whose region is above its country."""
    office = write_office({"first": {"investment.csv": investment(COUNTRY, REGION)}}, reference=WORDS)
    run(office)
    return office


@pytest.fixture
def findings(small: Office) -> Client:
    return Client(make_app(Desk(small, "token", lambda: MOMENT, lambda: None), PORT))


def test_a_finding_is_decided_from_its_form(findings: Client, small: Office) -> None:
    page = findings.get("/findings").page
    form = page.xpath("//form[contains(@action, '/findings')]")[0]
    fields = {
        name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in ("finding_id", "content_key")
    }
    decided = {**fields, "action": "accept", "reason": "Confirmed by telephone.", "who": "A. Person"}
    answer = findings.post("/findings?month=2026-01", decided)
    (made,) = read_ledger(small)
    assert (made.action, made.reason, made.decided_at) == ("accept", "Confirmed by telephone.", MOMENT)
    assert answer.headers["location"] == f"/findings?month=2026-01#f-{made.finding_id}"
    after = findings.follow(answer)
    assert "You answer as A. Person" in after.words
    assert "Decided: accept by A. Person. It counts from the next run of 2026-01 on." in after.words
    assert "1 decided or undone since, which counts when 2026-01 is run again" in after.words
    assert after.page.xpath(f"//section[@id='d-{made.decision_id}']//input[@name='undoes']")
    (undo,) = after.page.xpath(f"//section[@id='f-{made.finding_id}']//input[@name='undoes']/@value")
    findings.post("/findings", {"undoes": undo, "reason": "Another one was meant.", "who": "A. Person"})
    assert [row.undoes for row in read_ledger(small)] == ["", made.decision_id]
    without = findings.get("/findings").words
    assert "Decided:" not in without
    assert "Decisions in force" not in without


def test_what_a_form_lacks_is_said_for_each_field(findings: Client, small: Office) -> None:
    answer = findings.post("/findings", {"finding_id": "abcdef", "action": "accept"})
    assert answer.status == 422
    assert "The field 'reason' is empty" in answer.words
    assert "The field 'who' is empty" in answer.words
    assert read_ledger(small) == []
    unknown = {"finding_id": "abcdef", "action": "accept", "reason": "Why not.", "who": "A"}
    assert findings.post("/findings", unknown).status == 422


def test_of_several_figures_the_form_asks_which(findings: Client, small: Office) -> None:
    (small.folder / "rules" / "edit.toml").write_text(BALANCE, encoding="utf-8")
    part = {"breakdown": "production", "value_as_printed": "900.0"}
    deliver(small, COUNTRY, part)
    page = findings.get("/findings").page
    assert len(page.xpath("//input[@name='content_key' and @required]")) == 2
    (finding_id,) = page.xpath("//form//input[@name='finding_id']/@value")
    told = {"finding_id": finding_id, "action": "accept", "reason": "Checked.", "who": "A. Person"}
    answer = findings.post("/findings", told)
    assert answer.status == 422
    assert "is about 2 figures. Choose one below 'Which figure', or all of them." in answer.words
    assert "content key" not in answer.words
    assert read_ledger(small) == []
    findings.post("/findings", told | {"content_key": "all"})
    assert len(read_ledger(small)) == 2


def test_months_and_limits(findings: Client, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "has no findings for month 2020-01" in findings.get("/findings?month=2020-01").words
    assert "2020-13" in findings.get("/findings?month=2020-13").words
    assert "has no findings for any month" in client.get("/findings").words
    monkeypatch.setattr(pages, "MAX_SHOWN", 0)
    assert "These are the first 0 of" in findings.get("/findings").words


def test_ledgers_of_deliveries_and_one_that_cannot_be_read(findings: Client, small: Office) -> None:
    assert "2 numbers" not in findings.get("/ledger").words
    assert "✓ complete" in findings.get("/ledger").words
    path: Path = small.folder / "deliveries" / "first" / "investment.csv"
    path.write_text("no,such,head\n", encoding="utf-8")
    assert "lacks the column" in findings.get("/ledger").words
