"""What the pages say of the next releases; first page, annex, metadata and readers' site say it from here."""

from pipeline.bulletin.material import Material
from pipeline.language.catalogue import Catalogue, Slot
from pipeline.language.phrase import day_of
from pipeline.release_calendar import CALENDAR, Announced, announced_of, coming


def upcoming(material: Material) -> tuple[Announced, ...]:
    """Return the releases that come after an issue."""
    return coming(announced_of(material.facts.get(CALENDAR, [])), material.month, material.as_of)


def own_release(material: Material, words: Catalogue) -> str:
    """Say when the first issue of a month is released, in a language; a later one has a day of its own."""
    if material.printed.number != 1:
        return ""
    announced = announced_of(material.facts.get(CALENDAR, []))
    return next((moment(one, words) for one in announced if one.month == material.month), "")


def next_release(material: Material, words: Catalogue) -> str:
    """Say when the next issue is released, in a language; empty where it is not announced."""
    return next((moment(one, words) for one in upcoming(material)), "")


def moment(one: Announced, words: Catalogue) -> str:
    """Write day, hour and time zone of a release."""
    slots: dict[str, Slot] = {"day": day_of(one.day), "hour": hour(one), "zone": one.zone}
    return words.word("fact-next-release-moment", slots)


def hour(one: Announced) -> str:
    """Write the hour of a release as a clock shows it."""
    return f"{one.hour:%H:%M}"
