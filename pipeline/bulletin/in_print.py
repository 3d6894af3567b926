"""A document as it is printed, whatever a source put into its texts; the data keep them whole.

Markup is escaped by the templates. Here, before anything is measured, what cannot be seen is shown, and a
text beyond a limit is cut and ends with a sign.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pipeline.bulletin.model import Foreign, Printed
from pipeline.printable import CUT, cut, visible

LONGEST_WORD = 200
"""Characters of a word; the longest of ours is the name of a cell, of less than a hundred."""
LONGEST_TEXT = 8_000
"""Characters of a run of text; the longest of ours, the methodology of an indicator, has half of it."""

_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_KEPT_WHOLE = frozenset(
    {"number_id", "cell_id", "facet", "link", "href", "key", "lang", "svg", "attachments"}
)
Part = TypeVar("Part")


def in_print(part: Part, longest: int = LONGEST_TEXT) -> Part:
    """Return a document, or any part of it, as it is printed. Printed numbers and names of targets stay."""
    changed: Any = part
    if isinstance(part, str):
        changed = _text(part, longest)
    elif isinstance(part, tuple | list):
        changed = type(part)(in_print(item, longest) for item in part)
    elif is_dataclass(part) and not isinstance(part, Printed | type):
        changed = replace(part, **_fields(part, longest))
    return changed  # type: ignore[no-any-return]  # of the kind that came in


def _fields(part: Any, longest: int) -> dict[str, Any]:
    """Return the fields of a record as they are printed, where they differ."""
    found = {}
    for field in fields(part):
        before = getattr(part, field.name)
        if field.name not in _KEPT_WHOLE:
            after = in_print(before, longest)
            if after != before:
                found[field.name] = after
    return found


def _text(text: str, longest: int) -> str:
    """Return a text as it is printed."""
    if text.isprintable() and len(text) <= LONGEST_WORD:
        return text
    shown = cut(_WORD.sub(lambda found: found[0][:LONGEST_WORD] + CUT, visible(text)), longest)
    return Foreign(shown, text.lang) if isinstance(text, Foreign) else shown
