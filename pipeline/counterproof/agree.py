"""Holds a PDF against the web page of the same edition: what both parsers read must say the same numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.counterproof.furniture import Furniture, Place
from pipeline.counterproof.model import Block, Proof, has_number, tight
from pipeline.counterproof.numbers import number_pattern
from pipeline.counterproof.read_pdf import Pdf

Piece = tuple[str, tuple[tuple[str, str], ...]]
_SHARED = frozenset(
    {"text", "heading", "caption", "cell", "row", "column", "list", "index", "note", "banner", "term"}
)
_REPEATED = frozenset({"column"})
_OF_PRINT = frozenset({"alt", "drawing", "contents"})
"""What is checked by itself: the table of contents stands in the PDF alone."""
_AROUND = frozenset({"heading", "banner", "text", "title", "caption"})
_NUMBERS = re.compile(r"[+\u2212]?\d+(?:[.,\u202f]\d+)*")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_BEGINS = 60
"""So many letters of a text name it."""


def check_agreement(
    file: str, pdf: Pdf, blocks: Sequence[Block], lang: str, proof: Proof, furniture: Furniture
) -> None:
    """Check text, links, drawings, what is told and what runs around a PDF against its web page."""
    _pieces(file, pdf, blocks, proof)
    _sequence(file, pdf, blocks, proof)
    _drawings(file, pdf, blocks, proof)
    _told(file, pdf, blocks, lang, proof, furniture)
    _around(file, pdf, blocks, proof)
    _contents(file, pdf, proof)


def check_attachments(file: str, pdf: Pdf, files: Mapping[str, bytes], proof: Proof) -> None:
    """Check that the data inside a PDF is what the file of that name in the release says of its issue."""
    for name, data in pdf.attached.items():
        beside = files.get(name)
        if beside is None:
            continue
        unlike = Counter(data.splitlines()) - Counter(beside.splitlines())
        if unlike:
            what = f"{unlike.total()} lines of it are not in the file of that name in the release."
            proof.add(file, f"attachment {name}", what)


def _piece(block: Block) -> Piece:
    """Return what two parsers must agree on: text without spaces, links with theirs."""
    return tight(block.text), tuple((name, tight(text)) for name, text in block.links)


def _bones(piece: Piece) -> Piece:
    """Return the numbers of a piece alone: an edition may say more words in it, and no other number."""
    return " ".join(_NUMBERS.findall(piece[0])), piece[1]


def _pieces(file: str, pdf: Pdf, blocks: Sequence[Block], proof: Proof) -> None:
    """Check that each text with a number or a link to one stands in both."""
    page = Counter(_piece(block) for block in blocks if block.kind in _SHARED and _counts(block))
    again = {_piece(block) for block in blocks if block.kind in _REPEATED}
    left: list[tuple[Block, Piece]] = []
    for block in pdf.blocks:
        if block.kind in _OF_PRINT or not _counts(block):
            continue
        piece = _piece(block)
        if piece[1]:
            proof.numbers[file, "link"] += len(piece[1])
        if page[piece] > 0:
            page[piece] -= 1
        elif piece not in again:
            left.append((block, piece))
    waiting = Counter(_bones(piece) for piece in (+page).elements())
    words = {_bones(piece): piece[0] for piece in page}
    parted = []
    for block, piece in left:
        if waiting[_bones(piece)] > 0:
            waiting[_bones(piece)] -= 1
        else:
            parted.append((block, piece))
    _parted(file, parted, [(piece, words[piece]) for piece in (+waiting).elements()], proof)


def _parted(
    file: str, parted: Sequence[tuple[Block, Piece]], waiting: Sequence[tuple[Piece, str]], proof: Proof
) -> None:
    """Check what the PDF divides into more texts than the web page: together they say the same numbers.

    A caption of two lines is one text of the web page and two of the PDF. What waits on the web page comes
    as its numbers and as its text.
    """
    said = Counter(number for _, piece in parted for number in _bones(piece)[0].split())
    # Without spaces two numbers side by side are one, so digits are counted.
    linked = Counter(pair for _, piece in parted for pair in piece[1])
    numbers: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    alone: list[str] = []
    for (bones, pairs), text in waiting:
        links += Counter(pairs)
        own_numbers = Counter(bones.split())
        if said & own_numbers or linked & Counter(pairs):
            numbers += Counter(_DIGIT.findall(bones))
            lost = tuple(pair for pair in pairs if pair not in linked)
            alone += [_named((text, lost or pairs))] * bool(own_numbers - said)
    for block, piece in parted:
        own = Counter(_DIGIT.findall(_bones(piece)[0])), Counter(piece[1])
        if own[0] - numbers or own[1] - links:
            what = f"it says {piece[0][:_BEGINS]!r} with {_said(piece)}; the web page does not."
            proof.add(file, block.section, what)
        numbers, links = numbers - own[0], links - own[1]
    for pair in links:
        proof.add(file, "text", f"the web page says {_said(('', (pair,)))} in one text; the PDF does not.")
    if numbers:
        told = "; ".join(dict.fromkeys(alone)) or "digits " + ", ".join(sorted(numbers.elements()))
        proof.add(file, "text", f"the web page says {told}; the PDF does not.")


def _counts(block: Block) -> bool:
    """Tell whether a block has a number or a link to one."""
    return bool(block.links) or has_number(block.text)


def _said(piece: Piece) -> str:
    """Write the links of a piece."""
    return ", ".join(f"{text} ({name})" for name, text in piece[1]) or "no link"


def _named(piece: Piece) -> str:
    """Name the numbers of a piece by their links, or how its text begins."""
    return _said(piece) if piece[1] else f"'{piece[0][:_BEGINS]}'"


def _sequence(file: str, pdf: Pdf, blocks: Sequence[Block], proof: Proof) -> None:
    """Check that the numbers follow in the same order."""
    ours = [name for block in pdf.blocks for name, _ in block.links]
    theirs = [name for block in blocks if block.kind in _SHARED for name, _ in block.links]
    if ours != theirs and Counter(ours) == Counter(theirs):
        at = next(n for n, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1])
        proof.add(
            file, f"link {at + 1}", f"it leads to {ours[at]}; that of the web page leads to {theirs[at]}."
        )


def _drawings(file: str, pdf: Pdf, blocks: Sequence[Block], proof: Proof) -> None:
    """Check that each chart draws the same texts in the same order."""
    theirs: dict[str, str] = {}
    for block in blocks:
        if block.kind in ("drawing", "scale"):
            theirs[block.label] = theirs.get(block.label, "") + _letters(block.text)
    ours = [(block.section, _letters(block.text)) for block in pdf.blocks if block.kind == "drawing"]
    if len(ours) != len(theirs):
        proof.add(file, "charts", f"it draws {len(ours)} with text, the web page {len(theirs)}.")
    for (page, text), (label, other) in zip(ours, theirs.items(), strict=False):
        if text != other:
            at = next((n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(other))
            proof.add(
                file,
                f"{page}, {label}",
                f"it draws {text[at : at + 20]!r}; the web page {other[at : at + 20]!r}.",
            )


def _letters(text: str) -> str:
    """Return a drawn text without any space: letters are drawn one by one."""
    return "".join(text.split())


def _told(
    file: str, pdf: Pdf, blocks: Sequence[Block], lang: str, proof: Proof, furniture: Furniture
) -> None:
    """Check alternative texts: those of the web page, or numbers that are printed."""
    theirs = Counter(tight(block.text) for block in blocks if block.kind == "alt")
    printed = {text for block in blocks for _, text in block.links}
    for block in pdf.blocks:
        if block.kind != "alt":
            continue
        text = tight(block.text)
        if theirs[text] > 0:
            theirs[text] -= 1
            continue
        rest = furniture.cover(block.text, Place("alt"), proof.furniture)
        rest = number_pattern(lang).sub(lambda found: "" if found[0] in printed else found[0], rest)
        if has_number(rest):
            proof.add(
                file, block.section, f"the alternative text {block.text[:60]!r} holds a number of no chart."
            )
    for text, count in theirs.items():
        if count > 0 and has_number(text):
            proof.add(file, "charts", f"no chart is described by {text[:60]!r}, as on the web page.")


def _around(file: str, pdf: Pdf, blocks: Sequence[Block], proof: Proof) -> None:
    """Check running heads and feet, heads of tables that go on, bookmarks and the description of the file."""
    around = _AROUND | _REPEATED
    known = sorted(
        {tight(block.text) for block in blocks if block.kind in around}, key=lambda text: (-len(text), text)
    )
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        rest = _without(tight("".join(page.running)), known)
        found = [int(digits) for digits in _DIGITS.findall(rest)]
        if found not in ([], [number, count]):
            proof.add(
                file,
                f"page {number}",
                f"its running text counts {found}, and it is page {number} of {count}.",
            )
        proof.furniture["page"] += len(found)
        for text in page.untagged:
            if has_number(text):
                proof.add(
                    file, f"page {number}", f"{text[:60]!r} is drawn outside the structure of the file."
                )
    for text in pdf.about:
        if has_number(_without(tight(text), known)):
            proof.add(
                file, "bookmarks and description", f"{text[:60]!r} is no heading or caption of the web page."
            )


def _contents(file: str, pdf: Pdf, proof: Proof) -> None:
    """Check that each entry of the contents is the heading of a section with the page that it stands on."""
    known: set[str] = set()
    for block in pdf.blocks:
        if block.kind == "heading":
            page = block.section.removeprefix("page ")
            # The contents leave out the word before the letter of an annex.
            known |= {tight(block.text) + page, tight(" ".join(block.text.split()[1:])) + page}
    for block in pdf.blocks:
        if block.kind != "contents":
            continue
        text = tight(block.text)
        if text in known:
            proof.furniture["page"] += 1
        else:
            proof.add(
                file, block.section, f"the contents say {text[:60]!r}; no heading stands so on that page."
            )


def _without(text: str, known: Iterable[str]) -> str:
    """Take the texts of the page out of a text."""
    for one in known:
        if one and has_number(one):
            text = text.replace(one, " ")
    return text
