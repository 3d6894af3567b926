"""The queue of runs, which notes who asked for each, whose turn it is and for whom it waits.

dagster.yaml names it.
"""

import getpass

from dagster import DagsterRun
from dagster._core.run_coordinator import QueuedRunCoordinator, SubmitRunContext
from dagster._core.workspace.context import WorkspaceRequestContext

from assets.turns import MONTH_TAG, TURN_TAG, in_use_by, turn_of
from pipeline.user import USER_HEADER, USER_TAG, user_named


class NamingRunCoordinator(QueuedRunCoordinator):
    """Queues a run under the name in the header of the request; what a form says of it does not count.

    Without a web server in front nobody has checked a name: a run that claims one gets that of the person
    who started the page. Runs that no request asks for keep the tag of what they belong to: a retry that of
    the run before it, the runs of a backfill that of the backfill.
    """

    def submit_run(self, context: SubmitRunContext) -> DagsterRun:
        """Set the tags, say for whom the run waits, then queue it."""
        name = user_named(context.get_request_header(USER_HEADER))
        run = context.dagster_run
        if not name and _was_requested(context) and USER_TAG in run.tags:
            name = getpass.getuser()
        user = {USER_TAG: name} if name else {}
        self._instance.add_run_tags(run.run_id, {TURN_TAG: turn_of(run), **user})
        if others := in_use_by(self._instance, run):
            month, by = run.tags[MONTH_TAG], ", ".join(others)
            said = f"month {month} is in use by {by}; this run waits in the queue and goes on after that ..."
            self._instance.report_engine_event(said, run)
        return super().submit_run(context)


def _was_requested(context: SubmitRunContext) -> bool:
    """Tell whether a browser asked for the run, and not the daemon."""
    return isinstance(context.workspace, WorkspaceRequestContext) and context.workspace.source is not None
