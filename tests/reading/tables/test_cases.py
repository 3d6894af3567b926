"""Tables as rows of text and what their cells are read as, as written in cases.toml."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.draft import Source
from pipeline.reading.tables.account import account
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.reading import apply_answers
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
DAY = date(2026, 11, 21)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_is_read_as_written(tmp_path: Path, vocabulary: Vocabulary, case: dict[str, Any]) -> None:
    path = makers.write_csv(tmp_path / "t.csv", case["rows"], ";")
    said = {f"t!{cell}": facts for cell, facts in case.get("answers", {}).items()}
    found, _ = apply_answers(path, said, vocabulary, Source("S"), DAY)
    account(open_book(path), found)
    items = {item.cell: item for item in found.items}
    expected = {row["cell"]: {name: row[name] for name in row if name != "cell"} for row in case["expect"]}
    read = {cell: {name: getattr(items[cell], name) for name in facts} for cell, facts in expected.items()}
    assert read == expected
