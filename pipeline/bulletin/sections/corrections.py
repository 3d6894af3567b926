"""What an issue corrects, and the exceptions that were made for it; most issues have neither."""

from functools import partial
from itertools import chain
from typing import Any

from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Block, Paragraph, Points, Section, Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.presented import Named, count_in_words, in_words, parts, period, subject
from pipeline.language.phrase import day_of
from pipeline.releasing.model import CORRIGENDUM
from pipeline.releasing.printed import MOST_LISTED, SEVERAL, Was, in_language, is_same


def corrections(page: Page) -> Section | None:
    """Write the annex: the corrigendum as announced, number by number, exceptions with their reasons."""
    printed, lang = page.material.printed, page.material.lang
    said: list[Block] = []
    if printed.corrigendum:
        said.append(Paragraph(page.say("corrections-lead", name=_corrected(page))))
        said += [
            Paragraph(page.say(f"corrections-{name}", text=printed.corrigendum.text(name, lang)))
            for name in CORRIGENDUM
        ]
        said += [*_since(page), *_numbers(page)]
    said += [
        Paragraph(page.say(f"exceptions-{rule}", text=in_language(reason, lang)))
        for rule, reason in printed.exceptions
    ]
    if not said:
        return None
    return Section("corrections", page.word("corrections-title"), tuple(said), annex=True)


def _numbers(page: Page) -> list[Block]:
    """List the numbers that the corrigendum names: what the issue before printed, and what this one does."""
    corrigendum, binder = page.material.printed.corrigendum, page.binder
    named = corrigendum.named(page.material.lang, page.material.scope) if corrigendum else []
    if corrigendum is None or not named:
        return []
    binder.at("corrections")
    now: dict[str, dict[str, dict[str, Any]]] = {}
    for row in binder.rows:
        now.setdefault(row["number_id"], {}).setdefault(row["printed"], row)
    said: list[Text] = []
    for one in named[:MOST_LISTED]:
        rows, before = now.get(one.number_id, {}), corrigendum.before(one)
        if not rows:
            said.append(page.say("corrections-number-gone", cell=_in_words(page, one), before=before))
        elif is_same(one.text, SEVERAL.join(rows)):
            said.append(page.say("corrections-number-same", cell=_in_words(page, one), before=before))
        else:
            text = tuple(chain.from_iterable((SEVERAL, binder.again(row)) for row in rows.values()))[1:]
            said.append(page.say("corrections-number", cell=_in_words(page, one), before=before, now=text))
    listed: list[Block] = [Points(tuple(said))]
    if len(named) > MOST_LISTED:
        listed.append(Paragraph(page.say("corrections-numbers-cut", shown=MOST_LISTED)))
    return listed


def _since(page: Page) -> list[Block]:
    """Say since when the issue before stood, and since when its correction was announced."""
    own = page.material.printed.corrigendum
    if own is None or own.released is None or own.announced is None:
        return []
    released, announced = day_of(own.released), day_of(own.announced)
    said = page.say("corrections-since", name=_corrected(page), released=released, announced=announced)
    return [Paragraph(said)]


def _in_words(page: Page, was: Was) -> str:
    """Name a number: of what, where and when, and what of it, or what it counts, and the id of its cell.

    One that is no more is named as the issue before had it.
    """
    material, cell_id = page.material, was.cell_id
    of = subject(material.messages, material.catalogue, cell_id, material.title)
    corrigendum = material.printed.corrigendum
    own = material.by_id.get(cell_id)
    cell = own or (corrigendum.cells.get(cell_id) if corrigendum else None)
    if cell is None or of is None or cell["territory_id"] not in material.territories:
        return count_in_words(material.messages, cell_id)
    place = material.name(cell["territory_id"])
    part = parts(material.messages, material.labels, partial(_title, material), str(cell["breakdown"]))
    when = material.when(own, short=True) if own else period(material.grammar, cell)
    return in_words(material.messages, cell, was.facet, Named(*of, part, place, when))


def _title(material: Material, code: str) -> str | None:
    """Name an indicator, None where the code is none."""
    return material.title(code) if code in material.catalogue else None


def corrections_in_short(page: Page) -> tuple[tuple[str, str], ...]:
    """Say on the first page what is corrected, and that there were exceptions."""
    printed, section = page.material.printed, page.word("corrections-title")
    said = page.word("fact-no-corrections")
    if printed.corrigendum:
        said = page.word("fact-correction", name=_corrected(page), section=section)
    exception = ((page.word("fact-exceptions"), page.word("fact-exception", section=section)),)
    return ((page.word("fact-corrections"), said), *(exception if printed.exceptions else ()))


def _corrected(page: Page) -> str:
    """Name the issue that is corrected, of the same territory."""
    corrigendum, scope = page.material.printed.corrigendum, page.material.scope
    return ".".join(filter(None, [corrigendum.corrects if corrigendum else "", scope]))
