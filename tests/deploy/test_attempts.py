"""Ways to get in where one does not belong, each against the real web server and the real pages."""

import shutil
import socket
import ssl
import tempfile
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from pipeline.site.build import Site
from pipeline.user import USER_TAG
from tests.deploy.asking import Answer, ask, authority, graphql, over_websocket, said, send
from tests.deploy.attempting import BACKFILL, HISTORY, TAGS_OF_BACKFILL, attempt, faults_of, launch, tags_of
from tests.deploy.browsing import signed_in
from tests.deploy.serving import PLANTED, House, find_nginx, front_without, serving

ROWS = tomllib.loads((Path(__file__).parent / "attempts.toml").read_text(encoding="utf-8"))["attempt"]
GUARDS = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))["guard"]
SLOW_SECONDS = 10
"""How long nginx waits for the rest of a header."""


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Serve once; a folder of pytest cannot be entered by nginx's user."""
    find_nginx()
    folder = Path(tempfile.mkdtemp(prefix="crossfoot-"))
    folder.chmod(0o711)
    try:
        with serving(folder) as house:
            yield house
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def slow(house: House) -> Iterator[Future[tuple[Answer, float]]]:
    """Begin a request that never ends, beside the others."""

    def begin() -> tuple[Answer, float]:
        before = time.monotonic()
        return send(house, b"GET / HTTP/1.1\r\nHost: statistics.example\r\nX-A"), time.monotonic() - before

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(begin)


@pytest.fixture(scope="module")
def run(house: House) -> str:
    """Queue a run, which no daemon takes up."""
    return launch(house, "ana")


TEXT = "text/plain; charset=utf-8"
TYPES = {
    **dict.fromkeys(("md", "sql", "toml", "conf", "txt", "SHA256SUMS"), TEXT),
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "ttf": "font/ttf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
"""What nginx says of each kind of file of a site."""


def test_there_are_many_attempts_each_with_a_guard() -> None:
    assert len(ROWS) >= 40
    assert len({row["name"] for row in ROWS}) == len(ROWS)
    assert {guard["name"] for guard in GUARDS} <= {row["guard"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_is_refused(house: House, run: str, row: dict[str, Any]) -> None:
    answer = attempt(house, row, run)
    assert faults_of(row, answer) == [], answer.text[:1500]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard["name"])
def test_is_let_in_without_its_guard(house: House, run: str, guard: dict[str, Any]) -> None:
    rows = [row for row in ROWS if row["guard"] == guard["name"]]
    with front_without(house, guard["without"]) as open_house:
        ended = [row["name"] for row in rows if faults_of(row, attempt(open_house, row, run))]
    assert len(ended) >= guard["at_least"], ended


def test_every_file_of_a_site_is_served(house: House, made: Site) -> None:
    """In parts, each from another address of this machine, so that none is slowed."""
    shutil.copytree(made.folder, house.folder / "whole")
    names = [
        path.relative_to(house.folder / "whole").as_posix()
        for path in sorted((house.folder / "whole").rglob("*"))
        if path.is_file()
    ]
    kinds = {name.rpartition(".")[2] for name in names}
    assert {"md", "sql", "toml", "conf", "parquet", "pdf", "2026-01/SHA256SUMS"} <= kinds
    with front_without(house, "^# Words between .*$", site=str(house.folder / "whole")) as front:
        answers = {}
        for at in range(0, len(names), 400):
            part = names[at : at + 400]
            lines = [f"HEAD /{quote(name)} HTTP/1.1\r\nHost: {authority(front, 'pages')}" for name in part]
            sent = (
                "".join(f"{line}\r\n\r\n" for line in lines[:-1])
                + f"{lines[-1]}\r\nConnection: close\r\n\r\n"
            )
            got = send(front, sent.encode(), source=f"127.0.1.{1 + at // 400}").text
            answers |= dict(zip(part, got.split("HTTP/1.1 ")[1:], strict=True))
    assert {name: head[:3] for name, head in answers.items() if not head.startswith("200")} == {}
    given = {
        (name.rpartition(".")[2].rpartition("/")[2], line.partition(": ")[2])
        for name, head in answers.items()
        for line in head.lower().split("\r\n")
        if line.startswith("content-type: ")
    }
    assert {kind: said for kind, said in given if TYPES[kind] != said} == {}


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("in the header", {"X-Crossfoot-User": "boss"}),
        ("in small letters", {"x-crossfoot-user": "boss"}),
        ("with underscores", {"X_Crossfoot_User": "boss"}),
        ("with one underscore", {"X-Crossfoot_User": "boss"}),
        ("twice", {"X-Crossfoot-User": ["ana", "boss"]}),
        (
            "in headers of other programs",
            {"X-Forwarded-User": "boss", "Remote-User": "boss", "X-Remote-User": "boss"},
        ),
        ("taken away by Connection", {"Connection": "close, X-Crossfoot-User"}),
        ("on a second line", {"X-Other": "a\n X-Crossfoot-User: boss"}),
    ],
)
def test_a_run_has_the_name_of_who_signed_in(house: House, name: str, headers: dict[str, Any]) -> None:
    try:
        launched = launch(house, "cem", headers=headers)
    except (AssertionError, ValueError, KeyError):
        assert "second line" in name
        return
    assert tags_of(house, launched)[USER_TAG] == "cem"


def test_a_tag_that_names_another_does_not_count(house: House) -> None:
    assert tags_of(house, launch(house, "cem", {USER_TAG: "boss", "other": "kept"})) | {
        USER_TAG: "cem",
        "other": "kept",
    } == tags_of(house, launch(house, "cem", {USER_TAG: "boss", "other": "kept"}))


def test_a_backfill_has_the_name_of_who_signed_in(house: House) -> None:
    params = {
        "selector": {
            "repositorySelector": {"repositoryLocationName": "crossfoot", "repositoryName": "__repository__"},
            "partitionSetName": "karabakh_month_partition_set",
        },
        "partitionNames": ["2026-01"],
        "tags": [{"key": USER_TAG, "value": "boss"}],
    }
    answer = said(graphql(house, BACKFILL, at="/statistics", by="ana", variables={"params": params}))
    made = answer["data"]["launchPartitionBackfill"]
    assert made["__typename"] == "LaunchBackfillSuccess", made
    found = said(
        graphql(house, TAGS_OF_BACKFILL, at="/audit", by="ben", variables={"id": made["backfillId"]})
    )
    assert {"key": USER_TAG, "value": "ana"} in found["data"]["partitionBackfillOrError"]["tags"]


def test_the_desk_answers_in_the_name_of_who_signed_in(house: House) -> None:
    page = ask(
        house, "GET /", where="desk", by="cem", headers={"X-Crossfoot-User": "boss", "Cookie": "who=boss"}
    )
    assert page.status == 200
    assert "You answer as cem." in page.text
    assert "boss" not in page.text


def test_what_belongs_is_let_in(house: House, run: str) -> None:
    assert ask(house, "GET /").status == 200
    assert ask(house, "GET /2026-01.2/").status == 200
    assert ask(house, "GET /favicon.ico").status == 204
    assert ask(house, "GET /2026-01/cells.csv", headers={"Range": "bytes=0-9"}).status == 206
    assert ask(house, "GET /statistics/", by="ana").status == 200
    draft = ask(house, "GET /issues/2026-01/bulletin.en.html", where="desk", by="ana")
    assert draft.status == 200
    assert "A draft." in draft.text
    assert "content-security-policy: sandbox allow-scripts" in draft.text.lower()
    assert "/issues/2026-01/bulletin.en.html" in ask(house, "GET /issues", where="desk", by="cem").text
    assert ask(house, "GET /audit/", by="ben").status == 200
    assert ask(house, "GET /audit/", by="cem").status == 200
    here = f"https://{authority(house, 'pages')}"
    assert graphql(house, "{ version }", at="/audit", by="ben", headers={"Origin": here}).status == 200
    assert "runId" in graphql(house, HISTORY, at="/audit", by="ben").text
    live = f'subscription {{ pipelineRunLogs(runId: "{run}") {{ __typename }} }}'
    assert "PipelineRunLogsSubscription" in over_websocket(house, "/audit/graphql", live, "ben")


def test_the_pages_work_in_a_browser(house: House, run: str, tmp_path: Path) -> None:
    for by, path, may in (("ben", "audit", False), ("ana", "statistics", True)):
        with signed_in(house, by, tmp_path / by) as page:
            refused: list[str] = []
            page.on(
                "response",
                lambda got, refused=refused: got.status < 400 or refused.append(f"{got.status} {got.url}"),
            )
            sockets: list[str] = []
            page.on("websocket", lambda opened, sockets=sockets: sockets.append(opened.url))
            page.goto(f"https://{authority(house, 'pages')}/{path}/runs/{run}")
            page.get_by_text("karabakh_decide").first.wait_for()
            buttons = [page.get_by_role("button", name=name) for name in ("Re-execute all", "Terminate")]
            for button in buttons if may else ():
                expect(button).to_be_enabled(timeout=30_000)
            page.wait_for_timeout(500)
            assert [button.is_enabled() for button in buttons] == [may, may]
            assert [f"wss://{authority(house, 'pages')}/{path}/graphql"] == sockets[:1]
            assert refused == []


def test_every_mutation_of_the_schema_is_refused_to_auditors(house: House) -> None:
    names = said(graphql(house, "{ __schema { mutationType { fields { name } } } }", at="/audit", by="ben"))
    fields = [field["name"] for field in names["data"]["__schema"]["mutationType"]["fields"]]
    assert len(fields) > 30
    answer = graphql(house, f"mutation {{ {' '.join(fields)} }}", at="/audit", by="ben")
    assert answer.status == 400
    assert "shows and changes nothing" in answer.text


def test_answers_carry_the_headers_that_bind_a_browser(house: House) -> None:
    for request, by in (
        ("GET /", ""),
        ("GET /statistics/", "ana"),
        ("GET /audit/", "ben"),
        ("GET /none", ""),
    ):
        head = ask(house, request, by=by).text.partition("\r\n\r\n")[0].lower()
        for header in (
            "strict-transport-security: max-age=",
            "x-content-type-options: nosniff",
            "frame-ancestors 'none'",
        ):
            assert head.count(header) == 1, (request, header, head)
        assert "server: nginx\r\n" in head


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_old_versions_of_tls_are_refused(house: House) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", house.machine.port)) as raw,
        pytest.raises((ssl.SSLError, OSError)),
    ):
        context.wrap_socket(raw, server_hostname="statistics.example")


def test_many_requests_are_slowed(house: House) -> None:
    """From another address of this machine, so that the other tests are not."""
    one = f"GET /audit/ HTTP/1.1\r\nHost: {authority(house, 'pages')}\r\n\r\n".encode()
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answers = [send(house, one * 200 + last, source="127.0.0.2").text for _ in range(3)]
    found = "".join(answers)
    assert 250 < found.count("HTTP/1.1 401") < 500
    assert found.count("HTTP/1.1 429") > 100


def test_guesses_of_a_password_are_slowed(house: House) -> None:
    guess = {"Authorization": "Basic YW5hOmE="}
    first = ask(house, "GET /statistics/", headers=guess, source="127.0.0.2")
    assert first.status in {401, 429}


def test_what_is_planted_stays_where_it_is_and_nothing_changed(house: House, run: str) -> None:
    history = said(graphql(house, HISTORY, at="/audit", by="ben"))["data"]
    assert run in [one["runId"] for one in history["runsOrError"]["results"]]
    assert {one["status"] for one in history["runsOrError"]["results"]} == {"QUEUED"}
    assert (Path(house.machine.var) / "outside.txt").read_text() == PLANTED


def test_a_page_beside_the_web_server_wants_one_name(house: House) -> None:
    for name in ("statisticians", "auditors", "desk"):
        for headers in ("", "X-Crossfoot-User: \r\n", "X-Crossfoot-User: a\r\nX-Crossfoot-User: b\r\n"):
            host = authority(house, "desk")
            with socket.socket(socket.AF_UNIX) as beside:
                beside.connect(f"{house.machine.run}/{name}.sock")
                beside.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n".encode())
                assert beside.recv(4096).startswith(b"HTTP/1.1 403 ")


def test_sockets_and_passwords_are_closed_to_others(house: House) -> None:
    for path in [*Path(house.machine.run).iterdir(), *Path(house.machine.users).iterdir()]:
        assert path.stat().st_mode & 0o007 == 0, path
    logged = "".join(path.read_text(errors="replace") for path in house.folder.rglob("*.log"))
    kept = [word for word in house.passwords.values() if word in logged]
    assert kept == []


def test_a_header_that_never_ends_is_given_up(slow: Future[tuple[Answer, float]]) -> None:
    answer, seconds = slow.result()
    assert answer.status in {0, 408}
    assert seconds < SLOW_SECONDS + 5
