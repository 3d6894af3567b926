"""Where each number stands on the web page, so that its entry in the lineage index leads back to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.bulletin.model import IndexEntry
from pipeline.bulletin.views import places_in_short
from pipeline.language.catalogue import Catalogue


@dataclass
class Anchors:
    """Gives the first occurrence of a number in each table or figure, and in the text, a name of its own."""

    words: Catalogue
    place: str = ""
    labels: set[str] = field(default_factory=set)
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def enter(self, label: str) -> str:
        """Say which table or figure is written next, empty for the text; return its anchor."""
        self.place = label
        if label:
            self.labels.add(label)
        return anchor_of(label)

    def spot(self, number_id: str) -> Markup:
        """Return the attribute that names an occurrence, empty where its number was named in this place."""
        if (number_id, self.place) in self.named:
            return Markup("")
        name = "-".join(filter(None, ("p", number_id, anchor_of(self.place))))
        self.named[number_id, self.place] = name
        self.first.setdefault(number_id, name)
        return Markup(' id="{}"').format(name)

    def back(self, entry: IndexEntry) -> Iterator[tuple[str, str]]:
        """Yield each place of an entry in short with the anchor of the number there.

        A number that a place only draws or says in an alternative text leads to its table or figure.
        """
        for place in entry.places:
            where = place if place in self.labels else ""
            otherwise = anchor_of(where) or self.first.get(entry.number_id, "")
            yield places_in_short((place,), self.words), self.named.get((entry.number_id, where), otherwise)


def anchor_of(label: str) -> str:
    """Write the label of a table or figure as an anchor, as in table-3."""
    return re.sub(r"\W+", "-", label.lower()).strip("-")
