"""A sample that anybody can draw again, each number computed again."""

import csv
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.from_figures import LEFT_TO_REPLAY, Again, from_figures, plain
from pipeline.audit.papers import papers, write_papers
from pipeline.audit.recompute import Recomputer, plain_print, rounded_again
from pipeline.audit.sample import (
    AGREES,
    DIFFERS,
    MOST,
    PRINT_ONLY,
    Drawn,
    draw,
    first_by_hash,
    named,
    share_out,
)
from pipeline.errors import UsageError
from pipeline.present import present
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change

CHECKS = locate().sql / "checks"
TEMPLATES = locate().templates


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 500), min_size=1), st.integers(1, 100))
def test_a_sample_is_shared_out_whole(sizes: dict[str, int], percent: int) -> None:
    count = max(1, sum(sizes.values()) * percent // 100)
    shares = share_out(count, sizes)
    assert sum(shares.values()) == count
    assert all(0 <= shares[name] <= size for name, size in sizes.items())
    whole = sum(sizes.values())
    assert all(abs(shares[name] * whole - count * size) < whole for name, size in sizes.items())


def test_the_order_is_by_seed_and_line_and_nothing_else() -> None:
    lines = [f"line {n}" for n in range(50)]
    assert first_by_hash(lines, "7", 5) == first_by_hash(lines, "7", 5)
    assert first_by_hash(lines, "7", 5) != first_by_hash(lines, "8", 5)
    chosen = first_by_hash(lines[::-1], "7", 5)
    assert set(chosen) == set(first_by_hash(lines, "7", 5))


@given(st.decimals(-(10**12), 10**12, places=10), st.integers(0, 6), st.sampled_from(["en", "az"]))
def test_rounding_agrees_with_what_is_printed(value: Decimal, places: int, lang: str) -> None:
    assert rounded_again(value, places) == plain_print(present(value, places, lang, signed=True))


def test_every_cell_that_can_be_computed_again_agrees(january: ReleaseFolder) -> None:
    recomputer = Recomputer(january, CHECKS)
    values = dict(january.all_cells.select("cell_id", "value").iter_rows())
    again = {name: recomputer.again(name) for name in values}
    computed = {name: one.facets["value"] for name, one in again.items() if one.facets}
    assert {name: value for name, value in computed.items() if value != values[name]} == {}
    assert len(computed) > 0.9 * len(values)
    hows = {one.how for one in again.values()}
    assert {
        "as stated",
        "the sum of the figures",
        "the number of figures",
        "the plan less its stages",
    } <= hows
    assert all(one.how for one in again.values())


def test_a_sample_agrees_and_is_drawn_again(january: ReleaseFolder) -> None:
    drawn = draw(january, 40, "7", CHECKS)
    assert len(drawn) == 40
    assert {one.outcome for one in drawn} <= {AGREES, PRINT_ONLY}
    assert sum(one.outcome == AGREES for one in drawn) > 30
    assert [one.row for one in draw(january, 40, "7", CHECKS)] == [one.row for one in drawn]
    assert [one.row for one in draw(january, 40, "8", CHECKS)] != [one.row for one in drawn]


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_a_sample_that_cannot_be_drawn_is_refused(count: int, january: ReleaseFolder) -> None:
    with pytest.raises(UsageError, match=f"A sample of {count} cannot be drawn"):
        draw(january, count, "1", CHECKS)


def test_another_print_and_another_value_are_noticed(copied: Path) -> None:
    change(copied, "published_number.csv", ",1\u202f406,0\n", ",1\u202f407,0\n")
    count = sum(1 for _ in (copied / "published_number.csv").open(encoding="utf-8")) - 1
    found = draw(ReleaseFolder.open(copied), min(count, MOST), "1", CHECKS)
    by_cell = {one.row["cell_id"]: one for one in found if one.row["printed"] == "1\u202f407"}
    assert {one.outcome for one in by_cell.values()} == {DIFFERS}
    change(copied, "cells.csv", ",1406.0000000000,", ",1407.0000000000,")
    again = draw(ReleaseFolder.open(copied), min(count, MOST), "1", CHECKS)
    own = [one for one in again if one.row["cell_id"] == "fci.AZ.2026-01" and one.row["facet"] == "value"]
    assert own
    assert {one.outcome for one in own} == {DIFFERS}


def _figure(value: str | None, territory: str = "T", **more: object) -> dict[str, object]:
    told = {"obs_id": "o", "measure_code": "m", "breakdown": "_T", "unit_code": "U"}
    told |= {"step": None, "reference_on": None} | more
    return {"value": None if value is None else Decimal(value), "territory_id": territory, **told}


def _cell(value: str, transformation: str, **more: str) -> dict[str, object]:
    told = {"territory_id": "T", "breakdown": "_T", "unit_code": "PCT"} | more
    return {"value": Decimal(value), "transformation": transformation, **told}


@pytest.mark.parametrize(
    ("cell", "figures", "value"),
    [
        (_cell("7", "stock"), [_figure("7")], "7"),
        (_cell("7", "sum"), [_figure("3"), _figure("4", "V")], "7"),
        (_cell("25", "share"), [_figure("1", "V"), _figure("4")], "25"),
        (_cell("50", "share"), [_figure("4", measure_code="n"), _figure("2")], "50"),
        (_cell("2", "ratio", unit_code="R"), [_figure("4", measure_code="n"), _figure("2")], "2"),
        (_cell("8", "share"), [_figure("8")], "8"),
        (_cell("3", "residual"), [_figure("4"), _figure("1", "V")], "3"),
        (_cell("3", "difference"), [_figure("5", period_kind="ytd"), _figure("8", period_kind="year")], "3"),
        (_cell("2", "parts_known"), [_figure("4", "V"), _figure("1", "W")], "2"),
        (_cell("9", "share"), [_figure("0"), _figure("4", "V")], None),
        (_cell("9", "pace"), [_figure("9")], None),
        (_cell("3", "discrepancy"), [_figure("4"), _figure("1", "V")], "3"),
        (_cell("9", "figures_revised"), [_figure("4"), _figure("5", "V")], None),
        (_cell("9", "stock"), [_figure(None)], None),
    ],
)
def test_figures_make_a_cell(cell: dict, figures: list[dict], value: str | None) -> None:
    again = from_figures(cell, figures)
    assert again.facets.get("value") == (None if value is None else Decimal(value))
    if value is None:
        assert again.how == LEFT_TO_REPLAY


STEP = Decimal(1)


@pytest.mark.parametrize(
    ("cell", "figures", "ends"),
    [
        (_cell("7", "stock"), [_figure("7", step=STEP)], ("6.5", "7.5")),
        (_cell("7", "sum"), [_figure("3", step=STEP), _figure("4", "V", step=STEP)], ("6", "8")),
        (_cell("3", "residual"), [_figure("4", step=STEP), _figure("1", "V", step=STEP)], ("2", "4")),
        (
            _cell("25", "share"),
            [_figure("1", "V", step=STEP), _figure("4", step=STEP)],
            ("11.1111111111", "42.8571428571"),
        ),
        (_cell("7", "sum"), [_figure("3", step=STEP), _figure("4", "V")], (None, None)),
        (_cell("25", "share"), [_figure("1", "V"), _figure("4")], (None, None)),
        (
            _cell("50", "share"),
            [_figure("1", "V", step=STEP), _figure("2", step=4 * STEP)],
            (None, None),
        ),
        (
            _cell("2", "parts_known"),
            [_figure("4", "V", step=STEP), _figure("1", "W", step=STEP)],
            (None, None),
        ),
    ],
)
def test_steps_make_the_ends_of_an_interval(
    cell: dict, figures: list[dict], ends: tuple[str | None, str | None]
) -> None:
    facets = from_figures(cell, figures).facets
    assert tuple(facets.get(name) for name in ("lo", "hi")) == tuple(end and Decimal(end) for end in ends)


def test_the_age_of_a_figure_is_counted_to_the_end_of_the_month() -> None:
    cell = _cell("7", "stock") | {"month": date(2026, 1, 1)}
    assert from_figures(cell, [_figure("7", reference_on=date(2025, 12, 31))]).facets["age"] == 31
    assert "age" not in from_figures(cell, [_figure("7")]).facets


def test_every_end_and_every_age_is_computed_again(january: ReleaseFolder) -> None:
    recomputer = Recomputer(january, CHECKS)
    apart = january.numbers.filter(pl.col("facet").is_in(["lo", "hi", "age"])).unique(["cell_id", "facet"])
    assert set(apart["facet"]) == {"lo", "hi", "age"}
    for row in apart.iter_rows(named=True):
        again = recomputer.again(row["cell_id"]).facets[row["facet"]]
        assert rounded_again(again, int(row["places"])) == plain_print(row["printed"]), row


def test_a_facet_of_earlier_versions_says_so() -> None:
    row = {"facet": "revision", "printed": "1"}
    drawn = Drawn(1, row, Decimal(1), Again("as stated", {"value": Decimal(7)}), None, "1")
    assert drawn.outcome == PRINT_ONLY
    assert drawn.how == "its revision is kept of earlier versions of the value; replay makes it again"


def test_decimals_are_written_short() -> None:
    assert [plain(Decimal(text)) for text in ("10", "10.50", "0.0")] == ["10", "10.5", "0"]


def test_papers_tell_each_step_and_leave_room_for_a_mark(january: ReleaseFolder, tmp_path: Path) -> None:
    drawn = draw(january, 12, "audit 1", CHECKS)
    out = tmp_path / named(january, "audit 1")
    assert out.name == "sample-2026-01.1-audit-1"
    index, table = write_papers(january, drawn, "audit 1", TEMPLATES, out)
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert [row["number_id"] for row in rows] == [one.row["number_id"] for one in drawn]
    assert {"mark", "auditor", "date", "remark"} <= rows[0].keys()
    pages = sorted(out.glob("0*.html"))
    assert len(pages) == 12
    linked = re.findall(r'href="([^"]+)"', index.read_text(encoding="utf-8"))
    assert sorted(linked) == [page.name for page in pages]
    for one, page in zip(drawn, pages, strict=True):
        text = page.read_text(encoding="utf-8")
        assert one.row["printed"] in text
        assert "Mark of the auditor" in text
        assert "Computed again" in text
        assert "http" not in re.findall(r"<(?:script|link|img)[^>]*>", text)
    own = january.numbers.filter(january.numbers["cell_id"] == "fci.AZ.2026-01").row(0, named=True)
    told = papers(january, [replace(drawn[0], row=own)], "audit 1", TEMPLATES)
    assert b"It is about another figure, with which one of those above was compared." in b"".join(
        told.values()
    )
    with pytest.raises(UsageError, match="marks may stand in it"):
        write_papers(january, drawn, "audit 1", TEMPLATES, out)
