"""The yearly review of an office's specifications, series by series."""

import polars as pl

from pipeline.edit import load_office
from pipeline.engine import connect
from pipeline.errors import UsageError
from pipeline.indicators.adjustment import candidate_flows, jobs_of
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.history import whole_history
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.seasonal.binary import find_binary
from pipeline.seasonal.declared import load_specifications
from pipeline.seasonal.review import Finding, review, review_frame
from pipeline.window import window_of


def review_office(office: Office, month: Month) -> pl.DataFrame:
    """Review every specification of an office on its series up to a month, as known now.

    Columns: series, item, declared, found, follows (keep, change or look), why; by series. A specification of
    a series that the office does not have is a row. Raises UsageError where there is no specification.
    """
    declared = load_specifications(office.folder)
    if not declared:
        raise UsageError(
            f"Office {office.code} has no specification to review: add one for each series, as "
            f"sources/{office.code}/seasonal/<series>.toml. `crossfoot seasonal status` names the series."
        )
    lake, window = Lake(office.home / "lake"), window_of(office, month)
    binary = find_binary(office.x13_binary)
    findings: list[Finding] = []
    seen: set[str] = set()
    with connect() as connection:
        load_office(connection, office, lake)
        holidays = connection.sql("select * from reference.holiday order by holiday, date_from").pl()
        for indicator in load_catalogue(office.project).values():
            if not indicator.adjust:
                continue
            history = whole_history(office, lake, window, indicator)
            for job in jobs_of(office, candidate_flows(connection, office, indicator, history)):
                if job.specification is not None:
                    seen.add(job.name)
                    findings += review(job.specification, job.frame, binary, holidays)
    lost = [Finding(name, "series", "", "", "look", "no such series") for name in sorted({*declared} - seen)]
    return review_frame([*findings, *lost])
