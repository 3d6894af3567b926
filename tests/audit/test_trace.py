"""From a source forward to all that it reached, and that the rest is unchanged."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import reach_file, trace_text
from pipeline.audit.against import as_record as compared
from pipeline.audit.against import hold_against
from pipeline.audit.asked import read_asked, start_of
from pipeline.audit.corrigenda import (
    AGAIN,
    BESIDE,
    NOTHING,
    _left,
    affected,
    drafts,
    without_draft,
    write_drafts,
)
from pipeline.audit.reach import Reach, build
from pipeline.audit.reach_file import reach_of
from pipeline.audit.rows import read_rows
from pipeline.audit.trace import Reached, as_record, release_folders, trace
from pipeline.audit.trace_text import render, render_against
from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.project import locate
from pipeline.releasing.corrections import read_draft
from pipeline.releasing.ledger import append
from pipeline.releasing.model import State, Step
from pipeline.releasing.printed import in_language
from pipeline.sealed.folder import ReleaseFolder
from pipeline.swap import point
from tests.audit.conftest import change

CELL, SOURCE = "fci.AZ.2025-06", "I026"
TEMPLATES = locate().templates


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


@pytest.fixture(scope="module")
def folders(released: Office) -> list[Path]:
    return [released.home / "releases" / month for month in ("2025-12", "2026-01")]


@pytest.fixture
def followed(january: ReleaseFolder) -> Reached:
    (found,) = trace([january.path], SOURCE)
    return found


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


def test_the_rest_is_proved_by_hashes_that_anybody_can_take(
    january: ReleaseFolder, followed: Reached
) -> None:
    proof, cells = followed.proof, set(followed.cells)
    head, *lines = (january.path / "cells.csv").read_bytes().decode().splitlines()
    rest = [line for line in lines if line.split(",")[0] not in cells and not line.startswith("quality.")]
    assert head.endswith(",src_digest,as_of,month")
    said = "".join(f"{line}\n" for line in sorted(re.sub(",[^,]*,[^,]*$", "", line) for line in rest))
    assert proof["rest_sha256"] == hashlib.sha256(said.encode()).hexdigest()
    assert (proof["rest"], proof["edges_into_rest"]) == (len(rest), 0)
    assert proof["reached"] + proof["counts"] + proof["rest"] == proof["cells"] == len(lines)


def test_the_page_for_the_auditor_tells_how_to_take_the_hash(followed: Reached, tmp_path: Path) -> None:
    """Its lines of shell are run as they stand, with what `trace --json` says in the place of the command."""
    page = (locate().root / "docs" / "audit.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n([^`]*sha256sum[^`]*)```", page)
    command, *lines = block.splitlines()
    assert command == "crossfoot trace I026 --in FOLDER --json | jq -r '.[0].cells[]' > reached"
    (tmp_path / "reached").write_text("".join(f"{cell}\n" for cell in followed.cells), encoding="utf-8")
    said = "\n".join(lines).replace("FOLDER", str(followed.folder))
    made = subprocess.run(["sh", "-c", said], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert made.split()[0] == followed.proof["rest_sha256"]


def _without(folder: Path, cells: list[str], as_of: str) -> None:
    """Make of an issue one as of another day that lacks some cells, as a withdrawal leaves it."""
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    kept = [row for row in rows if row[0] not in cells]
    for row in kept:
        row[head.index("as_of")] = as_of
    with (folder / "cells.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, *kept])
    pairs = (folder / "cell_input.csv").read_text(encoding="utf-8").splitlines()
    own = [line for line in pairs if line.split(",")[0] not in cells]
    (folder / "cell_input.csv").write_text("\n".join(own) + "\n", encoding="utf-8")
    numbers = pl.read_csv(folder / "published_number.csv", infer_schema=False)
    told = numbers.filter(~pl.col("cell_id").is_in(cells)).with_columns(release_id=pl.lit("2026-01.2"))
    told.write_csv(folder / "published_number.csv")


def test_a_correction_leaves_the_rest_as_it_was(followed: Reached, copied: Path) -> None:
    _without(copied, followed.cells, "2026-12-01")
    with pytest.raises(UsageError, match="'I026' is no source"):
        trace([copied], SOURCE)
    held = hold_against(followed, copied)
    assert held.is_same
    assert held.rest_sha256 == followed.proof["rest_sha256"]
    text = render_against(held).splitlines()
    assert text[1] == "against    2026-01.2  (elsewhere): every cell of the rest is the same"
    assert text[3:] == [f"           sha256 {held.rest_sha256}  2026-01.{n}" for n in (1, 2)]
    record = compared(held)
    assert (record["same"], record["differing"]) == (True, [])


def test_what_a_correction_changed_besides_is_listed(
    followed: Reached, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = [followed.reach.cells[place] for place in np.flatnonzero(followed.is_rest).tolist()]
    gone, other = rest[0], rest[1]
    _without(copied, [*followed.cells, gone], "2026-12-01")
    table = (copied / "cells.csv").read_text(encoding="utf-8")
    (line,) = [line for line in table.splitlines() if line.startswith(f"{other},")]
    value = dict(zip(table.splitlines()[0].split(","), line.split(","), strict=True))["value"]
    counted = next(cell for cell in followed.reach.cells if cell.startswith("quality."))
    fresh = line.replace(other, "fresh.AZ.2026-01")
    changed = table.replace(line, line.replace(f",{value},", ",7.5,", 1))
    changed = changed.replace(f"{counted},AZ", f"{counted},X")
    (copied / "cells.csv").write_text(f"{changed}{fresh}\n", encoding="utf-8")
    held = hold_against(followed, copied)
    assert held.rest_sha256 != followed.proof["rest_sha256"]
    assert compared(held)["differing"] == sorted(
        [
            {"cell_id": gone, "only_in": "2026-01.1", "columns": {}},
            {"cell_id": other, "only_in": "", "columns": {"value": (value, "7.5")}},
            {"cell_id": "fresh.AZ.2026-01", "only_in": "2026-01.2", "columns": {}},
        ],
        key=lambda one: str(one["cell_id"]),
    )
    text = render_against(held)
    assert "(elsewhere): 3 cells of the rest differ\n" in text
    assert f"           {other}  value {value} -> 7.5\n" in text
    assert "           fresh.AZ.2026-01  in 2026-01.2 alone" in text
    monkeypatch.setattr(trace_text, "MOST", 2)
    assert render_against(held).endswith("\n           and 1 more; --json has all")


def test_issues_of_two_offices_are_not_compared(followed: Reached, copied: Path) -> None:
    path = copied / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"office": "example"}), "utf-8")
    with pytest.raises(UsageError, match=r"is of the office karabakh and .* of example"):
        hold_against(followed, copied)


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


def test_drafts_say_what_is_left_of_each_number(folders: list[Path], tmp_path: Path) -> None:
    found = trace(folders, SOURCE)
    paths = write_drafts(found, SOURCE, tmp_path, TEMPLATES)
    assert len(paths) == len(found) == 2
    rows = affected(found[-1])
    left = {(row["cell_id"], row["facet"]): row for row in rows}
    own = left[CELL, "value"]
    assert (own["left"], own["text"]) == (BESIDE, "8100")
    assert left["fci.AZ.2025-07.flow", "value"]["left"] == AGAIN
    text = paths[-1].read_text(encoding="utf-8")
    assert all(row["number_id"] in text and row["printed"] in text for row in rows)
    assert found[-1].proof["rest_sha256"] in text
    assert [path.name for path in paths] == ["corrigendum-2025-12.1.md", "corrigendum-2026-01.1.md"]
    issue, said, numbers = read_draft(paths[-1])
    assert numbers == sorted({row["number_id"] for row in rows})
    assert (issue, said["why"]) == ("2026-01.1", "")
    whole = affected(trace([folders[-1]], "investment_reports.csv")[0])
    assert NOTHING in {row["left"] for row in whole}


SAID = """
source | lang | what, and what is right
-------|------|------------------------
D09    | en   | Numbers that rest on figures of Vestnik Kavkaza (D09). They are listed one by one.
D09    | az   | Mənbəyi Vestnik Kavkaza (D09) olan göstəricilərə əsaslanan ədədlər. Onlar bir-bir sadalanır.
D09    | ru   | Числа, основанные на показателях, источник которых – Вестник Кавказа (D09). \
Они перечислены по одному.
D09    | en   | When this was written, no other usable figure of the same series and period was known.
D09    | ru   | Когда это писалось, другой пригодный показатель того же ряда и периода не был известен.
I026   | en   | The numbers of the issue that takes its place, listed one by one.
cell   | en   | Numbers that are listed one by one.
file   | az   | Bir-bir sadalanan ədədlər.
"""


@pytest.mark.parametrize(
    ("source", "lang", "text"),
    [[part.strip() for part in row.split("|")] for row in SAID.strip().splitlines()[2:]],
)
def test_drafts_speak_each_language_of_the_office_and_count_nothing(
    source: str, lang: str, text: str, folders: list[Path]
) -> None:
    asked = {"cell": CELL, "file": "investment_reports.csv"}.get(source, source)
    (draft,) = drafts(trace(folders[-1:], asked), asked, TEMPLATES).values()
    lines = [line for line in draft.splitlines() if line.startswith(("- what: ", "- right: "))]
    said = [in_language(line.partition(": ")[2], lang) for line in lines]
    assert text in said
    assert not re.search(r"\b\d+ (printed )?numbers|methodology/", " ".join(lines))


@pytest.mark.parametrize(
    ("inputs", "beside", "left"),
    [
        (["o1"], False, NOTHING),
        (["o1"], True, BESIDE),
        (["a.AZ", "b.AZ"], False, NOTHING),
        (["a.AZ", "b.AZ"], True, AGAIN),
    ],
)
def test_a_number_that_another_figure_would_make_again_is_not_left_without_one(
    inputs: list[str], beside: bool, left: str
) -> None:
    figure = {"obs_id": "o1", "series_id": "s", "withheld": False, "known_on": 1, "value": Decimal("2.5")}
    other = figure | {"obs_id": "o9", "withheld": not beside, "source_id": "S"}
    row = {"facet": "value", "places": "1"}
    assert _left(row, {"o1"}, {"o1"}, inputs, {"o1": figure, "o9": other})["left"] == left


def test_the_state_of_an_issue_is_said_and_no_draft_is_of_one_that_is_over(
    folders: list[Path], tmp_path: Path
) -> None:
    """January lies there as corrected, as readers go by it, and as a draft; December was withdrawn."""
    made = [tmp_path / name for name in ("corrected", "draft")]
    for place in made:
        shutil.copytree(folders[-1], place)
        manifest = place / "manifest.json"
        manifest.write_bytes(manifest.read_bytes() + b"\n" * len(place.name))
    states = {
        file_hash(made[0] / "manifest.json"): State.CORRECTED,
        file_hash(folders[0] / "manifest.json"): State.WITHDRAWN,
        file_hash(folders[1] / "manifest.json"): State.RELEASED,
    }
    found = trace([folders[0], *made, folders[1]], SOURCE, states=states)
    text = render(SOURCE, found, 4)
    assert "reaches 4 of 4 issues, among these 1 corrected, 1 draft, 1 withdrawn\n" in text
    assert "draft      2026-01.1  (draft): " in text
    assert "issue      2026-01.1  (corrected), corrected: " in text
    assert f"issue      2026-01.1  ({folders[1].name}), released: " in text
    assert f"issue      2025-12.1  ({folders[0].name}), withdrawn: " in text
    assert [row["state"] for row in map(as_record, found)] == ["withdrawn", "corrected", "draft", "released"]
    assert [path.name for path in write_drafts(found, SOURCE, tmp_path, TEMPLATES)] == [
        "corrigendum-2026-01.1.md",
        "corrigendum-2026-01.1-draft.md",
    ]
    assert [told.partition(",")[0] for told in without_draft(found)] == [
        "No draft for 2025-12.1: it was withdrawn",
        "No draft for 2026-01.1: it was corrected",
    ]
    assert as_record(trace(folders[:1], SOURCE)[0])["state"] == ""


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
