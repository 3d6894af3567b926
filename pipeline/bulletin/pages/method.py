"""What an indicator is and how it is calculated: its header, its derivations, its SQL."""

import inspect
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from pipeline.bulletin.model import Column, Table
from pipeline.bulletin.page import Line, Page
from pipeline.bulletin.pages.model import Listing, Part, Points, Terms, Words
from pipeline.bulletin.pages.presentations import title
from pipeline.indicators.catalogue import Indicator

METHODS = {
    "monthly_flow": "decumulate.monthly_flow",
    "ytd_growth": "growth.growth_on_year",
    "flow_growth": "growth.growth_on_year",
    "flow_growth_on_month": "growth.growth_on_month",
    "contribution": "contributions.contribution",
    "presentation": "presentations.growth_presentations",
    "base_effect": "base_effect.base_effect",
    "revision": "revisions.revisions",
    "revision_statistics": "revisions.revision_statistics",
    "share": "share.share",
}
"""The function of pipeline/methods that a derivation applies, where it applies one."""
_OVER_ALL = {
    "seasonal_adjustment": ("seasonal.seasonal_adjustment", "none"),
    "flow_benchmarked": ("benchmark.denton_cholette", "pipeline/indicators/second_benchmark.py"),
    "flow_real": ("chain.chain_linked", "pipeline/indicators/second_volume.py"),
}
"""What rests on the whole history: the function of pipeline/methods, and its second calculation."""
_REFERENCE = re.compile(r"^Ref\.: (.*?)(?:\n\s*\n|\Z)", re.DOTALL | re.MULTILINE)
TWICE = (
    "Each derivation is calculated twice, by two programs that share nothing, and both must agree to the "
    "last stored decimal: otherwise the run stops and nothing is published."
)
_ONCE = (
    "Adjusted figures are those of the program, taken from its printed text; they are not calculated a "
    "second time. With their factors they must give back the figures, and trend-cycle and irregular the "
    "adjusted ones."
)


def definition(page: Page, made: Indicator) -> list[Part]:
    """Give the header of an indicator, entry by entry."""
    rows: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("Unit", (made.unit,)),
        ("Kind", (page.word(f"pages-nature-{made.nature}"),)),
        ("Price basis", (made.price_basis,)),
        ("Coverage", (made.coverage,)),
        ("Comparability", (made.comparability,)),
        ("Reference", (made.reference,)),
        ("Responsible", (", ".join(made.owners),)),
    )
    return [Words((made.definition,)), Terms(rows)]


def calculation(page: Page, made: Indicator) -> list[Part]:
    """Give the formula, each derivation with its reference and both calculations, and the SQL."""
    name = f"sql/indicators/{made.path.name}"
    parts: list[Part] = [Points(tuple((step.strip(),) for step in made.formula.split(";")))]
    if made.derive or made.adjust or made.long_run:
        parts += [Words((TWICE,)), _derivations(page, made)]
    else:
        parts.append(Words(("Nothing is derived: the query selects and adds up what sources state.",)))
    version = f"sha256 {made.version}, of the whole file; its header is the text of this page"
    query = Terms((("Query", (f"`{name}`",)), ("Version", (version,))))
    return [*parts, query, Listing(name, _query(made))]


def _derivations(page: Page, made: Indicator) -> Table:
    """Tabulate what runs along time."""
    from pipeline.indicators.second import SECOND

    lines = []
    for name in made.derive:
        second = SECOND[name]
        gives = ", ".join(title(one) for one in second.made) or "the figures of each row"
        where = " and ".join(filter(None, (f"sql/checks/{second.file}.sql", second.beside)))
        lines.append(_line(name, gives, where))
    over_all = {name: title(name) for name in made.long_run}
    if made.adjust:
        over_all = {"seasonal_adjustment": f"{title('flow_sa')}, {title('flow_trend')}", **over_all}
    lines += [_line(name, gives, _OVER_ALL[name][1]) for name, gives in over_all.items()]
    heads = [
        Column("Derivation"),
        Column("Gives", width="9rem"),
        Column("Method", width="12rem"),
        Column("Reference", width="12rem"),
        Column("Second calculation"),
    ]
    notes = (_ONCE,) if made.adjust else ()
    return page.table("Derivations", "In the order in which they are applied", heads, lines, notes)


def _line(name: str, gives: str, second: str) -> Line:
    """Write the row of a derivation."""
    method, reference = described(name)
    return Line((name.replace("_", " "), gives, method, reference, second))


def described(name: str) -> tuple[str, str]:
    """Return what a derivation does and its reference, from the docstring of the method that it applies."""
    text = inspect.cleandoc(_function(name).__doc__ or "")
    found = _REFERENCE.search(text)
    said = " ".join(text.partition("\n\n")[0].split())
    return said, " ".join(found[1].split()) if found else "as in the reference above"


def _function(name: str) -> Callable[..., Any]:
    """Return the method that a derivation applies, else the derivation itself."""
    from pipeline.indicators.derive import DERIVATIONS

    place = METHODS.get(name) or _OVER_ALL.get(name, ("",))[0]
    if not place:
        return DERIVATIONS[name]
    module, _, function = place.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"pipeline.methods.{module}"), function)
    return found


def _query(made: Indicator) -> str:
    """Return the query without its header, which the page gives in full."""
    return made.text.partition("*/")[2].strip() + "\n"
