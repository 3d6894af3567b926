"""Computes a cell of a release again from the folder alone, by the second calculation, not by the first.

Sums and stated figures are taken from the observations in the evidence; what is derived from other cells is
computed by sql/checks. What rests on more than the folder holds is not computed and says so.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.audit.bounds import ends_of_sum, is_taken
from pipeline.audit.from_figures import Again, from_figures, plain, says
from pipeline.diagnosed import is_diagnostic
from pipeline.quality import counted_in
from pipeline.sealed.folder import EVIDENCE, ReleaseFolder
from pipeline.vintages.changes import ESTIMATED

Row = dict[str, Any]
_KEY = ("territory_id", "period", "breakdown", "price_basis", "source_kind", "transformation")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_OF_VERSIONS = frozenset({"same_sign_pct"})
_WITHIN_RELEASE = "within_release"


def checks_for(folder: ReleaseFolder, checks: Path) -> Path:
    """Return the SQL of the second calculation: that of the checkout, else that within the release."""
    return checks if checks.is_dir() else folder.path / EVIDENCE / "sql" / "checks"


@dataclass(frozen=True)
class Recomputer:
    """Computes cells of a release again; `checks` is the folder with the SQL of the second calculation."""

    folder: ReleaseFolder
    checks: Path

    def again(self, cell_id: str) -> Again:
        """Compute one cell again."""
        cell, inputs = self._cells[cell_id], self._inputs.get(cell_id, [])
        if why := _not_again(cell_id, cell):
            return Again(why)
        figures = [self._observations[name] for name in inputs if name in self._observations]
        if inputs and len(figures) == len(inputs):
            return from_figures(cell, figures)
        made = self._derived.get(cell_id, {})
        if made.get("value") is not None and self._is_by_another_policy(cell, made["value"]):
            return Again("taken from versions that stood together; replay makes it again")
        if made.get("value") is None:
            return Again("made of more than the folder holds; replay makes it again")
        steps = (*(self._input(name) for name in inputs), f"sql/checks gives {plain(made['value'])}")
        if is_taken(cell["transformation"]):
            ends = ends_of_sum(made["value"], [self._row(name) for name in inputs])
            made = {**ends, **made}
        return Again("the second calculation of sql/checks, from the cells below", made, steps)

    def _row(self, name: str) -> Row:
        """Return an input, a figure or a cell."""
        return self._observations.get(name) or self._cells[name]

    def _input(self, name: str) -> str:
        """Say what an input is."""
        if name in self._observations:
            return says(self._observations[name])
        cell = self._cells.get(name)
        return f"{name} = {plain(cell['value'])} {cell['unit_code']}" if cell else name

    def _is_by_another_policy(self, cell: Row, value: Decimal) -> bool:
        """Tell a flow whose series declares to take it from versions that stood together."""
        told = self.folder.reference("flow_policy") if "flow_policy" in self.folder.references() else None
        flow = cell["transformation"].startswith(("flow", "span")) and value != cell["value"]
        return bool(flow and told is not None and _WITHIN_RELEASE in told.select(pl.all()).write_csv())

    @cached_property
    def _cells(self) -> dict[str, Row]:
        return {row["cell_id"]: row for row in self.folder.all_cells.iter_rows(named=True)}

    @cached_property
    def _observations(self) -> dict[str, Row]:
        return {row["obs_id"]: row for row in self.folder.observations.iter_rows(named=True)}

    @cached_property
    def _inputs(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for cell_id, other in self.folder.cell_input.iter_rows():
            found.setdefault(cell_id, []).append(other)
        return found

    @cached_property
    def _derived(self) -> dict[str, dict[str, Decimal]]:
        """What sql/checks gives for every cell of the release, by cell and facet."""
        from pipeline.engine import connect
        from pipeline.indicators.second import SECOND, calculate_again

        country = str(self.folder.declared()["country"])
        codes = sorted({name.split(".", 1)[0] for name in self._cells} & set(self.folder.indicators()))
        found: dict[str, dict[str, Decimal]] = {}
        with connect() as connection:
            for code in codes:
                derive = [name for name in self.folder.header(code).get("derive", ()) if name in SECOND]
                cells = self._as_read(code, country)
                if derive and cells.height:
                    made = calculate_again(connection, self.checks, derive, cells)
                    joined = made.join(cells.select(*_KEY, "cell_id"), on=_KEY, nulls_equal=True)
                    for cell_id, facet, value in joined.select("cell_id", "facet", "value").iter_rows():
                        found.setdefault(cell_id, {})[facet] = value
        return found

    def _as_read(self, code: str, country: str) -> pl.DataFrame:
        """Return the cells of an indicator with the columns that the second calculation reads."""
        cells = self.folder.all_cells.filter(pl.col("cell_id").str.starts_with(f"{code}."))
        alone = {
            name: inputs[0] for name in cells["cell_id"] if len(inputs := self._inputs.get(name, [])) == 1
        }
        known_on = self.folder.observations.select("known_on", obs_id="obs_id")
        return (
            cells.with_columns(
                obs_id=pl.col("cell_id").replace_strict(alone, default=None, return_dtype=pl.String),
                step=pl.col("half_width") * 2,
                is_country=pl.col("territory_id") == country,
            )
            .join(known_on, on="obs_id", how="left")
            .filter(pl.struct(_KEY).is_first_distinct())
        )


def _not_again(cell_id: str, cell: Row) -> str:
    """Say why a cell is left to replay, empty where it is not by its kind."""
    if counted_in(cell_id):
        return "a count of rows that the folder does not hold; replay makes it again"
    if is_diagnostic(cell_id) or cell["transformation"] in ESTIMATED:
        return "estimated from the whole series; replay makes it again"
    if cell["transformation"] in _OF_VERSIONS:
        return "counted over versions that the folder does not hold; replay makes it again"
    return ""


def rounded_again(value: Decimal, places: int) -> str:
    """Round half away from zero by whole numbers, and write digits with a point: what print must say.

    >>> rounded_again(Decimal("-2.345"), 2), rounded_again(Decimal("0.04"), 1)
    ('-2.35', '0.0')
    """
    scaled = abs(value).scaleb(places, context=_EXACT)
    whole = int(scaled) + (scaled - int(scaled) >= Decimal("0.5"))
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 and whole else text


def plain_print(printed: str) -> str:
    """Write a printed number with a point, without separators of thousands and without the sign of a rise.

    >>> plain_print("+1\u202f406,25"), plain_print("\u221275.6")
    ('1406.25', '-75.6')
    """
    kept = printed.replace("\u2212", "-").replace(",", ".").lstrip("+")
    return "".join(letter for letter in kept if letter in "-.0123456789")
