"""A decision from the Dagster page: a job with a typed form, whose one step writes to the ledger."""

from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

import dagster as dg
from pydantic import Field

from assets.hidden import page_of
from assets.keys import decide_job_name
from assets.metadata import rows_table
from assets.release_steps import WHO, who_takes
from assets.said import say_why
from pipeline.decisions.model import ACTIONS
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.decisions.model import Decision

Action = Enum("Action", {name: name for name in ("undo", *ACTIONS)})  # type: ignore[misc]
"""What can be chosen on the page: an action, or to undo a decision."""


class DecisionForm(dg.Config):
    """A decision about a finding, or the undoing of a decision."""

    action: Action = Field(
        description="accept: used as reported, whatever this finding says. reject: not used. hold: not used "
        "until decided again. correct: used with another value. attribute: used for another period. undo: a "
        "decision no longer counts."
    )
    reason: str = Field(description="Why, in a sentence that another statistician understands.")
    who: str = Field(default="", description=WHO)
    finding_id: str = Field(
        default="",
        description="The finding: its id, or the first 6 digits or more, from the table of findings of a "
        "month, from the rule's check, or from `crossfoot findings`.",
    )
    content_key: str = Field(
        default="",
        description="Where a finding tests several figures: the digits of the one that is meant, from the "
        "table 'figures to decide about' of the rule's check, or the word all, which settles all of them. "
        "Else empty.",
    )
    new_value: str = Field(
        default="",
        description="To correct: the value in the unit of the figure, as 227.5. To attribute: the period, as "
        "2025, 2025-09 or 2025-01/2025-09; of a plan the day it is due. Else empty.",
    )
    expires_on: str = Field(default="", description="The last day that the decision holds, or empty.")
    undoes: str = Field(default="", description="To undo: the id of the decision. Else empty.")

    def as_fields(self) -> dict[str, str]:
        """Return the fields of the form as texts."""
        fields = {name: str(value) for name, value in self.model_dump().items() if name != "action"}
        return fields | {"action": "" if self.action is Action.undo else self.action.value}


def build_decide_job(office: Office) -> dg.JobDefinition:
    """Build the job that makes one decision; runs of months count it from then on."""

    @dg.op(
        name=f"{office.code}_decide_step",
        description="Checks the form against the findings of the months that were run, then adds a row to "
        f"sources/{office.code}/decisions/decisions.csv. Nothing is changed in place.",
        out=dg.Out(dg.Nothing),
    )
    def decide_step(context: dg.OpExecutionContext, config: DecisionForm) -> None:
        from pipeline.decisions.decide import decide_finding
        from pipeline.decisions.form import request_of
        from pipeline.errors import UsageError

        if config.action is Action.undo and not config.undoes:
            raise UsageError("To undo, give the id of the decision in the field 'undoes'.")
        fields = config.as_fields() | {"who": who_takes(config.who, context.run.tags)}
        request = request_of(fields)
        with page_of(office, "decide") as page:
            made = decide_finding(office, request, datetime.now(UTC))
            for decision in made:
                context.log.info(f"{decision.action} {decision.decision_id} by {decision.who}")
            rows = rows_table([_shown(decision) for decision in made])
            context.add_output_metadata({"decisions": page.figures("Decisions", rows)})

    @dg.job(
        name=decide_job_name(office),
        description=f"{office.title}: decide about a finding, or undo a decision. Fill in the form, launch, "
        "then run the month again.",
        executor_def=dg.in_process_executor,
        hooks={say_why},
    )
    def decide_job() -> None:
        decide_step()

    return decide_job


def _shown(decision: "Decision") -> dict[str, object]:
    """Show what a statistician needs to see of a decision."""
    texts = decision.as_texts()
    names = ("decision_id", "action", "field", "old_value", "new_value", "who", "reason", "undoes", "month")
    return {name: texts[name] for name in names}
