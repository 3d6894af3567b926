"""What a chart shows, in a sentence or a few: its alternative text, with every number bound to its cell.

Numbers of points are written in letters, so that each digit of the text is a figure of a cell.
"""

from decimal import Decimal

from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Charted, Page

MOST_SERIES = 5
"""Of more series the first and the last are described, and their number is said."""
MOST_COUNTED = 999
_ONES = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MANY = "many"
_LISTED = " The numbers are listed below the figure."


def _counted(count: int, what: str = "number") -> str:
    """Say how many numbers are shown."""
    return f"{in_letters(count)} {what}{'' if count == 1 else 's'}"


_ROLES = ("first", "largest", "last")
"""In the order in which they are told; of one point its roles are joined."""


def _role(names: list[str], label: str) -> str:
    """Introduce a number of which several are shown."""
    return f"{' and '.join(names)}, {label}, "


def _series_in_all(count: int) -> str:
    return f" {in_letters(count).capitalize()} series; the first and the last of them:"


def described(page: Page, opening: str, charted: Charted) -> Text:
    """Say what a chart shows: of each series how many numbers, the first, the last and the largest one."""
    count = len(charted.rows)
    shown = range(count) if count <= MOST_SERIES else (0, count - 1)
    text: Text = (f"{opening}.", *((_series_in_all(count),) if count > MOST_SERIES else ()))
    for series in shown:
        text += _series(page, charted, series)
    return (*text, _LISTED)


def _series(page: Page, charted: Charted, series: int) -> Text:
    """Describe one series."""
    name, points = charted.rows[series]
    values = [Decimal(value.cell["value"]) for value in charted.values[series]]
    if not values:
        return ()
    top = values.index(max(values))
    text: Text = (f" {name}, {_counted(len(values))}: ",)
    if len(values) == 1:
        return (*text, f"{points[0][0]}, ", *page.retold(charted, series, 0), ".")
    at = {"first": 0, "largest": top, "last": len(values) - 1}
    for count, point in enumerate(sorted(set(at.values()))):
        roles = [name for name in _ROLES if at[name] == point]
        text += ("; ",) if count else ()
        text += (_role(roles, points[point][0]), *page.retold(charted, series, point))
    return (*text, ".")


def in_letters(count: int) -> str:
    """Write a whole number from 0 to 999 in letters; past that, that there are many."""
    if not 0 <= count <= MOST_COUNTED:
        return _MANY
    if count < len(_ONES):
        return _ONES[count]
    if count < 100:
        ones = f"-{_ONES[count % 10]}" if count % 10 else ""
        return _TENS[count // 10] + ones
    rest = f" and {in_letters(count % 100)}" if count % 100 else ""
    return f"{_ONES[count // 100]} hundred{rest}"
