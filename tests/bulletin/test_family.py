"""Publications composed by two processes are those that one composes."""

import os
import pickle
from dataclasses import replace
from typing import Any

import pytest

from pipeline.bulletin import beside, family
from pipeline.bulletin.beside import Beside
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.charts.theme import Drawing
from pipeline.bulletin.edition import Composer, Edition
from pipeline.bulletin.family import begin_family, is_large, named_of
from pipeline.bulletin.model import Foreign
from pipeline.bulletin.workers import PROCESSES, Workers
from pipeline.choice import ALL, Choice
from pipeline.errors import CrossfootError, StopRuleError, UsageError
from pipeline.stages import lake_of
from tests.bulletin.pages import bare
from tests.publications import ENGLISH

NAMED = [("ER-KAR", lang) for lang in ("en", "az", "ru")]


def said(one: Edition) -> tuple[Any, ...]:
    """Return everything that a publication hands on."""
    binder: Binder = one.binder
    return one.name, one.document, binder.rows, binder.entries, binder.kept, binder.territory


def test_two_processes_compose_what_one_does(karabakh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one beside, which reads for itself, begins at the end; both hand their parts out in order."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(family, "MANY", len(NAMED))
    asked: list[tuple[str, str]] = []
    compose = Composer.compose
    monkeypatch.setattr(Composer, "compose", lambda self, *one: asked.append(one) or compose(self, *one))
    workers = Workers()
    workers.start()
    lent = Beside(workers, karabakh.office, karabakh.month, "en")
    lent._thread.submit(int).result()
    try:
        made = begin_family(karabakh.material, NAMED, workers, lent)()
    finally:
        workers.close(at_once=False)
    assert 0 < len(asked) < len(NAMED)
    alone = Composer(karabakh.material)
    order = beside.order_of(karabakh.material)
    assert said(beside.composed(order, *NAMED[0])) == said(made[0])
    kept = (beside._composer, beside._material)
    assert [one.cache_info().currsize for one in kept] == [1, 1]
    beside.forget()
    assert [one.cache_info().currsize for one in kept] == [0, 0]
    assert [said(one) for one in made] == [said(compose(alone, *one)) for one in NAMED]


def test_a_publication_leads_to_the_others_that_are_made_with_it() -> None:
    """To its other languages, and in its own language to the country and the other territories."""
    made = [("", "en"), ("", "az"), ("ER-KAR", "en"), ("ER-KAR", "az"), ("ER-EZG", "en")]
    editions = [
        Edition(scope, lang, bare(lang=lang, subtitle=scope or "The country"), Binder(lang, str))
        for scope, lang in made
    ]
    found = [[(one.name, one.href, one.lang) for one in each.among(editions).document.others]
             for each in editions]  # fmt: skip
    assert found[0] == [
        ("Azərbaycan dili", "bulletin.az.html", "az"),
        ("ER-KAR", "ER-KAR/bulletin.en.html", "en"),
        ("ER-EZG", "ER-EZG/bulletin.en.html", "en"),
    ]
    assert found[3] == [
        ("English", "../ER-KAR/bulletin.en.html", "en"),
        ("The country", "../bulletin.az.html", "az"),
    ]
    assert editions[0].among(editions[:1]).document.others == ()


def test_few_publications_start_no_process(karabakh: Any) -> None:
    workers = Workers()
    (one,) = begin_family(karabakh.material, NAMED[:1], workers)()
    assert (one.name, workers.started) == ("ER-KAR/bulletin.en", False)


def test_a_month_is_large_by_its_cells_and_its_whole_family(
    karabakh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, key = lake_of(karabakh.office), karabakh.month.key
    cells = sum(map(len, karabakh.material.cells.values()))
    monkeypatch.setattr(family, "MANY_CELLS", cells)
    assert is_large(lake, key, ALL)
    assert not is_large(lake, key, ENGLISH)
    assert not is_large(lake, "1999-01", ALL)
    monkeypatch.setattr(family, "MANY_CELLS", cells + 1)
    assert not is_large(lake, key, ALL)


def test_a_process_that_read_ahead_for_few_publications_is_there_to_print(
    karabakh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    material, workers = karabakh.material, Workers()
    workers.start()
    lent = Beside(workers, material.office, material.month, "en")
    try:
        (one,) = begin_family(material, NAMED[:1], workers, lent)()
        assert {workers.lend() for _ in range(PROCESSES)} == set(workers._processes)
    finally:
        workers.close(at_once=True)
    assert one.name == "ER-KAR/bulletin.en"


def test_indicators_that_changed_meanwhile_stop_the_bulletin(karabakh: Any) -> None:
    other = replace(karabakh.material, digests={**karabakh.material.digests, "core": "another"})
    with pytest.raises(StopRuleError, match="changed while its bulletin was being made"):
        beside.composed(beside.order_of(other), "", "en")


def test_what_goes_amiss_beside_is_told_here(karabakh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that died while it composed is an error of the run, not a publication less."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(family, "MANY", 1)
    workers = Workers()
    workers.start()
    for process in workers._processes:
        process.stop()
    try:
        with pytest.raises(CrossfootError, match="without a result"):
            begin_family(karabakh.material, NAMED[:2], workers)()
    finally:
        workers.close(at_once=True)


def test_words_and_drawings_are_handed_over_whole() -> None:
    for one in (Foreign("word", "az"), Drawing("<svg/>", '{"count": 0}')):
        other = pickle.loads(pickle.dumps(one))
        assert (type(other), other, vars_of(other)) == (type(one), one, vars_of(one))


def vars_of(one: Any) -> tuple[str, str]:
    """Return what stands beside a text."""
    return getattr(one, "lang", ""), getattr(one, "spec", "")


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [(Choice(("hy",)), "language 'hy'"), (Choice((), ("ER-XXX",)), "territory 'ER-XXX'")],
)
def test_a_publication_that_the_month_has_not_is_named(karabakh: Any, choice: Choice, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        named_of(karabakh.material, choice)
