"""What the program says about its own adjustment, read from its file of diagnostics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.seasonal.tables import ProgramError

_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[ED][+-][0-9]{2,3})?")
_CLOCK = ("date", "time")
_NO_COEFFICIENT = ("roots", "ftest", "variance", "lbq", "bpq", "sigacf", "sigpacf", "seats", "chi")
_OUTLIERS = ("AutoOutlier$", "Outlier$")
_COEFFICIENT_FIELDS = 3
M_STATISTICS = tuple(f"m{number}" for number in range(1, 12))


@dataclass(frozen=True)
class Coefficient:
    """An estimated coefficient: estimate, standard error and t as printed; `kind` is regression, ar or ma."""

    kind: str
    name: str
    estimate: Decimal
    standard_error: Decimal
    t: Decimal


@dataclass(frozen=True)
class Diagnostics:
    """The diagnostics by the program's own names, as printed; the moment of the run is left out."""

    entries: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return an entry as printed, or an empty text."""
        return self.entries.get(name, "").strip()

    def number(self, name: str, place: int = 0) -> Decimal | None:
        """Return a number of an entry, None where it is not there.

        >>> Diagnostics({"qsori": "     167.64858    0.00000"}).number("qsori", 1)
        Decimal('0.00000')
        """
        fields = self.text(name).split()
        if place >= len(fields) or not _NUMBER.fullmatch(fields[place]):
            return None
        return Decimal(fields[place].replace("D", "E"))

    @property
    def model(self) -> str:
        """The ARIMA model that was estimated."""
        return self.text("arimamdl")

    @property
    def model_used(self) -> str:
        """The model that the adjustment rests on: SEATS may replace one that it cannot decompose."""
        return self.text("seatsmdl") or self.model

    @property
    def m_statistics(self) -> dict[str, Decimal | None]:
        """M1 to M11, as printed; None where the method has none."""
        return {name: self.number(f"f3.m{int(name[1:]):02d}") for name in M_STATISTICS}

    @property
    def coefficients(self) -> list[Coefficient]:
        """Coefficients of regressors and of the ARIMA model, in the program's order, outliers included."""
        return [
            Coefficient(_kind(name), name, *numbers)
            for name, text in self.entries.items()
            if "$" in name and not name.lower().startswith(_NO_COEFFICIENT) and (numbers := _three(text))
        ]

    @property
    def outliers(self) -> list[Coefficient]:
        """Outliers of the model, those kept and those found in this run (AO, LS, TC)."""
        return [found for found in self.coefficients if found.name.startswith(_OUTLIERS)]

    @property
    def found_outliers(self) -> list[str]:
        """Names of the outliers found in this run, as AO2020.Apr."""
        prefix = _OUTLIERS[0]
        return [one.name.removeprefix(prefix) for one in self.outliers if one.name.startswith(prefix)]

    @property
    def has_converged(self) -> bool:
        """Whether the estimation of the model ended by itself."""
        return self.text("converged") == "yes"

    @property
    def program(self) -> str:
        """Version and build of the program."""
        return f"{self.text('version')} build {self.text('build')}"


def read_diagnostics(text: str) -> Diagnostics:
    r"""Read the program's file of diagnostics; ProgramError where it is none.

    >>> read_diagnostics("date: today\nversion: 1.1\nbuild: 62\nfreq:    12\n").program
    '1.1 build 62'
    """
    entries: dict[str, str] = {}
    for line in text.splitlines():
        name, mark, rest = line.partition(": ")
        if mark and name not in _CLOCK:
            entries[name] = rest
    if not entries.get("version") or entries.get("freq", "").strip() != "12":
        raise ProgramError("its diagnostics are not in the expected form")
    return Diagnostics(entries)


def _kind(name: str) -> str:
    """Tell what a coefficient belongs to."""
    return name[:2].lower() if name.startswith(("AR$", "MA$")) else "regression"


def _three(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """Read estimate, standard error and t, where an entry has just these."""
    fields = text.split()
    if len(fields) != _COEFFICIENT_FIELDS or not all(map(_NUMBER.fullmatch, fields)):
        return None
    estimate, error, t = map(Decimal, fields)
    return estimate, error, t
