"""What plans rest on: legal acts, programme phases, bodies; and what is named without a number."""

from datetime import date
from itertools import pairwise
from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.page import Line, Page

TITLE = "Legal bases, phases and bodies"
Fact = dict[str, Any]


def basis(page: Page) -> Section | None:
    """Write the annex on what plans rest on; an office without such tables has none."""
    page.binder.at("basis")
    made = [_acts(page), _phases(page), *_overlaps(page), _bodies(page), _named(page)]
    blocks = tuple(block for block in made if block)
    return Section("basis", TITLE, blocks, annex=True) if blocks else None


def _acts(page: Page) -> Block | None:
    """Tabulate legal acts with the plans that rest on each; a title stands here and nowhere else."""
    material = page.material
    rests: dict[str, list[str]] = {}
    for row in material.facts.get("target_basis", []):
        rests.setdefault(row["legal_act_id"], []).append(
            material.label("measure", row["measure_code"]).lower()
        )
    known = [act for act in material.facts.get("legal_act", []) if _is_known(page, act["dated_on"])]
    lines = [
        Line(
            (
                _dated(act),
                material.label("act_type", act["act_type"]),
                act["title"],
                ", ".join(sorted(rests.get(act["legal_act_id"], []))) or "none in this bulletin",
                act["source_id"] or "not stated",
            )
        )
        for act in sorted(known, key=lambda act: (act["dated_on"], act["legal_act_id"]))
    ]
    heads = [
        Column("Dated"),
        Column("Act"),
        Column("Title as the source gives it", width="34%"),
        Column("Plans that rest on it", width="28%"),
        Column("Source"),
    ]
    notes = ("Titles are quoted; their words are those of the acts.",)
    subtitle = "An official title is printed once, here"
    return page.table("Legal acts named as a basis", subtitle, heads, lines, notes=notes) if lines else None


def _dated(act: Fact) -> str:
    """Say of when an act is, and its number."""
    inferred = " (year inferred)" if act.get("year_inferred") == "true" else ""
    number = f", No. {act['number']}" if act["number"] else ""
    return f"{words.shorten(words.day(act['dated_on']))}{inferred}{number}"


def _is_known(page: Page, day: date | None) -> bool:
    """Tell whether something of a day can stand in this month's bulletin."""
    return day is not None and day <= page.material.month.last


def _phases(page: Page) -> Block | None:
    """Tabulate the phases of programmes."""
    lines = [
        Line(
            (
                phase["name"],
                words.shorten(words.day(phase["starts_on"])),
                words.shorten(words.day(phase["ends_on"])),
                phase["parts"] or "not stated",
                phase["source_id"],
            )
        )
        for phase in _dated_phases(page)
    ]
    heads = [
        Column("Programme phase", width="36%"),
        Column("First day"),
        Column("Last day"),
        Column("Parts"),
        Column("Source"),
    ]
    said = "A programme phase, a phase of construction and a group that moved are three things"
    return page.table("Programme phases", said, heads, lines) if lines else None


def _dated_phases(page: Page) -> list[Fact]:
    """Return the phases with both days, in time."""
    phases = [
        row for row in page.material.facts.get("programme_phase", []) if row["starts_on"] and row["ends_on"]
    ]
    return sorted(phases, key=lambda row: (row["starts_on"], row["phase_id"]))


def _overlaps(page: Page) -> list[Block]:
    """Say which phases share days, as their sources state them."""
    phases = _dated_phases(page)
    said = []
    for earlier, later in pairwise(phases):
        if later["starts_on"] <= earlier["ends_on"]:
            last = min(earlier["ends_on"], later["ends_on"])
            shared = words.span(later["starts_on"], last)
            said.append(
                f"{earlier['name']} and {later['name'].lower()} both cover {shared}, as their sources "
                "state them. A plan that is due then is shown under the phase that its source names."
            )
    return [Paragraph((text,)) for text in said]


def _bodies(page: Page) -> Block | None:
    """Tabulate the bodies that sources name as answering for plans and figures."""
    material = page.material
    lines = [
        Line((body["name"], material.label("body_role", body["role"]), body["source_id"] or "not stated"))
        for body in sorted(material.facts.get("body", []), key=lambda body: body["name"])
        if body["source_id"]
    ]
    heads = [Column("Body", width="55%"), Column("Role"), Column("Source")]
    return (
        page.table("Bodies named by the sources", "As named; no body issues this bulletin", heads, lines)
        if lines
        else None
    )


def _named(page: Page) -> Block | None:
    """Tabulate what sources name without stating a number."""
    material = page.material
    facts = [
        fact
        for fact in material.facts.get("named_fact", [])
        if fact["source_id"] in material.sources
        and _is_known(page, material.sources[fact["source_id"]]["published_from"])
    ]
    lines = [
        Line(
            (
                material.label("named_kind", fact["kind"]),
                fact["name"],
                material.name(fact["territory_id"]),
                material.label("named_status", fact["status"]),
                fact["source_id"],
            )
        )
        for fact in sorted(facts, key=lambda fact: (fact["kind"], fact["fact_id"]))
    ]
    heads = [
        Column("Kind"),
        Column("Name", width="34%"),
        Column("Territory"),
        Column("Status"),
        Column("Source"),
    ]
    title = "Named by sources, no number stated"
    said = "What is named is listed; the lists are not complete and are not counted"
    return page.table(title, said, heads, lines) if lines else None
