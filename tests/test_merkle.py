"""RFC 6962 trees: the known answers of its reference test data, and the definition itself."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merkle import lines_of, root

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The entries of the test data that certificate-transparency publishes for RFC 6962."""
HEADS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The heads of the trees of the first 0, 1, ... 8 of them."""


@pytest.mark.parametrize("count", range(9))
def test_the_heads_of_the_published_trees(count: int) -> None:
    assert root(ENTRIES[:count]).hex() == HEADS[count]


def by_definition(entries: list[bytes]) -> bytes:
    if len(entries) < 2:
        return hashlib.sha256(b"\x00" + entries[0]).digest() if entries else hashlib.sha256().digest()
    half = 1 << ((len(entries) - 1).bit_length() - 1)
    left, right = by_definition(entries[:half]), by_definition(entries[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_a_root_is_that_of_the_recursive_definition(entries: list[bytes]) -> None:
    assert root(entries) == by_definition(entries)


def test_a_subtree_cannot_stand_for_an_entry() -> None:
    pair = b"".join(hashlib.sha256(b"\x00" + entry).digest() for entry in (b"a", b"b"))
    assert root([pair]) != root([b"a", b"b"])


@pytest.mark.parametrize(
    ("content", "entries"),
    [(b"a,b\n", []), (b"a,b\n1,2\n", [b"1,2"]), (b"a,b\n1,2\n3,4", [b"1,2", b"3,4"]), (b"", [])],
)
def test_the_entries_of_a_csv_file_are_its_lines_after_the_head(content: bytes, entries: list[bytes]) -> None:
    assert lines_of(content) == entries
