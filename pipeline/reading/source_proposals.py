"""What is proposed for the facts of a file's source: from the file itself, and from what the office knows.

Proposals stand in a form and in a workbook, and are taken when a person says so. What earlier files of a
publisher agree in is the exception: it is added to the answer that names the publisher, as answers of its
own that say so and can be taken back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from pipeline.reading.answer import SOURCE, Answer
from pipeline.reading.draft import Draft
from pipeline.reading.lists import Lists
from pipeline.reading.read import document_text
from pipeline.reading.source_clues import MAX_CLUES, MESSAGE, find_clues, line_days, stated_clues
from pipeline.reading.source_facts import source_questions

AS_EARLIER: Final = "as with earlier files of this publisher"
"""The reason of answers that earlier files of a publisher give."""
KEPT: Final = ("language", "producer_code", "independence", "party", "method_stated")
"""The facts that files of one publisher share, where all earlier ones agree."""
HEAD_BYTES: Final = 16 * 1024
"""Bytes of a message that are looked at for who sent it and when."""
MAX_HEAD: Final = 3_000
"""Characters of a document among which known publishers are looked for."""
MAX_LABELS: Final = 400
"""Labels of a table that are looked at."""
_LEAST_NAME: Final = 4
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Proposals:
    """Proposals by fact, the likeliest first; `stated` are those that a page or message states of itself."""

    found: Mapping[str, tuple[str, ...]]
    stated: frozenset[str] = frozenset()

    def likely(self, name: str) -> str:
        """Return the proposal that a form may hold already: the stated or the only one, else none."""
        named = self.found.get(name, ())
        return named[0] if named and (len(named) == 1 or name in self.stated) else ""


def source_proposals(draft: Draft, folder: Path, lists: Lists) -> Proposals:
    """Return what is proposed for published, publisher, address and language of a draft's source."""
    text = document_text(draft, folder)
    words, media_type = (text, draft.file.media_type) if text is not None else _table_words(draft, folder)
    found = find_clues(words, media_type, draft.received_on if text is not None else None)
    if text is not None:
        found.setdefault("language", (_language(text),))
    named = [*found.get("publisher", ()), *_known_names(_begin(words), lists)]
    if named:
        found["publisher"] = tuple(dict.fromkeys(named))[:MAX_CLUES]
    stated = set(stated_clues(words, media_type))
    days = line_days(words[:HEAD_BYTES]) if text is not None else []
    if len(set(days)) == 1 and found.get("published", ("",))[0] == days[0]:
        stated.add("published")
    return Proposals(found, frozenset(stated))


def proposed_facts(draft: Draft, proposals: Proposals) -> dict[str, str]:
    """Return what 'yes' answers about a source: the facts still open of which a proposal is likely."""
    open_facts = [question.field for question in source_questions(draft.source)]
    wanted = [*open_facts, *([] if draft.source.language else ["language"])]
    return {name: proposals.likely(name) for name in wanted if proposals.likely(name)}


def as_earlier(draft: Draft | None, given: Iterable[Answer], lists: Lists) -> list[Answer]:
    """Return the answers that follow from who published a file: what all its earlier files agree in."""
    answers = [answer for answer in given if answer.place == SOURCE]
    publisher = next((answer for answer in reversed(answers) if answer.field == "publisher"), None)
    if publisher is None or not publisher.value:
        return []
    said = {answer.field for answer in answers}
    return [
        Answer(publisher.at, publisher.who, SOURCE, name, value, AS_EARLIER)
        for name, value in facts_of_publisher(publisher.value, lists).items()
        if name not in said and (draft is None or getattr(draft.source, name) != value)
    ]


def facts_of_publisher(publisher: str, lists: Lists) -> dict[str, str]:
    """Return the facts in which all known sources of a publisher agree; unknown ones are left out."""
    wanted = " ".join(publisher.split())
    known = lists.reference["source"].filter(pl.col("publisher") == wanted)
    found: dict[str, str] = {}
    for name in KEPT:
        values = [str(value) for value in known[name].unique().sort().to_list()]
        if len(values) == 1 and values[0] not in ("", "unknown"):
            found[name] = values[0]
    return found


def _known_names(text: str, lists: Lists) -> list[str]:
    """List the publishers that the office knows and that the beginning of a file names."""
    names: Sequence[str] = lists.reference["source"]["publisher"].unique().sort().to_list()
    plain = (name for name in names if len(name) >= _LEAST_NAME and not name.startswith("unknown"))
    return [name for name in plain if _names(text, name)]


def _names(text: str, name: str) -> bool:
    """Tell whether a text names a publisher; a word alone begins large where the office writes it so.

    Else a text with the word 'report' in it would name an agency that is called Report.
    """
    if " " in name:
        return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None
    first = "|".join(map(re.escape, dict.fromkeys((name[0], name[0].upper()))))
    return re.search(rf"(?<!\w)(?:{first})(?i:{re.escape(name[1:])})(?!\w)", text) is not None


def _begin(text: str) -> str:
    """Return the words among which a publisher may be named, without markup."""
    return _MARKUP.sub(" ", text[:HEAD_BYTES])[:MAX_HEAD]


def _table_words(draft: Draft, folder: Path) -> tuple[str, str]:
    """Return what may say who made a table, and its type: its labels, or the head of a message in XML."""
    path = folder / draft.file.name
    if draft.file.media_type.endswith("xml") and path.is_file():
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        return head.decode(draft.file.encoding or "utf-8", errors="replace"), MESSAGE
    labels = (item.as_printed for item in draft.items if item.disposition == "label")
    return "\n".join(islice(labels, MAX_LABELS)), "text/plain"


def _language(text: str) -> str:
    """Tell the language of a document."""
    from pipeline.reading.text.language import detect
    from pipeline.reading.words import words_in

    plain = _MARKUP.sub(" ", text)
    return detect(plain, words_in(plain))
