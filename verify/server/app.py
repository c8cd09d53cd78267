"""The routes of the web page and the HTTP API."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import anyio
from fastapi import Body, Depends, FastAPI, Query, Request
from fastapi import Path as InPath
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import FileResponse, JSONResponse, Response

from verify.rule_docs import page
from verify.rules import RULES
from verify.rules.rule import Rule
from verify.server import work
from verify.server.guard import Guard
from verify.server.models import FileText, Health, Marks, PartsStory, RuleData, RulePage, SearchResult, Story, TextStory
from verify.server.openapi import REPORT, SCHEMAS, describe, responses
from verify.server.pool import Pool
from verify.server.problems import ProblemError, install
from verify.server.settings import Settings
from verify.version import SCHEMA_VERSION, VERSION

__all__ = ["FORMS", "create_app"]

FORMS = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_VERIFY = Path(str(files("verify")))
_BODY = (400, 408, 413, 415, 504)
_OCTETS = {
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "required": True,
}
_ABOUT = """\
Reads the figures out of a story, recalculates, compares them with figures of record, and says what does not add up.
The same story gives the same answer. Nothing leaves the machine that this server runs on.

Errors are problem documents (RFC 9457, `application/problem+json`).
"""

GivenStory = Annotated[Story, Body()]
Form = Annotated[Literal["json", "html", "csv", "text"], Query(alias="format", description="Form of the report.")]


def create_app(settings: Settings) -> FastAPI:
    """Make the application; it holds no state but its pool of workers."""
    pool = Pool(settings.workers, settings.waiting, settings.check_seconds)
    config = settings.config

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            for _ in range(settings.workers):
                tasks.start_soon(pool.run, work.ready, config)
            yield
            tasks.cancel_scope.cancel()

    app = FastAPI(
        title="figurecheck",
        version=VERSION,
        summary="Recalculate a story before it is published.",
        description=_ABOUT,
        license_info={"name": "MIT", "identifier": "MIT"},
        docs_url=None,  # the usual pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    install(app)
    _checks(app, settings, pool)
    _lookups(app, settings, pool)
    _pages(app)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
        )
    app.add_middleware(Guard, settings=settings)  # the outermost: it sees every request
    return app


def _checks(app: FastAPI, settings: Settings, pool: Pool) -> None:
    config = settings.config

    @app.post(
        "/v1/check",
        operation_id="check",
        dependencies=[Depends(_Media("application/json"))],
        summary="Check a story",
        tags=["stories"],
        response_class=Response,
        responses=responses(
            {
                "description": "The report: as JSON, as a page, as a worksheet, or as text.",
                "content": {
                    "application/json": REPORT,
                    **{media: {"schema": {"type": "string"}} for media in list(FORMS.values())[1:]},
                },
            },
            *_BODY,
        ),
    )
    async def check(story: GivenStory, form: Form = "json") -> Response:
        """Report every figure of the story, what does not add up, and what could not be checked and why."""
        return _response(await pool.run(work.check, config, _line(story), form), FORMS[form])

    @app.post(
        "/v1/extract",
        operation_id="extract",
        dependencies=[Depends(_Media("application/json"))],
        summary="Read the figures of a story",
        tags=["stories"],
        response_class=Response,
        responses=responses(
            {"description": "A report without findings.", "content": {"application/json": REPORT}}, *_BODY
        ),
    )
    async def extract(story: GivenStory) -> Response:
        """Read every figure and what it is about, without judging it: faster than a check."""
        return _response(await pool.run(work.extract, config, _line(story)))

    @app.post(
        "/v1/marks",
        operation_id="marks",
        dependencies=[Depends(_Media("application/json"))],
        summary="Check a story, for a page or an editor",
        tags=["stories"],
        response_class=Response,
        responses=responses({"model": Marks, "description": "What to show at each figure."}, *_BODY),
    )
    async def marks(
        story: GivenStory,
        judge: Annotated[
            bool, Query(description="Whether to check the figures; without, they are only read: faster.")
        ] = True,
    ) -> Response:
        """Return what a person is shown at each figure: words ready to print, places as browsers count."""
        return _response(await pool.run(work.mark, config, _line(story), judge))

    @app.post(
        "/v1/read",
        operation_id="read",
        dependencies=[Depends(_Media("application/octet-stream"))],
        summary="Read the text of a file",
        tags=["stories"],
        response_class=Response,
        responses=responses({"model": FileText, "description": "Its text."}, *_BODY),
        openapi_extra={"requestBody": _OCTETS},
    )
    async def read(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=255, description="Name of the file, with its ending.")],
    ) -> Response:
        """Return the text of a file as the command line would read it: send its bytes as they are."""
        return _response(await pool.run(work.read, config, await request.body(), name))


def _lookups(app: FastAPI, settings: Settings, pool: Pool) -> None:
    config = settings.config

    @app.get(
        "/v1/reference/search",
        operation_id="search",
        summary="Search the figures of record",
        tags=["record"],
        response_class=Response,
        responses=responses({"model": SearchResult, "description": "Series and areas, best first."}, 504),
    )
    async def search(
        q: Annotated[str, Query(min_length=1, max_length=200, description="Words of a name.")],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> Response:
        """Find series and areas by the words of their names."""
        return _response(await pool.run(work.search, config, q, limit))

    @app.get("/v1/rules", operation_id="rules", summary="List the rules", tags=["rules"], responses=responses(None))
    async def rules() -> list[RuleData]:
        """List every rule with its code, name and severity."""
        return [RuleData(**_rule(rule)) for rule in RULES]

    @app.get(
        "/v1/rules/{name}",
        operation_id="rule",
        summary="Explain a rule",
        tags=["rules"],
        responses=responses(None, 404),
    )
    async def rule(name: Annotated[str, InPath(description="Name or code.")]) -> RulePage:
        """Return the documentation of a rule."""
        found = next((rule for rule in RULES if name.lower() in (rule.name, rule.code.lower())), None)
        if found is None:
            raise ProblemError(404, "No rule is called that; /v1/rules lists them.")
        return RulePage(**_rule(found), documentation=page(found))

    @app.get(
        "/v1/schemas/{name}",
        operation_id="schema",
        summary="The published schemas",
        tags=["service"],
        response_class=JSONResponse,
        responses=responses({"content": {"application/json": {"schema": {"type": "object"}}}}),
    )
    async def schema(name: Literal["report", "claim"]) -> Response:
        """Return a JSON Schema; its `$id` has the version."""
        package, file = SCHEMAS[name]
        return Response((files(package) / "schema" / file).read_bytes(), media_type="application/json")

    @app.get("/v1/health", operation_id="health", summary="Is it up?", tags=["service"], responses=responses(None))
    async def health() -> Health:
        """Answer at once, however busy the workers are."""
        return Health(
            status="ok",
            version=VERSION,
            schema_version=SCHEMA_VERSION,
            workers=pool.workers,
            busy=pool.busy,
            waiting=pool.waiting,
        )


class _Media:
    """Refuses a body of another media type before it is validated; a simple form of another page has none of these."""

    def __init__(self, media: str) -> None:
        self._media = media

    def __call__(self, request: Request) -> None:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != self._media:
            raise ProblemError(415, f"Send the body as {self._media}.")


def _pages(app: FastAPI) -> None:
    """The page itself: a route for each of its files, which are sent as they are."""

    def send(path: Path) -> Callable[[Request], Awaitable[Response]]:
        async def file(request: Request) -> Response:
            return FileResponse(path)

        return file

    app.add_route("/common.css", send(_VERIFY / "report" / "common.css"), include_in_schema=False)
    for path in sorted((_VERIFY / "server" / "static").iterdir()):
        name = "" if path.name == "index.html" else path.name
        app.add_route(f"/{name}", send(path), include_in_schema=False)


def _line(story: TextStory | PartsStory) -> str:
    """Write a story as a record of JSON Lines, which is what workers read."""
    return json.dumps(story.model_dump(exclude_unset=True, exclude={"reference": True}) | _rows(story))


def _rows(story: TextStory | PartsStory) -> dict[str, Any]:
    if story.reference is None:
        return {}
    return {"reference": [row.model_dump(exclude_none=True) for row in story.reference]}


def _response(answer: work.Answer, media: str = "application/json") -> Response:
    if answer.status != 200:
        raise ProblemError(answer.status, answer.body.decode("utf-8"))
    return Response(answer.body, media_type=media)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "since": rule.since,
        "title": rule.title,
        "diagnoses": list(rule.diagnoses),
    }
