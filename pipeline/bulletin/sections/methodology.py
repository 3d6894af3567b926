"""How the printed indicators are made: each one's header, which is its methodology."""

from collections import Counter

from pipeline.bulletin.model import Column, Paragraph, Section
from pipeline.bulletin.page import Line, Page
from pipeline.indicators.catalogue import Indicator

TITLE = "Methodology of the indicators"
_NO_PRICES = "Not applicable"


def methodology(page: Page) -> Section | None:
    """Write the annex: a row an indicator with a printed number; what holds for most is said once."""
    page.binder.at("methodology")
    printed = _printed(page)
    if not printed:
        return None
    common = Counter(made.revisions for made in printed).most_common(1)[0][0]
    lines = [Line((f"{made.title} ({made.code})", _text(made, common))) for made in printed]
    table = page.table(
        "Indicators with a number in this bulletin",
        "A page an indicator, with figures, revisions, rules and limits, is methodology/<code>.html in the "
        "release; the full texts, with those left out here, are in esms.csv beside this bulletin",
        [Column("Indicator", width="24%"), Column("Methodology", width="76%")],
        lines,
    )
    lead = Paragraph((f"Revisions, where no other policy is named: {common}",))
    return Section("methodology", TITLE, (lead, table), annex=True)


def _printed(page: Page) -> list[Indicator]:
    """List the indicators that the pages before this one print, in the order of their titles."""
    codes = {row["cell_id"].partition(".")[0] for row in page.binder.rows}
    catalogue = page.material.catalogue
    return sorted((catalogue[code] for code in codes & catalogue.keys()), key=lambda made: made.title)


def _text(made: Indicator, common: str) -> str:
    """Put a methodology into one text; prices that do not apply and the common policy are left out."""
    parts = [made.definition]
    parts += [] if made.formula.startswith("none") else [f"Formula: {made.formula}"]
    parts += [f"Unit: {made.unit}", f"Coverage: {made.coverage}"]
    parts += [] if made.price_basis.startswith(_NO_PRICES) else [f"Prices: {made.price_basis}"]
    parts += [made.comparability]
    parts += [] if made.revisions == common else [f"Revisions: {made.revisions}"]
    parts += [f"Reference: {made.reference}"]
    return " ".join(_sentence(part) for part in parts)


def _sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith(".") else f"{text}."
