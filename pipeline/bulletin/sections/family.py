"""Which territories of the month have an issue of their own, and which have too few figures for one."""

from pipeline.bulletin.model import Block, Paragraph, Section
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import Page
from pipeline.bulletin.scope import issues_of
from pipeline.language.phrase import Listed


def family(page: Page) -> Section | None:
    """List them, in the national issue; an office without economic regions has no such list."""
    material = page.material
    issues = issues_of(material)
    if material.scope or not (issues.own or issues.others):
        return None
    page.binder.at("family")
    blocks: list[Block] = []
    for message, names in (("family-own", issues.own), ("family-others", issues.others)):
        if names:
            ordered = sorted(names, key=lambda name: by_name(material, name))
            named = Listed(tuple(material.name(name) for name in ordered))
            blocks.append(Paragraph(page.say(message, names=named)))
    return Section("family", page.word("family-title"), tuple(blocks))
