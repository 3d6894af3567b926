"""Code lists for the SDMX files, from the office's reference tables and the dictionary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.bulletin.load import in_language
from pipeline.bulletin.material import Material
from pipeline.bulletin.presented import part, presentation
from pipeline.companions.tables import DataFile, Row
from pipeline.diagnosed import CODE as SEASONAL
from pipeline.diagnosed import TITLE as SEASONAL_TITLE
from pipeline.dictionary import ENGLISH, codes_of
from pipeline.printable import visible
from pipeline.quality import CODE as QUALITY
from pipeline.quality import TITLE as QUALITY_TITLE

_MULTIPLES = {"_TH": 3, "_MN": 6, "_BN": 9}
"""The endings of units that say thousands, millions, billions."""
_FOR = {"=": "@", ";": "$"}
"""What stands in an id for what a breakdown is written with; any other sign that ids have not is a _."""
_TEXT: Any = pl.String
CODE_MAP = DataFile(
    "sdmx/code_map.csv",
    dict.fromkeys(("code_list", "sdmx_id", "code", "name"), _TEXT),
    ("code_list", "sdmx_id"),
)


@dataclass(frozen=True)
class Code:
    """A code of a list: its id in the SDMX files, the office's own code, and its name."""

    sdmx_id: str
    code: str
    name: str
    told: tuple[tuple[str, str], ...] = ()
    """Its names in other languages than English, by language."""


Lists = Mapping[str, Sequence[Code]]


def sdmx_id(code: str) -> str:
    """Return a code as an id of letters, digits, _ - @ and $."""
    return "".join(letter if _may_stand(letter) else _FOR.get(letter, "_") for letter in code)


def unit_of(unit_code: str) -> tuple[str, int]:
    """Part a unit into the one that is counted and the power of ten: AZN_MN is AZN and 6."""
    for ending, power in _MULTIPLES.items():
        if unit_code.endswith(ending) and unit_code != ending:
            return unit_code.removesuffix(ending), power
    return unit_code, 0


def indicator_of(cell: Row) -> str:
    """Return the indicator that a cell belongs to."""
    return str(cell["cell_id"]).partition(".")[0]


def code_lists(material: Material, cells: Sequence[Row]) -> dict[str, tuple[Code, ...]]:
    """Return the code lists of a release: whole where the office has the list, else of the codes in use.

    Each code has its name in English, and in the other languages of the office where there is a word for it.
    """
    used = {
        name: {str(cell[name]) for cell in cells}
        for name in ("transformation", "breakdown", "unit_code", "qualifier", "obs_status", "evidence_grade")
    }
    english = {name: _in_english(name, said) for name, said in _names(material, used).items()}
    others = {
        lang: _names(in_language(material, lang), used)
        for lang in material.office.languages
        if lang != material.lang
    }
    return {
        name: _list(said, {lang: found[name] for lang, found in others.items()})
        for name, said in english.items()
    }


def code_map(lists: Lists) -> list[dict[str, str]]:
    """Return the rows of the file that says which code of the office an id stands for."""
    return [
        {"code_list": name, "sdmx_id": code.sdmx_id, "code": code.code, "name": code.name}
        for name, codes in lists.items()
        for code in codes
    ]


def _names(material: Material, used: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """Return the codes of each list with their words in the language of the material; empty without one."""
    lang, words = material.lang, material.messages
    indicators = {code: made.told("title", lang) for code, made in material.catalogue.items()}
    indicators |= codes_of("indicator", lang) or {QUALITY: QUALITY_TITLE, SEASONAL: SEASONAL_TITLE}
    units = {unit_of(one)[0] for one in used["unit_code"]}
    return {
        "CL_FREQ": codes_of("freq", lang),
        "CL_AREA": codes_of("area", lang) | {name: _area(material, name) for name in material.territories},
        "CL_INDICATOR": indicators,
        "CL_TRANSFORMATION": {code: presentation(words, code) for code in used["transformation"]},
        "CL_BREAKDOWN": {code: _breakdown(material, code) for code in used["breakdown"]},
        "CL_PRICE_BASIS": codes_of("price_basis", lang),
        "CL_SOURCE_KIND": codes_of("source_kind", lang),
        "CL_UNIT": {unit: _label(material, "unit", unit) for unit in units},
        "CL_UNIT_MULT": codes_of("unit_mult", lang),
        "CL_OBS_STATUS": codes_of("obs_status", lang),
        "CL_CONF_STATUS": codes_of("conf_status", lang),
        "CL_EVIDENCE_GRADE": codes_of("evidence_grade", lang),
        "CL_QUALIFIER": {code: _label(material, "qualifier", code) for code in used["qualifier"] if code},
    }


def _in_english(name: str, said: Mapping[str, str]) -> dict[str, str]:
    """Call a code without a word by itself, in small letters without underscores; a presentation large."""
    bare = {code: code.strip("_").replace("_", " ") or code for code in said}
    if name == "CL_TRANSFORMATION":
        bare = {code: text.capitalize() for code, text in bare.items()}
    return {code: text or bare[code] for code, text in said.items()}


def _list(names: Mapping[str, str], others: Mapping[str, Mapping[str, str]]) -> tuple[Code, ...]:
    """Make a list of codes with their names, by code; what XML cannot hold is shown as its code."""
    return tuple(
        Code(
            sdmx_id(code),
            code,
            _clean(names[code]),
            tuple((lang, _clean(said[code])) for lang, said in sorted(others.items()) if said.get(code)),
        )
        for code in sorted(names)
    )


def _clean(name: str) -> str:
    """Write a name in one line."""
    return " ".join(visible(name).split())


def _area(material: Material, territory_id: str) -> str:
    """Name a territory: in English as the office's list has it, else told from others of its name."""
    if material.lang != ENGLISH:
        return material.name(territory_id)
    return str(material.territories[territory_id]["name_en"] or territory_id)


def _label(material: Material, code_list: str, code: str) -> str:
    """Return the word for a code, the office's before that of all offices; empty without one."""
    return material.labels.get((code_list, code)) or codes_of(code_list, material.lang).get(code, "")


def _breakdown(material: Material, code: str) -> str:
    """Name a breakdown by its parts; empty where a part has no word."""
    known = codes_of("breakdown", material.lang).get(code)
    if known:
        return known
    parts = [_part(material, one) for one in code.split(";")]
    return ", ".join(parts) if all(parts) else ""


def _part(material: Material, code: str) -> str:
    """Name a part of a breakdown; in English one without a word is called by its code."""
    bare = code.replace("=", " ").replace("_", " ") if material.lang == ENGLISH else ""
    measured = code.removeprefix("measure=")
    if measured != code and measured in material.catalogue:
        return material.title(measured)
    return part(material.messages, material.labels, code) or bare


def _may_stand(letter: str) -> bool:
    """Tell whether a letter may stand in an id of SDMX."""
    return letter.isascii() and (letter.isalnum() or letter in "_-@$")
