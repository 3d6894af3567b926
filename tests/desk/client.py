"""Asks an application as a browser does, without a network: one request in, one answer out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from lxml import html
from starlette.types import ASGIApp, Message

PORT = 3001
ORIGIN = f"http://127.0.0.1:{PORT}"
BOUNDARY = "a-boundary-of-parts"
Headers = Mapping[str, str | None]


@dataclass(frozen=True)
class Answer:
    """Status, headers and text of an answer."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def page(self) -> Any:
        return html.fromstring(self.text)

    @property
    def words(self) -> str:
        return " ".join(self.page.text_content().split())


@dataclass
class Client:
    """A browser with one address open; `token` is what its pages carry."""

    app: ASGIApp
    token: str = "token"
    cookie: str = ""

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, fields: Mapping[str, str] | None = None, **headers: str | None) -> Answer:
        content = urlencode({"token": self.token, **(fields or {})}).encode()
        return self.send(
            "POST", path, content, {"content_type": "application/x-www-form-urlencoded", **headers}
        )

    def upload(self, path: str, files: Mapping[str, bytes], **fields: str) -> Answer:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in {"token": self.token, **fields}.items()
        ]
        for name, content in files.items():
            head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
            parts.append(
                f"--{BOUNDARY}\r\n{head}\r\nContent-Type: text/plain\r\n\r\n".encode() + content + b"\r\n"
            )
        content = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        return self.send("POST", path, content, {"content_type": f"multipart/form-data; boundary={BOUNDARY}"})

    def follow(self, answer: Answer) -> Answer:
        assert answer.status == 303, answer.text
        return self.get(answer.headers["location"])

    def send(self, method: str, path: str, content: bytes, headers: Headers) -> Answer:
        given: dict[str, str | None] = {
            "host": f"127.0.0.1:{PORT}",
            "origin": ORIGIN if method == "POST" else None,
            "content-length": str(len(content)) if content else None,
            "cookie": self.cookie or None,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        answer = asyncio.run(_ask(self.app, method, path, content, given))
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer


async def _ask(app: ASGIApp, method: str, path: str, content: bytes, headers: Headers) -> Answer:
    """Send one request to an application and gather its answer."""
    bare, _, query = path.partition("#")[0].partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": bare,
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value is not None],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50_000),
        "http_version": "1.1",
        "root_path": "",
    }
    pieces = [content[start : start + 65_536] for start in range(0, len(content), 65_536)] or [b""]
    sent: list[Message] = []

    async def receive() -> Message:
        if not pieces:
            await asyncio.Event().wait()
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, body)
