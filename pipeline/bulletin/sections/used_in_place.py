"""What is used in place of a withheld figure: the sum of its parts, or the same figure of another source."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.figure import figure_name, observation_of
from pipeline.bulletin.sections.stated import by_observation
from pipeline.bulletin.summed import sum_used_for


def used_in_place(page: Page, withheld: list[Cell]) -> list[str]:
    """Say of withheld figures what is used in their place."""
    return [*_sums_used(page, withheld), *_same_used(page, withheld)]


def _sums_used(page: Page, withheld: list[Cell]) -> list[str]:
    """Name the territories and periods of which the sum of the parts is used in place of such a figure."""
    material = page.material
    sums = [cell for one in withheld if (cell := sum_used_for(material, observation_of(page, one)))]
    named = (f"{material.name(cell['territory_id'])}, {material.when(cell, short=True)}" for cell in sums)
    figures = "; ".join(dict.fromkeys(named))
    return [page.word("unconfirmed-sum-used", figures=figures)] if sums else []


def _same_used(page: Page, withheld: list[Cell]) -> list[str]:
    """Name such figures that another source states alike, where those of that one are used."""
    material = page.material
    used = {
        observation_of(page, cell)["series_id"]: cell
        for name, cell in by_observation(page).items()
        if name in material.preferred
    }
    named: dict[tuple[str, str, str], list[str]] = {}
    for one in withheld:
        other = used.get(observation_of(page, one)["series_id"])
        if other and other["value"] == one["value"]:
            at = (material.name(one["territory_id"]), material.when(one, short=True), page.sources(other))
            named.setdefault(at, []).append(figure_name(page, one))
    return [
        page.word("unconfirmed-same-used", place=place, when=when, source=source, figures="; ".join(names))
        for (place, when, source), names in named.items()
    ]
