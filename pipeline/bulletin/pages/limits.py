"""What the figures of an indicator do not cover: places, months, withheld figures, breaks, adjustment."""

from collections.abc import Sequence

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Column
from pipeline.bulletin.page import Line, Page
from pipeline.bulletin.pages.commands import table_command
from pipeline.bulletin.pages.figures import MAX_PERIODS, used_cells
from pipeline.bulletin.pages.known import measures_of, shows_findings
from pipeline.bulletin.pages.model import Link, Part, Points, Said, Terms, Words
from pipeline.bulletin.sections.stated import in_words
from pipeline.indicators.catalogue import Indicator

_UNITS_OF_PEOPLE = {"FAMILY", "PERSON"}
_LEVELS = ("country", "group", "economic_region", "district", "city", "settlement")
_UNLISTED_LEVELS = ("group", "settlement")
"""Levels of which not every territory is expected to have a figure: only those that have one are counted."""


def limits(page: Page, made: Indicator) -> list[Part]:
    """Say what is not covered: by places, by months, by what sources do not state, by rules."""
    material, cells = page.material, used_cells(page.material, made)
    sentences: list[Said] = [
        *_not_measured(material, made),
        *_gaps(material, made, cells),
        *_withheld(material, made),
    ]
    if {cell["unit_code"] for cell in cells} & _UNITS_OF_PEOPLE:
        sentences.append(page.say("limits-not-measured"))
    parts: list[Part] = [Terms((("Stated coverage", (made.coverage,)),))]
    parts += [Points(tuple(sentences))] if sentences else []
    return [*parts, *_coverage(page, made, cells)]


def breaks(page: Page, made: Indicator) -> list[Part]:
    """List the first figures after a change in the composition of a territory."""
    material = page.material
    own = [cell for cell in used_cells(material, made) if cell["obs_status"] == "B"]
    if not own:
        return [Words(("No figure of this indicator in this issue is the first after a break.",))]
    firsts: dict[str, dict[str, None]] = {}
    for cell in sorted(own, key=lambda cell: (cell["period"], material.rank(cell["territory_id"]))):
        firsts.setdefault(material.when(cell), {})[material.name(cell["territory_id"])] = None
    said = [(f"{when}: {', '.join(names)}.",) for when, names in firsts.items()]
    command = f"crossfoot table reference.territory_change --office {material.office.code}"
    lead = (
        "First reference periods after the composition of a territory changed; figures before and after are "
        f"not of one territory. `{command}` prints the day of each change and what became of what."
    )
    return [Words((lead,)), Points(tuple(said))]


def _not_measured(material: Material, made: Indicator) -> list[Said]:
    """Say what no source measures, of the rows of the register whose code belongs to the indicator."""
    rows = material.facts.get("not_measured", [])
    return [
        (f"Not measured: {row['what']}. {row['reason']}",)
        for row in rows
        if row["code"] == made.code or str(row["code"]).startswith(f"{made.code}_")
    ]


def _gaps(material: Material, made: Indicator, cells: Sequence[Cell]) -> list[Said]:
    """Name the months of the last two years without a figure of the country."""
    country = material.office.country
    own = {
        cell["period"]
        for cell in cells
        if cell["territory_id"] == country and cell["transformation"] == made.default
    }
    if made.nature != "flow" or made.default != "ytd" or not own:
        return []
    last = [material.month.plus(-back).first for back in range(MAX_PERIODS)]
    missing = [words.month(first) for first in reversed(last) if first not in own]
    if not missing:
        return [(f"{material.name(country)}: each of the last {MAX_PERIODS} months has a figure.",)]
    return [
        (
            f"{material.name(country)}: of the last {MAX_PERIODS} months these have no figure that is used: "
            f"{words.join(missing)}.",
        )
    ]


def _withheld(material: Material, made: Indicator) -> list[Said]:
    """Say how many figures rules keep out, and where they stand with their reasons."""
    if shows_findings(made):
        return []
    measures = measures_of(material, made)
    own = [
        name
        for name in material.withheld
        if name in material.observations and material.observations[name]["measure_code"] in measures
    ]
    if not own:
        return [("No figure of the measures that this indicator is made of is withheld in this issue.",)]
    many = "1 figure is" if len(own) == 1 else f"{len(own)} figures are"
    return [
        (
            f"{many} withheld by rules and in no result (findings.csv); the ",
            Link("bulletin", f"../bulletin.{material.lang}.html#s-unconfirmed"),
            " shows each with its reason.",
        )
    ]


def _coverage(page: Page, made: Indicator, cells: Sequence[Cell]) -> list[Part]:
    """Tabulate by level how many territories have a figure."""
    material = page.material
    ever = {cell["territory_id"] for cell in cells} & material.territories.keys()
    now = {cell["territory_id"] for cell in cells if cell["period"] == material.month.first} & ever
    if not ever:
        return []
    last = material.month.last
    current = {
        name for name, row in material.territories.items() if row["valid_from"] <= last <= row["valid_to"]
    }
    lines = []
    for level in _LEVELS:
        own = {name for name in current | ever if material.level(name) == level}
        if not own & ever:
            continue
        listed = "" if level in _UNLISTED_LEVELS else str(len(own & current))
        label = in_words(material.label("level", level))
        lines.append(Line((label, listed, str(len(own & ever)), str(len(own & now)))))
    heads = [
        Column("Level"),
        Column("In the classification", numeric=True),
        Column("With a figure", numeric=True),
        Column("With a figure of the month", numeric=True),
    ]
    subtitle = f"Territories on {words.day(last)}"
    notes = (f"Counted in what {table_command(material, made.code)} prints.",)
    return [page.table("Coverage by level", subtitle, heads, lines, notes)]
