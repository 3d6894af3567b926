"""Reads a finished PDF: its text by marked content with PDFium, its structure with QPDF, put in order."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.counterproof.model import Block, Run
from pipeline.counterproof.read_html import TARGET

_BLOCKS = {
    **dict.fromkeys(("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"), "heading"),
    **dict.fromkeys(("/P", "/LI"), "text"),
    **dict.fromkeys(("/TD", "/TH"), "cell"),
    **dict.fromkeys(("/Figure", "/Formula"), "drawing"),
    "/Caption": "caption",
    "/TOCI": "contents",
}
_AT_LINE_END = "\x02"
"""PDFium's sign for a hyphen at the end of a line."""
_BUFFER = 1 << 16
_MOST_MARKS = 8
Key = tuple[int, int]


@dataclass(frozen=True)
class PdfPage:
    """What a page draws beside its tagged content: running heads and feet, and text that nothing tags."""

    running: tuple[str, ...]
    untagged: tuple[str, ...]


@dataclass
class Pdf:
    """A finished PDF as blocks in the order of its structure; `section` of a block is its page's number."""

    blocks: list[Block] = field(default_factory=list)
    pages: list[PdfPage] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    """Title, subject, keywords and bookmarks."""
    attached: dict[str, bytes] = field(default_factory=dict)


def read_pdf(data: bytes) -> Pdf:
    """Return text, links, alternative texts, running text, bookmarks and attachments of a tagged PDF."""
    import pikepdf

    texts, pages = _texts(data)
    found = Pdf(pages=pages)
    with pikepdf.open(io.BytesIO(data)) as file:
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        if "/StructTreeRoot" in file.Root:
            tree = _Tree(texts, numbers, found.blocks)
            tree.visit(file.Root.StructTreeRoot.get("/K"), -1, None, "")
        found.about = [str(value) for name, value in file.docinfo.items() if name not in _DATES]
        with file.open_outline() as outline:
            found.about += list(_titles(outline.root))
        found.attached = {name: file.attachments[name].get_file().read_bytes() for name in file.attachments}
    return found


_DATES = ("/CreationDate", "/ModDate", "/Producer", "/Creator")


def _titles(items: Any) -> Iterator[str]:
    """Yield the titles of bookmarks."""
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _texts(data: bytes) -> tuple[dict[Key, str], list[PdfPage]]:
    """Return the text of each page's marked content by number, and what is drawn without."""
    import pypdfium2

    texts: dict[Key, list[str]] = defaultdict(list)
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [_page(document, at, texts) for at in range(len(document))]
    finally:
        document.close()
    return {key: "".join(parts) for key, parts in texts.items()}, pages


def _page(document: Any, at: int, texts: dict[Key, list[str]]) -> PdfPage:
    """Read one page; text inside a drawing belongs to the marked content that the drawing is in."""
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document.raw, at)
    text_page = raw.FPDFText_LoadPage(page)
    running: list[str] = []
    untagged: list[str] = []
    buffer = ctypes.create_string_buffer(2 * _BUFFER)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))

    def keep(item: Any, mark: int | None, *, is_running: bool) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
            return
        if mark is None or mark < 0:
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            is_running = is_running or (mark < 0 and _is_artifact(raw, item))
        if kind == raw.FPDF_PAGEOBJ_FORM:
            for child in range(raw.FPDFFormObj_CountObjects(item)):
                keep(raw.FPDFFormObj_GetObject(item, child), mark, is_running=is_running)
            return
        size = raw.FPDFTextObj_GetText(item, text_page, units, _BUFFER)
        text = (
            ctypes.string_at(buffer, max(size - 2, 0))
            .decode("utf-16-le", "replace")
            .replace(_AT_LINE_END, "-")
        )
        if mark >= 0:
            texts[at, mark].append(text)
        else:
            (running if is_running else untagged).append(text)

    try:
        for number in range(raw.FPDFPage_CountObjects(page)):
            keep(raw.FPDFPage_GetObject(page, number), None, is_running=False)
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)
    return PdfPage(tuple(running), tuple(untagged))


def _is_artifact(raw: Any, item: Any) -> bool:
    """Tell whether an object is marked as no part of the content."""
    name = ctypes.create_string_buffer(64)
    units = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
    length = ctypes.c_ulong()
    for number in range(min(raw.FPDFPageObj_CountMarks(item), _MOST_MARKS)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        raw.FPDFPageObjMark_GetName(mark, units, 64, ctypes.byref(length))
        if ctypes.string_at(name, max(length.value - 2, 0)).decode("utf-16-le") == "Artifact":
            return True
    return False


@dataclass
class _Tree:
    """Walks the structure of a PDF and hands its blocks on."""

    texts: dict[Key, str]
    numbers: dict[tuple[int, int], int]
    blocks: list[Block]

    def visit(self, element: Any, page: int, into: list[Run] | None, target: str) -> None:
        """Read an element of the structure, or a list of them, into the block that is open."""
        import pikepdf

        if isinstance(element, pikepdf.Array):
            for child in element:
                self.visit(child, page, into, target)
        elif isinstance(element, pikepdf.Dictionary):
            self._element(element, page, into, target)
        elif element is not None and into is not None:
            text = self.texts.pop((page, int(element)), "")
            into.append(Run(text, target))

    def _element(self, element: Any, page: int, into: list[Run] | None, target: str) -> None:
        """Read one element: marked content, an object, or a piece of structure."""
        kind = element.get("/Type")
        if kind == "/OBJR":
            return
        at = element.get("/Pg")
        if at is not None:
            page = self.numbers.get(at.objgen, page)
        if kind == "/MCR":
            self.visit(int(element.MCID), page, into, target)
            return
        name = str(element.get("/S", ""))
        if name == "/Link":
            target = _target_of(element.get("/K")) or target
        for told in ("/Alt", "/ActualText", "/E"):
            if told in element:
                self.blocks.append(Block("alt", f"page {page + 1}", runs=(Run(str(element[told])),)))
        block = _BLOCKS.get(name)
        if block is None:
            self.visit(element.get("/K"), page, into, target)
            return
        own: list[Run] = []
        self.visit(element.get("/K"), page, own, target)
        if any(run.text.strip() for run in own):
            self.blocks.append(Block(block, f"page {page + 1}", runs=tuple(own)))


def _target_of(kids: Any) -> str:
    """Return the number that a link leads to, nothing where it leads elsewhere."""
    import pikepdf

    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            goal = kid.Obj.get("/Dest")
            if goal is None and "/A" in kid.Obj:
                goal = kid.Obj.A.get("/D")
            name = str(goal).removeprefix("/") if isinstance(goal, pikepdf.String | pikepdf.Name) else ""
            if name.startswith(TARGET):
                return name.removeprefix(TARGET)
    return ""
