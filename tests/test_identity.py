"""Hashes that come out the same on every run, and differ where what is hashed differs."""

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.identity import ID_LENGTH, digest_of, file_hash, short_hash, tree_hash


def test_a_short_hash_is_pinned() -> None:
    assert short_hash("a", "bc") == hashlib.sha256(b"a\x1fbc").hexdigest()[:ID_LENGTH]
    assert short_hash("fci", "AZ") == "d66daf683f083eb5a5d0e5c5"


PARTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\x1f"), max_size=5), min_size=1, max_size=4
)


@given(PARTS, PARTS)
def test_other_parts_have_another_hash(one: list[str], other: list[str]) -> None:
    assert (short_hash(*one) == short_hash(*other)) == (one == other)


def test_a_large_file_is_hashed_whole(tmp_path: Path) -> None:
    content = b"x" * (1 << 20) + b"y"
    (tmp_path / "file").write_bytes(content)
    assert file_hash(tmp_path / "file") == hashlib.sha256(content).hexdigest()


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest_of({"a": 1, "b": [2, "ə"]}) == digest_of({"b": [2, "ə"], "a": 1})
    assert digest_of([1, 2]) != digest_of([2, 1])


def test_a_tree_is_its_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.sql").write_text("select 1")
    (tmp_path / "sub" / "b.sql").write_text("select 2")
    first = tree_hash(tmp_path, "*.sql")
    (tmp_path / "other.txt").write_text("no part of it")
    assert tree_hash(tmp_path, "*.sql") == tree_hash(tmp_path, "*.sql", "a.*") == first
    (tmp_path / "a.sql").rename(tmp_path / "c.sql")
    renamed = tree_hash(tmp_path, "*.sql")
    (tmp_path / "c.sql").write_text("select 3")
    assert len({first, renamed, tree_hash(tmp_path, "*.sql")}) == 3
