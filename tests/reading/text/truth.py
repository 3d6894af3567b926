"""Hand-made truth about numbers of texts, and how far a reading agrees with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.draft import Item

COLUMNS = (
    "as_printed",
    "value",
    "unit",
    "kind",
    "measure",
    "territory",
    "period",
    "qualifier",
    "breakdown",
    "quantity",
)
JUDGED = ("value", "unit", "kind")
"""What a number must have right to be taken without a question, whatever it is."""
ASK = "?"
"""What no careful reader can tell from the text: a figure with it must not be taken."""


@dataclass(frozen=True)
class Token:
    """A number that a careful reader finds; a field that is empty is not judged."""

    as_printed: str
    value: str
    unit: str = ""
    kind: str = ""
    measure: str = ""
    territory: str = ""
    period: str = ""
    qualifier: str = ""
    breakdown: str = ""
    quantity: str = ""


@dataclass
class Score:
    """Counts of tokens and of fields that agree, and what was accepted and differs."""

    tokens: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    accepted_wrong: list[str] = field(default_factory=list)
    green: int = 0
    amber: int = 0

    def add(self, where: str, item: Item, token: Token) -> None:
        """Compare one item with the truth."""
        self.tokens += 1
        self.green += item.status == "green"
        self.amber += item.status == "amber"
        says = says_of(item)
        for name in COLUMNS[1:]:
            wanted = getattr(token, name)
            if wanted == ASK and item.status == "green":
                self.accepted_wrong.append(f"{where} '{item.as_printed}': {name} {says[name]} was taken")
            if wanted in ("", ASK):
                continue
            self.judged[name] += 1
            if says[name] == wanted:
                self.right[name] += 1
                continue
            difference = f"{where} '{item.as_printed}': {name} {says[name] or 'nothing'}, not {wanted}"
            self.differing.append(difference)
            if item.status == "green" or (item.status == "grey" and name in JUDGED):
                self.accepted_wrong.append(difference)

    def join(self, other: "Score") -> None:
        """Add what another score counted."""
        for name, held in vars(other).items():
            setattr(self, name, getattr(self, name) + held)

    @property
    def green_share(self) -> float:
        """Return the share of figures that need no answer among those that are taken or asked about."""
        return 100 * self.green / max(1, self.green + self.amber)

    def share(self, name: str) -> float:
        """Return the share of a field that is right, in per cent."""
        return 100 * self.right[name] / self.judged[name] if self.judged[name] else 100.0

    @property
    def recall(self) -> float:
        """Return the share of numbers that were found, in per cent."""
        return 100 * self.tokens / (self.tokens + len(self.missed)) if self.tokens else 0.0

    @property
    def precision(self) -> float:
        """Return the share of items that are numbers of the truth, in per cent."""
        return 100 * self.tokens / (self.tokens + len(self.extra)) if self.tokens else 0.0


def says_of(item: Item) -> dict[str, str]:
    """Return what an item says in the terms of the truth."""
    start, end = item.period_start, item.period_end
    period = item.due_on or (start if start == end else f"{start}/{end}")
    fields = {name: str(getattr(item, name)) for name in COLUMNS if name != "period"}
    return {**fields, "period": period}


def parse_tokens(table: str) -> list[Token]:
    """Read the lines of a table of truth."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [Token(*(cell.strip() for cell in line.split("|"))) for line in lines]


def align(
    items: Sequence[Item], tokens: Iterable[Token]
) -> tuple[list[tuple[Item, Token]], list[Item], list[Token]]:
    """Pair items with tokens in order, by what is printed; return pairs, further items, tokens not found."""
    pairs, extra, missed = [], [], []
    place = 0
    for token in tokens:
        found = next((n for n in range(place, len(items)) if items[n].as_printed == token.as_printed), None)
        if found is None:
            missed.append(token)
            continue
        extra.extend(items[place:found])
        pairs.append((items[found], token))
        place = found + 1
    return pairs, [*extra, *items[place:]], missed
