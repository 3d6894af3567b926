"""All files beside a bulletin: data, workbook, SDMX, and what describes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.issue import national_name
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document
from pipeline.companions import describe, package
from pipeline.companions.parquet import parquet
from pipeline.companions.rows import data_rows
from pipeline.companions.sdmx.check import check_sdmx
from pipeline.companions.sdmx.codes import CODE_MAP, code_lists, code_map
from pipeline.companions.sdmx.components import agency_of
from pipeline.companions.sdmx.data import DATA_1, DATA_2, csv_1, csv_2
from pipeline.companions.sdmx.observations import observations
from pipeline.companions.sdmx.structure import Sender, structures
from pipeline.companions.sheets import sheets_of
from pipeline.companions.tables import CELLS, NUMBERS, SOURCES, DataFile, Row
from pipeline.companions.workbook import workbook
from pipeline.language.catalogue import catalogue_of

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Data:
    """The data files of a release by their paths, their tables, and those that have columns."""

    files: dict[str, bytes]
    tables: Tables
    described: tuple[DataFile, ...]


def data_files(material: Material, binder: Binder, versions: Sequence[Row]) -> Data:
    """Make the files that hold data alone; what a page says of them is no part of any.

    `material` is that of the English edition, whose words name codes; `binder` knows the printed numbers of
    all publications, `versions` are those that the indicator pages show. Raises StopRuleError where a cell
    cannot be handed on: a code that no list has, two cells that are one observation, a number that is not
    the value of its cell.
    """
    rows = data_rows(material, binder, versions)
    tables = {file.path: found for file, found in rows}
    files = {file.path: file.csv(found) for file, found in rows}
    files["cells.parquet"] = parquet(CELLS, tables[CELLS.path])
    files |= sdmx_files(material, tables)
    described = (*(file for file, _ in rows), DATA_1, DATA_2, CODE_MAP)
    files[describe.FILE] = describe.data_dictionary(material.office.title, described)
    return Data(files, tables, described)


def companion_files(material: Material, documents: Mapping[str, Document], data: Data) -> dict[str, bytes]:
    """Return the data files with workbooks and what describes them; the same month gives the same bytes.

    `documents` are the publications of the month by the names of their files.
    """
    files = dict(data.files)
    for name, document in documents.items():
        files[f"{name}.xlsx"] = workbook_file(material, document, _own(name, document, data.tables))
    files[package.FILE] = package.package(material, files, data.described, data.tables[SOURCES.path])
    return files


def _own(name: str, document: Document, tables: Tables) -> Tables:
    """Return the tables for a workbook: that of a territory, in its folder, has the cells that it prints."""
    if "/" not in name:
        return tables
    printed = {entry.cell_id for entry in document.index}
    return {**tables, CELLS.path: [row for row in tables[CELLS.path] if row["cell_id"] in printed]}


def workbook_file(material: Material, document: Document, tables: Tables) -> bytes:
    """Return the workbook of a bulletin in the language of the document."""
    properties = {
        "title": f"{document.title}. {document.issue}",
        "subject": document.subtitle,
        "author": document.office,
        "comments": " ".join(filter(None, [document.imprint, document.mark])),
    }
    sheets = sheets_of(material, document, tables)
    words = catalogue_of(document.lang, material.office.project.templates)
    return workbook(sheets, words, properties, material.as_of)


def sdmx_files(material: Material, tables: Tables) -> dict[str, bytes]:
    """Return structures and data as SDMX, checked against each other and the cells."""
    cells = tables[CELLS.path]
    lists = code_lists(material, cells)
    made = observations(cells, tables[NUMBERS.path])
    check_sdmx(material.office.project.sql, made, cells, lists)
    office = material.office
    agency = agency_of(office.code)
    told = tuple((lang, office.told("title", lang)) for lang in office.languages if lang != material.lang)
    sender = Sender(agency, office.title, national_name(material), material.as_of, told)
    older, newer = structures(sender, lists)
    return {
        "sdmx/structure-2.1.xml": older,
        "sdmx/structure-3.0.xml": newer,
        DATA_1.path: csv_1(made, agency),
        DATA_2.path: csv_2(made, agency),
        CODE_MAP.path: CODE_MAP.csv(code_map(lists)),
    }
