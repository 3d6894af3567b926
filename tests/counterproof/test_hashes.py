"""Printed hashes, sizes and the root of the cells against the bytes of the files."""

import hashlib

import pytest

from pipeline.counterproof.bind import bind
from pipeline.counterproof.furniture import load_furniture
from pipeline.counterproof.hashes import check_hashes, names_and_sizes
from pipeline.counterproof.model import Proof
from pipeline.counterproof.page import Page
from pipeline.counterproof.read_html import read_html

FILES = {"cells.csv": b"cell_id,value\na,1\nb,2\nc,3\n", "sdmx/data-2.0.csv": b"x" * 1234}
HASHES = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
LISTED = f"""
<section id="s-files"><h2>Data files</h2><table><caption><span class="lab">Table 1</span></caption>
<thead><tr><th>File</th><th>What it holds</th><th>Bytes</th><th>SHA-256</th></tr></thead><tbody>
<tr><th>cells.csv</th><td>Cells</td><td>26</td><td>{HASHES["cells.csv"]}</td></tr>
<tr><th>sdmx/data-2.0.csv</th><td>SDMX-CSV 2.0</td>
<td>1\u202f234</td><td>{HASHES["sdmx/data-2.0.csv"]}</td></tr>
</tbody></table></section>"""


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


ROOT = node(node(leaf(b"a,1"), leaf(b"b,2")), leaf(b"c,3")).hex()
CERTIFIED = f"""
<section id="s-run"><h2>Run certificate</h2><table><caption><span class="lab">Table 2</span></caption>
<thead><tr><th>Part</th><th>Hash</th></tr></thead><tbody>
<tr><th>CPython</th><td>3.11.7</td></tr>
<tr><th>jinja2</th><td>3.1.6.post1</td></tr>
<tr><th>Cells</th><td>{ROOT}</td></tr></tbody></table></section>"""


def problems(page: str, files: dict[str, bytes] = FILES) -> list[str]:
    """Return what is said of a page, its furniture and its hashes."""
    proof = Proof()
    blocks = read_html(f"<html><body>{page}</body></html>".encode())
    checked = Page(
        "p.html", "en", [], load_furniture("en"), proof, files=files, of_files=names_and_sizes(files)
    )
    bind(checked, blocks)
    check_hashes(checked, blocks)
    return proof.problems


def test_a_list_that_says_what_the_files_are_is_furniture() -> None:
    assert problems(LISTED + CERTIFIED) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (HASHES["cells.csv"], HASHES["sdmx/data-2.0.csv"], "another hash of cells.csv"),
        (">26<", ">1\u202f234<", "another size of cells.csv than its 26 bytes"),
        (">26<", ">27<", "27 is bound to no cell"),
        ("sdmx/data-2.0.csv", "sdmx/data-3.0.csv", "the release has no such file"),
        ("SDMX-CSV 2.0", "SDMX-CSV 2.05", "2.05 is bound to no cell"),
        ("3.11.7", "3.11.7 of 4", "is bound to no cell"),
        (ROOT, HASHES["cells.csv"], f"does not state the root of the lines of cells.csv, {ROOT}"),
    ],
)
def test_what_does_not_agree_is_found(old: str, new: str, said: str) -> None:
    page = (LISTED + CERTIFIED).replace(old, new)
    assert page != LISTED + CERTIFIED
    assert any(said in problem for problem in problems(page))


def test_a_size_stands_in_the_list_alone() -> None:
    page = LISTED.replace("s-files", "s-growth").replace(HASHES["cells.csv"], "")
    assert any("1 234 is bound to no cell" in problem for problem in problems(page))
