"""Versions that a later delivery makes of earlier figures: corrected files and withdrawals.

Nothing is changed in place. From the day that a corrected file was received its figures stand in the place
of those of the file it supersedes, series by series; a series that it no longer holds is withdrawn.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

import polars as pl

from pipeline.identity import short_hash
from pipeline.intake.repeated import SAYS
from pipeline.vintages.withdrawal import SUPERSEDED, WITHDRAWN, Withdrawal

SERIES = ["source_id", "series_id"]
SEQUENCE_BITS = 32
"""A version key is the day a figure became known, counted from 1970, above its place in the loading order."""
MOST_NEAR = 6
"""Figures that a withdrawal which finds none is told of."""
_EPOCH = date(1970, 1, 1)
_MASK = (1 << SEQUENCE_BITS) - 1
FIGURE_COLUMNS = ["figure_id", "file_id", "via_file_id", "delivery_id", "disposition", "repeats", *SAYS]
"""The columns of `raw.figure` that are read here."""


def restate(
    own: pl.DataFrame,
    earlier: pl.DataFrame,
    figures: pl.DataFrame,
    supersedes: Mapping[str, str],
    corrected: Mapping[str, Sequence[str]],
) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Keep of a delivery's corrected files what differs; returns its observations and withdrawn series.

    `own` and `earlier` are observations of the delivery, repeated figures of its corrected files among them,
    and of those before it; `figures` are the raw figures of all of them; `corrected` says for each superseded
    file which ones of the delivery stand in its place, `supersedes` for every file which one it supersedes.
    Each withdrawn series comes as the row of its last version.
    """
    gone: list[dict[str, Any]] = []
    for older, files in corrected.items():
        own, lost = _restate_file(own, earlier, figures, files, _line_of(older, supersedes))
        gone += lost
    return own, gone


def withdrawn_rows(
    rows: Sequence[Mapping[str, Any]], delivery_id: str, known_on: date, received_on: date, first_seq: int
) -> list[dict[str, Any]]:
    """Make a withdrawn version of each row: no value, known from that day, after everything of that day."""
    return [
        dict(row)
        | {
            "obs_id": short_hash("withdrawn", row["source_id"], row["series_id"], delivery_id, str(known_on)),
            "delivery_id": delivery_id,
            "value": None,
            "step": None,
            "action": WITHDRAWN,
            "withdrawal": row.get("withdrawal") or SUPERSEDED,
            "published_from": None,
            "published_to": None,
            "known_on": known_on,
            "received_on": received_on,
            "version_key": version_key(known_on, first_seq + number),
        }
        for number, row in enumerate(rows)
    ]


def withdraw(entry: Withdrawal, standing: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the last versions that a withdrawal takes back, none where no such figure stands on its day."""
    known = standing.filter(pl.col("known_on") <= entry.withdrawn_on)
    last = known.sort("version_key").unique(SERIES, keep="last", maintain_order=True)
    rows = last.filter(_matches(entry), pl.col("action") == "figure").to_dicts()
    return [row | {"withdrawal": entry.reason, "replaces": [row["obs_id"]]} for row in rows]


def near(entry: Withdrawal, standing: pl.DataFrame) -> str:
    """Name what stands of the source, measure and territory that a withdrawal names; empty for nothing."""
    own = standing.filter(
        pl.col("known_on") <= entry.withdrawn_on,
        pl.col("source_id") == entry.source_id,
        pl.col("measure_code") == entry.measure,
        pl.col("territory_id") == entry.territory,
    )
    rows = own.select("period_start", "period_end", "breakdown").unique().sort(pl.all(), nulls_last=True)
    named = [f"{start}/{end} {part}" for start, end, part in rows.head(MOST_NEAR).iter_rows()]
    more = f" and {rows.height - MOST_NEAR} more" if rows.height > MOST_NEAR else ""
    return f"; known are {', '.join(named)}{more}" if named else ""


def version_key(known_on: date, sequence: int) -> int:
    """Return the key that sorts versions: by the day they became known, then by the order of loading."""
    return (known_on - _EPOCH).days << SEQUENCE_BITS | sequence


def _restate_file(
    own: pl.DataFrame, earlier: pl.DataFrame, figures: pl.DataFrame, files: Sequence[str], line: Sequence[str]
) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Keep of corrected files the series that differ from the file they supersede, the first of `line`.

    A corrected file of which nothing could be read takes nothing back.
    """
    told = figures.with_columns(says=_says()).filter(
        (pl.col("disposition") == "used") | (pl.col("repeats") != "")
    )
    stated, mine = told.filter(of_files(line[:1])), told.filter(of_files(files))
    elsewhere = told.filter(~of_files([*files, *line]))
    with_says = told.select("figure_id", "says")
    before = earlier.filter(action="figure").join(with_says, on="figure_id")
    before = before.join(stated.select("says").unique(), on="says", how="semi")
    now = own.join(mine.select("figure_id", "says"), on="figure_id")
    touched = _touched(before, now)
    kept = own.join(mine.select("figure_id"), on="figure_id", how="anti")
    if now.is_empty():
        return own, []
    held = before.join(elsewhere.select("says").unique(), on="says", how="anti")
    replaced = held.group_by(SERIES).agg(replaces=pl.col("obs_id").unique().sort())
    again = _known_from_receipt(now.join(touched, on=SERIES, how="semi").drop("says"), replaced)
    lost = touched.join(now, on=SERIES, how="anti").join(replaced, on=SERIES)
    last = earlier.sort("version_key").unique(SERIES, keep="last", maintain_order=True)
    gone = last.join(held.select("obs_id"), on="obs_id", how="semi").drop("replaces").join(lost, on=SERIES)
    rows = gone.with_columns(withdrawal=pl.lit(SUPERSEDED)).select(own.columns).sort(SERIES).to_dicts()
    return pl.concat([kept, again.select(own.columns)]), rows


def of_files(file_ids: Sequence[str]) -> pl.Expr:
    """Select the figures of some files, or of the documents that some lists are of."""
    return pl.col("file_id").is_in(file_ids) | pl.col("via_file_id").is_in(file_ids)


def _touched(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Return the series about which the two files do not say the same."""
    then = before.group_by(SERIES).agg(then=pl.col("says").unique().sort().str.join("|"))
    there = now.group_by(SERIES).agg(now=pl.col("says").unique().sort().str.join("|"))
    both = then.join(there, on=SERIES, how="full", coalesce=True)
    return both.filter(pl.col("then").ne_missing(pl.col("now"))).select(SERIES)


def _known_from_receipt(rows: pl.DataFrame, replaced: pl.DataFrame) -> pl.DataFrame:
    """Let corrected figures be known from the day they were received, the later publication last."""
    ordered = rows.sort("version_key")
    sequences = ordered.select(pl.col("version_key") & _MASK)["version_key"].sort()
    days = pl.max_horizontal("known_on", "received_on")
    return (
        ordered.drop("replaces")
        .with_columns(
            known_on=days,
            version_key=(days - pl.lit(_EPOCH)).dt.total_days() * (1 << SEQUENCE_BITS) + sequences,
        )
        .join(replaced, on=SERIES, how="left", maintain_order="left")
        .with_columns(pl.col("replaces").fill_null([]))
    )


def _line_of(file_id: str, supersedes: Mapping[str, str]) -> list[str]:
    """List a file and those that it supersedes in turn."""
    line = [file_id]
    while (older := supersedes.get(line[-1], "")) and older not in line:
        line.append(older)
    return line


def _says() -> pl.Expr:
    """Return what a figure says as one text."""
    return pl.concat_str([pl.col(name).fill_null("") for name in SAYS], separator="\x1f")


def _matches(entry: Withdrawal) -> pl.Expr:
    """Select the figures that a withdrawal names."""
    if entry.content_key:
        return pl.col("content_key") == entry.content_key
    about = {
        "source_id": entry.source_id,
        "measure_code": entry.measure,
        "territory_id": entry.territory,
        "breakdown": entry.breakdown,
    }
    if entry.within:
        day = pl.coalesce("period_end", "due_on", "reference_on")
        period = day.is_between(entry.period_start, entry.period_end)
    else:
        due = pl.col("period_end").is_null() & pl.col("due_on").eq_missing(entry.period_end)
        starts = pl.col("period_start").eq_missing(entry.period_start)
        period = due | (starts & pl.col("period_end").eq_missing(entry.period_end))
    return reduce(pl.Expr.__and__, [period, *(pl.col(name) == value for name, value in about.items())])
