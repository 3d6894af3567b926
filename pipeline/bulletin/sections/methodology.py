"""How the printed indicators are made: each one's header, which is its methodology."""

from collections import Counter

from pipeline.bulletin.kept import PARAGRAPH
from pipeline.bulletin.model import Column, Paragraph, Section
from pipeline.bulletin.page import Line, Page
from pipeline.indicators.catalogue import Indicator

_NO_FORMULA, _NO_PRICES = "none", "Not applicable"
"""How the English text of a header begins where there is no formula, and where there are no prices."""


_KEYS = (
    *("title", "definition", "formula", "unit", "coverage"),
    *("price_basis", "comparability", "revisions", "reference"),
)
"""What is printed of a header, in this order."""
_UNNAMED = ("definition", "comparability")
"""Sentences that stand without a name before them."""
_PARAGRAPHS = (
    *(("definition",), ("formula",), ("unit", "coverage", "price_basis")),
    *(("comparability",), ("revisions",), ("reference",)),
)
"""What stands in one paragraph: the concept, how it is calculated, of what, its limits, its source."""
_BETWEEN_FORMULAS = "; "


def methodology(page: Page) -> Section | None:
    """Write the annex: a row an indicator with a printed number; what holds for most is said once."""
    page.binder.at("methodology")
    shown = printed(page)
    if not shown:
        return None
    lang = page.material.lang
    common = Counter(made.told("revisions", lang) for made in shown).most_common(1)[0][0]
    lines = [
        Line(
            (
                page.word("methodology-name", title=made.told("title", lang), code=made.code),
                _text(page, made, common),
            )
        )
        for made in shown
    ]
    table = page.table(
        page.word("methodology-table"),
        page.word("methodology-table.subtitle"),
        [
            Column(page.word("head-indicator"), width="24%"),
            Column(page.word("methodology-head"), width="76%"),
        ],
        lines,
    )
    lead = Paragraph(page.say("methodology-lead", revisions=common))
    return Section("methodology", page.word("methodology-title"), (lead, table), annex=True)


def printed(page: Page) -> list[Indicator]:
    """List the indicators that the pages before this one print, in the order of their titles."""
    codes = {row["cell_id"].partition(".")[0] for row in page.binder.rows}
    catalogue, lang = page.material.catalogue, page.material.lang
    found = [catalogue[code] for code in codes & catalogue.keys()]
    order = page.material.grammar.order
    return sorted(found, key=lambda made: (order(made.told("title", lang)), made.code))


def printed_keys(made: Indicator) -> tuple[str, ...]:
    """Name the texts of a header that the annex prints; no formula and no prices are not said."""
    left = {"formula"} if made.formula.startswith(_NO_FORMULA) else set()
    left |= {"price_basis"} if made.price_basis.startswith(_NO_PRICES) else set()
    return tuple(key for key in _KEYS if key not in left)


def _text(page: Page, made: Indicator, common: str) -> str:
    """Put a methodology into paragraphs; the common policy of revisions is left out."""
    told = {key: made.told(key, page.material.lang) for key in printed_keys(made) if key != "title"}
    said = {
        key: _sentence(text if key in _UNNAMED else page.word(f"methodology-{key}", text=text))
        for key, text in told.items()
        if (key, text) != ("revisions", common)
    }
    if "formula" in said:
        said["formula"] = said["formula"].replace(_BETWEEN_FORMULAS, f";{PARAGRAPH}")
    paragraphs = (" ".join(said[key] for key in keys if key in said) for keys in _PARAGRAPHS)
    return PARAGRAPH.join(filter(None, paragraphs))


def _sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith(".") else f"{text}."
