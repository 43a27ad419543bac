"""Markup as a value: elements whose text can never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Final, NewType

Markup = NewType("Markup", str)  # text that is already markup; nothing else may be an element's

NOTHING: Final = Markup("")

# What no XML may hold, escaped or not.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What is the same as text of a page: most names and numbers, so that these cost one look.
_PLAIN: Final = re.compile("[\t\n\r !#-%(-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_ELSEWHERE: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_UNSEEN: Final = re.compile("[\x00-\x20]")


def text(words: str) -> Markup:
    """`words` as text of a page, whatever they hold.

    >>> text('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    if _PLAIN.fullmatch(words):
        return Markup(words)
    return Markup(escape(_FORBIDDEN.sub("\ufffd", words)))


def element(name: str, /, *inside: Markup, **attributes: str | float | None) -> Markup:
    """An element; attributes that are None are left out.

    The name of an attribute is written as Python can: `class_`, `aria_label`.

    >>> element("rect", x=1.25, width=2.0, class_="bar", rx=None)
    '<rect x="1.2" width="2" class="bar"/>'
    """
    written = "".join(
        f' {_key(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    within = join(inside)
    return Markup(f"<{name}{written}>{within}</{name}>" if within else f"<{name}{written}/>")


def join(several: Iterable[Markup]) -> Markup:
    """One piece of markup after another."""
    return Markup("".join(several))


def drawing(
    width: float,
    height: float,
    label: str,
    *inside: Markup,
    name: str,
    linked: bool = False,
    fixed: bool = False,
) -> Markup:
    """A whole chart of that size, for which `label` speaks where it is not seen.

    name    of the kind of chart, its class
    linked  whether it holds links: these stay reachable, where an image is one thing
    fixed   whether it keeps its size where there is more room
    """
    return element(
        "svg",
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart {name}",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=width if fixed else None,
        height=height if fixed else None,
        role="group" if linked else "img",
        aria_label=label,
    )


def title(words: str) -> Markup:
    """What is told of a part of a drawing when one points at it."""
    return element("title", text(words)) if words else NOTHING


def linked(href: str | None, inside: Markup, label: str) -> Markup:
    """`inside` as a link, where there is somewhere to go."""
    if href is None:
        return inside
    return element("a", inside, href=within_site(href), aria_label=label)


def within_site(href: str) -> str:
    """An address within this site; raises `ValueError` for one that leads elsewhere.

    >>> within_site("/great-lakes/plan#gate-1")
    '/great-lakes/plan#gate-1'
    """
    if _ELSEWHERE.match(_UNSEEN.sub("", href)):
        raise ValueError(f"{href!r} leads away from this site.")
    return href


def short(number: float) -> str:
    """A length with no more digits than a screen shows.

    >>> short(12.04), short(-0.01), short(7)
    ('12', '0', '7')
    """
    return f"{round(number, 1) + 0:g}" if abs(number) < 100_000 else f"{number:.0f}"


@cache
def _key(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else short(value)
