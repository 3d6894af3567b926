"""Catalogues of sentences: report_templates/messages/<language>/*.ftl, in the Fluent format.

A sentence names its slots; what is put into them is a name, a phrase that the grammar inflects, or a text
with printed numbers. The numbers come back as they went in, so that each stays bound to its cell: private
characters mark where they stand, and one that comes in a name is shown as its code.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import CrossfootError, UsageError
from pipeline.language.grammar import Grammar, grammar_of
from pipeline.language.letters import in_letters
from pipeline.language.phrase import FORMS, Listed, Months, Phrase, Place, Published, When
from pipeline.printable import visible

Slot = str | int | Phrase | Sequence[Any]
_FIRST_MARK = 0xE000
_MARKS = re.compile("([\ue000-\uf8ff])")
_DIGITS = re.compile(r"[\d.,]+")
PHRASES = (When, Published, Place, Listed, Months)


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language.

    In a sentence, FORM($x, as: "in") writes a phrase in a form, START(...) begins a sentence with it,
    INSIDE($x) goes on with a text, PLURAL($n) is the plural category of a printed number or of a count,
    LETTERS($n, as: "of") writes a count in letters.
    """

    grammar: Grammar
    bundle: Any
    files: Mapping[str, str]
    """The file of each message."""

    def say(self, name: str, slots: Mapping[str, Slot]) -> tuple[Any, ...]:
        """Return a sentence as runs: strings, and what the texts in its slots hold."""
        texts: list[Sequence[Any]] = []
        pattern = self._pattern(name)
        said, errors = self.bundle.format_pattern(
            pattern, {slot: self._taken(value, texts) for slot, value in slots.items()}
        )
        if errors:
            raise CrossfootError(
                f"The message {name} of {self.grammar.lang}/{self.files[name.partition('.')[0]]} cannot be "
                f"written: {errors[0]}. Compare its slots with those of the other languages."
            )
        return _filled(said, texts)

    def join(self, texts: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
        """Put texts in a row: a, b and c."""
        return _filled(self.grammar.join([_mark(at) for at in range(len(texts))]), texts)

    def word(self, name: str, slots: Mapping[str, Slot]) -> str:
        """Return a sentence without numbers of cells as one string."""
        runs = self.say(name, slots)
        if any(not isinstance(run, str) for run in runs):
            raise CrossfootError(f"The message {name} is asked for as a word and holds a printed number.")
        return "".join(runs)

    def text(self, name: str) -> str:
        """Return the words of a sentence as they are written, its choices one after the other, no slots."""
        return " ".join(_words_of(self._pattern(name)))

    def _pattern(self, name: str) -> Any:
        """Find a message, or an attribute of it: name.attribute."""
        own, _, attribute = name.partition(".")
        if own not in self.files:
            raise CrossfootError(
                f"There is no message {own} in report_templates/messages/{self.grammar.lang}. Write it "
                "there, and in each other language."
            )
        message = self.bundle.get_message(own)
        found = message.attributes.get(attribute) if attribute else message.value
        if found is None:
            raise CrossfootError(f"The message {own} of {self.grammar.lang}/{self.files[own]} has no {name}.")
        return found

    def _taken(self, value: Slot, texts: list[Sequence[Any]]) -> Any:
        """Make of what is put into a slot what Fluent can format."""
        if isinstance(value, PHRASES):
            return _phrase(_seen(value), self.grammar)
        if isinstance(value, str | int):
            return visible(str(value))
        texts.append(value)
        return _figure(_mark(len(texts) - 1), value)


def _words_of(part: Any) -> Iterator[str]:
    """Yield the texts of a pattern of Fluent, of all its variants."""
    if hasattr(part, "elements"):
        for element in part.elements:
            yield from _words_of(element)
    elif hasattr(part, "variants"):
        for variant in part.variants:
            yield from _words_of(variant.value)
    elif hasattr(part, "expression"):
        yield from _words_of(part.expression)
    elif isinstance(getattr(part, "value", None), str):
        yield part.value


def _seen(part: Any) -> Any:
    """Show what cannot be seen in the names of a phrase."""
    if isinstance(part, str):
        return visible(part)
    if isinstance(part, Place):
        return replace(part, name=visible(part.name))
    if isinstance(part, Listed):
        return replace(part, items=tuple(_seen(item) for item in part.items))
    return part


def _mark(at: int) -> str:
    """Return the character of no script that stands for a text while a sentence is written."""
    return chr(_FIRST_MARK + at)


def _filled(said: str, texts: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Put texts in the place of the marks that stand for them."""
    runs: list[Any] = []
    for part in _MARKS.split(said):
        if _MARKS.fullmatch(part):
            runs += texts[ord(part) - _FIRST_MARK]
        elif part:
            runs.append(part)
    return _joined(runs)


def _joined(runs: list[Any]) -> tuple[Any, ...]:
    """Put strings beside one another together."""
    made: list[Any] = []
    for run in runs:
        if isinstance(run, str) and made and isinstance(made[-1], str):
            made[-1] += run
        elif run != "":
            made.append(run)
    return tuple(made)


@lru_cache
def _types() -> tuple[type[Any], type[Any]]:
    """Make the types that Fluent formats; the library is imported where it is first needed."""
    from fluent.runtime.types import FluentType

    class Phrased(FluentType):  # type: ignore[misc, unused-ignore]
        """A phrase and the grammar that writes it."""

        def __init__(self, phrase: Phrase, grammar: Grammar) -> None:
            self.phrase, self.grammar = phrase, grammar

        def format(self, locale: Any) -> str:
            """Write it as a name."""
            del locale
            return self.grammar.write(self.phrase)

    class Figure(FluentType):  # type: ignore[misc, unused-ignore]
        """A mark that stands for a text, and its first number."""

        def __init__(self, mark: str, number: Decimal | None) -> None:
            self.mark, self.number = mark, number

        def format(self, locale: Any) -> str:
            """Write the mark."""
            del locale
            return self.mark

    return Phrased, Figure


def _phrase(phrase: Phrase, grammar: Grammar) -> Any:
    """Wrap a phrase."""
    return _types()[0](phrase, grammar)


def _figure(mark: str, text: Sequence[Any]) -> Any:
    """Wrap a text: its first number as printed decides on plurals."""
    printed = next((run.text for run in text if not isinstance(run, str)), "")
    return _types()[1](mark, number_in(printed))


def number_in(printed: str) -> Decimal | None:
    """Read back a printed number with its visible decimals, whatever its separators; None of no number."""
    found = _DIGITS.findall(re.sub(r"\s", "", printed))
    try:
        return Decimal(found[0].replace(",", ".")) if found else None
    except InvalidOperation:
        return None


def _functions(grammar: Grammar) -> dict[str, Any]:
    """Return what a message may call."""

    def form(value: Any, **options: Any) -> str:
        named = str(options.get("as", "plain"))
        wanted = next((known for known in FORMS if known == named), None)
        if wanted is None:
            raise UsageError(f"a phrase has no form '{named}'; its forms are {', '.join(FORMS)}")
        return grammar.write(value.phrase, wanted)

    def start(value: Any, **options: Any) -> str:
        return grammar.start(value if isinstance(value, str) else form(value, **options))

    def inside(value: Any) -> str:
        return grammar.inside(str(value))

    def plural(value: Any) -> str:
        number = value.number if hasattr(value, "number") else Decimal(str(value))
        return grammar.plural(number) if number is not None else "other"

    def letters(value: Any, **options: Any) -> str:
        return in_letters(int(str(value)), grammar.lang, str(options.get("as", "plain")))

    return {"FORM": form, "START": start, "INSIDE": inside, "PLURAL": plural, "LETTERS": letters}


def catalogue_of(lang: str, templates: Path) -> Catalogue:
    """Read the catalogues of a language; a file that cannot be read, or a name given twice, is a sentence."""
    return _read(lang, (templates / "messages" / lang).resolve())


@lru_cache(maxsize=16)
def _read(lang: str, folder: Path) -> Catalogue:
    """Read the catalogues in a folder, once however many paths lead to it."""
    from fluent.runtime import FluentBundle, FluentResource
    from fluent.syntax import ast

    grammar = grammar_of(lang)
    paths = sorted(folder.glob("*.ftl"))
    if not paths:
        raise UsageError(f"There are no messages in the language {lang!r}: {folder} has no .ftl file.")
    bundle = FluentBundle([lang], functions=_functions(grammar), use_isolating=False)
    files: dict[str, str] = {}
    for path in paths:
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise CrossfootError(
                    f"messages/{lang}/{path.name} cannot be read at: {(entry.content or '').strip()[:80]!r}. "
                    "Mend that place; the format is described at projectfluent.org."
                )
            if isinstance(entry, ast.Message):
                if entry.id.name in files:
                    raise CrossfootError(
                        f"The message {entry.id.name} stands in messages/{lang}/{files[entry.id.name]} and "
                        f"in {path.name}. Give one of them another name."
                    )
                files[entry.id.name] = path.name
        bundle.add_resource(resource)
    return Catalogue(grammar, bundle, files)
