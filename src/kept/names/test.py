"""A figure compared with a number, as in `rdf-troops = "= 0"`."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias, get_args

from kept.names.error import NamingError
from kept.names.figure import read_figure
from kept.names.interval import Interval

Operator: TypeAlias = Literal["=", "<", "<=", ">", ">="]

_OPERATORS: Final[tuple[Operator, ...]] = get_args(Operator)
_TEST: Final = re.compile(r"(?P<operator>[^0-9\s-]*) ?(?P<figure>.*)")


@dataclass(frozen=True, slots=True)
class Test:
    """What a figure must satisfy: equal to, below or above a whole number.

    >>> str(Test(">=", -5))
    '>= -5'
    """

    __test__: ClassVar[bool] = False  # pytest would take the class for a set of tests

    operator: Operator
    value: int

    def __post_init__(self) -> None:
        if self.operator not in _OPERATORS:
            raise _no_comparison(str(self))

    def of(self, interval: Interval) -> bool | None:
        """True if every number of `interval` passes, False if none does, None if unclear.

        >>> none_left = read_test("= 0")
        >>> [none_left.of(Interval(*bounds)) for bounds in ((0, 0), (7000, 12000), (0, 40))]
        [True, False, None]
        """
        if self.operator == "=":
            return _equal(interval, self.value)
        # Whole numbers: at most 5 is below 6, at least 5 is not below 5.
        bound = self.value + 1 if self.operator in ("<=", ">") else self.value
        below = _below(interval, bound)
        return below if self.operator in ("<", "<=") else _negated(below)

    def __str__(self) -> str:
        """Return the one text that stands for this test; `read_test` reads it back."""
        return f"{self.operator} {self.value}"


def read_test(value: str) -> Test:
    """Read a comparison such as "= 0", "<= 40" or "> -5".

    Raises `NamingError` for other comparisons and for figures that are not whole numbers.

    >>> read_test("<= 40")
    Test(operator='<=', value=40)
    """
    match = _TEST.fullmatch(value)
    for operator in _OPERATORS:
        if match is not None and match["operator"] == operator:
            return Test(operator, read_figure(match["figure"], '"= 0"'))
    raise _no_comparison(value)


def _no_comparison(text: str) -> NamingError:
    return NamingError(
        f'"{text}" does not compare a figure. '
        'Begin with =, <, <=, > or >= and add a whole number, such as "= 0".'
    )


def _below(interval: Interval, bound: int) -> bool | None:
    if interval.high is not None and interval.high < bound:
        return True
    if interval.low is not None and interval.low >= bound:
        return False
    return None


def _equal(interval: Interval, value: int) -> bool | None:
    if not interval.contains(value):
        return False
    return True if interval.exact else None


def _negated(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict
