"""The desk as an application: its addresses, and what is shown when something cannot be done."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from pipeline.desk import deliveries, drafts, findings, issues
from pipeline.desk.guard import Front, Guard
from pipeline.desk.state import Desk
from pipeline.errors import BusyError, CrossfootError, UsageError
from pipeline.reading.page import style_sheet

_FACES = {400: "SourceSans3-Regular", 600: "SourceSans3-SemiBold", 700: "SourceSans3-Bold"}
Shown = Callable[..., Response]
Done = Callable[..., Awaitable[Response]]


def make_app(desk: Desk, port: int, front: Front | None = None) -> ASGIApp:
    """Make the application of a desk that is served on a port of this machine, or behind a web server."""
    app = Starlette(
        routes=_routes(desk),
        exception_handlers={
            CrossfootError: _refused(desk),
            HTTPException: _refused(desk),
        },
    )
    return Guard(app, port, front)


def _routes(desk: Desk) -> list[BaseRoute]:
    """List the addresses of the desk."""
    return [
        Route("/", _show(desk, drafts.list_page)),
        Route("/drafts", _do(desk, drafts.take_files), methods=["POST"]),
        Route("/drafts/{name}", _show(desk, drafts.draft_page)),
        Route("/drafts/{name}/place", _show(desk, drafts.place_page)),
        Route("/drafts/{name}/draft.xlsx", _show(desk, drafts.workbook)),
        Route("/drafts/{name}/answers", _do(desk, drafts.answer), methods=["POST"]),
        Route("/drafts/{name}/rows", _do(desk, drafts.answer_rows), methods=["POST"]),
        Route("/drafts/{name}/workbook", _do(desk, drafts.answer_workbook), methods=["POST"]),
        Route("/drafts/{name}/accept", _do(desk, drafts.accept), methods=["POST"]),
        Route("/who", _do(desk, drafts.forget_who), methods=["POST"]),
        Route("/favicon.ico", _no_icon),
        Route("/findings", _show(desk, findings.findings_page)),
        Route("/findings", _do(desk, findings.decide), methods=["POST"]),
        Route("/ledger", _show(desk, deliveries.ledger_page)),
        Route("/issues", _show(desk, issues.issues_page)),
        Route("/issues/{key}/", _show(desk, issues.files_page)),
        Route("/issues/{key}/{path:path}", _show(desk, issues.issue_file)),
        Route("/reports/{path:path}", _show(desk, issues.report_file)),
        Route("/template.xlsx", _show(desk, deliveries.template)),
        Route("/static/{name}", _static(desk.office.project.templates)),
    ]


async def _no_icon(_request: Request) -> Response:
    """Answer browsers that ask for a picture that there is not."""
    return Response(status_code=204)


def _show(desk: Desk, page: Shown) -> Done:
    """Make the answer of a page that is only looked at."""

    async def shown(request: Request) -> Response:
        return await run_in_threadpool(page, desk, request, **request.path_params)

    return shown


def _do(desk: Desk, action: Done) -> Done:
    """Make the answer of a form."""

    async def done(request: Request) -> Response:
        return await action(desk, request, **request.path_params)

    return done


def _refused(desk: Desk) -> Any:
    """Make the page that says why something was not done."""

    async def refused(request: Request, error: Exception) -> Response:
        status = _status_of(error)
        sentence = (
            "There is no such page." if status == 404 and isinstance(error, HTTPException) else str(error)
        )
        if isinstance(error, HTTPException) and status != 404:
            sentence = error.detail
        back = request.url.path.rpartition("/")[0] if request.method == "POST" else ""
        return await run_in_threadpool(
            desk.render, request, "refused", {"sentence": sentence, "back": back}, status
        )

    return refused


def _status_of(error: Exception) -> int:
    """Return the status of an answer about an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, BusyError):
        return 409
    return 422 if isinstance(error, UsageError) else 400


def _static(templates: Path) -> Done:
    """Make the answer with the style sheet and the typefaces, and no other file."""
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; src: url("{name}.ttf") }}\n'
        for weight, name in _FACES.items()
    )
    noto = (
        '@font-face { font-family: "Noto Sans"; src: url("NotoSans-Regular.ttf"); unicode-range: U+20BC }\n'
    )
    files = {
        f"{name}.ttf": templates / "fonts" / f"{name}.ttf" for name in (*_FACES.values(), "NotoSans-Regular")
    }

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name == "desk.css":
            return Response(faces + noto + style_sheet(templates), media_type="text/css")
        if name not in files:
            return PlainTextResponse("There is no such file.", 404)
        kept = {"cache-control": "max-age=86400"}
        return Response(files[name].read_bytes(), media_type="font/ttf", headers=kept)

    return static
