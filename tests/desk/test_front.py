"""The desk behind a web server that knows users: its address, and the name of who signed in."""

import pytest

from pipeline.decisions.ledger import read_ledger
from pipeline.desk.app import make_app
from pipeline.desk.guard import Front, Guard
from pipeline.desk.state import Desk
from pipeline.office import Office
from tests.decisions.conftest import COUNTRY, REGION, run
from tests.desk.client import Client
from tests.desk.conftest import MOMENT
from tests.desk.test_guard import read_all
from tests.reading.conftest import WORDS
from tests.small_office import WriteOffice, investment

FRONT = Front("https://statistics.example:8443")
HERE = {"host": "statistics.example:8443", "origin": FRONT.address, "x_crossfoot_user": "ana"}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"host": "127.0.0.1:3001"}, 421),
        ({"host": "statistics.example"}, 421),
        ({"origin": "http://127.0.0.1:3001"}, 403),
        ({"origin": "https://statistics.example"}, 403),
        ({"x_crossfoot_user": None}, 403),
        ({"x_crossfoot_user": "Ana B."}, 403),
        ({"x_crossfoot_user": ""}, 403),
    ],
)
def test_only_the_server_in_front_is_answered(changed: dict[str, str | None], status: int) -> None:
    client = Client(Guard(read_all, 0, FRONT))
    assert client.post("/", **{**HERE, **changed}).status == status


def test_a_form_counts_in_the_name_of_who_signed_in(write_office: WriteOffice) -> None:
    office: Office = write_office({"first": {"investment.csv": investment(COUNTRY, REGION)}}, reference=WORDS)
    run(office)
    client = Client(make_app(Desk(office, "token", lambda: MOMENT, lambda: None), 0, FRONT))
    page = client.get("/findings", **HERE).page
    assert "You answer as ana." in " ".join(page.text_content().split())
    assert page.xpath("//form[@action='/who']") == []
    form = page.xpath("//form[contains(@action, '/findings')]")[0]
    fields = {
        name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in ("finding_id", "content_key")
    }
    wanted = {**fields, "action": "accept", "reason": "Confirmed by telephone.", "who": "boss"}
    assert client.post("/findings", wanted, **HERE).status == 303
    (made,) = read_ledger(office)
    assert made.who == "ana"
