"""'The two regions': the group of both economic regions that a text names."""

from pipeline.reading.text.named_places import usable_places
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.sentence import Mark
from pipeline.reading.text.where import Where

_FAR = 60
"""Regions named more sentences before a figure than this are not those that it is for."""
_TWO = 2
_LEVEL = "economic_region"


def both_regions(page: Page, line: Line, mark: Mark) -> Where:
    """Return the group of the two economic regions of a text, in doubt where two districts may be meant.

    `mark` are the words, as in 'both regions'; what stands behind them does not count.
    """
    words = page.text[mark.start : mark.end]
    groups = page.vocabulary.places.groups_of(_LEVEL, _TWO)
    lines = page.lines[max(0, line.sentence.number - _FAR) : line.sentence.number + 1]
    for other in reversed(lines):
        named = _named(page, other, mark.start)
        regions = {one for one in named if page.vocabulary.places.level(one) == _LEVEL}
        meant = [one for one in groups if set(page.vocabulary.places.members(one)) == regions]
        if meant:
            return Where(meant[0], "territory", "", words, len(meant) == 1, tuple(meant))
        if len(named) == _TWO:
            break
    return Where(words=words, candidates=groups)


def _named(page: Page, line: Line, stop: int) -> set[str]:
    """Return the territories that a sentence names before a place, a group by its members."""
    settled = [one.territory_id for one in usable_places(line) if one.territory_id and one.start < stop]
    return {member for one in settled for member in page.vocabulary.places.members(one)}
