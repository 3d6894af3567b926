"""What printed numbers say of their precision, as rows: text, value, unit, step."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.printed import MAX_DECIMALS, printed_step, read_value

STEPS = """
1,406.0                    | 1406.0     | mln AZN | 0.1
13,048                     | 13.048     | bn AZN  | 0.001
13,048                     | 13048      | mln AZN | 1
2 876 8                    | 2876.8     | mln AZN | 0.1
7 395,5                    | 7395.5     | mln AZN | 0.1
7,395,500,000              | 7395500000 | AZN     | 100000
7,395,512,345              | 7395512345 | AZN     | 1
500,000                    | 500000     | AZN     | 1
1,000,000                  | 1000000    | USD     | 1000000
2 483 000                  | 2483000    | m2      | 1000
7 billion 984.8 million    | 7984.8     | mln AZN | 0.1
2 milyard 254,4 milyon     | 2254.4     | mln AZN | 0.1
2 milyard 204,251 milyon   | 2204.251   | mln AZN | 0.001
1 milyard 67,4 milyon      | 1067.4     | mln AZN | 0.1
1 milyard 67,4 milyon      | 1.0674     | bn AZN  | 0.0001
1 milyard 67 milyon        | 1067       | mln AZN | 1
1 milyard 0 milyon         | 1000       | mln AZN | 1
1 milyon 5                 | 1000005    | items   | 1
3 miyard 781,9 milyon      | 3781.9     | mln AZN | 0.1
5 milyard 347 milyon       | 5347       | mln AZN | 1
2 milyon 483 min           | 2483000    | m2      | 1000
28 min 206,6               | 28206.6    | m2      | 0.1
28 min 6,6                 | 28006.6    | m2      | 0.1
240 min                    | 240000     | dwell   | 1000
one                        | 1          | items   | 1
Thirty-four                | 34         | items   | 1
half                       | 0.5        | items   | 0.1
75.6                       | 75.6       | %       | 0.1
-14,1 %                    | -14.1      | %       | 0.1
0                          | 0          | items   | 1
0.0                        | 0          | %       | 0.1
0,00 %                     | 0.00       | %       | 0.01
2.6 times more             | 2.6        | times   | 0.1
20                         | 20         | family  | 1
0.000001                   | 0.000001   | x       | 0.000001
"""

DISAGREEING = """
1,406.0                 | 1407.0
1,406.0                 | 14061
13480                   | 13.048
0                       | 5
7                       | 0
1 milyard 67,4 milyon   | 1674.1
1 milyard 67,4 milyon   | 67.4
99 milyard 12,3 milyon  | 5.5
1,5 milyard 7,4 milyon  | 1507.4
1 milyon 2 min 3        | 1002.4
2 436 776 m2 (243 ha)   | 243.6776
1 milyard 1067 milyon   | 2067
0.00000001              | 0.00000002
"""


def _rows(text: str) -> list[list[str]]:
    return [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("printed", "value", "unit", "step"), _rows(STEPS))
def test_the_step_of_a_printed_number(printed: str, value: str, unit: str, step: str) -> None:
    assert printed_step(printed, Decimal(value), unit) == Decimal(step)


@pytest.mark.parametrize(("printed", "value"), _rows(DISAGREEING))
def test_digits_that_do_not_make_the_value_have_no_step(printed: str, value: str) -> None:
    assert printed_step(printed, Decimal(value), "mln AZN") is None


@given(st.integers(0, 10**16 - 1), st.integers(0, MAX_DECIMALS), st.booleans())
def test_a_plain_number_has_the_step_of_its_last_decimal(digits: int, places: int, grouped: bool) -> None:
    value = Decimal(digits).scaleb(-places)
    printed = format(value, f"{',' if grouped else ''}.{places}f")
    assert printed_step(printed, value, "mln AZN") == Decimal(1).scaleb(-places)


@given(st.integers(1, 999), st.integers(0, 9999), st.integers(0, 3))
def test_two_parts_have_the_step_of_the_second(high: int, low: int, places: int) -> None:
    lower = Decimal(low).scaleb(-places)
    if lower >= 1000:
        return
    printed = f"{high} milyard {format(lower, f'.{places}f').replace('.', ',')} milyon"
    assert printed_step(printed, high * 1000 + lower, "mln AZN") == Decimal(1).scaleb(-places)


READ = {
    "1406": "1406",
    "-14.1": "-14.1",
    "0": "0",
    "007": "7",
    "9999999999999999": "9999999999999999",
    "0.123456": "0.123456",
    "-9999999999999999.999999": "-9999999999999999.999999",
}
NOT_READ = [
    "",
    " ",
    "1,406",
    "1 406",
    "+1",
    "1.",
    ".5",
    "1e3",
    "nan",
    "inf",
    "0x1F",
    "--1",
    "1.2.3",
    "٣",
    "1\n",
]


@pytest.mark.parametrize("text", READ)
def test_a_plain_number_within_the_limits_is_read(text: str) -> None:
    assert read_value(text) == Decimal(READ[text])


@pytest.mark.parametrize("text", [*NOT_READ, "10000000000000000", "0.1234567"])
def test_anything_else_or_past_the_limits_is_not(text: str) -> None:
    assert read_value(text) is None
