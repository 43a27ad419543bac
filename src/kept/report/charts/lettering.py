"""Text that has to fit: how wide it is, and where it breaks."""

from __future__ import annotations

from typing import Final

from kept.report.charts.svg import Markup, element, join, text

# Parts of the size of the letters, of common sans serif faces, rather too wide than too narrow.
_NARROW: Final = 0.3
_USUAL: Final = 0.54
_CAPITAL: Final = 0.66
_WIDE: Final = 0.88
_MORE: Final = "…"


def width(words: str, size: float) -> float:
    """About how wide `words` stand in letters of that size."""
    return size * sum(map(_part, words))


def _part(char: str) -> float:
    if char in "iljtfrI.,:;'’|!()[] -\u00a0\u202f":
        return _NARROW
    if char in "mwMW@%—…":
        return _WIDE
    return _CAPITAL if char.isupper() else _USUAL


def wrapped(words: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """`words` in no more than `most` lines; what does not fit is told by an ellipsis.

    >>> wrapped("Voluntary disarmament of all", 60, 10, 2)
    ('Voluntary', 'disarmame…')
    """
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += _MORE
    return tuple(_cut(line, room, size) for line in kept)


def _cut(line: str, room: float, size: float) -> str:
    while width(line, size) > room and len(line) > 2:
        line = line.removesuffix(_MORE)[:-1].rstrip() + _MORE
    return line


def lines(several: tuple[str, ...], x: float, y: float, leading: float, class_: str) -> Markup:
    """Lines of text below one another, the first on `y`."""
    return join(
        element("text", text(line), x=x, y=y + at * leading, class_=class_)
        for at, line in enumerate(several)
    )
