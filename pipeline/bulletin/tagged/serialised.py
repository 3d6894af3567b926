"""Writes and compresses each object of a file once; the engine would do so twice, for the file's hash."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any


@contextmanager
def quickly_compressed() -> Iterator[None]:
    """Let the engine compress at zlib's own level: the highest takes thrice as long to save a twentieth."""
    import pydyf

    engine = pydyf.zlib
    pydyf.zlib = SimpleNamespace(compress=engine.compress, compressobj=lambda **_level: engine.compressobj())
    try:
        yield
    finally:
        pydyf.zlib = engine


def serialise(pdf: Any) -> None:
    """Put in the place of each object its bytes; nothing may be changed after it."""
    stream, other = _kinds()
    for at, item in enumerate(pdf.objects):
        if item.free != "f":
            kind = other if item.compressible else stream
            pdf.objects[at] = kind(item.number, item.generation, item.data)


def _kinds() -> tuple[type[Any], type[Any]]:
    """Make the two kinds of written objects: of those that have a stream, and of the others."""
    import pydyf

    class WrittenStream(pydyf.Stream):  # type: ignore[misc]
        """A stream in bytes."""

        data = b""

        def __init__(self, number: int, generation: int, data: bytes) -> None:
            super().__init__()
            self.number, self.generation, self.data = number, generation, data

    class Written(pydyf.Object):  # type: ignore[misc]
        """Another object in bytes."""

        data = b""

        def __init__(self, number: int, generation: int, data: bytes) -> None:
            super().__init__()
            self.number, self.generation, self.data = number, generation, data

    return WrittenStream, Written
