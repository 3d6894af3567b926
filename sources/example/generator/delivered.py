"""In which delivery a line of a register is received, on which day, and what the office expects by when."""

from calendar import monthrange
from datetime import date

from sources.example.generator.territory import COUNTRY

MONTHLY_FROM = 2026
"""Registers are received once a month from this year on, and once a year before."""
LATE = {("demining", "2026-01"): "2026-02"}
"""By register and month of publication: the later delivery that holds what was published then."""
_TERM = ("2025-11-30", "2026-01-31")
"""The ends of the first and the last month that are expected; the newest delivery came after the day of each.
All of the first one came in time, of the second one all but what is late, of the third one nothing."""
_BY_MONTH, _BY_SEPTEMBER = "31", "273"
"""Days after a period up to the end of the month in which its figures are published."""
_EXPECTED = (
    ("demining", "mine_cleared_area", COUNTRY, "month", _BY_MONTH),
    ("investment", "fci", COUNTRY, "month", _BY_MONTH),
    ("prices", "fci_price_index", "", "month", _BY_MONTH),
    ("resettlement", "resettled_persons", COUNTRY, "month", _BY_MONTH),
    ("survey", "fci_annual", COUNTRY, "year", _BY_SEPTEMBER),
)
_WHO = {
    "demining": ("Minatəmizləmə Reyestri", "the Registry of Mine Clearance", "Реестр разминирования"),
    "investment": (
        "investisiya statistikası şöbəsi",
        "the investment statistics unit",
        "отдел статистики инвестиций",
    ),
    "prices": ("qiymət statistikası şöbəsi", "the price statistics unit", "отдел статистики цен"),
    "resettlement": ("Məskunlaşma Şurası", "the Council for Resettlement", "Совет по расселению"),
    "survey": ("müşahidələr şöbəsi", "the survey unit", "отдел обследований"),
}
"""Who delivers each register, in Azerbaijani, English and Russian."""


def delivery_of(register: str, published_on: date) -> str:
    """Name the delivery that holds what a register published on a day."""
    if published_on.year < MONTHLY_FROM:
        return f"{published_on:%Y}"
    month = f"{published_on:%Y-%m}"
    return LATE.get((register, month), month)


def received_on(delivery: str) -> date:
    """Return the last day of the month, or of the year, that a delivery is named after."""
    year, month = int(delivery[:4]), int(delivery[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


def expected_rows() -> list[tuple[str, ...]]:
    """Return a line a register: what is expected, from whom, and within how many days."""
    return [(register, *_WHO[register], *expected, *_TERM) for register, *expected in _EXPECTED]
