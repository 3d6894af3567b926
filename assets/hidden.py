"""What the page does not show of a month before its release: figures, in previews and main points."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import dagster as dg

from assets.metadata import rows_table
from pipeline.month import Month
from pipeline.office import Office


def hidden_now(office: Office, month: Month, as_of: date | None) -> datetime | None:
    """Return until when figures of a month are not shown, None where they may be; reads the clock."""
    from pipeline.clock import now
    from pipeline.releasing.embargo import hidden_until
    from pipeline.window import partition_key

    return hidden_until(office, partition_key(month, as_of), now())


def not_yet(hidden: datetime) -> str:
    """Say why figures are not shown."""
    return f"Figures of this month are shown from {hidden:%Y-%m-%d %H:%M} UTC on, when its issue is released."


def shown_rows(rows: Sequence[Mapping[str, object]], hidden: datetime | None) -> dg.MarkdownMetadataValue:
    """Set rows as a table, or say why they are not shown."""
    return rows_table(rows) if hidden is None else dg.MetadataValue.md(not_yet(hidden))
