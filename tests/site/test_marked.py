"""Marked copies of the pages of a withdrawn issue in a real browser: seen, whole, and leading to copies."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.releasing.steps import Who, withdraw
from pipeline.site.build import build_site
from tests.browser import DESK, PHONE, barriers, opened, quiet_page, width_of
from tests.released import MOMENT

REASON = "The publisher took its figures back."
PAGES = ("audit.html", "bulletin.en.html", "bulletin.az.html", "methodology/fci.html")
SHORT = (("audit.html", (800, 700)), ("bulletin.en.html", PHONE), ("methodology/fci.html", DESK))


@pytest.fixture(scope="module")
def withdrawn(released: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of an office whose newest issue was withdrawn."""
    var = tmp_path_factory.mktemp("withdrawn") / "var"
    shutil.copytree(released.project.var, var, symlinks=True)
    office = load_office(Project(locate().root, var), "karabakh")
    withdraw(office, "2026-01.1", Who("Ben", MOMENT + timedelta(days=1), REASON))
    return build_site(office).folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with opened(tmp_path_factory.mktemp("profile")) as context:
        yield context


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    with quiet_page(browser) as page:
        yield page


@pytest.mark.parametrize(
    ("name", "size"),
    [
        pytest.param(name, size, marks=() if (name, size) in SHORT else pytest.mark.long)
        for name in PAGES
        for size in (PHONE, (800, 700), DESK)
    ],
)
def test_the_mark_has_a_frame_and_is_whole(
    name: str, size: tuple[int, int], page: Page, withdrawn: Path
) -> None:
    folder, slash, own = name.rpartition("/")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{withdrawn.as_uri()}/2026-01.1/{folder}{slash}marked-{own}")
    mark = page.locator(".crossfoot-mark")
    assert mark.evaluate("mark => getComputedStyle(mark).borderTopWidth") == "3px"
    assert mark.evaluate("mark => mark.scrollWidth <= mark.clientWidth")
    box = mark.bounding_box()
    assert box
    assert box["x"] >= 4
    assert box["x"] + box["width"] <= size[0] - 4
    assert width_of(page) <= size[0]
    assert REASON in mark.inner_text()
    apart = mark.locator("li a").evaluate_all("links => links.map(one => one.getBoundingClientRect().top)")
    assert len({round(top) for top in apart}) == len(apart) == 2
    assert barriers(page) == []


def test_the_auditors_page_leads_to_marked_pages(page: Page, withdrawn: Path) -> None:
    page.goto(f"{withdrawn.as_uri()}/2026-01.1/marked-audit.html#fci.AZ.2026-01")
    links = page.locator("#told li a")
    links.first.wait_for()
    found = [str(link.get_attribute("href")).rpartition("#")[0] for link in links.all()]
    assert {"marked-bulletin.en.html", "marked-bulletin.ru.html", "methodology/marked-fci.html"} <= {*found}
    assert {one.rpartition("/")[2].partition("-")[0] for one in found} == {"marked"}
    assert page.locator("#told dd a[href='certificate.json']").count() == 1
    assert page.locator(".crossfoot-mark a").last.get_attribute("href") == "audit.html"
    links.first.click()
    page.wait_for_url("**/2026-01.1/marked-bulletin.*")
    assert page.locator(".crossfoot-mark").count() == 1
    page.evaluate("window.scrollTo(0, 5000)")
    assert page.evaluate("window.scrollY") > 4000
    strip = page.locator(".crossfoot-strip").bounding_box()
    assert strip
    assert 0 <= strip["y"] < 40
    assert "withdrawn" in page.locator(".crossfoot-strip").inner_text()
