"""XML read piece by piece, without a document type: no entity is ever declared, expanded or fetched.

A document type is refused where it begins, so neither an entity bomb nor a file named by an entity comes to
be. Expat keeps no tree: memory is that of the longest mark, which has a limit, and of the names of open
elements.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, TypeVar
from xml.parsers import expat

from pipeline.errors import BadInputError
from pipeline.reading.tables.limits import MAX_DEPTH, MAX_TOKEN_BYTES

Handler = TypeVar("Handler")
_PIECE: Final = 256 * 1024
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
Opener = Callable[[str], Callable[[dict[str, str]], None] | None]
"""Gives what is called with the attributes of an element of a name, None where nothing is."""
Closer = Callable[[str], Callable[[], None] | None]


def parse_xml(pieces: Iterable[bytes], what: str, start: Start, end: End, text: Text | None = None) -> None:
    """Call back for each element's start, end and text; names of elements come without their prefix.

    `what` names the file for a sentence. Raises BadInputError for a document type, more than MAX_DEPTH open
    elements, a mark of more than MAX_TOKEN_BYTES, and text that is not well-formed XML.
    """
    parse_elements(pieces, what, lambda name: partial(start, name), lambda name: partial(end, name), text)


def parse_elements(
    pieces: Iterable[bytes], what: str, opener: Opener, closer: Closer, text: Text | None = None
) -> None:
    """Call back as `parse_xml` does, each element by what is given for its name; None passes over it.

    `opener` and `closer` are asked once a name, so that an element costs no comparison of names.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype(what)
    depth = 0
    starts = _ByName(opener)
    ends = _ByName(closer)

    def open_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise BadInputError(f"{what} has elements nested more than {MAX_DEPTH} deep; a table has not.")
        found = starts[name]
        if found is not None:
            found(attributes)

    def close_element(name: str) -> None:
        nonlocal depth
        depth -= 1
        found = ends[name]
        if found is not None:
            found()

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        _feed(parser, pieces, what)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise BadInputError(
            f"{what} is not well-formed XML ({error}): it is damaged, was cut off, or is in another encoding "
            "than it says. Ask for the file again, or save it anew."
        ) from error


class _ByName(dict[str, Handler]):
    """What is called for an element, by its name as written; found once a name."""

    def __init__(self, find: Callable[[str], Handler]) -> None:
        """Begin without names."""
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> Handler:
        """Find what is called for a name that is new."""
        return self.setdefault(name, self._find(local(name)))


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _feed(parser: expat.XMLParserType, pieces: Iterable[bytes], what: str) -> None:
    """Hand the bytes over, watching how much is waiting for the end of one mark."""
    fed = 0
    for piece in pieces:
        for offset in range(0, len(piece), _PIECE):
            part = piece[offset : offset + _PIECE]
            parser.Parse(part, False)
            fed += len(part)
            if fed - max(parser.CurrentByteIndex, 0) > MAX_TOKEN_BYTES:
                raise BadInputError(
                    f"{what} has a mark of more than {MAX_TOKEN_BYTES:,} bytes; no table has one. "
                    "Save the file anew."
                )
    parser.Parse(b"", True)


def _refuse_doctype(what: str) -> Callable[..., None]:
    """Return what refuses a document type."""

    def refuse(*_: object) -> None:
        raise BadInputError(
            f"{what} declares a document type, which can name other files and grow without end. It is not "
            "read: ask for the file without <!DOCTYPE>."
        )

    return refuse
