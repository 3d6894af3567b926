"""What is asked about a file as a whole: who published it, when, and where it can be found.

A fact that nobody has given is 'unknown:not_asked', and asked about. One that cannot be known is answered
'unknown' with a reason, which is kept as 'unknown:<reason>'.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from pipeline.reading.answer import SOURCE, Answer
from pipeline.reading.draft import Source
from pipeline.reading.field import read_period

NOT_ASKED: Final = "unknown:not_asked"
UNKNOWN: Final = "unknown"
ASKED: Final = {
    "published": "On which day, or between which days, was it published?",
    "publisher": "Who published it?",
    "address": "At which web address can it be found?",
}
"""The facts that are asked about every file, with their questions."""
_CHOICES: Final = {
    "independence": ("producer", "state_funded", "unknown"),
    "party": ("yes", "no", "unknown"),
    "method_stated": ("yes", "no", "unknown"),
    "states_revision": ("yes", "no"),
}
OPTIONAL: Final = ("language", "producer_code", "release_group", "source_id", *_CHOICES)
"""Facts that may be given besides."""
_MAX_ADDRESS = 2_000
_ID_DIGITS = 6
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True)
class SourceQuestion:
    """A question about the file as a whole; `candidates` are what the file itself may say."""

    field: str
    question: str
    candidates: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it is answered."""
        return SOURCE


def new_source(sha256: str) -> Source:
    """Return the source of a file of which nothing is known but its hash."""
    name = f"X{sha256[:_ID_DIGITS].upper()}"
    return Source(name, publisher=NOT_ASKED, address=NOT_ASKED, basis=NOT_ASKED)


def source_questions(
    source: Source, found: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[SourceQuestion, ...]:
    """List the facts of a source that are open, with what was found in the file as candidates."""
    held = {"published": source.basis, "publisher": source.publisher, "address": source.address}
    known = found or {}
    return tuple(
        SourceQuestion(field, question, known.get(field, ()))
        for field, question in ASKED.items()
        if held[field] == NOT_ASKED
    )


def answer_source(source: Source, answers: Iterable[Answer]) -> Source:
    """Give a source the facts that answers state. Raises UsageError for one that is not possible."""
    for answer in answers:
        source = with_fact(source, answer.field, answer.value, answer.reason)
    return source


def with_fact(source: Source, name: str, text: str, reason: str = "") -> Source:
    """Give a source one fact."""
    facts: dict[str, Any] = read_fact(name, text, reason)
    return replace(source, **facts)


def read_fact(name: str, text: str, reason: str = "") -> dict[str, object]:
    """Read one fact into the fields of a Source."""
    wanted = " ".join(text.split())
    reader = _FACTS.get(name)
    if reader is None:
        raise UsageError(
            f"There is no fact '{name[:40]}' of a source. Known: {', '.join([*ASKED, *sorted(OPTIONAL)])}."
        )
    if len(wanted) > _MAX_ADDRESS or not wanted.isprintable():
        raise UsageError(
            f"The answer about '{name}' has more than {_MAX_ADDRESS} characters, or signs that do not print. "
            "Write it shorter."
        )
    if name in ASKED and wanted.partition(":")[0].casefold() == UNKNOWN:
        why = _reason_code(wanted.partition(":")[2] or reason)
        return _unknown(name, f"{UNKNOWN}:{why}")
    return reader(wanted)


def _reason_code(reason: str) -> str:
    """Write a reason as a code; raises UsageError where there is none."""
    code = re.sub(r"[^a-z0-9]+", "_", reason.casefold()).strip("_")[:60]
    if not code or code == "not_asked":
        raise UsageError("To answer 'unknown' needs a reason, such as 'not in the document'. Say why.")
    return code


def _unknown(name: str, text: str) -> dict[str, object]:
    """Say that a fact is not known, and why."""
    if name == "published":
        return {"published_from": None, "published_to": None, "basis": text}
    return {name: text}


def _published(text: str) -> dict[str, object]:
    """Read the day of publication, or the first and last day that it may have been."""
    span = read_period(text)
    basis = "stated" if span.start == span.end else "inferred"
    return {"published_from": span.start, "published_to": span.end, "basis": basis}


def _publisher(text: str) -> dict[str, object]:
    """Read a publisher's name."""
    if not text or not text[0].isalnum():
        raise UsageError(f"'{text[:40]}' is no name of a publisher. Begin with a letter or a digit.")
    return {"publisher": text}


def _address(text: str) -> dict[str, object]:
    """Read a web address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in text:
        raise UsageError(
            f"'{text[:80]}' is no web address. Write it in full, as in https://example.org/news/1, or answer "
            "'unknown' with a reason."
        )
    return {"address": text}


def _language(text: str) -> dict[str, object]:
    """Read a language by its code of two letters."""
    if not re.fullmatch(r"[a-z]{2}", text):
        raise UsageError(f"'{text[:20]}' is no language. Write its two letters, as in en, az or ru.")
    return {"language": text}


def _named(name: str) -> Callable[[str], dict[str, object]]:
    """Make the reader of an identifier."""

    def read(text: str) -> dict[str, object]:
        if not _NAME.fullmatch(text):
            raise UsageError(
                f"'{text[:40]}' is no {name}: up to 40 letters, digits, points, hyphens and underscores."
            )
        return {name: text}

    return read


def _choice(name: str) -> Callable[[str], dict[str, object]]:
    """Make the reader of a fact that has a few values."""

    def read(text: str) -> dict[str, object]:
        if text not in _CHOICES[name]:
            raise UsageError(f"'{text[:40]}' is not possible for {name}: {', '.join(_CHOICES[name])}.")
        return {name: text}

    return read


_FACTS: Final[Mapping[str, Callable[[str], dict[str, object]]]] = {
    "published": _published,
    "publisher": _publisher,
    "address": _address,
    "language": _language,
    **{name: _named(name) for name in ("producer_code", "release_group", "source_id")},
    **{name: _choice(name) for name in _CHOICES},
}
