"""What a screen is: an address, and a function from a question to a page and its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading, for those who read with a spreadsheet."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer in all its forms; those not asked for are never made.

    `context` is what the template tells; `data` the same as JSON; `table` as rows.
    """

    title: str
    context: Callable[[], Mapping[str, Any]]
    data: Callable[[], Any]
    table: Callable[[], Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something a screen can be asked besides the day and the standpoint."""

    name: str
    about: str  # in English, for the description of the interface
    choices: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A page at a stable address.

    `path` is a route such as "commitments/<slug:commitment>/"; `show` is given the question and
    what the route names, and raises `Http404` for a name nobody knows. `menu` is the screen that
    is marked in the menu. `state` names what the page rests on besides the question, such as the
    rows of a table: it changes whenever those do. `discloses`, given the same as `show`, names what
    on the page is not for everybody: that it was read is written down.
    """

    name: str
    path: str
    template: str
    show: Callable[..., Shown]
    about: str  # in English, for the description of the interface
    parameters: tuple[Parameter, ...] = field(default=())
    menu: str = ""
    state: Callable[[], str] = str
    discloses: Callable[..., str | None] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of the address that are filled in."""
        return tuple(each.split(":")[1] for each in self.path.replace(">", "<").split("<")[1::2])
