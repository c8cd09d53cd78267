"""Errors of the HTTP API as problem documents (RFC 9457), for people and for programs."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

__all__ = ["MEDIA_TYPE", "Problem", "ProblemError", "install", "problem"]

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("figurecheck.server")
_DETAILS = {
    404: "There is nothing at this address; /openapi.json lists what there is.",
    405: "This address does not answer to this method; the header Allow says to which it does.",
}


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="JSON pointer into the body, or the name of a parameter.", examples=["/date"])
    detail: str


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str = Field("about:blank", description="Always about:blank: the status says the kind.")
    title: str = Field(description="The kind of problem.", examples=["Unprocessable Content"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="One sentence about this request.")
    errors: list[Fault] | None = Field(None, description="What is wrong with the request, one by one.")


class ProblemError(HTTPException):
    """Ends a request with a problem document."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Fault] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.errors = errors


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, errors: Sequence[Fault] | None = None
) -> Response:
    """Return the response that stands for a problem."""
    body: dict[str, Any] = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail}
    if errors:
        body["errors"] = [fault.model_dump() for fault in errors]
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, dict(headers or {}), MEDIA_TYPE)


def _title(status: int) -> str:
    if status == 422:
        return "Unprocessable Content"
    return HTTPStatus(status).phrase


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail
    if not isinstance(error, ProblemError):
        detail = _DETAILS.get(error.status_code, "The request could not be read.")
    return problem(error.status_code, detail, error.headers, getattr(error, "errors", None))


async def _invalid(request: Request, error: Exception) -> Response:
    """Say what is wrong and where; what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        place = found[0]["loc"][-1]
        return problem(400, f"The body is not JSON: {found[0].get('ctx', {}).get('error', 'broken')} at {place}.")
    faults = [Fault(where=_where(one["loc"]), detail=_sentence(one)) for one in found]
    first = faults[0]
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return problem(422, f"{first.where or 'The body'}: {first.detail}{more}", errors=faults)


def _where(loc: Sequence[str | int]) -> str:
    place, *rest = loc
    if place == "body":  # what follows it is the kind of story
        return "".join(f"/{part}" for part in rest[1:])
    return str(rest[0]) if rest else str(place)


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] in ("model_type", "model_attributes_type"):
        return "Send a JSON object"
    message = str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return message[:1].upper() + message[1:]


async def _fault(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "This is a fault in figurecheck, please report it.")
