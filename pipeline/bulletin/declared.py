"""Texts of the office and of the software that hold digits and are printed as they stand.

Names of places and acts, titles of rules, and the headers of indicators: the counter-proof takes them as
furniture where they stand word by word, and in no other form.
"""

from collections.abc import Iterator

from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.method import described
from pipeline.bulletin.sections.methodology import printed_keys
from pipeline.indicators.catalogue import Indicator
from pipeline.language.grammar import grammar_of
from pipeline.office_texts import ENGLISH, TEXTS
from pipeline.releasing.model import CORRIGENDUM
from pipeline.releasing.printed import in_language
from pipeline.rules.declared import load_rules

_NAMING = ("title", "name", "what", "reason", "source_id")
"""Columns of reference tables that are printed as they stand."""
_HEADER = (
    *("title", "definition", "formula", "unit", "price_basis"),
    *("coverage", "comparability", "revisions", "reference"),
)
_AS_WRITTEN = ("label_as_written", "territory_as_written", "unit_as_written", "source_id")
"""What the table of figures that no list knows prints as the source writes it."""


def declared_texts(material: Material) -> list[str]:
    """List the texts with digits, each once, in order."""
    texts = (
        *_of_office(material),
        *_of_reference(material),
        *_of_methods(material),
        *_of_ledger(material),
    )
    return sorted({text for text in texts if any(map(str.isdigit, text))})


def quoted_texts(material: Material) -> dict[str, list[str]]:
    """List, by place in a page, what stands as its owner writes it and is nobody's wording here.

    Anywhere: names of publishers, and figures of no list as their sources write them. In the annex on legal
    bases and in the workbook that holds its table: the titles of acts, each in full.
    """
    publishers = {str(source["publisher"]) for source in material.sources.values()}
    publishers |= {material.publisher(name) for name in material.sources}
    figures = [material.figures[name] for name in _unlisted(material)]
    written = {str(figure[name]) for figure in figures for name in _AS_WRITTEN if figure[name]}
    titles = {str(act["title"]) for act in material.facts.get("legal_act", []) if act["title"]}
    return {"*": sorted(publishers | written), "s-basis, *": sorted(titles), "xl/*": sorted(titles)}


def _unlisted(material: Material) -> Iterator[str]:
    """Yield the ids of figures that no list knows."""
    return (cell["breakdown"].removeprefix("figure=") for cell in material.cells.get("unlisted", []))


def _of_office(material: Material) -> Iterator[str]:
    """Yield what the office says of itself, and the titles of its rules."""
    office = material.office
    yield from (office.told(key, material.lang) for key in TEXTS)
    yield from (rule.title for rule in load_rules(office))


def _of_reference(material: Material) -> Iterator[str]:
    """Yield names of places, labels, and what reference tables name."""
    yield from (material.name(name) for name in material.territories)
    yield from material.labels.values()
    for rows in material.facts.values():
        for row in rows:
            yield from (str(row[name]) for name in _NAMING if row.get(name))
    for figure_id in _unlisted(material):
        yield from (str(material.figures[figure_id][name]) for name in _AS_WRITTEN)


def _of_ledger(material: Material) -> Iterator[str]:
    """Yield what was said of exceptions and corrections."""
    printed = material.printed
    yield from (in_language(reason, material.lang) for _, reason in printed.exceptions)
    if printed.corrigendum:
        yield from (printed.corrigendum.text(name, material.lang) for name in CORRIGENDUM)
        yield from (printed.corrigendum.before(one) for one in printed.corrigendum.was)


def _of_methods(material: Material) -> Iterator[str]:
    """Yield the headers of indicators, and what is said of the methods that they apply."""
    applied: set[str] = set()
    for made in material.catalogue.values():
        for lang in dict.fromkeys((*material.office.languages, ENGLISH)):
            yield from _header(made, lang)
        applied |= {*made.derive, *made.long_run, *(["seasonal_adjustment"] if made.adjust else [])}
    for name in sorted(applied):
        yield from described(name)


def _header(made: Indicator, lang: str) -> Iterator[str]:
    """Yield the texts of a header that an edition or a page prints; a formula also step by step.

    After a colon a text begins with a small letter.
    """
    for key in _HEADER if lang == ENGLISH else printed_keys(made):
        yield made.told(key, lang)
        yield grammar_of(lang).inside(made.told(key, lang))
        yield from (step.strip() for step in made.told(key, lang).split(";") if key == "formula")
