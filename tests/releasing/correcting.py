"""A corrigendum, a draft of one, and an issue that corrects, for tests."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.releasing.corrections import correct
from tests.releasing.conftest import ANN, KEY, NUMBERS, Desk

WORDS = {
    "what": "Persons resettled in the first district | az: Birinci rayon",
    "right": "The figure of the register.",
    "why": "A register was taken in twice.",
}


OTHER = NUMBERS.replace("75.6", "76.9").replace("2026-01.1", "2026-01.2")


def corrected(desk: Desk) -> None:
    """Release an issue, announce a corrigendum, and release the next one."""
    desk.released()
    correct(desk.office, KEY, desk.who(ANN), WORDS)
    desk.released(files={"published_number.csv": OTHER})


def draft_of(folder: Path, issue: str, numbers: Sequence[str] = ("aaaaaaa1",), **said: str) -> Path:
    """Write a draft as `crossfoot trace` does, with what somebody wrote into it."""
    lines = [f"# Corrigendum (draft) to {issue}", "", *(f"- {name}: {text}" for name, text in said.items())]
    lines += ["", "| number | publication |", "|---|---|", *(f"| {name} | en |" for name in numbers)]
    path = folder / "corrigendum.md"
    path.write_text("\n".join([*lines, "", "- what: a finding of another kind"]), encoding="utf-8")
    return path
