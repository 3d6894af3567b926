"""Share of a part in a whole, with the interval that rounded figures allow."""

import polars as pl

from pipeline.decimals import VALUE
from pipeline.methods.flags import add_flags
from pipeline.methods.ratio import base_reasons, bounds, percent, usable_base
from pipeline.methods.series import require_columns, with_values

_WIDTHS = ("part_half_width", "whole_half_width")


def share(frame: pl.DataFrame) -> pl.DataFrame:
    """Give 100 * part / whole for each row.

    Columns: part, whole (in one unit), optionally part_half_width and whole_half_width (the same unit); any
    others stay, and so does the order of rows. Adds, in per cent:
      share_pct       100 * p / w
      share_lo_pct    100 * (p - hp) / (w + hw); null without half widths
      share_hi_pct    100 * (p + hp) / (w - hw); null without half widths
      flags           BASE_MISSING, BASE_ZERO, BASE_NEGATIVE or BASE_WITHIN_ROUNDING, said of the whole: the
                      three figures are null. They join the flags already in the frame
    Nothing is clipped: a share above 100 or below 0 is for an edit rule to see. (Where p - hp or p + hp is
    below zero the bounds divide by the other end of the whole, as interval division asks.)
    Raises BadInputError for a column that is missing or not exact and for a negative half width.
    Ref.: interval division, R. E. Moore, Interval Analysis, 1966.

    >>> rows = {"part": [2200], "whole": [2270], "part_half_width": [50], "whole_half_width": [5]}
    >>> bounds_pct = share(pl.DataFrame(rows)).select("share_lo_pct", "share_hi_pct").row(0)
    >>> [str(round(bound, 1)) for bound in bounds_pct]
    ['94.5', '99.3']
    """
    require_columns(frame, ["part", "whole"])
    absent = [pl.lit(None, dtype=VALUE).alias(name) for name in _WIDTHS if name not in frame.columns]
    exact = with_values(frame.with_columns(absent), ["part", "whole", *_WIDTHS])
    low, high = bounds(exact, "part", "whole")
    shared = exact.with_columns(
        percent(exact, pl.col("part"), usable_base("whole", "whole_half_width")).alias("share_pct"),
        low.alias("share_lo_pct"),
        high.alias("share_hi_pct"),
    )
    flagged = add_flags(shared, base_reasons("whole", "whole_half_width"))
    return flagged.drop(name for name in _WIDTHS if name not in frame.columns)
