"""What a decision is about: a figure that a finding of a run month tested, or a figure by its content key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.decisions.form import ALL
from pipeline.decisions.named import in_words, named_figures
from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.rules.naming import name_figures
from pipeline.window import current_manifests

_NO_FINDING = {"finding_id": "", "rule_id": "", "rule_version": 0, "sentence_code": "", "effect": ""}


@dataclass(frozen=True)
class Target:
    """A figure and the finding about it; `compared` and `tested` are content keys joined by spaces."""

    month: str
    finding_id: str
    rule_id: str
    rule_version: int
    sentence_code: str
    effect: str
    content_key: str
    tested: str
    compared: str
    obs_id: str
    source_id: str
    series_id: str
    measure_code: str
    nature: str
    value: Decimal
    unit_code: str
    period_start: date | None
    period_end: date | None
    due_on: date | None
    decided: str
    withheld: bool


class Months:
    """The months of an office that were run, the newest first, each read once."""

    def __init__(self, office: Office) -> None:
        """Take the office; nothing is read yet."""
        self.office = office
        self.lake = Lake(office.home / "lake")
        self._tables: dict[tuple[str, str], pl.DataFrame] = {}

    @cached_property
    def manifests(self) -> list[Manifest]:
        """List the months that have findings, newest first."""
        return current_manifests(self.lake, CORE)[::-1]

    @cached_property
    def natures(self) -> dict[str, str]:
        """Return the nature of each measure: flow, stock, plan."""
        return dict(load_reference(self.office)["measure"].select("measure_code", "nature").iter_rows())

    def table(self, manifest: Manifest, name: str) -> pl.DataFrame:
        """Return a table of a month."""
        key = (manifest.partition, name)
        if key not in self._tables:
            self._tables[key] = self.lake.read(manifest, name)
        return self._tables[key]

    def observations(self) -> Iterator[pl.DataFrame]:
        """Yield the observations of each delivery."""
        for manifest in self.lake.manifests(CONFORM):
            yield self.lake.read(manifest, "core.observation")


def find_target(months: Months, finding_id: str, content_key: str) -> Target:
    """Find the figure that is to be decided about; what is not there, or not one figure, is a UsageError."""
    if not months.manifests:
        raise UsageError(
            f"Office {months.office.code} has no findings yet. "
            f"Run `crossfoot run --office {months.office.code}` first."
        )
    for manifest in months.manifests:
        found = _finding(months, manifest, finding_id) if finding_id else _NO_FINDING
        if found is None:
            continue
        inputs = _inputs(months, manifest, found)
        keys = _current(months, manifest, _keys(inputs, "tested"))
        chosen = _choose(found, keys, content_key) if finding_id else content_key
        if chosen is None:
            raise UsageError(_several(months, manifest, found, keys))
        row = _figure(months, manifest, chosen)
        if row is not None:
            return _target(months, manifest, found, row, inputs)
        if finding_id:
            raise UsageError(
                f"Finding {found['finding_id']} is about a figure that is not used: it is in no code list "
                "yet, or a later version has taken its place. Add the missing row to the office's reference "
                "tables, or decide about the later version."
            )
    raise UsageError(_not_there(finding_id, content_key))


def tested_keys(months: Months, finding_id: str) -> list[str]:
    """Return the content keys of the figures that a finding tests, as far as they may be used."""
    for manifest in months.manifests:
        found = _finding(months, manifest, finding_id) if finding_id else None
        if found is not None:
            return _current(months, manifest, _keys(_inputs(months, manifest, found), "tested"))
    raise UsageError(_not_there(finding_id, ALL))


def _finding(months: Months, manifest: Manifest, finding_id: str) -> dict[str, Any] | None:
    """Return the finding of a month whose id begins so; two such are a UsageError."""
    rows = (
        months.table(manifest, "core.finding").filter(pl.col("finding_id").str.starts_with(finding_id)).rows()
    )
    names = months.table(manifest, "core.finding").columns
    if len(rows) > 1:
        raise UsageError(f"{len(rows)} findings of {manifest.partition} begin with {finding_id}. Give more.")
    return dict(zip(names, rows[0], strict=True)) if rows else None


def _inputs(months: Months, manifest: Manifest, found: dict[str, Any]) -> pl.DataFrame:
    """Return the figures of a finding."""
    inputs = months.table(manifest, "core.finding_input")
    return inputs.filter(pl.col("finding_id") == found["finding_id"])


def _keys(inputs: pl.DataFrame, role: str) -> list[str]:
    """List the content keys of the figures in one role."""
    return sorted(set(inputs.filter(pl.col("role") == role)["content_key"]))


def _current(months: Months, manifest: Manifest, keys: list[str]) -> list[str]:
    """Leave out figures that a later version has replaced, unless there is no other."""
    latest = months.table(manifest, "core.latest")["content_key"]
    known = set(latest.filter(latest.is_in(keys)))
    return [key for key in keys if key in known] or keys


def _choose(found: dict[str, Any], keys: list[str], content_key: str) -> str | None:
    """Return the tested figure that is meant; None where there are several and one must be named."""
    if not keys:
        raise UsageError(
            f"Finding {found['finding_id']} is about a figure that is not there; nothing can be decided."
        )
    fitting = [key for key in keys if key.startswith(content_key)]
    if len(fitting) == 1:
        return fitting[0]
    if content_key and not fitting:
        raise UsageError(f"Finding {found['finding_id']} does not test the figure {content_key}.")
    return None


def _several(months: Months, manifest: Manifest, found: dict[str, Any], keys: list[str]) -> str:
    """Tell the figures of a finding apart, for one that has to be named."""
    inputs = _inputs(months, manifest, found).filter(pl.col("content_key").is_in(keys))
    figures = name_figures(months.lake, manifest, inputs["obs_id"].to_list())
    told = named_figures(months.lake, figures.values())
    return (
        f"Finding {found['finding_id']} tests {len(keys)} figures. Name the one that is meant by its content "
        f"key, or '{ALL}' to decide about all of them:\n{in_words(told)}."
    )


def _figure(months: Months, manifest: Manifest, content_key: str) -> dict[str, Any] | None:
    """Return a figure as known in a month."""
    latest = months.table(manifest, "core.latest").filter(pl.col("content_key").str.starts_with(content_key))
    if latest.height > 1:
        raise UsageError(f"{latest.height} figures begin with {content_key}. Give more of the content key.")
    return latest.row(0, named=True) if latest.height else None


def _target(
    months: Months,
    manifest: Manifest,
    found: dict[str, Any],
    row: dict[str, Any],
    inputs: pl.DataFrame,
) -> Target:
    """Put finding and figure together."""
    withheld = months.table(manifest, "core.withheld")["obs_id"]
    shared = ("content_key", "obs_id", "source_id", "series_id", "measure_code", "value", "unit_code")
    dates = ("period_start", "period_end", "due_on", "decided")
    return Target(
        month=manifest.partition,
        tested=" ".join(_keys(inputs, "tested")),
        compared=" ".join(_keys(inputs, "compared")),
        nature=months.natures.get(row["measure_code"], ""),
        withheld=row["obs_id"] in withheld,
        **{name: found[name] for name in _NO_FINDING},
        **{name: row[name] for name in (*shared, *dates)},
    )


def _not_there(finding_id: str, content_key: str) -> str:
    """Say that nothing was found, and where ids stand."""
    what = f"finding {finding_id}" if finding_id else f"figure with the content key {content_key}"
    return (
        f"There is no {what} in the months that were run. `crossfoot findings` lists findings with their "
        "ids; a new run gives new ids where the as-of day or a figure has changed."
    )
