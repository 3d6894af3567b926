"""Puts a bulletin together: sections in their order, then what can only be known when all are written."""

from collections.abc import Callable
from pathlib import Path

from pipeline.bulletin.announced import next_release, own_release
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.issue import issue_name
from pipeline.bulletin.marks import REVISED
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document, Paragraph, Section
from pipeline.bulletin.page import Page
from pipeline.bulletin.review import imprint, review
from pipeline.bulletin.sections import about, summary
from pipeline.bulletin.sections.adjusted import adjusted
from pipeline.bulletin.sections.basis import basis
from pipeline.bulletin.sections.calendar import calendar
from pipeline.bulletin.sections.changed import changed
from pipeline.bulletin.sections.clearance import clearance
from pipeline.bulletin.sections.corrections import corrections, corrections_in_short
from pipeline.bulletin.sections.family import family
from pipeline.bulletin.sections.files import files
from pipeline.bulletin.sections.glossary import glossary
from pipeline.bulletin.sections.growth import growth
from pipeline.bulletin.sections.housing import housing
from pipeline.bulletin.sections.investment import investment
from pipeline.bulletin.sections.methodology import methodology
from pipeline.bulletin.sections.planned import planned
from pipeline.bulletin.sections.points import main_points
from pipeline.bulletin.sections.quality import quality
from pipeline.bulletin.sections.resettlement import resettlement
from pipeline.bulletin.sections.revised import revised
from pipeline.bulletin.sections.run import run
from pipeline.bulletin.sections.territories import districts, territories
from pipeline.bulletin.sections.tiles import key_figures
from pipeline.bulletin.sections.unconfirmed import unconfirmed
from pipeline.bulletin.sections.works import works
from pipeline.language.phrase import Listed, day_of, month_of

Writer = Callable[[Page], Section | None]
_BODY: tuple[Writer, ...] = (
    summary.key_table,
    investment,
    adjusted,
    growth,
    territories,
    resettlement,
    housing,
    clearance,
    works,
    planned,
    unconfirmed,
    changed,
    revised,
    family,
    files,
    about.limits,
)
_ALWAYS = ("files", "limits")
"""Sections that stand in every issue, with numbers or without."""
_ANNEXES: tuple[Writer, ...] = (districts, basis, methodology, about.sources, quality)
_OF_ALL: tuple[Writer, ...] = (basis, quality)
"""What is of the whole delivery and stands in the national issue alone."""


def compose(material: Material, fonts: Path) -> tuple[Document, Binder]:
    """Compose the bulletin of a month; the binder knows every number that it prints."""
    binder = Binder(material.lang, material.origin, territory=material.scope)
    page = Page(material, binder, fonts)
    tiles = key_figures(page)
    points = main_points(page)
    body = _written(page)
    annexes = [
        written
        for write in _ANNEXES
        if not (material.scope and write in _OF_ALL) and (written := write(page))
    ]
    annexes += [
        glossary(page),
        calendar(page),
        *filter(None, [corrections(page)]),
    ]
    if not material.scope:
        annexes.append(run(page))
    document = Document(
        lang=material.lang,
        office=_told(material, "name"),
        title=_told(material, "title"),
        subtitle=material.name(material.scope) if material.scope else _told(material, "subtitle"),
        issue=page.word("issue", month=month_of(material.month.first), name=issue_name(material)),
        imprint=imprint(page),
        mark=_told(material, "mark"),
        status=page.word("as-known-on", day=day_of(material.asked)) if material.asked else "",
        facts=(
            (page.word("fact-as-of"), material.grammar.day(material.as_of)),
            *_releases(page),
            (page.word("fact-contact"), _told(material, "contact")),
            *corrections_in_short(page),
        ),
        key_figures=tiles,
        main_points=points,
        about=summary.about(page),
        sections=(*body, *annexes),
        symbols=page.symbols(),
        index=tuple(sorted(binder.entries.values(), key=lambda entry: entry.number_id)),
        review=review(page),
    )
    return document, binder


def _releases(page: Page) -> list[tuple[str, str]]:
    """Say when the issue is released, where that is announced, and when the next one is."""
    material = page.material
    own, coming = (say(material, material.messages) for say in (own_release, next_release))
    return [
        *([(page.word("fact-release"), own)] if own else []),
        (page.word("fact-next-release"), coming or page.word("fact-not-announced")),
    ]


def _told(material: Material, key: str) -> str:
    """Return what the office says of itself in the language of the edition."""
    return material.office.told(key, material.lang)


def _written(page: Page) -> list[Section]:
    """Write the sections; in the issue of a territory those that print no number of it are named in one."""
    sections: list[Section] = []
    named: dict[str, str] = {}
    for write in _BODY:
        before, printed = page.standing(), len(page.binder.rows)
        section = write(page)
        if section is None:
            continue
        if page.material.scope and len(page.binder.rows) == printed and section.key not in _ALWAYS:
            named[section.key] = section.title
            page.back_to(before)
        else:
            sections.append(section)
    if named:
        said = page.say("without-figures", sections=Listed(tuple(named.values())))
        if "revised" in named and REVISED in page.used:
            said = page.sentences([said, page.say("without-revisions")])
        title = page.word("family-title-without")
        sections.insert(-len(_ALWAYS), Section("without", title, (Paragraph(said),)))
    return sections
