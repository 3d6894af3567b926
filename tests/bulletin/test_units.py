"""The unit beside a number agrees with it, as the language asks."""

from decimal import Decimal
from typing import Any

import pytest

from tests.bulletin.other_languages import material_in


@pytest.mark.parametrize(
    ("lang", "code", "value", "qualifier", "unit"),
    [
        ("en", "FAMILY", "1", "", "family"),
        ("en", "FAMILY", "1", "more_than", "families"),
        ("en", "FAMILY", "2", "", "families"),
        ("ru", "INSTITUTION", "1", "", "учреждение"),
        ("ru", "INSTITUTION", "21", "", "учреждение"),
        ("ru", "INSTITUTION", "22", "", "учреждения"),
        ("ru", "INSTITUTION", "11", "", "учреждений"),
        ("ru", "FAMILY", "881.0000000000", "", "семья"),
        ("ru", "FAMILY", "881", "about", "семей"),
        ("ru", "PERSON", "3602", "", "человека"),
        ("ru", "AZN_MN", "1", "", "млн манатов"),
        ("ru", "DWELLING", "1.5", "", "жилищ"),
        ("az", "DWELLING", "1", "", "mənzil"),
    ],
)
def test_a_unit_agrees_with_its_number(
    lang: str, code: str, value: str, qualifier: str, unit: str, karabakh: Any
) -> None:
    cell = {"unit_code": code, "value": Decimal(value), "qualifier": qualifier}
    assert material_in(karabakh, lang).unit_of(cell) == unit
