"""A reader at a real browser opens the pages of indicators from a release, without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from pipeline import stages
from pipeline.bulletin.pages.build import FOLDER, indicator_pages
from pipeline.bulletin.pages.known import read_known
from tests.browser import find_browser

PHONE, DESK = 360, 1280
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, for text of the usual size."""
_CONTRAST = """() => {
  const light = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map(Number).map(v => {
      const c = v / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(found)) return found;
    }
    return "rgb(255, 255, 255)";
  };
  const low = [];
  for (const element of document.querySelectorAll("h1, h2, p, dt, dd, li, th, td, a, caption span, code")) {
    const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < LEAST && element.textContent.trim()) low.push([element.tagName, ratio]);
  }
  return low;
}"""


@pytest.fixture(scope="module")
def folder(karabakh: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of a month with the typefaces beside them, as a release has them."""
    place = tmp_path_factory.mktemp("release")
    known = read_known(karabakh.material, stages.lake_of(karabakh.office))
    (place / FOLDER).mkdir()
    for name, content in indicator_pages(karabakh.material, known).files.items():
        (place / name).write_bytes(content)
    (place / "fonts").symlink_to(karabakh.office.project.templates / "fonts")
    return place / FOLDER


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Open a browser without a network and without scripts."""
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=find_browser(),
            args=["--no-sandbox"],
            headless=True,
            offline=True,
        )
        yield context
        context.close()


@pytest.mark.parametrize("code", ["fci", "dwellings", "reported", "index"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_fits_its_window_and_can_be_read(
    code: str, width: int, folder: Path, browser: BrowserContext
) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / f"{code}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert page.evaluate(_CONTRAST.replace("LEAST", str(LEAST_CONTRAST))) == []
    assert complaints == []
    page.close()


def test_a_page_works_by_the_keyboard(folder: Path, browser: BrowserContext) -> None:
    page = browser.new_page()
    page.goto((folder / "fci.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    assert page.get_by_role("heading", level=1).inner_text() == "Investment in fixed capital"
    assert page.get_by_role("navigation", name="On this page").count() == 1
    assert page.get_by_role("region", name="Investment in fixed capital: Azerbaijan").count() == 1
    page.get_by_role("link", name="1\u202f406", exact=True).first.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    assert "fci.AZ.2026-01" in row.inner_text()
    page.get_by_role("link", name="All indicators").click()
    page.get_by_role("link", name="Dwellings by status and type").click()
    assert page.url.endswith("/dwellings.html")
    page.close()
