"""Housing: dwellings planned, completed, scheduled and unscheduled, and what else is stated of a site."""

from datetime import date

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Points, Section, Text
from pipeline.bulletin.order import arranged
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.described import described
from pipeline.language.phrase import Listed, When, month_of

_STAGES = ("status=planned", "status=completed", "status=under_way", "status=scheduled", "status=unscheduled")
_OTHER = ("apartment_buildings", "dwellings_connected", "communications_complete", "site_area")
MAX_TERRITORIES = 20
CHART_TERRITORIES = 6
_PARTS = ("status=planned", "status=completed", "status=scheduled")


def housing(page: Page) -> Section:
    """Write the section on housing."""
    page.binder.at("housing")
    title = page.word("housing-title")
    cells = [cell for cell in page.material.cells.get("dwellings", []) if _is_shown(page, cell)]
    if not cells:
        points = _other(page)
        subject = page.word("housing-subject-dwellings" if points else "subject-housing")
        return nothing.section(page, "housing", title, subject, *([points] if points else []))
    stages = [cell for cell in cells if "type=" not in cell["breakdown"]]
    types = [cell for cell in cells if "type=" in cell["breakdown"]]
    blocks: list[Block] = [Paragraph(_lead(page, cells))]
    if stages:
        blocks.append(_stage_table(page, stages))
        figure = _chart(page, stages)
        blocks += [figure] if figure else []
    if types:
        blocks.append(_type_table(page, types))
    points = _other(page)
    blocks += [points] if points else []
    return Section("housing", title, tuple(blocks))


def _lead(page: Page, cells: list[Cell]) -> Text:
    """Say what the measures are, and of when the last statement is where the month has none."""
    material = page.material
    sentences = []
    dated = [cell for cell in cells if cell["reference_date"]]
    last = max(dated, key=_stated, default=None)
    if last and last["reference_date"] < material.month.first:
        month, when = month_of(material.month.first), material.stated_time(last)
        newest = [cell["territory_id"] for cell in dated if _stated(cell)[:-1] == _stated(last)[:-1]]
        names = arranged(material, set(newest), lambda name, place: place(name), MAX_TERRITORIES)
        place = Listed(tuple(page.place(name) for name in names))
        sentences.append(page.say("housing-none", month=month, when=when, place=place))
    sentences.append(page.say("housing-lead"))
    if any(cell["breakdown"] == "status=unscheduled" for cell in cells):
        sentences.append(page.say("housing-lead-unscheduled"))
    return page.sentences([*sentences, page.say("housing-lead-dates")])


def _is_shown(page: Page, cell: Cell) -> bool:
    """Tell whether a statement was made by the end of the month."""
    stated = cell["reference_date"]
    return cell["obs_status"] != "U" and (stated is None or stated <= page.material.month.last)


def _latest(cells: list[Cell]) -> dict[tuple[str, str], Cell]:
    """Return the last cell of each territory and breakdown."""
    found: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        found[cell["territory_id"], cell["breakdown"]] = cell
    return found


def _order(breakdown: str) -> tuple[int, str]:
    """Order stages as they follow one another."""
    stage = next((index for index, name in enumerate(_STAGES) if breakdown.startswith(name)), len(_STAGES))
    return stage, breakdown


def _stage(page: Page, breakdown: str) -> str:
    """Name a stage, with the year for which it is scheduled."""
    status, _, due = breakdown.partition(";due=")
    text = page.material.label("breakdown", status)
    if not due:
        return text
    year = When(date(int(due), 1, 1), date(int(due), 12, 31))
    return page.word("housing-stage-due", stage=text, due=year)


def _stage_table(page: Page, stages: list[Cell]) -> Block:
    """Tabulate stages by territory."""
    material = page.material
    latest = _latest(stages)
    names = arranged(material, {name for name, _ in latest}, lambda name, place: place(name), MAX_TERRITORIES)
    breakdowns = sorted({breakdown for _, breakdown in latest}, key=_order)
    lines = []
    for name in names:
        own = [latest[name, breakdown] for breakdown in breakdowns if (name, breakdown) in latest]
        stated = max(own, key=_stated)
        cells = [_beside(page, latest, name, code) for code in breakdowns]
        values = [Value(cell, most=0) if cell else None for cell in cells]
        lines.append(Line((material.name(name), material.stated_for(stated, short=True), *values, CITED)))
    heads = [
        Column(page.word("head-territory")),
        Column(page.word("head-last-stated")),
        *(Column(material.grammar.start(_stage(page, code)), numeric=True) for code in breakdowns),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("housing-stages"),
        page.word("housing-stages.subtitle"),
        heads,
        lines,
        notes=(page.word("housing-stages.note"),),
        most=Most(MAX_TERRITORIES, "first"),
    )


def _stated(cell: Cell) -> tuple[int, int, bool, int, str]:
    """Return a key that orders statements in time; of one month that with a day of its own is the last."""
    day = cell["reference_date"]
    of_a_day = cell["period_end"] is not None and cell["period_start"] == cell["period_end"]
    return day.year, day.month, of_a_day, day.toordinal(), cell["cell_id"]


def _beside(page: Page, latest: dict[tuple[str, str], Cell], name: str, code: str) -> Cell | None:
    """Return a stage's cell; what is unscheduled only beside the figures that it was made of."""
    cell = latest.get((name, code))
    if code != "status=unscheduled":
        return cell
    parts = [other for (place, part), other in latest.items() if place == name and part.startswith(_PARTS)]
    return page.beside(cell, *parts)


def _type_table(page: Page, types: list[Cell]) -> Block:
    """Tabulate dwellings by type, one row a statement."""
    material = page.material
    latest = _latest(types)
    keys = arranged(material, latest, lambda key, place: (place(key[0]), _order(key[1])))
    lines = []
    for key in keys:
        parts = [part for part in key[1].split(";") if not part.startswith("due=")]
        said = ", ".join(material.label("breakdown", part) for part in sorted(parts, reverse=True))
        cell = latest[key]
        entries = (material.name(key[0]), said, material.stated_for(cell, short=True))
        lines.append(Line((*entries, Value(cell, most=0), CITED)))
    heads = [
        Column(page.word("head-territory")),
        Column(page.word("housing-head-type")),
        Column(page.word("head-last-stated")),
        Column(page.word("head-dwellings"), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(page.word("housing-types"), page.word("housing-types.subtitle"), heads, lines)


def _chart(page: Page, stages: list[Cell]) -> Chart | None:
    """Draw, for each territory with a plan, planned dwellings beside the stages reported."""
    material = page.material
    latest = _latest(stages)
    planned = [name for name, stage in latest if stage == "status=planned"]
    names = arranged(material, planned, lambda name, place: place(name), CHART_TERRITORIES)
    rows = []
    for name in names[:CHART_TERRITORIES]:
        codes = sorted((code for territory, code in latest if territory == name), key=_order)
        if len(codes) > 1:
            stages_of = [(_stage(page, code), Value(latest[name, code], most=0)) for code in codes]
            rows.append((material.name(name), stages_of))
    if not rows:
        return None
    label = page.next_figure()
    printed = page.chart_numbers(rows, label)
    groups = [
        charts.Group(
            name,
            tuple(
                charts.Bar(stage, float(value.cell["value"]), label, light=_is_plan(value.cell))
                for (stage, value), label in zip(entries, printed.labels(at), strict=True)
            ),
        )
        for at, (name, entries) in enumerate(rows)
    ]
    return Chart(
        label,
        page.word("housing-chart", places=Listed(tuple(name for name, _ in rows))),
        page.word("housing-chart.subtitle"),
        charts.paired_bars(groups, fonts=page.fonts),
        described(page, page.say("housing-chart.alt"), printed),
        printed.rows,
        printed.notes,
    )


def _is_plan(cell: Cell) -> bool:
    """Tell whether a stage is that of the plan."""
    return bool(cell["breakdown"] == "status=planned")


def _other(page: Page) -> Points | None:
    """List what else is stated of a site."""
    material = page.material
    items: list[Text] = []
    for code in _OTHER:
        for cell in _latest(
            [cell for cell in material.cells.get(code, []) if _is_shown(page, cell)]
        ).values():
            part = cell["breakdown"]
            named = (material.title(code), material.name(cell["territory_id"]))
            items.append(
                page.say(
                    "housing-other",
                    what=", ".join(named if part == "_T" else (*named, material.label("breakdown", part))),
                    when=material.time_of(cell),
                    figure=page.flagged(cell),
                    unit=material.unit_of(cell),
                    sources=page.sources(cell),
                )
            )
    return Points(tuple(items)) if items else None
