"""What is known of a cell while it is read; its item is made of it once, at the end."""

from collections.abc import Iterable

Facts = dict[str, str]


def settled(facts: Facts, disposition: str, reason: str = "") -> Facts:
    """Give a cell its disposition and take its question away."""
    facts |= {"disposition": disposition, "reason": reason, "field": "", "question": "", "candidates": ""}
    return facts


def asked(facts: Facts, field: str, question: str, candidates: Iterable[str] = ()) -> Facts:
    """Put a question about one field of a cell."""
    facts |= {"disposition": "", "reason": "", "field": field, "question": question}
    facts["candidates"] = "|".join(candidates)
    return facts


def is_open(facts: Facts) -> bool:
    """Tell whether a cell has a question or a disposition already."""
    return bool(facts.get("question") or facts.get("disposition"))


def place_of_facts(facts: Facts) -> str:
    """Return where the cell stands in its file, as `Item.place` does."""
    return f"{facts['sheet']}!{facts['cell']}"
