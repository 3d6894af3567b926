"""Holds printed numbers against their cells: in the register, and in the index and the links of each page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from html import unescape
from operator import itemgetter

from pipeline.counterproof.model import Proof, bare
from pipeline.counterproof.numbers import read_number
from pipeline.counterproof.register import CELLS, NUMBERS, PAGES, Expected, Register, read_registers
from pipeline.counterproof.values import check_values
from pipeline.sealed.folder import EVIDENCE, PAGE, ReleaseFolder
from pipeline.sealed.report import Fault, Report

_TABLES = (NUMBERS, CELLS, "changes.csv", "sources.csv", f"{PAGES}versions.csv")
_ENTRY = re.compile(
    rb'<tr id="n-([^"]+)"[^>]*>\s*<th[^>]*>.*?</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>', re.DOTALL
)
_LINK = re.compile(rb'<a [^>]*href="#n-([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_INDEX = b'<table class="index"'
_CELL = re.compile(rb' data-n="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
_TITLE = re.compile(rb"<figcaption.*?</figcaption>", re.DOTALL)
_TOLD = "alt"
"""The place of numbers in the title of a chart, and in the text that describes it, which is no link."""
_NUMBER = itemgetter(0)
_PAGES_IN = "en"
_UNREAD: dict[str, str | tuple[str, ...]] = {
    "PDF files were not read: --full holds what they print against pages and tables": ".pdf",
    "workbooks were not read: --full holds their numbers against the tables": ".xlsx",
    "scripts and styles were not read: --full holds them against the code": (".js", ".css"),
}


def check_bindings(release: ReleaseFolder, report: Report) -> None:
    """Check that each number is its cell's value, and that the pages bind the same text to the same cell."""
    files = {name: release.read_bytes(name) for name in _TABLES if (release.path / name).is_file()}
    found = [one for name in release.pages if (one := PAGE.fullmatch(name))]
    registers = read_registers(files, {one["folder"] for one in found} | {""}, ids=False)
    for folder, register in sorted(registers.items()):
        _values(folder, register, report)
    for one in found:
        expected = registers[one["folder"]].of(one["lang"], "")
        _page(release, one[0], one["lang"], expected, report)
    for page in sorted(registers[""].pages(_PAGES_IN)):
        _page(release, f"{page}.html", _PAGES_IN, registers[""].of(_PAGES_IN, page), report)


def tell_unread(files: Iterable[str], report: Report) -> None:
    """Say which files were hashed and not read: all but pages and tables."""
    names = list(files)
    for what, end in _UNREAD.items():
        report.left_out[what] += sum(name.endswith(end) for name in names)


def check_in_full(release: ReleaseFolder, report: Report) -> None:
    """Read every page and PDF anew with the parsers of the counter-proof; it takes seconds."""
    from pipeline.counterproof.check import check_release

    files = {name: release.read_bytes(name) for name in release.files}
    proof = check_release(files, release.table(f"{EVIDENCE}/declared_text.csv")["text"].to_list())
    for (_, place), count in sorted(proof.numbers.items()):
        report.checked[f"numbers read anew, {place}"] += count
    report.faults += [_fault(problem) for problem in proof.problems]


def _values(folder: str, register: Register, report: Report) -> None:
    """Check the register by itself."""
    proof = Proof()
    check_values(folder, register, proof)
    report.checked["printed numbers that are the value of their cell"] += sum(
        len(rows) for rows in register.numbers.values()
    )
    report.faults += [_fault(problem) for problem in proof.problems]


def _fault(problem: str) -> Fault:
    """Make a fault of a sentence of the counter-proof: file, place: what."""
    where, _, what = problem.partition(": ")
    file, _, place = where.partition(", ")
    return Fault(file, place, "that page, tables and cells say the same", what.rstrip("."))


def _page(release: ReleaseFolder, name: str, lang: str, expected: list[Expected], report: Report) -> None:
    """Check the index and the links of a page against the register."""
    if not (release.path / name).is_file():
        report.add(name, "", "the page, whose numbers published_number.csv lists", "no such file")
        return
    content = release.read_bytes(name)
    stated = {(one.number_id.encode(), one.printed.encode(), one.cell_id.encode()) for one in expected}
    ids = {number for number, _, _ in stated}
    # Of a page half or more is its index, and to look for each thing in its half alone is less work.
    index = max(content.rfind(_INDEX), 0)
    entries = {number: (printed, cell) for number, printed, cell in _ENTRY.findall(content, index)}
    links = _LINK.findall(content)
    report.checked["entries in the indexes of pages"] += len(ids | entries.keys())
    report.checked["links from numbers to their index entry"] += len(links)
    for number in sorted(ids ^ entries.keys()):
        said = "an entry of the index and of published_number.csv"
        report.add(name, f"number {_text(number)}", said, "it in one of the two alone")
    # What has the same bytes says the same; what has others is read.
    same = {number: entries[number][0] for number in ids & entries.keys()}
    others = sorted(number for number in same if (number, *entries[number]) not in stated)
    leading = [link for link in links if same.get(link[0]) != link[1]]
    times = Counter(map(_NUMBER, links))
    times.update(_CELL.findall(content, 0, index))
    times.subtract(number for one in _TITLE.findall(content, 0, index) for number, _ in _LINK.findall(one))
    known: dict[str, list[Expected]] = defaultdict(list)
    for one in expected if others or leading else ():
        known[one.number_id].append(one)
    for number in others:
        _entry(name, _text(number), known[_text(number)], entries[number], report)
    for number, inner in leading:
        if not _link(name, lang, (_text(number), inner), entries.get(number), known, report):
            times[number] -= 1
    _times(name, times, expected, report)


def _times(name: str, times: Mapping[bytes, int], expected: Iterable[Expected], report: Report) -> None:
    """Check that a number has as many rows in the register as there are places that print it."""
    found = {number.decode("utf-8", "replace"): count for number, count in times.items() if count}
    rows = Counter([one.number_id for one in expected if one.place != _TOLD])
    report.checked["places of pages that have a row in published_number.csv"] += sum(rows.values())
    for number in sorted(rows.keys() | found) if dict(rows) != found else ():
        if rows[number] != (count := found.get(number, 0)):
            said = f"a row for each of the {count} places where {name} prints it"
            report.add(NUMBERS, f"number {number}", said, rows[number])


def _entry(name: str, number: str, known: list[Expected], entry: tuple[bytes, bytes], report: Report) -> None:
    """Check one entry of an index: the text as printed, and the cell."""
    printed, cell = map(_said, entry)
    if printed not in {one.printed for one in known}:
        report.add(
            name, f"index, {number}", f"{known[0].printed}, as published_number.csv prints it", printed
        )
    cells = {one.cell_id for one in known}
    if not any(cell == one or cell.startswith((f"{one} ", f"{one},")) for one in cells):
        report.add(
            name, f"index, {number}", f"the cell {', '.join(sorted(cells))} of published_number.csv", cell
        )


def _link(
    name: str,
    lang: str,
    link: tuple[str, bytes],
    entry: tuple[bytes, bytes] | None,
    known: Mapping[str, list[Expected]],
    report: Report,
) -> bool:
    """Check a link that says something else than the entry that it leads to: words, or another facet.

    Returns whether it prints the number; the head of a long table's row leads to one by the row's name.
    """
    number, said = link[0], _said(link[1])
    place = f"number {number}"
    if entry is None:
        report.add(name, place, "an entry of the index that the link leads to", "none")
        return False
    printed = {one.printed for one in known.get(number, ())}
    agrees = said in printed or (printed and said == _said(entry[0]))
    if not agrees and read_number(said, lang):
        report.add(name, place, f"{', '.join(sorted(printed))} in print", said)
    return said in printed


def _said(inner: bytes) -> str:
    """Return the text of an element without what aligns it."""
    text = _text(inner)
    text = _TAG.sub("", text) if "<" in text else text
    return bare(unescape(text) if "&" in text else text)


def _text(content: bytes) -> str:
    """Return a part of a page; bytes that are no text stand as signs of that."""
    return content.decode("utf-8", "replace")
