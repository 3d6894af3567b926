"""The sentences of a draft corrigendum, in each language of the office, from the catalogue."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.audit.reach import ORIGIN
from pipeline.audit.trace import Reached
from pipeline.bulletin.cited import UNKNOWN, publisher_as_written, publisher_in_words
from pipeline.bulletin.rows import labels_of
from pipeline.language.catalogue import Catalogue, catalogue_of
from pipeline.office_texts import ENGLISH
from pipeline.releasing.model import CORRIGENDUM
from pipeline.releasing.printed import in_languages
from pipeline.sealed.folder import ReleaseFolder

_MOST_SOURCES = 3


def said_in_languages(found: Reached, is_gone: bool, templates: Path) -> dict[str, str]:
    """Say what can be said of what is corrected and what is right; why is for a person to say.

    Nothing is counted or named that lines which are taken out of the draft would make untrue. `is_gone` says
    that no figure is left behind any of the numbers.
    """
    folder = ReleaseFolder.open(found.folder)
    languages = dict.fromkeys((ENGLISH, *folder.declared()["languages"]))
    spoken = {lang: catalogue_of(lang, templates) for lang in languages}
    right = "corrections-draft-none" if is_gone else "corrections-draft-next"
    texts = (
        in_languages({lang: _what(found, folder, words) for lang, words in spoken.items()}),
        in_languages({lang: words.word(right, {}) for lang, words in spoken.items()}),
        "",
    )
    return dict(zip(CORRIGENDUM, texts, strict=True))


def _what(found: Reached, folder: ReleaseFolder, words: Catalogue) -> str:
    """Say on which sources the numbers rest; not where they are many, or a cell was asked for."""
    own = set(found.figures)
    origins = (dict(zip(ORIGIN, line.split("\t"), strict=True)) for line in found.reach.origins)
    names = sorted({one["source_id"] for one in origins if one["obs_id"] in own and one["source_id"]})
    if not names or len(names) > _MOST_SOURCES:
        return words.word("corrections-draft-listed", {})
    publishers = dict(folder.sources.select("source_id", "publisher").iter_rows())
    labels = labels_of(folder.reference("label"), words.grammar.lang)
    sources = [(_called(name, publishers.get(name, UNKNOWN), words, labels),) for name in names]
    return words.word("corrections-draft-what", {"sources": words.join(sources)})


def _called(name: str, publisher: str, words: Catalogue, labels: Mapping[tuple[str, str], str]) -> str:
    """Call a source by its publisher with its id; by the id where the publisher is not known."""
    said = publisher_in_words(publisher, words, labels)
    return f"{name} ({said})" if publisher_as_written(publisher) == UNKNOWN else f"{said} ({name})"
