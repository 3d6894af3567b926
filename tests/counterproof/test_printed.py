"""Where a PDF prints other roots and hashes than its web page these and the files are named, and no more."""

import hashlib
import json

import pytest

from pipeline.counterproof.agree import check_agreement
from pipeline.counterproof.furniture import Furniture
from pipeline.counterproof.hashes import CERTIFIED, LISTED
from pipeline.counterproof.model import Block, Proof, Run
from pipeline.counterproof.printed import check_printed
from pipeline.counterproof.read_pdf import Pdf
from pipeline.identity import short_hash

PDF = "bulletin.en.pdf"
FILES = {
    "cells.csv": b"cell_id\na\n",
    "sources.csv": b"source_id\n",
    "evidence/cell.parquet": b"PAR1",
    "evidence/office.toml": b"x = 1",
    "evidence/sql/fci.sql": b"select 1",
}
ROWS = ("Queries", "Inputs", "Cells", "Data files")
TEXT = "Reference: Manual 2017, ch. 6"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hashes_of(files: dict[str, bytes]) -> dict[str, str]:
    """Give what an issue of files prints: each hash by the name of its row."""
    listed = {name: sha(files[name]) for name in ("cells.csv", "sources.csv")}
    queries = short_hash(f"fci.sql={sha(files['evidence/sql/fci.sql'])}")
    roots = (files["evidence/office.toml"], files["cells.csv"], b"".join(files.values()))
    return listed | dict(zip(ROWS, [queries, *map(sha, roots)], strict=True))


def page_of(files: dict[str, bytes]) -> list[Block]:
    """Give the blocks of a web page that lists files, queries and roots."""
    blocks = [Block("text", runs=(Run(TEXT),))]
    for at, (name, digest) in enumerate(hashes_of(files).items(), 1):
        section, table = (LISTED, "Table 1") if name in files else (CERTIFIED, "Table 3")
        table = "Table 2" if name == "Queries" else table
        size = [f"{len(files[name])}"] if name in files else []
        blocks += [
            Block("row" if col == 1 else "cell", section, table, at, col, (Run(text),))
            for col, text in enumerate([name, *size, digest], 1)
        ]
    return blocks


def pdf_of(files: dict[str, bytes]) -> Pdf:
    """Give what the PDF of the same page says; hashes stand on its second page."""
    blocks = [
        Block("text" if block.kind == "text" else "cell", "page 2", runs=block.runs)
        for block in page_of(files)
    ]
    held = {"code_lists": {"office.toml": sha(files["evidence/office.toml"])}}
    return Pdf(blocks, attached={"evidence.json": json.dumps(held).encode()})


def problems(files: dict[str, bytes], pdf: Pdf) -> list[str]:
    """Say what is told of a page with hashes that fit its files, and a PDF."""
    proof = Proof()
    left = check_printed(PDF, pdf, page_of(files), files, proof)
    check_agreement(PDF, *left, "en", proof, Furniture(()))
    return proof.problems


def root(name: str, files: dict[str, bytes]) -> str:
    label = {"inputs": "Inputs", "cells": "Cells", "data": "Data files"}[name]
    return (
        f"{PDF}, page 2: it prints {hashes_of(FILES)[label]} as the root over {name}; that of the files, as "
        f"the web page prints it, is {hashes_of(files)[label]}."
    )


def test_a_pdf_that_prints_the_same_hashes_is_as_it_was() -> None:
    pdf, page, proof = pdf_of(FILES), page_of(FILES), Proof()
    assert check_printed(PDF, pdf, page, FILES, proof) == (pdf, page)
    assert proof.problems == []


@pytest.mark.parametrize(
    ("name", "roots", "told"),
    [
        (
            "sources.csv",
            ("data",),
            "sources.csv, as bulletin.en.pdf, page 2, lists it: its SHA-256 in print is {old}, and that of "
            "the file is {new}.",
        ),
        (
            "cells.csv",
            ("cells", "data"),
            "cells.csv, as bulletin.en.pdf, page 2, lists it: its SHA-256 in print is {old}, and that of "
            "the file is {new}.",
        ),
        (
            "evidence/office.toml",
            ("inputs", "data"),
            "evidence/office.toml, as evidence.json in bulletin.en.pdf has it: its SHA-256 there is {old}, "
            "and that of the file is {new}.",
        ),
        (
            "evidence/cell.parquet",
            ("data",),
            "bulletin.en.pdf, page 2: each data file that it lists has the hash in print; it is one that is "
            "in the root alone: evidence/cell.parquet.",
        ),
    ],
)
def test_a_changed_file_is_named_after_the_roots_and_nothing_follows(
    name: str, roots: tuple[str, ...], told: str
) -> None:
    files = {**FILES, name: FILES[name] + b"a line more\n"}
    said = told.format(old=sha(FILES[name]), new=sha(files[name]))
    assert problems(files, pdf_of(FILES)) == [*(root(one, files) for one in roots), said]


def test_a_changed_query_is_named_by_the_hash_of_all() -> None:
    files = {**FILES, "evidence/sql/fci.sql": b"select 2"}
    before, after = (hashes_of(one)["Queries"] for one in (FILES, files))
    assert problems(files, pdf_of(FILES)) == [
        root("data", files),
        f"{PDF}, page 2: it prints {before} for 'Queries', and the web page {after}.",
        f"evidence/sql/, as {PDF}, page 2, prints the hash of the queries: that of its files is {after}.",
    ]


def test_a_pdf_that_holds_no_list_leaves_more_files_to_be_the_one() -> None:
    files = {**FILES, "evidence/office.toml": b"x = 2"}
    for held in ({}, {"evidence.json": b"{"}, {"evidence.json": b'{"code_lists": 1}'}):
        told = problems(files, Pdf(pdf_of(FILES).blocks, attached=held))
        assert told[-1].endswith("in the root alone: evidence/cell.parquet, evidence/office.toml.")


def test_hashes_that_stand_in_the_place_of_one_another_are_named() -> None:
    pdf = pdf_of(FILES)
    first, second = (
        next(at for at, block in enumerate(pdf.blocks) if block.text == sha(FILES[name]))
        for name in ("cells.csv", "sources.csv")
    )
    pdf.blocks[first], pdf.blocks[second] = pdf.blocks[second], pdf.blocks[first]
    assert [one.partition(", as ")[0] for one in problems(FILES, pdf)] == ["cells.csv", "sources.csv"]


def test_a_row_that_the_pdf_does_not_have_is_named() -> None:
    pdf = pdf_of(FILES)
    del pdf.blocks[-2:]
    digest = hashes_of(FILES)["Data files"]
    assert problems(FILES, pdf) == [
        f"{PDF}, text: it prints no hash of 'Datafiles'; the web page prints {digest}."
    ]
