"""Corrected files and withdrawals as further versions: rows are added, and none is changed or removed.

A statement is a series by a source in one publication. A corrected file's statement takes the place of the
superseded file's from the day the new file was received on; among publications the later one still stands. A
statement that the corrected file lacks, and one that its source takes back, gets a row with the action
`withdrawn` and no value, which stands until a later publication states the figure again.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.decimals import VALUE
from pipeline.identity import short_hash
from pipeline.intake.repeats import TAKEN, in_file
from pipeline.vintages.withdrawal import WITHDRAWN, Withdrawal

SEQUENCE_BITS = 32
"""The part of a version key that orders what became known on one day."""
_STATEMENT = ["series_id", "source_id", "published_to"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Arrival:
    """What a delivery adds: who replaces which file, what is taken back, and the last sequence number."""

    delivery: str
    received_on: date
    supersedes: tuple[tuple[str, str], ...]
    withdrawals: tuple[Withdrawal, ...]
    sequence: int


def add_versions(
    own: pl.DataFrame, earlier: pl.DataFrame, figures: pl.DataFrame, arrival: Arrival
) -> tuple[pl.DataFrame, list[str]]:
    """Return a delivery's observations with what they replace, and rows for what is withdrawn.

    `earlier` are the observations of the deliveries before, `figures` the raw figures of those and of this
    one. The sentences name withdrawals that fit no figure.
    """
    gone: list[pl.DataFrame] = []
    standing = earlier.filter(
        pl.col("action") == "figure",
        ~pl.col("obs_id").is_in(earlier["replaces"].explode().drop_nulls().implode()),
    )
    for new, old in arrival.supersedes:
        before = standing.filter(pl.col("content_key").is_in(_keys(figures, old).implode()))
        own, lacking = _replace(own, before, figures, new, arrival.received_on)
        gone.append(_take_back(lacking, arrival.received_on))
    unmatched = []
    for withdrawal in arrival.withdrawals:
        found = _matching(pl.concat([standing, own]), withdrawal)
        gone.append(_take_back(found, withdrawal.withdrawn_on, on_day=True))
        if found.is_empty():
            unmatched.append(f"no figure is known for the withdrawal of {withdrawal.sentence}")
    return pl.concat([own, _number(pl.concat([own.clear(), *gone]), arrival)]), unmatched


def _keys(figures: pl.DataFrame, file_id: str) -> pl.Series:
    """Return what a file says, whether first or again."""
    return in_file(figures, file_id).filter(pl.col("disposition").is_in(TAKEN))["content_key"]


def _replace(
    own: pl.DataFrame, before: pl.DataFrame, figures: pl.DataFrame, file_id: str, received_on: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Note what the statements of a corrected file replace; returns those it lacks, too."""
    kept = pl.col("content_key").is_in(_keys(figures, file_id).implode())
    changed = before.filter(~kept)
    is_new = pl.col("figure_id").is_in(in_file(figures, file_id)["figure_id"].implode())
    replaced = changed.group_by(_STATEMENT).agg(
        _replaces=pl.col("obs_id").sort(), _known=pl.col("known_on").max()
    )
    told = pl.concat([own.filter(is_new), before.filter(kept)])
    lacking = changed.join(told, on=_STATEMENT, how="anti", nulls_equal=True)
    joined = own.join(replaced, on=_STATEMENT, how="left", nulls_equal=True, maintain_order="left")
    hit = is_new & pl.col("_replaces").is_not_null()
    known = pl.max_horizontal("known_on", "_known", pl.lit(received_on))
    return joined.with_columns(
        replaces=pl.when(hit).then(pl.col("_replaces")).otherwise(pl.col("replaces")),
        known_on=pl.when(hit).then(known).otherwise(pl.col("known_on")),
    ).select(own.columns), lacking


def _matching(observations: pl.DataFrame, withdrawal: Withdrawal) -> pl.DataFrame:
    """Return the figures that a source takes back; what was published after that day stays."""
    due = pl.col("period_end").is_null() & pl.col("due_on").eq_missing(withdrawal.period_end)
    period = pl.col("period_start").eq_missing(withdrawal.period_start) & pl.col("period_end").eq_missing(
        withdrawal.period_end
    )
    return observations.filter(
        pl.col("source_id") == withdrawal.source_id,
        pl.col("measure_code") == withdrawal.measure,
        pl.col("territory_id") == withdrawal.territory,
        pl.col("breakdown") == withdrawal.breakdown,
        period | due,
        pl.col("version_key") < _first_key(withdrawal.withdrawn_on) + (1 << SEQUENCE_BITS),
    )


def _take_back(lost: pl.DataFrame, day: date, *, on_day: bool = False) -> pl.DataFrame:
    """Make a row without a value of each statement; `on_day` makes one a series, of that day."""
    keys = ["series_id", "source_id"] if on_day else _STATEMENT
    last = lost.sort("version_key", "obs_id").group_by(keys, maintain_order=True).last()
    ids = lost.group_by(keys).agg(_ids=pl.col("obs_id").sort())
    key = pl.lit(_first_key(day)) if on_day else pl.col("version_key")
    return (
        last.join(ids, on=keys, nulls_equal=True, maintain_order="left")
        .with_columns(
            replaces=pl.col("_ids"),
            known_on=pl.lit(day) if on_day else pl.max_horizontal("known_on", pl.lit(day)),
            version_key=key,
            action=pl.lit(WITHDRAWN),
            figure_id=pl.lit(""),
            value=pl.lit(None, dtype=VALUE),
            step=pl.lit(None, dtype=VALUE),
        )
        .select(lost.columns)
    )


def _number(gone: pl.DataFrame, arrival: Arrival) -> pl.DataFrame:
    """Give withdrawn rows their delivery, ids, and version keys after those of the delivery's figures."""
    rows = gone.sort("series_id", "source_id", "version_key")
    ids = [short_hash("withdrawn", arrival.delivery, *replaced) for replaced in rows["replaces"].to_list()]
    within = (1 << SEQUENCE_BITS) - 1
    days = [key & ~within for key in rows["version_key"].to_list()]
    keys = [day | (arrival.sequence + number) for number, day in enumerate(days, start=1)]
    return rows.with_columns(
        obs_id=pl.Series(ids, dtype=pl.String),
        version_key=pl.Series(keys, dtype=pl.Int64),
        delivery_id=pl.lit(arrival.delivery),
        received_on=pl.lit(arrival.received_on),
    )


def _first_key(day: date) -> int:
    """Return the lowest version key of a day."""
    return (day - _EPOCH).days << SEQUENCE_BITS
