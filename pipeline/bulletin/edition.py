"""A publication of a month, and what composes one after another from the same cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.listed import Listed, list_files
from pipeline.bulletin.load import in_language
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Document, Other
from pipeline.bulletin.room import with_room
from pipeline.bulletin.scope import narrow
from pipeline.language.catalogue import catalogue_of
from pipeline.language.grammar import language_name

Named = tuple[str, str]
"""A publication: the territory that it is of, empty for the country, and its language."""


@dataclass(frozen=True)
class Edition:
    """One publication: of which territory and in which language, what it says, and every number in it."""

    scope: str
    lang: str
    document: Document
    binder: Binder

    @property
    def folder(self) -> str:
        """The folder of its files in the release, with a slash: none for the country."""
        return f"{self.scope}/" if self.scope else ""

    @property
    def name(self) -> str:
        """The name of its files without what follows the last point."""
        return f"{self.folder}bulletin.{self.lang}"

    def listing(self, data: Listed, templates: Path) -> "Edition":
        """Return the publication with the list of the release's data files in it."""
        return replace(self, document=list_files(self.document, data, catalogue_of(self.lang, templates)))

    def among(self, editions: Sequence["Edition"]) -> "Edition":
        """Return the publication with links to the others that are made with it.

        They are those of the same territory in other languages, and in its language that of the country and
        those of the other territories.
        """
        same = [one for one in editions if one.scope == self.scope and one.lang != self.lang]
        beside = [one for one in editions if one.lang == self.lang and one.scope != self.scope]
        others = (
            *(Other(language_name(one.lang), f"{self.above}{one.name}.html", one.lang) for one in same),
            *(Other(one.document.subtitle, f"{self.above}{one.name}.html", one.lang) for one in beside),
        )
        return replace(self, document=replace(self.document, others=others))

    def with_room(self, fonts: Path) -> "Edition":
        """Return the publication with room for each of its tables."""
        return replace(self, document=with_room(self.document, fonts))

    @property
    def above(self) -> str:
        """The way from its folder to that of the release."""
        return "../" if self.folder else ""


class Composer:
    """Composes the publications of a month, those of a territory one after the other."""

    def __init__(self, material: Material) -> None:
        """Take what the national issue is made from, in any language."""
        self._spoken = {material.lang: material}
        self._material = self._narrowed = material
        self._fonts = material.office.project.templates / "fonts"

    def compose(self, scope: str, lang: str) -> Edition:
        """Compose one publication."""
        if scope != self._narrowed.scope:
            self._narrowed = narrow(self._material, scope) if scope else self._material
        if lang not in self._spoken:
            self._spoken[lang] = in_language(self._material, lang)
        own = self._spoken[lang]
        if scope:
            own = replace(self._narrowed, lang=lang, labels=own.labels, facts=own.facts)
        return Edition(scope, lang, *compose(own, self._fonts))
