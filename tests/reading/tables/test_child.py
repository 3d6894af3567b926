"""A file is opened by a process of its own, which has limits of time and memory."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables import child, limits, parquet, printed, xls
from pipeline.reading.tables.opening import open_book
from tests.reading.tables import makers
from tests.reading.tables.shown import ROWS


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_xls(tmp_path / "a.xls", {"S": ROWS})
    monkeypatch.setattr(child, "MAX_CHILD_SECONDS", 0.001)
    with pytest.raises(BadInputError, match=r"takes more than 0\.001 seconds"):
        open_book(path)


def test_what_a_child_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(child, "_limit_itself", lambda: None)
    path = makers.write_xls(tmp_path / "a.xls", {"S": ROWS, "Off": []}, ["Off"])
    assert child.main("xls", str(path)) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        '{"sheet": "S", "hidden": false, "hidden_rows": [], "hidden_columns": [], "merged": [], '
        '"since_1904": false, "rows": 5}',
        '{"cells": [[3, 3, "text", "Name"], [3, 4, "text", "Share"]]}',
    ]
    frame = makers.write_parquet(tmp_path / "a.parquet", {"v": [1.5, None]})
    assert child.main("parquet", str(frame)) == 0
    assert '"cells": [[2, 1, "number", "1.5"]]' in capsys.readouterr().out
    for part in (child, printed, xls, parquet):
        monkeypatch.setattr(part, "MAX_CELLS", 1)
    for kind, found in (("xls", path), ("parquet", frame)):
        assert child.main(kind, str(found)) == 3
        assert "more than 1 cells" in capsys.readouterr().err
    for kind, name in (("xls", "cut_late.xls"), ("parquet", "cut.parquet")):
        (tmp_path / name).write_bytes(path.read_bytes()[:900] if kind == "xls" else b"PAR1")
        assert child.main(kind, str(tmp_path / name)) == 3
        assert "cut off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAX_SHEETS", 1, "more than 1 sheets"),
        ("MAX_ROWS", 2, "rows below its head"),
        ("MAX_COLUMNS", 0, "columns; at most 0"),
    ],
)
def test_limits_of_a_child(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: int,
    said: str,
) -> None:
    monkeypatch.setattr(child, "_limit_itself", lambda: None)
    monkeypatch.setattr(xls if name == "MAX_SHEETS" else parquet, name, value)
    if name == "MAX_SHEETS":
        found = makers.write_xls(tmp_path / "a.xls", {"S": ROWS, "T": ROWS})
    else:
        found = makers.write_parquet(tmp_path / "a.parquet", {"v": [1.5, None]})
    assert child.main(found.suffix[1:], str(found)) == 3
    assert said in capsys.readouterr().err


def test_a_child_limits_its_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(child.resource, "setrlimit", lambda what, size: asked.update({what: size}))
    child._limit_itself()
    assert asked[child.resource.RLIMIT_AS][0] == limits.MAX_CHILD_BYTES
    assert asked[child.resource.RLIMIT_CPU][0] == limits.MAX_CHILD_SECONDS
    assert asked[child.resource.RLIMIT_CORE] == (0, 0)
