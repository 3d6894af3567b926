"""A dry run from the page: a job with a form, which says what a run of a month would change."""

import dagster as dg
from pydantic import Field

from assets.hidden import page_of
from assets.keys import preview_job_name
from assets.metadata import bullet_list, rows_table
from assets.runs import StepLog
from assets.said import say_why
from pipeline.office import Office
from pipeline.progress import Silent

CHANGES_SHOWN = 200


class PreviewForm(dg.Config):
    """Which month, as known on which day."""

    month: str = Field(default="", description="The month, as in 2026-01; empty: the office's month.")
    as_of: str = Field(
        default="",
        description="The day whose knowledge counts, as in 2024-03-31; empty: that of the newest delivery.",
    )


def build_preview_job(office: Office) -> dg.JobDefinition:
    """Build the job that works out what a run of a month would change, and leaves nothing else."""

    @dg.op(
        name=f"{office.code}_preview_step",
        description="Makes the month in a folder of its own, compares it with the issue that there is, and "
        "removes the folder. The month's own results and releases stay as they are.",
        out=dg.Out(dg.Nothing),
    )
    def preview_step(context: dg.OpExecutionContext, config: PreviewForm) -> None:
        from assets.moment import as_of_day
        from pipeline.month import Month
        from pipeline.rehearsal import changed_rows, number_rows, rehearse
        from pipeline.rehearsal_text import summary

        month = Month.parse(config.month) if config.month else office.default_month
        as_of = as_of_day(office, config.as_of)
        with page_of(office, "preview", [month], as_of) as page:
            log = StepLog(page.log(context.log), Silent(), f"preview {month}")
            found = rehearse(office, month, as_of, log)
            told = {
                "what a run would do": bullet_list(summary(found)),
                "cells that would change": rows_table(changed_rows(found.changes), CHANGES_SHOWN),
                "numbers that would change": rows_table(number_rows(found.numbers), CHANGES_SHOWN),
                "decisions behind them": rows_table([*found.decisions], CHANGES_SHOWN),
            }
            context.add_output_metadata({name: page.figures(name, text) for name, text in told.items()})

    @dg.job(
        name=preview_job_name(office),
        description=f"{office.title}: what a run of a month would change, number by number with its cause, "
        "before it is run.",
        executor_def=dg.in_process_executor,
        hooks={say_why},
    )
    def preview_job() -> None:
        preview_step()

    return preview_job
