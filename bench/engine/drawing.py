"""Cost against size, as SVG: both axes by powers of ten, each line named where it ends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

Points = Sequence[tuple[int, float]]  # statements and seconds

_WIDTH, _HEIGHT = 760, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 570, 60, 410
# Told apart by shape as well as by colour: none is red or green.
_STYLES: Final = (
    ("#1f2933", "", "circle"),
    ("#2563a8", "", "square"),
    ("#8a5a00", "6 3", "diamond"),
    ("#6b4fa0", "2 3", "circle"),
    ("#4a6572", "8 3 2 3", "square"),
    ("#a05a7a", "4 4", "diamond"),
    ("#7a6a4f", "1 3", "circle"),
)


def curves(lines: Mapping[str, Points], title: str, note: str) -> str:
    """A drawing that needs no script and nothing from elsewhere."""
    every = [point for points in lines.values() for point in points]
    sizes = _decades([size for size, _ in every])
    times = _decades([seconds for _, seconds in every])
    x = _scale(sizes, _LEFT, _RIGHT)
    y = _scale(times, _BOTTOM, _TOP)
    parts = [*_frame(title, note), *_grid(sizes, times, x, y)]
    ends = _apart({name: y(points[-1][1]) for name, points in lines.items()})
    for (name, points), style in zip(lines.items(), _cycled(len(lines)), strict=True):
        parts += _line(
            name, [(x(size), y(seconds)) for size, seconds in points], ends[name], style
        )
    return "\n".join((*parts, "</svg>")) + "\n"


class _Scale:
    def __init__(self, exponents: range, start: float, end: float) -> None:
        self.first, self.last = exponents[0], exponents[-1]
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self.first) / max(self.last - self.first, 1)
        return self.start + share * (self.end - self.start)


def _scale(exponents: range, start: float, end: float) -> _Scale:
    return _Scale(exponents, start, end)


def _decades(values: Sequence[float]) -> range:
    logs = [math.log10(each) for each in values]
    return range(math.floor(min(logs)), math.ceil(max(logs)) + 1)


def _frame(title: str, note: str) -> list[str]:
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="20" y="28" font-size="16" font-weight="600">{escape(title)}</text>',
        f'<text x="20" y="{_HEIGHT - 12}" fill="#555">{escape(note)}</text>',
    ]


def _grid(sizes: range, times: range, x: _Scale, y: _Scale) -> list[str]:
    found = []
    for exponent in sizes:
        at = x(10.0**exponent)
        found.append(_stroke(at, _TOP, at, _BOTTOM, "#e3e3e3"))
        found.append(_text(at, _BOTTOM + 18, f"{10**exponent:,}", "middle"))
    for exponent in times:
        at = y(10.0**exponent)
        found.append(_stroke(_LEFT, at, _RIGHT, at, "#e3e3e3"))
        found.append(_text(_LEFT - 8, at + 4, _duration(exponent), "end"))
    found.append(_text((_LEFT + _RIGHT) / 2, _BOTTOM + 36, "statements", "middle"))
    return found


def _duration(exponent: int) -> str:
    if exponent < 0:
        return f"{10 ** (exponent + 3)} ms" if exponent >= -3 else f"{10 ** (exponent + 6)} µs"
    return f"{10**exponent:,} s"


def _line(
    name: str, points: Sequence[tuple[float, float]], end: float, style: tuple[str, str, str]
) -> list[str]:
    colour, dashes, shape = style
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dashes or "none"}"/>',
        *(_mark(shape, each, colour) for each in points),
        _stroke(x + 6, y, _RIGHT + 12, end - 4, colour, 0.6),
        f'<text x="{_RIGHT + 16}" y="{end:.1f}" fill="{colour}">{escape(name)}</text>',
    ]


def _mark(shape: str, at: tuple[float, float], colour: str) -> str:
    x, y = at
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if shape == "diamond" else ""
    place = f'x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"'
    return f'<rect {place} fill="{colour}"{turned}/>'


def _stroke(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#555">{text}</text>'


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Where each name stands: beside the end of its line, below the name before."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, y in sorted(ends.items(), key=lambda each: each[1]):
        last = max(y + 4, last + 17)
        found[name] = last
    return found


def _cycled(count: int) -> list[tuple[str, str, str]]:
    return [_STYLES[number % len(_STYLES)] for number in range(count)]
