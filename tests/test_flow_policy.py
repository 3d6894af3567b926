"""The policy of monthly flows that an office declares: what the table may say, and what follows."""

from collections.abc import Callable

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office
from pipeline.reference import load_reference

WriteOffice = Callable[..., Office]
HEAD = "measure_code,territory_id,policy\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("unheard_of,,latest", "names 'unheard_of', which measure.csv lacks"),
        ("fci,NOWHERE,latest", "names 'NOWHERE', which territory.csv lacks"),
        ("fci,,newest", "gives fci the policy 'newest'. Known: latest, within_release"),
    ],
)
def test_a_line_that_declares_nothing_is_a_sentence(write_office: WriteOffice, line: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        load_reference(write_office({}, {"flow_policy.csv": HEAD + line + "\n"}))


def test_an_office_need_not_have_the_table(write_office: WriteOffice) -> None:
    assert load_reference(write_office({}))["flow_policy"].is_empty()


def test_a_measure_and_one_of_its_territories_may_declare_different_ones(write_office: WriteOffice) -> None:
    lines = "fci,,within_release\nfci,C,latest\n"
    table = load_reference(write_office({}, {"flow_policy.csv": HEAD + lines}))["flow_policy"]
    assert sorted(table["policy"].to_list()) == ["latest", "within_release"]
