"""Drafts of what an issue would have to say if a source is withdrawn, number by number."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.audit.from_figures import plain
from pipeline.audit.reach import OF_RUN
from pipeline.audit.recompute import rounded_again
from pipeline.audit.said import said_in_languages
from pipeline.audit.trace import Reached, Record
from pipeline.lake import write_atomically
from pipeline.releasing.corrections import DRAFT
from pipeline.releasing.model import State
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.changes import leaves_of

NOTHING, BESIDE, AGAIN = "no figure is left", "another figure stands beside it", "to be computed again"
OVER = (State.CORRECTED, State.WITHDRAWN)
"""States of an issue that no correction is announced to."""
_STATED = "month"
"""What a cell is called after its period that is stated for a month alone."""
_SINGLE = ".figure="
"""What the id of a cell holds that presents one figure of a source, whatever stands beside it."""


def drafts(found: Sequence[Reached], asked: str, templates: Path) -> dict[str, str]:
    """Return a draft for each issue that prints a number of the source, by the name of its file.

    It is named by the issue, the one that readers have before a draft of the same id, which has its folder's.
    An issue that was corrected or withdrawn has none.
    """
    texts: dict[str, str] = {}
    concerned = [one for one in found if one.is_printed.any() and one.state not in OVER]
    for one in sorted(concerned, key=lambda one: one.state is State.DRAFT):
        name = f"corrigendum-{one.reach.release_id}"
        is_taken = f"{name}.md" in texts
        path = f"{name}-{one.folder.name}.md" if is_taken else f"{name}.md"
        texts[path] = _draft(one, asked, templates)
    return texts


def write_drafts(found: Sequence[Reached], asked: str, out: Path, templates: Path) -> list[Path]:
    """Write the drafts into a folder."""
    texts = drafts(found, asked, templates)
    for name, text in texts.items():
        write_atomically(out / name, text.encode())
    return [out / name for name in texts]


def without_draft(found: Sequence[Reached]) -> list[str]:
    """Say of each issue that prints a number of the source and gets no draft why."""
    return [
        f"No draft for {one.reach.release_id}: it was {one.state}, and corrections are announced to the "
        "issue that readers go by."
        for one in found
        if one.is_printed.any() and one.state in OVER
    ]


def affected(found: Reached) -> list[Record]:
    """Return each reached number with what would be left of it.

    `left` is one of three: no figure is left behind it, or behind the figure that it presents, as a span the
    one at its end and a cell of a single figure its own; another figure of the same series stands beside it,
    with its source, its value and its text at the same number of decimals; or it rests on other figures too
    and is to be computed again.
    """
    folder = ReleaseFolder.open(found.folder)
    withdrawn = set(found.figures)
    inputs: dict[str, list[str]] = {}
    for cell_id, other in folder.cell_input.iter_rows():
        inputs.setdefault(cell_id, []).append(other)
    observations = {row["obs_id"]: row for row in folder.observations.iter_rows(named=True)}
    rows: dict[tuple[str, str], Record] = {}
    for number in found.numbers():
        key = (number["number_id"], number["lang"] + number["territory"])
        row = rows.setdefault(key, {**number, "where": [], "printed": number["printed"]})
        row["where"].append(
            ", ".join(part for part in (number["section"], number["table_or_figure"]) if part)
        )
    return [row | _left(row, inputs, withdrawn, observations) for row in rows.values()]


def _left(
    row: Record, inputs: Mapping[str, list[str]], withdrawn: set[str], known: Mapping[str, Record]
) -> Record:
    """Say what is left of a number without the figures of the source."""
    own = inputs.get(row["cell_id"], [])
    other = None
    is_replaceable = len(own) == 1 and row["facet"] == "value" and _SINGLE not in row["cell_id"]
    if is_replaceable and own[0] in withdrawn:
        other = _beside(own[0], withdrawn, known)
    if other:
        text = rounded_again(other["value"], int(row["places"]))
        return {"left": BESIDE, "source": f"{other['source_id']}: {plain(other['value'])}", "text": text}
    is_gone = _is_gone(row["cell_id"], inputs, withdrawn, known)
    return {"left": NOTHING if is_gone else AGAIN, "source": "", "text": ""}


def _is_gone(
    cell_id: str, inputs: Mapping[str, list[str]], withdrawn: set[str], known: Mapping[str, Record]
) -> bool:
    """Tell whether no figure is left behind a cell, or behind one of its place and period that it is made of.

    A flow may also be the figure that is stated for its month alone.
    """
    leaves = leaves_of(cell_id, inputs, inputs)
    replaceable = () if _SINGLE in cell_id else leaves
    if leaves and leaves <= withdrawn and not any(_beside(name, withdrawn, known) for name in replaceable):
        return True
    code, place, month, *rest = *cell_id.split("."), "", ""
    start = f"{code}.{place}.{month}"
    stated = f"{start}.{_STATED}"
    if rest[0] == "flow" and stated in inputs and not _is_gone(stated, inputs, withdrawn, known):
        return False
    presented = (name for name in inputs.get(cell_id, ()) if f"{name}.".startswith(f"{start}."))
    return any(_is_gone(name, inputs, withdrawn, known) for name in presented)


def _beside(name: str, withdrawn: set[str], known: Mapping[str, Record]) -> Record | None:
    """Return the newest figure that may be used of the same series and period as one of the source."""
    series = known[name]["series_id"] if name in known else None
    others = (
        other
        for other in known.values()
        if other["series_id"] == series and other["obs_id"] not in withdrawn and not other["withheld"]
    )
    return max(others, key=lambda other: (other["known_on"], other["obs_id"]), default=None)


def _draft(found: Reached, asked: str, templates: Path) -> str:
    """Write the draft of one issue."""
    proof, concerned = found.proof, affected(found)
    said = said_in_languages(found, all(row["left"] == NOTHING for row in concerned), templates)
    return "\n".join(
        [
            f"{DRAFT}{found.reach.release_id}",
            "",
            "What readers are told. Say why, change what is to be said otherwise, and announce it with "
            "`crossfoot release correct MONTH --draft FILE`. Another language follows in the same line: "
            "`In English. | az: ... | ru: ...`",
            "",
            *(f"- {name}: {text}".rstrip() for name, text in said.items()),
            "",
            f"Source: {asked}. Figures of it behind this issue: {len(found.figures)}.",
            f"Were the source withdrawn, {proof['reached']} of {proof['cells']} cells and "
            f"{int(found.is_printed.sum())} of {len(found.reach.numbers)} printed numbers of this issue "
            "would be concerned. Each line is a number with what would be left of it; take out the lines of "
            "those that are right.",
            "",
            "| number | publication | where | cell | printed | without the source |",
            "|---|---|---|---|---|---|",
            *_lines(concerned),
            "",
            *_judged(found),
            "## The rest",
            "",
            f"{proof['rest']} cells do not rest on the source: of {proof['edges']} inputs of cells, "
            f"{proof['edges_into_rest']} lead from a cell or figure that is concerned to one that is not. "
            f"Their lines in cells.csv, sorted and without the columns {' and '.join(OF_RUN)}, have the "
            f"SHA-256 {proof['rest_sha256']}. Whether the issue that corrects has the same says `crossfoot "
            f"trace SOURCE --in FOLDER --against OTHER`, with the folder of {found.reach.release_id} first.",
            f"{proof['counts']} cells count what came in; a withdrawal changes those too.",
            "",
        ]
    )


def _lines(rows: Sequence[Record]) -> Iterator[str]:
    """Write the numbers as lines of a table."""
    for row in rows:
        left = row["left"] + (f" ({row['source']}), as {row['text']}" if row["left"] == BESIDE else "")
        publication = "/".join(part for part in (row["territory"], row["lang"]) if part)
        fields = (
            *(row["number_id"], publication, "; ".join(dict.fromkeys(row["where"]))),
            *(f"{row['cell_id']} ({row['facet']})", row["printed"], left),
        )
        yield "| " + " | ".join(str(field).replace("|", "\\|") for field in fields) + " |"


def _judged(found: Reached) -> list[str]:
    """Name the findings that hold other figures against those of the source."""
    rows = found.judged()
    lines = [f"- {row['rule_id']} ({row['effect']}): {row['sentence']}" for row in rows]
    return ["## Findings that name the source's figures", "", *lines, ""] if rows else []
