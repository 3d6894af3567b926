"""One thing changed in a release that agrees with itself is always found."""

from random import Random

import pytest

from pipeline.counterproof.check import check_release
from tests.counterproof.mutations import MUTATIONS
from tests.counterproof.pdf_mutations import EDITS, edited
from tests.counterproof.small_release import small_release

EACH = 12
"""So many places that chance chooses for each way: more than 400 mutations in all."""


def test_the_release_as_it_is_agrees() -> None:
    proof = check_release(small_release())
    assert proof.problems == []
    assert sum(proof.numbers.values()) > 100


@pytest.mark.parametrize("way", MUTATIONS)
def test_a_change_is_found_wherever_it_is_made(way: str) -> None:
    missed = []
    for seed in range(EACH):
        files = MUTATIONS[way](Random(f"{way} {seed}"))
        if not check_release(files).problems:
            missed.append(seed)
    assert missed == []


@pytest.mark.parametrize("way", EDITS)
def test_a_change_of_the_pdf_is_found_wherever_it_is_made(way: str) -> None:
    edit, times = EDITS[way]
    missed = []
    for seed in range(times):
        files = edited(edit, Random(f"{way} {seed}"))
        if not check_release(files).problems:
            missed.append(seed)
    assert missed == []
