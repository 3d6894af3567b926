"""Composes the offices' steps into one location; nothing is computed here."""

from collections.abc import Sequence

import dagster as dg

from assets.calendar import build_calendar_schedule
from assets.decide import build_decide_job
from assets.deliveries import build_deliveries_sensor
from assets.due import build_due_sensor
from assets.edit import build_edit
from assets.freshness import build_freshness
from assets.inbox import build_inbox
from assets.indicators import build_indicators
from assets.intake import build_conform, build_intake
from assets.keys import deliveries_job_name, job_name, month_partitions, run_key, triangle_job_name
from assets.preview import build_preview_job
from assets.release import build_bulletin, build_warehouse
from assets.release_steps import build_release_job
from assets.runs import run_resource
from assets.said import say_why
from assets.triangle import build_triangle
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.indicators.catalogue import read_headers
from pipeline.office import Office, load_office, office_codes
from pipeline.progress import Progress, Silent
from pipeline.project import Project, locate
from pipeline.rules.declared import declare_rules


def build_defs(
    project: Project | None = None, offices: Sequence[str] | None = None, progress: Progress | None = None
) -> dg.Definitions:
    """Build the definitions of the offices, by default of all that have a folder below sources/."""
    project = project or locate()
    codes = office_codes(project) if offices is None else offices
    return dg.Definitions.merge(
        *(_office_defs(load_office(project, code), progress or Silent()) for code in codes)
    )


def _office_defs(office: Office, progress: Progress) -> dg.Definitions:
    """Build one office's steps, its jobs and the resource of its runs."""
    months = month_partitions(office)
    steps, triangle = _steps(office, months), build_triangle(office)
    job = dg.define_asset_job(
        job_name(office),
        selection=dg.AssetSelection.assets(*steps),
        hooks={say_why},
        description=f"{office.title}: from delivered files to the bulletin of each month of the run.",
    )
    inbox = build_inbox(office)
    taking = dg.define_asset_job(
        deliveries_job_name(office),
        selection=dg.AssetSelection.assets(inbox, *steps[:2]),
        hooks={say_why},
        description=f"{office.title}: takes in what was dropped into the inbox and what was delivered.",
    )
    again = dg.define_asset_job(
        triangle_job_name(office),
        selection=dg.AssetSelection.assets(triangle, steps[-1]),
        hooks={say_why},
        description=f"{office.title}: the values of every indicator at the end of each month.",
    )
    return dg.Definitions(
        assets=[inbox, *steps, triangle],
        jobs=[
            *(job, taking, again),
            *(build_decide_job(office), build_preview_job(office), build_release_job(office)),
        ],
        asset_checks=[build_freshness(office)],
        schedules=[build_calendar_schedule(office, job)],
        sensors=[build_due_sensor(office), build_deliveries_sensor(office, [job, taking])],
        resources={run_key(office): run_resource(office, progress)},
        executor=dg.in_process_executor,
    )


def _steps(office: Office, months: dg.PartitionsDefinition) -> list[dg.AssetsDefinition]:
    """Build the six steps of an office in the order of the flow."""
    catalogue = read_headers(office.project)
    return [
        build_intake(office),
        build_conform(office),
        build_edit(office, months, [*declare_rules(office), *REVIEW_RULES]),
        build_indicators(office, months, catalogue),
        build_bulletin(office, months, catalogue),
        build_warehouse(office, catalogue),
    ]


@dg.definitions
def defs() -> dg.Definitions:
    """Load every office."""
    return build_defs()
