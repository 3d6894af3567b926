"""From a source forward to all that it reached."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import reach_file, trace_text
from pipeline.audit.asked import read_asked, start_of
from pipeline.audit.reach import Reach, build
from pipeline.audit.reach_file import reach_of
from pipeline.audit.rows import read_rows
from pipeline.audit.trace import Reached, as_record, release_folders, trace
from pipeline.audit.trace_text import render
from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.ledger import append
from pipeline.releasing.model import Step
from pipeline.sealed.folder import ReleaseFolder
from pipeline.swap import point
from tests.audit.conftest import CELL, SOURCE, change


def _graph(cells: int, figures: int, edges: list[tuple[int, int]]) -> Reach:
    """Make a graph: an edge leads from a node to a cell."""
    return Reach(
        release_id="2026-01.1",
        cells=[f"c{n}" for n in range(cells)],
        figures=[f"f{n}" for n in range(figures)],
        source=np.array([one for one, _ in edges], np.int32),
        target=np.array([other for _, other in edges], np.int32),
        rows=[f"c{n},1" for n in range(cells)],
        number_cell=np.zeros(0, np.int32),
        number_place=np.zeros(0, np.int32),
        places=[],
        numbers=[],
        columns="",
        cell_columns="cell_id,value",
    )


@given(
    st.integers(1, 12).flatmap(
        lambda cells: st.tuples(
            st.just(cells),
            st.lists(st.tuples(st.integers(0, cells + 3), st.integers(0, cells - 1)), max_size=40),
            st.sets(st.integers(0, cells + 3)),
        )
    )
)
def test_what_is_reached_is_what_a_search_finds(given_: tuple[int, list[tuple[int, int]], set[int]]) -> None:
    cells, edges, begin = given_
    reach = _graph(cells, 4, edges)
    start = np.zeros(cells + 4, np.bool_)
    start[list(begin)] = True
    expected, waiting = set(begin), list(begin)
    while waiting:
        node = waiting.pop()
        fresh = {other for one, other in edges if one == node} - expected
        expected |= fresh
        waiting += fresh
    found = reach.forward(start)
    assert set(np.flatnonzero(found).tolist()) == expected
    assert reach.crossings(found) == 0
    outside = [1 for one, other in edges if one in begin and other not in begin]
    assert reach.crossings(start) == len(outside)


def test_cells_and_numbers_are_those_whose_figures_lead_back(
    january: ReleaseFolder, followed: Reached
) -> None:
    inputs: dict[str, set[str]] = {}
    for cell, other in january.cell_input.iter_rows():
        inputs.setdefault(cell, set()).add(other)

    def leads_back(name: str) -> bool:
        return name in followed.figures or any(map(leads_back, inputs.get(name, ())))

    expected = sorted(name for name in {*inputs, *january.cells["cell_id"]} if leads_back(name))
    assert followed.cells == expected
    assert CELL in expected
    numbers = [row for row in january.numbers.to_dicts() if row["cell_id"] in expected]
    assert followed.numbers() == numbers
    assert sum(row["numbers"] for row in followed.places()) == len(numbers)


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ("investment_reports.csv", 100),
        ("investment_reports.csv, line 170", 1),
        ("investment_reports.csv, line 170, value", 1),
        (SOURCE, 1),
        (CELL, 3),
        ("https://ru.trend.az/business/it/4078260.html", 1),
    ],
)
def test_a_source_is_named_in_many_ways(asked: str, least: int, january: ReleaseFolder) -> None:
    (found,) = trace([january.path], asked)
    assert len(found.cells) >= least


def test_a_hash_a_figure_and_a_number_are_known(january: ReleaseFolder, followed: Reached) -> None:
    own = [set(trace([january.path], figure)[0].cells) for figure in followed.figures]
    assert len(own) > 1
    assert set.union(*own) == set(followed.cells)
    file_id = january.figures.filter(january.figures["file"] == "investment_reports.csv")["file_id"][0]
    assert (
        trace([january.path], file_id[:9])[0].cells
        == trace([january.path], "investment_reports.csv")[0].cells
    )
    number = next(row["number_id"] for row in january.numbers.to_dicts() if row["cell_id"] == CELL)
    assert trace([january.path], f"n-{number}")[0].cells == trace([january.path], CELL)[0].cells


def test_a_span_reaches_the_figures_that_share_characters(january: ReleaseFolder) -> None:
    spans = january.figures.filter(january.figures["locator_kind"] == "span").sort("file", "locator")
    row = next(
        row
        for row in spans.to_dicts()
        if row["disposition"] == "used" and row["locator"].startswith("characters")
    )
    start = int(row["locator"].split()[1])
    reach = build(january.path)
    asked = read_asked(f"{row['file']}, characters {max(0, start - 5)} to {start + 1}")
    own = {line.split("\t")[1] for line in reach.origins}
    if row["figure_id"] in own:
        assert start_of(reach, asked).any()
    assert not start_of(reach, read_asked(f"{row['file']}, characters 0 to 0")).any()


def test_what_no_release_knows_is_a_sentence(folders: list[Path]) -> None:
    with pytest.raises(
        UsageError, match="'nothing' is no source, file, place, figure, cell or number of 2025-12"
    ):
        trace(folders, "nothing")


def test_without_evidence_figures_are_known_and_sources_are_not(copied: Path, followed: Reached) -> None:
    reached = trace([copied], followed.figures[0])[0].cells
    assert reached
    (copied / "evidence" / "observation.csv").unlink()
    assert trace([copied], followed.figures[0])[0].cells == reached
    with pytest.raises(UsageError, match="elsewhere have no evidence"):
        trace([copied], SOURCE)


def test_a_folder_that_is_no_release_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no manifest\.json"):
        trace([tmp_path], SOURCE)


def test_the_graph_is_kept_and_made_anew_when_a_table_changes(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    first = trace([copied], SOURCE, kept)[0]
    with monkeypatch.context() as patch:
        patch.setattr(reach_file, "build", lambda _: pytest.fail("it was to be read back"))
        again = trace([copied], SOURCE, kept)[0]
    assert as_record(again) == as_record(first)
    (file,) = kept.iterdir()
    for broken in (b"", b"{}\n", file.read_bytes()[:-1]):
        file.write_bytes(broken)
        assert as_record(trace([copied], SOURCE, kept)[0]) == as_record(first)
    change(copied, "cell_input.csv", f"{CELL},", "fci.AZ.2025-0X,")
    assert CELL not in trace([copied], SOURCE, kept)[0].cells


def test_a_place_that_cannot_be_written_is_done_without(copied: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert reach_of(copied, tmp_path / "file" / "kept").cells


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cells.csv", "fci.AZ.2025-06,", "fci.AZ.2024-06,"),
        ("cells.csv", ",as_of,month", ",month,as_of"),
        ("published_number.csv", ",key,", ',"k\ney",'),
    ],
)
def test_tables_that_no_release_writes_are_refused(copied: Path, name: str, old: str, new: str) -> None:
    change(copied, name, old, new, 1)
    with pytest.raises(BadInputError, match="crossfoot verify"):
        build(copied)


def test_the_text_tells_places_findings_and_the_rest(folders: list[Path]) -> None:
    found = trace(folders, "fci.AZ.2026-01")
    text = render("fci.AZ.2026-01", found, 2)
    assert text.startswith("fci.AZ.2026-01   reaches 1 of 2 issues")
    assert "in a sentence" in text
    assert "of 1" in text and "inputs leads from what is reached to the rest" in text
    behind = ReleaseFolder.open(folders[-1]).cell_input.filter(pl.col("cell_id") == "fci.AZ.2026-01")
    by_finding = trace(folders, behind["input_id"][0])[0]
    assert {"parent"} <= {row["rule_id"] for row in by_finding.judged()}
    assert "name its figures" in render("x", [by_finding], 1)


def test_the_text_lists_cells_and_numbers_up_to_a_number_of_lines(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = trace(folders[-1:], "I026")
    text = render("I026", [found], 1)
    assert {f"           {cell}" for cell in found.cells} <= {*text.splitlines()}
    row = found.numbers()[0]
    told = f"{row['number_id']}  {row['printed']}  {row['cell_id']}  bulletin.en, {row['section']}, "
    assert told in text
    assert "--json has all" not in text
    monkeypatch.setattr(trace_text, "MOST", 2)
    shown = render("I026", [found], 1).splitlines()
    assert f"           and {len(found.cells) - 2} more; --json has all" in shown
    assert f"           and {len(found.numbers()) - 2} more; --json has all" in shown
    assert f"           {found.cells[2]}" not in shown


def test_a_trace_that_does_not_close_says_so(followed: Reached) -> None:
    open_end = Reached(followed.folder, followed.reach, followed.start, followed.start)
    assert open_end.proof["edges_into_rest"] > 0
    assert "the trace is not complete" in render("x", [open_end], 1)


def test_the_releases_of_an_office_are_found(released: Office, small_office: Office) -> None:
    assert {path.name[:7] for path in release_folders(released.project, "karabakh")} == {"2025-12", "2026-01"}
    with pytest.raises(UsageError, match="Name release folders with --in"):
        release_folders(small_office.project, "small")


def test_a_draft_that_was_made_again_is_no_issue(small_office: Office) -> None:
    """Three releases of January lie there: one that readers were given, a draft, and the newest draft."""
    releases = small_office.home / "releases"
    for name in ("public", "draft", "newest"):
        (releases / ".issues" / name).mkdir(parents=True)
        (releases / ".issues" / name / "manifest.json").write_text(name, encoding="utf-8")
    point(releases / "2026-01", Path(".issues/newest"))
    digest = file_hash(releases / ".issues" / "public" / "manifest.json")
    for hour, (step, who) in enumerate((("submit", "A"), ("approve", "B"), ("open", "B")), 8):
        made = Step(step, "2026-01.1", who, manifest_sha256=digest)
        append(small_office, lambda _, made=made: [made], datetime(2026, 2, 1, hour, tzinfo=UTC))
    found = release_folders(small_office.project, "small")
    assert [path.name for path in found] == ["newest", "public"]


def test_tables_of_older_releases_may_be_absent(tmp_path: Path) -> None:
    assert read_rows(tmp_path / "changes.csv") == []
