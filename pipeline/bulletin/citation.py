"""How an issue is cited: one form for the issue itself and for the readers' site."""

from datetime import date

from pipeline.language.catalogue import Catalogue
from pipeline.language.phrase import day_of
from pipeline.office import Office


def cited(words: Catalogue, office: Office, title: str, issue: str, as_of: date, where: str) -> str:
    """Write the citation of an issue in a language; `where` is its address, or what else it is known by."""
    slots = {"office": (office.told("name", words.grammar.lang),), "title": (title,), "issue": issue}
    return words.word("cite-text", {**slots, "day": day_of(as_of), "where": where}).rstrip()


def address_of(office: Office, lang: str, path: str) -> str:
    """Return the public address of a page in a language, where the office has one."""
    return f"{office.address}{prefix_of(office.languages, lang)}{path}" if office.address else ""


def prefix_of(languages: tuple[str, ...], lang: str) -> str:
    """Return the folder of a language's pages: none for the first, whose addresses are the oldest."""
    return "" if lang == languages[0] else f"{lang}/"
