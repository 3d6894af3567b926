"""Which publications tests make of the real offices: few, where the family is not what they look at."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest

from pipeline.bulletin import publish
from pipeline.bulletin.press import Press
from pipeline.choice import Choice
from pipeline.counterproof.model import Proof

ENGLISH = Choice(("en",), ())
"""The country's issue in English."""
FEW = Choice(("en", "az"), ("ER-KAR",))
"""Two languages, and one territory beside the country."""


@contextmanager
def unprinted() -> Iterator[None]:
    """Publish with an empty page in place of each PDF, so without the proof that reads it: half the time."""
    blank = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(blank, deterministic_id=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "put", lambda *_: None)
        patch.setattr(Press, "take", lambda *_: blank.getvalue())
        patch.setattr(publish, "require_proof", lambda *_: Proof())
        yield
