"""Two releases side by side: each number that differs, with its cause."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.audit.diff import compare
from pipeline.audit.diff_text import render
from pipeline.errors import UsageError
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change

CELL = "fci.AZ.2025-06"


@pytest.fixture(scope="module")
def months(december: ReleaseFolder, january: ReleaseFolder) -> dict[str, object]:
    return compare(december, january)


def test_causes_are_those_that_the_release_printed(months: dict, january: ReleaseFolder) -> None:
    assert january.changes is not None
    printed = {row["cell_id"]: row["cause"] for row in january.changes.to_dicts()}
    ours = {row["cell_id"]: ";".join(row["causes"]) for row in months["numbers"]}
    shared = printed.keys() & ours.keys()
    assert len(shared) > 3
    assert {name: ours[name] for name in shared} == {name: printed[name] for name in shared}


def test_states_add_up(months: dict, december: ReleaseFolder, january: ReleaseFolder) -> None:
    count = {
        state: sum(row["state"] == state for row in months["numbers"]) for state in ("changed", "new", "gone")
    }
    before, after = (set(one.numbers["number_id"]) for one in (december, january))
    assert count["new"] == len(after - before)
    assert count["gone"] == len(before - after)
    assert count["changed"] + months["equal"] == len(before & after)
    assert all(row["causes"] for row in months["numbers"])


def test_counts_and_ages_are_told_of_another_month(months: dict) -> None:
    causes = {(row["cell_id"].split(".")[0], row["facet"]): row["causes"] for row in months["numbers"]}
    assert causes["quality", "value"] == ["month"]
    assert ["month"] in [found for (_, facet), found in causes.items() if facet == "age"]


def test_a_release_does_not_differ_from_itself(january: ReleaseFolder) -> None:
    found = compare(january, january)
    assert (found["numbers"], found["publications"], found["made_with"]) == ([], [], [])
    assert found["files"] == {"new": [], "gone": [], "changed": []}
    assert "0 changed, 0 new, 0 gone" in render(found)


def test_releases_of_two_offices_are_not_compared(january: ReleaseFolder, copied: Path) -> None:
    change(copied, "manifest.json", '"office": "karabakh"', '"office": "example"')
    with pytest.raises(UsageError, match=r"of office karabakh, and 2026-01\.1 in .* of office example: "):
        compare(january, ReleaseFolder.open(copied))


def _rewrite(folder: Path, table: str, **changes: pl.Expr) -> None:
    """Change columns of a Parquet table of the evidence."""
    path = folder / "evidence" / f"{table}.parquet"
    pl.read_parquet(path).with_columns(**changes).write_parquet(path)


def test_another_decimal_is_presentation_and_another_value_has_a_cause(
    january: ReleaseFolder, copied: Path
) -> None:
    change(copied, "published_number.csv", "8\u202f073", "8\u202f073.0")
    (row,) = [
        one for one in compare(january, ReleaseFolder.open(copied))["numbers"] if one["cell_id"] == CELL
    ]
    assert (row["state"], row["causes"], row["new"]) == ("changed", ["presentation"], "8\u202f073.0")
    own = pl.col("cell_id") == CELL
    _rewrite(copied, "cell", value=pl.when(own).then(pl.lit(Decimal(8074))).otherwise("value"))
    (row,) = [
        one for one in compare(january, ReleaseFolder.open(copied))["numbers"] if one["cell_id"] == CELL
    ]
    assert row["causes"] == ["code"]
    assert (row["old_value"][:4], row["new_value"][:4]) == ("8073", "8074")


def test_a_figure_that_another_takes_the_place_of_is_named(january: ReleaseFolder, copied: Path) -> None:
    seen = january.observations
    own = january.cell_input.filter(pl.col("cell_id") == CELL)["input_id"][0]
    series = seen.filter(pl.col("obs_id") == own)["series_id"][0]
    other = seen.filter(pl.col("series_id") == series, pl.col("obs_id") != own)["obs_id"][0]
    change(copied, "cell_input.csv", f"{CELL},{own}", f"{CELL},{other}")
    _rewrite(
        copied,
        "cell",
        value=pl.when(pl.col("cell_id") == CELL).then(pl.lit(Decimal(8100))).otherwise("value"),
    )
    _rewrite(copied, "observation", withheld=pl.col("obs_id") == own)
    found = compare(january, ReleaseFolder.open(copied))
    (row,) = [one for one in found["numbers"] if one["cell_id"] == CELL]
    assert (row["figures_before"], row["figures_now"]) == ([own], [other])
    assert row["causes"] == ["rule"]
    text = render(found)
    assert f"figures  before only: {own}" in text


def test_a_number_that_is_not_printed_any_more_and_a_publication_are_told(
    january: ReleaseFolder, copied: Path
) -> None:
    lines = (copied / "published_number.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if f",{CELL},value," not in line]
    kept.append(lines[1].replace(",en,,", ",en,ER-NEW,"))
    (copied / "published_number.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = compare(january, ReleaseFolder.open(copied))
    (row,) = [one for one in found["numbers"] if one["cell_id"] == CELL]
    assert (row["state"], row["causes"]) == ("gone", ["place"])
    assert {"publication": "ER-NEW/en", "state": "new"}.items() <= next(
        one for one in found["publications"] if one["state"] == "new"
    ).items()
    text = render(found)
    assert "ER-NEW/en  new" in text
    assert "Table 2: " in text


def test_counts_of_one_month_follow_what_they_count(january: ReleaseFolder, copied: Path) -> None:
    name = "quality.files.2026-01"
    own = pl.col("cell_id") == name
    _rewrite(copied, "cell", value=pl.when(own).then(pl.lit(Decimal(12))).otherwise("value"))

    def causes() -> list[str]:
        rows = compare(january, ReleaseFolder.open(copied))["numbers"]
        return next(row["causes"] for row in rows if row["cell_id"] == name)

    assert causes() == ["code"]
    change(copied, "manifest.json", '"as_of": "2026-11-21"', '"as_of": "2026-11-22"')
    assert causes() == ["new_data"]


def test_what_a_day_asked_for_leaves_out_became_known_later_and_a_day_that_fell_says_nothing(
    january: ReleaseFolder, copied: Path
) -> None:
    name = "quality.files.2026-01"
    own = pl.col("cell_id") == name
    _rewrite(copied, "cell", value=pl.when(own).then(pl.lit(Decimal(12))).otherwise("value"))
    change(copied, "manifest.json", '"as_of": "2026-11-21"', '"as_of": "2026-11-20"')

    def causes() -> list[str]:
        rows = compare(january, ReleaseFolder.open(copied))["numbers"]
        return next(row["causes"] for row in rows if row["cell_id"] == name)

    assert causes() == ["code"]
    change(copied, "manifest.json", '"release_id": "2026-01.1"', '"release_id": "2026-01@2026-11-20.1"')
    assert causes() == ["later"]


def test_counts_of_decisions_follow_the_ledger_whatever_came_in(january: ReleaseFolder, copied: Path) -> None:
    name = "quality.decisions.2026-01"
    own = pl.col("cell_id") == name
    _rewrite(copied, "cell", value=pl.when(own).then(pl.lit(Decimal(2))).otherwise("value"))
    change(copied, "manifest.json", '"as_of": "2026-11-21"', '"as_of": "2026-11-22"')
    with (copied / "decisions.csv").open("a", encoding="utf-8") as stream:
        stream.write("d1" + "," * (len(january.decisions.columns) - 1) + "\n")
    rows = compare(january, ReleaseFolder.open(copied))["numbers"]
    assert next(row["causes"] for row in rows if row["cell_id"] == name) == ["decision"]
