"""A figure that may be known only within bounds."""

from dataclasses import dataclass
from typing import Final

from kept.names.error import NamingError
from kept.names.figure import checked, read_figure

_FORMS: Final = '7000, "7000..12000", "7000.." or "..40"'


@dataclass(frozen=True, slots=True)
class Interval:
    """One whole number, known to lie from `low` to `high`, both included.

    None means no bound on that side. Exact when the two are equal.

    >>> str(Interval(7000, 12000)), str(Interval(0, 0)), str(Interval(7000, None))
    ('7000..12000', '0', '7000..')
    """

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise NamingError(
                f"{self.low}..{self.high} is upside down. Put the lower figure first: "
                f"{self.high}..{self.low}."
            )

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.low is not None and self.low == self.high

    def contains(self, value: int) -> bool:
        """Whether the number may be `value`.

        >>> Interval(7000, None).contains(7000), Interval(7000, None).contains(0)
        (True, False)
        """
        lowest, highest = _ends(self)
        return lowest <= value <= highest

    def narrower_than(self, other: "Interval") -> bool:
        """Whether this says strictly more: it lies within `other` and is not the same.

        >>> Interval(7000, 9000).narrower_than(Interval(7000, None))
        True
        """
        lowest, highest = _ends(other)
        return self != other and lowest <= _ends(self)[0] and _ends(self)[1] <= highest

    def __str__(self) -> str:
        """Return the one text that stands for this interval; `read_interval` reads it back."""
        if self.exact:
            return str(self.low)
        return f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}"


def read_interval(value: int | str) -> Interval:
    """Read a figure as somebody wrote it: 7000, "7000..12000", "7000.." or "..40".

    ".." is a figure of which nothing is known. Raises `NamingError` for fractions, for
    separators such as the space in "7 000", and for bounds in the wrong order.

    >>> read_interval("7000..12000")
    Interval(low=7000, high=12000)
    >>> read_interval(40)
    Interval(low=40, high=40)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return Interval(checked(value), value)
    low, dots, high = _text(value).partition("..")
    if not dots:
        number = read_figure(low, _FORMS)
        return Interval(number, number)
    return Interval(_read_bound(low), _read_bound(high))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NamingError(f"{value!r} is not a whole number. Write it as {_FORMS}.")
    return value


def _read_bound(text: str) -> int | None:
    return read_figure(text, _FORMS) if text else None


def _ends(interval: Interval) -> tuple[float, float]:
    """Low and high, infinite where unbounded; whole numbers stay whole, so nothing is rounded."""
    return (
        float("-inf") if interval.low is None else interval.low,
        float("inf") if interval.high is None else interval.high,
    )
