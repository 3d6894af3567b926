"""The bulletin says the same of every source: exchanged publishers, another currency change names alone.

The other currency has the letters of the first one, so that columns are as wide.
"""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.bulletin.compose import compose
from pipeline.bulletin.material import Material
from pipeline.bulletin.render import render_html

UNKNOWN = "unknown"


def _named(material: Material, *, backwards: bool) -> Material:
    """Give every publisher a name of the same length and form, counted from one end or the other."""
    known = sorted({str(row["publisher"]) for row in material.sources.values()} - {UNKNOWN, ""})
    ordered = list(reversed(known)) if backwards else known
    names = {name: f"Publisher {at:04}" for at, name in enumerate(ordered)}
    sources = {
        key: row | {"publisher": names.get(str(row["publisher"]), row["publisher"])}
        for key, row in material.sources.items()
    }
    return replace(material, sources=sources)


def _page(material: Material) -> str:
    templates = material.office.project.templates
    document, _ = compose(material, templates / "fonts")
    return render_html(document, templates)


def _exchanged(html: str, count: int) -> str:
    """Count the publishers of a page from the other end."""
    for at in range(count):
        html = html.replace(f"Publisher {at:04}", f"\x00{count - 1 - at:04}")
    return html.replace("\x00", "Publisher ")


@pytest.mark.parametrize("office", ["karabakh", "thin"])
def test_exchanging_publishers_changes_their_names_and_nothing_else(
    office: str, request: pytest.FixtureRequest
) -> None:
    material: Material = request.getfixturevalue(office).material
    count = len({str(row["publisher"]) for row in material.sources.values()} - {UNKNOWN, ""})
    one = _page(_named(material, backwards=False))
    other = _page(_named(material, backwards=True))
    assert one != other and one.count("Publisher 0") > 20
    assert _exchanged(one, count) == other


def test_another_currency_changes_its_name_and_nothing_else(karabakh: Any) -> None:
    material: Material = karabakh.material
    labels = {key: text.replace("manat", "natam") for key, text in material.labels.items()}
    assert labels != material.labels
    page = _page(material).partition("<body")[2]
    other = _page(replace(material, labels=labels)).partition("<body")[2]
    assert other == page.replace("manat", "natam")
