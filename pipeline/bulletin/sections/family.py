"""Which territories of the month have an issue of their own, and which have too few figures for one."""

from pipeline.bulletin.model import Block, Paragraph, Section
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import Page
from pipeline.bulletin.scope import issues_of
from pipeline.bulletin.sections.tile_chart import without_common_end
from pipeline.language.phrase import Listed


def family(page: Page) -> Section | None:
    """List them, in the national issue; an office without economic regions has no such list."""
    material = page.material
    issues = issues_of(material)
    if material.scope or not (issues.own or issues.others):
        return None
    page.binder.at("family")
    ordered = sorted((*issues.own, *issues.others), key=lambda name: by_name(material, name))
    # The sentences say what they all are.
    short = without_common_end([material.place(name).name for name in ordered])
    named = dict(zip(ordered, short, strict=True))
    blocks: list[Block] = []
    for message, names in (("family-own", issues.own), ("family-others", issues.others)):
        if names:
            listed = Listed(tuple(name for code, name in named.items() if code in names))
            blocks.append(Paragraph(page.say(message, names=listed)))
    return Section("family", page.word("family-title"), tuple(blocks))
