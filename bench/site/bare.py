"""A page with nothing but rows: Starlette, one query, one template. The least a page can cost.

`KEPT_BENCH_ROWS` names the database.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Final

from bench.site.rows import PAGE, TABLE
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

_QUERY: Final = f"SELECT * FROM {TABLE} ORDER BY said_on DESC LIMIT ?"  # noqa: S608
_ROWS: Final = sqlite3.connect(os.environ["KEPT_BENCH_ROWS"], check_same_thread=False)
_PAGE: Final = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Statements</title></head>
<body><h1>Statements</h1>
<table><thead><tr>{% for each in names %}<th>{{ each }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr>{% for each in row %}<td>{{ each or '' }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></body></html>
"""
)


async def page(request: Request) -> HTMLResponse:
    """The latest rows."""
    found = _ROWS.execute(_QUERY, (PAGE,))
    names = [each[0] for each in found.description]
    return HTMLResponse(_PAGE.render(names=names, rows=found.fetchall()))


application = Starlette(routes=[Route("/", page)])
