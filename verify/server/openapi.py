"""The OpenAPI description, with the published schemas of the report as components."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from verify.server.problems import MEDIA_TYPE

__all__ = ["REPORT", "SCHEMAS", "describe", "responses"]

Data = dict[str, Any]

REPORT = {"schema": {"$ref": "#/components/schemas/Report"}}
SCHEMAS = {"report": ("verify", "report.schema.json"), "claim": ("claims", "claim.schema.json")}
_SAID = {
    400: "The body is not JSON.",
    403: "The request comes from a page of another origin.",
    404: "There is no such thing.",
    408: "The body did not arrive in time.",
    413: "The body is too large.",
    415: "The body is of another media type.",
    421: "The server does not answer to the name in Host.",
    422: "The request is not as described, or the story cannot be read.",
    500: "A fault in the program.",
    503: "Too much to do at the moment.",
    504: "The check took too long and was stopped.",
}


def responses(success: Data | None, *statuses: int) -> dict[int | str, Data]:
    """Describe what an operation answers: its success, where it is not made from a model, and its errors."""
    schema = {"$ref": "#/components/schemas/Problem"}
    always = (403, 421, 422, 500, 503)
    told: dict[int | str, Data] = {} if success is None else {200: success}
    return told | {
        status: {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted({*always, *statuses})
    }


def describe(app: FastAPI) -> Data:
    """Make the description once; `app.openapi` is replaced by this."""
    if not app.openapi_schema:
        from verify.server.problems import Problem

        data = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            license_info=app.license_info,
        )
        components = data.setdefault("components", {}).setdefault("schemas", {})
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        components |= problem.pop("$defs", {}) | {"Problem": problem}
        components["Report"] = _component("report")
        components["Claim"] = _component("claim")
        for unused in ("HTTPValidationError", "ValidationError"):
            components.pop(unused, None)
        app.openapi_schema = data
    return app.openapi_schema


def _component(name: str) -> Data:
    """Return a published schema with its references as those of a component."""
    renamed = {_published(kind)["$id"]: f"#/components/schemas/{kind.title()}" for kind in SCHEMAS}
    schema = {key: value for key, value in _published(name).items() if key not in ("$schema", "$id")}
    result = _renamed(schema, renamed, f"#/components/schemas/{name.title()}")
    assert isinstance(result, dict)
    return result


def _published(name: str) -> Data:
    package, file = SCHEMAS[name]
    schema: Data = json.loads((files(package) / "schema" / file).read_text(encoding="utf-8"))
    return schema


def _renamed(node: Any, renamed: dict[str, str], own: str) -> Any:
    if isinstance(node, list):
        return [_renamed(item, renamed, own) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _reference(value, renamed, own)
        if key == "$ref" and isinstance(value, str)
        else _renamed(value, renamed, own)
        for key, value in node.items()
    }


def _reference(address: str, renamed: dict[str, str], own: str) -> str:
    base, _, place = address.partition("#")
    target = renamed[base] if base else own
    return f"{target}{place}" if place else target
