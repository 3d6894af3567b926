"""Figures that are taken back: shown before the day, gone from it on, and not brought back by older ones."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.errors import BadInputError
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.office import Office, read_delivery
from pipeline.stages import lake_of
from pipeline.vintages.withdrawal import REASONS, read_withdrawals
from tests.vintages.deliveries import DeliveryText, deliver, register
from tests.vintages.test_correct import _known, _line, _read, _run

WriteOffice = Callable[..., Office]
R1, R2 = "2026-03-01", "2026-05-01"
FIRST = register(
    "a",
    R1,
    _line("North", "900", published_on="2026-02-20"),
    _line("North", "910", published_on="2026-02-25"),
)
NORTH = 'source_id = "S1"\nmeasure = "fci"\nterritory = "R1"\nperiod = "2026-01"\n'


def _withdraw(entry: str, day: str = "2026-04-01", name: str = "b") -> DeliveryText:
    """Describe a delivery that only withdraws."""
    text = f'\n[[withdraw]]\n{entry}withdrawn_on = {day}\nreason = "taken_back_by_source"\n'
    return DeliveryText(name, R2, {}, more=text)


@pytest.mark.parametrize(
    ("day", "value"),
    [("2026-02-24", 900), ("2026-02-25", 910), ("2026-03-31", 910), ("2026-04-01", None), (R2, None)],
)
def test_a_figure_is_shown_until_it_is_withdrawn(
    write_office: WriteOffice, day: str, value: int | None
) -> None:
    """After that day the earlier version of the figure does not come back."""
    office = deliver(write_office, FIRST, _withdraw(NORTH))
    _run(office)
    assert _known(office, day) == ({("S1", "R1"): Decimal(value)} if value else {})


def test_a_withdrawal_is_a_row_without_a_value(write_office: WriteOffice) -> None:
    office = deliver(write_office, FIRST, _withdraw(NORTH))
    _run(office)
    (row,) = _read(office, CONFORM, "core.observation").filter(action="withdrawn").to_dicts()
    assert (row["value"], row["withdrawal"], row["delivery_id"]) == (None, "taken_back_by_source", "b")
    assert (row["known_on"], row["received_on"]) == (date(2026, 4, 1), date(2026, 5, 1))
    (figure,) = _read(office, INTAKE, "raw.figure").filter(figure_id=row["figure_id"]).to_dicts()
    assert figure["as_printed"] == "910"


def test_one_statement_is_withdrawn_by_its_content_key(write_office: WriteOffice) -> None:
    _run(deliver(write_office, FIRST))
    office = deliver(write_office, FIRST)
    keys = dict(_read(office, INTAKE, "raw.figure").select("as_printed", "content_key").iter_rows())
    office = deliver(write_office, FIRST, _withdraw(f'content_key = "{keys["910"]}"\n'))
    _run(office)
    assert _known(office, R2) == {}


def test_a_figure_published_after_the_withdrawal_stands(write_office: WriteOffice) -> None:
    later = register("c", R2, _line("North", "920", published_on="2026-04-20"))
    office = deliver(write_office, FIRST, _withdraw(NORTH), later)
    _run(office)
    assert _known(office, "2026-04-19") == {}
    assert _known(office, "2026-04-20") == {("S1", "R1"): Decimal(920)}


@pytest.mark.parametrize(
    "entry",
    [
        NORTH.replace("2026-01", "2026-01-31"),
        NORTH.replace("2026-01", "2026-01-01/2026-01-31"),
        NORTH + 'breakdown = "_T"\n',
    ],
)
def test_a_period_is_a_month_a_day_or_two_days(write_office: WriteOffice, entry: str) -> None:
    office = deliver(write_office, FIRST, _withdraw(entry))
    _run(office)
    assert _known(office, R2) == {}


@pytest.mark.parametrize(
    "entry",
    [
        NORTH.replace("2026-01", "2026-01-02/2026-01-31"),
        NORTH.replace("S1", "S2"),
        NORTH.replace("R1", "R2"),
        NORTH.replace("fci", "dwellings"),
        NORTH + 'breakdown = "purpose=production"\n',
        'content_key = "0"\n',
    ],
)
def test_a_withdrawal_that_finds_no_figure_is_told_and_changes_nothing(
    write_office: WriteOffice, entry: str
) -> None:
    office = deliver(write_office, FIRST, _withdraw(entry))
    said: list[str] = []

    class Lines:
        def say(self, text: str) -> None:
            said.append(text)

    stages.intake(office)
    stages.conform(office, Lines())
    begins = "not followed: no figure is known for the withdrawal of"
    (line,) = [line for line in said if line.startswith(begins)]
    is_near = entry.startswith(NORTH) or "01-02/" in entry
    assert ("; known are 2026-01-01/2026-01-31 _T" in line) == is_near
    assert _known(office, R2) == {("S1", "R1"): Decimal(910)}


def test_a_withdrawal_of_a_withdrawn_figure_is_told(write_office: WriteOffice) -> None:
    office = deliver(write_office, FIRST, _withdraw(NORTH), _withdraw(NORTH, "2026-04-02", "c"))
    _run(office)
    manifest = lake_of(office).manifest(CONFORM, "c")
    assert manifest is not None
    assert len(manifest.facts["unmatched"]) == 1


def test_versions_keep_their_order_whatever_is_withdrawn(write_office: WriteOffice) -> None:
    """A withdrawal takes a place in the loading order, and no other version has the same."""
    more = _withdraw(NORTH).more + _withdraw(NORTH.replace('"R1"', '"R2"')).more
    first = register("a", R1, _line("North", "900"), _line("South", "500"))
    later = register("c", R2, _line("Country", "1400", published_on="2026-04-01"))
    office = deliver(write_office, first, DeliveryText("b", R2, {}, more=more), later)
    _run(office)
    rows = _read(office, CONFORM, "core.observation").sort("version_key")
    assert rows["version_key"].is_unique().all()
    assert rows.filter(known_on=date(2026, 4, 1))["delivery_id"].to_list() == ["b", "b", "c"]
    assert rows.filter(pl.col("obs_id").is_duplicated()).is_empty()


def _entry(**changed: Any) -> dict[str, Any]:
    """Describe an entry as TOML gives it."""
    whole: dict[str, Any] = {
        "source_id": "S1",
        "measure": "fci",
        "territory": "R1",
        "period": "2026-01",
        "withdrawn_on": date(2026, 4, 1),
        "reason": "misread",
    }
    return {name: value for name, value in {**whole, **changed}.items() if value is not None}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source_id": None, "territory": None}, "neither a content_key nor source_id, territory"),
        ({"period": "January"}, "the period 'January'"),
        ({"period": "2026-13"}, "the period '2026-13'"),
        ({"reason": "superseded"}, "the reason 'superseded'"),
        ({"reason": None}, "none of taken_back_by_source"),
        ({"withdrawn_on": "2026-04-01"}, "in another form than 2024-03-01"),
        ({"withdrawn_on": date(2026, 5, 2)}, "a day after 2026-05-01"),
        ({"source": "S1"}, "has 'source'"),
        ({"within": True}, "has 'within'"),
    ],
)
def test_an_entry_of_another_form_is_a_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_withdrawals([_entry(**changed)], date(2026, 5, 1))


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_taken(reason: str) -> None:
    assert read_withdrawals([_entry(reason=reason)], date(2026, 5, 1))[0].reason == reason


def test_a_delivery_may_only_withdraw_and_is_else_made_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    head = f'name = "b"\nreceived_on = {R2}\n'
    (folder / "delivery.toml").write_text(head + _withdraw(NORTH).more, encoding="utf-8")
    found = read_delivery(folder / "delivery.toml")
    assert (found.files, len(found.withdrawals), found.corrects) == ((), 1, True)
    (folder / "delivery.toml").write_text(head, encoding="utf-8")
    with pytest.raises(BadInputError, match="lacks the entry 'file'"):
        read_delivery(folder / "delivery.toml")
