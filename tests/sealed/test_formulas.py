"""Each formula on numbers that can be checked by head."""

from decimal import Decimal

import pytest

from pipeline.sealed.formulas import FORMULAS, UNIT, Operand, quotient

CELL = Operand(0, ("2026-02", ""), "R")


def of(
    value: str, when: str = "2026-01", territory: str = "R", breakdown: str = "", kind: str = ""
) -> Operand:
    units = int(Decimal(value) * UNIT)
    return Operand(units, (when, breakdown), territory, breakdown, transformation=kind)


JAN, FEB = of("80"), of("100", "2026-02")
MOVED = (of("90", kind="flow_index"), of("111", "2026-02", kind="flow_index"))
CASES = (
    ("stock", (JAN,), "80"),
    ("ytd", (JAN, FEB, of("-0.5")), "179.5"),
    ("stock", (of("30", breakdown="status=planned"), of("10", breakdown="status=completed")), "20"),
    ("flow", (FEB,), "100"),
    ("flow", (FEB, JAN), "20"),
    ("revision", (JAN,), "0"),
    ("revision", (of("7", breakdown="vintage=2026-03"), of("5", breakdown="vintage=2026-02")), "2"),
    ("flow_change", (FEB, JAN), "25"),
    ("flow_change", (of("3"), of("1", "2026-02")), "-66.6666666667"),
    ("ytd_index", (FEB, JAN), "125"),
    ("ytd_multiple", (FEB, JAN), "1.25"),
    ("flow_contribution", (FEB, JAN, of("400", territory="C")), "5"),
    ("flow_contribution", (FEB, JAN), "25"),
    ("flow_base_effect", (*MOVED, of("-3", kind="flow_month_effect")), "24"),
    ("share", (of("25"), ), "25"),
    ("share", (of("400"), of("60", territory="D"), of("40", territory="E")), "25"),
    ("residual", (of("400"), of("60", territory="D"), of("40", territory="E")), "300"),
    ("parts_known", (JAN, FEB), "2"),
    ("mr", (of("1"), of("-2"), of("2")), "0.3333333333"),
    ("mar", (of("1"), of("-2"), of("2")), "1.6666666667"),
    ("least", (JAN, FEB), "80"),
    ("greatest", (JAN, FEB), "100"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "value"), CASES)
def test_a_formula(name: str, inputs: tuple[Operand, ...], value: str) -> None:
    assert FORMULAS[name](CELL, inputs) == {int(Decimal(value) * UNIT)}


def test_which_of_two_figures_is_taken_from_the_other_is_not_said() -> None:
    assert FORMULAS["difference"](CELL, (of("20"), of("80"))) == {60 * UNIT, -60 * UNIT}


def test_which_of_two_is_above_the_line_is_not_said_by_a_share_or_a_ratio() -> None:
    one, other = of("20"), of("80")
    assert FORMULAS["share"](CELL, (one, other)) == {25 * UNIT, 400 * UNIT}
    assert FORMULAS["ratio"](CELL, (one, other)) == {UNIT // 4, 4 * UNIT}


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("flow", (JAN, FEB, FEB)),
        ("flow_change", (JAN,)),
        ("flow_change", (of("0"), FEB)),
        ("ytd_index", (JAN,)),
        ("ytd_multiple", (JAN,)),
        ("difference", (JAN,)),
        ("ratio", (JAN,)),
        ("flow_contribution", (JAN,)),
        ("flow_base_effect", (JAN, FEB)),
        ("share", (of("1", territory="A"), of("2", territory="B"))),
        ("residual", (of("1", territory="A"),)),
    ],
)
def test_what_a_formula_cannot_say(name: str, inputs: tuple[Operand, ...]) -> None:
    assert FORMULAS[name](CELL, inputs) is None


def test_quotients_are_rounded_half_away_from_zero() -> None:
    assert quotient(1, 2 * UNIT) == 1
    assert quotient(-1, 2 * UNIT) == -1
    assert quotient(1, 3 * UNIT) == 0
    assert quotient(5, 0) is None
