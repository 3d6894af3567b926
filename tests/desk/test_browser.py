"""A person at a real browser: hands an article in, answers what is asked, accepts it."""

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from pipeline.office import Office
from tests.browser import find_browser, opened
from tests.desk.conftest import ARTICLE
from tests.releasing.conftest import Desk as Releases

_CODE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.desk.serve import serve
from pipeline.office import load_office
from pipeline.project import Project
office = load_office(Project(root=Path(sys.argv[1]), var=Path(sys.argv[2])), "karabakh")
serve(office, 0, lambda: datetime(2026, 11, 26, 10, tzinfo=UTC), lambda text: print(text, flush=True))
"""


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Serve the desk as a process of its own."""
    command = [sys.executable, "-c", _CODE, str(office.project.root), str(office.project.var)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        line = started.stdout.readline()
        assert "http://" in line, line
        yield line.rpartition(" ")[2].strip()
        started.terminate()


@pytest.fixture
def page(address: str, tmp_path: Path) -> Iterator[Page]:
    """Open the desk; whatever the browser complains of is a failure."""
    complaints: list[str] = []
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=find_browser(), args=["--no-sandbox"], headless=True
        )
        opened = context.new_page()
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(address)
        yield opened
        context.close()
    assert complaints == []


def test_an_article_is_handed_in_answered_and_accepted(page: Page, office: Office, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(ARTICLE)
    page.get_by_label("Choose files").set_input_files(tmp_path / "article.txt")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("article.txt")
    before = page.locator(".count").inner_text()

    source = page.get_by_role("region", name="Who published this, when and where?")
    expect(source.get_by_label("Published on")).to_have_value("2026-01-20")
    expect(source.get_by_label("Language")).to_have_value("en")
    source.get_by_label("Publisher").fill("Third Press")
    source.locator("[name='no.address']").check()
    source.get_by_label("Your name").fill("A. Person")
    source.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert page.locator(".count").inner_text() != before
    expect(page.get_by_text("You answer as A. Person")).to_be_visible()

    assert page.locator("section.ask").count() > 1
    for box in page.get_by_role("checkbox").all():
        box.check()
    ticked = page.get_by_role("group", name="Save, and set for all ticked rows")
    ticked.get_by_label("Ticked rows become").select_option("out_of_scope")
    ticked.get_by_label("Reason for ticked rows").fill("not measured here")
    ticked.get_by_role("button", name="Save").click()
    expect(page.locator("section.ask")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted as delivery")).to_be_visible()
    (delivery,) = [found for found in office.deliveries() if "article" in found.name]
    assert delivery.files[0].layout == "figures"
    page.get_by_role("link", name="Drafts").click()
    expect(page.get_by_text("✓ accepted")).to_be_visible()


def test_a_page_works_by_the_keyboard_and_its_typeface_is_its_own(page: Page, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(ARTICLE)
    page.get_by_label("Choose files").set_input_files(tmp_path / "article.txt")
    page.get_by_role("button", name="Read", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("article.txt")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the page")).to_be_focused()
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    token = page.locator(".text a.t").first
    token.focus()
    page.keyboard.press("Enter")
    assert "#" in page.url


def test_a_desk_answers_only_under_its_own_name(address: str) -> None:
    asked = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="421"):
        urllib.request.urlopen(asked, timeout=10)


REACH = """
async () => {
  const tried = {fetch: 'reached', frame: 'reached', worker: 'reached'};
  try { await fetch('/findings') } catch { tried.fetch = 'blocked' }
  tried.window = window.open('/findings') ? 'reached' : 'blocked';
  try { await navigator.serviceWorker.register('own.js') } catch { tried.worker = 'blocked' }
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.src = '/findings';
  await new Promise((done) => { frame.onload = done; setTimeout(done, 1000) });
  try { if (!frame.contentDocument?.forms.length) tried.frame = 'blocked' } catch { tried.frame = 'blocked' }
  document.body.insertAdjacentHTML('beforeend', '<form method="post" action="/findings"><button id="b">');
  document.getElementById('b').click();
  await new Promise((done) => setTimeout(done, 500));
  return tried;
}
"""


def test_a_page_of_a_release_runs_its_own_script_and_reaches_nothing_of_the_desk(
    address: str, office: Office, tmp_path: Path
) -> None:
    own = '<body><script src="own.js"></script></body>'
    Releases(office).run(files={"bulletin.en.html": own, "own.js": "document.title = 'own'"})
    with opened(tmp_path / "profile") as context:
        page = context.pages[0]
        page.goto(f"{address}/issues")
        page.get_by_role("link", name="bulletin.en.html").click()
        expect(page).to_have_title("own")
        tried = page.evaluate(REACH)
        assert tried == dict.fromkeys(("fetch", "frame", "worker", "window"), "blocked")
        # The form that it sent has led nowhere.
        assert page.url.endswith("/issues/2026-01/bulletin.en.html")
