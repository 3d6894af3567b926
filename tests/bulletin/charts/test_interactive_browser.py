"""A reader at a real browser meets the charts: by pointer, by keys, on a telephone, without scripts."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, sync_playwright

from pipeline.bulletin.charts import interactive
from pipeline.bulletin.model import Document
from pipeline.bulletin.render import companions, render_html
from tests.browser import DESK, PHONE, barriers, find_browser, width_of
from tests.bulletin.sample_document import TEMPLATES, sample

STRICT = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self'"
"""A policy without unsafe-eval: expressions of the charts are interpreted."""


def _document() -> Document:
    return sample(districts=3)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample's page with what must lie beside it, as a release has it."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "fonts").mkdir()
    html = interactive.enliven(render_html(_document(), TEMPLATES, "screen"), _document(), TEMPLATES)
    for name, content in {**companions(TEMPLATES), **interactive.files(TEMPLATES)}.items():
        (folder / name).write_bytes(content)
    path = folder / "bulletin.en.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    """Start what drives browsers, once."""
    with sync_playwright() as started:
        yield started


def _launch(driver: Playwright, profile: Path, *, scripts: bool = True) -> BrowserContext:
    """Open a browser with a profile of its own."""
    return driver.chromium.launch_persistent_context(
        str(profile),
        executable_path=find_browser(),
        args=["--no-sandbox"],
        headless=True,
        java_script_enabled=scripts,
    )


@pytest.fixture(scope="module")
def browser(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Open a browser in which scripts run."""
    context = _launch(driver, tmp_path_factory.mktemp("profile"))
    yield context
    context.close()


def _open(browser: BrowserContext, address: str, size: tuple[int, int] = DESK) -> tuple[Page, list[str]]:
    """Open a page and collect whatever it complains of or asks for."""
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda problem: heard.append(str(problem)))
    page.on("requestfailed", lambda request: heard.append(request.url))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    return page, heard


def _live(page: Page, number: int) -> Locator:
    """Bring a figure into view and return its interactive chart."""
    figure = page.locator("figure").nth(number)
    figure.scroll_into_view_if_needed()
    live = figure.locator(".chart-live")
    live.wait_for(timeout=20_000)
    return live


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_every_chart_becomes_interactive_from_a_folder(
    page_file: Path, browser: BrowserContext, size: tuple[int, int]
) -> None:
    page, heard = _open(browser, page_file.as_uri(), size)
    charts = interactive.charts_in_order(_document())
    assert page.locator("figure").count() == len(charts)
    for number, chart in enumerate(charts):
        live = _live(page, number)
        assert live.get_attribute("aria-valuemax") == str(len(interactive.numbers_of(chart)))
        assert not page.locator("figure").nth(number).locator("svg[role=img]").is_visible()
        inside = live.evaluate(
            "live => { const box = live.getBoundingClientRect();"
            "return [...live.querySelectorAll('text')].every(text => {"
            "const own = text.getBoundingClientRect();"
            "return own.left >= box.left - 1 && own.right <= box.right + 1 }) }"
        )
        assert inside, chart.label
    assert heard == []
    assert width_of(page) <= size[0]
    assert barriers(page) == []
    page.close()


def test_a_telephone_gets_the_narrow_layout_and_a_wider_window_the_other(
    page_file: Path, browser: BrowserContext
) -> None:
    page, _ = _open(browser, page_file.as_uri(), PHONE)
    live = _live(page, 0)
    assert float(live.locator("svg").get_attribute("width") or 0) <= 330
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.wait_for_function("document.querySelector('.chart-live svg').getAttribute('width') > 600")
    page.close()


def test_keys_walk_through_the_numbers_and_lead_to_the_lineage_index(
    page_file: Path, browser: BrowserContext
) -> None:
    page, _ = _open(browser, page_file.as_uri())
    numbers = interactive.numbers_of(interactive.charts_in_order(_document())[0])
    live = _live(page, 0)
    live.focus()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("End", len(numbers) - 1), ("Home", 0)):
        page.keyboard.press(key)
        told = live.get_attribute("aria-valuetext") or ""
        series, label, said, name = numbers[at]
        assert told == f"{series}, {label}: {said}. Number {name}"
        assert live.get_attribute("aria-valuenow") == str(at + 1)
        assert live.locator(".chart-tip").inner_text().split("\n") == [
            f"{series}, {label}",
            said,
            f"Number {name}",
        ]
    page.keyboard.press("ArrowDown")
    assert (live.get_attribute("aria-valuetext") or "").startswith("2025, Jan: ")
    page.keyboard.press("Escape")
    assert not live.locator(".chart-tip").is_visible()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#n-{numbers[-1][3]}"
    page.close()


def test_tab_reaches_every_chart_and_shows_what_keys_do(page_file: Path, browser: BrowserContext) -> None:
    page, _ = _open(browser, page_file.as_uri())
    live = _live(page, 1)
    page.evaluate(
        "document.querySelectorAll('figure')[1].querySelector('.chart-live').previousElementSibling"
    )
    live.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "chart-live"
    hint = page.locator("#" + (live.get_attribute("aria-describedby") or ""))
    assert hint.is_visible()
    assert hint.inner_text().startswith("Arrow keys move from number to number")
    assert live.evaluate("live => getComputedStyle(live).outlineStyle") == "solid"
    page.close()


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.long)])
def test_the_frame_lies_around_the_mark_of_the_number(
    page_file: Path, browser: BrowserContext, size: tuple[int, int]
) -> None:
    page, _ = _open(browser, page_file.as_uri(), size)
    live = _live(page, 1)
    live.focus()
    bars = live.locator(".bar_marks path")
    for at in range(bars.count()):
        page.keyboard.press("Home")
        for _ in range(at):
            page.keyboard.press("ArrowRight")
        frame, bar = _box(live.locator(".chart-mark")), _box(bars.nth(at))
        assert frame["x"] <= bar["x"] + 1
        assert frame["x"] + frame["width"] >= bar["x"] + bar["width"] - 1
        assert abs(frame["y"] + frame["height"] / 2 - bar["y"] - bar["height"] / 2) <= 2
    page.close()


def _box(part: Locator) -> dict[str, float]:
    box: Any = part.bounding_box()
    assert box is not None
    return dict(box)


def test_a_pointer_shows_a_number_and_a_click_leads_to_it(page_file: Path, browser: BrowserContext) -> None:
    page, _ = _open(browser, page_file.as_uri())
    numbers = interactive.numbers_of(interactive.charts_in_order(_document())[1])
    live = _live(page, 1)
    bar = _box(live.locator(".bar_marks path").nth(2))
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    assert live.locator(".chart-tip b").inner_text() == numbers[2][2]
    page.mouse.down()
    page.mouse.up()
    assert page.evaluate("location.hash") == f"#n-{numbers[2][3]}"
    page.mouse.move(5, 5)
    assert not live.locator(".chart-tip").is_visible()
    page.close()


def test_nothing_moves_so_there_is_no_motion_to_reduce(page_file: Path, browser: BrowserContext) -> None:
    page, _ = _open(browser, page_file.as_uri())
    _live(page, 0)
    moving = page.evaluate(
        "[...document.querySelectorAll('.chart-live, .chart-live *')].filter(part => {"
        "const style = getComputedStyle(part);"
        "return style.transitionDuration !== '0s' || style.animationName !== 'none' }).length"
    )
    assert moving == 0
    page.close()


def test_on_paper_the_drawn_chart_is_printed(page_file: Path, browser: BrowserContext) -> None:
    page, _ = _open(browser, page_file.as_uri())
    live = _live(page, 0)
    page.emulate_media(media="print")
    assert not live.is_visible()
    assert page.locator("figure").first.locator("svg[role=img]").is_visible()
    page.close()


def test_a_policy_without_eval_allows_the_charts(page_file: Path, browser: BrowserContext) -> None:
    class Strict(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Strict, directory=str(page_file.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page, heard = _open(browser, f"http://127.0.0.1:{server.server_port}/{page_file.name}")
        live = _live(page, 0)
        live.focus()
        page.keyboard.press("End")
        assert live.locator(".chart-tip").is_visible()
        page.close()
        server.shutdown()
    assert [text for text in heard if "404" not in text] == []


def test_a_chart_that_cannot_be_drawn_anew_stays_as_printed(
    page_file: Path, browser: BrowserContext, tmp_path: Path
) -> None:
    (tmp_path / interactive.SCRIPT).write_bytes((page_file.parent / interactive.SCRIPT).read_bytes())
    broken = page_file.read_text(encoding="utf-8").replace('"wide":{', '"wide":null,"gone":{')
    path = tmp_path / "page.html"
    path.write_text(broken, encoding="utf-8")
    page, heard = _open(browser, path.as_uri())
    page.locator("figure").first.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    assert heard
    assert page.locator("figure").first.locator("svg[role=img]").is_visible()
    assert page.locator(".chart-live").count() == 0
    page.close()


def test_without_scripts_the_drawn_charts_stand(page_file: Path, driver: Playwright, tmp_path: Path) -> None:
    context = _launch(driver, tmp_path, scripts=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    drawn = page.locator("figure svg[role=img]")
    assert drawn.count() == len(interactive.charts_in_order(_document()))
    assert all(drawn.nth(at).is_visible() for at in range(drawn.count()))
    context.close()
