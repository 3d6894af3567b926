"""What a check shows of its findings: each figure in the line that it stands in."""

from dataclasses import replace

import polars as pl
import pytest

from assets import at_source
from assets.at_source import FINDINGS, cells_at_source
from assets.checks import figures_to_decide
from pipeline.office import Office
from pipeline.rules.findings import Finding
from pipeline.rules.naming import Figure
from pipeline.rules.sentences import Facts
from pipeline.stages import lake_of


def _finding(office: Office) -> Finding:
    """Make a finding about the printed 1,406.0."""
    lake = lake_of(office)
    figures = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests("intake")])
    seen = pl.concat([lake.read(found, "core.observation") for found in lake.manifests("conform")])
    (name,) = seen.join(figures.filter(pl.col("as_printed") == "1,406.0"), on="figure_id")["obs_id"]
    return Finding("f", "r", "t", "fail", "withhold", "C", None, "fci", "s", "A sentence.", (name,), ())


def test_a_figure_is_shown_in_its_line_between_its_neighbours_with_its_text_first(small_run: Office) -> None:
    sentence, where, table = cells_at_source(small_run, [_finding(small_run)]).value.split("\n\n")
    assert (sentence, where) == ("**A sentence.**", "investment.csv, line 2, value: **1,406.0**")
    head, _, line, after = table.splitlines()
    assert head.startswith("| line | source_id | ")
    assert after.startswith("| 3 | ")
    cells = dict(zip(head.split(" | "), line.split(" | "), strict=True))
    assert (cells["| line"], cells["value_as_printed"]) == ("| 2", "**1,406.0**")
    assert after.count("*") == 0


def test_fields_beside_a_figure_are_cut_and_its_own_is_not(
    small_run: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_source, "FIELD", 6)
    line = cells_at_source(small_run, [_finding(small_run)]).value.split("\n\n")[2].splitlines()[2]
    assert "| **1,406.0** |" in line
    assert "| 202... |" in line


def test_what_a_figure_is_compared_with_stands_in_the_same_table_in_italics(small_run: Office) -> None:
    tested = _finding(small_run)
    lake = lake_of(small_run)
    seen = pl.concat([lake.read(found, "core.observation") for found in lake.manifests("conform")])
    others = [name for name in seen["obs_id"].to_list() if name not in tested.tested]
    _, where, table = cells_at_source(small_run, [replace(tested, compared=tuple(others))]).value.split(
        "\n\n"
    )
    assert where.startswith("investment.csv, line 2, value: **1,406.0**; line 2, growth: *75.6*; line 3, ")
    assert "| **1,406.0** |" in table
    assert "| *75.6* |" in table


def test_the_figures_of_an_open_finding_are_told_apart_with_their_keys(small_run: Office) -> None:
    lake = lake_of(small_run)
    seen = pl.concat([lake.read(found, "core.observation") for found in lake.manifests("conform")])
    rows = list(seen.sort("obs_id").iter_rows(named=True))
    one = replace(_finding(small_run), facts=Facts({}, tuple(Figure(row) for row in rows), ()))
    head, _, *lines = figures_to_decide(small_run, [one, replace(one, state="accepted")]).value.splitlines()
    columns = "finding", "figure", "value", "of", "territory", "period", "source", "place"
    assert head == f"| {' | '.join(columns)} |"
    assert len(lines) == len(rows) > 1
    cells = [dict(zip(columns, line.strip("| ").split(" | "), strict=True)) for line in lines]
    assert [cell["figure"] for cell in cells] == [row["content_key"][:12] for row in rows]
    (own,) = [cell for cell in cells if cell["value"] == "1406 AZN_MN"]
    assert (own["finding"], own["place"]) == ("f", "investment.csv, line 2, value")
    assert figures_to_decide(small_run, [replace(one, facts=None)]).value == "No rows."


def test_what_is_settled_or_passed_is_not_shown_and_the_first_of_many_are(small_run: Office) -> None:
    one = _finding(small_run)
    other = [replace(one, outcome="pass"), replace(one, state="accepted")]
    assert cells_at_source(small_run, other).value == "No figures."
    assert cells_at_source(small_run, [one] * (FINDINGS + 1)).value.count("A sentence.") == FINDINGS
