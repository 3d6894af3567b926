"""Heads of columns as offices write them: each is read as what it says, or asked about.

`measure` is what a careful reader takes a head for; empty for what the office does not measure.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.draft import Item, Source
from pipeline.reading.tables.reading import apply_answers
from pipeline.reading.vocabulary import Vocabulary, load_vocabulary
from tests.reading.tables import makers

with Path(__file__).with_name("heads.csv").open(encoding="utf-8", newline="") as lines:
    HEADS = [(row["head"], row["measure"]) for row in csv.DictReader(lines)]
DAY = date(2026, 11, 21)
UNITS = {"ordnance_found": {"mines", "munitions"}, "present_persons": {"persons"}, "tunnels": {"tunnels"}}
"""What some measures are counted in; a unit that no head says is none of another thing."""


@pytest.fixture(scope="module")
def office_words() -> Vocabulary:
    return load_vocabulary(load_office(locate(), "karabakh"))


def _read(folder: Path, words: Vocabulary, head: str) -> Item:
    path = makers.write_csv(folder / "t.csv", [["District", head], ["Aghdam district", "12"]], ";")
    found, _ = apply_answers(path, {}, words, Source("S"), DAY)
    return next(item for item in found.items if item.cell == "B2")


@pytest.mark.parametrize(("head", "measure"), HEADS)
def test_a_head_is_read_as_it_says_or_asked(
    tmp_path: Path, office_words: Vocabulary, head: str, measure: str
) -> None:
    item = _read(tmp_path, office_words, head)
    if item.status == "green":
        assert item.measure == measure
        assert item.unit in UNITS.get(measure, {item.unit})
    else:
        assert item.status == "amber"


def test_heads_in_the_words_of_the_office_are_not_asked_about(
    tmp_path: Path, office_words: Vocabulary
) -> None:
    taken = [head for head, measure in HEADS if _read(tmp_path, office_words, head).status == "green"]
    assert len(taken) >= 16, taken
