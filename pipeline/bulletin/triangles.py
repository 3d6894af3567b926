"""The revision triangles of a release as rows of a file: what each period was known to be, and from when."""

from itertools import pairwise
from typing import Any

from pipeline.bulletin.material import Material
from pipeline.bulletin.sections.vintages import stated
from pipeline.month import Month

COLUMNS = (
    *(
        "measure_code",
        "territory_id",
        "unit_code",
        "period_start",
        "period_end",
        "vintage_from",
        "vintage_to",
    ),
    *("value", "half_width", "source_id", "known_on", "cell_id", "obs_id"),
)
"""A row for each value that a reference period had. It stood from the end of the month `vintage_from` to the
end of `vintage_to`; the last one to the as-of day. `known_on` is the day on which it was stated."""


def triangle_rows(material: Material) -> list[dict[str, Any]]:
    """Return the figures of every measure by reference period and vintage; none where nothing is known."""
    measures = [row["measure_code"] for row in material.facts["revision_policy"]]
    return [row for measure in measures for row in _rows(material, measure)]


def _rows(material: Material, measure: str) -> list[dict[str, Any]]:
    """Return the rows of one measure, in time."""
    rows = []
    for known in stated(material, measure).values():
        months = sorted(known)
        ends = [Month.of(later).plus(-1).key for _, later in pairwise(months)]
        for month, end in zip(months, [*ends, Month.of(material.as_of).key], strict=True):
            cell = known[month]
            (obs_id,) = material.inputs[cell["cell_id"]]
            behind = material.observations[obs_id]
            row = {
                "measure_code": measure,
                "vintage_from": Month.of(month).key,
                "vintage_to": end,
                "source_id": behind["source_id"],
                "known_on": behind["known_on"],
                "obs_id": obs_id,
            }
            rows.append({name: cell.get(name) for name in COLUMNS} | row)
    return rows
