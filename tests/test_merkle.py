"""RFC 6962 trees: the known answers of its reference test data, and every entry of small trees proved."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merkle import inclusion_proof, lines_of, root, verify

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
PATHS = (
    (1, 0, ()),
    (
        *(8, 0),
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        *(8, 5),
        (
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (3, 2, ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",)),
)
"""How many entries, which one, and its audit path."""


@pytest.mark.parametrize("count", range(9))
def test_the_heads_of_the_published_trees(count: int) -> None:
    assert root(ENTRIES[:count]).hex() == HEADS[count]


@pytest.mark.parametrize(("size", "index", "path"), PATHS)
def test_the_paths_of_the_published_trees(size: int, index: int, path: tuple[str, ...]) -> None:
    assert tuple(one.hex() for one in inclusion_proof(ENTRIES[:size], index)) == path


def by_definition(entries: list[bytes]) -> bytes:
    if len(entries) < 2:
        return hashlib.sha256(b"\x00" + entries[0]).digest() if entries else hashlib.sha256().digest()
    half = 1 << ((len(entries) - 1).bit_length() - 1)
    left, right = by_definition(entries[:half]), by_definition(entries[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_a_root_is_that_of_the_recursive_definition(entries: list[bytes]) -> None:
    assert root(entries) == by_definition(entries)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_each_entry_is_proved_at_its_place_and_at_no_other(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    head, path = root(entries), inclusion_proof(entries, index)
    assert verify(entries[index], index, len(entries), path, head)
    assert not verify(entries[index] + b"x", index, len(entries), path, head)
    assert not verify(entries[index], index, len(entries), [*path, head], head)
    assert not verify(entries[index], len(entries), len(entries), path, head)
    if path:
        assert not verify(entries[index], index, len(entries), path[:-1], head)
        assert not verify(entries[index], index, len(entries), [bytes(32), *path[1:]], head)


def test_a_subtree_cannot_stand_for_an_entry() -> None:
    pair = b"".join(hashlib.sha256(b"\x00" + entry).digest() for entry in (b"a", b"b"))
    assert root([pair]) != root([b"a", b"b"])


@pytest.mark.parametrize("index", [-1, 2])
def test_there_is_no_path_of_an_entry_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError, match="among 2"):
        inclusion_proof([b"a", b"b"], index)


@pytest.mark.parametrize(
    ("content", "entries"),
    [(b"a,b\n", []), (b"a,b\n1,2\n", [b"1,2"]), (b"a,b\n1,2\n3,4", [b"1,2", b"3,4"]), (b"", [])],
)
def test_the_entries_of_a_csv_file_are_its_lines_after_the_head(content: bytes, entries: list[bytes]) -> None:
    assert lines_of(content) == entries
