"""What stands before the pages: who may ask, how much may be sent, and what a browser may do with an answer.

The desk has no users and no passwords: it listens on this machine alone and answers its own pages alone. A
page of another site that a browser has open can neither read it (the name in Host is checked, which ends
DNS rebinding) nor post to it (Origin and a token are checked). Behind a web server that knows users it
answers at that server's address, and each request carries the name of who asks (`Front`).
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import UsageError
from pipeline.user import USER_HEADER, one_user

HOST: Final = "127.0.0.1"
MAX_BODY_BYTES: Final = 80 * 1024 * 1024
"""What one request may send: a file of the largest size that is read, and its form."""
MAX_FIELD_BYTES: Final = 16 * 1024
MAX_FIELDS: Final = 2_000
MAX_FILES: Final = 20
"""Fields and files of one form."""
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # 'same-origin' and not 'no-referrer', under which browsers send no Origin with a form.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_READS = ("GET", "HEAD")


USER: Final = "desk_user"
"""Where the checked name stands in the scope of a request."""


@dataclass(frozen=True)
class Front:
    """A web server in front: the address that browsers know, as in https://statistics.example:8443."""

    address: str


class _TooLargeError(Exception):
    """More was sent than a request may send."""


class Guard:
    """Wraps the pages; whatever it refuses never reaches them."""

    def __init__(self, app: ASGIApp, port: int, front: Front | None = None) -> None:
        """Guard an application that is served on a port, or behind a web server."""
        self.app = app
        self.front = front
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self.origins = frozenset({front.address} if front else {f"http://{host}" for host in hosts})
        self.hosts = frozenset(origin.partition("://")[2] for origin in self.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with a sentence."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self.refusal(scope["method"], headers)
        if self.front:
            scope[USER] = headers.get(USER_HEADER, "")
        dressed = _with_headers(send)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0])(scope, receive, dressed)
            return
        try:
            await self.app(scope, _limited(receive), dressed)
        except _TooLargeError:
            await PlainTextResponse(_TOO_LARGE, 413)(scope, receive, dressed)

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Return status and sentence of a request that is refused, None for one that is not."""
        if headers.getlist("host") != [headers.get("host")] or headers.get("host") not in self.hosts:
            return 421, f"The desk answers at {min(self.origins)} only. Open it there."
        if self.front and not one_user(headers.getlist(USER_HEADER)):
            return 403, "The web server in front names no user. Sign in there."
        return None if method in _READS else self._refusal_of_form(method, headers)

    def _refusal_of_form(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Return why a form is refused."""
        if method != "POST":
            return 405, "The desk knows GET and POST."
        if headers.get("origin") not in self.origins:
            return 403, "This form was not sent from a page of the desk. Open the desk and send it there."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
            return 413, _TOO_LARGE
        return None


_TOO_LARGE = (
    f"At most {MAX_BODY_BYTES // 1024**2} MiB can be sent at once. Put the file into the inbox, or split it."
)


def check_token(given: str, token: str) -> None:
    """Refuse a form that does not carry the token of this run of the desk."""
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise UsageError(
            "The desk was started anew since this page was opened. Load the page again, then send it."
        )


def _limited(receive: Receive) -> Receive:
    """Count what is received, whatever its header says."""
    n_bytes = 0

    async def counted() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > MAX_BODY_BYTES:
            raise _TooLargeError
        return message

    return counted


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    """Put the headers of every answer on it."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return dressed
