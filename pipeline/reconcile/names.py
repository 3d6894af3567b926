"""What heads and labels of a table may call measures and territories: codes, and labels in each language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.indicators.catalogue import LANGUAGES, Indicator, read_headers
from pipeline.project import Project
from pipeline.reading.lists import Lists
from pipeline.reading.tables.lexis import is_total, listed
from pipeline.reading.words import fold

_PER_CENT = ", %"
_LABELS = ("measure", "measure_short")
_NAMES = ("name_az", "name_en", "name_ru")
_OF_WHICH = re.compile(r"(?:{})\W*".format("|".join(re.escape(word) for word in listed("part")["of"])))
_ENDS = re.compile(r"\s*(?:[,;:]|\(|\bin\b|\bпо\b|\büzrə\b)\s*")


@dataclass(frozen=True)
class Names:
    """Codes by what they are called, folded; a name that several codes have is none."""

    measures: Mapping[str, str]
    territories: Mapping[str, str]
    levels: Mapping[str, str]
    country: str
    called: Mapping[str, frozenset[str]]
    """The names of each territory, variants too."""
    own: frozenset[str]
    """The measures of the office; other codes of `measures` are indicators alone."""
    parts: Mapping[str, frozenset[str]]
    """The breakdowns of each name of one: 'industry', 'of industry'."""

    def measure(self, text: str) -> str:
        """Return the measure or indicator that a text is, or begins with up to a mark; empty for none.

        The longest such beginning counts: of 'Investment in fixed capital, million' all up to the comma.
        """
        ends = [match.start() for match in _ENDS.finditer(text)]
        tried = (self.measures.get(_plain(text[:end]), "") for end in (len(text), *reversed(ends)))
        return next((code for code in tried if code), "")

    def part(self, text: str, candidates: Iterable[str]) -> str:
        """Return the breakdown that a text names, after 'of which' where that stands before it; else empty.

        Of several with the name it is the one among the candidates.
        """
        name = _plain(text)
        of_which = _OF_WHICH.match(name)
        found = self.parts.get(name[of_which.end() :] if of_which else name, frozenset())
        chosen = found if len(found) == 1 else found & {*candidates}
        return next(iter(chosen)) if len(chosen) == 1 else ""

    def territory(self, text: str) -> str:
        """Return the territory whose code or whole name a text is; a total is the country; empty for none."""
        found = self.territories.get(_plain(text), "")
        return found or (self.country if is_total(text) else "")

    def of_level(self, text: str, candidates: Iterable[str], level: str) -> str:
        """Return the one of several territories that has a level and a name that a text is or begins.

        Empty for none or several.
        """
        name = _plain(text)
        found = [
            code
            for code in candidates
            if self.levels.get(code) == level
            and any(f"{known} ".startswith(f"{name} ") for known in self.called.get(code, ()))
        ]
        return found[0] if len(found) == 1 else ""


def load_names(project: Project, lists: Lists) -> Names:
    """Gather the names of an office's measures, of all indicators and of its territories."""
    reference = lists.reference
    labels = list(reference["label"].select("code_list", "code", "text").iter_rows())
    codes = [(code, name) for code in reference["measure"]["measure_code"] for name in (code, _spoken(code))]
    measures = _by_name([*codes, *((code, text) for of, code, text in labels if of in _LABELS)])
    told = [(code, text) for of, code, text in labels if of == "breakdown" and code != "_T"]
    parts = _by_name([*told, *((code, _spoken(code.rpartition("=")[2])) for code, _ in told)])
    own = set(reference["measure"]["measure_code"])
    for indicator in read_headers(project).values():
        for text in _titles(indicator):
            known = measures.setdefault(_plain(text), set())
            if not known & own:
                known.add(indicator.code)
    territories: dict[str, set[str]] = {}
    called: dict[str, set[str]] = {}
    for row in reference["territory"].iter_rows(named=True):
        code = row["territory_id"]
        own_names = {_plain(text) for text in (code, *(row[name] for name in _NAMES)) if text}
        for name in own_names:
            territories.setdefault(name, set()).add(code)
        variants = {_plain(text) for text in (row["variants"] or "").split("|") if text}
        called[code] = called.get(code, set()) | own_names | variants
    return Names(
        measures=_single(measures),
        territories=_single(territories),
        levels=dict(reference["territory"].select("territory_id", "level").iter_rows()),
        country=lists.vocabulary.places.country(),
        called={code: frozenset(names) for code, names in called.items()},
        own=frozenset(own),
        parts={name: frozenset(codes) for name, codes in parts.items()},
    )


def _titles(indicator: Indicator) -> Iterable[str]:
    """Give the code and the titles of an indicator."""
    yield indicator.code
    yield _spoken(indicator.code)
    for title in (indicator.title, *(indicator.told("title", lang) for lang in LANGUAGES)):
        yield title
        yield title.removesuffix(_PER_CENT)


def _by_name(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Gather the codes of each name."""
    found: dict[str, set[str]] = {}
    for code, name in named:
        found.setdefault(_plain(name), set()).add(code)
    return found


def _spoken(code: str) -> str:
    """Return a code as people write it: 'resettled families'."""
    return code.replace("_", " ")


def _single(found: Mapping[str, set[str]]) -> dict[str, str]:
    """Keep the names that one code alone has."""
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _plain(text: str) -> str:
    """Fold a text and its spaces."""
    return " ".join(fold(str(text)).split())
