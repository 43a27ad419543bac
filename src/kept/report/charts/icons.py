"""One small shape for each shown word, so that none depends on its colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from kept.assessment.standing import ShownWord
from kept.report.charts.svg import Markup, element, text

# Drawn in the colour of the text around them, on a square of sixteen.
_SHAPES: Final[Mapping[ShownWord, Markup]] = {
    "kept": Markup('<path class="i-stroke" d="M3.5 8.5l3 3L12.5 5"/>'),
    "under-way": Markup('<path class="i-solid" d="M5.5 3.8v8.4l6.5-4.2z"/>'),
    "late": Markup(
        '<path class="i-stroke" d="M8 3.2v5.6"/><circle class="i-solid" cx="8" cy="12.2" r="1.2"/>'
    ),
    "broken": Markup('<path class="i-stroke" d="M4 4l8 8M12 4l-8 8"/>'),
    "contested": Markup('<path class="i-stroke" d="M3.5 6h9M3.5 10h9M10.2 3l-4.4 10"/>'),
    "blocked": Markup(
        '<path class="i-solid" d="M4 7.4h8v5.4H4z"/>'
        '<path class="i-thin" d="M5.7 7.4V5.6a2.3 2.3 0 0 1 4.6 0v1.8"/>'
    ),
    "not-yet-due": Markup('<circle class="i-solid" cx="8" cy="8" r="1.6"/>'),
    "cannot-be-judged": Markup(
        '<path class="i-thin" d="M5.6 6.1c0-3.4 4.9-3.2 4.9-.2 0 2-2.5 2-2.5 4"/>'
        '<circle class="i-solid" cx="8" cy="12.5" r="1.1"/>'
    ),
    "no-longer-owed": Markup('<path class="i-stroke" d="M4.5 8h7"/>'),
}


def sprite() -> Markup:
    """All shapes, once per page, ahead of whatever uses them."""
    symbols = (
        element("symbol", shape, id=f"i-{word}", viewBox="0 0 16 16")
        for word, shape in _SHAPES.items()
    )
    return element("svg", element("defs", *symbols), class_="sprite", aria_hidden="true")


@cache
def icon(word: ShownWord) -> Markup:
    """The shape of a word within running text; the word itself has to stand beside it."""
    return element("svg", element("use", href=f"#i-{word}"), class_="icon", aria_hidden="true")


def glyph(word: ShownWord, x: float, y: float, size: float = 16) -> Markup:
    """The shape of a word within a drawing, its corner at `x` and `y`."""
    return element("use", href=f"#i-{word}", x=x, y=y, width=size, height=size, class_="glyph")


def chip(word: ShownWord, name: str) -> Markup:
    """A word as it is shown wherever it stands: shape, colour and its name."""
    shape = element("span", icon(word), class_=f"shape s-{word}")
    return element("span", shape, text(name), class_="chip")


def key(names: Mapping[ShownWord, str], label: str) -> Markup:
    """What each shape means, in the order given."""
    items = (element("li", chip(word, name)) for word, name in names.items())
    return element("ul", *items, class_="chart-key", aria_label=label)
