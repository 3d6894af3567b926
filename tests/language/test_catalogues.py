"""The catalogues of all languages say the same things: same messages, same slots, each of them used."""

import ast as python
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from pipeline.language.catalogue import catalogue_of
from pipeline.language.grammar import grammar_of
from pipeline.language.letters import COUNT_FORMS
from pipeline.language.phrase import FORMS
from pipeline.project import locate

ROOT = locate().root
MESSAGES = locate().templates / "messages"
LANGUAGES = ("en", "az", "ru")
CALLS = {"say", "word"}


class Slots(Visitor):
    """Collects the slots of a message, the forms asked for, and plural variants by selector."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.forms: set[tuple[str, str]] = set()
        self.plurals: list[set[str]] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        of = "count" if node.id.name == "LETTERS" else "phrase"
        self.forms |= {(of, str(one.value.parse()["value"])) for one in node.arguments.named}
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.FunctionReference) and node.selector.id.name == "PLURAL":
            self.plurals.append(
                {variant.key.name for variant in node.variants if hasattr(variant.key, "name")}
            )
        self.generic_visit(node)


@cache
def messages(lang: str) -> dict[str, tuple[str, Slots]]:
    """Return the messages of a language by name, attributes as name.attribute: (file, slots)."""
    found = {}
    for path in sorted((MESSAGES / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), (path.name, entry.content)
            if isinstance(entry, ast.Message):
                for name, pattern in [
                    (entry.id.name, entry.value),
                    *((f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes),
                ]:
                    slots = Slots()
                    slots.visit(pattern)
                    found[name] = (path.name, slots)
    return found


@cache
def asked() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the names that the code asks for: whole literals, and patterns of composed ones."""
    whole, composed = set(), []
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, python.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, python.JoinedStr):
                parts = [
                    re.escape(str(one.value)) if isinstance(one, python.Constant) else r"[\w-]+"
                    for one in node.values
                ]
                told = [str(one.value) for one in node.values if isinstance(one, python.Constant)]
                if any(re.search(r"[a-z]-", part) for part in told):
                    composed.append(re.compile("".join(parts)))
    for path in sorted(MESSAGES.parent.rglob("*.j2")):
        whole |= set(re.findall(r"""(?:say|counted)\(["']([\w-]+)["']""", path.read_text(encoding="utf-8")))
    return whole, composed


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_language_has_the_same_messages_in_the_same_files(lang: str) -> None:
    """A sentence that is missing in a language is found here and not by a reader."""
    english, other = messages("en"), messages(lang)
    assert sorted(other) == sorted(english)
    assert {name: file for name, (file, _) in other.items()} == {
        name: file for name, (file, _) in english.items()
    }


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_language_fills_the_same_slots(lang: str) -> None:
    """A sentence says as much in each language; a number or a name is never left out."""
    english = {name: slots.names for name, (_, slots) in messages("en").items()}
    unlike = {name for name, (_, slots) in messages(lang).items() if slots.names != english[name]}
    assert not unlike


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_is_one_and_every_plural_of_the_language_is_covered(lang: str) -> None:
    """Forms have a closed list; the variants of a plural are categories of the language."""
    whole = {grammar_of(lang).plural(number) for number in range(1, 200)}
    known = {*(("phrase", form) for form in FORMS), *(("count", form) for form in COUNT_FORMS)}
    for name, (_, slots) in messages(lang).items():
        assert slots.forms <= known, name
        for keys in slots.plurals:
            assert keys <= {*whole, "other"}, name
            assert "other" in keys, name


@pytest.mark.parametrize("name", sorted(messages("en")))
def test_every_message_is_used(name: str) -> None:
    """A message that nothing says is deleted."""
    whole, composed = asked()
    own = name.partition(".")[0]
    assert {name, own} & whole or any(pattern.fullmatch(name) for pattern in composed)


def test_slots_of_a_call_are_those_of_the_message() -> None:
    """A call with a literal name fills each slot of its message by name."""
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, python.Call)
                and isinstance(node.func, python.Attribute)
                and node.func.attr in CALLS
                and isinstance(node.func.value, python.Name)
                and node.func.value.id == "page"
                and node.args
                and isinstance(node.args[0], python.Constant)
            ):
                continue
            name = str(node.args[0].value)
            where = f"{Path(path).name}:{node.lineno} {name}"
            assert name in messages("en"), where
            given = {keyword.arg for keyword in node.keywords}
            if None not in given:
                assert messages("en")[name][1].names <= given, where


def test_the_text_of_a_message_has_its_words_and_no_slots() -> None:
    """Of a choice every variant; of a phrase and its form nothing."""
    english = catalogue_of("en", locate().templates)
    assert " ".join(english.text("points-withheld").split()).startswith(
        "Of the figures known is are withheld; the section on figures"
    )
    assert english.text("planned-past").strip() == "Plans due"
    assert english.text("planned-past.subtitle") == "As stated; latest due day first"
