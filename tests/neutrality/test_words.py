"""The list of words: what is found in a text whatever its case and ending, and what is left in peace."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.neutrality.check import check_text
from pipeline.neutrality.lexicon import LANGUAGES, LISTED, fold, load_lexicon

CASES = tomllib.loads(Path(__file__).with_name("words_cases.toml").read_text(encoding="utf-8"))["case"]
LIST = Path(__file__).parents[2] / "pipeline" / "neutrality" / LISTED
KINDS = {"contested", "honour", "praise", "blame", "verdict", "cause", "certainty"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_what_takes_a_side_is_found(case: dict[str, Any]) -> None:
    found = check_text(case["text"], [case.get("lang", "en")])
    assert [f"{hit.word}: {hit.kind}" for hit in found] == [fold(one) for one in case.get("words", [])]


def test_every_language_has_every_kind() -> None:
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        assert {kind.removesuffix("_phrases") for kind in listed[lang]} == KINDS


def test_every_entry_is_found_by_its_own_words() -> None:
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        for kind, entry in listed[lang].items():
            for one in entry if isinstance(entry, list) else entry.split():
                found = load_lexicon().find(one.replace("*", "").replace("#", "15"), [lang])
                assert kind.removesuffix("_phrases") in {hit.kind for hit in found}, (lang, one)


def test_every_exception_has_a_reason_in_a_sentence() -> None:
    for one in load_lexicon().exempt:
        assert one.reason.endswith(".") and len(one.reason.split()) > 3
        assert one.phrases or ("*" not in "".join(one.files) and one.places.startswith("line *, "))


def test_no_word_stands_twice() -> None:
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        words = [
            one
            for entry in listed[lang].values()
            for one in (entry if isinstance(entry, list) else entry.split())
        ]
        assert sorted(words) == sorted(set(words))
