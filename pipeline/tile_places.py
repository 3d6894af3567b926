"""Where the tile of a territory lies on the tile map that an office declares: reference/tile.csv."""

from typing import TYPE_CHECKING

from pipeline.errors import BadInputError

if TYPE_CHECKING:
    import polars as pl

WHERE = "reference/tile.csv"
MOST_COLUMNS = 12
MOST_ROWS = 16
"""A page is not wide or not high enough for more."""


def check_tiles(table: "pl.DataFrame", territories: "pl.DataFrame") -> None:
    """Refuse a tile of an unknown territory, off the map, or in the place of another one."""
    known = set(territories["territory_id"])
    taken: dict[tuple[str, str], str] = {}
    for row in table.iter_rows(named=True):
        name, place = row["territory_id"], (row["column_no"], row["row_no"])
        if name not in known:
            raise BadInputError(f"{WHERE} names '{name}', which territory.csv lacks. Mend that line.")
        if not (_within(place[0], MOST_COLUMNS) and _within(place[1], MOST_ROWS)):
            raise BadInputError(
                f"{WHERE} puts {name} into column '{place[0]}', row '{place[1]}'. Expected: whole numbers, "
                f"columns from 1 to {MOST_COLUMNS}, rows from 1 to {MOST_ROWS}."
            )
        if place in taken:
            raise BadInputError(
                f"{WHERE} puts {name} and {taken[place]} into column {place[0]}, row {place[1]}. "
                "Give one of them a place of its own."
            )
        taken[place] = name


def _within(text: str, most: int) -> bool:
    """Tell whether a text is a whole number from 1 to `most`, written without zeros before it."""
    return text in {str(number) for number in range(1, most + 1)}
