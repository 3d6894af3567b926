"""The Dagster page behind a web server: one role a process, on a socket that only that server can open.

Dagster knows no users. What it would do for whoever reaches it is narrowed here: a page for auditors carries
no mutation at all, GraphQL comes as JSON by POST alone, so that no link or form of another site can ask for
anything, reports by hand and notebooks have no address, and each request carries a name.
"""

import contextlib
import os
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster._core.workspace.context import WorkspaceProcessContext, WorkspaceRequestContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster_webserver.version import __version__
from dagster_webserver.webserver import DagsterWebserver
from graphql import (
    ASTValidationRule,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    specified_rules,
)
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assets.code_server import mending
from assets.home import make_history, open_instance
from assets.listening import listen
from pipeline.project import Project
from pipeline.user import USER_HEADER, USER_TAG, one_user, user_named

MAX_ROOT_FIELDS = 100
"""Fields at the root of one operation; the page's own operations have fewer than ten."""
_CLOSED = ("/report_asset_", "/notebook", "/dagit")


@dataclass(frozen=True)
class Role:
    """Who a page is for: the path it is served under, and whether it changes nothing."""

    prefix: str
    read_only: bool


def serve_page(project: Project, role: Role, path: Path) -> None:
    """Serve the page of a role until the process is told to stop."""
    import uvicorn

    make_history(project)
    with open_instance(project) as instance:
        instance.optimize_for_webserver(statement_timeout=15_000, pool_recycle=3600, max_overflow=20)
        target = WorkspaceFileTarget([str(project.root / "workspace.yaml")])
        with listen(path) as listening, _Workspace(instance, target, __version__, role.read_only) as context:
            app = Page(context, role).create_asgi_app(lifespan=_lifespan)
            config = uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False)
            with mending(os.getpid(), context.reload_workspace):
                uvicorn.Server(config).run([listening])


class _Request(WorkspaceRequestContext):
    """A request whose backfills carry the name of who asked."""

    def get_viewer_tags(self) -> dict[str, str]:
        """Return the tags that count above those of the request itself."""
        name = user_named(_header(self.source))
        return {USER_TAG: name} if name else {}

    @property
    def show_instance_config(self) -> bool:
        """Keep the settings of the instance, which can name a database, from the page."""
        return False


class _Workspace(WorkspaceProcessContext):
    """The code location as the page sees it."""

    def create_request_context(self, source: object | None = None) -> WorkspaceRequestContext:
        """Make the context of one request."""
        return _Request(
            instance=self._instance,
            current_workspace=self.get_current_workspace(),
            process_context=self,
            version=self.version,
            source=source,
            read_only=self._read_only,
        )


class Page(DagsterWebserver[_Workspace, _Request]):
    """Dagster's page with the addresses and operations of one role."""

    def __init__(self, context: _Workspace, role: Role) -> None:
        """Serve the workspace under the role's path."""
        self._role = role
        super().__init__(context, role.prefix)

    def build_middleware(self) -> list[Middleware]:
        """Ask for a name before anything else."""
        return [Middleware(Named), *super().build_middleware()]

    def build_graphql_validation_rules(self) -> Collection[type[ASTValidationRule]]:
        """Refuse what the role may not ask before any of it is done."""
        own: list[type[ASTValidationRule]] = [FewFields]
        return [*specified_rules, *own, *([NoMutation] if self._role.read_only else [])]

    def build_routes(self) -> list[BaseRoute]:
        """Leave out the addresses that no role needs."""
        return [*_open(super().build_routes())]

    async def graphql_http_endpoint(self, request: Request) -> Response:
        """Answer JSON that was posted: a browser sends that to another site only when the site agrees."""
        if request.method != "POST":
            return PlainTextResponse("GraphQL is asked by POST.", 405)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return PlainTextResponse("GraphQL is asked in application/json.", 415)
        try:
            asked = await request.json()
        except ValueError:
            return PlainTextResponse("The request is no JSON.", 400)
        if not isinstance(asked, dict):
            return PlainTextResponse("One operation is asked at a time.", 400)
        return await super().graphql_http_endpoint(request)


class NoMutation(ASTValidationRule):
    """Refuses every operation that changes something, whatever it is called and how often it stands."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        """Look at the kind of an operation."""
        if node.operation is OperationType.MUTATION:
            self.report_error(GraphQLError("This page shows and changes nothing.", node))


class FewFields(ASTValidationRule):
    """Refuses an operation with very many fields at its root, each of which asks the history."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        """Count the fields, also those that stand in fragments."""
        if self._count(node.selection_set, ()) > MAX_ROOT_FIELDS:
            self.report_error(GraphQLError(f"At most {MAX_ROOT_FIELDS} fields are asked at once.", node))

    def _count(self, found: SelectionSetNode, inside: tuple[str, ...]) -> int:
        """Count the fields of a selection; a fragment that holds itself is refused by another rule."""
        n_fields = 0
        for one in found.selections:
            if isinstance(one, FragmentSpreadNode):
                name = one.name.value
                held = None if name in inside else self.context.get_fragment(name)
                n_fields += self._count(held.selection_set, (*inside, name)) if held else 0
            elif isinstance(one, InlineFragmentNode):
                n_fields += self._count(one.selection_set, inside)
            else:
                n_fields += 1
            if n_fields > MAX_ROOT_FIELDS:
                break
        return n_fields


class Named:
    """Lets requests through that carry one name that a user can have."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan" or one_user(Headers(scope=scope).getlist(USER_HEADER)):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("No user is named.", 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _header(source: object) -> str | None:
    """Return the header of what asked."""
    return source.headers.get(USER_HEADER) if isinstance(source, HTTPConnection) else None


def _open(routes: Sequence[BaseRoute]) -> Iterator[BaseRoute]:
    """Yield the routes without the closed ones, which lie below the role's path."""
    for route in routes:
        if isinstance(route, Mount) and not route.name:
            yield Mount(route.path, routes=[*_open(route.routes)])
        elif not isinstance(route, Route) or not route.path.startswith(_CLOSED):
            yield route


@contextlib.asynccontextmanager
async def _lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Start and end without more ado."""
    yield
