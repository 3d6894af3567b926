"""Golden cases: figures given as rows of TOML, and the cells that an indicator must make of them.

A file is named after its indicator. `[default]` fills what rows of `given` leave out; the rest of a row is:

  measure, territory   default: the indicator's code, the country "C"
  period               "2025-01/2025-06" year to date, "2025-06" a month, "2025" a year, "2025-06-14" a day,
                       "2025-06-02/2025-06-08" a week or other days; without it the period is not known
  due                  the day that a plan is due
  kind, quantity       default: observation, level
  value, step          default step: one unit of the last place of the value
  unit, breakdown, qualifier
  source               "office" is the producer (grade A); any other name a publisher that is not (grade C)
  published            default: the 20th of the month after the period
  revises              whether the source says when it revises a figure; default: false
  withdrawn, withheld, named ("tested" or "compared" by a finding)
  decided              the office's decision on it, { action, value, period }; a figure that is corrected or
                       attributed has a row as used beside it, o1* of o1
  finding              the rule whose finding names it, of the rules of the default office; default: its own
  unlisted             the sentence of the finding of a figure in no code list, which is no observation

`breaks` are days on which the composition of a territory changed: { territory, on }, and { territory, from }
the first day of one.

`expect` lists every cell, or every cell of the transformations in `show`. A number is exact; "about 94.5" is
right when the cell rounds to it. Territories: country C of the regions R1 (districts D1, D2) and R2 (D3);
and a group G of territories that its sources do not name.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.conform import OBSERVATION
from pipeline.decisions.model import FIELDS
from pipeline.decisions.table import DECISION
from pipeline.edit import choose_figures
from pipeline.engine import connect, load_frame, run_sql
from pipeline.indicators.breaks import Breaks
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.compute import compute_indicator
from pipeline.intake.period import kind_of, read_span
from pipeline.intake.tables import FIGURE
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, Project
from pipeline.reference import load_reference
from pipeline.rules.declared import load_rules, rules_frame
from pipeline.rules.evaluate import FINDING, FINDING_INPUT, evaluate_rules
from pipeline.window import Window

LATE = "2030-12"
FIRST, LAST = date.min, date.max
TERRITORIES = {
    "C": ("country", ""),
    "R1": ("economic_region", "C"),
    "R2": ("economic_region", "C"),
    "D1": ("district", "R1"),
    "D2": ("district", "R1"),
    "D3": ("district", "R2"),
    "G": ("group", "C"),
}
EXPECTED = {
    "value": "value",
    "half_width": "half_width",
    "lo": "lo",
    "hi": "hi",
    "flags": "flags",
    "status": "obs_status",
    "unit": "unit_code",
    "on": "reference_date",
    "from": "period_start",
    "due": "due_on",
    "qualifier": "qualifier",
    "grade": "evidence_grade",
    "sources": "n_src",
    "revised": "revised",
    "of": "inputs",
}
"""What a row of `expect` may say of a cell, by column."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One golden case of an indicator."""

    indicator: str
    name: str
    given: tuple[Row, ...]
    expect: tuple[Row, ...]
    month: str = LATE
    as_of: str = f"{LATE}-31"
    show: tuple[str, ...] = ()
    breaks: tuple[Row, ...] = ()


def read_cases(folder: Path) -> Iterator[Case]:
    """Read every golden case of a folder."""
    for path in sorted(folder.glob("*.toml")):
        facts = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        default = {"measure": path.stem, **facts.get("default", {})}
        for case in facts["case"]:
            given = tuple({**default, **row} for row in case.pop("given"))
            expect, show = tuple(case.pop("expect")), tuple(case.pop("show", ()))
            breaks = tuple(case.pop("breaks", ()))
            yield Case(path.stem, given=given, expect=expect, show=show, breaks=breaks, **case)


@contextmanager
def prepared(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with the measures of the default office, the territories above, and no finding."""
    with connect() as connection:
        connection.execute("set threads = 1")
        _load_reference(connection, project)
        window = Window(Month.parse(LATE), date.fromisoformat(f"{LATE}-31"), FIRST)
        _load_latest(connection, project, [], window)
        evaluate_rules(connection, project.sql / "rules", [], window.parameters)
        yield connection


def compute(
    connection: duckdb.DuckDBPyConnection, case: Case, indicator: Indicator, project: Project
) -> pl.DataFrame:
    """Compute the indicator from the figures of a case, through the files of sql/core."""
    window = Window(Month.parse(case.month), date.fromisoformat(case.as_of), FIRST)
    sources = sorted({row.get("source", "press") for row in case.given})
    kinds = ["producer" if name == "office" else "press" for name in sources]
    grades = ["A" if name == "office" else "C" for name in sources]
    table = {"source_id": sources, "independence": kinds, "evidence_grade": grades}
    load_frame(connection, "reference.source", pl.DataFrame(table))
    _load_core(connection, project, case, window)
    return compute_indicator(connection, indicator, window, "C", _breaks(case))


def differences(case: Case, cells: pl.DataFrame) -> list[str]:
    """Say in words where the cells differ from what the case expects."""
    shown = cells.filter(pl.col("transformation").is_in(case.show)) if case.show else cells
    found = {row["cell_id"]: row for row in shown.iter_rows(named=True)}
    named = [row["cell"] for row in case.expect]
    said = [f"{cell} is expected and is not there" for cell in named if cell not in found]
    said += [f"{cell} is there and is not expected" for cell in found if cell not in named]
    return said + [
        said for row in case.expect if row["cell"] in found for said in wrong(row, found[row["cell"]])
    ]


def wrong(expected: Row, cell: Row) -> list[str]:
    """Say what a cell holds that an expected row does not."""
    return [
        f"{expected['cell']}: {key} is {cell[EXPECTED[key]]}, expected {expected[key]}"
        for key in expected
        if key != "cell" and not _same(expected[key], cell[EXPECTED[key]])
    ]


def _breaks(case: Case) -> Breaks:
    """Make the breaks of a case."""
    changed = [(row["territory"], date.fromisoformat(row["on"])) for row in case.breaks if "on" in row]
    first = [(row["territory"], date.fromisoformat(row["from"])) for row in case.breaks if "from" in row]
    none = Breaks.none()
    return Breaks(
        pl.DataFrame(changed, schema=none.changed.schema, orient="row"),
        pl.DataFrame(first, schema=none.first.schema, orient="row"),
    )


def _same(expected: Any, value: Any) -> bool:
    """Compare an expectation with what a cell holds."""
    if isinstance(expected, str) and expected.startswith("about "):
        wanted = Decimal(expected.removeprefix("about "))
        return value is not None and Decimal(value).quantize(wanted, ROUND_HALF_UP) == wanted
    if isinstance(value, date):
        return bool(expected == value.isoformat())
    return bool(expected == value)


def _load_reference(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Load the reference tables that no case changes."""
    reference = load_reference(load_office(project, DEFAULT_OFFICE))
    measures = reference["measure"]
    common = {"valid_from": FIRST, "valid_to": LAST}
    places = [
        {
            **common,
            "territory_id": code,
            "level": level,
            "parent_id": parent,
            "coverage": "not_stated" if level == "group" else "",
        }
        for code, (level, parent) in TERRITORIES.items()
    ]
    members = {"group_id": pl.String, "member_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}
    rules = rules_frame(load_rules(load_office(project, DEFAULT_OFFICE)))
    load_frame(connection, "reference.rule", rules)
    load_frame(connection, "reference.measure", measures)
    for name in ("flow_policy", "target_basis", "programme_phase", "revision_policy", "unit"):
        load_frame(connection, f"reference.{name}", reference[name])
    load_frame(connection, "reference.territory", pl.DataFrame(places))
    load_frame(connection, "reference.territory_member", pl.DataFrame(schema=members))
    for name in ("ancestor", "member"):
        run_sql(connection, project.sql / "reference" / f"{name}.sql", f"reference.{name}", {})


def _load_core(connection: duckdb.DuckDBPyConnection, project: Project, case: Case, window: Window) -> None:
    """Fill core.observation with the given figures and run what follows from them."""
    units = dict(connection.sql("select measure_code, unit_code from reference.measure").fetchall())
    every = [_observation(number, row, units) for number, row in enumerate(case.given, start=1)]
    rows = [row for row, given in zip(every, case.given, strict=True) if "unlisted" not in given]
    _load_latest(connection, project, rows, window)
    marked = list(zip(every, case.given, strict=True))
    _load_findings(connection, marked)
    withheld = [row["obs_id"] for row, given in marked if given.get("withheld")]
    load_frame(connection, "core.withheld", pl.DataFrame({"obs_id": withheld}, schema={"obs_id": pl.String}))
    _load_decisions(connection, marked)
    choose_figures(connection, project.sql, window.parameters)


def _load_decisions(connection: duckdb.DuckDBPyConnection, marked: Sequence[tuple[Row, Row]]) -> None:
    """Fill core.decision, and put the rows as used beside the reported ones."""
    decisions = []
    for row, given in marked:
        if told := given.get("decided"):
            field = FIELDS[told["action"]]
            changes = {"accept": "lifted"}.get(told["action"], "kept_out" if field == "use" else field)
            decided = {"action": told["action"], "status": "active", "changes": changes}
            decisions.append({**dict.fromkeys(DECISION), **decided, "undoes": "", "obs_id": row["obs_id"]})
            if field != "use":
                as_used = _observation(0, {**given, **told}, {given["measure"]: row["unit_code"]})
                own = {"obs_id": f"{row['obs_id']}*", "figure_id": row["figure_id"]}
                used = pl.DataFrame([{**as_used, **own}], schema=OBSERVATION)
                more = {"revised": False, "decided": told["action"], "decision_id": "d"}
                load_frame(
                    connection, "core.used", used.with_columns(**{k: pl.lit(v) for k, v in more.items()})
                )
                connection.execute("insert into core.latest by name select * from core.used")
    load_frame(connection, "core.decision", pl.DataFrame(decisions, schema=DECISION))


def _load_latest(
    connection: duckdb.DuckDBPyConnection, project: Project, rows: Sequence[Row], window: Window
) -> None:
    """Fill core.observation, and core.latest with those that are known."""
    load_frame(connection, "core.observation", pl.DataFrame(rows, schema=OBSERVATION))
    run_sql(connection, project.sql / "core" / "latest.sql", "core.latest", window.parameters)


def _load_findings(connection: duckdb.DuckDBPyConnection, marked: Sequence[tuple[Row, Row]]) -> None:
    """Fill core.finding and core.finding_input with what names the figures, raw.figure with the unlisted."""
    named, findings, raw = [], {}, []
    for row, given in marked:
        rule = given.get("finding", f"rule_{row['obs_id']}")
        name = row["figure_id"] if "unlisted" in given else row["obs_id"]
        if "named" in given or "unlisted" in given:
            named.append((rule, name, given.get("named", "tested")))
            findings[rule] = {"finding_id": rule, "rule_id": rule, "sentence_code": given.get("unlisted", "")}
        if "unlisted" in given:
            told = {key: row[key] for key in ("figure_id", "source_id", "period_start", "period_end")}
            printed = {"value_as_delivered": str(given["value"]), "step_as_written": str(row["step"])}
            raw.append({**told, **printed, "received_on": row["received_on"], "qualifier": ""})
    finding = [{**dict.fromkeys(FINDING), **row} for row in findings.values()]
    figures = [{**dict.fromkeys(FIGURE), **row} for row in raw]
    load_frame(connection, "core.finding", pl.DataFrame(finding, schema=FINDING))
    load_frame(connection, "raw.figure", pl.DataFrame(figures, schema=FIGURE))
    load_frame(connection, "core.finding_input", pl.DataFrame(named, schema=FINDING_INPUT, orient="row"))


def _observation(number: int, row: Row, units: dict[str, str]) -> Row:
    """Make an observation of a given row; it is called o1, o2 ... in the order of the rows."""
    span = read_span(row.get("period", ""))
    assert span is not None, f"the period {row['period']} cannot be read"
    due = read_span(row.get("due", ""))
    assert due is not None, f"the day {row['due']} cannot be read"
    quantity, source = row.get("quantity", "level"), row.get("source", "press")
    unit = row.get("unit", units.get(row["measure"]) if quantity == "level" else "PCT")
    value = Decimal(row["value"])
    published = date.fromisoformat(row["published"]) if "published" in row else _month_after(span.end)
    told = {
        "measure_code": row["measure"],
        "breakdown": row.get("breakdown", "_T"),
        "territory_id": row.get("territory", "C"),
        "kind": row.get("kind", "observation"),
        "quantity": quantity,
        "period_start": span.start,
        "period_end": span.end,
        "due_on": due.end,
        "unit_code": unit,
    }
    return {
        **dict.fromkeys(OBSERVATION),
        **told,
        "obs_id": f"o{number}",
        "figure_id": f"f{number}",
        "series_id": "|".join(map(str, told.values())),
        "source_id": source,
        "producer_code": "NS",
        "release_group": source,
        "evidence_grade": row.get("grade", "A" if source == "office" else "C"),
        "states_revision": row.get("revises", False),
        "period_kind": row.get("period_kind", _period_kind(row.get("period", ""), span.start, span.end)),
        "price_basis": "not_stated",
        "value": value,
        "step": row.get("step", Decimal(1).scaleb(int(value.as_tuple().exponent))),
        "qualifier": row.get("qualifier", ""),
        "scope": row.get("scope", ""),
        "action": "withdrawn" if row.get("withdrawn") else "figure",
        "published_from": published,
        "published_to": published,
        "known_on": published,
        "received_on": published,
        "reference_on": span.end or published,
        "earliest_on": span.end or published,
        "version_key": (published.toordinal() << 32) + number,
    }


def _period_kind(text: str, start: date | None, end: date | None) -> str:
    """Classify a period as the registers do: a range of months from January on is a year to date."""
    if start and end and "/" in text:
        if len(text) == len("2025-01/2025-06") and start.month == 1:
            return "ytd"
        if end - start < timedelta(days=7):
            return "week"
    return kind_of(start, end)


def _month_after(end: date | None) -> date:
    """Return the 20th of the month after a day; without one a day early in 2025."""
    if end is None:
        return date(2025, 1, 15)
    following = end.replace(day=monthrange(end.year, end.month)[1]) + timedelta(days=20)
    return following.replace(day=20)
