"""What a source reached, as text for a person."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.audit.against import Against, Differing
from pipeline.audit.trace import Reached
from pipeline.releasing.model import State
from pipeline.vouch_text import KINDS, place_of

MOST = 40
"""So many cells, numbers and differences of an issue are listed; `--json` has all."""


def render(asked: str, found: Sequence[Reached], looked_at: int) -> str:
    """Write what was reached, a release after the other, each with the proof about its rest."""
    states = Counter(one.state for one in found if one.state and one.state is not State.RELEASED)
    others = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    totals = [
        f"{asked}   reaches {len(found)} of {looked_at} issues" + f", among these {others}" * bool(others),
        f"cells      {sum(one.proof['reached'] for one in found)}",
        f"numbers    {sum(int(one.is_printed.sum()) for one in found)}",
    ]
    return "\n".join([*totals, *(line for one in found for line in _issue(one))])


def render_against(against: Against) -> str:
    """Write whether another issue has the rest as it was, with both hashes, and what differs."""
    first, second = against.found.reach.release_id, against.other.release_id
    differing = against.differing
    said = f"{len(differing)} cells of the rest differ" if differing else "every cell of the rest is the same"
    return "\n".join(
        [
            "",
            f"against    {second}  ({against.folder.name}): {said}",
            f"  rest     {len(against.before)} cells of {first}, {len(against.now)} of {second}",
            f"           sha256 {against.found.proof['rest_sha256']}  {first}",
            f"           sha256 {against.rest_sha256}  {second}",
            *_listed("differ", [f"           {_differing(one)}" for one in differing]),
        ]
    )


def _differing(one: Differing) -> str:
    """Write a cell that two issues have otherwise."""
    columns = (f"{name} {before or '-'} -> {now or '-'}" for name, (before, now) in one.columns.items())
    return f"{one.cell_id}  " + (f"in {one.only_in} alone" if one.only_in else "; ".join(columns))


def _issue(found: Reached) -> list[str]:
    """Write one issue."""
    proof = found.proof
    closed = (
        f"none of {proof['edges']} inputs leads from what is reached to the rest"
        if not proof["edges_into_rest"]
        else f"{proof['edges_into_rest']} inputs lead into the rest: the trace is not complete"
    )
    return [
        "",
        f"{_kind(found.state)}      {found.reach.release_id}  ({found.folder.name}){_state(found.state)}: "
        f"{proof['reached']} of {proof['cells']} cells, {int(found.is_printed.sum())} of "
        f"{len(found.reach.numbers)} numbers",
        *(f"  {_place(row)}" for row in found.places()),
        *_listed("cells", [f"           {name}" for name in found.cells]),
        *_listed("numbers", [f"           {_number(row)}" for row in found.numbers()]),
        *_judged(found),
        f"  rest     {proof['rest']} cells; {closed}",
        f"           sha256 {proof['rest_sha256']}",
        *(
            [f"  counts   {proof['counts']} cells count what came in, this source included"]
            * bool(proof["counts"])
        ),
    ]


def _kind(state: State | None) -> str:
    """Call a release what it is."""
    return "draft" if state is State.DRAFT else "issue"


def _state(state: State | None) -> str:
    """Write the state of an issue, where it is known and not said by its kind."""
    return f", {state.value}" if state and state is not State.DRAFT else ""


def _listed(what: str, lines: Sequence[str]) -> list[str]:
    """List what is reached up to MOST lines, and say how many more there are."""
    more = [f"           and {len(lines) - MOST} more; --json has all"] * (len(lines) > MOST)
    return [f"  {what}", *lines[:MOST], *more] if lines else []


def _number(row: dict[str, str]) -> str:
    """Write a printed number: its id, its text, its cell and where it stands."""
    facet = "" if row["facet"] == "value" else f" ({row['facet']})"
    return f"{row['number_id']}  {row['printed']}  {row['cell_id']}{facet}  {place_of(row)}"


def _place(row: dict[str, Any]) -> str:
    """Write where numbers stand."""
    publication = "/".join(part for part in (row["territory"], row["lang"]) if part)
    where = ", ".join(part for part in (row["section"], row["table_or_figure"]) if part)
    return f"{publication:<8} {where}: {row['numbers']} in a {KINDS.get(row['place'], row['place'])}"


def _judged(found: Reached) -> list[str]:
    """Write how many findings name the figures, and of which rules."""
    rows = found.judged()
    rules = ", ".join(sorted({row["rule_id"] for row in rows}))
    return [f"  findings {len(rows)} name its figures: {rules}"] if rows else []
