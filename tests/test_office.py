"""Offices: what their files declare, and a sentence for each fault in them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, StopRuleError, UsageError
from pipeline.office import Office, load_office, office_codes, read_delivery
from pipeline.office_texts import TEXTS, Reviewed
from pipeline.project import Project, locate
from tests.small_office import INVESTMENT, OFFICE

WriteOffice = Callable[..., Office]
DELIVERY = """
name = "first"
received_on = 2026-11-21

[[file]]
path = "investment.csv"
layout = "investment"
"""


def _rewrite(office: Office, text: str) -> None:
    """Declare the first delivery anew."""
    (office.folder / "deliveries" / "first" / "delivery.toml").write_text(text, encoding="utf-8")


def test_both_offices_of_the_checkout_can_be_loaded(project_factory: Callable[[], Project]) -> None:
    project = project_factory()
    assert office_codes(project) == ["example", "karabakh"]
    for code in office_codes(project):
        office = load_office(project, code)
        assert (office.code, office.languages) == (code, ("en", "az", "ru"))
        assert office.first_month < office.default_month
        assert office.deliveries()
    assert load_office(project, "karabakh").home == project.var
    assert load_office(project, "example").mark == "SYNTHETIC"


def test_an_unknown_office_is_a_sentence_with_a_near_name(project_factory: Callable[[], Project]) -> None:
    with pytest.raises(UsageError, match=r"There is no office 'karabah' below .*\. Did you mean karabakh\?"):
        load_office(project_factory(), "karabah")


def test_an_unknown_office_without_a_near_name_lists_those_known(
    project_factory: Callable[[], Project],
) -> None:
    with pytest.raises(UsageError, match=r"no office 'xyz' .*Known offices: example, karabakh\."):
        load_office(project_factory(), "xyz")


OFFICE_FAULTS = {
    "missing entry": (OFFICE.replace("imprint", "print"), r"office\.toml lacks the entry 'imprint'\. Add it"),
    "no TOML": (OFFICE + "\nx = ", r"office\.toml cannot be read as TOML: .*Mend that place"),
    "other code": (OFFICE.replace('"small"', '"large"'), r"says code 'large'; its folder says 'small'"),
    "bad month": (
        OFFICE.replace("2014-12", "2014-13"),
        r"office\.toml has an entry .*'2014-13' is not a month",
    ),
    "month as a number": (OFFICE.replace('"2014-12"', "2014"), r"office\.toml has an entry of another form"),
    "history in words": (OFFICE.replace("= 0", '= "all"'), r"office\.toml has an entry of another form"),
    "a text that none is": (
        OFFICE + '[ru]\nadress = "x"\n',
        r"office\.toml .*\[ru\] says adress, .*name, title",
    ),
    "a text as a number": (
        OFFICE + "[ru]\ntitle = 1\n",
        r"office\.toml .*\[ru\] says title, which is no text",
    ),
    "a review without a day": (
        OFFICE + '[reviewed]\nru = "A. Person"\n',
        r"office\.toml .*\[reviewed\] says ru = 'A\. Person'\. Write a name and a day, as in 'Name, 2026",
    ),
    "a review on a day that is none": (
        OFFICE + '[reviewed]\nru = "A. Person, 2026-02-30"\n',
        r"office\.toml has an entry of another form",
    ),
}


@pytest.mark.parametrize("fault", OFFICE_FAULTS)
def test_a_fault_in_office_toml_is_a_sentence(small_office: Office, fault: str) -> None:
    text, sentence = OFFICE_FAULTS[fault]
    (small_office.folder / "office.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=sentence):
        load_office(small_office.project, "small")


def test_an_office_tells_its_texts_in_each_language(small_office: Office) -> None:
    text = OFFICE + '[ru]\ntitle = "Управление"\n[reviewed]\nru = "A. Person, Dr., 2026-01-31"\n'
    (small_office.folder / "office.toml").write_text(text, encoding="utf-8")
    office = load_office(small_office.project, "small")
    assert (office.told("title", "en"), office.told("title", "ru")) == ("A small office", "Управление")
    assert office.told("contact", "ru") == ""
    assert office.reviewed == {"ru": Reviewed("A. Person, Dr.", date(2026, 1, 31))}
    with pytest.raises(
        StopRuleError, match=r"small/office\.toml has no imprint in the language ru\. .*\[ru\]"
    ):
        office.told("imprint", "ru")
    hash(office)


@pytest.mark.parametrize("code", ["example", "karabakh"])
@pytest.mark.parametrize("lang", ["az", "ru"])
def test_both_offices_tell_every_text_in_every_language(code: str, lang: str) -> None:
    office = load_office(locate(), code)
    told = {key: office.told(key, lang) for key in TEXTS}
    assert {key for key, text in told.items() if not text} == {
        key for key in TEXTS if not getattr(office, key)
    }
    named = {"az": "rəsmi statistika deyil", "ru": "не является официальной статистикой"}
    assert named[lang] in told["imprint"].lower()


def test_office_toml_that_is_no_text_is_a_sentence(small_office: Office) -> None:
    (small_office.folder / "office.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(BadInputError, match=r"office\.toml cannot be read as TOML"):
        load_office(small_office.project, "small")


DELIVERY_FAULTS = {
    "missing entry": (
        DELIVERY.replace("received_on", "received"),
        r"delivery\.toml lacks the entry 'received_on'",
    ),
    "file without layout": (DELIVERY.replace("layout", "form"), r"delivery\.toml lacks the entry 'layout'"),
    "no file": (
        DELIVERY.partition("[[")[0],
        r"delivery\.toml lacks the entry 'file'\. Add it; other deliveries",
    ),
    "other name": (DELIVERY.replace('"first"', '"second"'), r"says name 'second'; its folder says 'first'"),
    "way out in the name": (
        DELIVERY.replace('"first"', '"../x"'),
        r"says name '\.\./x'; its folder says 'first'",
    ),
    "date as text": (
        DELIVERY.replace("2026-11-21", '"2026-11-21"'),
        r"received_on '2026-11-21'\. Write a date",
    ),
    "date with a time": (
        DELIVERY.replace("2026-11-21", "2026-11-21T10:00:00"),
        r"received_on .*Write a date",
    ),
    "date not in the calendar": (
        DELIVERY.replace("11-21", "11-31"),
        r"delivery\.toml cannot be read as TOML",
    ),
    "files as a word": (
        DELIVERY.partition("[[")[0] + 'file = "x"',
        r"delivery\.toml has an entry of another form",
    ),
    "file not there": (
        DELIVERY.replace("investment.csv", "a.csv"),
        r"names 'a\.csv', which is not there\. Add",
    ),
    "path outside": (
        DELIVERY.replace("investment.csv", "../../../office.toml"),
        r"lies outside the delivery\. Move",
    ),
    "absolute path": (
        DELIVERY.replace("investment.csv", "/etc/hostname"),
        r"'/etc/hostname', which lies outside",
    ),
}


@pytest.mark.parametrize("fault", DELIVERY_FAULTS)
def test_a_fault_in_delivery_toml_is_a_sentence(small_office: Office, fault: str) -> None:
    text, sentence = DELIVERY_FAULTS[fault]
    _rewrite(small_office, text)
    with pytest.raises(BadInputError, match=sentence):
        read_delivery(small_office.folder / "deliveries" / "first" / "delivery.toml")


def test_a_link_that_leads_out_of_the_delivery_is_refused(small_office: Office, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n")
    (small_office.folder / "deliveries" / "first" / "link.csv").symlink_to(tmp_path / "secret.csv")
    _rewrite(small_office, DELIVERY.replace("investment.csv", "link.csv"))
    with pytest.raises(BadInputError, match=r"names 'link\.csv', which lies outside the delivery"):
        read_delivery(small_office.folder / "deliveries" / "first" / "delivery.toml")


def test_deliveries_come_in_the_order_received(write_office: WriteOffice) -> None:
    files = {"investment.csv": INVESTMENT}
    office = write_office(
        {"a": files, "b": files, "c": files},
        received={"a": "2026-03-01", "b": "2026-01-31", "c": "2026-01-31"},
    )
    assert [delivery.name for delivery in office.deliveries()] == ["b", "c", "a"]
    assert office.newest_received() == date(2026, 3, 1)
    (file,) = office.deliveries()[0].files
    assert (file.path.name, file.layout, file.supersedes) == ("investment.csv", "investment", "")
    assert office.deliveries()[0].sender == "unknown"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", ""),
        ("https://office.example", "https://office.example/"),
        ("http://office.example:8080/b/", "http://office.example:8080/b/"),
    ],
)
def test_a_public_address_ends_with_a_slash(said: str, kept: str, small_office: Office) -> None:
    path = small_office.folder / "office.toml"
    path.write_text(f'address = "{said}"\n{OFFICE}', encoding="utf-8")
    assert load_office(small_office.project, "small").address == kept


@pytest.mark.parametrize(
    "said", ["office.example", "javascript:alert(1)", "https://a.example/?q", "https:// x"]
)
def test_another_address_is_a_sentence(said: str, small_office: Office) -> None:
    path = small_office.folder / "office.toml"
    path.write_text(f'address = "{said}"\n{OFFICE}', encoding="utf-8")
    with pytest.raises(BadInputError, match=r"office\.toml .*address is .*Write one as in https://"):
        load_office(small_office.project, "small")
