"""The default office's reference tables: keys, validity, labels, one criterion for all, neutral words."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from pipeline.neutrality.check import check_text
from tests.office.karabakh_office import (
    CODE_COLUMNS,
    DOCUMENTS,
    LAYOUT_FILES,
    OFFICE,
    labelled,
    read,
    reference,
)

KEYS = {
    "source": ("source_id",),
    "territory": ("territory_id", "valid_from"),
    "territory_member": ("group_id", "member_id", "valid_from"),
    "territory_name": ("name_as_written", "layout"),
    "territory_change": ("changed_on", "from_id", "to_id"),
    "place_level": ("context", "rank"),
    "measure": ("measure_code",),
    "unit": ("unit_code",),
    "unit_name": ("unit_as_written",),
    "concept": ("layout", "label_as_written"),
    "label": ("code_list", "code", "lang"),
    "legal_act": ("legal_act_id",),
    "programme_phase": ("phase_id",),
    "body": ("body_id",),
    "target_basis": ("measure_code",),
    "named_fact": ("fact_id",),
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique_and_sorted(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in reference(name)]
    assert keys == sorted(set(keys))


def test_validity_intervals_are_dates_and_do_not_overlap() -> None:
    spans: dict[str, list[tuple[date, date]]] = {}
    for row in reference("territory"):
        end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
        spans.setdefault(row["territory_id"], []).append((date.fromisoformat(row["valid_from"]), end))
    for territory, intervals in spans.items():
        intervals.sort()
        assert all(start <= end for start, end in intervals), territory
        assert all(a[1] < b[0] for a, b in pairwise(intervals)), territory


def test_references_between_tables_hold() -> None:
    territories = {row["territory_id"] for row in reference("territory")}
    measures = {row["measure_code"] for row in reference("measure")}
    units = {row["unit_code"] for row in reference("unit")}
    bodies = {row["body_id"] for row in reference("body")}
    acts = {row["legal_act_id"] for row in reference("legal_act")}
    phases = {row["phase_id"] for row in reference("programme_phase")}
    assert {row["parent_id"] for row in reference("territory")} - {""} <= territories
    assert {row[c] for row in reference("territory_member") for c in ("group_id", "member_id")} <= territories
    assert {row["unit_code"] for row in reference("measure")} <= units
    assert {row["unit_code"] for row in reference("unit_name")} <= units
    assert {row["part_of"] for row in reference("measure")} - {""} <= measures
    assert {row["producer_code"] for row in reference("source")} <= bodies
    sources = {row["source_id"] for row in reference("source")}
    for row in reference("named_fact"):
        assert row["territory_id"] in territories and row["source_id"] in sources
        assert row["kind"] in labelled("named_kind") and row["status"] in labelled("named_status")
    for row in reference("target_basis"):
        assert row["measure_code"] in measures and row["legal_act_id"] in acts and row["phase_id"] in phases


def test_every_code_of_the_deliveries_has_a_label() -> None:
    known = {column: labelled(column) for column in CODE_COLUMNS}
    facets = labelled("facet")
    for path in LAYOUT_FILES.values():
        for row in read(path):
            assert "note" not in row and "description" not in row
            for column in CODE_COLUMNS:
                codes = [code for code in row[column].split(";") if code]
                assert codes == sorted(set(codes)), row
                for code in codes:
                    facet, _, plain = code.rpartition(":")
                    assert plain in known[column], (column, code)
                    assert not facet or facet in facets, code


def test_unknowns_carry_a_labelled_reason() -> None:
    reasons = labelled("reason")
    for row in [*reference("source"), *read(DOCUMENTS / "documents.csv")]:
        for column in ("publisher", "address", "published_basis", "basis"):
            head, _, reason = row.get(column, "").partition(":")
            if head in {"unknown", "inferred"}:
                assert reason in reasons, row
        known_when = bool(row["published_from"]) and bool(row["published_to"])
        assert known_when or row["published_basis"].startswith("unknown:"), row


def test_party_follows_one_criterion_for_every_side() -> None:
    bodies = {row["body_id"]: row["administration"] for row in reference("body")}
    for row in reference("source"):
        assert row["party"] == bodies[row["producer_code"]], row
    assert bodies["OTH-STAT"] == bodies["CBAR"] == "yes"


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
def test_measures_units_and_flags_are_labelled_in_three_languages(lang: str) -> None:
    assert labelled("measure", lang) == {row["measure_code"] for row in reference("measure")}
    assert labelled("unit", lang) == {row["unit_code"] for row in reference("unit")}
    assert labelled("flag", lang) == set("bpernuczx")


def test_topics_and_short_names_are_labelled() -> None:
    assert labelled("measure_short") == {row["measure_code"] for row in reference("measure")}
    assert {row["topic"] for row in reference("measure")} == labelled("topic")
    assert {row["independence"] for row in reference("source")} <= labelled("independence")


def _printed_texts() -> Iterator[str]:
    office = tomllib.loads((OFFICE / "office.toml").read_text(encoding="utf-8"))
    for table in (office, office["az"], office["ru"]):
        yield from (value for value in table.values() if isinstance(value, str))
    for path in OFFICE.rglob("*"):
        yield path.relative_to(OFFICE).as_posix()
    for name, keys in KEYS.items():
        # Names as written, and official titles given once in the table of legal bases, are attributions.
        columns = [key for key in keys if not key.endswith("_as_written")]
        for row in reference(name):
            yield from (row[column] for column in [*columns, "name_en", "text"] if column in row)
    yield from (row["release_group"] for row in reference("source"))
    yield from (row[c] for row in reference("concept") for c in ("measure_code", "breakdown", "reason"))
    yield from (row[c] for p in LAYOUT_FILES.values() for row in read(p) for c in CODE_COLUMNS)


def test_identifiers_names_and_labels_use_neutral_words() -> None:
    assert [text for text in _printed_texts() if check_text(text)] == []


def test_names_in_english_follow_the_classification_or_the_stated_letters() -> None:
    letters = str.maketrans(
        {
            "ə": "a",
            "ğ": "gh",
            "ı": "i",
            "ö": "o",
            "ü": "u",
            "ş": "sh",
            "ç": "ch",
            "x": "kh",
            "q": "g",
            "c": "j",
        }
        | {"Ə": "A", "İ": "I", "Ö": "O", "Ü": "U", "Ş": "Sh", "Ç": "Ch", "X": "Kh", "Q": "G", "C": "J"}
    )
    for row in reference("territory"):
        assert row["name_en"] and row["name_status"] in {"official", "transliterated"}
        if row["name_status"] == "transliterated" and row["level"] == "settlement":
            plain = re.sub(r" (kəndi|qəsəbəsi|\(kənd\))$", "", row["name_az"])
            assert row["name_en"] == plain.translate(letters)
        if row["level"] == "economic_region":
            assert row["name_az"] and row["name_ru"]


def test_the_imprint_is_the_agreed_sentence() -> None:
    office = tomllib.loads((OFFICE / "office.toml").read_text(encoding="utf-8"))
    assert office["imprint"] == (
        "Crossfoot demonstration edition, compiled from published reports. Not official statistics."
    )


def test_the_members_of_a_group_are_listed_exactly_where_its_coverage_says_so() -> None:
    listed = {row["group_id"] for row in reference("territory_member")}
    for row in reference("territory"):
        assert bool(row["coverage"]) == (row["level"] == "group"), row
        assert not row["coverage"] or row["coverage"] in labelled("coverage"), row
        assert (row["territory_id"] in listed) == (row["coverage"] == "members_stated"), row


def test_a_parent_exists_as_long_as_what_lies_in_it() -> None:
    last = "9999-12-31"
    spans: dict[str, list[tuple[str, str]]] = {}
    for row in reference("territory"):
        spans.setdefault(row["territory_id"], []).append((row["valid_from"], row["valid_to"] or last))
    for row in reference("territory"):
        if row["parent_id"]:
            of = spans[row["parent_id"]]
            start, end = min(first for first, _ in of), max(end for _, end in of)
            assert start <= row["valid_from"] and (row["valid_to"] or last) <= end, row


def test_changes_of_territories_are_labelled_dated_and_rest_on_a_legal_act() -> None:
    known = {row["territory_id"] for row in reference("territory")}
    acts = {row["legal_act_id"]: row["dated_on"] for row in reference("legal_act")}
    for row in reference("territory_change"):
        assert {row["from_id"], row["to_id"]} <= known, row
        assert row["kind"] in labelled("change_kind") and row["part"] in labelled("change_part"), row
        assert acts[row["basis"]] == row["changed_on"], row
        assert row["date_status"] in {"stated", "inferred"} and row["membership"] in {"seen", "not_seen"}


def test_bare_names_are_given_a_level_by_a_measure_a_topic_or_a_layout() -> None:
    contexts = {row["measure_code"] for row in reference("measure")} | set(LAYOUT_FILES)
    contexts |= {row["topic"] for row in reference("measure")}
    for row in reference("place_level"):
        assert row["context"] in contexts and row["why"], row
        assert row["level"] in labelled("level") | {"road"}, row
