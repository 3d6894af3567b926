"""Ways to make the finished PDF of the small release say something else than its web page and its tables."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

import pikepdf

from tests.counterproof.mutations import other_digit
from tests.counterproof.small_release import small_release

PDF = "bulletin.en.pdf"
_CHAR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>")
Edit = Callable[[pikepdf.Pdf, Random], None]


def edited(edit: Edit, chance: Random) -> dict[str, bytes]:
    """Return the release with its PDF edited."""
    files, stream = small_release(), io.BytesIO()
    with pikepdf.open(io.BytesIO(files[PDF])) as pdf:
        edit(pdf, chance)
        pdf.save(stream, static_id=True)
    return {**files, PDF: stream.getvalue()}


def _digits(font: Any) -> dict[bytes, str]:
    """Return the codes of a font's digits."""
    pairs = _CHAR.findall(font.ToUnicode.read_bytes())
    found = {bytes.fromhex(code.decode()): chr(int(letter, 16)) for code, letter in pairs}
    return {code: letter for code, letter in found.items() if letter.isdigit()}


def _streams(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any, str]]:
    """Yield what draws text: pages, and the drawings in them."""
    for number, page in enumerate(pdf.pages):
        yield page, page.obj.Resources, f"page {number}"
        for name, drawing in page.obj.Resources.get("/XObject", {}).items():
            if drawing.get("/Subtype") == "/Form" and "/Font" in drawing.get("/Resources", {}):
                yield drawing, drawing.Resources, f"{name} of page {number}"


def _drawn(stream: Any, resources: Any) -> tuple[list[Any], list[tuple[int, int, int, dict[bytes, str]]]]:
    """Return the instructions of a stream, and the place of each digit in them."""
    instructions = list(pikepdf.parse_content_stream(stream))
    places, digits = [], {}
    for at, (operands, operator) in enumerate(instructions):
        if str(operator) == "Tf":
            digits = _digits(resources.Font[operands[0]])
        if str(operator) != "TJ":
            continue
        for part, text in enumerate(operands[0]):
            if isinstance(text, pikepdf.String):
                codes = bytes(text)
                places += [
                    (at, part, start, digits)
                    for start in range(0, len(codes), 2)
                    if codes[start : start + 2] in digits and len(digits) > 1
                ]
    return instructions, places


@cache
def drawn_digits() -> tuple[tuple[int, int], ...]:
    """Count the digits that each stream of the PDF draws."""
    with pikepdf.open(io.BytesIO(small_release()[PDF])) as pdf:
        return tuple((n, len(_drawn(stream, res)[1])) for n, (stream, res, _) in enumerate(_streams(pdf)))


def a_digit(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Draw another digit somewhere: in text, a table, a running foot or a chart."""
    chosen = chance.choice([number for number, count in drawn_digits() if count])
    stream, resources, _ = list(_streams(pdf))[chosen]
    instructions, places = _drawn(stream, resources)
    at, part, start, digits = chance.choice(places)
    operands, operator = instructions[at]
    array = list(operands[0])
    codes = bytes(array[part])
    other = chance.choice([code for code in digits if code != codes[start : start + 2]])
    array[part] = pikepdf.String(codes[:start] + other + codes[start + 2 :])
    instructions[at] = pikepdf.ContentStreamInstruction([pikepdf.Array(array)], operator)
    data = pikepdf.unparse_content_stream(instructions)
    if isinstance(stream, pikepdf.Page):
        stream.obj.Contents = pdf.make_stream(data)
    else:
        stream.write(data)


def _goals(pdf: pikepdf.Pdf) -> list[Any]:
    """List the links to numbers."""
    links = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    return [link for link in links if str(link.get("/Dest", "")).startswith("n-")]


def a_goal(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Let a link lead to another number."""
    link = chance.choice(_goals(pdf))
    names = sorted({str(one.Dest) for one in _goals(pdf)} - {str(link.Dest)})
    link.Dest = pikepdf.String(chance.choice(names))


def no_goal(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Let a link lead nowhere."""
    del chance.choice(_goals(pdf))["/Dest"]


def swapped_goals(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Exchange where two links lead."""
    one = chance.choice(_goals(pdf))
    other = chance.choice([link for link in _goals(pdf) if str(link.Dest) != str(one.Dest)])
    one.Dest, other.Dest = pikepdf.String(str(other.Dest)), pikepdf.String(str(one.Dest))


def _elements(element: Any) -> Iterator[Any]:
    """Walk through the structure."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _elements(child)
    elif isinstance(element, pikepdf.Dictionary):
        yield element
        yield from _elements(element.get("/K"))


def a_told_digit(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Change a digit of an alternative text, or tell of a number where nothing was told."""
    found = list(_elements(pdf.Root.StructTreeRoot.K))
    told = [one for one in found if "/Alt" in one]
    if chance.random() < 0.5:
        one = chance.choice(told)
        one.Alt = pikepdf.String(other_digit(str(one.Alt), chance))
    else:
        chance.choice([one for one in found if one.get("/S") == "/P"]).ActualText = pikepdf.String("12.5")


def a_bookmark(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Change a digit of a bookmark or of the file's title."""
    if chance.random() < 0.3:
        pdf.docinfo.Title = pikepdf.String(other_digit(str(pdf.docinfo.Title), chance))
        return
    with pdf.open_outline() as outline:
        items = [
            item
            for top in outline.root
            for item in (top, *top.children, *(c for i in top.children for c in i.children))
        ]
        item = chance.choice([item for item in items if any(map(str.isdigit, item.title))])
        item.title = other_digit(item.title, chance)


def an_attachment(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Put another table into the file."""
    name = chance.choice(sorted(pdf.attachments))
    data = pdf.attachments[name].get_file().read_bytes()
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data.replace(b"1406", b"1407"), filename=name)


def two_pages(pdf: pikepdf.Pdf, chance: Random) -> None:
    """Exchange two pages, so that they are counted out of their order."""
    one, other = chance.sample(range(len(pdf.pages)), 2)
    first, second = pdf.pages[one], pdf.pages[other]
    pdf.pages[one], pdf.pages[other] = second, first


EDITS: dict[str, tuple[Edit, int]] = {
    "a digit drawn": (a_digit, 60),
    "a link to another number": (a_goal, 15),
    "a link that leads nowhere": (no_goal, 15),
    "two links exchanged": (swapped_goals, 15),
    "an alternative text": (a_told_digit, 10),
    "a bookmark or the title": (a_bookmark, 8),
    "a table inside": (an_attachment, 1),
    "pages out of order": (two_pages, 3),
}
"""Every way, with how many places chance chooses for it."""
