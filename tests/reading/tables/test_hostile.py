"""Each hostile or broken file ends in a sentence, in bounded memory and time, and leaves nothing behind."""

import resource
import time
from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables.opening import open_book
from tests.reading.tables.hostile import FILES
from tests.reading.tables.hostile_makers import Make

MAX_SECONDS = 20
MAX_GROWTH_KIB = 1_500_000


def test_there_are_a_hundred_and_their_names_differ() -> None:
    assert len(FILES) >= 100
    assert len({name for name, _, _ in FILES}) == len(FILES)


@pytest.mark.parametrize(("name", "make", "said"), FILES, ids=[name for name, _, _ in FILES])
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, name: str, make: Make, said: str) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    make(folder / name)
    before = {path.name for path in tmp_path.rglob("*")}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    try:
        open_book(folder / name, inside=folder)
    except BadInputError as refusal:
        sentence = str(refusal)
        assert said in sentence, sentence
        assert sentence.startswith(name), sentence
        assert sentence.endswith((".", "?", ").")), sentence
        assert len(sentence) < 700
        assert "Traceback" not in sentence
    else:
        assert said == "", f"{name} was read"
    assert time.process_time() - started < MAX_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MAX_GROWTH_KIB
    assert {path.name for path in tmp_path.rglob("*")} == before


def test_a_part_outside_of_the_archive_is_never_written(tmp_path: Path) -> None:
    make = next(make for name, make, _ in FILES if name == "climbing.xlsx")
    make(tmp_path / "climbing.xlsx")
    with pytest.raises(BadInputError, match="leads out of the file"):
        open_book(tmp_path / "climbing.xlsx")
    assert not (tmp_path.parent / "evil.xml").exists()
    assert not (tmp_path.parent.parent / "evil.xml").exists()
