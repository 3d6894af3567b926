"""What plans rest on: legal acts, programme phases, bodies; and what is named without a number."""

from datetime import date
from itertools import pairwise
from typing import Any

from pipeline.bulletin.model import Block, Column, Foreign, Paragraph, Section
from pipeline.bulletin.page import Line, Page
from pipeline.language.phrase import When

Fact = dict[str, Any]


def basis(page: Page) -> Section | None:
    """Write the annex on what plans rest on; an office without such tables has none."""
    page.binder.at("basis")
    made = [_acts(page), _phases(page), *_overlaps(page), _bodies(page), _named(page)]
    blocks = tuple(block for block in made if block)
    return Section("basis", page.word("basis-title"), blocks, annex=True) if blocks else None


def _acts(page: Page) -> Block | None:
    """Tabulate legal acts with the plans that rest on each; a title stands here and nowhere else."""
    material = page.material
    rests: dict[str, list[str]] = {}
    for row in material.facts.get("target_basis", []):
        plan = material.grammar.inside(material.label("measure", row["measure_code"]))
        rests.setdefault(row["legal_act_id"], []).append(plan)
    known = [act for act in material.facts.get("legal_act", []) if _is_known(page, act["dated_on"])]
    lines = [
        Line(
            (
                _dated(page, act),
                material.label("act_type", act["act_type"]),
                _title(page, act),
                _listed(page, rests.get(act["legal_act_id"], [])) or page.word("basis-no-plans"),
                page.cite(act["source_id"]) if act["source_id"] else page.word("basis-not-stated"),
            )
        )
        for act in sorted(known, key=lambda act: (act["dated_on"], act["legal_act_id"]))
    ]
    heads = [
        Column(page.word("basis-head-dated")),
        Column(page.word("basis-head-act")),
        Column(page.word("basis-head-title")),
        Column(page.word("basis-head-plans")),
        Column(page.word("head-source")),
    ]
    is_foreign = any(isinstance(entry, Foreign) for line in lines for entry in line.entries)
    notes = ("basis-acts-note", *(("basis-acts-note-foreign",) if is_foreign else ()))
    return _table(page, "basis-acts", heads, lines, notes=tuple(page.word(note) for note in notes))


def _title(page: Page, act: Fact) -> str:
    """Quote the title of an act; one in another language than the edition's says which."""
    lang = act["title_lang"]
    return str(act["title"]) if lang == page.material.lang else Foreign(act["title"], lang)


def _table(
    page: Page,
    name: str,
    heads: list[Column],
    lines: list[Line],
    notes: tuple[str, ...] = (),
    subtitle: str = "subtitle",
) -> Block | None:
    """Print a table by the name of its title; one without rows is none."""
    if not lines:
        return None
    return page.table(page.word(name), page.word(f"{name}.{subtitle}"), heads, lines, notes=notes)


def _listed(page: Page, plans: list[str]) -> str:
    """List plans; where one has a comma of its own they stand apart by semicolons."""
    ordered = sorted(plans, key=page.material.grammar.order)
    return ("; " if any("," in plan for plan in plans) else ", ").join(ordered)


def _dated(page: Page, act: Fact) -> str:
    """Say of when an act is, and its number."""
    said = page.material.grammar.short_day(act["dated_on"])
    if act.get("year_inferred") == "true":
        said = page.word("basis-inferred", day=said)
    return page.word("basis-numbered", dated=said, number=act["number"]) if act["number"] else said


def _is_known(page: Page, day: date | None) -> bool:
    """Tell whether something of a day can stand in this month's bulletin."""
    return day is not None and day <= page.material.month.last


def _phases(page: Page) -> Block | None:
    """Tabulate the phases of programmes."""
    material = page.material
    lines = [
        Line(
            (
                phase["name"],
                material.grammar.short_day(phase["starts_on"]),
                material.grammar.short_day(phase["ends_on"]),
                phase["parts"] or page.word("basis-not-stated"),
                page.cite(phase["source_id"]),
            )
        )
        for phase in _dated_phases(page)
    ]
    heads = [
        Column(page.word("basis-head-phase"), width="36%"),
        Column(page.word("basis-head-first")),
        Column(page.word("basis-head-last")),
        Column(page.word("basis-head-parts")),
        Column(page.word("head-source")),
    ]
    return _table(page, "basis-phases", heads, lines)


def _dated_phases(page: Page) -> list[Fact]:
    """Return the phases with both days, in time."""
    phases = [
        row for row in page.material.facts.get("programme_phase", []) if row["starts_on"] and row["ends_on"]
    ]
    return sorted(phases, key=lambda row: (row["starts_on"], row["phase_id"]))


def _overlaps(page: Page) -> list[Block]:
    """Say which phases share days, as their sources state them."""
    return [
        Paragraph(
            page.say(
                "basis-overlap",
                earlier=earlier["name"],
                later=later["name"],
                shared=When(later["starts_on"], min(earlier["ends_on"], later["ends_on"])),
            )
        )
        for earlier, later in pairwise(_dated_phases(page))
        if later["starts_on"] <= earlier["ends_on"]
    ]


def _bodies(page: Page) -> Block | None:
    """Tabulate the bodies that sources name as answering for plans and figures."""
    material = page.material
    named = [body for body in material.facts.get("body", []) if body["source_id"]]
    lines = [
        Line((body["name"], material.label("body_role", body["role"]), page.cite(body["source_id"])))
        for body in sorted(named, key=lambda body: material.grammar.order(body["name"]))
    ]
    heads = [
        Column(page.word("basis-head-body"), width="55%"),
        Column(page.word("basis-head-role")),
        Column(page.word("head-source")),
    ]
    is_own = any(body["name"] == material.office.told("name", material.lang) for body in named)
    return _table(page, "basis-bodies", heads, lines, subtitle="own" if is_own else "subtitle")


def named_facts(page: Page) -> list[Fact]:
    """Return what sources name without stating a number, where the source was known by the month."""
    sources = page.material.sources
    return [
        fact
        for fact in page.material.facts.get("named_fact", [])
        if fact["source_id"] in sources and _is_known(page, sources[fact["source_id"]]["published_from"])
    ]


def _named(page: Page) -> Block | None:
    """Tabulate what sources name without stating a number."""
    material = page.material

    def by_kind(fact: Fact) -> tuple[Any, Any, str]:
        kind = material.label("named_kind", fact["kind"])
        return material.grammar.order(kind), material.grammar.order(fact["name"]), fact["fact_id"]

    lines = [
        Line(
            (
                material.label("named_kind", fact["kind"]),
                fact["name"],
                material.name(fact["territory_id"]),
                material.label("named_status", fact["status"]),
                page.cite(fact["source_id"]),
            )
        )
        for fact in sorted(named_facts(page), key=by_kind)
    ]
    heads = [
        Column(page.word("basis-head-kind")),
        Column(page.word("basis-head-name")),
        Column(page.word("head-territory")),
        Column(page.word("basis-head-status")),
        Column(page.word("head-source")),
    ]
    return _table(page, "basis-named", heads, lines)
