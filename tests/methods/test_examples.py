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
METHODS = [
    *("add_intervals", "as_of", "base_changes", "base_effect", "chain_linked", "contribution", "coverage"),
    *("deflate", "denton_cholette", "divide_intervals", "flow_from_weeks", "flow_within_release"),
    *("growth_on_month", "growth_on_year", "growth_presentations", "growth_to_date", "hidiroglou_berthelot"),
    *("implied_deflator", "index_numbers", "largest_remainder", "median_deviation", "monthly_flow"),
    *("multiply_intervals", "points_change", "policy_breaches", "rake", "rake_two_ways", "rebase"),
    *(
        "revision_statistics",
        "revisions",
        "seasonal_adjustment",
        "share",
        "stock_at_month_end",
        "subtract_intervals",
    ),
    *("supported_places", "with_bounds", "year_to_date"),
]
"""What others call; the functions of series, flags, ratio, denton, newey_west and rake_table serve these."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", METHODS)
def test_every_method_shows_an_example(name: str) -> None:
    method = next(getattr(module, name) for module in MODULES if hasattr(module, name))
    assert ">>>" in inspect.getdoc(method)
