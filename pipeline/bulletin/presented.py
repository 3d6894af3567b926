"""What presentations and breakdowns are called in a language, for the readers' site and the data files."""

from collections.abc import Mapping

from pipeline.language.catalogue import Catalogue

Labels = Mapping[tuple[str, str], str]


def presentation(words: Catalogue, transformation: str) -> str:
    """Call a presentation by its words; empty for one that the messages do not have."""
    return _said(words, f"presentation-{transformation}")


def part(words: Catalogue, labels: Labels, code: str) -> str:
    """Call a part of a breakdown, as in work=roads; empty where neither the office nor we have a word."""
    key, _, value = code.partition("=")
    known = labels.get(("breakdown", code)) or (labels.get((key, value)) if key == "measure" else None)
    return known or _said(words, f"part-{key}-{value}") or _said(words, f"part-{key}", value)


def _said(words: Catalogue, name: str, value: str = "") -> str:
    """Return a message where there is one."""
    return words.word(name, {"value": value} if value else {}) if name in words.files else ""
