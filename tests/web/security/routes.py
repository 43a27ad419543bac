"""Every address of the site, filled with names that could be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

SAMPLES = {
    "int": "1",
    "slug": "aruna-1",
    "str": "aruna-1",
    "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12,
}
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def addresses() -> list[str]:
    """One address for each route."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        path = before + _filled(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path)
        else:
            yield path


def _filled(pattern: object) -> str:
    route = str(pattern)
    if isinstance(pattern, RegexPattern):  # those of the site name hashes
        form, names = normalize(route)[0]
        return form % dict.fromkeys(names, "0" * 64)
    return PART.sub(lambda found: SAMPLES.get(found[1] or "str", "aruna-1"), route)
