"""New deliveries start the months that they touch: a sensor that has them taken in, then launches the months.

The key of each run follows from what was delivered, so that a tick that is done again, because the daemon was
killed before it kept the cursor, launches nothing twice.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.form import MAX_REASON
from assets.freshness import evaluation, overdue_today
from assets.hidden import page_of
from assets.keys import deliveries_job_name
from assets.moment import today
from assets.runs import month_request
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.arrivals.pending import Pending, Start

INTERVAL_SECONDS = 30
MONTHS_A_TICK = 12
"""So many months are started at once, the newest first; the others follow with the next ticks."""
ATTEMPTS = 3
"""How often the same deliveries are tried to be taken in, where the run fails."""
SENTENCES = 5
"""So many sentences a tick says; the others are counted."""
ARRIVED_TAG = "crossfoot/arrived"
"""What the run that takes deliveries in is about, as a digest."""
DELIVERIES_TAG = "crossfoot/deliveries"
"""The deliveries that started a month."""


def build_deliveries_sensor(office: Office, jobs: Sequence[Any]) -> dg.SensorDefinition:
    """Build the sensor of an office over its jobs; what was delivered before its first tick is not new."""

    @dg.sensor(
        name=f"{office.code}_deliveries",
        jobs=jobs,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=f"{office.title}: has what is dropped into the inbox, or delivered, taken in, then runs "
        f"the months that it touches, each once and up to {MONTHS_A_TICK} at a time. What was delivered "
        "before the first start is not new.",
    )
    def deliveries_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        from pipeline.arrivals.pending import Pending, begin

        if not context.cursor:
            first = begin(office)
            said = f"{len(first.known)} deliveries were there before the first start: they are not new."
            return dg.SensorResult(skip_reason=said, cursor=first.write())
        return _look(office, Pending.read(context.cursor), context.instance)

    return deliveries_sensor


def _look(office: Office, pending: "Pending", instance: dg.DagsterInstance) -> dg.SensorResult:
    """Launch the months of what was taken in, and the run that takes in what was not."""
    from pipeline import stages
    from pipeline.arrivals.pending import held_months, look, start_months

    pending, untaken, idle = look(office, stages.lake_of(office), pending)
    pending, starts = start_months(office, pending, MONTHS_A_TICK)
    requests = [_month_request(office, start) for start in starts]
    said = [f"Delivery {name} is taken in and touches no month." for name in idle]
    said += [
        f"{month} waits: its issue is approved or under embargo. Recall it, and the month is run."
        for month in held_months(office, pending.left)
    ]
    request, sentence = _take_in(office, untaken, instance)
    requests += [request] if request else []
    said += [sentence] if sentence else []
    pending, events = _expected(office, pending)
    reason = None if requests else _joined([*said, *_not_taken(office)])
    return dg.SensorResult(
        run_requests=requests, skip_reason=reason, cursor=pending.write(), asset_events=events
    )


def _expected(office: Office, pending: "Pending") -> tuple["Pending", list[dg.AssetCheckEvaluation]]:
    """Evaluate once a day whether what is expected was received: a day without deliveries has no run."""
    day = today(office).isoformat()
    if pending.looked == day:
        return pending, []
    return replace(pending, looked=day), [evaluation(office, overdue_today(office))]


def _month_request(office: Office, start: "Start") -> dg.RunRequest:
    """Ask for a run of a month, with the deliveries as its reason."""
    names = ", ".join(start.deliveries)
    reason = f"New deliveries: {names}."
    if len(reason) > MAX_REASON:
        reason = f"{len(start.deliveries)} new deliveries."
    return month_request(office, start.month, start.key, reason, {DELIVERIES_TAG: names[:MAX_REASON]})


def _take_in(
    office: Office, untaken: dict[str, str], instance: dg.DagsterInstance
) -> tuple[dg.RunRequest | None, str]:
    """Ask for the run that takes in what waits, or say why it is not asked for; neither where none waits."""
    from pipeline.arrivals.forms import forms_waiting
    from pipeline.identity import digest_of
    from pipeline.reading.inbox import waiting

    files, forms = waiting(office), forms_waiting(office)
    if not untaken and not files and not forms:
        return None, ""
    if untaken:
        untaken = _quiet(office, untaken)
    about = digest_of([sorted(untaken.items()), files, forms])[:16]
    records = instance.get_run_records(
        dg.RunsFilter(job_name=deliveries_job_name(office), tags={ARRIVED_TAG: about})
    )
    runs = [record.dagster_run for record in records]
    if any(not run.is_finished for run in runs):
        return None, "What is new is being taken in."
    failed = [run for run in runs if not run.is_success]
    if len(failed) < len(runs):
        return None, ""
    if len(failed) >= ATTEMPTS:
        return None, (
            f"The run that takes deliveries in failed {len(failed)} times, the last time as run "
            f"{failed[0].run_id[:8]}. Mend what it names, then launch {deliveries_job_name(office)}."
        )
    request = dg.RunRequest(
        run_key=f"{about}.{len(failed)}", job_name=deliveries_job_name(office), tags={ARRIVED_TAG: about}
    )
    return request, ""


def _quiet(office: Office, untaken: dict[str, str]) -> dict[str, str]:
    """Leave out deliveries that change while they are looked at: somebody is copying them."""
    from pipeline.arrivals.delivered import delivered
    from pipeline.reading.inbox import LOOK_AGAIN_SECONDS

    time.sleep(LOOK_AGAIN_SECONDS)
    again = delivered(office)
    return {name: mark for name, mark in untaken.items() if again.get(name) == mark}


def _not_taken(office: Office) -> list[str]:
    """Say which files and deliveries could not be read: they are kept until somebody sees to them.

    Ahead of a release a tick, which auditors read, says how many there are: a sentence may quote a figure.
    """
    from pipeline.reading.inbox import set_aside

    found = [*set_aside(office), *(f"Not taken in: {said}" for said in office.refused_deliveries())]
    if not found:
        return []
    with page_of(office, "deliveries") as page:
        return found if page.ahead is None else [page.words("Not read", found) or ""]


def _joined(said: list[str]) -> str:
    """Join the first sentences and count the others."""
    more = [f"{len(said) - SENTENCES} more."] if len(said) > SENTENCES else []
    return " ".join([*said[:SENTENCES], *more]) or "Nothing new was delivered."
