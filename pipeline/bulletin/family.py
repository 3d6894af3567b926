"""The publications of a month: of the country and of each territory with figures, in each language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.listed import Listed, list_files
from pipeline.bulletin.load import in_language
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document
from pipeline.bulletin.scope import issues_of, narrow
from pipeline.choice import ALL, Choice
from pipeline.errors import UsageError


@dataclass(frozen=True)
class Edition:
    """One publication: what it is made from, what it says, and every number in it."""

    material: Material
    document: Document
    binder: Binder

    @property
    def folder(self) -> str:
        """The folder of its files in the release, with a slash: none for the country."""
        return f"{self.material.scope}/" if self.material.scope else ""

    @property
    def name(self) -> str:
        """The name of its files without what follows the last point."""
        return f"{self.folder}bulletin.{self.material.lang}"

    def listing(self, data: Listed) -> "Edition":
        """Return the publication with the list of the release's data files in it."""
        listed = list_files(self.document, data, self.material.messages)
        return replace(self, document=listed)

    @property
    def above(self) -> str:
        """The way from its folder to that of the release."""
        return "../" if self.folder else ""


def compose_family(material: Material, choice: Choice = ALL) -> list[Edition]:
    """Compose the publications of a month, the country's first, each in the office's order of languages.

    The office's first language is always made: the pages of the indicators lead to it.
    Raises UsageError for a language that the office has not, and for a territory without an issue.
    """
    office = material.office
    asked = (*choice.languages, office.languages[0]) if choice.languages else office.languages
    languages = _chosen(asked, office.languages, "language")
    issues = issues_of(material).own
    scopes = ("", *_chosen(issues if choice.territories is None else choice.territories, issues, "territory"))
    return list(_compose(material, scopes, languages))


def _compose(material: Material, scopes: Sequence[str], languages: Sequence[str]) -> Iterator[Edition]:
    """Compose issue by issue."""
    fonts = material.office.project.templates / "fonts"
    spoken = [in_language(material, lang) for lang in languages]
    for scope in scopes:
        for own in spoken:
            narrowed = narrow(own, scope) if scope else own
            document, binder = compose(narrowed, fonts)
            yield Edition(narrowed, document, binder)


def _chosen(asked: Sequence[str], known: Sequence[str], what: str) -> list[str]:
    """Return what was asked for in the order in which it is known."""
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise UsageError(
            f"There is no issue of the {what} '{unknown[0]}' in this month. "
            f"There are: {', '.join(known) or 'none'}."
        )
    return [name for name in known if name in asked]
