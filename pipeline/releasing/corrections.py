"""Corrections: a corrigendum is announced, a new issue is made and approved, the old one points to it."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.office import Office
from pipeline.releasing.folder import public_folder
from pipeline.releasing.following import MOST_WORDS, length_of
from pipeline.releasing.ledger import append
from pipeline.releasing.model import (
    CORRIGENDUM,
    NUMBERS,
    PUBLIC,
    UNCHANGED,
    Entry,
    Standing,
    State,
    Step,
    in_words,
    replay,
)
from pipeline.releasing.printed import SEVERAL, in_language, is_same

if TYPE_CHECKING:
    from pipeline.releasing.steps import Who

DRAFT = "# Corrigendum (draft) to "
"""How a draft of `crossfoot trace --drafts` begins, before the id of the issue."""
_SAID = re.compile(rf"- ({'|'.join(CORRIGENDUM)}):(.*)")
_LINE = re.compile(r"\|\s*([^|]*?)\s*\|.*")
_HEAD = ("number", "---")
"""How the first two lines of a draft's table begin."""
_MOST_NAMED = 5


@dataclass(frozen=True)
class Changed:
    """A number that two issues print otherwise; empty where one of them does not print it."""

    number_id: str
    cell_id: str
    facet: str
    before: str
    now: str


def correct(
    office: Office, key: str, who: "Who", words: Mapping[str, str], draft: Path | None = None
) -> Entry:
    """Announce a corrigendum to the released issue of a month: what is corrected, what is right, why.

    The next run makes the next number of the issue, which prints it and takes the same steps; readers see the
    corrigendum with it. What `words` leave empty is that of a draft; the entry then has its hash and numbers.
    """
    issue, said, numbers = read_draft(draft) if draft else ("", {}, [])
    if draft and not numbers:
        raise UsageError(
            f"{draft} names no number: nothing of {issue} is to be corrected. Make the draft again, or "
            "announce what is no number by --what, --right and --why without --draft."
        )
    words = {name: words.get(name, "").strip() or said.get(name, "") for name in CORRIGENDUM}
    for name in CORRIGENDUM:
        if not words[name]:
            raise UsageError(
                f"A corrigendum says --what is corrected, what is --right and --why: '{name}' is empty"
                f"{f' in {draft}, too' if draft else ''}."
            )
        if (length := length_of(words[name])) > MOST_WORDS:
            raise UsageError(f"The text of --{name} has {length} characters; at most {MOST_WORDS} are kept.")
    facts = {name: " ".join(words[name].split()) for name in CORRIGENDUM}
    own: dict[str, str | list[str]] = {"draft_sha256": file_hash(draft)} if draft else {}
    own |= {NUMBERS: numbers} if numbers else {}

    def build(entries: Sequence[Entry]) -> list[Step]:
        standing = released(replay(entries).values(), key)
        if draft and issue != standing.release_id:
            raise UsageError(
                f"{draft} is a draft for {issue}, and the issue of {key} that readers go by is "
                f"{standing.release_id}. Make a draft for that one: crossfoot trace SOURCE --drafts FOLDER"
                f"{office.option}."
            )
        _require_none_announced(standing, office.option)
        _require_printed(office, standing, numbers, draft)
        return [
            Step(
                "correct",
                standing.release_id,
                who.name,
                facts["why"],
                standing.manifest_sha256,
                standing.root,
                {**facts, **own},
            )
        ]

    return append(office, build, who.at)[0]


def _require_none_announced(standing: Standing, option: str) -> None:
    """Refuse a second corrigendum: what was announced is taken back first, and the ledger keeps both."""
    said = standing.corrigendum
    if said is not None:
        raise UsageError(
            f"A correction of {standing.release_id} is announced since {said['at']}: "
            f"{in_language(said['what'], 'en')!r} One issue prints one corrigendum. Take that one back, then "
            f"announce all that is to be corrected: crossfoot release retract {standing.key} --reason "
            f"'...'{option}."
        )


def _require_printed(office: Office, standing: Standing, numbers: Sequence[str], draft: Path | None) -> None:
    """Refuse numbers of a draft that the issue does not print."""
    if not numbers:
        return
    printed = _printed(public_folder(office, standing) / NUMBERS_FILE)
    known = {name for of_language in printed.values() for name in of_language}
    if unknown := [name for name in numbers if name not in known]:
        raise UsageError(
            f"{draft} names numbers that {standing.release_id} does not print: {_some(unknown)}. Take these "
            f"lines out, or make the draft again: crossfoot trace SOURCE --drafts FOLDER{office.option}."
        )


def _some(names: Sequence[str]) -> str:
    """Name the first, and say how many more there are."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def retract(office: Office, key: str, who: "Who") -> Entry:
    """Take an announced corrigendum back, before the issue that prints it is on its way."""

    def build(entries: Sequence[Entry]) -> list[Step]:
        found = replay(entries)
        standing = released(found.values(), key)
        if standing.corrigendum is None:
            raise UsageError(f"No correction of {standing.release_id} is announced: nothing is taken back.")
        name = f"{key}.{standing.number + 1}"
        coming = found.get(name, Standing(name))
        if coming.state is not State.DRAFT:
            raise UsageError(
                f"{name} prints the corrigendum and is {in_words(coming.state)}. Send it back first: "
                f"crossfoot release recall {key} --reason '...'{office.option}."
            )
        about = (standing.manifest_sha256, standing.root)
        return [Step("retract", standing.release_id, who.name, who.reason, *about)]

    return append(office, build, who.at)[0]


def unchanged_numbers(office: Office, standing: Standing, now: Path, *, excepted: bool) -> list[str]:
    """List the numbers that a corrigendum names and that the issue that corrects prints as they were.

    `standing` is that of the corrected issue. Raises UsageError where none of them changed, and where some
    did not and there is no exception; of one that names none, where no number differs and there is none.
    """
    differing = {one.number_id for one in changed_numbers(public_folder(office, standing), now)}
    named: list[str] = (standing.corrigendum or {}).get(NUMBERS, [])
    same = [name for name in named if name not in differing]
    if (same and not excepted) or (named and len(same) == len(named)) or not (named or differing or excepted):
        raise UsageError(_why_refused(standing, same, len(named), office.option))
    return same


def _why_refused(standing: Standing, same: Sequence[str], named: int, option: str) -> str:
    """Say that a correction leaves numbers as they were, and what to do."""
    told = (
        f"{len(same)} of the {named} numbers that the corrigendum to {standing.release_id} names are printed "
        f"as they were ({_some(same)})."
        if named
        else f"A corrigendum to {standing.release_id} was announced, and no number is printed otherwise."
    )
    exception = (
        ""
        if named and len(same) == named
        else f" Where they are to stay, ask for an exception: crossfoot release except {standing.key} "
        f"{UNCHANGED} --reason '...'{option}; the issue prints it."
    )
    return (
        f"{told} Mend the figures by a delivery or a decision (`crossfoot decide`) and run the month again, "
        f"or take the corrigendum back: crossfoot release retract {standing.key} --reason '...'{option}."
        f"{exception}"
    )


def read_draft(path: Path) -> tuple[str, dict[str, str], list[str]]:
    """Read the issue that a draft is for, what it says and its numbers; UsageError where it is none."""
    if not path.is_file():
        raise UsageError(
            f"{path}: there is no such file. `crossfoot trace SOURCE --drafts FOLDER` writes one for each "
            "issue that prints the source, and says where it is."
        )
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        head, lines = "", []
    if not head.startswith(DRAFT):
        raise UsageError(
            f"{path} is no draft that can be read: its first line says '{DRAFT}' and the issue. "
            "`crossfoot trace SOURCE --drafts FOLDER` writes one for each issue that prints the source."
        )
    found = [one for line in lines if (one := _SAID.fullmatch(line))]
    begun = {one[1] for line in lines if (one := _LINE.fullmatch(line))}
    numbers = sorted(begun.difference(_HEAD))
    return head.removeprefix(DRAFT).strip(), {one[1]: one[2].strip() for one in reversed(found)}, numbers


def released(standings: Iterable[Standing], key: str) -> Standing:
    """Return the issue of a month that readers go by; UsageError where there is none."""
    own = [one for one in standings if one.key == key and one.state in PUBLIC]
    current = [one for one in own if one.state is State.RELEASED]
    if not current:
        raise UsageError(
            f"No issue of {key} is released, so there is nothing to correct: a draft is made again by a run."
        )
    return max(current, key=lambda one: one.number)


def changed_numbers(before: Path, now: Path, lang: str = "") -> list[Changed]:
    """Compare by id the numbers that two issues print in a language, else in the first that they share.

    They come in the order of the pages, by where each stands first; one that is gone after what it followed.
    One that an issue does not print in that language is compared in another one that both print it in.
    """
    old, new = _printed(before / NUMBERS_FILE), _printed(now / NUMBERS_FILE)
    shared = [one for one in old if one in new]
    if not shared:
        return []
    languages = sorted(shared, key=lambda one: one != lang)
    first, second = old[languages[0]], new[languages[0]]
    found = []
    for name in _in_order(first, second):
        pairs = [(_joined(old[one].get(name, {})), _joined(new[one].get(name, {}))) for one in languages]
        was, is_now = next((pair for pair in pairs if all(pair)), pairs[0])
        if not (was and is_now and is_same(was, is_now)):
            cell_id, facet = next(iter((second.get(name) or first[name]).values()))
            found.append(Changed(name, cell_id, facet, was, is_now))
    return found


def _in_order(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Put the names of two issues in the order of the newer one; one that is gone after what it followed."""
    place, last = {name: (at, 0) for at, name in enumerate(now)}, -1
    for at, name in enumerate(before, 1):
        last, _ = place.setdefault(name, (last, at))
    return sorted(place, key=place.__getitem__)


def _joined(texts: Iterable[str]) -> str:
    """Put the texts of a number in a row, one that stands with its sign, too, once."""
    known = set(texts)
    return SEVERAL.join(sorted(text for text in known if f"+{text}" not in known))


def _printed(path: Path) -> dict[str, dict[str, dict[str, tuple[str, str]]]]:
    """Read by language and number the texts that are printed of it, each with the cell and its facet."""
    found: dict[str, dict[str, dict[str, tuple[str, str]]]] = {}
    if not path.is_file():
        return found
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            texts = found.setdefault(row["lang"], {}).setdefault(row["number_id"], {})
            texts[row["printed"]] = row["cell_id"], row["facet"]
    return found
