"""The publications of a month: of the country and of each territory with figures, in each language."""

from collections.abc import Callable, Sequence

from pipeline.bulletin.beside import Beside
from pipeline.bulletin.edition import Composer, Edition, Named
from pipeline.bulletin.material import Material
from pipeline.bulletin.scope import issues_of
from pipeline.bulletin.workers import Workers
from pipeline.choice import ALL, Choice
from pipeline.errors import UsageError
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.lake import Lake

MANY = 24
"""So many publications are composed by two processes; for fewer a second one is not worth its start."""
MANY_CELLS = 20_000
"""A month of so many cells takes a second to read."""


def named_of(material: Material, choice: Choice = ALL) -> list[Named]:
    """Name the publications of a month, the country's first, each in the office's order of languages.

    The office's first language is always made: the pages of the indicators lead to it.
    Raises UsageError for a language that the office has not, and for a territory without an issue.
    """
    office = material.office
    asked = (*choice.languages, office.languages[0]) if choice.languages else office.languages
    languages = _chosen(asked, office.languages, "language")
    issues = issues_of(material).own
    scopes = ("", *_chosen(issues if choice.territories is None else choice.territories, issues, "territory"))
    return [(scope, lang) for scope in scopes for lang in languages]


def is_large(lake: Lake, key: str, choice: Choice) -> bool:
    """Tell, before anything of a month is read, whether its whole family is asked for and is large."""
    indicators = lake.manifest(INDICATORS, key)
    cells = sum(indicators.facts["rows"].values()) if indicators else 0
    return choice.territories is None and cells >= MANY_CELLS


def begin_family(
    material: Material, named: Sequence[Named], workers: Workers, beside: Beside | None = None
) -> Callable[[], list[Edition]]:
    """Begin to compose publications; return what composes the rest and hands out all of them in order.

    Of many a process `beside`, which may have begun to read what they are of, composes a part from now on.
    """
    if len(named) >= MANY and workers.start():
        beside = beside or Beside(workers, material.office, material.month, material.lang, material.asked)
        return beside.compose(material, named)
    if beside:
        beside.let_go()
    composer = Composer(material)
    return lambda: [composer.compose(*one) for one in named]


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> list[str]:
    """Return what was asked for in the order in which it is known."""
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise UsageError(
            f"There is no issue of the {what} '{unknown[0]}' in this month. "
            f"There are: {', '.join(known) or 'none'}."
        )
    return [name for name in known if name in asked]
