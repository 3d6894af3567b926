"""Corrected files and repeated figures: what stands from which day, and that both files stay."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import edit_month
from pipeline.identity import file_hash
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.month import Month
from pipeline.office import Office
from pipeline.stages import lake_of
from pipeline.window import window_of
from tests.small_office import investment, office_writer
from tests.vintages.deliveries import DeliveryText, deliver, register

WriteOffice = Callable[..., Office]
JANUARY = Month.parse("2026-01")
R1, R2, R3 = "2026-03-01", "2026-04-01", "2026-05-01"
PUBLISHED = date(2026, 2, 20)


def _line(place: str, value: str, **more: str) -> dict[str, str]:
    return {"territory_as_written": place, "value": value, **more}


def _run(office: Office) -> None:
    stages.intake(office)
    stages.conform(office)


def _read(office: Office, stage: str, table: str) -> pl.DataFrame:
    lake = lake_of(office)
    return pl.concat([lake.read(found, table) for found in lake.manifests(stage)])


def _known(office: Office, day: str) -> dict[tuple[str, str], Decimal]:
    """Return what is known on a day and not withheld: (source, territory) -> value."""
    lake = lake_of(office)
    found = edit_month(office, lake, window_of(office, JANUARY, date.fromisoformat(day)))
    assert found.facts["as_of"] == day
    standing = lake.read(found, "core.latest").join(
        lake.read(found, "core.withheld"), on="obs_id", how="anti"
    )
    return {(row["source_id"], row["territory_id"]): row["value"] for row in standing.to_dicts()}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Take in a register of three figures, and one a month later that changes one, drops one and adds one."""
    first = (_line("North", "900.5"), _line("South", "505.5"), _line("Country", "1406"))
    second = (_line("North", "905.5"), _line("Country", "1406"), _line("First", "12"))
    office = deliver(
        office_writer(tmp_path_factory.mktemp("corrected")),
        register("a", R1, *first),
        register("b", R2, *second, corrects="a"),
    )
    _run(office)
    return office


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2026-02-19", {}),
        ("2026-02-20", {"R1": "900.5", "R2": "505.5", "C": "1406"}),
        ("2026-03-31", {"R1": "900.5", "R2": "505.5", "C": "1406"}),
        ("2026-04-01", {"R1": "905.5", "C": "1406", "D1": "12"}),
        ("2026-11-01", {"R1": "905.5", "C": "1406", "D1": "12"}),
    ],
)
def test_a_corrected_file_stands_from_the_day_it_was_received(
    corrected: Office, day: str, known: dict[str, str]
) -> None:
    assert _known(corrected, day) == {("S1", place): Decimal(value) for place, value in known.items()}


def test_both_files_stay_and_what_did_not_change_is_observed_once(corrected: Office) -> None:
    files = _read(corrected, INTAKE, "raw.file")
    assert files.height == 2
    assert {path.name for path in (corrected.home / "raw").iterdir()} >= set(files["file_id"])
    assert dict(files.select("delivery_id", "repeated").iter_rows()) == {"a": 0, "b": 1}
    rows = _read(corrected, CONFORM, "core.observation").sort("version_key")
    told = rows.select("delivery_id", "territory_id", "action", "known_on", "withdrawal").rows()
    day = date.fromisoformat(R2)
    assert set(told) == {
        ("a", "R1", "figure", PUBLISHED, ""),
        ("a", "R2", "figure", PUBLISHED, ""),
        ("a", "C", "figure", PUBLISHED, ""),
        ("b", "R1", "figure", day, ""),
        ("b", "D1", "figure", day, ""),
        ("b", "R2", "withdrawn", day, "superseded"),
    }
    assert rows["version_key"].is_unique().all()
    assert rows["obs_id"].is_unique().all()


def test_a_version_names_those_that_it_takes_the_place_of(corrected: Office) -> None:
    rows = {(row["delivery_id"], row["territory_id"]): row for row in _observed(corrected)}
    assert rows["b", "R1"]["replaces"] == [rows["a", "R1"]["obs_id"]]
    assert rows["b", "R2"]["replaces"] == [rows["a", "R2"]["obs_id"]]
    assert rows["b", "D1"]["replaces"] == []
    assert (rows["b", "R2"]["value"], rows["b", "R2"]["step"]) == (None, None)


def _observed(office: Office) -> list[dict[str, Any]]:
    return _read(office, CONFORM, "core.observation").to_dicts()


def _places(office: Office) -> set[tuple[str, str]]:
    """Return the delivery and the territory of each observation."""
    rows = [(row["delivery_id"], row["territory_id"]) for row in _observed(office)]
    assert len(rows) == len(set(rows))
    return set(rows)


def test_without_the_word_two_values_of_one_publication_are_withheld(write_office: WriteOffice) -> None:
    """Both files say what the source published on one day, and nobody says which one is right."""
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900.5")),
        register("b", R2, _line("North", "905.5")),
    )
    _run(office)
    assert _known(office, R2) == {}


def test_a_figure_that_another_file_states_too_is_not_withdrawn(write_office: WriteOffice) -> None:
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900.5"), _line("South", "505.5")),
        register("b", R2, _line("South", "505.5")),
        register("c", R3, _line("North", "900.5"), corrects="a"),
    )
    _run(office)
    assert _known(office, "2026-06-01") == {("S1", "R1"): Decimal("900.5"), ("S1", "R2"): Decimal("505.5")}


def test_a_correction_of_a_correction_stands_last(write_office: WriteOffice) -> None:
    """The third file says again what the first one said."""
    first = [_line("North", "900.5")]
    office = deliver(
        write_office,
        register("a", R1, *first, _line("First", "1")),
        register("b", R2, _line("North", "905.5"), _line("South", "1"), corrects="a"),
        register("c", R3, *first, corrects="b"),
    )
    _run(office)
    assert _known(office, R1) == {("S1", "R1"): Decimal("900.5"), ("S1", "D1"): Decimal(1)}
    assert _known(office, R2) == {("S1", "R1"): Decimal("905.5"), ("S1", "R2"): Decimal(1)}
    assert _known(office, R3) == {("S1", "R1"): Decimal("900.5")}


def test_of_several_publications_of_a_corrected_series_the_last_one_stands(write_office: WriteOffice) -> None:
    """The earlier of two publications is corrected; the later one, said again, stays the newest."""
    later = _line("North", "910", published_on="2026-02-25")
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900"), later),
        register("b", R2, later, _line("North", "905"), corrects="a"),
    )
    _run(office)
    assert _known(office, R2) == {("S1", "R1"): Decimal(910)}


def test_a_corrected_file_may_contradict_itself(write_office: WriteOffice) -> None:
    """Two values of one publication in the corrected file are seen by the rule, the superseded one is not."""
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900")),
        register("b", R2, _line("North", "901"), _line("North", "902"), corrects="a"),
    )
    _run(office)
    assert _known(office, R1) == {("S1", "R1"): Decimal(900)}
    assert _known(office, R2) == {}


def test_a_corrected_file_of_which_nothing_is_read_takes_nothing_back(write_office: WriteOffice) -> None:
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900")),
        register("b", R2, _line("North", "x", value_as_printed="x"), corrects="a"),
    )
    _run(office)
    assert _known(office, R2) == {("S1", "R1"): Decimal(900)}


def test_a_file_that_supersedes_none_is_refused_and_the_others_go_on(write_office: WriteOffice) -> None:
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900")),
        DeliveryText(
            "b", R2, {"investment.csv": investment(_line("South", "1"))}, named={"investment.csv": "0" * 64}
        ),
    )
    report = stages.intake(office)
    assert len(report.refused) == 1
    assert "supersede the file 000" in report.refused[0]
    stages.conform(office)
    assert _known(office, R2) == {("S1", "R1"): Decimal(900)}


def test_figures_in_a_file_saved_anew_are_recognised(write_office: WriteOffice) -> None:
    """The lines stand in another order and the file has another hash; nothing is observed twice."""
    lines = [_line("North", "900.5", growth_pct="5"), _line("South", "505.5")]
    office = deliver(
        write_office,
        register("a", R1, *lines),
        register("b", R2, *reversed(lines)),
    )
    report = stages.intake(office)
    stages.conform(office)
    assert report.counts["figures repeated"] == 3
    assert (report.counts["lines_in"], report.counts["parsed"], report.counts["skipped"]) == (4, 2, 2)
    reasons = _read(office, INTAKE, "raw.line")["reason"].to_list()
    assert reasons == ["delivery a gave the same figure"] * 2
    figures = _read(office, INTAKE, "raw.figure")
    ids = set(figures.filter(delivery_id="a")["figure_id"])
    assert set(figures.filter(delivery_id="b")["repeats"]) == ids
    assert len(_observed(office)) == 3
    assert file_hash(office.folder / "deliveries/a/investment.csv") != file_hash(
        office.folder / "deliveries/b/investment.csv"
    )
    findings = stages.edit(office, JANUARY).findings
    assert findings == ()


def test_a_register_that_grows_adds_its_new_lines(write_office: WriteOffice) -> None:
    office = deliver(
        write_office,
        register("a", R1, _line("North", "900")),
        register("b", R2, _line("North", "900"), _line("South", "500")),
    )
    _run(office)
    assert [(row["delivery_id"], row["territory_id"]) for row in _observed(office)] == [
        ("a", "R1"),
        ("b", "R2"),
    ]
    assert _known(office, "2026-02-20") == {("S1", "R1"): Decimal(900), ("S1", "R2"): Decimal(500)}


def test_when_the_first_of_two_is_removed_the_second_is_observed(write_office: WriteOffice) -> None:
    a = register("a", R1, _line("North", "900"))
    b = register("b", R2, _line("North", "900"), _line("South", "500"))
    _run(deliver(write_office, a, b))
    office = deliver(write_office, b)
    _run(office)
    assert _places(office) == {
        ("b", "R1"),
        ("b", "R2"),
    }


def test_when_an_earlier_one_comes_later_to_hand_it_is_the_one_observed(write_office: WriteOffice) -> None:
    a = register("a", R1, _line("North", "900"))
    b = register("b", R2, _line("North", "900"), _line("South", "500"))
    _run(deliver(write_office, b))
    office = deliver(write_office, a, b)
    _run(office)
    assert _places(office) == {
        ("a", "R1"),
        ("b", "R2"),
    }


def test_the_same_again_changes_nothing(corrected: Office) -> None:
    before = {path: path.read_bytes() for path in corrected.home.rglob("*.parquet")}
    assert stages.intake(corrected).counts["new deliveries"] == 0
    assert stages.conform(corrected).counts["conformed anew"] == 0
    assert {path: path.read_bytes() for path in corrected.home.rglob("*.parquet")} == before


LEDGER_HEAD = (
    "document,start,end,as_printed,value_normalised,unit,measure,territory,reference_period,kind,whole,"
    "qualifier,inferred,scope,interpretation,disposition\n"
)
DOCUMENTS = f"document,source_id,sha256,bytes\na.txt,S2,{'5' * 64},100\n"


def _ledger(*tokens: str) -> dict[str, str]:
    """Write a ledger of one document: tokens as 'start value', with or without a place of their whole."""
    rows = [
        f"a.txt,{start},{int(start) + 3},{value},{value},mln AZN,investment,North,2026-01,observation,"
        f"{whole},,,,,used\n"
        for start, value, whole in (f"{token} ".split(" ")[:3] for token in tokens)
    ]
    return {"documents.csv": DOCUMENTS, "document_figures.csv": LEDGER_HEAD + "".join(rows)}


def test_a_second_ledger_of_a_document_doubles_no_figure(write_office: WriteOffice) -> None:
    office = deliver(
        write_office,
        DeliveryText("a", R1, _ledger("10 900 ")),
        DeliveryText("b", R2, _ledger("10 900 ", "20 905 10")),
    )
    _run(office)
    figures = _read(office, INTAKE, "raw.figure").sort("delivery_id", "line")
    assert figures["figure_id"].is_unique().all()
    assert figures["disposition"].to_list() == ["used", "duplicate", "used"]
    first, again, other = figures.to_dicts()
    assert again["repeats"] == first["figure_id"]
    assert other["whole_figure_id"] == again["figure_id"]
    assert [row["value"] for row in _observed(office)] == [900, 905]


def test_a_ledger_that_reads_a_token_in_another_way_says_that_it_supersedes(
    write_office: WriteOffice,
) -> None:
    first, second = DeliveryText("a", R1, _ledger("10 900 ")), _ledger("10 950 ")
    office = deliver(write_office, first, DeliveryText("b", R2, second))
    _run(office)
    (line,) = _read(office, INTAKE, "raw.line").to_dicts()
    assert line["status"] == "quarantined"
    assert line["reason"].startswith("delivery a reads the same place in another way; name in delivery.toml")
    assert _known(office, R2) == {("S2", "R1"): Decimal(900)}
    older = {"document_figures.csv": ("a", "document_figures.csv")}
    office = deliver(write_office, first, DeliveryText("b", R2, second, supersedes=older))
    _run(office)
    assert _known(office, R1) == {("S2", "R1"): Decimal(900)}
    assert _known(office, R2) == {("S2", "R1"): Decimal(950)}
    assert _read(office, INTAKE, "raw.figure")["figure_id"].is_unique().all()
