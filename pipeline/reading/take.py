"""Takes files in as drafts, and answers: the state of a draft follows from its original and its answers."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.errors import BadInputError, CrossfootError, UsageError
from pipeline.identity import file_hash
from pipeline.locks import held
from pipeline.reading.answer import SOURCE, WITHDRAWN, Answer, read_log, write_log
from pipeline.reading.below_zero import ask_below_zero
from pipeline.reading.draft import Draft
from pipeline.reading.field import MAX_WHO, check_reason
from pipeline.reading.folder import load_draft, sender_of, write_draft
from pipeline.reading.lists import Lists
from pipeline.reading.names import draft_name, safe_file_name
from pipeline.reading.read import file_hash_of, read_file
from pipeline.reading.said_before import said_again
from pipeline.reading.source_proposals import as_earlier

LOCK = ".lock"
_HASH_DIGITS = 6
_ROUNDS = 4
"""What follows from earlier answers is looked for so often: measure, part, territory and unit of a head."""


@dataclass(frozen=True)
class Outcome:
    """A draft after answers: those that were taken, and a sentence for each that was not."""

    draft: Draft
    taken: tuple[Answer, ...]
    refused: tuple[str, ...]


def take_file(
    path: Path,
    parent: Path,
    lists: Lists,
    *,
    received_on: date,
    answers: Sequence[Answer] = (),
    sender: str = "unknown",
) -> tuple[Draft, Path]:
    """Read a file into a new draft folder below `parent`; the folder appears whole or not at all.

    The same file again gives the draft that there is. Raises BadInputError for a file that cannot be read.
    """
    parent.mkdir(parents=True, exist_ok=True)
    name = _free_name(parent, path, received_on)
    if (parent / name).exists():
        return load_draft(parent / name), parent / name
    with tempfile.TemporaryDirectory(prefix=".", dir=parent) as made:
        made_folder = Path(made) / name
        draft = fill_folder(
            path, made_folder, lists, received_on=received_on, answers=answers, sender=sender, name=name
        )
        made_folder.rename(parent / name)
    return draft, parent / name


def fill_folder(
    path: Path,
    folder: Path,
    lists: Lists,
    *,
    received_on: date,
    answers: Sequence[Answer] = (),
    sender: str = "unknown",
    name: str = "",
) -> Draft:
    """Read a file into a folder of any name; earlier answers about the same bytes are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    original = folder / safe_file_name(path.name)
    earlier = read_log(folder) if _hash_of(folder) == file_hash_of(path) else ()
    answers = [*earlier, *answers, *as_earlier(None, answers, lists)]
    draft = read_file(lists, path, received_on=received_on, name=name or None, answers=answers, keep=folder)
    draft = ask_below_zero(draft, answers)
    draft = replace(draft, file=replace(draft.file, name=original.name))
    if not (original.exists() and original.samefile(path)):
        shutil.copyfile(path, original)
    if file_hash(original) != draft.file.sha256:
        raise BadInputError(
            f"{path.name} changed while it was read. Wait until it is written, then read it again."
        )
    write_log(folder, answers)
    write_draft(draft, folder, lists, sender=sender)
    return draft


def answer_draft(folder: Path, answers: Iterable[Answer], lists: Lists) -> Outcome:
    """Add answers to a draft and make it anew; one that is not possible is a sentence, others are taken.

    What depends on an answer is settled with it: the figures under a head, the years in a text whose day of
    publication is now known.
    """
    with _locked(folder):
        draft = load_draft(folder)
        log, given = list(read_log(folder)), list(answers)
        given += as_earlier(draft, given, lists)
        refused: list[str] = []
        try:
            draft, taken = _take_all(draft, folder, log, given, lists), given
        except (UsageError, BadInputError):
            draft, taken, refused = _take_each(draft, folder, log, given, lists)
        if taken:
            draft, follow = _take_again(draft, folder, [*log, *taken], taken, lists)
            taken = [*taken, *follow]
            write_log(folder, [*log, *taken])
            write_draft(draft, folder, lists, sender=sender_of(folder))
    return Outcome(draft, tuple(taken), tuple(refused))


def _take_all(
    draft: Draft, folder: Path, log: Sequence[Answer], given: Sequence[Answer], lists: Lists
) -> Draft:
    """Take answers together, or raise for the first that is not possible."""
    for answer in given:
        _check_who(answer)
        check_reason(answer.field, answer.value, answer.reason)
    return _again(draft, folder, [*log, *given], lists)


def _take_again(
    draft: Draft, folder: Path, log: Sequence[Answer], given: Sequence[Answer], lists: Lists
) -> tuple[Draft, list[Answer]]:
    """Take what was said of the same words before, as often as it opens further questions about them."""
    follow: list[Answer] = []
    for _ in range(_ROUNDS):
        again = said_again(draft, folder, [*given, *follow], log)
        if not again:
            break
        try:
            draft = _take_all(draft, folder, [*log, *follow], again, lists)
        except (UsageError, BadInputError):
            break
        follow += again
    return draft, follow


def _take_each(
    draft: Draft, folder: Path, log: Sequence[Answer], given: Sequence[Answer], lists: Lists
) -> tuple[Draft, list[Answer], list[str]]:
    """Take answers one by one; those that are not possible become sentences."""
    taken: list[Answer] = []
    refused: list[str] = []
    for answer in given:
        try:
            draft = _take_all(draft, folder, [*log, *taken], [answer], lists)
            taken.append(answer)
        except (UsageError, BadInputError) as error:
            refused.append(str(error))
    return draft, taken, refused


def read_again(folder: Path, lists: Lists) -> Draft:
    """Make a draft anew from its original and its answers, as after a change of the office's lists."""
    with _locked(folder):
        draft = _again(load_draft(folder), folder, read_log(folder), lists)
        write_draft(draft, folder, lists, sender=sender_of(folder))
    return draft


def withdraw(answer: Answer, at: str, who: str, reason: str = "") -> Answer:
    """Return the row that takes an answer back."""
    return Answer(at, who, answer.place, answer.field, WITHDRAWN, reason)


def _again(draft: Draft, folder: Path, answers: Sequence[Answer], lists: Lists) -> Draft:
    """Read the original of a draft with answers."""
    original = folder / draft.file.name
    if not original.is_file() or file_hash(original) != draft.file.sha256:
        raise CrossfootError(
            f"{original} is not there, or has changed since it was read. Put the original back, or read it "
            "anew."
        )
    day, name = draft.received_on, draft.name
    draft = read_file(lists, original, received_on=day, name=name, answers=answers, keep=folder)
    return ask_below_zero(draft, answers)


def _check_who(answer: Answer) -> None:
    """Refuse an answer without a name, or whose place is too odd to be kept."""
    if not answer.who.strip() or len(answer.who) > MAX_WHO or not answer.who.isprintable():
        raise UsageError(f"Give the name of who answers, up to {MAX_WHO} characters.")
    if answer.place != SOURCE and not answer.place.isprintable():
        raise UsageError("The place of an answer holds signs that do not print. Copy it from the draft.")


def _free_name(parent: Path, path: Path, received_on: date) -> str:
    """Return the draft's name; where another file has it, the hash of this one tells them apart."""
    name = draft_name(path.name, received_on)
    if not (parent / name).exists():
        return name
    sha256 = file_hash_of(path)
    return name if _hash_of(parent / name) == sha256 else f"{name}-{sha256[:_HASH_DIGITS]}"


def _hash_of(folder: Path) -> str:
    """Return the hash of a draft's original; empty where the folder is none."""
    try:
        return load_draft(folder).file.sha256
    except BadInputError:
        return ""


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time answer a draft."""
    with held(folder / LOCK, f"Draft {folder.name}", wait=30):
        yield
