"""Hash trees over lists of byte strings: one root for all entries.

Ref.: RFC 6962, Certificate Transparency, section 2.1. A leaf is hashed behind the byte 0x00, two subtrees
behind 0x01, so that no subtree can be given out as an entry; the left subtree holds the largest power of two
below the number of entries.
"""

import hashlib
from collections.abc import Sequence

LEAF, NODE = b"\x00", b"\x01"


def root(entries: Sequence[bytes]) -> bytes:
    """Return the tree head, 32 bytes; of no entries the SHA-256 of nothing."""
    if not entries:
        return hashlib.sha256().digest()
    return _fold([_leaf(entry) for entry in entries])


def lines_of(content: bytes) -> list[bytes]:
    """Return the entries of a CSV file: each line after its head, without what ends it."""
    return content.split(b"\n")[1:-1] if content.endswith(b"\n") else content.split(b"\n")[1:]


def _fold(level: list[bytes]) -> bytes:
    """Hash level by level up to the root."""
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: Sequence[bytes]) -> list[bytes]:
    """Hash neighbours in pairs; one left over goes up as it is, which parts the list as the RFC does."""
    pairs = [_node(one, other) for one, other in zip(level[::2], level[1::2], strict=False)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _leaf(entry: bytes) -> bytes:
    return hashlib.sha256(LEAF + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
