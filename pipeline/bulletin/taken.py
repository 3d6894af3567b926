"""The files of a release while some of its PDFs are still being printed."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.bulletin.press import Press
from pipeline.signing.seal import Seal


class Taken(Mapping[str, bytes]):
    """Files by name: a PDF, sealed where the office has a key, is waited for when it is asked for."""

    def __init__(
        self, held: Mapping[str, bytes], names: Sequence[str], press: Press, seal: Seal, before: Path
    ) -> None:
        """Take what is `held`, and the PDFs of these names from the press."""
        self._held, self._names = dict(held), frozenset(names)
        self._press, self._seal, self._before = press, seal, before
        self.pages = 0
        """So many pages the PDFs taken so far have."""

    def __getitem__(self, name: str) -> bytes:
        """Return a file."""
        if name in self._names and name not in self._held:
            self._held[name] = self._seal.put_on(self._press.take(name), name, self._before)
            self.pages += _count_pages(self._held[name])
        return self._held[name]

    def in_turn(self, pages: Sequence[str]) -> Iterator[str]:
        """Yield the names of web pages, those first whose PDF need not be waited for."""
        by_pdf = {f"{name.removesuffix('.html')}.pdf": name for name in pages}
        yield from (by_pdf[name] for name in self._press.in_turn(list(by_pdf)))

    def __iter__(self) -> Iterator[str]:
        """Name the files, printed or not."""
        return iter({**self._held, **dict.fromkeys(self._names)})

    def __len__(self) -> int:
        """Count the files, printed or not."""
        return len(self._names | self._held.keys())


def _count_pages(pdf: bytes) -> int:
    """Count the pages of a finished PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
