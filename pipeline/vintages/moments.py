"""The vintages of an office: the ends of months in which something became known, and what was known then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

import pipeline
from pipeline.decisions.model import Decision
from pipeline.identity import digest_of, short_hash, tree_hash
from pipeline.lake import content_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.window import Window, window_of

_THROUGH_FIGURES = ("source", "concept", "territory_name", "unit_name")
"""Reference tables that grow with deliveries. Of sources those count that had stated something by the day;
the others decide what a figure becomes when it is conformed, and are in the observations."""
_CODE = ("indicators", "methods", "rules", "decisions")
_FILES = ("edit.py", "decimals.py", "engine.py", "window.py", "vintages/known.py")
_READ = re.compile(r"\breference\.([a-z_]+)")


@dataclass(frozen=True)
class Vintage:
    """A day whose knowledge is kept: the last of a month; of the newest one the newest delivery's day."""

    key: str
    window: Window

    @property
    def day(self) -> date:
        """The day."""
        return self.window.as_of


def vintages_of(office: Office, observations: pl.DataFrame, decisions: Sequence[Decision]) -> list[Vintage]:
    """List the vintages in time: of months in which a version became known or a decision began or ended.

    The newest one is that of a run without an as-of day: all decisions count in it.
    """
    newest = office.newest_received()
    days = {*observations["known_on"], *(row.day for row in decisions)}
    days |= {row.expires_on + timedelta(days=1) for row in decisions if row.expires_on}
    last = Month.of(newest)
    months = sorted({month for day in days if (month := Month.of(day)) < last})
    first = office.first_month
    past = [Vintage(one.key, window_of(office, max(one, first), one.last)) for one in months]
    return [*past, Vintage(last.key, window_of(office, last))]


def digests_of(
    office: Office, observations: pl.DataFrame, decisions: Sequence[Decision], vintages: Sequence[Vintage]
) -> Iterator[str]:
    """Yield for each vintage the hash of all that its values follow from, that of the one before included.

    Of versions of one day the order of loading decides; it is kept by the order of the rows.
    """
    reference = load_reference(office)
    sources = reference["source"].sort("source_id")
    order = ["known_on", "series_id", "source_id", "version_key", "obs_id"]
    rows = observations.sort(order).drop("version_key")
    link, before = _shared(office, reference), date.min
    for vintage in vintages:
        own = rows.filter(pl.col("known_on") > before, pl.col("known_on") <= vintage.day)
        known = rows.filter(pl.col("known_on") <= vintage.day)["source_id"].unique().implode()
        until = vintage.window.asked
        link = short_hash(
            link,
            content_hash(own),
            content_hash(sources.filter(pl.col("source_id").is_in(known))),
            digest_of([row.as_texts() for row in decisions if until is None or row.day <= until]),
            str(vintage.window),
        )
        before = vintage.day
        yield link


def _shared(office: Office, reference: dict[str, pl.DataFrame]) -> str:
    """Hash what all vintages follow from: rules, SQL, code, and the reference tables that the SQL reads."""
    sql, code = office.project.sql, Path(pipeline.__file__).parent
    read = {name for path in sql.rglob("*.sql") for name in _READ.findall(path.read_text(encoding="utf-8"))}
    tables = sorted(read & set(reference) - set(_THROUGH_FIGURES))
    return digest_of(
        [
            office.country,
            tree_hash(office.folder / "rules", "*.toml"),
            tree_hash(sql, "*.sql"),
            [tree_hash(code / name, "*.py") for name in _CODE],
            tree_hash(code, *_FILES),
            {name: content_hash(reference[name].sort(pl.all())) for name in tables},
        ]
    )
