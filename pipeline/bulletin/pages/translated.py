"""What an indicator is, in the other languages of the office: a chapter a language on the one page.

The tables stand once, in the first language: a set of pages a language would take as long again for each, and
the numbers would be the same.
"""

from collections.abc import Callable

from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.model import Chapter, Link, Part, Points, Said, Terms, Words
from pipeline.bulletin.sections.methodology import printed_keys
from pipeline.indicators.catalogue import Indicator
from pipeline.language.catalogue import Catalogue, catalogue_of

Say = Callable[[str], str]
_TERMS = ("unit", "nature", "price_basis", "coverage", "comparability", "reference", "revisions")
_PARTS = ("calculation", "figures", "revisions", "rules", "limits", "breaks", "adjustment", "origin")
"""The parts of the page that stand in its first language."""


def in_other_languages(material: Material, made: Indicator) -> list[Chapter]:
    """Give the header of an indicator in each other language of the office, and lead to the other parts."""
    return [_chapter(material, made, lang) for lang in material.office.languages if lang != material.lang]


def _chapter(material: Material, made: Indicator, lang: str) -> Chapter:
    """Write the chapter of one language."""
    messages = catalogue_of(lang, material.office.project.templates)

    def say(name: str) -> str:
        return messages.word(f"pages-{name}", {})

    told = {key: made.told(key, lang) for key in printed_keys(made)} | {
        "nature": say(f"nature-{made.nature}")
    }
    rows: tuple[tuple[str, Said], ...] = tuple((say(key), (told[key],)) for key in _TERMS if key in told)
    parts: tuple[Part, ...] = (
        Words((told["definition"],)),
        *_formula(told.get("formula", ""), say),
        Terms(rows),
        Words((say("in-english"),)),
        Points(tuple(_to(key, messages) for key in _PARTS)),
    )
    language = messages.grammar.name
    title = messages.word("pages-chapter", {"language": language, "title": told["title"]})
    return Chapter(lang, title, parts, lang=lang, short=language)


def _to(key: str, messages: Catalogue) -> Said:
    """Lead to a part of the page, and say what is there."""
    says = messages.word(f"pages-to-{key}.says", {})
    return Link(messages.word(f"pages-to-{key}", {}), f"#{key}"), f": {says}"


def _formula(formula: str, say: Say) -> list[Part]:
    """Give a formula step by step; nothing where there is none."""
    steps = tuple((step.strip(),) for step in formula.split(";"))
    return [Words((f"{say('formula')}:",)), Points(steps)] if formula else []
