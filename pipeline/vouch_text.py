"""A trace, from `pipeline.vouch`, as text for a person."""

from collections import Counter
from typing import Any

from pipeline.decisions.lineage import render_choice, render_decisions, render_finding
from pipeline.decisions.mark import WORDS
from pipeline.numbers_file import is_beside

Record = dict[str, Any]
KINDS = {
    "key": "key figure",
    "text": "sentence",
    "table": "table",
    "chart": "figure",
    "alt": "description of a figure",
}
"""What a number stands in, by the word that published_number.csv has for it."""


def render(record: Record) -> str:
    """Write a trace as text."""
    cell, indicator = record["cell"], record["indicator"]
    what = "sql" if indicator["sql"].endswith(".sql") else "code"
    lines = [f"{record['asked']}   {record['office']}, {record['month']}, as of {record['as_of']}", ""]
    places = Counter(
        f"printed    {row['printed']}  ({row['facet']}, {_decimals(row)}, {place_of(row)})"
        for row in record["printed"]
    )
    lines += [line + (f", {count} times" if count > 1 else "") for line, count in places.items()]
    lines += [
        f"cell       {cell['cell_id']}",
        f"value      {cell['value']} {cell['unit_code']}, status {cell['obs_status']}, grade "
        f"{cell['evidence_grade']}" + (f", flags {_flags(cell['flags'])}" if cell["flags"] else ""),
        "rounding   exact until print, once, half away from zero",
        f"indicator  {indicator['code']}: {indicator['title']}; {indicator['formula']}",
        f"{what:<11}{indicator['sql']} (sha256 {indicator['version'][:16]}, commit {indicator['commit']})",
    ]
    for item in record["inputs"]:
        lines.append(
            f"made of    {item['cell_id']} = {item['value']} {item['unit_code']}  from "
            f"{', '.join(item['inputs'][:4])}" + (" ..." if len(item["inputs"]) > 4 else "")
        )
    for found in record["observations"]:
        lines += _render_observation(found)
    if record["n_observations"] > len(record["observations"]):
        lines.append(f"... and {record['n_observations'] - len(record['observations'])} more observations")
    for finding in record["findings"]:
        lines += render_finding(finding)
    lines += ["finding    none"] if not record["findings"] else []
    return "\n".join([*lines, *render_decisions(record)])


def _decimals(row: Record) -> str:
    """Say to how many decimals a number is printed."""
    return f"{row['places']} decimal{'' if int(row['places']) == 1 else 's'}"


def place_of(row: Record) -> str:
    """Write where a number stands: the page, section, table or figure, place in it, and in what."""
    page = f"bulletin.{row['lang']}" if row.get("lang") else ""
    if is_beside(row):
        page = ""
    publication = "/".join(part for part in (row.get("territory"), page) if part)
    at = f"row {row['row']}, column {row['col']}" if row.get("row") else ""
    what = f"in a {KINDS.get(row['place'], row['place'])}"
    return ", ".join(part for part in (publication, row["section"], row["table_or_figure"], at, what) if part)


def _flags(flags: list[str]) -> str:
    """Write flags, those of decisions with their words."""
    return ", ".join(f"{flag} ({WORDS[flag]})" if flag in WORDS else flag for flag in flags)


def _render_observation(found: Record) -> list[str]:
    """Write one observation with its figure, file and source."""
    source, figure = found["source"], found["figure"]
    return [
        "",
        f"figure     '{figure['printed_in_full']}', recorded as {figure['value_as_delivered']} "
        f"{figure['unit_as_written']}, {figure['label_as_written']}, {figure['territory_as_written']}, "
        f"{figure['period_as_written']}",
        f"  reads    {found['value']} {found['unit_code']} (printed step {found['step']})"
        + (f", inferred: {found['inferred']}" if found["inferred"] else "")
        + (f", as decided: {found['decision_id']}" if found["decided"] else ""),
        *([f"  note     {found['notes']}"] if found["notes"] else []),
        *render_choice(found["choice"]),
        f"  stands   {figure['file']}, {figure['locator']}  (sha256 {figure['file_id']}, "
        f"{'held' if figure['held'] else 'known by its hash'})",
        f"  source   {found['source_id']}: {source['publisher']}, known on {found['known_on']}, grade "
        f"{source['evidence_grade']}",
        f"  address  {source['address']}",
    ]
