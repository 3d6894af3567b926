"""Reference metadata of each indicator under the headings of ESMS, the Euro SDMX Metadata Structure 2.0."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.bulletin.announced import next_release
from pipeline.bulletin.material import Material
from pipeline.bulletin.rows import labels_of
from pipeline.bulletin.sections.methodology import printed_keys
from pipeline.indicators.catalogue import LANGUAGES, Indicator
from pipeline.language.catalogue import Catalogue, catalogue_of
from pipeline.language.phrase import month_of
from pipeline.office_texts import ENGLISH
from pipeline.reference import load_reference

COLUMNS = (
    *("indicator", "concept_id", "heading", "text"),
    *(f"{column}_{lang}" for lang in LANGUAGES for column in ("heading", "text")),
)


@dataclass(frozen=True)
class _Told:
    """An indicator in one language of the office."""

    material: Material
    made: Indicator
    lang: str
    messages: Catalogue
    labels: dict[tuple[str, str], str]

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Its cells."""
        return self.material.cells[self.made.code]

    def say(self, concept: str, says: str = "", **slots: Any) -> str:
        """Write the heading of a concept, or what it says; a text stands in it as it is."""
        name = f"esms-{concept}.{says}" if says else f"esms-{concept}"
        filled = {key: (value,) if isinstance(value, str) else value for key, value in slots.items()}
        return self.messages.word(name, filled)

    def header(self, key: str, concept: str = "", says: str = "none") -> str:
        """Return what its header says under a key; another language has no text for what does not apply."""
        if self.lang == ENGLISH or key in printed_keys(self.made):
            return self.made.told(key, self.lang)
        return self.say(concept, says)

    def office(self, key: str) -> str:
        """Return what the office says of itself."""
        return self.material.office.told(key, self.lang)

    def level(self, code: str) -> str:
        """Name a level of territories; the English text has its code."""
        return code if self.lang == ENGLISH else self.labels[("level", code)]


def metadata_rows(material: Material) -> list[dict[str, str]]:
    """Return the metadata of every indicator that has a cell: indicator, concept id, heading, text.

    Heading and text are in English, and beside it in the other languages of the office.
    Ref.: Eurostat, Euro SDMX Metadata Structure (ESMS) 2.0, 2014.
    """
    made = [material.catalogue[code] for code in sorted(material.catalogue) if material.cells.get(code)]
    label = load_reference(material.office)["label"]
    rows = {(one.code, concept): dict.fromkeys(COLUMNS, "") for one in made for concept in _CONCEPTS}
    for lang in dict.fromkeys((ENGLISH, *material.office.languages)):
        messages = catalogue_of(lang, material.office.project.templates)
        labels = labels_of(label, lang)
        end = "" if lang == ENGLISH else f"_{lang}"
        for one in made:
            told = _Told(material, one, lang, messages, labels)
            for concept, text in _CONCEPTS.items():
                rows[one.code, concept] |= {
                    "indicator": one.code,
                    "concept_id": concept,
                    f"heading{end}": told.say(concept),
                    f"text{end}": text(told),
                }
    return list(rows.values())


def _territories(told: _Told) -> str:
    """Say how many territories of each level have a cell."""
    names = {cell["territory_id"] for cell in told.cells} & told.material.territories.keys()
    counts = Counter(told.material.level(name) for name in names)
    levels = "; ".join(f"{told.level(level)}: {counts[level]}" for level in sorted(counts))
    return told.say("REF_AREA", "says", coverage=told.header("coverage"), levels=levels)


def _time(told: _Told) -> str:
    """Say which months the cells fall in."""
    periods = sorted(cell["period"] for cell in told.cells)
    first, last = month_of(periods[0]), month_of(periods[-1])
    return told.say("COVERAGE_TIME", "says", first=first, last=last, cells=len(periods))


def _accuracy(told: _Told) -> str:
    """Say how many cells have which evidence grade, and how many are withheld."""
    withheld = sum(cell["obs_status"] == "U" for cell in told.cells)
    grades = _counted(cell["evidence_grade"] for cell in told.cells)
    return told.say("ACCURACY", "says", grades=grades, withheld=withheld)


def _counted(codes: Iterable[str]) -> str:
    """Count codes: A: 3; B: 4."""
    return "; ".join(f"{code}: {count}" for code, count in sorted(Counter(codes).items()))


def _updated(told: _Told) -> str:
    """Say as of which day the header is, and its version."""
    day = told.messages.grammar.day(told.material.as_of)
    return told.say("META_UPDATE", "says", day=day, version=told.made.version)


def _described(told: _Told) -> str:
    """Give title and definition."""
    return told.say("DATA_DESCR", "says", title=told.header("title"), definition=told.header("definition"))


def _released(told: _Told) -> str:
    """Say when the next release is."""
    return told.say(
        "REL_POLICY",
        "says",
        next=next_release(told.material, told.messages) or told.say("REL_POLICY", "unknown"),
    )


def _delay(told: _Told) -> str:
    """Say as of which day the figures are."""
    return told.say("TIMELINESS_PUNCT", "says", day=told.messages.grammar.day(told.material.as_of))


def _processed(told: _Told) -> str:
    """Give the formula and what is derived along time."""
    derivations = ", ".join(told.made.derive) or told.say("STAT_PROCESS", "none")
    formula = told.header("formula", "STAT_PROCESS", "stated")
    return told.say("STAT_PROCESS", "says", formula=formula, derivations=derivations)


_CONCEPTS: dict[str, Callable[[_Told], str]] = {
    "CONTACT": lambda told: told.office("contact"),
    "META_UPDATE": _updated,
    "DATA_DESCR": _described,
    "CLASS_SYSTEM": lambda told: told.office("classification_note"),
    "STAT_CONC_DEF": lambda told: told.header("reference"),
    "STAT_UNIT": lambda told: told.header("unit"),
    "REF_AREA": _territories,
    "COVERAGE_TIME": _time,
    "BASE_PER": lambda told: told.header("price_basis", "BASE_PER"),
    "UNIT_MEASURE": lambda told: told.header("unit"),
    "REF_PERIOD": lambda told: told.say("REF_PERIOD", told.made.nature),
    "INST_MANDATE": lambda told: told.office("imprint"),
    "CONF": lambda told: told.say("CONF", "says"),
    "REL_POLICY": _released,
    "FREQ_DISS": lambda told: told.say("FREQ_DISS", "says"),
    "ACCESSIBILITY_CLARITY": lambda told: told.say("ACCESSIBILITY_CLARITY", "says"),
    "QUALITY_MGMNT": lambda told: told.say("QUALITY_MGMNT", "says"),
    "ACCURACY": _accuracy,
    "TIMELINESS_PUNCT": _delay,
    "COHER_COMPAR": lambda told: told.header("comparability"),
    "DATA_REV": lambda told: told.header("revisions"),
    "STAT_PROCESS": _processed,
}
"""The headings of the structure, each with what is said under it."""
