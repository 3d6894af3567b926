"""What a finding says, in the language asked for: a message of findings.ftl, filled with its facts."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.delivery_calendar import due_on
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import Published, When, day_of, month_of
from pipeline.month import Month
from pipeline.rules.naming import MAX_NAMED, Figure, Row, Words


@dataclass(frozen=True)
class Facts:
    """What the sentence of a finding may name, in no language."""

    row: Row
    """The finding itself: its territory, period, measure, and the amounts that the rule compared."""
    tested: tuple[Figure, ...]
    compared: tuple[Figure, ...]
    phases: tuple[Row, ...] = ()
    """The phases of the programme that cover its day."""
    nearest: tuple[str, ...] = ()
    """The territories nearest to the name that no list knows."""
    expected: Row = field(default_factory=dict)
    """What the calendar of deliveries says of what was expected."""


def say_finding(code: str, facts: Facts, words: Words) -> str:
    """Write a finding's sentence in the language of the words."""
    row, tested = facts.row, facts.tested
    like = words.printed(tested[0]) if tested else ""
    published = tested[0].published if tested else None
    return words.say(
        f"findings-{code}",
        tested=_named(facts.tested, words),
        compared=_named(facts.compared, words),
        **_alike(facts, words),
        place=words.place(row["territory_id"] or ""),
        measure=words.measure(row["measure_code"] or ""),
        period=_day_or_month(row["period"]),
        published=Published(published, published),
        reported=words.amount(row["reported"], row["unit_code"], like),
        expected=words.amount(row["expected_lo"], row["unit_code"], like),
        phases=_phases(facts, words),
        nearest=_nearest(facts, words),
        **_expected(facts, words),
    )


def _named(figures: tuple[Figure, ...], words: Words) -> str:
    """Name the first few figures and count the others."""
    return words.listed([words.text(one) for one in figures[:MAX_NAMED]], len(figures) - MAX_NAMED)


def _alike(facts: Facts, words: Words) -> dict[str, Slot]:
    """Name the figures of the kind of period that a figure is like, and the others."""
    own = (facts.row["reading"], facts.row["territory_id"])
    by_end = sorted((one for one in facts.compared if one.is_observed), key=_end)
    parted: dict[str, list[Figure]] = {"alike": [], "against": []}
    for one in by_end:
        parted["alike" if (one.reading, one.territory_id) == own else "against"].append(one)
    return {
        name: words.listed([words.dated(one) for one in found[:MAX_NAMED]], len(found) - MAX_NAMED)
        for name, found in parted.items()
    }


def _end(figure: Figure) -> date:
    """Order figures by the end of their period."""
    return figure.end or date.min


def _day_or_month(period: date | None) -> When | Published:
    """Return the day that a finding refers to; the last day of a month stands for the month."""
    if period is None:
        return Published(None, None)
    return month_of(period) if period == Month.of(period).last else day_of(period)


def _expected(facts: Facts, words: Words) -> dict[str, Slot]:
    """Name who was to deliver, by which day, when it was received, and the day on which that is known."""
    row, period = facts.row, facts.row["period"]
    if not facts.expected or period is None:
        return {}
    received = facts.tested[0].row["received_on"] if facts.tested else None
    return {
        "who": str(facts.expected[f"who_{words.lang}"]),
        "due": day_of(due_on(facts.expected, period)),
        "known": day_of(row["as_of"]),
        "received": day_of(received) if received else "",
    }


def _phases(facts: Facts, words: Words) -> str:
    """Name the phases of the programme, in one order in every language."""
    phases = sorted(facts.phases, key=lambda row: str(row["name_en"]))
    names = [str(row[f"name_{words.lang}"]) for row in phases]
    return words.listed(names[:MAX_NAMED], len(names) - MAX_NAMED)


def _nearest(facts: Facts, words: Words) -> str:
    """Say which names are the nearest; nothing where none is near."""
    near = [str(words.places[name][f"name_{words.lang}"]) for name in facts.nearest]
    return words.say("findings-nearest", names=", ".join(dict.fromkeys(near))) if near else ""
