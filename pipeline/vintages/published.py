"""What a release printed and what changed in it, as tables: `release.published_number`, `release.change`."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from pipeline.decimals import VALUE
from pipeline.identity import digest_of
from pipeline.lake import Lake, Manifest
from pipeline.vintages.changes import SHARES, Change

STAGE = "release"
NUMBER: dict[str, Any] = {
    "release_id": pl.String,
    "lang": pl.String,
    "territory": pl.String,
    "number_id": pl.String,
    "cell_id": pl.String,
    "facet": pl.String,
    "place": pl.String,
    "section": pl.String,
    "table_or_figure": pl.String,
    "row": pl.Int64,
    "col": pl.Int64,
    "printed": pl.String,
    "places": pl.Int64,
}
"""`release.published_number`: a row each time a number stands on a page.

`territory` is that of the issue, empty for the country's.
In a table `row` counts the lines below its head and `col` the columns, from 1; in a figure they are the
series and the point of it; in running text there are none.
"""
CHANGE: dict[str, Any] = {
    "release_id": pl.String,
    "previous": pl.String,
    "cell_id": pl.String,
    "period": pl.Date,
    "unit_code": pl.String,
    "old": VALUE,
    "new": VALUE,
    "cause": pl.List(pl.String),
    "behind": pl.List(pl.String),
    "by_calculation": VALUE,
    "by_data": VALUE,
    "by_decision": VALUE,
    "observations_before": pl.List(pl.String),
    "observations_now": pl.List(pl.String),
}
"""`release.change`: a row a cell with another value than in the issue before.

`previous` is the hash of that issue's manifest.
"""
TABLES = {"release.published_number": NUMBER, "release.change": CHANGE}


def keep_release(
    lake: Lake,
    partition: str,
    manifest: dict[str, Any],
    numbers: Sequence[dict[str, Any]],
    changes: Sequence[Change],
    previous: str,
) -> Manifest:
    """Leave a release's printed numbers and changes in the lake, under the digest of its manifest."""
    release_id = manifest["release_id"]
    rows = [{"release_id": release_id, "previous": previous, **_row(one)} for one in changes]
    frames = {
        "release.published_number": pl.DataFrame(list(numbers), schema=NUMBER),
        "release.change": pl.DataFrame(rows, schema=CHANGE),
    }
    written = {table: lake.write(table, partition, frame) for table, frame in frames.items()}
    facts = {"release_id": release_id, "as_of": manifest["as_of"]}
    return lake.commit(STAGE, partition, digest_of(manifest), written, facts)


def _row(one: Change) -> dict[str, Any]:
    """Return the row of a change."""
    lists = {"cause": one.causes, "behind": one.behind, "observations_before": one.before}
    return {
        **{name: getattr(one, name) for name in ("cell_id", "period", "unit_code", "old", "new")},
        **{name: list(values) for name, values in lists.items()},
        **{f"by_{name}": one.shares.get(name) for name in SHARES},
        "observations_now": list(one.now),
    }
