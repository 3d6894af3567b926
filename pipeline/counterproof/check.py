"""The counter-proof of a release: every page of it, in every language, against its own tables."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from pipeline.counterproof.agree import check_agreement, check_attachments
from pipeline.counterproof.bind import bind
from pipeline.counterproof.furniture import Furniture, load_furniture
from pipeline.counterproof.hashes import check_hashes, names_and_sizes
from pipeline.counterproof.lineage import check_index
from pipeline.counterproof.model import Block, Proof
from pipeline.counterproof.page import Page
from pipeline.counterproof.printed import check_printed
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
Turns = Callable[[Sequence[str]], Iterable[str]]


def require_proof(files: Mapping[str, bytes], names: Iterable[str] = (), turns: Turns = tuple) -> Proof:
    """Check a release and return what was checked; raise StopRuleError with the first places to mend."""
    proof = check_release(files, names, turns)
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


def check_release(files: Mapping[str, bytes], names: Iterable[str] = (), turns: Turns = tuple) -> Proof:
    """Check all editions of a release: `files` by relative name, `names` the office's own texts with digits.

    Read are bulletin.<lang>.html and .pdf, methodology/*.html and the tables; nothing else is believed.
    `turns` puts the names of the editions' web pages in the order in which they are read, as while some are
    still being printed; what was found stands in the order of names whatever the turns.
    """
    proof = Proof()
    held = list(names)
    editions = [found for name in sorted(files) if (found := EDITION.fullmatch(name))]
    if not editions:
        proof.add("bulletin.<lang>.html", "release", "there is no edition of the bulletin.")
    registers = read_registers(files, {found["folder"] for found in editions})
    for folder, register in sorted(registers.items()):
        check_values(folder, register, proof)
    # The pages of the indicators do not wait for a PDF, so they come first and are told last.
    pages = _pages(PAGES_IN, files, registers[""], held) if "" in registers else Proof()
    for one in _editions(editions, files, registers, held, turns):
        proof.join(one)
    proof.join(pages)
    for folder, register in sorted(registers.items()):
        langs = [found["lang"] for found in editions if found["folder"] == folder]
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


def _editions(
    editions: Sequence[re.Match[str]],
    files: Mapping[str, bytes],
    registers: Mapping[str, Register],
    held: Sequence[str],
    turns: Turns,
) -> list[Proof]:
    """Check the web page and the PDF of each edition in turn; return what was found in their order."""
    by_name = {found[0]: found for found in editions}
    known, furniture = names_and_sizes(files), dict[str, Furniture]()
    proofs: dict[str, Proof] = {}
    for name in turns(list(by_name)):
        lang, register = by_name[name]["lang"], registers[by_name[name]["folder"]]
        if lang not in furniture:
            # Sources and identifiers are of the release: the same in the register of each folder.
            furniture[lang] = load_furniture(lang, [*held, *_names_of(register)], register.ids)
        own = proofs[name] = Proof()
        _edition(Page(name, lang, register.of(lang, ""), furniture[lang], own, files=files, of_files=known))
    return [proofs[name] for name in by_name]


def _edition(page: Page) -> None:
    """Check the web page and the PDF of one language."""
    name, lang, files, furniture, proof = page.file, page.lang, page.files, page.furniture, page.proof
    blocks = read_html(files[name])
    _page(page, blocks)
    check_hashes(page, blocks)
    printed = name.removesuffix(".html") + ".pdf"
    if printed not in files:
        proof.add(printed, "release", "there is no PDF of this edition.")
        return
    pdf = read_pdf(files[printed])
    pdf, blocks = check_printed(printed, pdf, blocks, files, proof)
    check_agreement(printed, pdf, blocks, lang, proof, furniture)
    check_attachments(printed, pdf, files, proof)


def _pages(lang: str, files: Mapping[str, bytes], register: Register, names: Sequence[str]) -> Proof:
    """Check the pages of the indicators, which exist in one language."""
    proof = Proof()
    furniture = load_furniture(lang, [*names, *_names_of(register)], register.ids)
    found = {
        name.removesuffix(".html") for name in files if name.startswith(PAGES) and name.endswith(".html")
    }
    for key in sorted(found | register.pages(lang)):
        name = f"{key}.html"
        if name not in files:
            what = "published_number.csv lists numbers of this page, and it is not there."
            proof.add(name, "release", what)
            continue
        page = Page(name, lang, register.of(lang, key), furniture, proof, whole=True)
        _page(page, read_html(files[name]))
    return proof


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
