"""Drafts of what an issue would have to say if a source is withdrawn, number by number."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.audit.from_figures import plain
from pipeline.audit.recompute import rounded_again
from pipeline.audit.trace import Reached, Record
from pipeline.lake import write_atomically
from pipeline.releasing.corrections import DRAFT
from pipeline.releasing.following import MOST_WORDS
from pipeline.releasing.model import CORRIGENDUM
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.changes import leaves_of

NOTHING, BESIDE, AGAIN = "no figure is left", "another figure stands beside it", "to be computed again"


def drafts(found: Sequence[Reached], asked: str) -> dict[str, str]:
    """Return a draft for each issue that prints a number of the source, by the name of its file.

    It is named by the issue, the one that readers have before a draft of the same id, which has its folder's.
    """
    texts: dict[str, str] = {}
    for one in sorted((one for one in found if one.is_printed.any()), key=lambda one: one.is_draft):
        name = f"corrigendum-{one.reach.release_id}"
        is_taken = f"{name}.md" in texts
        texts[f"{name}-{one.folder.name}.md" if is_taken else f"{name}.md"] = _draft(one, asked)
    return texts


def write_drafts(found: Sequence[Reached], asked: str, out: Path) -> list[Path]:
    """Write the drafts into a folder."""
    texts = drafts(found, asked)
    for name, text in texts.items():
        write_atomically(out / name, text.encode())
    return [out / name for name in texts]


def affected(found: Reached) -> list[Record]:
    """Return each reached number with what would be left of it.

    `left` is one of three: no figure is left behind it; another figure of the same series stands beside it,
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
    told = []
    for row in rows.values():
        leaves, own = leaves_of(row["cell_id"], inputs, inputs), inputs.get(row["cell_id"], [])
        told.append(row | _left(row, leaves, withdrawn, own, observations))
    return told


def _left(
    row: Record, leaves: set[str], withdrawn: set[str], inputs: Sequence[str], known: dict[str, Record]
) -> Record:
    """Say what is left of a number without the figures of the source."""
    if leaves - withdrawn or not leaves:
        return {"left": AGAIN, "source": "", "text": ""}
    if len(inputs) == 1 and inputs[0] in known:
        series = known[inputs[0]]["series_id"]
        beside = sorted(
            (
                other
                for other in known.values()
                if other["series_id"] == series and other["obs_id"] not in withdrawn and not other["withheld"]
            ),
            key=lambda other: (other["known_on"], other["obs_id"]),
        )
        if beside and row["facet"] == "value":
            other = beside[-1]
            text = rounded_again(other["value"], int(row["places"]))
            return {"left": BESIDE, "source": f"{other['source_id']}: {plain(other['value'])}", "text": text}
    return {"left": NOTHING, "source": "", "text": ""}


def _draft(found: Reached, asked: str) -> str:
    """Write the draft of one issue."""
    proof, concerned = found.proof, affected(found)
    return "\n".join(
        [
            f"{DRAFT}{found.reach.release_id}",
            "",
            "What readers are told. Say why, change what is to be said otherwise, and announce it with "
            "`crossfoot release correct MONTH --draft FILE`.",
            "",
            *(f"- {name}: {text}".rstrip() for name, text in _told(concerned, asked).items()),
            "",
            f"Source: {asked}. Figures of it behind this issue: {len(found.figures)}.",
            f"Were the source withdrawn, {proof['reached']} of {proof['cells']} cells and "
            f"{int(found.is_printed.sum())} of {len(found.reach.numbers)} printed numbers of this issue "
            "would be concerned. They are listed below with what would be left of them.",
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
            f"Their lines in cells.csv have the SHA-256 {proof['rest_sha256']}, taken over those of the "
            "lines in their order; a corrected issue must have the same.",
            f"{proof['counts']} cells count what came in; a withdrawal changes those too.",
            "",
        ]
    )


def _told(rows: Sequence[Record], asked: str) -> dict[str, str]:
    """Return what can be said of what is corrected and what is right; why is for a person to say."""
    places = "; ".join(dict.fromkeys(place for row in rows for place in row["where"]))
    numbers = len({row["number_id"] for row in rows})
    what = f"{numbers} printed numbers that rest on {asked}: {places}."
    gone = all(row["left"] == NOTHING for row in rows)
    words = (
        what if len(what) <= MOST_WORDS else f"{numbers} printed numbers that rest on {asked}.",
        "No figure stands in their place."
        if gone
        else "The numbers of the issue that takes its place, listed one by one.",
        "",
    )
    return dict(zip(CORRIGENDUM, words, strict=True))


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
