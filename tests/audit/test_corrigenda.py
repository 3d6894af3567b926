"""Draft corrigenda: number by number what is left, in each language, for issues that stand."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

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
from pipeline.audit.trace import as_record, trace
from pipeline.audit.trace_text import render
from pipeline.identity import file_hash
from pipeline.project import locate
from pipeline.releasing.corrections import read_draft
from pipeline.releasing.model import State
from pipeline.releasing.printed import in_language
from tests.audit.conftest import CELL, SOURCE

TEMPLATES = locate().templates


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
source  | lang | what, and what is right
--------|------|------------------------
DOC-000 | en   | Numbers that rest on figures of DOC-000 (publisher not known). They are listed one by one.
DOC-000 | az   | Mənbəyi DOC-000 (dərc edən məlum deyil) olan göstəricilərə əsaslanan ədədlər. \
Onlar bir-bir sadalanır.
DOC-000 | ru   | Числа, основанные на показателях, источник которых – DOC-000 (издатель неизвестен). \
Они перечислены по одному.
D09     | en   | Numbers that rest on figures of Vestnik Kavkaza (D09). They are listed one by one.
D09     | az   | Mənbəyi Vestnik Kavkaza (D09) olan göstəricilərə əsaslanan ədədlər. Onlar bir-bir sadalanır.
D09     | ru   | Числа, основанные на показателях, источник которых – Вестник Кавказа (D09). \
Они перечислены по одному.
D09     | en   | When this was written, no other usable figure of the same series and period was known.
D09     | ru   | Когда это писалось, другой пригодный показатель того же ряда и периода не был известен.
I026    | en   | The numbers of the issue that takes its place, listed one by one.
cell    | en   | Numbers that are listed one by one.
file    | az   | Bir-bir sadalanan ədədlər.
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
    ("cell_id", "facet", "inputs", "beside", "left"),
    [
        ("c.AZ", "value", ["o1"], False, NOTHING),
        ("c.AZ", "value", ["o1"], True, BESIDE),
        ("c.AZ", "value", ["a.AZ", "b.AZ"], False, NOTHING),
        ("c.AZ", "value", ["a.AZ", "b.AZ"], True, AGAIN),
        # A cell of a single figure presents that one whatever stands beside it.
        ("reported.AZ.2026-01.figure=o1", "value", ["o1"], True, NOTHING),
        ("reported.AZ.2026-01.figure=o1.decided", "value", ["o1"], True, NOTHING),
        ("reported.AZ.2026-01.figure=o1", "lower", ["o1"], True, NOTHING),
    ],
)
def test_a_number_that_another_figure_would_make_again_is_not_left_without_one(
    cell_id: str, facet: str, inputs: list[str], beside: bool, left: str
) -> None:
    figure = {"obs_id": "o1", "series_id": "s", "withheld": False, "known_on": 1, "value": Decimal("2.5")}
    other = figure | {"obs_id": "o9", "withheld": not beside, "source_id": "S"}
    row = {"cell_id": cell_id, "facet": facet, "places": "1"}
    made = {cell_id: inputs, "a.AZ": ["o1"], "b.AZ": ["o1"]}
    assert _left(row, made, {"o1"}, {"o1": figure, "o9": other})["left"] == left


MADE = {
    "fci.AZ.2025-09": ["o9"],
    "fci.AZ.2025-12": ["o12"],
    "fci.AZ.2025-12.span": ["fci.AZ.2025-09", "fci.AZ.2025-12"],
    "fci.AZ.2025-12.ytd_change": ["fci.AZ.2025-09", "fci.AZ.2025-12"],
    "fci.AZ.2025-12.span_index": ["fci.AZ.2025-12.span", "fci.AZ.2025-09"],
    "fci.AZ.2026-01": ["o1"],
    "fci.AZ.2026-01.month": ["o2"],
    "fci.AZ.2026-01.flow": ["fci.AZ.2026-01", "fci.AZ.2025-12"],
    "fci.AZ.2026-02": ["o3"],
    "fci.AZ.2026-02.flow": ["fci.AZ.2026-02", "fci.AZ.2026-01"],
    "fci.AZ.2026-02.flow_change_on_month": ["fci.AZ.2026-01.flow", "fci.AZ.2026-02.flow"],
}
"""What cells are made of; o8 stands beside o9."""
ENDS = """
taken back | cell                                | left
-----------|-------------------------------------|-----
o12        | fci.AZ.2025-12.span                 | no figure is left
o12        | fci.AZ.2025-12.ytd_change           | no figure is left
o12        | fci.AZ.2025-12.span_index           | no figure is left
o9         | fci.AZ.2025-12.span                 | to be computed again
o9 o12     | fci.AZ.2025-12.span                 | no figure is left
o1         | fci.AZ.2026-01.flow                 | to be computed again
o1 o2      | fci.AZ.2026-01.flow                 | no figure is left
o3         | fci.AZ.2026-02.flow_change_on_month | no figure is left
o1         | fci.AZ.2026-02.flow_change_on_month | to be computed again
"""


@pytest.mark.parametrize(
    ("taken", "cell_id", "left"),
    [[part.strip() for part in row.split("|")] for row in ENDS.strip().splitlines()[2:]],
)
def test_of_a_span_without_the_figure_at_its_end_no_figure_is_left(
    taken: str, cell_id: str, left: str
) -> None:
    known = {name: {"series_id": name, "obs_id": name} for names in MADE.values() for name in names}
    beside = {"series_id": "o9", "obs_id": "o8", "withheld": False, "known_on": 1}
    row = {"cell_id": cell_id, "facet": "value", "places": "1"}
    found = _left(row, MADE, set(taken.split()), known | {"o8": beside})
    assert found["left"] == left


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
