"""The sources that deliveries introduce, as rows of the office's table of sources."""

from datetime import date

import polars as pl

from pipeline.errors import BadInputError
from pipeline.office import Office
from pipeline.reading.draft import Source


def with_delivered(office: Office, known: pl.DataFrame) -> pl.DataFrame:
    """Add the sources that deliveries introduce; one that the table or another delivery has is added once."""
    rows: dict[str, dict[str, object]] = {}
    taken = set(known["source_id"])
    for delivery in office.deliveries():
        for source in delivery.sources:
            row = _source_row(source, delivery.received_on)
            if source.source_id in taken or rows.get(source.source_id, row) != row:
                raise BadInputError(
                    f"Delivery {delivery.name} introduces the source '{source.source_id}', an id that "
                    "another source of the office has. Give the source of this delivery an id of its own."
                )
            rows[source.source_id] = row
    own = pl.DataFrame(list(rows.values()), schema_overrides=dict(known.schema)) if rows else None
    return known if own is None else pl.concat([known, own.select(known.columns)])


def _source_row(source: Source, received_on: date) -> dict[str, object]:
    """Make a row of `reference.source` of a source that a delivery introduces."""
    return {
        "source_id": source.source_id,
        "publisher": source.publisher,
        "producer_code": source.producer_code,
        "release_group": source.release_group or f"RG-{source.source_id}",
        "language": source.language,
        "address": source.address,
        "method_stated": source.method_stated,
        "independence": source.independence,
        "party": source.party,
        "states_revision": source.states_revision,
        "seen": "held",
        "published_from": source.published_from,
        "published_to": source.published_to,
        "published_basis": source.basis,
        "retrieved_on": received_on,
    }
