"""The data files of a release: rows as CSV."""

import csv
import io
from collections.abc import Sequence
from typing import Any


def as_csv(rows: Sequence[dict[str, Any]], columns: list[str]) -> bytes:
    """Write rows as CSV: UTF-8, comma, LF, empty for nothing."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
