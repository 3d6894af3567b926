"""Characters and names as they are printed, whatever a source put into them.

A character that is not seen or that turns the text around it (control characters, marks of direction, private
ones) is shown as its code, like ‹U+200F›. One that can be seen but has no glyph is left: it stops the page,
with its place, for a typeface can be added for it.
"""

import unicodedata

LONGEST_NAME = 200
"""Characters of a name of a place or a publisher in print; data keep it whole."""
CUT = "\u2026"
"""The sign at the end of what was cut."""
_SPACES = frozenset("\u00a0\u202f\u2007")


def visible(text: str) -> str:
    """Show what cannot be seen: blanks of any kind as a space, other characters as their code."""
    return text if text.isprintable() else "".join(_shown(character) for character in text)


def name_in_print(name: str) -> str:
    """Return a name as it is printed: on one line, and cut where it is longer than a name is."""
    if name.isprintable() and len(name) <= LONGEST_NAME:
        return name
    return cut(visible(name).replace("\n", " "), LONGEST_NAME)


def cut(text: str, longest: int) -> str:
    """Cut a text that is longer, and say so with the sign."""
    return text if len(text) <= longest else text[:longest].rstrip() + CUT


def _shown(character: str) -> str:
    """Return a character as it is printed."""
    if character.isprintable() or character == "\n" or character in _SPACES:
        return character
    if character.isspace() and unicodedata.category(character) in ("Zs", "Cc"):
        return " "
    return f"\u2039U+{ord(character):04X}\u203a"
