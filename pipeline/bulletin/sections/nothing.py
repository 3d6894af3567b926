"""What a section says where nothing, or nothing of the month, is known: it never goes missing in silence."""

from collections.abc import Callable

from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Block, Paragraph, Section
from pipeline.bulletin.page import Page
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import Listed, month_of


def sentence(page: Page, subject: str | Listed) -> str:
    """Say that no figure on a subject is known; of a part of the country, that none is of it as a whole.

    Parts of it may have figures, and groups of territories that it belongs to.
    """
    material = page.material
    slots: dict[str, Slot] = {"subject": subject, "month": month_of(material.month.first)}
    if not material.scope:
        return page.word("nothing-known", **slots)
    return page.word("nothing-known-own", place=page.place(material.scope), **slots)


def left_out(page: Page, key: str, stands: Callable[[Material], object]) -> Section | None:
    """Return a section without blocks, to be named, where it stands in the country's issue; else none."""
    whole = page.material.whole
    return Section(key, page.word(f"{key}-title"), ()) if whole and stands(whole) else None


def section(page: Page, key: str, title: str, subject: str, *more: Block) -> Section:
    """Write a section that says so."""
    page.binder.at(key)
    return Section(key, title, (Paragraph((sentence(page, subject),)), *more))
