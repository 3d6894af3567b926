"""Holds what readers will be shown of a step against the vocabulary of the bulletin, before it is written."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import CrossfootError, UsageError
from pipeline.office import Office
from pipeline.releasing.model import CORRIGENDUM, Step
from pipeline.releasing.printed import in_language

if TYPE_CHECKING:
    from pipeline.neutrality.lexicon import Hit


def require_wording(office: Office, step: Step) -> None:
    """Refuse words that would stop the run which prints them, and characters that no typeface holds.

    Raises UsageError, which names the word, where it stands and what to do.
    """
    for name, text in _shown(step):
        said = {lang: in_language(text, lang) for lang in office.languages}
        for lang, own in said.items():
            if hits := _hits(own, lang):
                raise UsageError(_why(step, name, lang, own, hits))
            _require_printable(office, name, own)


def _shown(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the texts of a step that an issue or the site prints, by the option that they are given with."""
    match step.step:
        case "except" | "withdraw":
            yield "reason", step.reason
        case "correct":
            yield from ((name, str(step.facts[name])) for name in CORRIGENDUM)
        case "open" if "exception" in step.facts:
            yield "exception", str(step.facts["exception"])


def _hits(text: str, lang: str) -> "list[Hit]":
    """Return the words of a text that its page may not hold: of its language, and of Russian on any page."""
    from pipeline.neutrality.check import check_text
    from pipeline.neutrality.lexicon import LANGUAGES

    return check_text(text, dict.fromkeys((lang, "ru")) if lang in LANGUAGES else LANGUAGES)


def _why(step: Step, name: str, lang: str, text: str, hits: "list[Hit]") -> str:
    """Say which words a text may not hold, and what to do."""
    words = ", ".join(dict.fromkeys(f"'{hit.word}' ({hit.kind})" for hit in hits))
    return (
        f"--{name} of the step '{step.step}' holds {words}: no bulletin prints a word that takes a side or "
        f"says more than is known. It stands in the text for readers in the language '{lang}': {text!r}. Say "
        "it in other words and do this again; nothing was written."
    )


def _require_printable(office: Office, name: str, text: str) -> None:
    """Refuse a character that no typeface of the bulletin holds."""
    from pipeline.bulletin.typeface import require_characters

    try:
        require_characters(" ".join(text.split()), office.project.templates / "fonts")
    except CrossfootError as error:
        raise UsageError(f"--{name}: {error} Nothing was written.") from error
