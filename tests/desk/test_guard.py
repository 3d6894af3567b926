"""Nothing but the desk's own pages, on this machine, reaches the desk."""

import asyncio

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from pipeline.desk.guard import HEADERS, MAX_BODY_BYTES, Guard, check_token
from pipeline.errors import UsageError
from tests.desk.client import ORIGIN, PORT, Client


async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the number of bytes that were sent."""
    n_bytes, more = 0, True
    while more:
        message = await receive()
        n_bytes += len(message.get("body", b""))
        more = message.get("more_body", False)
    await PlainTextResponse(f"{n_bytes}")(scope, receive, send)


@pytest.fixture
def client() -> Client:
    return Client(Guard(read_all, PORT))


def test_its_own_names_are_answered_with_all_headers(client: Client) -> None:
    for host in (f"127.0.0.1:{PORT}", f"localhost:{PORT}"):
        answer = client.get("/", host=host)
        assert answer.status == 200
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", "", None]
)
def test_any_other_name_is_refused(client: Client, host: str | None) -> None:
    answer = client.get("/", host=host)
    assert (answer.status, "The desk answers at http://127.0.0.1:3001 only" in answer.text) == (421, True)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_two_names_are_refused() -> None:
    guard = Guard(read_all, PORT)
    raw = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"host", b"evil.example")]
    assert guard.refusal("GET", Headers(raw=raw)) is not None


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", None, f"https://127.0.0.1:{PORT}", "http://127.0.0.1:3002"]
)
def test_a_form_of_another_page_is_refused(client: Client, origin: str | None) -> None:
    assert client.post("/", origin=origin).status == 403
    assert client.post("/", origin=ORIGIN).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert client.send(method, "/", b"", {"origin": ORIGIN}).status == 405


def test_so_much_can_be_sent_and_no_more(client: Client) -> None:
    most = b"x" * MAX_BODY_BYTES
    assert client.send("POST", "/", most, {}).text == str(MAX_BODY_BYTES)
    for length in (str(MAX_BODY_BYTES + 1), None, "5", "-1", "many"):
        answer = client.send("POST", "/", most + b"x", {"content_length": length})
        assert (answer.status, "At most 80 MiB" in answer.text) == (413, True), length


def test_other_kinds_of_connection_are_left_alone() -> None:
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    async def ignore(_message: Message) -> None:
        return None

    for kind in ("lifespan", "websocket"):
        asyncio.run(Guard(app, PORT)({"type": kind}, nothing, ignore))
    assert seen == ["lifespan"]


def test_a_form_carries_the_token_of_this_run() -> None:
    check_token("token", "token")
    for given in ("", "tokens", "Token", "tökən"):
        with pytest.raises(UsageError, match="The desk was started anew"):
            check_token(given, "token")
