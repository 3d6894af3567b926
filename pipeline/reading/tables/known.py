"""What is known of a figure of a table, and the question that keeps it from being used."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.reading.tables.heads import Head
from pipeline.reading.vocabulary import Unit

GIVEN: Final = (
    "measure",
    "breakdown",
    "price_basis",
    "qualifier",
    "scope",
    "interpretation",
    "period_kind",
    "due_on",
)
"""Facts that an answer about a head gives to every figure under it, as they are."""
SILENT: Final = ("aside", "scale", "status", "action", "confidentiality")
"""Roles of label columns that name no measure, territory, period or unit."""
AMOUNTS: Final = ("money", "ratio")
"""Dimensions of units that have a price basis, and of which a plan is for a period and not for a day."""
ASPECTS: Final = {"plan": "planned", "schedule": "due", "target": "due"}
"""What words of a kind say of the things counted, as the office's words for measures have it."""


@dataclass(frozen=True)
class Open:
    """A question about a head: which field, the codes that may answer it."""

    head: Head
    field: str
    candidates: tuple[str, ...] = ()


@dataclass
class Known:
    """What is known of a figure. `open` is the first question that keeps it from being used, `more` others.

    `is_due` tells that the end of its period is the day by which it is due.
    """

    measure: str = ""
    breakdown: str = ""
    kind: str = ""
    territory: str = ""
    has_period: bool = False
    unit: Unit | None = None
    quantity: str = ""
    total: bool = False
    scale: Decimal = Decimal(1)
    inferred: list[str] = field(default_factory=list)
    label: str = ""
    unit_text: str = ""
    price_basis: str = ""
    is_due: bool = False
    given: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    status: str = ""
    action: str = ""
    confidentiality: str = ""
    open: Open | None = None
    more: tuple[Open, ...] = ()

    def facts(self) -> dict[str, str]:
        """Return what is known, but for territory and period, as fields of an item."""
        facts = {
            "measure": self.measure,
            "breakdown": self.breakdown,
            "kind": self.kind or ("observation" if self.measure else ""),
            "quantity": self.quantity,
            "price_basis": self.price_basis,
            "label_as_written": self.label,
            "unit_as_written": self.unit_text,
            "inferred": ";".join(self.inferred),
        }
        return {name: text for name, text in facts.items() if text} | self.given
