"""What pages tell beside the cells of a month: versions of figures, outcomes of rules, adjustment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.bulletin.material import Material
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.lake import Lake
from pipeline.rules.declared import Rule, declare_rules
from pipeline.vintages.withdrawal import WITHDRAWN

_DIAGNOSTICS = "indicators.seasonal_diagnostics"
SeriesOf = tuple[str, str]
"""A series and the source that states it."""


@dataclass(frozen=True)
class Version:
    """A figure as a source stated it from a day on; None where it was taken back."""

    known_on: date
    value: Decimal | None
    figure_id: str


@dataclass(frozen=True)
class Known:
    """What was read for all pages of a release.

    `versions` are those of figures that a source stated more than once; `runs` the outcomes of rules by
    their id; `adjusted` the status of each series by indicator.
    """

    rules: list[Rule]
    runs: Mapping[str, Mapping[str, Any]]
    versions: Mapping[SeriesOf, list[Version]] = field(default_factory=dict)
    adjusted: Mapping[str, list[Mapping[str, Any]]] = field(default_factory=dict)


def read_known(material: Material, lake: Lake) -> Known:
    """Read what pages tell, as known on the as-of day of the release."""
    core, indicators = lake.manifest(CORE, material.key), lake.manifest(INDICATORS, material.key)
    if core is None or indicators is None:
        return Known([], {})
    adjusted: dict[str, list[Mapping[str, Any]]] = {}
    if _DIAGNOSTICS in indicators.tables:
        for row in lake.read(indicators, _DIAGNOSTICS).sort("indicator_code", "series").to_dicts():
            adjusted.setdefault(row["indicator_code"], []).append(row)
    return Known(
        rules=declare_rules(material.office),
        runs={row["rule_id"]: row for row in lake.read(core, "core.rule_run").to_dicts()},
        versions=read_versions(lake, material.as_of),
        adjusted=adjusted,
    )


def read_versions(lake: Lake, as_of: date) -> dict[SeriesOf, list[Version]]:
    """Return in their order the versions of figures that a source stated with several values by a day."""
    key = ["series_id", "source_id"]
    columns = [*key, "known_on", "version_key", "value", "figure_id", "action"]
    tables = [lake.read(found, "core.observation").select(columns) for found in lake.manifests(CONFORM)]
    if not tables:
        return {}
    every = pl.concat(tables).filter(pl.col("known_on") <= as_of)
    several = every.filter(pl.col("value").n_unique().over(key) > 1).sort(*key, "version_key", "known_on")
    found: dict[SeriesOf, list[Version]] = {}
    rows = several.select(*key, "known_on", "value", "figure_id", "action").iter_rows()
    for series, source, known_on, value, figure_id, action in rows:
        version = Version(known_on, None if action == WITHDRAWN else value, figure_id)
        found.setdefault((series, source), []).append(version)
    return found


def shows_findings(made: Indicator) -> bool:
    """Tell whether an indicator is made of what rules found about figures, withheld ones included."""
    return "core.finding" in made.text


def measures_of(material: Material, made: Indicator) -> set[str]:
    """Return the measures whose figures an indicator is made of."""
    names = {
        name
        for cell in material.cells.get(made.code, [])
        for name in material.inputs.get(cell["cell_id"], ())
        if name in material.observations
    }
    found = {str(material.observations[name]["measure_code"]) for name in names}
    return found | ({made.code} if ("measure", made.code) in material.labels else set())
