"""A reader at a real browser opens the web page of a bulletin from a folder, without a network."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from pipeline.bulletin.model import Document
from pipeline.bulletin.render import render_html
from tests.browser import DESK, PHONE, barriers, opened, width_of
from tests.bulletin.pages import sample_document
from tests.bulletin.sample_document import FONTS, TEMPLATES

Open = Callable[[str, tuple[int, int]], Page]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with opened(tmp_path_factory.mktemp("profile"), offline=True) as context:
        yield context


@pytest.fixture(scope="module")
def page_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: BrowserContext
) -> Open:
    """Give a function that opens the page of a made month, or of the sample, in a window of a size."""

    @cache
    def write(name: str) -> Path:
        document: Document = sample_document() if name == "sample" else request.getfixturevalue(name).document
        folder = tmp_path_factory.mktemp("folder")
        (folder / "fonts").symlink_to(FONTS)
        (folder / "bulletin.en.html").write_text(render_html(document, TEMPLATES, "screen"), encoding="utf-8")
        return folder / "bulletin.en.html"

    def open_page(name: str, size: tuple[int, int]) -> Page:
        page = browser.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(write(name).as_uri())
        return page

    return open_page


@pytest.mark.parametrize("name", ["sample", "karabakh"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_no_barrier_is_found_and_nothing_leaves_the_window(
    name: str, size: tuple[int, int], page_of: Open
) -> None:
    page = page_of(name, size)
    assert width_of(page) <= size[0]
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert barriers(page) == []
    page.close()


def test_a_barrier_would_be_found(page_of: Open) -> None:
    page = page_of("sample", PHONE)
    page.evaluate("document.querySelector('.scroll').removeAttribute('tabindex')")
    page.evaluate("document.querySelector('.sub').style.color = '#b9c2c9'")
    page.evaluate("document.querySelector('main').append(document.createElement('h5'))")
    page.evaluate("document.querySelector('main > h5').textContent = 'Deep'")
    assert {line.split(",")[0] for line in barriers(page)} >= {"color-contrast", "heading-order"}
    page.evaluate("document.querySelector('.n').style.cssText = 'display:block;width:500px'")
    assert width_of(page) > PHONE[0]
    page.close()


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("name", ["karabakh", "example", "thin"])
def test_the_first_screen_has_the_main_figure_its_flag_and_the_next_date(
    name: str, size: tuple[int, int], page_of: Open, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(name).document
    page = page_of(name, size)
    first = page.locator(".keys > li").first
    lowest = [first.bounding_box(), page.get_by_text("Next release", exact=False).first.bounding_box()]
    assert all(box and box["y"] + box["height"] <= size[1] for box in lowest)
    shown = first.inner_text()
    assert document.key_figures[0].value.text in shown
    flags = [symbol for symbol in document.symbols if symbol.mark in document.key_figures[0].caption]
    assert all(f"{symbol.mark} {symbol.meaning}" in shown for symbol in flags)
    page.close()


def test_a_reader_with_a_keyboard_follows_a_number_there_and_back(page_of: Open) -> None:
    page = page_of("karabakh", DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    number = page.evaluate("document.activeElement.getAttribute('href')")
    assert number.startswith("#n-")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    assert row.get_attribute("id") == number[1:]
    plain = page.locator("#lineage tbody tr:not(:target)").first
    grounds = [one.evaluate("row => getComputedStyle(row).backgroundColor") for one in (row, plain)]
    assert grounds[0] != grounds[1]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').getAttribute('href')") == number
    page.close()


def test_the_contents_and_wide_tables_are_reached_by_name(page_of: Open) -> None:
    page = page_of("karabakh", PHONE)
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="Lineage index").click()
    assert page.evaluate("location.hash") == "#lineage"
    box = page.get_by_role("group", name="Lineage index")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('#lineage .scroll').scrollLeft > 0")
    page.close()


@pytest.mark.parametrize(
    "setting",
    [
        {"contrast": "more"},
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in ({"forced_colors": "active"}, {"color_scheme": "dark"})
        ),
    ],
)
def test_settings_of_the_reader_are_honoured(setting: dict[str, Any], page_of: Open) -> None:
    page = page_of("sample", DESK)
    page.emulate_media(**setting)
    assert [line for line in barriers(page) if line.startswith("color-contrast")] == []
    if "contrast" in setting:
        ink = page.evaluate("getComputedStyle(document.documentElement).color")
        assert ink == "rgb(0, 0, 0)"
    if "color_scheme" in setting:
        ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
    page.close()
