"""Forms in which numbers are printed, as rows that a statistician can read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.draft import DISPOSITIONS
from tests.reading.text.reading import items

FORMS = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))["form"]


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_form(form: dict[str, Any]) -> None:
    found = items(form["text"])
    expected = [[cell.strip(" ") for cell in row.split("|")] for row in form["numbers"]]
    assert [item.as_printed for item in found] == [row[0] for row in expected]
    for item, (_, value, unit, kind, status) in zip(found, expected, strict=True):
        assert (item.value, item.unit, item.kind) == (value, unit, kind), item
        colour, _, field = status.partition(":")
        if not form.get("skip_status"):
            assert item.status == colour, item
            assert not field or item.field == field, item
        assert item.status == "amber" or item.disposition in DISPOSITIONS
    for name in ("reason", "quantity", "interpretation"):
        if name in form:
            assert getattr(found[0], name) == form[name]
    if "candidates" in form:
        assert found[0].candidates.split("|") == form["candidates"]
