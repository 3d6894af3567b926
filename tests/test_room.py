"""Calls past the end of a piece of memory take the next one from the system each time; in one piece never."""

import resource
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin import pdf as printing
from pipeline.room import in_one_piece
from tests.bulletin.pages import make_pdf

DEPTHS, CALLS = 300, 500


def _leaf(at: int) -> int:
    return at


def _at_depths(depth: int) -> int:
    """Call a function again and again at each depth; return how often memory was taken at the worst."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for at in range(CALLS):
        _leaf(at)
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return max(taken, _at_depths(depth - 1)) if depth else taken


def test_python_takes_memory_at_some_depth_with_each_call() -> None:
    assert _at_depths(DEPTHS) >= CALLS


def test_in_one_piece_it_is_taken_once() -> None:
    assert in_one_piece(_at_depths)(DEPTHS) < CALLS / 5


def test_pages_are_laid_out_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def laid_out(html: str, templates: Path, typefaces: Any) -> Any:
        taken.append(_at_depths(DEPTHS))
        return engine(html, templates, typefaces)

    engine = printing._laid_out
    monkeypatch.setattr(printing, "_laid_out", laid_out)
    make_pdf('<html lang="en"><head><title>t</title></head><body>a</body></html>')
    assert taken and max(taken) < CALLS / 5


def test_what_a_function_is_called_and_raises_is_its_own() -> None:
    assert in_one_piece(_at_depths).__name__ == "_at_depths"
    with pytest.raises(ZeroDivisionError):
        in_one_piece(lambda: 1 // 0)()
