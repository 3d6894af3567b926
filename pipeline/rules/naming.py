"""Figures as sentences name them: what each says, of what, for which period, by whom, in any language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.bulletin.places import kind_of
from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.language.catalogue import Slot, catalogue_of
from pipeline.language.phrase import Place, When
from pipeline.office import Office
from pipeline.present import MAX_PLACES, STYLES, places_of, present, round_half_away
from pipeline.reference import load_reference

MAX_NAMED = 3
"""So many figures are named in a list; the others are counted."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A figure that a finding names, in no language: its observation, or the raw figure without one."""

    row: Row
    is_observed: bool = True

    @property
    def territory_id(self) -> str:
        """Its territory; empty where none is known."""
        return str(self.row["territory_id"]) if self.is_observed else ""

    @property
    def end(self) -> date | None:
        """The last day of its period, where it is known."""
        return self.row["period_end"] if self.is_observed else None

    @property
    def published(self) -> date | None:
        """The day by which it was published, where that is known."""
        return self.row.get("published_to") if self.is_observed else None

    @property
    def reading(self) -> str:
        """The kind of period that it covers: year, ytd, month, or none of them."""
        return reading_of(self.row["period_start"], self.end) if self.is_observed else ""


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
    """The words of an office in one language: places, measures, units, publishers, and its sentences."""

    def __init__(self, office: Office, lang: str) -> None:
        """Read the reference tables once."""
        reference = load_reference(office)
        labels = reference["label"].filter(pl.col("lang") == lang)
        self.lang = lang
        self.messages = catalogue_of(lang, office.project.templates)
        rows = labels.select("code_list", "code", "text").iter_rows()
        self.labels: dict[tuple[str, str], str] = {(of, code): text for of, code, text in rows}
        self.places = {row["territory_id"]: row for row in reference["territory"].iter_rows(named=True)}
        self.publishers = dict(reference["source"].select("source_id", "publisher").iter_rows())

    def say(self, name: str, **slots: Slot) -> str:
        """Write a message; a text stands in it as it is."""
        return self.messages.word(
            name, {key: (value,) if isinstance(value, str) else value for key, value in slots.items()}
        )

    def text(self, figure: Figure) -> str:
        """Write what a figure says, of what, for which period, by whom; a raw one has no period."""
        row = figure.row
        if not figure.is_observed:
            said = self.say(
                "findings-figure-written",
                number=row["as_printed"],
                unit=row["unit_as_written"],
                what=row["label_as_written"],
                place=row["territory_as_written"],
                by=self._publisher(row["source_id"], row["source_id"]),
            )
        else:
            said = self.say("findings-figure", what=self._what(row), **self._told(row))
        return said.replace("  ", " ")

    def dated(self, figure: Figure) -> str:
        """Write what a figure says, where and for which period, by whom."""
        return self.say("findings-figure-dated", **self._told(figure.row)).replace("  ", " ")

    def listed(self, texts: Sequence[str], more: int) -> str:
        """Put texts in a row and count the others."""
        joined = "; ".join(texts)
        return self.say("findings-more", named=joined, more=more) if more > 0 else joined

    def place(self, territory_id: str) -> Place | str:
        """Return a territory as a phrase; one that is not known by its code."""
        row = self.places.get(territory_id)
        if row is None:
            return territory_id
        return Place(row[f"name_{self.lang}"], kind_of(row["level"], row["name_az"]))

    def label(self, code_list: str, code: str) -> str:
        """Return the word for a code, or the code."""
        return self.labels.get((code_list, code), code)

    def measure(self, code: str) -> str:
        """Name a measure inside a sentence; an English sentence has it as the list does."""
        name = self.label("measure", code)
        inside: str = name if self.lang == "en" else self.messages.grammar.inside(name)
        return inside

    def unit(self, code: str, number: Decimal) -> str:
        """Return a unit as it stands after a number; a list unit_few and the like has what a plural needs."""
        plural = self.messages.grammar.plural(abs(number))
        return self.labels.get((f"unit_{plural}", code)) or self.label("unit", code)

    def amount(self, value: Decimal | None, unit_code: str, like: str = "") -> str:
        """Write an amount that a rule computed, with the decimals of a printed figure like it, or more."""
        if value is None:
            return ""
        plain = value.normalize()
        decimals = like.partition(STYLES[self.lang].decimal)[2]
        places = max(len(decimals), -int(plain.as_tuple().exponent))
        return f"{present(plain, places, self.lang)} {self._unit(plain, places, unit_code or '')}".strip()

    def printed(self, figure: Figure) -> str:
        """Write the number of a figure: of an observation in the language's form, else as it is printed."""
        row = figure.row
        return self._number(row) if figure.is_observed else str(row["as_printed"])

    def _told(self, row: Row) -> dict[str, Slot]:
        """Return what is said of any observation."""
        by: Slot = self._publisher(row["source_id"], "unknown")
        return {
            "number": self._number(row),
            "unit": self._unit(row["value"], places_of(row["step"], MAX_PLACES), row["unit_code"]),
            "place": self.place(row["territory_id"]),
            "when": self._when(row),
            "by": self.say("as-decided-by-office", by=by) if row.get("decided") else by,
        }

    def _number(self, row: Row) -> str:
        """Write the number of an observation."""
        return present(row["value"], places_of(row["step"], MAX_PLACES), self.lang)

    def _unit(self, value: Decimal, places: int, code: str) -> str:
        """Return the unit of a number that is written with so many decimals."""
        return self.unit(code, round_half_away(value, places))

    def _publisher(self, source_id: str, otherwise: str) -> str:
        """Name a publisher; one that is not known is called so."""
        found = str(self.publishers.get(source_id, otherwise))
        if found.startswith("unknown"):
            return self.say("findings-publisher-not-known")
        return self.label("publisher", found)

    def _when(self, row: Row) -> When | str:
        """Return the reference period of an observation; of a plan without one, when it is due."""
        if row["period_start"] is not None and row["period_end"] is not None:
            return When(row["period_start"], row["period_end"])
        due = row.get("due_on")
        return When(due, due, is_due=True) if due else self.say("findings-date-not-known")

    def _what(self, row: Row) -> str:
        """Name what a figure is of: its measure, its part of it, and what it says where it is no level."""
        named = [self.measure(row["measure_code"])]
        if row["breakdown"] != "_T":
            parts = row["breakdown"].split(";")
            whole = self.labels.get(("breakdown", row["breakdown"]))
            named.append(whole or ", ".join(self.label("breakdown", part) for part in parts))
        if row["quantity"] != "level":
            named.append(self.label("quantity", row["quantity"]))
        return ": ".join(named[:2]) + "".join(f", {one}" for one in named[2:])


def name_figures(lake: Lake, core: Manifest, ids: Collection[str]) -> dict[str, Figure]:
    """Find figures by their obs_id, or by figure_id where no observation could be made.

    What decisions use in place of a figure stands in core.latest alone.
    """
    wanted = pl.Series(sorted(ids), dtype=pl.String)
    named: dict[str, Figure] = {}
    for found in lake.manifests(CONFORM):
        rows = lake.read(found, "core.observation").filter(pl.col("obs_id").is_in(wanted.implode()))
        named |= {row["obs_id"]: Figure(row) for row in rows.iter_rows(named=True)}
    latest = lake.read(core, "core.latest").filter(pl.col("decided") != "")
    used = latest.filter(pl.col("obs_id").is_in(wanted.implode()))
    named |= {row["obs_id"]: Figure(row) for row in used.iter_rows(named=True)}
    left = pl.Series(sorted(set(ids) - set(named)), dtype=pl.String)
    for found in lake.manifests(INTAKE) if left.len() else ():
        rows = lake.read(found, "raw.figure").filter(pl.col("figure_id").is_in(left.implode()))
        named |= {row["figure_id"]: Figure(row, is_observed=False) for row in rows.iter_rows(named=True)}
    return named
