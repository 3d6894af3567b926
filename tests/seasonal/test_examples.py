"""The examples in the documentation of seasonal adjustment are run."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

from pipeline import seasonal

MODULES = [
    importlib.import_module(f"{seasonal.__name__}.{found.name}")
    for found in pkgutil.iter_modules(seasonal.__path__)
]
SHOWN = {"diagnostics", "gate", "holiday", "series", "spc", "specification", "tables"}
"""Modules with an example; the others run the program, whose example is in pipeline/methods/seasonal.py."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.failed == 0
    assert (found.attempted > 0) == (module.__name__.rpartition(".")[2] in SHOWN)
