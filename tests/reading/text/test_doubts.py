"""What reads well and is still asked about: places not known, topics left, running totals, datelines."""

from collections.abc import Sequence

import pytest

from pipeline.reading.draft import Item
from tests.reading.text.reading import items, read

MOVED = "On 5 May 2025, 12 families moved to "


def _figures(text: str, published: str = "2026-02-20") -> Sequence[Item]:
    return [item for item in items(text, published) if item.kind not in ("date", "ordinal", "furniture")]


@pytest.mark.parametrize(
    "text",
    [
        f"{MOVED}the village of Novrest in Fuzuli district.",
        f"{MOVED}Novrest village in Fuzuli district.",
        f"{MOVED}the settlement of Novrest, Fuzuli district.",
        f"{MOVED}the villages of Novrest and Oldrest in Fuzuli district.",
        f"{MOVED}a new village in Fuzuli district. By 6 May 2025, 80 families had moved to the village.",
        "5 may 2025-ci ildə Füzuli rayonunun Novrest kəndinə 12 ailə köçürülüb.",
        "5 may 2025-ci ildə Füzuli rayonunun Novrest qəsəbəsinə 12 ailə köçürülüb.",
        "5 мая 2025 года в село Новрест Физулинского района прибыли 12 семей.",
        "5 мая 2025 года в посёлок Новрест Физулинского района прибыли 12 семей.",
    ],
)
def test_the_district_of_a_village_that_is_not_known_is_only_proposed(text: str) -> None:
    figure = _figures(text)[-1]
    assert (figure.status, figure.field, figure.candidates) == ("amber", "territory", "D-AZ-FUZ")


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        (f"{MOVED}the village of Sos in the Khojavand district.", "S-SOS"),
        ("On 5 May 2025, 12 families moved from Novrest village to Sos village.", "S-SOS"),
        ("5 may 2025-ci ildə Novrest kəndindən Sos kəndinə 12 ailə köçürülüb.", "S-SOS"),
        ("5 мая 2025 года из села Новрест в село Сос прибыли 12 семей.", "S-SOS"),
        (f"{MOVED}the town of Khojaly. By 6 May 2025, 80 families had moved to the town.", "C-XOCALI"),
        (
            "In May 2025, 9 hectares were cleared of mines in Aghdam district. "
            "In June 2025, 12.5 hectares were cleared of mines in the district.",
            "D-AZ-AGM",
        ),
    ],
)
def test_a_place_that_is_known_or_left_or_referred_to_is_taken(text: str, territory: str) -> None:
    figure = _figures(text)[-1]
    assert (figure.status, figure.territory) == ("green", territory)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("12.5 hectares were cleared of mines there.", "green"),
        ("there were 12 hectares cleared of mines.", "amber"),
    ],
)
def test_there_is_a_place_unless_it_only_opens_a_clause(text: str, status: str) -> None:
    figure = _figures(f"Works go on in Aghdam district. In June 2025, {text}")[-1]
    assert (figure.territory, figure.status) == ("D-AZ-AGM", status)


def test_a_village_not_known_two_sentences_before_keeps_its_district_in_doubt() -> None:
    text = f"{MOVED}Novrest village in Fuzuli district. By 6 May 2025, 80 families had moved there."
    assert [figure.field for figure in _figures(text)] == ["territory", "territory"]


def test_the_district_after_a_town_is_not_the_town() -> None:
    text = f"{MOVED}the town of Khojaly. By 6 May 2025, 80 families had moved to the district."
    assert _figures(text)[-1].field == "territory"


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("In May 2025, 9 hectares were cleared of mines in Aghdam district.", "green"),
        ("By 5 May 2025, 12 families had been resettled in Aghdam district.", "amber"),
        ("Works go on in Aghdam district.", "amber"),
    ],
)
def test_a_place_is_carried_within_its_topic_only(before: str, status: str) -> None:
    figure = _figures(f"{before} In June 2025, 12.5 hectares were cleared of mines.")[-1]
    assert (figure.territory, figure.status) == ("D-AZ-AGM", status)
    assert status == "green" or (figure.field, figure.candidates) == ("territory", "D-AZ-AGM")


@pytest.mark.parametrize(
    ("text", "measure", "status"),
    [
        ("By 5 May 2025, 12.5 hectares had been cleared of mines", "mine_cleared_area_to_date", "amber"),
        (
            "By 5 May 2025, in total 12.5 hectares had been cleared of mines",
            "mine_cleared_area_to_date",
            "green",
        ),
        ("From 20 to 25 May 2025, 12.5 hectares were cleared of mines", "mine_cleared_area", "green"),
    ],
)
def test_a_running_total_is_taken_where_a_word_says_so(text: str, measure: str, status: str) -> None:
    (figure,) = _figures(f"{text} in Aghdam district.")
    assert (figure.measure, figure.status) == (measure, status)
    assert status == "green" or figure.candidates == "mine_cleared_area|mine_cleared_area_to_date"


def test_days_from_and_to_are_a_period_and_both_numbers_dates() -> None:
    found = items("Oktyabrın 20-dən 25-dək Ağdam rayonunda 12,5 hektar minalardan təmizlənib.", "2025-11-02")
    assert [item.kind for item in found] == ["date", "date", "observation"]
    assert (found[2].measure, found[2].period_start, found[2].period_end, found[2].status) == (
        "mine_cleared_area",
        "2025-10-20",
        "2025-10-25",
        "green",
    )


SATURDAY = "On Saturday 12 families moved to the town of Khojaly."


@pytest.mark.parametrize(
    ("text", "published", "noted", "status"),
    [
        (f"Lachin, 3 March 2024. {SATURDAY}", "2024-03-05", False, "green"),
        (f"Lachin, 3 March 2024. {SATURDAY}", "2024-03-18", False, "amber"),
        (f"Lachin, 3 March 2024. {SATURDAY}", "2024-04-17", False, "amber"),
        (f"Lachin, 3 March 2024. {SATURDAY}", "2024-04-18", True, "amber"),
        (f"Lachin, 3 March 2024. {SATURDAY}", "2026-02-20", True, "amber"),
        (f"3 March 2024\n\n{SATURDAY}", "2026-02-20", True, "amber"),
        (f"BAKU, Azerbaijan, March 3, 2024. {SATURDAY}", "2023-11-01", True, "amber"),
        (f"BAKU, 03.03.2024 – {SATURDAY}", "2026-02-20", True, "amber"),
        (f"On 3 March 2024 it was far. {SATURDAY}", "2026-02-20", False, "green"),
        (f"12 houses, 3 March 2024. {SATURDAY}", "2026-02-20", False, "green"),
        (f"On 3 March 2026, 5 families moved to Sos village. {SATURDAY}", "2024-02-20", True, "amber"),
        (f"By 3 March 2026, 5 houses will be built in Sos village. {SATURDAY}", "2024-02-20", False, "green"),
        ("Füzuli, 3 mart 2024-cü il. Şənbə günü Sos kəndinə 12 ailə köçürülüb.", "2026-02-01", True, "amber"),
        ("Фузули, 3 марта 2024 года. В субботу в село Сос прибыли 12 семей.", "2026-02-01", True, "amber"),
    ],
)
def test_a_dateline_far_from_the_publication_is_noted_and_weekdays_are_asked_about(
    text: str, published: str, noted: bool, status: str
) -> None:
    found = read(text, published)
    figure = [item for item in found.items if item.unit == "families"][-1]
    assert bool(found.notes) is noted
    assert figure.status == status
    assert status == "green" or figure.field == "period_end"


def test_the_note_of_a_dateline_names_both_days() -> None:
    (note,) = read(f"Lachin, 3 March 2024. {SATURDAY}").notes
    assert "2024-03-03" in note
    assert "2026-02-20" in note


def test_a_year_before_a_noun_is_the_period_of_its_clause() -> None:
    text = "In Aghdam district 12 families were resettled, while 2024 spending reached AZN 5 million."
    year = next(item for item in items(text) if item.as_printed == "2024")
    amount = next(item for item in items(text) if item.as_printed == "5")
    assert (year.kind, year.disposition) == ("date", "date")
    assert (amount.period_start, amount.period_end) == ("2024-01-01", "2024-12-31")


INVESTED = "In January 2026, 5 million manats were invested in fixed capital in Azerbaijan."


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{INVESTED} That is 3.4% more than in the same period of last year.", "green"),
        ("2026-cı ilin yanvarında Azərbaycanda əsas kapitala 5 milyon manat investisiya yönəldilib. "
         "Bu, ötən ilin müvafiq dövrü ilə müqayisədə 3 faiz çoxdur.", "green"),
        (f"{INVESTED} That is 3.4% more.", "amber"),
        (f"{INVESTED} Exports were 3.4% more than in the same period of last year.", "amber"),
        (f"{INVESTED} That is 3.4% more than in the same period of last year in Aghdam district.", "amber"),
        ("In January 2026, 5 million manats were spent. That is 3.4% more than in the same period of 2025.",
         "amber"),
        (
            "In January 2026, 5 million manats were invested in fixed capital in Azerbaijan and 2 million "
            "manats in Aghdam district. That is 3.4% more than in the same period of last year.",
            "amber",
        ),
    ],
)  # fmt: skip
def test_a_growth_right_after_the_one_level_it_is_of_is_taken(text: str, status: str) -> None:
    level, growth = _figures(text)[0], _figures(text)[-1]
    assert (growth.quantity, growth.status) == ("growth", status)
    if status == "green":
        assert (growth.measure, growth.territory) == (level.measure, level.territory)
        assert (growth.period_start, growth.period_end) == ("2026-01-01", "2026-01-31")
