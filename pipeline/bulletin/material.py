"""What a bulletin is made from: a month's cells, the words for their codes, and where each cell came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.cited import UNKNOWN, place_in_words, publisher_as_written, publisher_in_words
from pipeline.bulletin.places import Places, kind_of
from pipeline.bulletin.rows import by_series
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import Indicator
from pipeline.language.catalogue import Catalogue, catalogue_of
from pipeline.language.grammar import Grammar, grammar_of
from pipeline.language.phrase import Place, Published, When, day_of
from pipeline.month import Month
from pipeline.office import Office
from pipeline.printable import name_in_print
from pipeline.quality import counted_in
from pipeline.releasing.printed import Printed
from pipeline.rules.findings import Finding
from pipeline.vintages.changes import Change
from pipeline.window import partition_key

_NAMED_INPUTS = 2
_MANY_INPUTS = 8
"""Of more inputs than that one is named, of fewer two; all are in cell_input.csv."""
_LEVELS = {"country": 0, "group": 1, "economic_region": 2, "district": 3, "city": 3, "settlement": 4}


@dataclass
class Material:
    """A month's cells by indicator, with look-ups for names, labels, sources and figures."""

    office: Office
    month: Month
    as_of: date
    lang: str
    catalogue: dict[str, Indicator]
    cells: dict[str, list[Cell]]
    by_id: dict[str, Cell]
    labels: dict[tuple[str, str], str]
    territories: dict[str, dict[str, Any]]
    places: Places
    sources: dict[str, dict[str, Any]]
    observations: dict[str, dict[str, Any]]
    figures: dict[str, dict[str, Any]]
    inputs: dict[str, list[str]]
    findings: list[Finding]
    withheld: frozenset[str]
    preferred: frozenset[str]
    decisions: list[dict[str, Any]] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    asked: date | None = None
    changes: list[Change] = field(default_factory=list)
    facts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Rows of the reference tables that pages list: legal acts, phases, bodies, what is named."""
    adjustment: list[dict[str, Any]] = field(default_factory=list)
    """The series considered for seasonal adjustment: rows of indicators.seasonal_diagnostics."""
    long_run: list[dict[str, Any]] = field(default_factory=list)
    """What was made of whole series: rows of indicators.long_run."""
    deliveries: dict[str, dict[str, str]] = field(default_factory=dict)
    """By delivery that gave a figure known on the as-of day, the hash of each of its files."""
    scope: str = ""
    """The territory that the issue is of, where it is not the country."""
    whole: "Material | None" = field(default=None, repr=False)
    """What the issue of the country is made from, in any language; for the issue of a territory."""
    printed: Printed = field(default_factory=Printed)
    """The number of the issue, and what the ledger of releases gives it to print."""
    behind: dict[str, list[str]] = field(default_factory=dict, repr=False)
    """The observations behind the cells that were asked for."""

    @property
    def key(self) -> str:
        """The name of the release: the month, and the as-of day where one was asked for."""
        return partition_key(self.month, self.asked)

    @property
    def root(self) -> str:
        """The territory that the issue is of: the country, or a part of it."""
        return self.scope or self.office.country

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of the edition's language."""
        return grammar_of(self.lang)

    @cached_property
    def messages(self) -> Catalogue:
        """The sentences of the edition's language."""
        return catalogue_of(self.lang, self.office.project.templates)

    def label(self, code_list: str, code: str) -> str:
        """Return the word for a code; a code without one stops the bulletin."""
        found = self.labels.get((code_list, code))
        if found is None:
            raise StopRuleError(
                f"There is no {self.lang} word for the code '{code}' of the list {code_list}. "
                f"Add it to sources/{self.office.code}/reference/label.csv."
            )
        return found

    def title(self, code: str) -> str:
        """Return an indicator's title in the language of the edition."""
        return self.catalogue[code].told("title", self.lang)

    def unit(self, code: str) -> str:
        """Return a unit as printed in a table's head."""
        return self.label("unit", code)

    def unit_of(self, cell: Cell) -> str:
        """Return the unit of a cell as it stands after its number: 1 family, 2 families."""
        code, value = str(cell["unit_code"]), Decimal(cell["value"])
        if cell["qualifier"] or value != value.to_integral_value():
            return self.unit(code)
        return self.labels.get((f"unit_{self.grammar.plural(int(value))}", code)) or self.unit(code)

    def name(self, territory_id: str) -> str:
        """Return a territory's name as it stands alone, in a table."""
        return self.grammar.alone(self.place(territory_id))

    def level(self, territory_id: str) -> str:
        """Return a territory's level."""
        return str(self.territories[territory_id]["level"])

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The economic regions of the month, in printing order."""
        found = [
            name
            for name, row in self.territories.items()
            if row["level"] == "economic_region" and row["valid_from"] <= self.month.last <= row["valid_to"]
        ]
        return tuple(sorted(found, key=self.rank))

    def rank(self, territory_id: str) -> tuple[int, str]:
        """Return a key that orders territories: country, groups, regions, districts, settlements, by name.

        By the English name in every edition, so that each prints the same ones, in the order of order.py.
        """
        return _LEVELS.get(self.level(territory_id), 9), str(self.territories[territory_id]["name_en"])

    @cached_property
    def _series(self) -> dict[tuple[str, str, str, str], list[Cell]]:
        """Hold the cells that may be shown up to the month by series, in time: pages ask often."""
        return by_series(self.cells, self.month.first)

    def series(
        self, code: str, territory_id: str, kind: str, breakdown: str = "_T", basis: str | None = None
    ) -> list[Cell]:
        """Return an indicator's cells of one territory up to the month, in time; of one basis or of any."""
        found = self._series.get((code, territory_id, kind, breakdown), [])
        return [cell for cell in found if basis in (None, cell["price_basis"])]

    def last(self, code: str, territory_id: str, transformation: str, breakdown: str = "_T") -> Cell | None:
        """Return the last of a series."""
        found = self.series(code, territory_id, transformation, breakdown)
        return found[-1] if found else None

    def at(
        self,
        code: str,
        territory_id: str,
        kind: str,
        period: date,
        breakdown: str = "_T",
        basis: str | None = None,
    ) -> Cell | None:
        """Return the cell of one period, or None."""
        found = self.series(code, territory_id, kind, breakdown, basis)
        return next((cell for cell in found if cell["period"] == period), None)

    def territories_of(self, code: str, transformation: str) -> list[str]:
        """List the territories that an indicator has figures for, in printing order."""
        found = {
            cell["territory_id"]
            for cell in self.cells.get(code, [])
            if cell["transformation"] == transformation and cell["obs_status"] != "U"
        }
        return sorted(found, key=self.rank)

    def source_ids(self, cell: Cell) -> list[str]:
        """List the sources behind a cell, by way of the cells it was made of."""
        return sorted({str(self.stated(name)["source_id"]) for name in self.observation_ids(cell["cell_id"])})

    def stated(self, name: str) -> dict[str, Any]:
        """Return an observation by its id, or the figure of which none could be made by its own."""
        return self.observations.get(name) or self.figures[name]

    def observation_ids(self, cell_id: str) -> list[str]:
        """List the observations behind a cell, by way of the cells it was made of."""
        if cell_id not in self.behind:
            self.behind[cell_id] = self._observations_behind(cell_id)
        return self.behind[cell_id]

    def _observations_behind(self, cell_id: str) -> list[str]:
        """Follow the inputs of a cell."""
        found: dict[str, None] = {}
        waiting = [cell_id]
        while waiting:
            for name in self.inputs.get(waiting.pop(), []):
                if name in self.by_id:
                    waiting.append(name)
                else:
                    found[name] = None
        return sorted(found)

    def when(self, cell: Cell, *, short: bool = False) -> str:
        """Write what a figure refers to, as its source states it; else its publication."""
        return self.grammar.write(self.time_of(cell), "short" if short else "plain")

    def time_of(self, cell: Cell) -> When | Published:
        """Return what a figure refers to; of a plan without a period, when it is due."""
        if cell["due_on"] is not None and cell["period_end"] is None:
            due = self.due_of(cell)
            return When(due.start, due.end, is_due=True)
        return self.stated_time(cell)

    def stated_for(self, cell: Cell, *, short: bool = False) -> str:
        """Write of when a statement is."""
        return self.grammar.write(self.stated_time(cell), "short" if short else "plain")

    def stated_time(self, cell: Cell) -> When | Published:
        """Return of when a statement is: of its reference period, else of its publication."""
        if cell["period_start"] is not None and cell["period_end"] is not None:
            return When(cell["period_start"], cell["period_end"])
        stated = self.stated(self.observation_ids(cell["cell_id"])[0])
        return Published(stated["published_from"], stated["published_to"])

    def due(self, cell: Cell) -> str:
        """Write when a plan is due."""
        return self.grammar.write(self.due_of(cell))

    def due_of(self, cell: Cell) -> When:
        """Return when a plan is due, as its source states it; a year is not its last day."""
        figure = self.figures[self.stated(self.observation_ids(cell["cell_id"])[0])["figure_id"]]
        if figure["period_end"] == cell["due_on"] and figure["period_start"] is not None:
            return When(figure["period_start"], figure["period_end"])
        return day_of(cell["due_on"])

    def place(self, territory_id: str) -> Place:
        """Return a territory as a phrase."""
        row = self.territories[territory_id]
        name = name_in_print(str(row[f"name_{self.lang}"]))
        return Place(name, kind_of(str(row["level"]), str(row["name_az"])))

    def publisher(self, source_id: str) -> str:
        """Return a source's publisher in words, in the letters of the edition; an unknown one says so."""
        return publisher_in_words(self._publisher(source_id), self.messages, self.labels)

    @cached_property
    def not_known(self) -> str:
        """What stands for a publisher that is not known."""
        return self.messages.word("publisher-not-known", {})

    def publisher_as_written(self, source_id: str) -> str:
        """Return a source's publisher as it writes its own name."""
        return publisher_as_written(self._publisher(source_id))

    def _publisher(self, source_id: str) -> str:
        """Return a source's publisher as the reference table has it."""
        return str(self.sources.get(source_id, {"publisher": UNKNOWN})["publisher"])

    def members(self, group_id: str) -> list[str]:
        """Return the names of a group's members on the last day of the month."""
        found = self.places.members_of(group_id, self.month.last)
        return [self.name(name) for name in sorted(found, key=self.rank)]

    def counted(self, item: str) -> Cell | None:
        """Return the cell of a count of the quality section."""
        return self.by_id.get(f"quality.{item}.{self.month.key}")

    def diagnostic(self, item: str, series: str) -> Cell | None:
        """Return the cell of what is said of the seasonal adjustment of a series."""
        return self.by_id.get(f"seasonal.{item}.{series}.{self.month.key}")

    def origin(self, cell: Cell) -> str:
        """Say where a cell came from: source and locator, the cells it was made of, the table it counts."""
        if table := counted_in(cell["cell_id"]):
            return self.messages.word("origin-rows", {"table": table})
        names = self.inputs.get(cell["cell_id"], [])
        named = _NAMED_INPUTS if len(names) <= _MANY_INPUTS else 1
        listed = "; ".join(self._origin_of(name) for name in names[:named])
        more = len(names) - named
        return self.messages.word("origin-more", {"shown": listed, "more": more}) if more > 0 else listed

    def _origin_of(self, name: str) -> str:
        """Describe one input."""
        if name in self.by_id:
            return name
        return self.place_of(self.figures[self.stated(name)["figure_id"]])

    def place_of(self, figure: Mapping[str, Any]) -> str:
        """Say where a figure stands: its source, the file, the place in it."""
        where = place_in_words(figure["locator"], self.messages)
        return f"{figure['source_id']}: {figure['file_name']}, {where}"
