"""Every number of a register is accounted for: those of figures, and those that stand beside them."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import stages
from pipeline.errors import BadInputError
from pipeline.intake.account import (
    DECLARABLE,
    MAX_COLUMNS_NAMED,
    Account,
    account_for,
    blocked_by,
    count_numbers,
)
from pipeline.intake.deliveries import STAGE
from pipeline.intake.layout import load_layout
from pipeline.intake.register import read_register
from pipeline.office import Office
from pipeline.reading.draft import DISPOSITIONS
from pipeline.reading.ledger import coverage_of_delivery
from pipeline.stages import lake_of
from tests.intake.test_deliveries import RESETTLEMENT
from tests.intake.test_register import RECEIVED
from tests.small_office import COLUMNS, INVESTMENT, LINE, WriteOffice

LAYOUT = load_layout("investment")
TEXTS = {
    "12": 1,
    "2026-01-31": 1,
    "1,406.0": 1,
    "7 billion 984.8 million": 2,
    "31.12.2026": 1,
    "https://a.example/2026/01/7-x9": 2,
    "none": 0,
    "": 0,
}


def _register(*rows: dict[str, str], extra: tuple[str, ...] = ()) -> str:
    stream = io.StringIO()
    head = [*COLUMNS, *(name for name in extra if name not in COLUMNS)]
    writer = csv.DictWriter(stream, head, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**LINE, **row} for row in rows)
    return stream.getvalue()


def _account(folder: Path, text: str, declared: dict[str, str] | None = None) -> Account:
    path = folder / "investment.csv"
    path.write_text(text, encoding="utf-8")
    return account_for(path, LAYOUT, declared)


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_of_a_text_are_counted(text: str) -> None:
    assert count_numbers(text) == TEXTS[text]


def test_numbers_beside_figures_have_the_disposition_of_their_column(tmp_path: Path) -> None:
    line = {
        "value_as_printed": "1,406.0",
        "value": "1406.0",
        "value_mln_azn": "1406",
        "publisher": "Press 24",
    }
    found = _account(tmp_path, _register(line, extra=("value_mln_azn", "publisher")))
    # S1 and Press 24; the day of publication, the two ends; the value beside its text, and in another unit.
    assert found.beside == Counter({"date": 3, "furniture": 2, "duplicate": 2})
    assert (found.unread, blocked_by(found, "a.csv")) == (Counter(), "")


def test_a_line_of_other_fields_keeps_its_numbers_open(tmp_path: Path) -> None:
    found = _account(tmp_path, _register() + "S1,5,6\n")
    assert found.beside == Counter({"quarantined": 3})


def test_numbers_of_free_text_are_held(tmp_path: Path) -> None:
    found = _account(tmp_path, _register({"note": "of these 12 in 3 places"}, extra=("note",)))
    assert found.beside["held"] == 2


def test_a_column_that_nobody_accounts_for_is_open_until_it_is_declared(tmp_path: Path) -> None:
    text = _register({"contracts": "7"}, {"contracts": "8 and 9"}, extra=("contracts",))
    assert _account(tmp_path, text).unread == Counter({"contracts": 3})
    told = _account(tmp_path, text, {"contracts": "out_of_scope"})
    assert (told.unread, told.beside["out_of_scope"]) == (Counter(), 3)
    with pytest.raises(BadInputError, match=r"says 'used' of column contracts of investment\.csv\. Known: "):
        _account(tmp_path, text, {"contracts": "used"})


def test_what_can_be_declared_of_a_column_is_a_disposition() -> None:
    assert set(DECLARABLE) < set(DISPOSITIONS)


def test_so_many_columns_are_named() -> None:
    unread = Counter({f"column_{number:02}": 1 for number in range(MAX_COLUMNS_NAMED + 2)})
    sentence = blocked_by(Account(unread=unread), "a.csv")
    assert sentence.startswith("a.csv has 12 numbers in the columns column_00, ")
    assert "column_09 and 2 more, which" in sentence
    assert "column_10" not in sentence


def _delivery(columns: str = "") -> dict[str, str]:
    text = _register({"value_as_printed": "5", "value": "5", "contracts": "7"}, extra=("contracts",))
    told = (
        'name = "first"\nreceived_on = 2026-11-21\n'
        f'[[file]]\npath = "investment.csv"\nlayout = "investment"\n{columns}'
        '[[file]]\npath = "resettlement.csv"\nlayout = "resettlement"\n'
    )
    return {"investment.csv": text, "resettlement.csv": RESETTLEMENT, "delivery.toml": told}


def _dispositions(office: Office) -> dict[str, set[str]]:
    lake = lake_of(office)
    (manifest,) = lake.manifests(STAGE)
    found: dict[str, set[str]] = {}
    for layout, disposition in lake.read(manifest, "raw.figure").select("layout", "disposition").iter_rows():
        found.setdefault(layout, set()).add(disposition)
    return found


def test_an_incomplete_register_keeps_itself_out_and_no_other(write_office: WriteOffice) -> None:
    office = write_office({"first": _delivery()})
    report = stages.intake(office)
    (sentence,) = report.refused
    assert sentence.startswith("investment.csv has 1 numbers in the columns contracts, which its layout")
    assert _dispositions(office) == {"investment": {"quarantined"}, "resettlement": {"used"}}
    assert (report.counts["quarantined"], report.counts["parsed"]) == (1, 1)
    investment, resettlement = coverage_of_delivery(office.deliveries()[0], office)
    assert [(one.place, one.as_printed) for one in investment.open] == [("column contracts", "1 numbers")]
    assert resettlement.is_complete


def test_a_declared_column_lets_its_register_in(write_office: WriteOffice) -> None:
    office = write_office({"first": _delivery('columns = { contracts = "out_of_scope" }\n')})
    assert stages.intake(office).refused == ()
    assert _dispositions(office) == {"investment": {"used"}, "resettlement": {"used"}}
    investment, _ = coverage_of_delivery(office.deliveries()[0], office)
    assert (investment.by_disposition["out_of_scope"], investment.is_complete) == (1, True)


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "value_as_printed": st.sampled_from(["1,406.0", "5", "five", "x"]),
                "value": st.sampled_from(["1406.0", "5", ""]),
                "growth_pct": st.sampled_from(["75.6", ""]),
                "period_as_written": st.text(alphabet="aé1 2,-", max_size=9),
                "extra": st.text(alphabet="b3 ,", max_size=5),
            },
        ),
        max_size=5,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_number_of_a_register_is_lost(rows: list[dict[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "investment.csv"
        path.write_text(_register(*rows, extra=("extra",)), encoding="utf-8")
        account = account_for(path, LAYOUT)
        n_figures = len(read_register(path, LAYOUT, "f", "d", RECEIVED).figures)
    lines = [{**LINE, **row} for row in rows]
    beside = sum(count_numbers(line[name]) for line in lines for name in line if name not in _OF_FIGURES)
    filled = sum(bool(line.get(name)) for line in lines for name in _OF_FIGURES)
    assert account.n_beside + n_figures == beside + filled


_OF_FIGURES = ("value_as_printed", "value", "growth_pct")


def test_the_ledger_of_both_test_layouts_needs_no_run(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}})
    (found,) = coverage_of_delivery(office.deliveries()[0], office)
    assert found.total == sum(found.by_disposition.values())
