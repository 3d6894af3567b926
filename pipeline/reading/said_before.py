"""Answers about heads and codes of tables that were given once: for the same words they hold again.

They hold in another table of the file under the same title, and in later files of a publisher where all its
earlier ones agree. Each is an answer of its own that says so and can be taken back. Months, days and years in
words make no difference: a column of October is asked about as that of September.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import CrossfootError
from pipeline.reading.answer import LOG_NAME, SOURCE, WAITS, WITHDRAWN, Answer, in_force, read_log
from pipeline.reading.counts import asked_items, count
from pipeline.reading.delivery_file import LIST_NAME
from pipeline.reading.draft import Draft, Item
from pipeline.reading.words import fold

AS_ALIKE: Final = "as said of the same words in this file"
"""The reason of answers that another place of the same file gives."""
AS_BEFORE: Final = "as said of the same words in earlier files of this publisher"
"""The reason of answers that earlier files of a publisher give."""
SHARED: Final = frozenset(
    {"measure", "breakdown", "territory", "unit", "quantity", "kind", "price_basis", "scope", "qualifier"}
)
"""What is said of words wherever they stand; a period or a value is that of its own place."""
MAX_EARLIER: Final = 12
"""So many earlier files of a publisher are looked at, the newest first."""
MAX_LIST_BYTES: Final = 8 * 1024 * 1024
"""A longer list of an earlier file is left out: its words are asked about again."""
_TITLE = "title of the table"
_HEAD = "head of a column"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DASH = re.compile(r"(?<=[^\W\d_])[-–—](?=[^\W\d_])")
_NUMBER = re.compile(r"\d{1,2}")

Key = tuple[str, str, str]
"""Words, the title above them, and the field that is asked about; without months, days and years."""
Facts = Mapping[str, str]


def said_again(
    draft: Draft, folder: Path, given: Sequence[Answer], log: Sequence[Answer] = ()
) -> list[Answer]:
    """Return the answers to open questions of a table that follow from what was said of the same words.

    `given` are those of now, `log` all that the draft has: what was ever said of a field of a place, be it
    taken back, is left to a person.
    """
    if not given or not any(item.cell for item in draft.items[:1]):
        return []
    last = given[-1]
    answered = {(answer.place, answer.field) for answer in (*log, *given)}
    asked = [item for item in asked_items(draft) if (item.place, _field(item)) not in answered]
    here = _said_in(draft, given) if asked else {}
    publisher = _publisher(draft, given)
    before = _said_earlier(folder, publisher) if asked and publisher else {}
    titles, repeated = _titles(draft.items), _repeated(draft.items)
    found: list[Answer] = []
    for item in asked:
        if _beside(item) in repeated:
            continue
        key = _key(item, titles)
        facts, reason = (here[key], AS_ALIKE) if key in here else (before.get(key, {}), AS_BEFORE)
        found += [Answer(last.at, last.who, item.place, name, facts[name], reason) for name in sorted(facts)]
    return found


def taken_over(taken: Iterable[Answer]) -> list[str]:
    """Write the answers that followed from earlier ones, a line a place, with their reason."""
    follow: dict[tuple[str, str], list[str]] = {}
    for answer in taken:
        if answer.reason in (AS_ALIKE, AS_BEFORE):
            follow.setdefault((answer.place, answer.reason), []).append(f"{answer.field}={answer.value}")
    return [f"{place}: {', '.join(facts)}, {reason}" for (place, reason), facts in follow.items()]


def _field(item: Item) -> str:
    """Return the field of a question, as it is answered."""
    return "period" if item.field == "period_end" else item.field


def _publisher(draft: Draft, given: Iterable[Answer]) -> str:
    """Return who published a file, where somebody said so now."""
    named = [answer.value for answer in given if answer.place == SOURCE and answer.field == "publisher"]
    publisher = named[-1] if named else draft.source.publisher
    return "" if publisher.startswith("unknown") else " ".join(publisher.split())


def _said_earlier(folder: Path, publisher: str) -> dict[Key, Facts]:
    """Return what all earlier files of a publisher say of words, those that disagree left out."""
    from pipeline.reading.folder import load_draft

    found: dict[Key, Facts] = {}
    differing: set[Key] = set()
    looked = 0
    for path in sorted(folder.parent.glob(f"*/{LOG_NAME}"), reverse=True):
        other = path.parent
        if other == folder or looked == MAX_EARLIER or not _may_hold(other, publisher):
            continue
        try:
            draft = load_draft(other)
            log = read_log(other)
        except (CrossfootError, OSError):
            continue
        if draft.source.publisher != publisher or not count(draft).is_complete:
            continue
        looked += 1
        for key, facts in _said_in(draft, log).items():
            if found.setdefault(key, facts) != facts:
                differing.add(key)
    return {key: facts for key, facts in found.items() if key not in differing}


def _may_hold(folder: Path, publisher: str) -> bool:
    """Tell whether a draft's answers name a publisher, and its list is short enough to be looked at."""
    listed, log = folder / LIST_NAME, folder / LOG_NAME
    try:
        return listed.stat().st_size <= MAX_LIST_BYTES and publisher in log.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _said_in(draft: Draft, answers: Iterable[Answer]) -> dict[Key, Facts]:
    """Return what was said of the words of a file's heads and codes, left out where it differs."""
    said: dict[str, dict[str, str]] = {}
    for answer in in_force(answers):
        if answer.field in SHARED and answer.value != WITHDRAWN:
            said.setdefault(answer.place, {})[answer.field] = answer.value
    titles, repeated = (_titles(draft.items), _repeated(draft.items)) if said else ({}, frozenset())
    found: dict[Key, Facts] = {}
    differing: set[Key] = set()
    for item in draft.items:
        facts = said.get(item.place)
        if (
            not facts
            or not item.cell
            or _beside(item) in repeated
            or item.disposition not in ("label", "date")
        ):
            continue
        for name in facts:
            key = _key(item, titles)[:2]
            if found.setdefault((*key, name), facts) != facts:
                differing.add((*key, name))
    return {key: facts for key, facts in found.items() if key not in differing}


def _key(item: Item, titles: Mapping[str, Sequence[tuple[int, str]]]) -> Key:
    """Return what makes two questions the same."""
    row = _row(item)
    above = [words for place, words in titles.get(item.sheet, ()) if place <= row]
    return plain_words(item.as_printed), above[-1] if above else "", item.field


def _titles(items: Iterable[Item]) -> dict[str, list[tuple[int, str]]]:
    """Return the titles of each sheet by their rows."""
    found: dict[str, list[tuple[int, str]]] = {}
    for item in items:
        if item.reason == _TITLE:
            found.setdefault(item.sheet, []).append((_row(item), plain_words(item.as_printed)))
    return found


def _repeated(items: Iterable[Item]) -> frozenset[tuple[str, int, str]]:
    """Return the heads whose words stand twice in a row: what is above them tells them apart."""
    heads = [
        item for item in items if item.reason == _HEAD or (item.question and not item.field.startswith(WAITS))
    ]
    seen = Counter(map(_beside, heads))
    return frozenset(key for key, times in seen.items() if times > 1)


def _beside(item: Item) -> tuple[str, int, str]:
    """Return the sheet, the row and the words of a cell."""
    return item.sheet, _row(item), plain_words(item.as_printed)


def _row(item: Item) -> int:
    """Return the row of a cell."""
    digits = item.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0


def plain_words(text: str) -> str:
    """Write words without the months, days and years among them.

    >>> plain_words("Index as of 1 November 2025"), plain_words("Phase 2")
    ('index as of # # #', 'phase 2')
    """
    return " ".join(_plain(_YEAR.sub("#", _DASH.sub(" ", fold(text))).split()))


def _plain(words: Sequence[str]) -> Iterator[str]:
    """Yield words, months and the days before them as a sign."""
    from pipeline.reading.tables.period_label import month_of

    months = [bool(month_of(part)) for part in (word.strip(" ,.;:()") for word in words)]
    for step, word in enumerate(words):
        day = _NUMBER.fullmatch(word) and step + 1 < len(words) and months[step + 1]
        yield "#" if months[step] or day else word.strip(",") if "#" in word else word
