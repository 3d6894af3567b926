"""The declared list of furniture: what it covers, where, and what it leaves to be bound."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.counterproof.furniture import Place, load_furniture
from pipeline.counterproof.model import has_number

FOLDER = Path(__file__).parent
CASES = tomllib.loads((FOLDER / "furniture_cases.toml").read_text(encoding="utf-8"))["case"]
LIST = Path(__file__).parents[2] / "pipeline" / "counterproof" / "furniture.toml"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('lang', 'en')}: {case['text']}")
def test_what_is_furniture_and_what_is_left(case: dict[str, Any]) -> None:
    furniture = load_furniture(case.get("lang", "en"), case.get("names", ()), case.get("ids", ()))
    known = {
        "label": frozenset(case.get("labels", ())),
        "rows": frozenset({str(case.get("rows", ""))}),
    }
    place = Place(case.get("kind", "text"), case.get("section", ""), known)
    rest = furniture.cover(case["text"], place, Counter())
    assert " ".join(word.strip(",.") for word in rest.split(" ") if has_number(word)) == case.get("left", "")


def test_each_rule_has_a_kind_places_and_a_reason_in_a_sentence() -> None:
    for rule in tomllib.loads(LIST.read_text(encoding="utf-8"))["rule"]:
        assert rule["kind"] and rule["places"] and rule["patterns"]
        assert rule["reason"].endswith(".") and len(rule["reason"].split()) > 3


def test_only_dates_years_labels_hashes_and_names_of_methods_may_stand_anywhere() -> None:
    rules = tomllib.loads(LIST.read_text(encoding="utf-8"))["rule"]
    assert {rule["kind"] for rule in rules if "*" in rule["places"]} == {
        "date",
        "year",
        "label",
        "hash",
        "method",
    }


def test_what_is_covered_is_counted_by_kind() -> None:
    counts: Counter[str] = Counter()
    load_furniture("en").cover("19 January 2026, X-13, 12 to 18 May 2025", Place("text"), counts)
    assert counts == {"date": 2, "year": 2, "method": 1}
