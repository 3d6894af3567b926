"""What the site is made from: the issues at hand with their numbers, and the lists of these by language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.bulletin.citation import prefix_of
from pipeline.site.issues import Issue, newest
from pipeline.site.metadata import chapters_of
from pipeline.site.numbers import Number

NUMBERS_A_LIST = 2500
"""Numbers on one page of the plain lists."""
_LANGUAGE = re.compile(r"\.([a-z]{2,3})\.html$")


@dataclass(frozen=True)
class Part:
    """A page of the plain list of an issue's numbers, by its address in the site."""

    name: str
    numbers: Sequence[Number]

    @property
    def first(self) -> str:
        """The id it begins with."""
        return self.numbers[0].number_id

    @property
    def last(self) -> str:
        """The id it ends with."""
        return self.numbers[-1].number_id


@dataclass(frozen=True)
class Read:
    """The issues with their numbers, and by language and issue the lists of the numbers of its pages."""

    issues: list[Issue]
    numbers: dict[str, list[Number]]
    lists: Mapping[str, Mapping[str, list[Part]]]
    chapters: Mapping[str, frozenset[str]]
    """By issue the languages that the pages of the indicators have a chapter in."""

    @property
    def newest(self) -> Issue:
        """The issue that readers see first."""
        return newest(self.issues)

    @property
    def own(self) -> list[Issue]:
        """The issues of their month, without those as known on a day."""
        return [issue for issue in self.issues if issue.asked is None]

    def lists_of(self, issue: Issue, lang: str) -> list[Part]:
        """Return the lists of an issue in a language, else those of the first language that has some."""
        ranked = [lang, *self.lists]
        return next((found for one in ranked if (found := self.lists[one][issue.key])), [])


def with_lists(issues: list[Issue], numbers: dict[str, list[Number]], languages: tuple[str, ...]) -> Read:
    """Part the numbers of each issue by the language of the page that they stand on."""
    return Read(
        issues,
        numbers,
        {
            lang: {
                issue.key: _parts(
                    f"{prefix_of(languages, lang)}numbers/{issue.key}",
                    [one for one in numbers[issue.key] if language_of(one.page, languages) == lang],
                )
                for issue in issues
            }
            for lang in languages
        },
        {issue.key: chapters_of(issue) for issue in issues},
    )


def language_of(page: str, languages: tuple[str, ...]) -> str:
    """Return the language of a page of a release by its name; without one it is the first."""
    found = _LANGUAGE.search(page)
    return found[1] if found and found[1] in languages else languages[0]


def _parts(name: str, numbers: list[Number]) -> list[Part]:
    """Divide numbers into pages."""
    starts = range(0, len(numbers), NUMBERS_A_LIST)
    return [
        Part(f"{name}-{at}.html", numbers[start : start + NUMBERS_A_LIST])
        for at, start in enumerate(starts, 1)
    ]
