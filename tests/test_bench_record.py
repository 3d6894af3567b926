"""The document of measurements keeps what was not measured again."""

from pathlib import Path

import pytest

from tests.bench.record import stamp, write

PAIR = "| One month | 2.00 | 1.00 | 2.00 | 3 | yes | 2026-01-02, abc |"
ALONE = "| A page of text | 0.03 | 0.25 | yes | 2026-01-02, abc |"


@pytest.mark.parametrize("again", [PAIR.replace("2.00 |", "2.50 |", 1), PAIR])
def test_a_row_measured_again_takes_its_place_and_the_others_stay(again: str) -> None:
    kept = write("# Measurements\n", [PAIR, ALONE])
    text = write("# Measurements\n", [again], kept)
    assert text == kept.replace(PAIR, again)


def test_a_new_row_comes_last_in_the_table_of_its_kind() -> None:
    lines = write("# Measurements", ["| New | 1.00 | 1 | yes | day |"], write("", [PAIR, ALONE])).splitlines()
    assert lines[-2:] == [ALONE, "| New | 1.00 | 1 | yes | day |"]
    assert lines[2].startswith("| what | ours |")
    assert lines[4] == PAIR


def test_what_stands_below_the_tables_is_kept() -> None:
    below = "## Long tests\n\n```text\n| no row |\n```\n"
    kept = write("# Measurements", [PAIR]) + f"\n{below}"
    text = write("# Measurements", [ALONE], kept)
    assert text.endswith(f"{ALONE}\n\n{below}")
    assert text.count("no row") == 1


def test_a_row_says_when_and_at_which_commit_it_was_measured(tmp_path: Path) -> None:
    assert stamp("| New | 1 | 2 | yes |", tmp_path).startswith("| New | 1 | 2 | yes | 20")
    assert "no commit" in stamp("| New | 1 | 2 | yes |", tmp_path)
