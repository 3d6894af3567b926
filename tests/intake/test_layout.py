"""Layouts are data: each known one can be read, an unknown one is a sentence."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.intake import layout
from pipeline.intake.layout import load_layout

KNOWN = sorted(path.stem for path in (Path(layout.__file__).parent / "layouts").glob("*.toml"))


@pytest.mark.parametrize("code", KNOWN)
def test_a_layout_names_its_columns_once(code: str) -> None:
    columns = load_layout(code).columns
    assert len(columns) == len(set(columns)) > 3
    assert load_layout(code).source in columns


def test_the_columns_of_a_label_are_required() -> None:
    assert {"work", "status", "unit"} <= set(load_layout("works").columns)


def test_an_unknown_layout_lists_the_known_ones() -> None:
    with pytest.raises(
        BadInputError, match=r"layout 'budget', which is not known.*: demining, document, inv"
    ):
        load_layout("budget")
