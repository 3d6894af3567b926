"""A reader at a real browser uses the site: from a folder and a server, by keyboard, without scripts."""

import csv
import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pipeline.site.build import Site
from tests.browser import DESK, PHONE, barriers, opened, quiet_page, width_of

REFLOW = (320, 640)
"""What a window of 1280 pixels holds at a zoom of 400 %: WCAG 2.2, 1.4.10."""
ALIKE = (
    *("calendar.html", "corrections.html", "cite.html", "report.html", "accessibility.html", "about.html"),
    *("2026-01/methodology/index.html", "search.html", "az/index.html"),
)
"""Pages made of what others are made of too: they are looked at in the long run."""
PAGES = (
    "index.html",
    "archive.html",
    "indicators.html",
    "2026-01/index.html",
    "2026-01/methodology/fci.html",
    "indicators/dwellings.html",
    "search.html?q=fci.AZ",
    *("ru/index.html", "ru/indicators/fci.html"),
    *(pytest.param(name, marks=pytest.mark.long) for name in ALIKE),
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with opened(tmp_path_factory.mktemp("profile")) as context:
        yield context


@pytest.fixture(scope="module")
def served(made: Site) -> Iterator[str]:
    """Serve the folder on a port of its own."""
    handler = functools.partial(Quiet, directory=str(made.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["folder", "server"])
def start(request: pytest.FixtureRequest, made: Site) -> str:
    """Where the site begins: in a folder, or on a server."""
    return request.getfixturevalue("served") if request.param == "server" else made.folder.as_uri()


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    with quiet_page(browser, "favicon", "404") as page:
        yield page


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press the tabulator until a link or field of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
        )
        if said.startswith(name):
            return
    raise AssertionError(f"The keyboard does not reach {name!r}.")


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_is_found_and_nothing_leaves_the_window(
    name: str, size: tuple[int, int], page: Page, made: Site
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{made.folder.as_uri()}/{name}")
    assert width_of(page) <= size[0]
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert barriers(page) == []


@pytest.mark.parametrize("name", [*PAGES, "2026-01/bulletin.en.html", "numbers/2026-01.1-1.html"])
def test_pages_reflow_at_four_times_their_size(name: str, page: Page, made: Site) -> None:
    page.set_viewport_size({"width": REFLOW[0], "height": REFLOW[1]})
    page.goto(f"{made.folder.as_uri()}/{name}")
    assert width_of(page) <= REFLOW[0]


def test_the_links_of_the_archive_are_on_the_screen_of_a_telephone(page: Page, made: Site) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for folder in ("", "az/", "ru/"):
        page.goto(f"{made.folder.as_uri()}/{folder}archive.html")
        links = page.locator("main table a")
        ends = links.evaluate_all("links => links.map(link => link.getBoundingClientRect().right)")
        assert len(ends) > 6
        assert max(ends) <= PHONE[0], folder


def test_the_main_figure_and_the_next_date_are_on_the_first_screen(page: Page, made: Site) -> None:
    for size in (PHONE, DESK):
        for folder in ("", "az/", "ru/"):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(f"{made.folder.as_uri()}/{folder}index.html")
            for what in (page.locator(".keys > li").first, page.locator(".facts > li").nth(1)):
                box = what.bounding_box()
                assert box
                assert box["y"] + box["height"] <= size[1]


def test_a_reader_with_a_keyboard_finds_the_newest_issue_and_its_pdf(page: Page, start: str) -> None:
    page.goto(f"{start}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    tab_to(page, "PDF")
    address = page.evaluate("document.activeElement.href")
    assert address == f"{start}/2026-01.1/bulletin.en.pdf"
    if start.startswith("http"):
        answer = page.request.get(address)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")
    page.goto(f"{start}/index.html")
    tab_to(page, "Read the bulletin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026-01.1/bulletin.en.html")
    assert "January 2026" in page.locator("header").inner_text()


def test_a_reader_with_a_keyboard_searches_a_number_and_lands_on_its_row(
    page: Page, start: str, made: Site
) -> None:
    with (made.folder / "2026-01" / "published_number.csv").open(encoding="utf-8") as stream:
        row = next(row for row in csv.DictReader(stream) if row["cell_id"] == "fci.AZ.2026-01")
    page.goto(f"{start}/index.html")
    tab_to(page, "Search")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html")
    tab_to(page, "Number id, cell id")
    page.keyboard.type(row["number_id"].upper())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search.html?q={row['number_id'].upper()}")
    page.get_by_role("heading", name="Investment in fixed capital, Azerbaijan fci.AZ.2026-01").wait_for()
    assert page.evaluate("document.activeElement.id") == "head"
    assert page.get_by_role("status").inner_text() == "Found in 4 places."
    tab_to(page, f"{row['printed']}: January 2026, issue 2026-01.1")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/2026-01.1/bulletin.en.html#n-{row['number_id']}")
    assert "fci.AZ.2026-01" in page.locator("tr:target").inner_text()
    assert page.locator("tr:target").evaluate("row => row.getBoundingClientRect().top") < DESK[1]


def test_a_reader_with_a_keyboard_opens_an_indicator(page: Page, start: str) -> None:
    page.goto(f"{start}/index.html")
    tab_to(page, "Indicators")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators.html")
    tab_to(page, "Investment in fixed capital")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/fci.html")
    assert page.get_by_role("group", name="Azerbaijan", exact=True).count() == 1
    assert page.get_by_role("img", name="Line chart").count() == 1
    tab_to(page, "January 2026, issue 2026-01.1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026-01.1/methodology/fci.html")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("fci.AZ.2026-01", "Found in "),
        ("fixed CAPITAL", "Found in 2 places."),
        ("fci", "Found in 1 place."),
        ("fci.AZ", "Found in "),
        ("n-zzzzzzzz", "No issue on this site"),
        ("fci.XX.2026-01", "No issue on this site"),
        ("__proto__", "No issue on this site"),
        ("constructor.name", "No issue on this site"),
        ("<img src=x onerror=alert(1)>", "No issue on this site"),
        ("\u0259\u041f\U0001f600", "No issue on this site"),
    ],
)
def test_anything_may_be_asked(asked: str, said: str, page: Page, start: str) -> None:
    page.goto(f"{start}/search.html")
    page.get_by_label("Number id, cell id").fill(asked)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.get_by_role("status").inner_text().startswith(said)
    assert page.get_by_label("Number id, cell id").input_value() == asked.removeprefix(
        "n-" if asked[:2] == "n-" else ""
    )


@pytest.mark.parametrize(
    ("lang", "label", "asked", "said", "heading"),
    [
        ("az", "Ədədin kodu", "fci.AZ.2026-01", "4 yerdə tapıldı.", "Əsas kapitala yönəldilmiş investisiya"),
        ("ru", "Код числа", "fci.AZ.2026-01", "Найдено в 4 местах.", "Инвестиции в основной капитал, Азерб"),
        ("ru", "Код числа", "ИНВЕСТИЦИИ капитал", "Найдено в 1 месте.", ""),
    ],
)
def test_a_reader_searches_in_each_language(
    lang: str, label: str, asked: str, said: str, heading: str, page: Page, made: Site
) -> None:
    page.goto(f"{made.folder.as_uri()}/{lang}/search.html")
    page.get_by_label(label).fill(asked)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.get_by_role("status").inner_text() == said
    if heading:
        assert page.locator("#found h3").inner_text().startswith(heading)
    page.locator("#found a").first.click()
    if heading:
        page.wait_for_url(f"**/2026-01.1/bulletin.{lang}.html#n-*")
    else:
        page.wait_for_url("**/ru/indicators/fci.html")


def test_a_reader_changes_the_language_and_stays_on_the_page(page: Page, start: str) -> None:
    page.goto(f"{start}/indicators/fci.html")
    for name, lang, title in (
        ("Русский", "ru", "Инвестиции в основной капитал"),
        ("Azərbaycan dili", "az", "Əsas kapitala yönəldilmiş investisiya"),
        ("English", "en", "Investment in fixed capital"),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", level=1, name=title).wait_for()
        assert page.evaluate("document.documentElement.lang") == lang
        assert page.url.endswith("/indicators/fci.html")


def test_a_part_of_the_index_that_is_missing_is_said(browser: BrowserContext, served: str) -> None:
    page = browser.new_page()
    page.route("**/search/n*.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{served}/search.html?q=zzzzzzzz")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.get_by_role("status").inner_text() == "A part of the search index could not be loaded."
    page.close()


def test_without_scripts_the_lists_lead_to_a_number(page: Page, browser: BrowserContext, made: Site) -> None:
    page.goto(f"{made.folder.as_uri()}/search.html")
    assert not page.get_by_text("Without scripts the numbers").is_visible()
    session = browser.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.reload()
    assert page.get_by_text("Without scripts the numbers").is_visible()
    page.locator("#lists ~ ul a").first.click()
    row = page.locator("tbody tr").first
    number = row.locator("th").inner_text()
    row.locator("a").click()
    assert page.url.endswith(f"#n-{number}")
