"""The catalogue of indicators, read from the headers of sql/indicators/*.sql."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, StopRuleError
from pipeline.identity import file_hash
from pipeline.project import Project

_HEADER = re.compile(r"\A\s*/\*\n(.*?)\*/", re.DOTALL)
_TOLD = re.compile(r"^\[[a-z]+\]$", re.MULTILINE)
"""Where the tables of the other languages begin."""
_TEXTS = (
    "title",
    "definition",
    "formula",
    "reference",
    "unit",
    "nature",
    "default",
    "price_basis",
    "coverage",
    "comparability",
    "revisions",
)
LANGUAGES = ("az", "ru")
"""The languages beside English in which a header says its texts: a table [az], a table [ru]."""
_LISTS = ("owners", "derive", "adjust", "outliers", "long_run")
LONG_RUN = ("flow_benchmarked", "flow_real")
"""Transformations that are taken over the whole history (pipeline/indicators/long_run.py)."""
_ADJUSTED = ("flow",)
"""Transformations that can be seasonally adjusted and searched for outliers."""


@dataclass(frozen=True)
class Indicator:
    """An indicator's methodology and where its SQL stands."""

    code: str
    path: Path
    title: str
    definition: str
    formula: str
    reference: str
    unit: str
    nature: str
    default: str
    owners: tuple[str, ...]
    price_basis: str
    coverage: str
    comparability: str
    revisions: str
    derive: tuple[str, ...]
    version: str
    adjust: tuple[str, ...] = ()
    """Transformations that are seasonally adjusted where the office has a specification for the series."""
    outliers: tuple[str, ...] = ()
    """Transformations whose outliers are listed as queries."""
    long_run: tuple[str, ...] = ()
    """Transformations over the whole history, where the office has the annual figures or prices for them."""

    other_languages: str = field(default="", repr=False)
    """What the header says in other languages than English, as it stands: read where it is asked for."""

    def told(self, key: str, lang: str) -> str:
        """Return what the header says under a key in a language; StopRuleError where it does not say it."""
        if lang == "en":
            return str(getattr(self, key))
        found = read_words(self.other_languages, self.path.name).get(lang, {}).get(key)
        if found is None:
            raise StopRuleError(
                f"The header of {self.path.name} has no {key} in the language {lang}. "
                f"Write it there under [{lang}]."
            )
        return found

    @property
    def text(self) -> str:
        """The SQL as it stands."""
        return self.path.read_text(encoding="utf-8")


def load_catalogue(project: Project) -> dict[str, Indicator]:
    """Read every indicator, by code; a header that cannot be used is a sentence that names the file."""
    from pipeline.indicators.derive import DERIVATIONS

    catalogue = read_headers(project)
    for indicator in catalogue.values():
        unknown = [name for name in indicator.derive if name not in DERIVATIONS]
        if unknown:
            raise BadInputError(
                f"The header of {indicator.path.name} derives '{unknown[0]}'. "
                f"Known derivations: {', '.join(sorted(DERIVATIONS))}."
            )
    return catalogue


def read_headers(project: Project) -> dict[str, Indicator]:
    """Read every indicator, by code, without loading what its header derives: enough to declare it."""
    paths = sorted((project.sql / "indicators").glob("*.sql"))
    return {path.stem: _read_indicator(path, file_hash(path)) for path in paths}


@lru_cache(maxsize=256)
def _read_indicator(path: Path, version: str) -> Indicator:
    """Read one file's header; `version` is the hash of the file."""
    match = _HEADER.match(path.read_text(encoding="utf-8"))
    if not match:
        raise BadInputError(
            f"{path.name} has no header. Begin it with a comment that holds TOML; "
            "other indicators show its form."
        )
    begins = _TOLD.search(match[1])
    english = match[1][: begins.start()] if begins else match[1]
    facts = _parse(english, path.name)
    _check_header(facts, path.name)
    texts = {name: " ".join(facts[name].split()) for name in _TEXTS}
    return Indicator(
        code=path.stem,
        path=path,
        **texts,
        owners=tuple(facts["owners"]),
        derive=tuple(facts.get("derive", ())),
        version=version,
        adjust=tuple(facts.get("adjust", ())),
        outliers=tuple(facts.get("outliers", ())),
        long_run=tuple(facts.get("long_run", ())),
        other_languages=match[1][len(english) :],
    )


@lru_cache(maxsize=256)
def read_words(text: str, where: str) -> Mapping[str, Mapping[str, str]]:
    """Read what a header says in other languages, by language and key, each text in one line."""
    return {
        lang: {key: " ".join(said.split()) for key, said in told.items()}
        for lang, told in _parse(text, where).items()
        if lang in LANGUAGES
    }


def _parse(text: str, where: str) -> dict[str, Any]:
    """Read a part of a header as TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(
            f"The header of {where} cannot be read as TOML: {error}. Mend that place."
        ) from error


def _check_header(facts: dict[str, Any], where: str) -> None:
    """Refuse a methodology that is not complete, or that gives an entry in another form."""
    missing = [name for name in (*_TEXTS, "owners") if not facts.get(name)]
    if missing:
        raise BadInputError(
            f"The header of {where} lacks {', '.join(missing)}. A methodology is complete or it is none."
        )
    untold = [name for name in _TEXTS if not isinstance(facts[name], str)]
    unlisted = [name for name in _LISTS if not isinstance(facts.get(name, []), list)]
    if untold or unlisted:
        raise BadInputError(
            f"The header of {where} gives {(untold + unlisted)[0]} in another form than other indicators. "
            'Texts are written "so", lists ["so", "and so"].'
        )
    for key, does, known in (
        ("adjust", "adjusts", _ADJUSTED),
        ("outliers", "lists outliers of", _ADJUSTED),
        ("long_run", "takes over the whole history", LONG_RUN),
    ):
        unknown = [name for name in facts.get(key, []) if name not in known]
        if unknown:
            raise BadInputError(
                f"The header of {where} {does} '{unknown[0]}'. Known transformations: {', '.join(known)}."
            )
