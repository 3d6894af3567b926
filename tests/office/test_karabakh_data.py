"""The default office's deliveries: every label, unit and territory name resolves; figures are as compiled."""

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tests.office.karabakh_office import (
    DOCUMENTS,
    LAYOUT_FILES,
    REGISTERS,
    SHARED,
    Row,
    all_figures,
    concept_table,
    is_used,
    labelled,
    read,
    reference,
    resolve,
    territory_as_written,
    territory_names,
)


def test_every_label_resolves_to_a_concept() -> None:
    concepts = concept_table()
    missing = {(layout, label) for layout, _, label, _ in all_figures()} - concepts.keys()
    assert missing == set()


def test_every_concept_is_met_in_a_delivery() -> None:
    met = {(layout, label) for layout, _, label, _ in all_figures()}
    assert concept_table().keys() - met == set()


def test_concepts_name_known_measures_breakdowns_and_reasons() -> None:
    measures = {row["measure_code"] for row in reference("measure")}
    breakdowns, reasons = labelled("breakdown"), labelled("reason")
    for row in reference("concept"):
        if row["disposition"] == "used":
            assert row["measure_code"] in measures, row
            assert set(row["breakdown"].split(";")) <= breakdowns, row
            assert row["breakdown"] == ";".join(sorted(row["breakdown"].split(";"))), row
            assert row["kind"] in {"observation", "plan", "schedule", "target"}, row
        else:
            assert row["disposition"] in {"held", "out_of_scope", "rejected"}, row
            assert row["reason"] in reasons, row


def test_every_unit_of_a_used_figure_is_of_its_measures_dimension() -> None:
    concepts = concept_table()
    dimension = {row["unit_code"]: row["dimension"] for row in reference("unit")}
    units = {row["unit_as_written"]: row["unit_code"] for row in reference("unit_name")}
    measures = {row["measure_code"]: row["unit_code"] for row in reference("measure")}
    for layout, row, label, unit in all_figures():
        concept = concepts[layout, label]
        if is_used(layout, row, concept):
            relative = layout == "investment" and unit in {"%", "times"}
            wanted = "ratio" if relative else dimension[measures[concept["measure_code"]]]
            assert dimension[units[unit]] == wanted, (label, unit)


def test_families_persons_and_dwellings_are_of_different_dimensions() -> None:
    dimension = {row["unit_code"]: row["dimension"] for row in reference("unit")}
    assert len({dimension[unit] for unit in ("FAMILY", "PERSON", "DWELLING", "HA", "AZN_MN")}) == 5


def test_unit_factors_are_exact_and_give_the_normalised_value() -> None:
    factors = {row["unit_as_written"]: Decimal(row["factor"]) for row in reference("unit_name")}
    units = {row["unit_as_written"]: row["unit_code"] for row in reference("unit_name")}
    for row in read(LAYOUT_FILES["investment"]):
        if row["value"] and units[row["unit_as_written"]] == "AZN_MN":
            product = Decimal(row["value"]) * factors[row["unit_as_written"]]
            assert product == Decimal(row["value_mln_azn"]), row


def test_every_territory_name_resolves_to_a_territory_valid_then() -> None:
    names, concepts = territory_names(), concept_table()
    valid: dict[str, list[Row]] = {}
    for row in reference("territory"):
        valid.setdefault(row["territory_id"], []).append(row)
    for layout, row, label, _ in all_figures():
        written = territory_as_written(layout, row)
        if not written and not is_used(layout, row, concepts[layout, label]):
            continue
        found = resolve(names, written, layout)
        assert found is not None, (layout, written)
        assert found["territory_id"] in valid, found
        end = row.get("period_end") or row.get("as_of_or_event_date") or row.get("as_of_or_period") or ""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", end):
            spans = valid[found["territory_id"]]
            assert any(s["valid_from"] <= end <= (s["valid_to"] or "9999") for s in spans), (written, end)


def test_a_name_has_one_reading_in_each_layout() -> None:
    rows = reference("territory_name")
    keys = Counter((row["name_as_written"], row["layout"]) for row in rows)
    assert [key for key, n in keys.items() if n > 1] == []
    general = {row["name_as_written"] for row in rows if row["layout"] == ""}
    assert [row for row in rows if row["layout"] and row["name_as_written"] in general] == []
    assert {row["inferred"] for row in rows} <= {"", "territory_level"}


def test_town_and_district_of_khojaly_are_two_territories() -> None:
    names = territory_names()
    for layout, name, wanted in (
        ("document", "Khojaly town", "C-XOCALI"),
        ("document", "Khojaly district", "D-AZ-XCI"),
        ("resettlement", "Khojaly city", "C-XOCALI"),
        ("investment", "Xocalı rayonu", "D-AZ-XCI"),
    ):
        found = resolve(names, name, layout)
        assert found is not None and found["territory_id"] == wanted
    figures = read(LAYOUT_FILES["document"])
    totals = {row["as_printed"]: row["territory"] for row in figures if "cumulative" in row["measure"]}
    assert totals == {
        "881": "Khojaly district",
        "3,602": "Khojaly district",
        "44": "Khojaly town",
        "169": "Khojaly town",
    }


def test_every_line_names_a_known_source() -> None:
    sources = {row["source_id"] for row in reference("source")}
    documents = {row["document"]: row["source_id"] for row in read(DOCUMENTS / "documents.csv")}
    for layout, path in LAYOUT_FILES.items():
        for row in read(path):
            source = documents[row["document"]] if layout == "document" else row["source_id"]
            assert source in sources


def test_deliveries_list_their_files() -> None:
    for folder in (REGISTERS, DOCUMENTS):
        manifest = tomllib.loads((folder / "delivery.toml").read_text(encoding="utf-8"))
        assert manifest["name"] == folder.name and manifest["received_on"] == date(2026, 11, 21)
        listed = {entry["path"] for entry in manifest["file"]}
        assert listed == {path.name for path in folder.iterdir()} - {"delivery.toml"}


def test_no_two_used_lines_of_a_document_state_the_same_series_and_period() -> None:
    concepts = concept_table()
    seen: Counter[tuple[str, ...]] = Counter()
    for row in read(LAYOUT_FILES["document"]):
        concept = concepts["document", f"{row['measure']}/{row['kind']}"]
        if is_used("document", row, concept):
            series = (concept["measure_code"], concept["breakdown"], concept["kind"])
            seen[(row["document"], row["territory"], row["reference_period"], *series)] += 1
    assert [key for key, n in seen.items() if n > 1] == []


def test_past_events_are_in_no_series() -> None:
    rows = [row for row in read(LAYOUT_FILES["document"]) if row["kind"] == "historical"]
    assert len(rows) > 20 and {row["disposition"] for row in rows} == {"out_of_scope"}


def test_parts_of_a_figure_point_to_its_offset() -> None:
    rows = read(LAYOUT_FILES["document"])
    offsets = {(row["document"], row["start"]): row["as_printed"] for row in rows}
    parts = {row["as_printed"]: offsets[row["document"], row["whole"]] for row in rows if row["whole"]}
    assert parts == {"2.2": "2.27", "183": "2.27"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the compiled registers are not beside this checkout")
@pytest.mark.parametrize("layout", LAYOUT_FILES)
def test_figures_equal_the_compiled_register_row_by_row(layout: str) -> None:
    path = LAYOUT_FILES[layout]
    ours, theirs = read(path), read(SHARED / path.name)
    # Decided here: the town or district that a document means, the section of an area, one period in words.
    decided = {"note", "description"} | ({"territory", "measure"} if layout == "document" else set())
    assert len(ours) == len(theirs)
    for mine, given in zip(ours, theirs, strict=True):
        for column in given.keys() - decided:
            if column == "as_of_or_event_date" and given["figure_kind"] == "context":
                assert mine[column] == "past"
                continue
            assert mine[column] == given[column], (layout, column, given)
