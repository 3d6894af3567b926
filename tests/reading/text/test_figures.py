"""What a figure is of, for where and for when: taken where the text says it, else asked about."""

from collections.abc import Sequence

import pytest

from pipeline.reading.draft import Item
from tests.reading.text.reading import items, read


def _figures(text: str, published: str = "2026-02-20") -> Sequence[Item]:
    return [item for item in items(text, published) if item.kind not in ("date", "ordinal", "furniture")]


def _of(text: str, *names: str, published: str = "2026-02-20") -> list[tuple[str, ...]]:
    return [tuple(getattr(item, name) for name in names) for item in _figures(text, published)]


def test_of_one_statement_the_part_points_to_its_whole() -> None:
    text = (
        "In January 2026, 2.4 billion manats were invested in fixed capital in the Karabakh economic region, "
        "with 2.1 billion manats spent on construction and installation works."
    )
    whole, part = _figures(text)
    assert (whole.measure, part.measure) == ("fci", "fci_construction")
    assert (whole.status, part.status) == ("green", "green")
    assert (whole.whole, part.whole) == ("", whole.place)
    assert (whole.step, whole.period_kind, whole.unit_as_written) == ("100000000", "month", "manats")


WHOLE = "In January 2026, 2.4 billion manats were invested in fixed capital in the Karabakh economic region. "


@pytest.mark.parametrize(
    ("part", "status", "measure"),
    [
        ("Of this, 183 million manats went to the Khojaly district.", "green", "fci"),
        ("Of this, 183 million manats went to schools in the Khojaly district.", "amber", "fci_part"),
        ("Of this, 183 million manats came from the Khojaly district.", "amber", "fci_part"),
        ("Of this, 183 million manats will go to the Khojaly district.", "amber", "fci_part"),
        ("Of this, 183 million manats went to the Jabrayil district.", "amber", "fci_part"),
        ("Of this, 183 million manats went to the service sector.", "green", "fci"),
        ("Of this, 183 million manats went to the district.", "amber", "fci_part"),
    ],
)
def test_the_part_of_a_place_is_the_same_measure_there(part: str, status: str, measure: str) -> None:
    """Of the whole it must name a place that lies in it, and nothing else."""
    assert _of(WHOLE + part, "status", "measure")[1] == (status, measure)


def test_a_sector_that_no_breakdown_names_is_not_the_total() -> None:
    text = "In January 2026, 5 million manats of fixed capital were invested in tourism in Azerbaijan."
    assert _of(text, "status", "field") == [("amber", "measure")]


def test_the_same_statement_twice_is_a_duplicate_that_names_its_place() -> None:
    said = "On 5 May 2025, 12 families moved to the town of Khojaly."
    first, again = _figures(f"{said} {said}")
    assert (first.disposition, again.disposition) == ("used", "duplicate")
    assert again.reason == f"stated before at {first.place}"
    assert again.interpretation == "repeated_mention"


@pytest.mark.parametrize(
    ("text", "measure", "status"),
    [
        ("On 5 May 2025, 12 families moved to the town of Khojaly.", "moved_families", "green"),
        ("By 5 May 2025, 12 families had moved to the town of Khojaly.", "resettled_families", "green"),
        ("Today another 12 families moved to the town of Khojaly.", "moved_families", "green"),
        ("So far 12 families have moved to the town of Khojaly.", "resettled_families", "green"),
        ("Today 12 families moved to the town of Khojaly.", "", "amber"),
        ("Families moved to the town of Khojaly: 12 families.", "resettled_families", "amber"),
        ("By the end of 2027, 12 families will move to the town of Khojaly.", "target_families", "green"),
        ("Currently 1,200 people live in the town of Khojaly.", "present_persons", "green"),
        ("On 5 May 2025, lots were drawn for 12 families of Khojaly town.", "drawn_families", "green"),
    ],
)
def test_time_and_verb_tell_a_group_from_a_total_and_a_plan(text: str, measure: str, status: str) -> None:
    (figure,) = _figures(text)
    assert (figure.measure, figure.status) == (measure, status)


@pytest.mark.parametrize(
    ("text", "territory", "status"),
    [
        ("On 5 May 2025, 12 families moved to Sos village in the Khojavand district.", "S-SOS", "green"),
        (
            "By 5 May 2025, 12 families had moved to Khojaly and its surrounding villages.",
            "D-AZ-XCI",
            "green",
        ),
        ("On 5 May 2025, 12 families moved to the villages of Sos and Badara.", "", "amber"),
        ("On 5 May 2025, 12 families moved from Barda to Sos village.", "S-SOS", "green"),
        ("On 5 May 2025, 12 families, who had lived in Barda district, moved home.", "", "amber"),
        ("BAKU, Azerbaijan, May 5. On 5 May 2025, 12 families moved.", "AZ", "amber"),
        ("On 5 May 2025, 12 families moved to the liberated territories.", "", "amber"),
        ("On 5 May 2025, 12 families moved to Karabakh.", "", "amber"),
        ("On 5 May 2025, 12 families moved across Azerbaijan.", "AZ", "amber"),
        ("5 may 2025-ci ildə Bərdədən Sos kəndinə 12 ailə köçürülüb.", "S-SOS", "green"),
        ("5 мая 2025 года из Барды в село Сос прибыли 12 семей.", "S-SOS", "green"),
    ],
)
def test_people_are_counted_where_they_came_to(text: str, territory: str, status: str) -> None:
    figure = _figures(text)[-1]
    assert (figure.territory, figure.status) == (territory, status)
    assert status == "green" or figure.field in ("territory", "kind", "measure")


def test_a_place_of_the_sentence_before_is_inferred_and_one_of_another_paragraph_asked_about() -> None:
    text = "Works go on in the town of Khojaly. On 5 May 2025, 12 families moved there."
    assert _of(text, "territory", "inferred", "status") == [("C-XOCALI", "territory", "green")]
    apart = "Works go on in the town of Khojaly.\n\nOn 5 May 2025, 12 families moved there."
    assert _of(apart, "territory", "field") == [("C-XOCALI", "territory")]


def test_on_the_same_day_is_the_day_named_before() -> None:
    text = (
        "On 5 May 2025, 12 families moved to the town of Khojaly. "
        "On the same day, 7 families moved to Sos village."
    )
    assert _of(text, "period_start", "status")[1] == ("2025-05-05", "green")
    (alone,) = _figures("On the same day, 7 families moved to Sos village.")
    assert (alone.field, alone.period_start) == ("period_end", "")


@pytest.mark.parametrize(
    ("text", "kind", "due", "status"),
    [
        ("By the end of 2027, 80 houses will be built in Sos village.", "target", "2027-12-31", "green"),
        ("In 2027, 80 houses will be built in Sos village.", "target", "2027-12-31", "green"),
        ("It is planned to build 80 houses in Sos village.", "plan", "", "amber"),
        ("On 5 May 2025, 80 houses were ready in Sos village.", "observation", "", "amber"),
        ("80 houses are under construction in Sos village.", "plan", "", "green"),
    ],
)
def test_what_is_there_what_is_due_and_what_is_planned(text: str, kind: str, due: str, status: str) -> None:
    (figure,) = _figures(text)
    assert (figure.kind, figure.due_on, figure.status) == (kind, due, status)


def test_in_a_programme_a_target_is_proposed_before_other_measures() -> None:
    text = "Under the State Programme, 80 apartments will be built in Sos village by the end of 2027."
    (figure,) = _figures(text)
    assert (figure.measure, figure.status) == ("target_dwellings", "amber")
    assert figure.candidates.startswith("target_dwellings|dwellings status=scheduled")


def test_a_period_that_ends_after_publication_is_asked_about() -> None:
    text = "In 2026, 5 million manats were invested in fixed capital in Azerbaijan."
    (figure,) = _figures(text, "2026-02-20")
    assert (figure.period_kind, figure.field) == ("year", "period_end")


def test_since_a_day_is_a_running_total_with_an_open_end() -> None:
    text = "Since November 2020, 150 thousand hectares have been cleared of mines in the Aghdam district."
    (figure,) = _figures(text)
    assert (figure.measure, figure.value) == ("mine_cleared_area_to_date", "150000")
    assert (figure.field, figure.period_start, figure.period_end) == ("period_end", "2020-11-01", "")


def test_amounts_planned_are_for_their_period_and_not_due_on_a_day() -> None:
    text = (
        "The State Programme in 2022-26 will take more than 30 billion manats in Karabakh and East Zangezur."
    )
    (figure,) = _figures(text, "2023-10-10")
    assert (figure.measure, figure.kind, figure.due_on) == ("programme_cost", "plan", "")
    assert (figure.period_start, figure.period_end, figure.qualifier) == (
        "2022-01-01",
        "2026-12-31",
        "more_than",
    )
    assert figure.territory == "G-KAR-EZG"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("In January 2026 investment in fixed capital in Azerbaijan rose by 6.1% in real terms.", "real"),
        (
            "In January 2026 investment in fixed capital in Azerbaijan rose by 6.1% in current prices.",
            "nominal",
        ),
        ("In January 2026 investment in fixed capital in Azerbaijan rose by 6.1%.", "not_stated"),
    ],
)
def test_growth_says_its_price_basis(text: str, basis: str) -> None:
    assert _of(text, "quantity", "price_basis", "status") == [("growth", basis, "green")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("There were more than 300 families.", "more_than"),
        ("There were over 300 families.", "more_than"),
        ("There were almost 300 families.", "almost"),
        ("There were about 300 families.", "about"),
        ("There were at least 300 families.", "at_least"),
        ("There were up to 300 families.", "up_to"),
        ("There were 300 families.", ""),
        ("Kənddə 300-dən çox ailə olub.", "more_than"),
        ("Kənddə 300 ailədən artıq olub.", "more_than"),
        ("Kənddə 300-ə yaxın ailə olub.", "about"),
        ("Kənddə təxminən 300 ailə olub.", "about"),
        ("В селе было более 300 семей.", "more_than"),
        ("В селе было около 300 семей.", "about"),
        ("В селе было не менее 300 семей.", "at_least"),
        ("Число выросло до 300 семей.", ""),
    ],
)
def test_words_that_qualify_a_number(text: str, qualifier: str) -> None:
    assert _of(text, "qualifier") == [(qualifier,)]


def test_figures_of_years_long_ago_are_asked_about_as_past() -> None:
    (figure,) = _figures("In 1989, 12,000 people were counted there.")
    assert (figure.kind, figure.field) == ("historical", "kind")


def test_marks_that_contradict_one_another_are_asked_about() -> None:
    (figure,) = _figures("They counted 1,23,4 families.")
    assert (figure.value, figure.field) == ("", "value")


def test_a_whole_article_gives_the_same_items_whatever_its_line_ends() -> None:
    text = "By 19 January 2026, 881 families had resettled\nin the town of Khojaly. Then 12 houses stood.\n"
    assert [item.value for item in read(text).items] == [
        item.value for item in read(text.replace("\n", "\r\n")).items
    ]


def test_a_sentence_wrapped_over_lines_is_one() -> None:
    text = (
        "By 19 January 2026, a total of 881 families, as the office of the region said in a\n"
        "statement, had resettled in the town of Khojaly."
    )
    assert _of(text, "measure", "territory", "status") == [("resettled_families", "C-XOCALI", "green")]


def test_a_year_after_a_ratio_is_what_it_is_compared_with() -> None:
    text = (
        "В 2023 году в основной капитал в Карабахском экономическом районе вложено 5 млн манатов, "
        "что на 55,7% больше показателя 2022 года."
    )
    assert _of(text, "period_start", "period_end")[1] == ("2023-01-01", "2023-12-31")
    assert _of("Investment rose by 5% in 2025.", "period_end") == [("2025-12-31",)]


def test_a_run_of_days_is_a_period_with_both_ends() -> None:
    text = "С 5 по 10 сентября 2025 года в Джебраильском районе обнаружены 49 противопехотных мин."
    (figure,) = _figures(text)
    assert (figure.period_start, figure.period_end, figure.period_kind) == (
        "2025-09-05",
        "2025-09-10",
        "week",
    )
    assert (figure.measure, figure.status) == ("ordnance_found", "green")


@pytest.mark.parametrize(
    ("lead", "value"),
    [("were ", "-15"), ("were (", "-15"), ("were at 10", "15"), ("were:\n", "15")],
)
def test_a_minus_stands_before_an_amount_and_is_neither_a_range_nor_the_mark_of_an_item(
    lead: str, value: str
) -> None:
    text = f"Investments in fixed capital in Azerbaijan in January 2026 {lead}-15 million manats."
    assert _of(text, "value", "step")[-1] == (f"{value}000000", "1000000")
