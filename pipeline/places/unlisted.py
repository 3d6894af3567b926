"""Names of registers that the office's table does not list, read by the rules of the gazetteer."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import polars as pl

from pipeline.places.gazetteer import load_gazetteer

BY_RULE = "name_by_rule"
"""The code of what is inferred: the name leads to the territory by the rules, not by the office's table."""
MOST_UNLISTED = 20_000
"""Names of one delivery that are read; those past it stay unknown, and the rule on code lists names them."""


def with_names_read(reference: Mapping[str, pl.DataFrame], figures: pl.DataFrame) -> pl.DataFrame:
    """Return `territory_name` with the names of `raw.figure` that the table lacks and the rules can read.

    A name that leads to several territories, or to another one on another day, is left out: it is a
    question, and the rule on code lists puts it.
    """
    table = reference["territory_name"]
    listed = set(table.select("name_as_written", "layout").iter_rows())
    days: dict[tuple[str, str], set[date | None]] = defaultdict(set)
    asked = figures.filter(pl.col("disposition") == "used", pl.col("territory_given") == "")
    wanted = asked.select("territory_as_written", "layout", "period_end").unique(maintain_order=True)
    for name, layout, day in wanted.iter_rows():
        if (name, "") not in listed and (name, layout) not in listed:
            days[name, layout].add(day)
    if not days:
        return table
    gazetteer = load_gazetteer(reference)
    rows = []
    for (name, layout), on in sorted(days.items())[:MOST_UNLISTED]:
        found = {gazetteer.resolve(name, on=day, layout=layout) for day in on}
        ids = {resolution.territory_id for resolution in found}
        if len(ids) == 1 and ids != {""}:
            codes = sorted({code for one in found for code in one.inferred.split(";") if code} | {BY_RULE})
            rows.append((name, layout, ids.pop(), ";".join(codes)))
    added = pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")
    return pl.concat([table.select(_COLUMNS), added])


_COLUMNS = ["name_as_written", "layout", "territory_id", "inferred"]
