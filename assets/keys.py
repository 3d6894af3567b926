"""Names of assets, groups, jobs and resources: one scheme for all offices."""

import dagster as dg

from pipeline.month import Month
from pipeline.office import Office

GROUPS = {
    "raw": "1_raw",
    "core": "2_core",
    "indicators": "3_indicators",
    "release": "4_bulletin",
    "warehouse": "5_warehouse",
}
"""Schema -> group; the digit makes the page list the groups in the order of the flow."""


def asset_key(office: Office, table: str) -> dg.AssetKey:
    """Return the key of 'schema.table' in an office."""
    return dg.AssetKey([office.code, *table.split(".")])


def group_name(office: Office, table: str) -> str:
    """Return the group of 'schema.table' in an office."""
    return f"{office.code}_{GROUPS[table.split('.', maxsplit=1)[0]]}"


def job_name(office: Office) -> str:
    """Return the name of the job that makes one month of an office, or a range of months."""
    return f"{office.code}_month"


def decide_job_name(office: Office) -> str:
    """Return the name of the job that makes one decision of an office."""
    return f"{office.code}_decide"


def release_job_name(office: Office) -> str:
    """Return the name of the job that takes one step of an issue of an office."""
    return f"{office.code}_release"


def preview_job_name(office: Office) -> str:
    """Return the name of the job that says what a run of a month of an office would change."""
    return f"{office.code}_preview"


def deliveries_job_name(office: Office) -> str:
    """Return the name of the job that takes in what was delivered to an office, or dropped into its inbox."""
    return f"{office.code}_take_in"


def triangle_job_name(office: Office) -> str:
    """Return the name of the job that brings the revision triangle of an office up to date."""
    return f"{office.code}_triangle"


def run_key(office: Office) -> str:
    """Return the resource key of an office's run: its locks, its as-of day, its progress."""
    return f"{office.code}_run"


def check_name(rule_id: str) -> str:
    """Return the asset check of a rule: Dagster allows letters, digits and underscores."""
    return "".join(letter if letter.isalnum() else "_" for letter in rule_id)


def month_partitions(office: Office) -> dg.StaticPartitionsDefinition:
    """Return the months from the office's first to that of its newest delivery, whatever the clock says."""
    months = office.first_month.to(Month.of(office.newest_received()))
    return dg.StaticPartitionsDefinition([month.key for month in months])
