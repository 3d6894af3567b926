"""The counter-proof of a release: every page of it, in every language, against its own tables."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from pipeline.counterproof.agree import check_agreement, check_attachments
from pipeline.counterproof.bind import bind
from pipeline.counterproof.furniture import Furniture, load_furniture
from pipeline.counterproof.hashes import check_hashes, names_and_sizes
from pipeline.counterproof.lineage import check_index
from pipeline.counterproof.model import Block, Proof
from pipeline.counterproof.page import Page
from pipeline.counterproof.read_html import read_html
from pipeline.counterproof.read_pdf import read_pdf
from pipeline.counterproof.register import PAGES, Register, read_registers
from pipeline.counterproof.values import check_values
from pipeline.errors import StopRuleError

FILE = "counterproof.json"
EDITION = re.compile(r"(?P<folder>.*?)bulletin\.(?P<lang>[a-z]{2,3})\.html")
PAGES_IN = "en"
"""The language of the indicator pages."""
SHOWN = 10
"""So many problems are told; all are counted."""


def require_proof(files: Mapping[str, bytes], names: Iterable[str] = ()) -> Proof:
    """Check a release and return what was checked; raise StopRuleError with the first places to mend."""
    proof = check_release(files, names)
    if proof.problems:
        more = len(proof.problems) - SHOWN
        raise StopRuleError(
            f"The counter-proof found {len(proof.problems)} places where a page and the release's tables do "
            "not agree:\n- "
            + "\n- ".join(proof.problems[:SHOWN])
            + (f"\n- and {more} more" if more > 0 else "")
            + "\nBind the number to its cell, or declare it with a reason in "
            "pipeline/counterproof/furniture.toml."
        )
    return proof


def check_release(files: Mapping[str, bytes], names: Iterable[str] = ()) -> Proof:
    """Check all editions of a release: `files` by relative name, `names` the office's own texts with digits.

    Read are bulletin.<lang>.html and .pdf, methodology/*.html and the tables; nothing else is believed.
    """
    proof = Proof()
    held = list(names)
    editions = [found for name in sorted(files) if (found := EDITION.fullmatch(name))]
    if not editions:
        proof.add("bulletin.<lang>.html", "release", "there is no edition of the bulletin.")
    registers = read_registers(files, {found["folder"] for found in editions})
    for folder, register in sorted(registers.items()):
        check_values(folder, register, proof)
    for found in editions:
        register = registers[found["folder"]]
        furniture = load_furniture(found["lang"], [*held, *_names_of(register)], register.ids)
        _edition(found[0], found["lang"], files, register, furniture, proof)
    for folder, register in sorted(registers.items()):
        langs = [found["lang"] for found in editions if found["folder"] == folder]
        if not folder:
            _pages(folder, PAGES_IN, files, register, held, proof)
        if set(register.numbers) - set(langs):
            proof.add(
                f"{folder}published_number.csv",
                "lang",
                f"it lists languages without a page: {sorted(set(register.numbers) - set(langs))}.",
            )
    return proof


def summary(proof: Proof) -> bytes:
    """Write what was checked, for the release: numbers by file and place, furniture by kind."""
    numbers: dict[str, dict[str, int]] = {}
    for (file, place), count in sorted(proof.numbers.items()):
        if count:
            numbers.setdefault(file, {})[place] = count
    told = {
        "numbers": numbers,
        "furniture": dict(sorted(proof.furniture.items())),
        "problems": len(proof.problems),
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _edition(
    name: str,
    lang: str,
    files: Mapping[str, bytes],
    register: Register,
    furniture: Furniture,
    proof: Proof,
) -> None:
    """Check the web page and the PDF of one language."""
    blocks = read_html(files[name])
    page = Page(
        name, lang, register.of(lang, ""), furniture, proof, files=files, of_files=names_and_sizes(files)
    )
    _page(page, blocks)
    check_hashes(page, blocks)
    printed = name.removesuffix(".html") + ".pdf"
    if printed not in files:
        proof.add(printed, "release", "there is no PDF of this edition.")
        return
    pdf = read_pdf(files[printed])
    check_agreement(printed, pdf, blocks, lang, proof, furniture)
    check_attachments(printed, pdf, files, proof)


def _pages(
    folder: str, lang: str, files: Mapping[str, bytes], register: Register, names: Sequence[str], proof: Proof
) -> None:
    """Check the pages of the indicators, which exist in one language."""
    furniture = load_furniture(lang, [*names, *_names_of(register)], register.ids)
    found = {
        name.removeprefix(folder).removesuffix(".html")
        for name in files
        if name.startswith(folder + PAGES) and name.endswith(".html")
    }
    for key in sorted(found | register.pages(lang)):
        name = f"{folder}{key}.html"
        if name not in files:
            proof.add(
                name, "release", "published_number.csv lists numbers of this page, and it is not there."
            )
            continue
        page = Page(name, lang, register.of(lang, key), furniture, proof, whole=True)
        _page(page, read_html(files[name]))


def _page(page: Page, blocks: Sequence[Block]) -> None:
    """Check a page and its lineage index."""
    bind(page, blocks)
    check_index(page, blocks)


def _names_of(register: Register) -> list[str]:
    """List the publishers and addresses of the sources, which may hold digits."""
    found = []
    for row in register.sources:
        host = urlsplit(row.get("address", "")).hostname or ""
        found += [row.get("publisher", ""), row.get("address", ""), host, host.removeprefix("www.")]
    return [name for name in found if name]
