"""What a source did not reach is proved by a hash, and held against the issue that corrects."""

import csv
import hashlib
import json
import re
import subprocess
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from pipeline.audit import trace_text
from pipeline.audit.against import as_record as compared
from pipeline.audit.against import hold_against
from pipeline.audit.trace import Reached, trace
from pipeline.audit.trace_text import render_against
from pipeline.errors import UsageError
from pipeline.project import locate
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import SOURCE


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
    assert trace([copied], SOURCE) == []
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
