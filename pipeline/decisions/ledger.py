"""The ledger of an office's decisions: a file that only grows, each row chained to the one before it.

`sources/<office>/decisions/decisions.csv` holds a row a decision; `decisions.seal` beside it says how many
rows there were at least and how the last of them was chained, so that a row taken from the end is noticed
too. Both are written whole under a temporary name, flushed and renamed: after a kill at any moment there is
the old file or the new one. The lock lies beside them, since several folders of results may share an office.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.decisions.model import COLUMNS, Decision, decision_of
from pipeline.errors import BadInputError
from pipeline.identity import short_hash
from pipeline.lake import write_atomically
from pipeline.locks import held
from pipeline.office import Office

CHAIN = "chain"
_HEADER = [*COLUMNS, CHAIN]
_ADVICE = "Restore the file from its last copy under version control; a decision is undone by another row."


def ledger_path(office: Office) -> Path:
    """Return where an office's decisions lie."""
    return office.folder / "decisions" / "decisions.csv"


def read_ledger(office: Office) -> list[Decision]:
    """Read the decisions in the order they were made; none without a file.

    Raises BadInputError where a row was removed, altered, added by hand or cannot be read.
    """
    return decisions_in(ledger_path(office))


def decisions_in(path: Path) -> list[Decision]:
    """Read the decisions of a ledger, wherever it lies, as `read_ledger` does."""
    return [decision for decision, _ in _read(path)]


def ledger_state(office: Office) -> str:
    """Return the last link of the chain, which stands for the whole ledger; empty without a decision."""
    rows = _read(ledger_path(office))
    return rows[-1][1] if rows else ""


def append(
    office: Office, build: Callable[[Sequence[Decision]], Sequence[Decision]], wait: float = 60
) -> list[Decision]:
    """Add the decisions that `build` makes in view of those known; returns them with their ids.

    One process at a time: another one waits up to `wait` seconds, then gives up with BusyError.
    """
    path = ledger_path(office)
    with held(path.with_name(".lock"), f"The ledger of decisions of office {office.code}", wait):
        for orphan in path.parent.glob(".decisions.*.tmp"):
            orphan.unlink(missing_ok=True)
        rows = _read(path)
        link = rows[-1][1] if rows else ""
        added = []
        for made in build([decision for decision, _ in rows]):
            decision = made.with_id(_ident(link, made))
            link = _link(link, decision)
            rows.append((decision, link))
            added.append(decision)
        if added:
            _keep(path, rows)
    return added


def put_together(path: Path, decisions: Iterable[Decision]) -> list[Decision]:
    """Write a ledger of decisions in any order, each of which carries the id that it got in its ledger.

    An id hangs on all that was decided before, which gives the order back. Returns the decisions that follow
    from none of the others, which are left out: something before them is lacking, or was altered.
    """
    rows: list[tuple[Decision, str]] = []
    link, waiting = "", sorted(decisions, key=lambda row: row.decided_at)
    while following := next((row for row in waiting if row.decision_id == _ident(link, row)), None):
        link = _link(link, following)
        rows.append((following, link))
        waiting.remove(following)
    if rows:
        path.parent.mkdir(parents=True, exist_ok=True)
        _keep(path, rows)
    return waiting


def _keep(path: Path, rows: Sequence[tuple[Decision, str]]) -> None:
    """Write a ledger with its seal."""
    write_atomically(path, _write(rows))
    seal = json.dumps({"rows": len(rows), CHAIN: rows[-1][1]}) + "\n"
    write_atomically(_seal_path(path), seal.encode())


def _read(path: Path) -> list[tuple[Decision, str]]:
    """Read rows with their links, and hold them against the chain and the seal.

    The seal first: it is written last, so that it never runs ahead of what is read after it.
    """
    seal = _read_seal(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path} is not UTF-8 text ({error}). {_ADVICE}") from error
    rows: list[tuple[Decision, str]] = []
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    if text and reader.fieldnames != _HEADER:
        raise BadInputError(f"{path} has other columns than a ledger of decisions. {_ADVICE}")
    try:
        for number, texts in enumerate(reader, start=2):
            rows.append(_checked(path, number, texts, rows[-1][1] if rows else ""))
    except csv.Error as error:
        raise BadInputError(f"{path} cannot be read as CSV: {error}. {_ADVICE}") from error
    _check_seal(path, rows, seal)
    return rows


def _checked(path: Path, number: int, texts: dict[str, str], link: str) -> tuple[Decision, str]:
    """Read one row and see that it follows from the one before it."""
    try:
        decision = decision_of(texts)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(f"{path}, line {number} is not a decision: {error}. {_ADVICE}") from error
    if texts[CHAIN] != _link(link, decision) or None in texts:
        raise BadInputError(
            f"{path}, line {number} does not follow from the row before it: a row was removed, altered or "
            f"put in between. {_ADVICE}"
        )
    return decision, texts[CHAIN]


def _read_seal(path: Path) -> tuple[int, str] | None:
    """Return how many rows were sealed and the link of the last of them; None without a seal."""
    try:
        seal = json.loads(_seal_path(path).read_text(encoding="utf-8"))
        return int(seal["rows"]), str(seal[CHAIN])
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(f"{_seal_path(path)} cannot be read: {error}. {_ADVICE}") from error


def _check_seal(path: Path, rows: Sequence[tuple[Decision, str]], seal: tuple[int, str] | None) -> None:
    """See that no row is missing at the end; the seal may lag behind where a kill came between the two."""
    if seal is None:
        if len(rows) > 1:
            raise BadInputError(f"{_seal_path(path)} is not there. {_ADVICE}")
        return
    count, link = seal
    if len(rows) < count:
        raise BadInputError(f"{path} has {len(rows)} decisions and had {count}. {_ADVICE}")
    if count and rows[count - 1][1] != link:
        raise BadInputError(f"{path} holds other decisions than those that were sealed. {_ADVICE}")


def _seal_path(path: Path) -> Path:
    """Return where the seal of a ledger lies."""
    return path.with_suffix(".seal")


def _write(rows: Sequence[tuple[Decision, str]]) -> bytes:
    """Write rows as CSV: UTF-8, comma, LF."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, _HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(decision.as_texts() | {CHAIN: link} for decision, link in rows)
    return stream.getvalue().encode()


def _ident(before: str, decision: Decision) -> str:
    """Name a row by what it says and by what stands before it."""
    return short_hash("decision", before, *_told(decision))


def _link(before: str, decision: Decision) -> str:
    """Chain a row to the one before it."""
    return short_hash("row", before, decision.decision_id, *_told(decision))


def _told(decision: Decision) -> list[str]:
    """List what a row says, without its id."""
    texts = decision.as_texts()
    return [texts[name] for name in COLUMNS if name != "decision_id"]
