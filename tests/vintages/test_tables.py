"""Tables by name, as known on a day."""

from collections import Counter
from datetime import date

import pytest

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.vintages.tables import as_csv, as_rows, read_named
from tests.conftest import JANUARY

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "column", "rows"),
    [
        ("core.latest", "obs_id", 3),
        ("fci", "cell_id", 5),
        ("indicators.fci", "cell_id", 5),
        ("raw.figure", "figure_id", 3),
        ("core.observation", "obs_id", 3),
        ("reference.ancestor", "territory_id", 9),
        ("reference.measure", "measure_code", 6),
    ],
)
def test_a_table_is_read_by_its_name(small_run: Office, name: str, column: str, rows: int) -> None:
    found = read_named(small_run, name, JANUARY)
    assert column in found.columns
    assert found.height == rows


def test_an_as_of_day_shows_what_was_known(own_run: Office) -> None:
    assert read_named(own_run, "core.observation", JANUARY, date(2026, 2, 19)).height == 0
    assert read_named(own_run, "core.observation", JANUARY, date(2026, 2, 20)).height == 3
    for table in ("raw.file", "raw.figure", "raw.line"):
        assert read_named(own_run, table, JANUARY, date(2026, 11, 20)).height == 0
    assert read_named(own_run, "core.vintage", JANUARY, date(2026, 2, 19)).height == 0
    assert read_named(own_run, "core.vintage", JANUARY).height == 3


def test_a_past_day_that_no_run_has_left_is_made(own_run: Office) -> None:
    own = read_named(own_run, "fci", JANUARY)
    assert read_named(own_run, "core.latest", JANUARY, date(2026, 2, 19)).height == 0
    assert read_named(own_run, "fci", JANUARY, date(2026, 2, 19)).is_empty()
    assert read_named(own_run, "core.latest", JANUARY, DAY).height == 3
    assert read_named(own_run, "fci", JANUARY, DAY).drop("as_of").equals(own.drop("as_of"))
    assert read_named(own_run, "fci", JANUARY).equals(own)


def test_the_triangle_is_brought_up_to_date_and_cut_at_the_day(own_run: Office) -> None:
    cells = read_named(own_run, "triangle", JANUARY)["cell_id"]
    assert Counter(name.partition(".")[0] for name in cells) == {"fci": 5, "fci_coverage": 5}
    assert read_named(own_run, "triangle", JANUARY, date(2026, 2, 27)).is_empty()


@pytest.mark.parametrize(
    ("table", "as_of", "said"),
    [
        (
            "core.latest",
            None,
            r"no table core\.latest for 2026-03\. Run `crossfoot run 2026-03 --office small`",
        ),
        (
            "release.change",
            DAY,
            r"no table release\.change for 2026-03@2026-03-01\. Run `.* --as-of 2026-03-01",
        ),
    ],
)
def test_what_only_a_run_leaves_says_which(
    own_run: Office, table: str, as_of: date | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        read_named(own_run, table, JANUARY.plus(2), as_of)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("core.lates", r"There is no table core\.lates\. Near it: core\.latest"),
        ("release.chang", r"There is no table release\.chang\. Near it: release\.change"),
        ("fcy", r"There is no table indicators\.fcy\. Near it: indicators\.fci"),
        ("reference.mesure", r"There is no table reference\.mesure\. Near it: reference\.measure"),
    ],
)
def test_an_unknown_name_is_a_sentence_with_the_nearest(small_run: Office, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_named(small_run, name, JANUARY)


def test_rows_are_exact_texts(small_run: Office) -> None:
    rows = as_rows(read_named(small_run, "fci", JANUARY))
    own = next(row for row in rows if row["cell_id"] == "fci.C.2026-01")
    assert (own["value"], own["period"], own["flags"]) == ("1406", "2026-01-01", "")
    assert as_csv(rows).splitlines()[0].startswith("cell_id,territory_id,period")
    assert as_csv([]) == "\n"
