"""What an indicator is, in the other languages of the office: a chapter a language on the one page.

The tables stand once, in the first language: a set of pages a language would take as long again for each, and
the numbers would be the same.
"""

from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.model import Chapter, Link, Part, Points, Said, Terms, Words
from pipeline.bulletin.sections.methodology import printed_keys
from pipeline.indicators.catalogue import Indicator
from pipeline.language.catalogue import catalogue_of

_TERMS = ("unit", "nature", "price_basis", "coverage", "comparability", "reference", "revisions")
_PARTS = ("calculation", "figures", "revisions", "rules", "limits", "breaks", "adjustment", "origin")
"""The parts of the page that stand in its first language."""


def in_other_languages(material: Material, made: Indicator) -> list[Chapter]:
    """Give the header of an indicator in each other language of the office, and lead to the other parts."""
    return [_chapter(material, made, lang) for lang in material.office.languages if lang != material.lang]


def _chapter(material: Material, made: Indicator, lang: str) -> Chapter:
    """Write the chapter of one language."""
    messages = catalogue_of(lang, material.office.project.templates)
    printed = printed_keys(made)
    rows: list[tuple[str, Said]] = []
    for key in _TERMS:
        if key == "nature":
            rows.append(
                (messages.word("pages-nature", {}), (messages.word(f"pages-nature-{made.nature}", {}),))
            )
        elif key in printed:
            rows.append((messages.word(f"pages-{key}", {}), (made.told(key, lang),)))
    parts: list[Part] = [Words((made.told("definition", lang),))]
    if "formula" in printed:
        steps = made.told("formula", lang).split(";")
        parts += [
            Words((messages.word("pages-formula", {}) + ":",)),
            Points(tuple((step.strip(),) for step in steps)),
        ]
    links: list[Said] = [
        (
            Link(messages.word(f"pages-to-{key}", {}), f"#{key}"),
            f": {messages.word(f'pages-to-{key}.says', {})}",
        )
        for key in _PARTS
    ]
    parts += [Terms(tuple(rows)), Words((messages.word("pages-in-english", {}),)), Points(tuple(links))]
    title = {"language": messages.grammar.name, "title": made.told("title", lang)}
    return Chapter(
        lang, messages.word("pages-chapter", title), tuple(parts), lang=lang, short=messages.grammar.name
    )
