"""What the pages of a desk share: the office, its lists, the moment, the token of forms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.desk.guard import USER
from pipeline.office import Office
from pipeline.reading.lists import Lists, load_lists
from pipeline.reading.shown_table import ROWS_A_PAGE
from pipeline.reference import reference_digest
from pipeline.template import shared_environment

WHO_COOKIE: Final = "who"
_NAME = re.compile(r"[^\x00-\x1f\x7f;,\\\"]{1,100}")


@dataclass
class Desk:
    """The desk of an office. `clock` gives the moment in UTC; `pause` waits between looks at the inbox.

    `runs` is the address of the page of runs, where it is known, as in https://statistics.example/statistics.
    """

    office: Office
    token: str
    clock: Callable[[], datetime]
    pause: Callable[[], None]
    runs: str = ""
    _lists: dict[str, Lists] = field(default_factory=dict)

    def lists(self) -> Lists:
        """Return the office's lists, read anew when its reference tables have changed."""
        digest = reference_digest(self.office)
        if digest not in self._lists:
            self._lists = {digest: load_lists(self.office)}
        return self._lists[digest]

    def moment(self) -> str:
        """Return the moment of an answer."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self) -> date:
        """Return the day it is where the office is."""
        return self.clock().astimezone(ZoneInfo(self.office.time_zone)).date()

    def render(
        self, request: Request, template: str, facts: Mapping[str, Any], status: int = 200
    ) -> Response:
        """Answer with a page."""
        found = shared_environment(self.office.project.templates).get_template(f"desk/{template}.html.j2")
        page = found.render(office=self.office, desk=self.form_facts(request), **facts)
        return HTMLResponse(page, status)

    def form_facts(self, request: Request, base: str = "") -> dict[str, Any]:
        """Return what forms need."""
        return {
            "token": self.token,
            "base": base or request.scope.get("desk_base", ""),
            "who": who_of(request),
            "signed_in": USER in request.scope,
            "rows": ROWS_A_PAGE,
            "lists": self.lists().by_field,
            "shown": self.lists().shown,
            "path": request.url.path,
        }


def who_of(request: Request) -> str:
    """Return the name that the web server in front gives, or under which this browser answered last."""
    from urllib.parse import unquote

    if USER in request.scope:
        return str(request.scope[USER])
    name = unquote(request.cookies.get(WHO_COOKIE, ""))
    return name if _NAME.fullmatch(name) else ""


def remember_who(response: Response, name: str) -> Response:
    """Let the browser keep a name for the next form."""
    from urllib.parse import quote

    if _NAME.fullmatch(name):
        response.set_cookie(WHO_COOKIE, quote(name), samesite="strict", httponly=True, max_age=400 * 86_400)
    return response
