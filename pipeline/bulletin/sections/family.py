"""Which territories of the month have an issue of their own, too few figures for one, or none at all."""

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
    every = (("family-own", issues.own), ("family-few", issues.few), ("family-none", issues.none))
    if material.scope or not any(names for _, names in every):
        return None
    page.binder.at("family")
    ordered = sorted((name for _, names in every for name in names), key=lambda name: by_name(material, name))
    # The sentences say what they all are.
    short = without_common_end([material.place(name).name for name in ordered])
    named = dict(zip(ordered, short, strict=True))
    blocks: list[Block] = []
    for message, names in every:
        if names:
            listed = Listed(tuple(name for code, name in named.items() if code in names))
            blocks.append(Paragraph(page.say(message, names=listed)))
    return Section("family", page.word("family-title"), tuple(blocks))
