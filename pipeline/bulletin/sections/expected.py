"""What the office's calendar of deliveries expected for the month and did not receive."""

from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Page
from pipeline.delivery_calendar import due_on
from pipeline.language.phrase import day_of, month_of

NOT_RECEIVED = "expected_not_received"
"""The sentence of the rule's finding."""


def not_received(page: Page, measure: str) -> Text | None:
    """Say that a figure of the month was expected and not received; None where no finding says so."""
    material = page.material
    for found in material.findings:
        if (found.sentence_code, found.measure_code) != (NOT_RECEIVED, measure) or found.facts is None:
            continue
        if found.period == material.month.last and found.territory in ("", material.root):
            return page.say(
                "expected-not-received",
                measure=material.label("measure", measure),
                month=month_of(material.month.first),
                known=day_of(material.as_of),
                due=day_of(due_on(found.facts.expected, found.period)),
            )
    return None
