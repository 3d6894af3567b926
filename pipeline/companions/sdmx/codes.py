"""Code lists for the SDMX files, from the office's reference tables and the dictionary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.presentations import title
from pipeline.companions.tables import DataFile, Row
from pipeline.diagnosed import CODE as SEASONAL
from pipeline.diagnosed import TITLE as SEASONAL_TITLE
from pipeline.dictionary import codes_of
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
    """Return the code lists of a release: whole where the office has the list, else of the codes in use."""
    used = {
        name: {str(cell[name]) for cell in cells}
        for name in ("transformation", "breakdown", "unit_code", "qualifier", "obs_status", "evidence_grade")
    }
    names = {code: made.title for code, made in material.catalogue.items()}
    names |= {QUALITY: QUALITY_TITLE, SEASONAL: SEASONAL_TITLE}
    areas = codes_of("area")
    areas |= {name: str(row["name_en"] or name) for name, row in material.territories.items()}
    units = {unit: _label(material, "unit", unit) for unit in {unit_of(one)[0] for one in used["unit_code"]}}
    qualifiers = {code: _label(material, "qualifier", code) for code in used["qualifier"] if code}
    return {
        "CL_FREQ": _list(codes_of("freq")),
        "CL_AREA": _list(areas),
        "CL_INDICATOR": _list(names),
        "CL_TRANSFORMATION": _list({code: title(code) for code in used["transformation"]}),
        "CL_BREAKDOWN": _list({code: _breakdown(material, code) for code in used["breakdown"]}),
        "CL_PRICE_BASIS": _list(codes_of("price_basis")),
        "CL_SOURCE_KIND": _list(codes_of("source_kind")),
        "CL_UNIT": _list(units),
        "CL_UNIT_MULT": _list(codes_of("unit_mult")),
        "CL_OBS_STATUS": _list(codes_of("obs_status")),
        "CL_CONF_STATUS": _list(codes_of("conf_status")),
        "CL_EVIDENCE_GRADE": _list(codes_of("evidence_grade")),
        "CL_QUALIFIER": _list(qualifiers),
    }


def code_map(lists: Lists) -> list[dict[str, str]]:
    """Return the rows of the file that says which code of the office an id stands for."""
    return [
        {"code_list": name, "sdmx_id": code.sdmx_id, "code": code.code, "name": code.name}
        for name, codes in lists.items()
        for code in codes
    ]


def _list(names: Mapping[str, str]) -> tuple[Code, ...]:
    """Make a list of codes with their names, by code; what XML cannot hold is shown as its code."""
    return tuple(Code(sdmx_id(code), code, " ".join(visible(names[code]).split())) for code in sorted(names))


def _label(material: Material, code_list: str, code: str) -> str:
    """Return the office's word for a code, else the code in small letters without underscores."""
    known = material.labels.get((code_list, code)) or codes_of(code_list).get(code)
    return known or code.strip("_").replace("_", " ") or code


def _breakdown(material: Material, code: str) -> str:
    """Name a breakdown by its parts."""
    return codes_of("breakdown").get(code) or ", ".join(_parts(material, code.split(";")))


def _parts(material: Material, parts: Iterable[str]) -> Iterable[str]:
    """Name each part of a breakdown."""
    for part in parts:
        key, _, value = part.partition("=")
        measure = material.labels.get(("measure", value)) if key == "measure" else None
        yield material.labels.get(("breakdown", part)) or measure or f"{key} {value}".replace("_", " ")


def _may_stand(letter: str) -> bool:
    """Tell whether a letter may stand in an id of SDMX."""
    return letter.isascii() and (letter.isalnum() or letter in "_-@$")
