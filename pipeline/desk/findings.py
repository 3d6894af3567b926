"""The pages of findings: what the rules of a month found, with a form to decide about each."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.decisions.decide import decide_finding
from pipeline.decisions.form import FORM_FIELDS, decision_from_form
from pipeline.decisions.form import Request as Wanted
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.listing import list_findings
from pipeline.decisions.model import ACTIONS
from pipeline.decisions.standing import standing
from pipeline.decisions.target import Months, tested_keys
from pipeline.desk.form import read_form, texts_of
from pipeline.desk.state import Desk, remember_who
from pipeline.errors import UsageError
from pipeline.month import Month

MAX_SHOWN: Final = 60
"""Findings that a page shows, the most urgent first; when some are decided the next ones appear."""
_ACTIONS: Final = {
    "accept": "use the figure as reported",
    "reject": "do not use the figure",
    "hold": "do not use it until decided again",
    "correct": "use it with the value given here",
    "attribute": "use it for the period given here",
}


def findings_page(
    desk: Desk, request: Request, said: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """Show the open findings of a month, by default of the newest that was run."""
    asked = request.query_params.get("month", "")
    sentence, rows = "", []
    try:
        rows = list_findings(desk.office, Month.parse(asked) if asked else None)
    except UsageError as error:
        sentence = str(error)
    facts: dict[str, Any] = {
        "rows": rows[:MAX_SHOWN],
        "n_rows": len(rows),
        "n_waiting": sum(bool(row["waiting"] or row["undone"]) for row in rows),
        "decisions": [one.as_texts() for one in standing(read_ledger(desk.office))][::-1],
        "max_shown": MAX_SHOWN,
        "territories": desk.lists().by_field["territory"],
        "actions": {name: _ACTIONS[name] for name in ACTIONS},
        "sentence": sentence,
        "said": list((said or {}).values()),
        "month": asked,
    }
    return desk.render(request, "findings", facts, status)


async def decide(desk: Desk, request: Request) -> Response:
    """Decide about a finding, or undo a decision, and show the finding with what was decided."""
    texts = texts_of(await read_form(request, desk.token))
    wanted, problems = decision_from_form({name: texts.get(name, "") for name in FORM_FIELDS})
    if wanted is not None:
        problems = await run_in_threadpool(_which, desk, wanted)
    if wanted is None or problems:
        return await run_in_threadpool(findings_page, desk, request, problems, 422)
    made = await run_in_threadpool(decide_finding, desk.office, wanted, desk.clock())
    month = f"?month={made[0].month}" if request.query_params.get("month") else ""
    return remember_who(RedirectResponse(f"/findings{month}#f-{made[0].finding_id}", 303), wanted.who)


def _which(desk: Desk, wanted: Wanted) -> dict[str, str]:
    """Ask which figure of a finding is meant, where the form does not say it of several."""
    if wanted.undoes or wanted.content_key:
        return {}
    n_figures = len(tested_keys(Months(desk.office), wanted.finding_id))
    if n_figures < 2:
        return {}
    sentence = f"This finding is about {n_figures} figures. Choose one below 'Which figure', or all of them."
    return {"content_key": sentence}
