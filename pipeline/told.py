"""Texts of reference tables that pages print, a column a language: name_az, name_en, name_ru.

A title that is quoted from its source stands in the language in which the source gives it, in every edition.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.errors import BadInputError, StopRuleError

TEXTS: Mapping[str, tuple[str, ...]] = {
    "body": ("name",),
    "delivery_calendar": ("who",),
    "legal_act": ("title",),
    "named_fact": ("name",),
    "not_measured": ("what", "reason"),
    "pre_release_access": ("role", "reason"),
    "programme_phase": ("name",),
}
"""The texts of each table."""
_QUOTED = {"legal_act": pl.col("title_status") == "official"}
"""Which rows are quoted: their text stands under `_SOURCE` and is not translated."""
_SOURCE = "en"


def check_texts(tables: Mapping[str, pl.DataFrame], languages: Iterable[str], where: str) -> None:
    """Refuse a table that lacks a text in a language of the office; the sentence names the row."""
    for name, keys in TEXTS.items():
        frame = _translated(name, tables[name])
        for column in [f"{key}_{lang}" for lang in languages for key in keys]:
            if tables[name].height and column not in frame.columns:
                raise BadInputError(
                    f"{where}/{name}.csv lacks the column {column}, and the office publishes in that "
                    "language. Add it."
                )
            lacking = frame.filter(pl.col(column) == "") if column in frame.columns else frame.clear()
            if lacking.height:
                raise BadInputError(
                    f"{where}/{name}.csv has no {column} for '{lacking[:, 0][0]}', and the office publishes "
                    "in that language. Write it."
                )


def rows_told(name: str, frame: pl.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return a table's rows with each text under its plain name, in a language.

    `name_lang` beside `name` is the language of the text: that of the source where it is quoted. Raises
    StopRuleError where a text is lacking.
    """
    quoted = frame.with_columns(_quoted=_QUOTED.get(name, pl.lit(value=False)))
    return [_told(name, row, lang) for row in quoted.iter_rows(named=True)]


def _told(name: str, row: dict[str, Any], lang: str) -> dict[str, Any]:
    """Add the texts of one row."""
    own = _SOURCE if row.pop("_quoted") else lang
    for key in TEXTS.get(name, ()):
        text = row.get(f"{key}_{own}")
        if not text:
            raise StopRuleError(
                f"The table {name} has no {key}_{own} for '{next(iter(row.values()))}'. Write it there."
            )
        row |= {key: text, f"{key}_lang": own}
    return row


def _translated(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Leave the rows that are not quoted."""
    return frame.filter(~_QUOTED[name]) if name in _QUOTED else frame


def texts_of(tables: Mapping[str, pl.DataFrame], names: Sequence[str], lang: str) -> dict[str, Any]:
    """Return the rows of tables by name, with their texts in a language."""
    return {name: rows_told(name, tables[name], lang) for name in names}
