"""A browser in which somebody has signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import find_browser
from tests.deploy.serving import HOST, House


@contextmanager
def signed_in(house: House, name: str, profile: Path) -> Iterator[Page]:
    """Open a page of a browser that knows the server's name and a user's password."""
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(profile),
            executable_path=find_browser(),
            args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"],
            headless=True,
            ignore_https_errors=True,
            http_credentials={"username": name, "password": house.passwords[name]},
        )
        context.set_default_timeout(20_000)
        yield context.pages[0]
        context.close()
