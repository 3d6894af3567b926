"""Where a PDF and its web page print other numbers, these are named, and not their digits."""

import pytest

from pipeline.counterproof.agree import check_agreement
from pipeline.counterproof.furniture import Furniture
from pipeline.counterproof.model import Block, Proof, Run
from pipeline.counterproof.read_pdf import Pdf

SAID = "We say 12 and "


def block(number: str, text: str = SAID, ident: str = "ab1") -> Block:
    """Give a sentence that ends with a linked number."""
    return Block("text", "page 1", runs=(Run(text), Run(number, ident)))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (block("1\u202f506"), "a.pdf, text: the web page says 1\u202f506 (ab1); the PDF does not."),
        (
            Block("text", "page 1", runs=(Run(f"{SAID}1\u202f506"),)),
            "a.pdf, text: the web page says 'Wesay12and1\u202f506'; the PDF does not.",
        ),
    ],
)
def test_a_number_that_the_pdf_does_not_print_is_named(page: Block, told: str) -> None:
    proof = Proof()
    check_agreement("a.pdf", Pdf([block("1\u202f406")]), [page], "en", proof, Furniture(()))
    assert told in proof.problems
