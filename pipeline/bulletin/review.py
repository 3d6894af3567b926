"""Whether a person has read the texts of an edition: said in its banner, and until then in its imprint."""

from pipeline.bulletin.page import Page
from pipeline.language.phrase import day_of
from pipeline.office_texts import ENGLISH


def review(page: Page) -> str:
    """Say who reviewed the texts of the edition, or that nobody did; the others are written after English."""
    reviewed = page.material.office.reviewed.get(page.material.lang)
    if reviewed:
        return page.word("review-by", name=reviewed.name, day=day_of(reviewed.day))
    return page.word("review-none") if is_unread(page) else ""


def imprint(page: Page) -> str:
    """Return the imprint for the foot of each page, with a sentence where nobody reviewed the texts."""
    said = page.material.office.told("imprint", page.material.lang)
    return f"{said} {page.word('review-none-sentence')}" if is_unread(page) else said


def is_unread(page: Page) -> bool:
    """Tell whether the texts of the edition still wait for a reader."""
    return page.material.lang != ENGLISH and page.material.lang not in page.material.office.reviewed
