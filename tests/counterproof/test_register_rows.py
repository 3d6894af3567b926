"""Tables are read as the csv module's own reader does; of a longer row what has no head is left out."""

import csv
import io

import pytest

from pipeline.counterproof.register import _read, _rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n",
        "a,b\n1,2\n",
        'a,b\n"1\n2",","\n\n3,4\n',
        "a,b\n1\n2,3\n",
        "a,b\n1,2,3\n",
    ],
)
def test_rows_are_those_of_the_reader(text: str) -> None:
    found = _rows({"a": _read(text.encode())}, "a")
    plain = [*csv.DictReader(io.StringIO(text, newline=""), restval="")]
    assert [*found] == [{name: own for name, own in row.items() if name} for row in plain]
