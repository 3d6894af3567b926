"""Makes the readers' site of an office from its releases: the same releases give the same bytes."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.lake import Lake
from pipeline.language.grammar import grammar_of
from pipeline.locks import site_lock
from pipeline.office import Office
from pipeline.releasing.plain import DRAFTS
from pipeline.site.detail import add_indicators, add_issues
from pipeline.site.forms import indicator_codes
from pipeline.site.issues import read_issues
from pipeline.site.marked import add_marked
from pipeline.site.names import load_names
from pipeline.site.numbers import numbers_of
from pipeline.site.plain import add_plain
from pipeline.site.read import Read, with_lists
from pipeline.site.render import Pages, engine, static_files
from pipeline.site.series import as_csv, read_series
from pipeline.site.shards import index_files
from pipeline.site.write import require_addresses, require_place, write_site


@dataclass(frozen=True)
class Site:
    """A written site."""

    folder: Path
    issues: tuple[str, ...]
    pages: int


def build_site(office: Office, out: Path | None = None, drafts: bool = False) -> Site:
    """Write the site of the issues that were released into `out`, the folder `site` of the office by default.

    With `drafts` it shows every release at hand, each that was not released marked as a draft, and lies in
    the folder `site-drafts` by default: it is for the office and not for readers.

    Each page is there in each of the office's languages: in the first at the root, in another in its folder;
    the releases, the series and the search index are there once.
    Raises UsageError where there is no release, `out` holds something else, an address would end or a
    language has no messages; BadInputError where a release is not as it was sealed.
    """
    place = out or office.home / (DRAFTS if drafts else "site")
    with site_lock(office):
        return _build(office, place, drafts)


def _build(office: Office, place: Path, drafts: bool) -> Site:
    """Read what is at hand, and write the site."""
    require_place(place)
    issues = read_issues(office, drafts)
    require_addresses(place, issues)
    numbers = {issue.key: numbers_of(issue) for issue in issues}
    pages = _pages(office, with_lists(issues, numbers, office.languages), drafts)
    index = index_files([(issue, numbers[issue.key]) for issue in issues])
    count = sum(name.endswith(".html") for name in pages)
    folder = write_site(place, issues, {**static_files(office.project.templates), **index, **pages})
    return Site(folder, tuple(issue.key for issue in issues), count)


def _pages(office: Office, read: Read, drafts: bool) -> dict[str, bytes]:
    """Write the pages of all languages, and the series that they share."""
    codes = indicator_codes(read.newest)
    series = read_series(read.newest, codes, Lake(office.home / "lake"))
    files = {f"indicators/{code}.csv": as_csv(series.cells.get(code, [])) for code in codes}
    spoken = {lang: grammar_of(lang).name for lang in office.languages}
    environment = engine(office.project.templates)
    for lang in office.languages:
        names = load_names(office, lang, read.newest.month.last)
        pages = Pages(names, spoken, environment, drafts)
        add_plain(pages, names, read, codes)
        add_issues(pages, names, read)
        add_marked(pages, names, read)
        add_indicators(pages, names, read, series, codes)
        files |= pages.files
    return files
