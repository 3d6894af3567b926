"""A trace, from `pipeline.vouch`, as text for a person."""

from typing import Any

from pipeline.decisions.lineage import render_choice, render_decisions
from pipeline.decisions.mark import WORDS

Record = dict[str, Any]


def render(record: Record) -> str:
    """Write a trace as text."""
    cell, indicator = record["cell"], record["indicator"]
    what = "sql" if indicator["sql"].endswith(".sql") else "code"
    lines = [f"{record['asked']}   {record['office']}, {record['month']}, as of {record['as_of']}", ""]
    for row in record["printed"]:
        where = ", ".join(part for part in (row["section"], row["table_or_figure"]) if part)
        lines.append(f"printed    {row['printed']}  ({row['facet']}, {row['places']} decimals, {where})")
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
        how = f"{finding['effect']}, {finding['state']}"
        lines.append(f"finding    {finding['rule_id']} ({how}): {finding['sentence']}")
    lines += ["finding    none"] if not record["findings"] else []
    return "\n".join([*lines, *render_decisions(record["decisions"])])


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
