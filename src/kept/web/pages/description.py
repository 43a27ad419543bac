"""What programs may ask of the site, as OpenAPI 3.1: made from the screens, so it is never behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from kept.web.pages.screen import Parameter, Screen

_CONVERTED: Final[Mapping[str, Mapping[str, Any]]] = {
    "int": {"type": "integer", "minimum": 0, "maximum": 10**9},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 128},
    "str": {"type": "string", "pattern": "^[^/]+$", "maxLength": 128},
}
_DAY: Final = {"type": "string", "format": "date", "example": "2025-11-21"}
_COMMON: Final = (
    ("on", "About this day.", _DAY),
    ("known_at", "As known on this day.", _DAY),
    ("standpoint", "Whose word counts: the id of a standpoint.", {"type": "string"}),
    (
        "basis",
        "How statements are dated.",
        {"type": "string", "enum": ["published", "entered"]},
    ),
    ("lang", "The language of sentences.", {"type": "string", "enum": ["en", "fr"]}),
)
_REFUSED: Final = {
    "400": {
        "description": "The question cannot be; the page says why.",
        "content": {"text/html": {}},
    },
    "404": {
        "description": "Nothing of this name, or nothing for you.",
        "content": {"text/html": {}},
    },
}


def description(screens: Iterable[Screen], origin: str, version: str) -> dict[str, Any]:
    """Every address that gives data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kept",
            "version": version,
            "description": "Where the commitments of a peace process stand, and why. Read only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": origin}],
        "paths": {path: each for screen in screens for path, each in _paths(screen).items()},
    }


def _paths(screen: Screen) -> dict[str, Any]:
    address = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", screen.path)
    return {
        f"{address}data.json": _operation(screen, "json", "application/json"),
        f"{address}data.csv": _operation(screen, "csv", "text/csv"),
    }


def _operation(screen: Screen, form: str, media: str) -> dict[str, Any]:
    return {
        "get": {
            "operationId": f"{screen.name}.{form}",
            "summary": screen.about,
            "parameters": [*_named(screen), *_common(), *map(_own, screen.parameters)],
            "responses": {
                "200": {"description": screen.about, "content": {media: {}}},
                "304": {"description": "You have it already."},
                **_REFUSED,
            },
        }
    }


def _named(screen: Screen) -> Iterable[dict[str, Any]]:
    for converter, name in re.findall(r"<(\w+):(\w+)>", screen.path):
        schema = _CONVERTED[converter]
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _common() -> Iterable[dict[str, Any]]:
    for name, about, schema in _COMMON:
        yield {"name": name, "in": "query", "description": about, "schema": schema}


def _own(it: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": 200}
    if it.choices:
        schema = {"type": "string", "enum": list(it.choices)}
    return {"name": it.name, "in": "query", "description": it.about, "schema": schema}


def describing(screens: Iterable[Screen], origin: str, version: str) -> Any:
    """The view that gives the description."""

    @cache  # made when first asked for
    def told() -> bytes:
        return json.dumps(description(screens, origin, version), indent=1).encode()

    def view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
        answer = HttpResponse(told(), content_type="application/json")
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    return view
