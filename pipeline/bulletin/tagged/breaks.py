"""Words at the ends of lines: the space that a break replaces is put back, so that a reader hears two words.

ISO 32000-1, 14.8.2.6.2: in a tagged file words are parted by characters, not by where they stand.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SHOWN = b"] TJ"


def spaces_at_breaks(box: Any, contents: dict[Any, dict[str, Any]]) -> Iterator[int]:
    """Yield the marked content after which a line of `box` ends between two words.

    `contents` are the engine's numbers of marked content by box of text.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    lines = [child for child in getattr(box, "children", ()) if isinstance(child, LineBox)]
    if not lines or box.element is None:
        return
    whole = _BLANKS.sub(" ", "".join(box.element.itertext()))
    at = 0
    for line in lines:
        texts = list(_texts(line))
        shown = "".join(text.text for text in texts).strip(" ")
        found = whole.find(shown, at) if shown else -1
        if found < 0:
            continue
        at = found + len(shown)
        if whole[at : at + 1] == " " and whole[at:].strip():
            yield contents[texts[-1]]["mcid"]


def put_spaces(operators: list[Any], numbers: Iterable[int], spaces: dict[bytes, str]) -> None:
    """Add a space to the end of what each of these sequences of a page's content shows.

    `spaces` gives the code of the space in a typeface, by the operator's name of it; where a file uses no
    space of a typeface, nothing is added.
    """
    wanted = set(numbers)
    inside, font, shown = False, b"", -1
    for at, operator in enumerate(operators):
        if isinstance(operator, dict):
            inside = operator.get("MCID") in wanted
        elif operator == b"EMC":
            if inside and shown >= 0 and font in spaces:
                operators[shown] = operators[shown][: -len(_SHOWN)] + f"<{spaces[font]}>".encode() + _SHOWN
            inside, shown = False, -1
        elif inside and isinstance(operator, bytes):
            if operator.endswith(b" Tf"):
                font = operator.split()[0].removeprefix(b"/")
            elif operator.endswith(_SHOWN):
                shown = at


def spaces_of(fonts: Iterable[Any]) -> dict[bytes, str]:
    """Return the code of the space in each of the engine's typefaces that has shown one."""
    return {
        str(font.hash).encode(): f"{code:04x}"
        for font in fonts
        for code, text in font.to_unicode.items()
        if text == " "
    }


def _texts(box: Any) -> Iterator[Any]:
    """Yield the boxes of text of a line, but for those that the style sheet makes."""
    from weasyprint.formatting_structure.boxes import TextBox

    if isinstance(box, TextBox):
        yield box
    elif "::" not in (box.element_tag or ""):
        for child in getattr(box, "children", ()):
            yield from _texts(child)
