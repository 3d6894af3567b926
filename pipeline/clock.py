"""The clock: read by commands and steps alone, for the ledger of releases and the embargo.

Everything else takes the moment as a parameter.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)
