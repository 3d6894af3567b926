"""What WeasyPrint leaves to be mended in a tagged PDF, done on its objects just before they are written."""

from typing import Any

from pipeline.bulletin.tagged.artifacts import mark_artifacts
from pipeline.bulletin.tagged.breaks import put_spaces, spaces_of
from pipeline.bulletin.tagged.contents import mend_contents
from pipeline.bulletin.tagged.elements import mend_elements
from pipeline.bulletin.tagged.identity import state_universal_access
from pipeline.bulletin.tagged.joined import join_pages
from pipeline.bulletin.tagged.links import describe_links
from pipeline.bulletin.tagged.serialised import serialise
from pipeline.bulletin.tagged.tree import Made, Tree


def finish(document: Any, pdf: Any, *, made: Made) -> None:
    """Mend the structure of a PDF; `document` is WeasyPrint's, `pdf` is pydyf's.

    An element divided between pages becomes one; entries of the contents become references; heads get their
    scope, lists their labels, runs in another language its name, links a description, attachments one
    association each; running heads and feet and the repeated heads of tables become artifacts; a break of a
    line is a space again; the metadata state PDF/UA-1.
    """
    tree = Tree(pdf)
    _associate_once(pdf)
    join_pages(tree, made)
    mend_contents(tree, made)
    mend_elements(tree, made)
    describe_links(tree, made, document.metadata.lang)
    mark_artifacts(tree, made)
    spaces = spaces_of(document.fonts.values())
    for at, numbers in made.breaks.items():
        put_spaces(tree.content(tree.pages[at]), numbers, spaces)
    state_universal_access(pdf)
    serialise(pdf)


def _associate_once(pdf: Any) -> None:
    """Keep the first of equal entries in the list of associated files."""
    if "AF" in pdf.catalog:
        files = pdf.catalog["AF"]
        files[:] = list(dict.fromkeys(files))
