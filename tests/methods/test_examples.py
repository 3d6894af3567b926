"""The examples in the documentation of the methods are run, and every public function has one."""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from pipeline import methods

MODULES = [
    importlib.import_module(f"pipeline.methods.{found.name}")
    for found in pkgutil.iter_modules(methods.__path__)
]
METHODS = ["as_of", "contribution", "growth_on_month", "growth_on_year", "largest_remainder", "monthly_flow",
           "points_change", "share"]  # fmt: skip
"""What others call; the functions of series, flags and ratio serve these."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", METHODS)
def test_every_method_shows_an_example(name: str) -> None:
    method = next(getattr(module, name) for module in MODULES if hasattr(module, name))
    assert ">>>" in inspect.getdoc(method)
