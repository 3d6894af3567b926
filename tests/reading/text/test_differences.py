"""Amounts of change: 'rose by 120' is no level, and what may be either is asked about."""

import pytest

from tests.reading.text.reading import items

FORMS = """
Investment in Azerbaijan rose in January 2026 by 120 million manats. | difference | 120000000 | sure
Investment in Azerbaijan rose in January 2026 by more than AZN 120 million. | difference | 120000000 | sure
Investment in Azerbaijan fell in January 2026 by 120 million manats. | difference | -120000000 | sure
In January 2026 there was an increase of 120 million manats in Azerbaijan. | difference | 120000000 | sure
Investment in Azerbaijan was up 120 million manats in January 2026. | difference | 120000000 | ask
Investment in Azerbaijan rose in January 2026 to 120 million manats. | level | 120000000 | sure
Investment in Azerbaijan rose in January 2026, and 120 million manats went there. | level | 120000000 | sure
The houses were built by 120 workers in January 2026. | level | 120 | sure
Investment rose for all that people say in the district by 120 million manats. | difference | 120000000 | ask
Инвестиции в Азербайджане в январе 2026 года выросли на 120 млн манатов. | difference | 120000000 | sure
Инвестиции в Азербайджане в январе 2026 года сократились на 120 млн манатов. | difference | -120000000 | sure
Инвестиции в Азербайджане в январе 2026 года выросли до 120 млн манатов. | level | 120000000 | sure
2026-cı ilin yanvarında Azərbaycanda investisiyalar 120 milyon manat artıb. | difference | 120000000 | sure
2026-cı ilin yanvarında Azərbaycanda investisiyalar 120 milyon manat azalıb. | difference | -120000000 | sure
Construction works made up 120 million manats of it in January 2026 in Azerbaijan. | level | 120000000 | sure
2026-cı ilin yanvarında kənddə 120 hektar çox olub. | difference | 120 | ask
2026-cı ilin yanvarında kənddə 120 ailə artıb. | difference | 120 | ask
2026-cı ilin yanvarında kənddə 120 ailədən çox olub. | level | 120 | sure
"""
ROWS = [[part.strip() for part in line.split("|")] for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize(("text", "quantity", "value", "certain"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_an_amount_of_change_is_told_from_a_level(text: str, quantity: str, value: str, certain: str) -> None:
    (found,) = [
        item for item in items(text, "2026-02-20") if item.kind not in ("date", "ordinal", "furniture")
    ]
    assert (found.quantity, found.value) == (quantity, value)
    assert (found.field == "quantity") <= (certain == "ask")
    if certain == "ask":
        assert found.status == "amber"
