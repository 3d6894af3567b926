"""Reference metadata of each indicator under the headings of ESMS, the Euro SDMX Metadata Structure 2.0."""

from collections.abc import Callable

from pipeline.bulletin.material import Material
from pipeline.indicators.catalogue import Indicator
from pipeline.language.english import English

COLUMNS = ("indicator", "concept_id", "heading", "text")
_Text = Callable[[Material, Indicator], str]
_EN = English()
"""Reference metadata are in English in every release, as the headings of their structure are."""
_NATURES = {
    "flow": "Flows and year-to-date sums of calendar periods, and growth as published.",
    "stock": "The last figure on or before the end of the month, with its own date.",
    "event": "The date of each event.",
    "plan": "The day on which a plan is due, and the day of its statement.",
    "ratio": "The period or date of the figures that are divided.",
    "register": "The period or date of each fact.",
}


def metadata_rows(material: Material) -> list[dict[str, str]]:
    """Return the metadata of every indicator that has a cell: indicator, concept id, heading, text.

    Ref.: Eurostat, Euro SDMX Metadata Structure (ESMS) 2.0, 2014.
    """
    made = [material.catalogue[code] for code in sorted(material.catalogue) if material.cells.get(code)]
    return [
        dict(zip(COLUMNS, (one.code, concept, heading, text(material, one)), strict=True))
        for one in made
        for concept, heading, text in _CONCEPTS
    ]


def _territories(material: Material, made: Indicator) -> str:
    """Say how many territories of each level have a cell."""
    names = {cell["territory_id"] for cell in material.cells[made.code]} & material.territories.keys()
    levels = sorted({material.level(name) for name in names})
    counts = [f"{level}: {sum(material.level(name) == level for name in names)}" for level in levels]
    return f"{made.coverage} Territories with a figure, by level: {'; '.join(counts)}."


def _time(material: Material, made: Indicator) -> str:
    """Say which months the cells fall in."""
    periods = sorted(cell["period"] for cell in material.cells[made.code])
    return f"{_EN.month(periods[0])} to {_EN.month(periods[-1])}; {len(periods)} cells."


def _accuracy(material: Material, made: Indicator) -> str:
    """Say how many cells have which evidence grade, and how many are withheld."""
    cells = material.cells[made.code]
    grades = sorted({cell["evidence_grade"] for cell in cells})
    counts = [f"{grade}: {sum(cell['evidence_grade'] == grade for cell in cells)}" for grade in grades]
    withheld = sum(cell["obs_status"] == "U" for cell in cells)
    return (
        f"Cells by evidence grade: {'; '.join(counts)}. Withheld: {withheld}. A figure carries half a unit "
        "of its last printed place as its half-width."
    )


def _delay(material: Material, _made: Indicator) -> str:
    """Say as of which day the figures are."""
    return f"Figures known as of {_EN.day(material.as_of)}; each with the publication date of its source."


_CONCEPTS: tuple[tuple[str, str, _Text], ...] = (
    ("CONTACT", "Contact", lambda material, _: material.office.contact),
    (
        "META_UPDATE",
        "Metadata update",
        lambda material, made: f"{_EN.day(material.as_of)}; version {made.version}.",
    ),
    ("DATA_DESCR", "Data description", lambda _, made: f"{made.title}. {made.definition}"),
    ("CLASS_SYSTEM", "Classification system", lambda material, _: material.office.classification_note),
    ("STAT_CONC_DEF", "Statistical concepts and definitions", lambda _, made: made.reference),
    ("STAT_UNIT", "Statistical unit", lambda _, made: made.unit),
    ("REF_AREA", "Reference area", _territories),
    ("COVERAGE_TIME", "Time coverage", _time),
    ("BASE_PER", "Base period", lambda _, made: made.price_basis),
    ("UNIT_MEASURE", "Unit of measure", lambda _, made: made.unit),
    ("REF_PERIOD", "Reference period", lambda _, made: _NATURES[made.nature]),
    ("INST_MANDATE", "Institutional mandate", lambda material, _: material.office.imprint),
    ("CONF", "Confidentiality", lambda *_: "Published aggregates; no returns of single units are used."),
    (
        *("REL_POLICY", "Release policy"),
        lambda material, _: f"Next release: {material.office.next_release or 'not announced'}.",
    ),
    ("FREQ_DISS", "Frequency of dissemination", lambda *_: "Monthly."),
    (
        *("ACCESSIBILITY_CLARITY", "Accessibility and clarity"),
        lambda *_: (
            "PDF, web page, workbook, CSV, Parquet and SDMX files; every printed number leads to its source."
        ),
    ),
    (
        *("QUALITY_MGMNT", "Quality management"),
        lambda *_: "Edit rules as data; findings, decisions and coverage are counted in each bulletin.",
    ),
    ("ACCURACY", "Accuracy and reliability", _accuracy),
    ("TIMELINESS_PUNCT", "Timeliness and punctuality", _delay),
    ("COHER_COMPAR", "Coherence and comparability", lambda _, made: made.comparability),
    ("DATA_REV", "Data revision", lambda _, made: made.revisions),
    (
        *("STAT_PROCESS", "Statistical processing"),
        lambda _, made: f"{made.formula}. Derivations: {', '.join(made.derive) or 'none'}.",
    ),
)
