"""Asks byte by byte: nothing between a test and the web server tidies a request up."""

import base64
import contextlib
import json
import os
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.deploy.serving import HOST, House


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 where the connection was closed without a word."""

    status: int
    text: str


def authority(house: House, where: str) -> str:
    """Return the host as a browser names it."""
    return f"{HOST}:{house.port(where)}"


def signed(house: House, name: str) -> str:
    """Return the header of who signs in; `name:password` as it is, else a user with the right password."""
    known = name if ":" in name else f"{name}:{house.passwords[name]}"
    return "Basic " + base64.b64encode(known.encode()).decode()


def ask(
    house: House,
    request: str,
    *,
    where: str = "pages",
    by: str = "",
    headers: Mapping[str, Any] | None = None,
    body: bytes = b"",
    source: str = "127.0.0.1",
) -> Answer:
    """Send `METHOD target` with headers as given, a list for one that stands several times."""
    sent: dict[str, Any] = {"Host": authority(house, where), "Connection": "close"}
    sent |= {"Authorization": signed(house, by)} if by else {}
    sent |= {"Content-Length": str(len(body))} if body else {}
    sent |= headers or {}
    lines = [f"{request} HTTP/1.1"]
    for name, value in sent.items():
        lines += [
            f"{name}: {one}" for one in (value if isinstance(value, list) else [value]) if one is not None
        ]
    return send(house, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body, where, source, once=True)


def send(
    house: House, content: bytes, where: str = "pages", source: str = "127.0.0.1", once: bool = False
) -> Answer:
    """Send bytes and read what comes back: one answer, or all until the connection ends."""
    with house.connect(where, source) as connection:
        # The answer may come before all is sent.
        with contextlib.suppress(OSError):
            connection.sendall(content)
        return _read(connection, once)


def _read(connection: Any, once: bool) -> Answer:
    """Read an answer to its end, or until the connection ends."""
    found = b""
    try:
        while part := connection.recv(65_536):
            found += part
            if found.startswith(b"HTTP/1.1 101") or (once and _is_whole(found)):
                break
    except OSError:
        pass
    head, _, body = found.partition(b"\r\n\r\n")
    status = head.split(b" ", 2)[1] if head.startswith(b"HTTP/") else b"0"
    return Answer(int(status), (head + b"\r\n\r\n" + body).decode("utf-8", "replace"))


def _is_whole(found: bytes) -> bool:
    """Tell whether an answer whose length is known is there."""
    head, ended, body = found.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    if b"chunked" in head.lower():
        return body.endswith(b"0\r\n\r\n")
    return bool(ended and length) and len(body) >= int(length[1] if length else 0)


def graphql(house: House, query: str, *, at: str, by: str, variables: Any = None, **more: Any) -> Answer:
    """Ask GraphQL as the page does."""
    body = json.dumps({"query": query, "variables": variables or {}, **more.pop("beside", {})}).encode()
    headers = {"Content-Type": "application/json", **more.pop("headers", {})}
    return ask(house, f"POST {at}/graphql", by=by, body=body, headers=headers, **more)


def said(answer: Answer) -> Any:
    """Return the JSON of an answer."""
    body = answer.text.partition("\r\n\r\n")[2]
    return json.loads(body[body.index("{") : body.rindex("}") + 1])


def upgrade(house: House, target: str, *, where: str = "pages", **more: Any) -> Answer:
    """Ask for a WebSocket, and only that."""
    return ask(
        house, f"GET {target}", where=where, headers=_upgrade_headers() | more.pop("headers", {}), **more
    )


def over_websocket(house: House, target: str, query: str, by: str) -> str:
    """Send an operation over a WebSocket and return what comes back about it."""
    headers = _upgrade_headers() | {
        "Host": authority(house, "pages"),
        "Authorization": signed(house, by),
        "Origin": f"https://{authority(house, 'pages')}",
        "Sec-WebSocket-Protocol": "graphql-ws",
    }
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    with house.connect() as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        head = connection.recv(4096)
        assert b" 101 " in head.split(b"\r\n")[0], head
        for message in (
            {"type": "connection_init"},
            {"type": "start", "id": "1", "payload": {"query": query}},
        ):
            connection.sendall(_frame(json.dumps(message).encode()))
        got = b""
        while b'"id"' not in got and (part := connection.recv(65_536)):
            got += part
    return got.decode("utf-8", "replace")


def _upgrade_headers() -> dict[str, Any]:
    key = base64.b64encode(os.urandom(16)).decode()
    return {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key,
    }


def _frame(payload: bytes) -> bytes:
    """Mask a text frame, as a browser must."""
    mask = os.urandom(4)
    size = (
        bytes([0x80 | len(payload)])
        if len(payload) < 126
        else bytes([0x80 | 126]) + struct.pack(">H", len(payload))
    )
    return b"\x81" + size + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
