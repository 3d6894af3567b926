"""The cells of all indicators as they would have been on a day, many days in one database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from pipeline.decisions.model import Decision
from pipeline.edit import know, load_office
from pipeline.engine import load_frame
from pipeline.errors import StopRuleError
from pipeline.indicators.breaks import Breaks, read_breaks
from pipeline.indicators.catalogue import Indicator, load_catalogue
from pipeline.indicators.compute import compute_indicator
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.rules.declared import Rule, load_rules, rules_frame
from pipeline.rules.kinds import WITHHOLDING
from pipeline.vintages.contract import KNOWN, along_vintages
from pipeline.window import Window

_IN_MEMORY = ("raw.figure", "core.observation")


@dataclass(frozen=True)
class Calculation:
    """What the cells of any day are calculated with; `connection` holds the office and all its versions."""

    connection: duckdb.DuckDBPyConnection
    office: Office
    rules: list[Rule]
    indicators: list[Indicator]
    breaks: Breaks

    def cells(self, window: Window, decisions: Sequence[Decision] | None = None) -> pl.DataFrame:
        """Return the cells of a window with the columns KNOWN, sorted by cell_id.

        They equal those of the indicators that a run for the window's as-of day leaves; with `decisions`, as
        if these were made and no others. Raises StopRuleError where a rule that withholds cannot be
        evaluated.
        """
        know(self.connection, self.office, window, self.rules, WITHHOLDING, decisions)
        self._refuse_unevaluated(window)
        country = self.office.country
        frames = [
            compute_indicator(self.connection, one, window, country, self.breaks)
            .with_columns(indicator=pl.lit(one.code))
            .select(pl.col(name).cast(kind) for name, kind in KNOWN.items())
            for one in self.indicators
        ]
        return pl.concat([pl.DataFrame(schema=KNOWN), *frames]).sort("cell_id")

    def forget_received_after(self, day: date) -> None:
        """Take away what was delivered after a day, whenever it was published; for good."""
        self.connection.execute("delete from core.observation where received_on > $day", {"day": day})

    def forget_deliveries_but(self, names: Collection[str]) -> None:
        """Take away what was delivered otherwise than by these deliveries; for good."""
        query = "delete from core.observation where not list_contains($names, delivery_id)"
        self.connection.execute(query, {"names": sorted(names)})

    def _refuse_unevaluated(self, window: Window) -> None:
        """Stop where it is not known which figures are withheld."""
        query = "select rule_id, sentence from core.rule_run where error > 0 order by rule_id"
        if rows := self.connection.execute(query).fetchall():
            raise StopRuleError(
                f"As of {window.as_of} rule {rows[0][0]} cannot be evaluated: {rows[0][1]} Mend the rule; "
                "until then it is not known which figures were used."
            )


def prepare(connection: duckdb.DuckDBPyConnection, office: Office, lake: Lake) -> Calculation:
    """Load an office with all versions of its figures into an empty database, once for all days."""
    load_office(connection, office, lake)
    for table in _IN_MEMORY:
        frame = connection.sql(f"select * from {table}").pl()
        connection.execute(f"drop view if exists {table}")
        load_frame(connection, table, frame)
    rules = load_rules(office)
    load_frame(
        connection, "reference.rule", rules_frame([rule for rule in rules if rule.effect in WITHHOLDING])
    )
    own = [one for one in load_catalogue(office.project).values() if along_vintages(one)]
    return Calculation(connection, office, rules, own, read_breaks(connection))
