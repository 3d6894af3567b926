"""The run certificate: what the issue was made from and with."""

from typing import Any

from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.issue import national_name
from pipeline.bulletin.model import Block, Column, Paragraph, Section, Table
from pipeline.bulletin.page import Line, Page
from pipeline.language.phrase import day_of, month_of
from pipeline.vintages.issue import PREVIOUS

_INPUTS = ("core", "indicators")
_CODE = ("pipeline", "sql", "templates", "office")


def run(page: Page) -> Section:
    """Write the annex; the root over the cells is added once they are written."""
    material = page.material
    made = certificate(material)
    lead = page.say(
        "run-lead",
        issue=national_name(material),
        office=material.office.told("name", material.lang),
        month=month_of(material.month.first),
        day=day_of(material.as_of),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(lead),
        _software(page, made),
        _parts(page, made),
        _roots(page, made),
    )
    return Section("run", page.word("run-title"), blocks, annex=True)


def _software(page: Page, made: dict[str, Any]) -> Table:
    """Tabulate interpreter, engines and libraries with their versions."""
    unknown = page.word("run-not-known")
    lines = [Line((name, version or unknown)) for name, version in made["software"].items()]
    heads = [Column(page.word("run-head-software"), width="62mm"), Column(page.word("run-head-version"))]
    return page.table(page.word("run-software"), "", heads, lines)


def _parts(page: Page, made: dict[str, Any]) -> Table:
    """Tabulate the hashes of inputs, code and typefaces."""
    rows = [(page.word(f"run-input-{name}"), made["inputs"][name]) for name in _INPUTS]
    if PREVIOUS in made["inputs"]:
        rows.append((page.word("run-previous"), made["inputs"][PREVIOUS]))
    rows += [(page.word(f"run-code-{name}"), made["code"][name]) for name in _CODE]
    rows += list(made["fonts"].items())
    return _hashes(page, "run-parts", rows, "run-no-commit")


def _roots(page: Page, made: dict[str, Any]) -> Table:
    """Tabulate the roots of the hash trees."""
    rows = [(page.word("run-root-inputs"), made["roots"]["inputs"])]
    return _hashes(page, "run-roots", rows, "run-roots-inputs", "run-roots-cells", "run-roots-data")


def _hashes(page: Page, name: str, rows: list[tuple[str, str]], *notes: str) -> Table:
    """Tabulate hashes by what they are of."""
    heads = [Column(page.word("run-head-part"), width="62mm"), Column(page.word("run-head-hash"))]
    return page.table(page.word(name), "", heads, [Line(row) for row in rows], [page.word(n) for n in notes])
