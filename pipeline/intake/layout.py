"""Layouts: how the columns of a known form become figures. They are data, in layouts/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from string import Formatter

from pipeline.errors import BadInputError

CODE_COLUMNS = ("qualifier", "inferred", "scope", "interpretation")
"""What a note says about a figure, as codes: several in one field are joined by a semicolon."""

_FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True)
class FigureColumns:
    """One figure that a line may give: where its printed text, its value and its unit stand.

    A register may lack the columns of an `optional` one.
    """

    field: str
    quantity: str
    label: str
    printed: str
    value: str
    unit: str = ""
    unit_text: str = ""
    ratio: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """A form of register: which columns say who, where and when, and which figures a line gives.

    `beside` says of the other columns that it may have which disposition the numbers in them have.
    """

    code: str
    title: str
    source: str
    territory: str
    period_text: str
    plan_date: str
    figures: tuple[FigureColumns, ...]
    published: str = ""
    period_start: str = ""
    period_end: str = ""
    period_kind: str = ""
    cumulative: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def figure_columns(self) -> frozenset[str]:
        """The columns that figures are read from: printed text, value and ratio."""
        named = (name for one in self.figures for name in (one.printed, one.value, one.ratio))
        return frozenset(name for name in named if name)

    @property
    def columns(self) -> list[str]:
        """The columns a file of this layout must have."""
        named = [
            self.source,
            self.published,
            self.territory,
            self.period_text,
            self.period_start,
            self.period_end,
        ]
        named += [self.period_kind, self.cumulative]
        for figure in (one for one in self.figures if not one.optional):
            named += [figure.printed, figure.value, figure.unit, figure.ratio]
            named += [name for _, name, _, _ in Formatter().parse(figure.label) if name]
        return list(dict.fromkeys(name for name in named if name))


@cache
def load_layout(code: str) -> Layout:
    """Read a layout; an unknown code is a sentence that lists the known ones."""
    path = _FOLDER / f"{code}.toml"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in _FOLDER.glob("*.toml")))
        raise BadInputError(
            f"A delivery names the layout '{code}', which is not known. Known layouts: {known}."
        )
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = tuple(FigureColumns(**item) for item in facts.pop("figure"))
    beside = {name: disposition for disposition, names in facts.pop("beside", {}).items() for name in names}
    return Layout(code=code, figures=figures, beside=beside, **facts)
