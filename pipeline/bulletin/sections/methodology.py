"""How the printed indicators are made: each one's header, which is its methodology."""

from collections import Counter

from pipeline.bulletin.model import Column, Paragraph, Section
from pipeline.bulletin.page import Line, Page
from pipeline.indicators.catalogue import Indicator

_NO_FORMULA, _NO_PRICES = "none", "Not applicable"
"""How the English text of a header begins where there is no formula, and where there are no prices."""


def methodology(page: Page) -> Section | None:
    """Write the annex: a row an indicator with a printed number; what holds for most is said once."""
    page.binder.at("methodology")
    printed = _printed(page)
    if not printed:
        return None
    lang = page.material.lang
    common = Counter(made.told("revisions", lang) for made in printed).most_common(1)[0][0]
    lines = [
        Line(
            (
                page.word("methodology-name", title=made.told("title", lang), code=made.code),
                _text(page, made, common),
            )
        )
        for made in printed
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


def _printed(page: Page) -> list[Indicator]:
    """List the indicators that the pages before this one print, in the order of their titles."""
    codes = {row["cell_id"].partition(".")[0] for row in page.binder.rows}
    catalogue, lang = page.material.catalogue, page.material.lang
    found = [catalogue[code] for code in codes & catalogue.keys()]
    return sorted(found, key=lambda made: (made.told("title", lang), made.code))


def _text(page: Page, made: Indicator, common: str) -> str:
    """Put a methodology into one text; prices that do not apply and the common policy are left out."""
    lang = page.material.lang
    parts = [made.told("definition", lang)]
    if not made.formula.startswith(_NO_FORMULA):
        parts.append(page.word("methodology-formula", formula=made.told("formula", lang)))
    parts.append(page.word("methodology-unit", unit=made.told("unit", lang)))
    parts.append(page.word("methodology-coverage", coverage=made.told("coverage", lang)))
    if not made.price_basis.startswith(_NO_PRICES):
        parts.append(page.word("methodology-prices", prices=made.told("price_basis", lang)))
    parts.append(made.told("comparability", lang))
    if (revisions := made.told("revisions", lang)) != common:
        parts.append(page.word("methodology-revisions", revisions=revisions))
    parts.append(page.word("methodology-reference", reference=made.reference))
    return " ".join(_sentence(part) for part in parts)


def _sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith(".") else f"{text}."
