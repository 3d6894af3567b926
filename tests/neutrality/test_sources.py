"""What may become text of a release is neutral where it is written: catalogues, headers, tables, names."""

import csv
import re
import tomllib
from collections.abc import Iterator

import pytest

from pipeline.neutrality.check import Found, check_text, check_words
from pipeline.neutrality.lexicon import LANGUAGES
from pipeline.project import locate

ROOT = locate().root
AS_WRITTEN = {"source", "territory_name", "legal_act", "measure_word", "unit_name", "concept"}
"""Reference tables that hold names and words as their owners write them."""
OF_SOFTWARE = {"errors", "progress", "wrong_values"}
"""Modules about a run of the software, and what the generator plants: nothing of a source's figure."""
_NOT_TEXT = re.compile(r"\{[%#].*?[%#]\}|\{\{.*?\}\}|<style>.*?</style>", re.DOTALL)


def _headers() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "sql" / "indicators").glob("*.sql")):
        yield path.name, path.read_text(encoding="utf-8").partition("*/")[0]


def _tables() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "sources").glob("*/reference/*.csv")):
        if path.stem not in AS_WRITTEN:
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            texts = (text for row in rows for name, text in row.items() if text and name != "variants")
            yield path.relative_to(ROOT).as_posix(), "\n".join(texts)


def _declared() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "sources").glob("*/office.toml")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "sources").glob("*/rules/*.toml")):
        rules = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
        yield path.relative_to(ROOT).as_posix(), "\n".join(str(rule) for rule in rules)
    for path in sorted((ROOT / "pipeline").glob("dictionary*.toml")):
        yield path.name, path.read_text(encoding="utf-8")


def _templates() -> Iterator[tuple[str, str]]:
    folder = ROOT / "report_templates"
    for path in sorted([*folder.glob("*.j2"), *folder.glob("methodology/*.j2"), *folder.glob("site/*.j2")]):
        if not path.name.startswith(("rules", "draft")):
            yield path.name, _NOT_TEXT.sub(" ", path.read_text(encoding="utf-8"))


def _names() -> Iterator[tuple[str, str]]:
    for folder in ("pipeline", "assets", "sql", "report_templates", "sources", "docs"):
        names = (path.relative_to(ROOT) for path in sorted((ROOT / folder).rglob("*")))
        kept = (name for name in names if "__pycache__" not in name.parts and name.stem not in OF_SOFTWARE)
        yield folder, "\n".join(re.sub(r"[\d./-]+", " ", name.as_posix()) for name in kept)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_neutral_in_each_language(lang: str) -> None:
    folder = ROOT / "report_templates" / "messages" / lang
    found = []
    for path in sorted(folder.glob("*.ftl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            name, _, said = line.partition("=") if not line.startswith((" ", "#")) else ("", "", line)
            hits = [*check_text(said, [lang]), *check_text(name, ["en"])]
            found += [f"{path.name}, line {number}: {hit.word} ({hit.kind})" for hit in hits]
    assert found == []


TEXTS = {
    "headers of indicators": _headers,
    "reference tables": _tables,
    "what offices declare": _declared,
    "templates": _templates,
    "names of files": _names,
}


@pytest.mark.parametrize("what", TEXTS)
def test_words_are_neutral_where_they_are_written(what: str) -> None:
    texts = list(TEXTS[what]())
    assert texts
    found: list[Found] = []
    for place, text in texts:
        found += check_words({f"{place}.txt": text.encode()})
    assert [one.sentence() for one in found] == []
