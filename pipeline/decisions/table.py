"""The table that decisions make for a month."""

from typing import Any

import polars as pl

from pipeline.decisions.model import COLUMNS

DECISION: dict[str, Any] = {
    **dict.fromkeys(COLUMNS, pl.String),
    "decided_at": pl.Datetime("us"),
    "expires_on": pl.Date,
    "rule_version": pl.Int64,
    "status": pl.String,
    "status_reason": pl.String,
    "changes": pl.String,
    "obs_id": pl.String,
}
"""`core.decision`: the ledger as known for a month's run, with what each row does in it.

status: active, undone, expired, superseded or unused; status_reason says why. changes: lifted, kept_out,
value, period, or nothing. obs_id: the figure in this run, as reported. decided_at is in UTC.
"""
