"""The sentence of a failure by itself in a run's log: else the page has it in the middle of a trace."""

import dagster as dg

from pipeline.errors import CrossfootError


@dg.failure_hook(name="say_why")
def say_why(context: dg.HookContext) -> None:
    """Write what is the matter and what to do as a line of its own, where the failure has such a sentence."""
    if isinstance(context.op_exception, CrossfootError):
        context.log.error(str(context.op_exception))
