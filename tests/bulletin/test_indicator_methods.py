"""The page of each indicator: derivations, rules, limits, breaks and adjustment."""

from collections.abc import Callable

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.page import Page
from pipeline.bulletin.pages.limits import breaks
from pipeline.bulletin.pages.method import METHODS, described
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.second import SECOND
from pipeline.project import locate
from tests.bulletin.indicator_pages import OFFICES, Read, rows_of, words_of


def test_each_derivation_has_its_method_its_reference_and_a_second_calculation(
    read: Callable[[str], Read],
) -> None:
    assert all(described(name)[0] for name in {*DERIVATIONS, *METHODS})
    found = read("example")
    table = found.chapter("fci", "calculation").xpath(".//table")[0]
    rows = rows_of(table)
    made = found.made.material.catalogue["fci"]
    derive, over_all = made.derive, ("seasonal_adjustment", *made.long_run)
    assert [row[0] for row in rows] == [name.replace("_", " ") for name in (*derive, *over_all)]
    assert rows[0][2].startswith(
        "Difference cumulative figures within each year: x(y, m) = C(y, m) - C(y, m-1)"
    )
    assert "IMF Quarterly National Accounts Manual 2017" in rows[0][3]
    for name, row in zip(derive, rows, strict=False):
        assert row[4] == f"sql/checks/{SECOND[name].file}.sql"
        assert (locate().root / row[4]).is_file()
    checks = ["none", *(f"pipeline/indicators/second_{name}.py" for name in ("benchmark", "volume"))]
    assert [row[4] for row in rows[-3:]] == checks
    assert all((locate().root / path).is_file() for path in checks[1:])


@pytest.mark.parametrize("office", OFFICES)
def test_rules_stand_with_the_outcomes_of_the_run(office: str, read: Callable[[str], Read]) -> None:
    found = read(office)
    titles = {rule.title: rule for rule in found.known.rules}
    rows = rows_of(found.chapter("fci", "rules").xpath(".//table")[0])
    assert len(rows) > 20
    for named, why, effect, here, *outcomes in rows:
        rule = titles[named]
        run = found.known.runs[rule.rule_id]
        assert (why, effect) == (" ".join(rule.why.split()), rule.effect)
        assert [int(one) for one in outcomes] == [run[name] for name in ("passed", "failed", "missing")]
        own = [
            one
            for one in found.made.material.findings
            if one.rule_id == rule.rule_id and one.measure_code == "fci"
        ]
        assert int(here) == len(own)
    persons = rows_of(found.chapter("dwellings", "rules").xpath(".//table")[0])
    assert len(persons) < len(rows)


def test_limits_name_missing_months_uncovered_territories_and_what_nobody_measures(
    read: Callable[[str], Read],
) -> None:
    found = read("karabakh")
    said = words_of(found.chapter("fci", "limits"))
    assert "Azerbaijan: of the last 24 months these have no figure that is used: February 2024" in said
    assert "Not measured: Investment in fixed capital of the economic regions in single months." in said
    rows = {row[0]: row[1:] for row in rows_of(found.chapter("fci", "limits").xpath(".//table")[0])}
    assert rows["Country"] == ["1", "1", "1"] and rows["Economic region"] == ["14", "2", "0"]
    assert "each of the last 24 months has a figure" in words_of(read("example").chapter("fci", "limits"))
    people = words_of(found.chapter("resettled_persons", "limits"))
    assert "the present population, or the ownership of dwellings" in people


def test_breaks_are_listed_by_period(read: Callable[[str], Read]) -> None:
    found = read("karabakh")
    assert "2023: East Zangazur economic region, Karabakh economic region" in words_of(
        found.chapter("fci", "breaks")
    )
    material = found.made.material
    page = Page(material, Binder("en", material.origin), material.office.project.templates / "fonts")
    assert len(breaks(page, material.catalogue["tunnels"])) == 1
    assert "is the first after a break" in words_of(found.chapter("tunnels", "breaks"))


def test_seasonal_adjustment_has_its_status_or_its_reason(read: Callable[[str], Read]) -> None:
    short = rows_of(read("karabakh").chapter("fci", "adjustment").xpath(".//table")[0])
    assert short[0] == ["Azerbaijan", "not adjusted", "not adjusted: 11 of 60 months", "11", "", "", ""]
    full = rows_of(read("example").chapter("fci", "adjustment").xpath(".//table")[0])
    assert len(full) == 13 and {row[1] for row in full} == {"published"}
    assert full[0][3:] == ["119", "0.018", "0.13", "1"]
    assert "declares no adjustment" in words_of(read("karabakh").chapter("dwellings", "adjustment"))
