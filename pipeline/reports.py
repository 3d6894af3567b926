"""What the stages of a run report: counts, some rows of each table, and what a person is to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.preview import Rows
from pipeline.rules.findings import Finding
from pipeline.shape import Shape


@dataclass(frozen=True)
class Report:
    """What a stage did: counts, and a few rows of each table to look at."""

    counts: dict[str, int]
    preview: dict[str, Rows] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict, kw_only=True)
    """The rows and columns of each table that it left."""


@dataclass(frozen=True)
class IntakeReport(Report):
    """What was taken in, and a sentence for each delivery that could not be."""

    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditReport(Report):
    """The state of knowledge of a month."""

    as_of: date = date.min
    findings: tuple[Finding, ...] = ()
    rule_runs: Rows = field(default_factory=list)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Findings that keep the bulletin from being written."""
        return tuple(found for found in self.findings if found.stops)


@dataclass(frozen=True)
class IndicatorReport(Report):
    """The indicators of a month, with the rows and a preview of each, and what is told of their adjustment.

    adjustment: the rows of `adjustment_rows`. unadjusted: a sentence for each series that has a specification
    and is published without adjustment. overdue: one for each specification whose yearly review is due.
    queries: the rows of `indicators.outlier`, which outliers.csv beside the rules' report holds too.
    """

    per_indicator: dict[str, dict[str, Any]] = field(default_factory=dict)
    adjustment: Rows = field(default_factory=list)
    unadjusted: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    queries: Rows = field(default_factory=list)


@dataclass(frozen=True)
class ReleaseReport(Report):
    """A written release; `changes` is the page of what changed since the issue before.

    tight: a sentence for each table that is not printed in the usual type and page.
    """

    folder: Path = Path()
    paths: tuple[Path, ...] = ()
    main_points: tuple[str, ...] = ()
    pages: int = 0
    changes: Path = Path()
    tight: tuple[str, ...] = ()


@dataclass(frozen=True)
class WarehouseReport(Report):
    """The warehouse file that was swapped in."""

    path: Path = Path()
