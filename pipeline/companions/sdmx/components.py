"""What an observation is made of in the SDMX files, and which column of a cell each part is taken from."""

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["dimension", "measure", "attribute"]


@dataclass(frozen=True)
class Part:
    """A component of the data structure: its concept's id and name, the column that it is taken from.

    `code_list` is the list whose codes it takes; without one `kind` says what its values are.
    """

    part_id: str
    name: str
    column: str
    role: Role = "attribute"
    code_list: str = ""
    kind: Literal["text", "decimal", "integer", "boolean", "day", "period"] = "text"
    needed: bool = False


PARTS: Final = (
    Part("FREQ", "Frequency of observation", "period", "dimension", "CL_FREQ", needed=True),
    Part("REF_AREA", "Reference area", "territory_id", "dimension", "CL_AREA", needed=True),
    Part("INDICATOR", "Indicator", "indicator", "dimension", "CL_INDICATOR", needed=True),
    Part("TRANSFORMATION", "Transformation", "transformation", "dimension", "CL_TRANSFORMATION", needed=True),
    Part("BREAKDOWN", "Breakdown", "breakdown", "dimension", "CL_BREAKDOWN", needed=True),
    Part("PRICE_BASIS", "Price basis", "price_basis", "dimension", "CL_PRICE_BASIS", needed=True),
    Part("SOURCE_KIND", "Kind of source", "source_kind", "dimension", "CL_SOURCE_KIND", needed=True),
    Part("TIME_PERIOD", "Time period", "period", "dimension", kind="period", needed=True),
    Part("OBS_VALUE", "Observation value", "value", "measure", kind="decimal", needed=True),
    Part("UNIT_MEASURE", "Unit of measure", "unit_code", code_list="CL_UNIT", needed=True),
    Part("UNIT_MULT", "Unit multiplier", "unit_code", code_list="CL_UNIT_MULT", needed=True),
    Part("DECIMALS", "Decimals", "places", kind="integer", needed=True),
    Part("OBS_STATUS", "Observation status", "obs_status", code_list="CL_OBS_STATUS", needed=True),
    Part("CONF_STATUS", "Confidentiality status", "conf_status", code_list="CL_CONF_STATUS", needed=True),
    Part("EVIDENCE_GRADE", "Evidence grade", "evidence_grade", code_list="CL_EVIDENCE_GRADE", needed=True),
    Part("QUALIFIER", "Qualifier", "qualifier", code_list="CL_QUALIFIER"),
    Part("REVISED", "Revised", "revised", kind="boolean", needed=True),
    Part("HALF_WIDTH", "Half-width of the interval", "half_width", kind="decimal"),
    Part("LOWER_BOUND", "Lower bound", "lo", kind="decimal"),
    Part("UPPER_BOUND", "Upper bound", "hi", kind="decimal"),
    Part("PERIOD_START", "First day of the reference period", "period_start", kind="day"),
    Part("PERIOD_END", "Last day of the reference period", "period_end", kind="day"),
    Part("REFERENCE_DATE", "Day that a stock refers to", "reference_date", kind="day"),
    Part("DUE_ON", "Day on which a plan is due", "due_on", kind="day"),
    Part("FLAGS", "Flags of the calculation", "flags"),
    Part("N_SOURCES", "Independent releases that agree", "n_src", kind="integer"),
    Part("CELL_ID", "Cell of the release", "cell_id", needed=True),
)
"""Dimensions, the measure, attributes of the observation, in the order of the files' columns.

Ref.: SDMX cross-domain concepts for FREQ, REF_AREA, TIME_PERIOD, OBS_VALUE, UNIT_MEASURE, UNIT_MULT,
DECIMALS, OBS_STATUS and CONF_STATUS.
"""
DIMENSIONS: Final = tuple(part.part_id for part in PARTS if part.role == "dimension")
STRUCTURE: Final = "BULLETIN"
"""The id of the data structure and of its dataflow."""
CONCEPTS: Final = "CONCEPTS"
VERSION: Final = "1.0"


def agency_of(office_code: str) -> str:
    """Return the agency id of an office: its code in capitals, with letters, digits, - and _ alone."""
    clean = "".join(
        letter if letter.isascii() and letter.isalnum() else "_" for letter in office_code.upper()
    )
    return clean if clean[:1].isalpha() else f"OFFICE_{clean}"
