"""The browser that pages are tested with."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

PACKAGE = "chromium"
"""The Debian package that has the browser."""
PHONE, DESK = (360, 740), (1280, 800)
"""Width and height of the smallest window that pages are made for, and of a usual one."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def find_browser() -> str:
    """Return the browser; without one the test is left out on a person's machine, and fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        sentence = f"There is no browser to test with. Install the Debian package {PACKAGE}."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextmanager
def opened(profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """Open a browser with a profile of its own."""
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(profile), executable_path=find_browser(), args=["--no-sandbox"], headless=True, **options
        )
        yield context
        context.close()


@contextmanager
def quiet_page(context: BrowserContext, *let: str) -> Iterator[Page]:
    """Open a page that complains about nothing, but in lines that have one of these words.

    What a page still asks for when its reader goes on to another one is broken off: nothing failed.
    """
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda asked: complaints.append(f"{asked.url}: {asked.failure}"))
    yield page
    page.close()
    left = [line for line in complaints if not any(word in line for word in (*let, "net::ERR_ABORTED"))]
    assert left == [], left


def barriers(page: Page) -> list[str]:
    """List what axe-core finds on a page, each with its rule, how often, and the first place."""
    options = {
        "runOnly": {"type": "tag", "values": list(RULES)},
        "resultTypes": ["violations"],
        # It would fetch style sheets, which a page opened from a folder may not.
        "preload": False,
    }
    found = Axe().run(page, options=options)
    return [
        f"{one['id']}, {len(one['nodes'])} times: {one['nodes'][0]['html'][:200]}"
        for one in found.response["violations"]
    ]


def width_of(page: Page) -> int:
    """Return how wide a page is laid out, in pixels."""
    return int(page.evaluate("document.scrollingElement.scrollWidth"))
