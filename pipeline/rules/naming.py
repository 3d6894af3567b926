"""Figures as sentences name them: what each says, of what, for which period, by whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.bulletin import words
from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.present import MAX_PLACES, STYLES, places_of, present
from pipeline.reference import load_reference

MAX_NAMED = 3
"""So many figures are named in a list; the others are counted."""


@dataclass(frozen=True)
class Named:
    """A figure in words, as its source gives it or as the office uses it; its period where it is known."""

    printed: str
    unit: str
    measure: str
    territory: str
    publisher: str
    territory_id: str = ""
    start: date | None = None
    end: date | None = None
    is_decided: bool = False
    due: date | None = None
    published: date | None = None
    is_observed: bool = True

    @property
    def by(self) -> str:
        """Who says it."""
        return f"{self.publisher}, as decided by the office" if self.is_decided else self.publisher

    @property
    def text(self) -> str:
        """What it says, of what, for which period, by whom."""
        period = f", {self.period}" if self.is_observed else ""
        said = f"{self.printed} {self.unit} ({self.measure}, {self.territory}{period}; {self.by})"
        return said.replace("  ", " ")

    @property
    def dated(self) -> str:
        """What it says, where and for which period, by whom."""
        return f"{self.printed} {self.unit} ({self.territory}, {self.period}; {self.by})".replace("  ", " ")

    @property
    def period(self) -> str:
        """Its reference period."""
        return words.period({"period_start": self.start, "period_end": self.end, "due_on": self.due})

    @property
    def reading(self) -> str:
        """The kind of period that it covers: year, ytd, month, or none of them."""
        return reading_of(self.start, self.end)


def reading_of(start: date | None, end: date | None) -> str:
    """Say which kind of period two days are of: year, ytd of several months, month; empty for any other."""
    if start is None or end is None or start.year != end.year or start.day != 1:
        return ""
    if start.month == end.month:
        return "month"
    if start.month != 1:
        return ""
    return "year" if end.month == 12 else "ytd"


class Words:
    """The words of an office in one language: places, measures, units, publishers."""

    def __init__(self, office: Office, lang: str) -> None:
        """Read the reference tables once."""
        reference = load_reference(office)
        labels = reference["label"].filter(pl.col("lang") == lang)
        self.lang = lang
        self.measures, self.units, self.breakdowns, self.quantities = (
            _pairs(labels.filter(pl.col("code_list") == name), "code", "text")
            for name in ("measure", "unit", "breakdown", "quantity")
        )
        self.places = _pairs(reference["territory"], "territory_id", f"name_{lang}")
        self.publishers = _pairs(reference["source"], "source_id", "publisher")

    def publisher(self, source_id: str, otherwise: str) -> str:
        """Name a publisher; one that is not known is called so."""
        found = self.publishers.get(source_id, otherwise)
        return "a source whose publisher is not known" if found.startswith("unknown") else found

    def amount(self, value: Decimal | None, unit_code: str, like: str = "") -> str:
        """Write an amount that a rule computed, with the decimals of a printed figure like it, or more."""
        if value is None:
            return ""
        plain = value.normalize()
        decimals = like.partition(STYLES[self.lang].decimal)[2]
        places = max(len(decimals), -int(plain.as_tuple().exponent))
        return f"{present(plain, places, self.lang)} {self.units.get(unit_code, unit_code or '')}".strip()

    def observation(self, row: Mapping[str, Any]) -> Named:
        """Name an observation."""
        return Named(
            present(row["value"], places_of(row["step"], MAX_PLACES), self.lang),
            self.units.get(row["unit_code"], row["unit_code"]),
            self._what(row),
            self.places.get(row["territory_id"], row["territory_id"]),
            self.publisher(row["source_id"], "unknown"),
            row["territory_id"],
            row["period_start"],
            row["period_end"],
            bool(row.get("decided")),
            row.get("due_on"),
            row.get("published_to"),
        )

    def _what(self, row: Mapping[str, Any]) -> str:
        """Name what a figure is of: its measure, its part of it, and what it says where it is no level."""
        named = [self.measures.get(row["measure_code"], row["measure_code"])]
        if row["breakdown"] != "_T":
            parts = row["breakdown"].split(";")
            whole = self.breakdowns.get(row["breakdown"], "")
            named.append(whole or ", ".join(self.breakdowns.get(part, part) for part in parts))
        if row["quantity"] != "level":
            named.append(self.quantities.get(row["quantity"], row["quantity"]))
        return ": ".join(named[:2]) + "".join(f", {one}" for one in named[2:])

    def figure(self, row: Mapping[str, Any]) -> Named:
        """Name a raw figure, of which there is no observation, as it is printed."""
        return Named(
            row["as_printed"],
            row["unit_as_written"],
            row["label_as_written"],
            row["territory_as_written"],
            self.publisher(row["source_id"], row["source_id"]),
            is_observed=False,
        )


def name_figures(words_of: Words, lake: Lake, core: Manifest, ids: Collection[str]) -> dict[str, Named]:
    """Name figures by their obs_id, or by figure_id where no observation could be made.

    What decisions use in place of a figure stands in core.latest alone.
    """
    wanted = pl.Series(sorted(ids), dtype=pl.String)
    named: dict[str, Named] = {}
    for found in lake.manifests(CONFORM):
        rows = lake.read(found, "core.observation").filter(pl.col("obs_id").is_in(wanted.implode()))
        named |= {row["obs_id"]: words_of.observation(row) for row in rows.iter_rows(named=True)}
    latest = lake.read(core, "core.latest").filter(pl.col("decided") != "")
    used = latest.filter(pl.col("obs_id").is_in(wanted.implode()))
    named |= {row["obs_id"]: words_of.observation(row) for row in used.iter_rows(named=True)}
    left = pl.Series(sorted(set(ids) - set(named)), dtype=pl.String)
    for found in lake.manifests(INTAKE) if left.len() else ():
        rows = lake.read(found, "raw.figure").filter(pl.col("figure_id").is_in(left.implode()))
        named |= {row["figure_id"]: words_of.figure(row) for row in rows.iter_rows(named=True)}
    return named


def list_texts(texts: Sequence[str]) -> str:
    """Join the first few texts and count the others."""
    more = len(texts) - MAX_NAMED
    return "; ".join(texts[:MAX_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _pairs(frame: pl.DataFrame, key: str, value: str) -> dict[str, str]:
    """Return one column by another."""
    return dict(frame.select(key, value).iter_rows())
