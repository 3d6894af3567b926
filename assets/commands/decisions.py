"""Findings and decisions at the command line."""

import getpass
import json
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import DEFAULT_OFFICE, locate

if TYPE_CHECKING:
    from pipeline.decisions.model import Decision

OfficeOption = Annotated[str, typer.Option(help="The office, a folder below sources/.")]
_WIDTH = 100
_SHORT_ID = 8
_SHOWN = ("decision_id", "state", "action", "who")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        short_help="List the findings that wait for a decision.", epilog="Example: crossfoot findings 2026-01"
    )(findings)
    app.command(
        name="decisions",
        short_help="List what was decided, and whether it stands.",
        epilog="Example: crossfoot decisions --state standing --month 2026-01",
    )(list_all)
    app.command(
        short_help="Decide about a finding, or undo a decision.",
        epilog="Example: crossfoot decide 549dc977 accept --reason 'Confirmed by telephone.'",
    )(decide)


def findings(
    month: Annotated[str, typer.Argument(help="As in 2026-01.", show_default="the newest month run")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    every: Annotated[bool, typer.Option("--all", help="Those that decisions answer, too.")] = False,
    to: Annotated[str, typer.Option(help="Write them to a workbook to fill in.", metavar="FILE.xlsx")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """List the findings that wait for a decision: id, rule, state, score and what was found."""
    from pipeline.decisions.listing import list_findings
    from pipeline.decisions.workbook import write_findings_workbook

    chosen = load_office(locate(), office)
    asked = Month.parse(month) if month else None
    if to:
        rows = write_findings_workbook(chosen, asked, Path(to))
        typer.echo(f"{to}: {rows} rows. Fill in the white cells, then: crossfoot decide --from {to}")
        return
    found = list_findings(chosen, asked, settled=every)
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False) if as_json else _listing(found))


def list_all(
    month: Annotated[
        str, typer.Option(help="What became of each in this month's run.", show_default="the ledger alone")
    ] = "",
    state: Annotated[
        str,
        typer.Option(
            help="open, standing, expired, undone, replaced, unused, waiting or undo.", show_default="all"
        ),
    ] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all columns, as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """List decisions in the order they were made; one on hold is open, one made since a run is waiting."""
    from assets.commands.tables import aligned, as_text
    from pipeline.decisions.told import list_decisions
    from pipeline.vintages.tables import as_csv as to_csv

    rows = list_decisions(load_office(locate(), office), Month.parse(month) if month else None, state)
    if as_json or as_csv:
        typer.echo(as_text(rows) if as_json else to_csv(rows), nl=as_json)
        return
    shown = [{name: row[name] for name in _SHOWN} | _said(row) for row in rows]
    typer.echo(aligned(shown) if shown else _none(office, month, state))


def _none(office: str, month: str, state: str) -> str:
    """Say which decisions there are none of."""
    if state:
        of_run = f" in the run of {month}" if month else ""
        return f"No decision of office {office} has the state '{state}'{of_run}."
    return f"No decision was taken in office {office}{f', so none for {month}' if month else ''}."


def _said(row: dict[str, Any]) -> dict[str, str]:
    """Say in short when, about what and why."""
    old, new = (row[name] or "not known" for name in ("old_value", "new_value"))
    return {
        "decided": row["decided_at"][:10],
        "change": f"{row['field']} {old} -> {new}",
        "until": row["expires_on"],
        "series": row["series_id"].rstrip("|"),
        "reason": row["reason"],
    }


def decide(
    finding: Annotated[
        str, typer.Argument(metavar="FINDING_ID", help="Its first 6 digits or more.", show_default=False)
    ] = "",
    action: Annotated[
        str, typer.Argument(help="accept, reject, correct, hold or attribute.", show_default=False)
    ] = "",
    reason: Annotated[str, typer.Option(help="Why, in the office's own words.")] = "",
    value: Annotated[str, typer.Option(help="To correct: the value, in the figure's unit.")] = "",
    period: Annotated[
        str, typer.Option(help="To attribute: 2025, 2025-09, 2025-01/2025-09; of a plan its due day.")
    ] = "",
    figure: Annotated[str, typer.Option(help="The figure that is meant, or all.")] = "",
    who: Annotated[
        str,
        typer.Option(
            help="Who decides; with --from, where a row has no name.",
            show_default="your login name, without --from",
        ),
    ] = "",
    expires: Annotated[str, typer.Option(help="The last day it holds, as in 2027-03-31.")] = "",
    undo: Annotated[str, typer.Option(help="The decision to undo.", metavar="DECISION_ID")] = "",
    source: Annotated[str, typer.Option("--from", help="Read decisions from a workbook filled in.")] = "",
    office: OfficeOption = DEFAULT_OFFICE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Decide about a finding, or undo a decision; it counts from the next run of a month on."""
    chosen, moment = load_office(locate(), office), datetime.now(UTC)
    if source:
        if finding or action or undo:
            raise UsageError("Give either --from FILE.xlsx or one decision, not both.")
        _decide_from(chosen, Path(source), who, moment)
        return
    from pipeline.decisions.decide import decide_finding
    from pipeline.decisions.form import request_of

    if value and period:
        raise UsageError("Give --value to correct or --period to attribute, one at a time.")
    fields = {
        "finding_id": finding,
        "content_key": figure,
        "action": action,
        "new_value": value or period,
        "reason": reason,
        "who": who or getpass.getuser(),
        "expires_on": expires,
        "undoes": undo,
    }
    made = decide_finding(chosen, request_of(fields), moment)
    texts = [one.as_texts() for one in made]
    typer.echo(json.dumps(texts, indent=2, ensure_ascii=False) if as_json else say(made, chosen))


def say(made: list["Decision"], office: Office) -> str:
    """Say what was decided, and what makes it count."""
    lines = []
    for one in made:
        what = f"undoes {one.undoes}" if one.undoes else one.action
        change = f"{one.field} {one.old_value or 'not known'} -> {one.new_value or 'not known'}"
        lines.append(f"Decision {one.decision_id}: {what}; {change}; by {one.who}.")
    lines.append(f"It counts from the next run on: crossfoot run {made[0].month} --office {office.code}")
    return "\n".join(lines)


def _decide_from(office: Office, path: Path, who: str, moment: datetime) -> None:
    """Make the decisions of a workbook; rows that cannot be made are said and left out."""
    from pipeline.decisions.decide import decide_all
    from pipeline.decisions.workbook_read import read_decisions_workbook

    rows, sentences = read_decisions_workbook(path, who)
    outcomes = decide_all(office, [row.request for row in rows], moment)
    failed = [
        f"{row.place}: {made}" for row, made in zip(rows, outcomes, strict=True) if isinstance(made, str)
    ]
    made = len(outcomes) - len(failed)
    typer.echo(f"{made} decisions made. They count from the next run on.")
    if sentences or failed:
        raise UsageError("\n".join([*sentences, *failed]))


def _as_decided(figure: dict[str, Any]) -> str:
    """Say what a figure is as decided, where the finding is about that."""
    return f" as reported, {figure['as_decided']} as decided" if figure["as_decided"] else ""


def _of(figure: dict[str, Any]) -> str:
    """Say what a figure is of: its part of a measure, where it is one, and its territory."""
    part = "" if figure["breakdown"] == "_T" else f"{figure['breakdown']}, "
    return f"{part}{figure['territory_id'] or 'no territory'}"


def _listing(found: list[dict[str, Any]]) -> str:
    """Set findings as text, each with its sentence below it."""
    if not found:
        return "No finding waits for a decision."
    lines = []
    for row in found:
        score = f", score {row['score']}" if row["score"] is not None else ""
        lines.append(
            f"{row['finding_id'][:_SHORT_ID]}  {row['state']:<8}  {row['rule_id']} ({row['effect']}), "
            f"{row['territory'] or 'no territory'}, {row['period'] or 'no period'}{score}"
        )
        lines += textwrap.wrap(row["sentence"], _WIDTH, initial_indent="    ", subsequent_indent="    ")
        lines += [f"    decided since the run: {_decided(one)}" for one in row["waiting"]]
        lines += [f"    undone since the run: {_decided(one)}" for one in row["undone"]]
        for figure in row["figures"]:
            decisions = f"; {', '.join(figure['decisions'])}" if figure["decisions"] else ""
            lines.append(
                f"    figure {figure['content_key'][:_SHORT_ID]}: {figure['value']} {figure['unit_code']}"
                f"{_as_decided(figure)}, {_of(figure)}, {figure['source_id']}{decisions}"
            )
    month, waiting = found[0]["month"], sum(bool(row["waiting"] or row["undone"]) for row in found)
    since = f" {waiting} of them were decided or undone since; run {month} again." if waiting else ""
    return "\n".join([*lines, "", f"{len(found)} findings of {month}, as of {found[0]['as_of']}.{since}"])


def _decided(one: dict[str, Any]) -> str:
    """Say in short what was decided, by whom, and under which id."""
    return (
        f"{' '.join(filter(None, (one['action'], one['new_value'])))} by {one['who']}, {one['decision_id']}"
    )
