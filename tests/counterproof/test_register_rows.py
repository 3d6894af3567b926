"""Tables of a release are read as the csv module's own reader does, rows of another length too."""

import csv
import io

import pytest

from pipeline.counterproof.register import _read


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
    assert _read(text.encode()) == list(csv.DictReader(io.StringIO(text, newline="")))
