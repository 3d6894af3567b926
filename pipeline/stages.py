"""The stages of a run, in order, each for itself: what Dagster's assets and the command line call."""

from collections.abc import Callable
from datetime import date

import polars as pl

from pipeline.arrivals.delivered import delivered, newest_taken, note_taken
from pipeline.choice import ALL, Choice
from pipeline.conform import conform_all
from pipeline.edit import STAGE as CORE
from pipeline.edit import edit_month, edited_window
from pipeline.errors import StopRuleError
from pipeline.indicators.adjustment import adjustment_rows, not_published
from pipeline.indicators.compute import compute_month
from pipeline.indicators.queries import outlier_rows, write_queries
from pipeline.intake.deliveries import counted, forget_missing, kept_out_of, refused_of, take_in_all
from pipeline.lake import Lake, Manifest
from pipeline.leftovers import sweep
from pipeline.locks import month_lock, office_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.preview import preview, previews
from pipeline.progress import Progress, Silent
from pipeline.reports import (
    EditReport,
    IndicatorReport,
    IntakeReport,
    ReleaseReport,
    Report,
    WarehouseReport,
)
from pipeline.rules.findings import Finding, read_findings
from pipeline.seasonal.declared import load_specifications
from pipeline.seasonal.due import overdue_reviews
from pipeline.shape import shapes_of
from pipeline.window import window_of


def lake_of(office: Office) -> Lake:
    """Return the lake of an office."""
    return Lake(office.home / "lake")


def intake(office: Office, progress: Progress | None = None) -> IntakeReport:
    """Take in what the office's deliveries hold: raw store, raw.file, raw.line, raw.figure."""
    say = (progress or Silent()).say
    lake = lake_of(office)
    with office_lock(office):
        sweep(office)
        office.newest_received()
        taken = take_in_all(office, lake)
        gone = forget_missing(lake, office.deliveries())
    manifests = [manifest for manifest, _ in taken]
    files = pl.concat([lake.read(found, "raw.file") for found in manifests])
    new = sum(is_new for _, is_new in taken)
    refused = (*office.refused_deliveries(), *filter(None, (refused_of(found) for found in manifests)))
    counts = {
        "deliveries": len(taken),
        "new deliveries": new,
        "deliveries refused": len(refused),
        "deliveries gone": len(gone),
        "files repeated": sum(len(found.facts["repeated"]) for found in manifests),
        **{name: int(files[name].sum()) for name in ("lines_in", "parsed", "quarantined", "skipped")},
        **counted(lake.paths(manifests, "raw.figure")),
        "figures repeated": int(files["repeated"].sum()),
    }
    beside = f" and {counts['other fields']} other fields" if counts["other fields"] else ""
    say(
        f"{counts['figures']} figures{beside} from {counts['lines_in']} lines; "
        f"{counts['quarantined']} quarantined, {counts['skipped']} skipped"
    )
    refused += tuple(sentence for found in manifests for sentence in kept_out_of(found))
    for sentence in refused:
        say(f"not taken in: {sentence}")
    shown = {"raw.file": preview(files), **previews(lake, manifests[-1], ["raw.figure"])}
    return IntakeReport(counts, shown, refused, shapes=shapes_of(lake, manifests))


def conform(office: Office, progress: Progress | None = None) -> Report:
    """Put figures into code lists: core.observation."""
    say = (progress or Silent()).say
    lake = lake_of(office)
    with office_lock(office):
        found = delivered(office)
        manifests, new = conform_all(office, lake)
        conformed = {manifest.partition for manifest in manifests}
        note_taken(lake, {name: mark for name, mark in found.items() if name in conformed})
    counts = {
        "deliveries": len(manifests),
        "conformed anew": new,
        "observations": sum(int(found.facts["observations"]) for found in manifests),
        "withdrawn": sum(int(found.facts["withdrawn"]) for found in manifests),
    }
    say(f"{counts['observations']} observations")
    for name in sorted(found.keys() - conformed):
        say(f"delivery {name} came after the intake: the next run takes it in")
    if counts["withdrawn"]:
        say(f"{counts['withdrawn']} figures withdrawn")
    for sentence in (sentence for found in manifests for sentence in found.facts["unmatched"]):
        say(f"not followed: {sentence}")
    shown = previews(lake, manifests[-1], ["core.observation"])
    return Report(counts, shown, shapes=shapes_of(lake, manifests))


def edit(
    office: Office, month: Month, as_of: date | None = None, progress: Progress | None = None
) -> EditReport:
    """Evaluate the rules and choose between sources for a month."""
    say = (progress or Silent()).say
    lake = lake_of(office)
    window = window_of(office, month, as_of, newest_taken(office, lake))
    manifest = edit_month(office, lake, window)
    findings = tuple(read_findings(office, lake, manifest))
    counts = {name: int(manifest.facts[name]) for name in ("figures", "withheld", "findings")}
    say(
        f"{counts['figures']} figures known as of {window.as_of}; "
        f"{counts['findings']} findings, {counts['withheld']} figures withheld"
    )
    _write_rule_report(office, lake, manifest, findings, say)
    runs = lake.read(manifest, "core.rule_run").to_dicts()
    shown, shapes = previews(lake, manifest, list(manifest.tables)), shapes_of(lake, [manifest])
    return EditReport(counts, shown, window.as_of, findings, runs, shapes=shapes)


def _write_rule_report(
    office: Office, lake: Lake, manifest: Manifest, findings: tuple[Finding, ...], say: Callable[[str], None]
) -> None:
    """Leave the report of a month's rules for the statistician, and say which rules are redundant."""
    from pipeline.rules.report import make_report
    from pipeline.rules.report_files import write_report

    report = make_report(office, lake, manifest, findings)
    for sentence in report.redundancies:
        say(sentence)
    write_report(report, office.project.templates, office.home / "reports" / manifest.partition)


def compute(
    office: Office, month: Month, as_of: date | None = None, progress: Progress | None = None
) -> IndicatorReport:
    """Compute every indicator of a month."""
    say = (progress or Silent()).say
    lake = lake_of(office)
    window = edited_window(office, lake, month, as_of)
    manifest = compute_month(office, lake, window)
    rows: dict[str, int] = manifest.facts["rows"]
    per_indicator = {
        code: {"rows": count, "preview": preview(lake.read(manifest, f"indicators.{code}"), month)}
        for code, count in rows.items()
    }
    counts = {"indicators": len(rows), "cells": sum(rows.values())}
    say(f"{counts['cells']} cells of {counts['indicators']} indicators")
    queries = outlier_rows(lake, window)
    write_queries(office, window, queries)
    if queries:
        say(f"{len(queries)} figures are asked about, the first of them: {queries[0]['reason']}")
    overdue = overdue_reviews(load_specifications(office.folder), window.as_of)
    unadjusted = not_published(lake, window)
    for sentence in (*unadjusted, *overdue):
        say(sentence)
    return IndicatorReport(
        counts,
        {},
        per_indicator,
        adjustment_rows(lake, window),
        tuple(unadjusted),
        tuple(overdue),
        queries,
        shapes=shapes_of(lake, [manifest]),
    )


def publish(
    office: Office,
    month: Month,
    as_of: date | None = None,
    progress: Progress | None = None,
    choice: Choice = ALL,
) -> ReleaseReport:
    """Write the publications of a month and what belongs to them; a stop rule keeps it from being written.

    `choice` names languages and territories; without it all are made. What it leaves out of a release that
    the month has already is said.
    """
    from pipeline.bulletin.left_out import publications_in, say_left_out
    from pipeline.bulletin.publish import publish_month
    from pipeline.vintages.change_page import page_of_changes

    say = (progress or Silent()).say
    lake = lake_of(office)
    window = edited_window(office, lake, month, as_of)
    core = lake.manifest(CORE, window.key)
    if core:
        refuse_stops(tuple(read_findings(office, lake, core)))
    before = publications_in(office.home / "releases" / window.key)
    release = publish_month(office, lake, month, window.asked, choice, anew=False)
    if release.stands:
        say("nothing changed that the release is made of: it stands")
    if left_out := say_left_out(before, publications_in(release.folder)):
        say(left_out)
    for told in release.tight:
        say(told)
    say(f"{release.pages} pages, {release.numbers} numbers, each bound to a cell")
    counts = {"pages": release.pages, "printed numbers": release.numbers, "files": len(release.paths)}
    page = page_of_changes(office, window.key)
    return ReleaseReport(
        counts, {}, release.folder, release.paths, release.main_points, release.pages, page, release.tight
    )


def refuse_stops(findings: tuple[Finding, ...]) -> None:
    """Raise StopRuleError when a finding keeps the bulletin from being written."""
    stops = [found for found in findings if found.stops]
    if stops:
        held = stops[0].effect == "hold" and stops[0].outcome != "error"
        todo = "Give the reason by a decision about it" if held else "Mend the rule or the figure"
        raise StopRuleError(
            f"The bulletin is not written: rule {stops[0].rule_id} {'holds' if held else 'stops'} it. "
            f"{stops[0].sentence} {todo}, then run the month again."
        )


def triangle(office: Office, progress: Progress | None = None) -> Report:
    """Bring indicators.triangle up to date: the values of every vintage, those unchanged not made again."""
    from pipeline.vintages.build import build_triangle, read_triangle

    lake = lake_of(office)
    built = build_triangle(office, lake, progress)
    counts = {"vintages": built.vintages, "vintages made anew": built.made, "values": built.rows}
    return Report(counts, {"indicators.triangle": preview(read_triangle(lake))})


def warehouse(office: Office, progress: Progress | None = None) -> WarehouseReport:
    """Build warehouse.duckdb from everything that is committed, and swap it in."""
    from pipeline.warehouse import build_warehouse

    say = (progress or Silent()).say
    with office_lock(office):
        rows = build_warehouse(office, lake_of(office))
    say(f"{len(rows)} tables in warehouse.duckdb")
    return WarehouseReport(
        {"tables": len(rows), "rows": sum(rows.values())}, {}, office.home / "warehouse.duckdb"
    )


def run_month(
    office: Office,
    month: Month,
    as_of: date | None = None,
    progress: Progress | None = None,
    *,
    with_bulletin: bool = True,
    choice: Choice = ALL,
) -> ReleaseReport | None:
    """Run every stage of a month in order, without Dagster."""
    from pipeline.vintages.before import month_before

    say = (progress or Silent()).say
    with month_lock(office, month):
        intake(office, progress)
        conform(office, progress)
        edit(office, month, as_of, progress)
        compute(office, month, as_of, progress)
        release = None
        if with_bulletin:
            with month_before(office, month, as_of, [month], lambda _, by: say(f"waiting for {by}")):
                release = publish(office, month, as_of, progress, choice)
    warehouse(office, progress)
    return release
