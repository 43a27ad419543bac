"""The answers of a draft, one by one: what is wrong with each, in words at its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kept.dates import DateError, Span, read_span
from kept.ledger import Release
from kept.ledger.statement import EVIDENCE, RELEASES
from kept.names import Interval, NamingError, check_visible, read_interval
from kept.process import Process
from kept.process.model.propositions import Proposition
from kept.web.filing.statement.sayings import EXTENTS, KNOWN, SAYINGS

LONGEST: Final = 2000  # letters of what is said, in each language
FURTHEST: Final = 366  # days a filing may be kept from others
LANGUAGES: Final = ("en", "fr")
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "about": ("commitment", "about", "saying", "extent", "low", "high"),
    "when": ("when", "until", "area", "known"),
    "words": ("claim_en", "claim_fr", "release", "from_on"),
}
SEVERAL: Final = ("area",)
_SEPARATORS: Final = re.compile(r"[ \u00a0\u202f'’]")
# Degrees with a decimal part, twice; degrees and minutes; a grid reference of 10 m or finer.
_POSITION: Final = re.compile(
    r"-?\d{1,3}[.,]\d{4,}°?\s*[NSns]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{4,}"
    r"|\d{1,3}°\s*\d{1,2}\s*['′’]"
    r"|\b\d{1,2}[C-X]\s?[A-Z]{2}\s?\d{4,5}\s?\d{4,5}\b"
)

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with one answer: the field, and the key of a sentence that says what to do."""

    at: str  # the field
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def wrong_in(step: str, fields: Fields, process: Process, today: date) -> tuple[Wrong, ...]:
    """All that is wrong with the answers of one step."""
    checks = {"about": _about, "when": _when, "words": _words}
    return tuple(checks[step](fields, process, today))


def text(fields: Fields, name: str) -> str:
    """An answer, without the blanks around it; empty where none was given."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def several(fields: Fields, name: str) -> tuple[str, ...]:
    """The answers of a field that takes more than one."""
    value = fields.get(name, ())
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def proposition(fields: Fields, process: Process) -> Proposition | None:
    """What it is about."""
    return process.propositions.get(text(fields, "about"))


def figure(fields: Fields) -> Interval | None:
    """The figure given; raises `NamingError`. One number is an exact figure."""
    low, high = (_SEPARATORS.sub("", text(fields, name)) for name in ("low", "high"))
    if not low and not high:
        return None
    return read_interval(low if not high else f"{low}..{high}")


def span(fields: Fields, name: str, process: Process) -> Span | None:
    """The days given; raises `DateError`."""
    given = text(fields, name)
    return read_span(given, process.calendar) if given else None


def from_on(fields: Fields) -> date | None:
    """From which day on others may see it; None at once, or where it cannot be read."""
    try:
        return date.fromisoformat(text(fields, "from_on"))
    except ValueError:
        return None


def release(fields: Fields) -> Release | None:
    """Who may see it."""
    return next((each for each in RELEASES if each == text(fields, "release")), None)


def languages(process: Process) -> Sequence[str]:
    """In which languages words can be typed: those of the process that the form has."""
    return [each for each in process.head.languages if each in LANGUAGES]


def _about(fields: Fields, process: Process, today: date) -> Iterator[Wrong]:  # noqa: ARG001
    if text(fields, "commitment") not in process.commitments:
        yield Wrong(at="commitment", key="choose")
    about, saying = proposition(fields, process), SAYINGS.get(text(fields, "saying"))
    if about is None:
        yield Wrong(at="about", key="choose")
    if saying is None:
        yield Wrong(at="saying", key="choose")
    if about is None or saying is None:
        return
    if about.kind not in saying.of:
        yield Wrong(at="saying", key=f"not-of-{about.kind}")
    elif saying.extent and text(fields, "extent") not in EXTENTS:
        yield Wrong(at="extent", key="choose")
    yield from _figure(fields, about, needed=saying.figure)


def _figure(fields: Fields, about: Proposition, *, needed: bool) -> Iterator[Wrong]:
    try:
        given = figure(fields)
    except NamingError:
        yield Wrong(at="low", key="no-figure")
        return
    if given is None:
        if needed and about.kind == "indicator":
            yield Wrong(at="low", key="figure-missing")
    elif about.kind != "indicator":
        yield Wrong(at="low", key="no-figure-here")
    elif any(_outside(bound, about) for bound in (given.low, given.high)):
        yield Wrong(at="low", key="figure-outside")


def _outside(bound: int | None, about: Proposition) -> bool:
    return bound is not None and not Interval(about.low, about.high).contains(bound)


def _when(fields: Fields, process: Process, today: date) -> Iterator[Wrong]:
    found: dict[str, Span | None] = {}
    for name in ("when", "until"):
        try:
            found[name] = span(fields, name, process)
        except DateError:
            yield Wrong(at=name, key="no-day", values={"value": text(fields, name)})
    when, until = found.get("when"), found.get("until")
    saying = SAYINGS.get(text(fields, "saying"))
    if when and saying and saying.kind in EVIDENCE and when.first > today:
        yield Wrong(at="when", key="not-yet", values={"today": today})
    if until and until.last <= (when or Span.on(today)).first:
        yield Wrong(at="until", key="ends-first")
    if any(each not in process.areas for each in several(fields, "area")):
        yield Wrong(at="area", key="choose")
    if text(fields, "known") not in ("", *KNOWN):
        yield Wrong(at="known", key="choose")


def _words(fields: Fields, process: Process, today: date) -> Iterator[Wrong]:
    names = [f"claim_{each}" for each in languages(process)]
    if not any(text(fields, name) for name in names):
        yield Wrong(at=names[0], key="words-missing")
    for name in names:
        yield from _readable(name, text(fields, name))
    if release(fields) is None:
        yield Wrong(at="release", key="choose")
    yield from _from_on(fields, today)


def has_position(words: str) -> bool:
    """Whether a place finer than an agreed area is written in the words."""
    return _POSITION.search(words) is not None


def _readable(name: str, words: str) -> Iterator[Wrong]:
    if len(words) > LONGEST:
        yield Wrong(at=name, key="too-long", values={"most": LONGEST, "letters": len(words)})
    elif has_position(words):
        yield Wrong(at=name, key="position")
    try:
        check_visible(words)
    except NamingError:
        yield Wrong(at=name, key="unseen")


def _from_on(fields: Fields, today: date) -> Iterator[Wrong]:
    if not text(fields, "from_on"):
        return
    day = from_on(fields)
    if day is None:
        yield Wrong(at="from_on", key="no-day", values={"value": text(fields, "from_on")})
    elif (day - today).days > FURTHEST:
        yield Wrong(at="from_on", key="too-far", values={"days": FURTHEST})
