"""The steps of an issue from the Dagster page: a job with a typed form, which writes to the ledger."""

import getpass
from collections.abc import Mapping
from enum import Enum
from typing import Any

import dagster as dg
from pydantic import Field

from assets.keys import release_job_name
from assets.said import say_why
from pipeline.office import Office
from pipeline.releasing.form import STEPS
from pipeline.user import who_asked, who_signs

Take = Enum("Take", {name: name for name in STEPS})  # type: ignore[misc]
"""What can be chosen on the page."""
WHO = "Your name. Empty: who is signed in, where the page knows it, else the machine's user."


class ReleaseForm(dg.Config):
    """A step of an issue on its way to readers."""

    step: Take = Field(
        description="submit: for review. approve: by a second person. embargo: lock it until its hour. open: "
        "release it. recall: back to its draft. except: ask for an exception, before submission. correct: "
        "announce a corrigendum. retract: take it back. withdraw: readers see that it is not to be used."
    )
    month: str = Field(description="The month, as in 2026-01; of an as-of day 2026-01@2026-03-01.")
    who: str = Field(default="", description=WHO)
    reason: str = Field(
        default="", description="Why. Wanted to recall, retract, withdraw and for an exception."
    )
    hash: str = Field(
        default="",
        description="To approve: the first 8 digits or more of the hash of the manifest reviewed, as "
        "`crossfoot release status` shows it.",
    )
    until: str = Field(
        default="", description="To lock: day and hour, as in 2026-04-20 09:00; empty: as the calendar says."
    )
    zone: str = Field(default="", description="The zone of that hour, as in Asia/Baku; empty: the office's.")
    exception: str = Field(default="", description="To open before the hour: why. It is logged and shown.")
    rule: str = Field(
        default="",
        description="For an exception: second-person, open-stop, without-vault or unchanged. Else empty.",
    )
    what: str = Field(default="", description="To correct: what is corrected, in a sentence.")
    right: str = Field(default="", description="To correct: what is right.")
    why: str = Field(default="", description="To correct: why.")

    def as_fields(self) -> dict[str, str]:
        """Return the fields of the form as texts."""
        return {name: str(value) for name, value in self.model_dump().items() if name != "step"}


def build_release_job(office: Office) -> dg.JobDefinition:
    """Build the job that takes one step of an issue."""

    @dg.op(
        name=f"{office.code}_release_step",
        description="Checks the step against the ledger of releases, then adds an entry to it. Nothing in "
        "the ledger is ever changed.",
        out=dg.Out(dg.Nothing),
    )
    def release_step(context: dg.OpExecutionContext, config: ReleaseForm) -> None:
        from pipeline.clock import now
        from pipeline.releasing.form import take_step

        fields = config.as_fields()
        tags = context.run.tags
        fields["who"] = who_takes(fields["who"], tags)
        made = take_step(office, str(config.step.value), fields, now())
        context.log.info(f"{made.release_id}: {made.state}, entry {made.n} by {made.who}")
        context.add_output_metadata(_shown(made.n, made.release_id, made.state.value, made.manifest_sha256))

    @dg.job(
        name=release_job_name(office),
        description=f"{office.title}: submit, approve, lock, release, correct or withdraw an issue.",
        executor_def=dg.in_process_executor,
        hooks={say_why},
    )
    def release_job() -> None:
        release_step()

    return release_job


def user_of(tags: Mapping[str, str]) -> str:
    """Return who launched a run: as the web server says, else the user of the machine."""
    return who_asked(tags) or getpass.getuser()


def who_takes(given: str, tags: Mapping[str, str]) -> str:
    """Return whose name an entry gets: who the form names, or, where it names nobody, who launched the run.

    Raises UsageError for a form that names another person than the one who signed in.
    """
    return who_signs(" ".join(given.split()), who_asked(tags)) or user_of(tags)


def _shown(number: int, release_id: str, state: str, manifest: str) -> dict[str, Any]:
    """Show the entry."""
    return {"entry": number, "issue": release_id, "state": state, "manifest": manifest}
