"""The register: how far it goes, who has signed it, every entry, and a place to check a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from string import hexdigits
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404

from kept.archive.ledger import LedgerFolder
from kept.archive.recording import Folded
from kept.ledger.entries.entry import Entry, code_digits, entry_code
from kept.report.bundle_check import check_words
from kept.report.interface import ledger_json
from kept.report.ledger import entry_words
from kept.report.wording import dates
from kept.web.pages.asked import Asked, own
from kept.web.pages.errors import BadQuestionError
from kept.web.pages.screen import Parameter, Screen, Shown, Table
from kept.web.reading.current import site
from kept.web.words import words

if TYPE_CHECKING:
    from kept.web.reading.large import Entries

PAGE: Final = 50
DIGITS: Final = 64  # of a hash
LONGEST_KEY: Final = 120  # letters
HEADER: Final = ("index", "type", "role", "claimed", "recorded_after", "recorded_until", "entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in the list: what everybody may know of it."""

    index: int
    kind: str
    what: str
    role: str
    when: str
    entry: str
    code: str
    statement: str


def show(asked: Asked) -> Shown:
    """The register, its newest entries first."""
    folded = entries_of(asked)
    before = _before(asked, folded)
    found = _found(asked, folded)
    return Shown(
        title=asked.t("ledger.title"),
        context=lambda: _context(asked, folded, before, found),
        data=lambda: _data(asked, folded, before),
        table=lambda: _table(folded, before),
    )


def folded_of() -> Folded | None:
    """The register with every entry checked; None where the process is read from files."""
    register = site().register()
    return register.folded if register else None


def entries_of(asked: Asked) -> Folded | Entries | None:
    """The entries by their numbers; those of a large register are read when asked for."""
    large = asked.snapshot.large
    return folded_of() if large is None else large.entries


def _before(asked: Asked, folded: Folded | Entries | None) -> int:
    size = folded.size if folded else 0
    named = own(asked, "before")
    if named is None:
        return size
    if not named.isascii() or not named.isdigit() or len(named) > 12:
        raise BadQuestionError("no-such", name="before", value=named)
    return min(size, int(named))


def _found(asked: Asked, folded: Folded | Entries | None) -> int | None:
    """The entry of a code, a number or a hash; None if none was asked for."""
    named = own(asked, "code")
    if named is None or folded is None:
        return None
    wanted = named.strip()
    if wanted.isascii() and wanted.isdigit() and int(wanted) < folded.size:
        return int(wanted)
    hashed = len(wanted) == DIGITS and set(wanted.lower()) <= set(hexdigits)
    beginning = wanted.lower() if hashed else code_digits(wanted.upper())
    found = None if beginning is None else folded.found(beginning)
    if found is None or not (hashed or entry_code(folded.entry(found).hash) == wanted.upper()):
        raise Http404
    return found


def _context(
    asked: Asked, folded: Folded | Entries | None, before: int, found: int | None
) -> Mapping[str, Any]:
    if folded is None or site().ledger is None:
        return {"head": None, "ledger_policies": {}, "ledger_check_words": _words(asked)}
    folder = LedgerFolder(site().ledger)  # type: ignore[arg-type]
    policies = folder.policies()
    named = statements_of(asked, (*_page(before), *([] if found is None else [found])))
    return {
        "head": asked.snapshot.head,
        "witnessed": _witnessed(asked),
        "keys": sorted(_short(str(each)) for each in folder.identity.keys),
        "ledger_policies": {grade: policy.text.decode() for grade, policy in policies.items()},
        "ledger_check_words": _words(asked),
        "found": line(asked, folded, found, named) if found is not None else None,
        "lines": [line(asked, folded, each, named) for each in _page(before)],
        "older": max(0, before - PAGE),
        "newest": before >= folded.size,
    }


def _short(key: str) -> str:
    """A key as far as people compare it; the policies have it whole."""
    return key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…"


def _words(asked: Asked) -> Any:
    told = words(asked.language)
    page = {
        key.removeprefix("ledger-check."): text
        for key, text in told.items()
        if key.startswith("ledger-check.") and isinstance(text, str)
    }
    return check_words(asked.language, page)


def _witnessed(asked: Asked) -> str:
    head = asked.snapshot.head
    if head is None or head.witnessed_at is None:
        return ""
    return f"{dates.day(head.witnessed_at.date(), asked.language)}, {head.witnessed_at:%H:%M} UTC"


def _page(before: int) -> range:
    return range(before - 1, max(-1, before - 1 - PAGE), -1)


def statements_of(asked: Asked, several: Iterable[int]) -> Mapping[int, str]:
    """By number of its entry, each statement this viewer may see; of a large register some."""
    large = asked.snapshot.large
    if large is not None:
        return large.named([*several])
    return {each.entered.index: each.id for each in asked.snapshot.statements if each.entered}


def line(asked: Asked, folded: Folded | Entries, index: int, named: Mapping[int, str]) -> Line:
    """What is told of one entry in a list."""
    entry = folded.entry(index)
    return Line(
        index=index,
        kind=entry.header.type,
        what=entry_words(entry.header.type, asked.language),
        role=entry.header.role,
        when=recorded(asked, folded, index),
        entry=entry.hash,
        code=entry_code(entry.hash),
        statement=named.get(index, ""),
    )


def recorded(asked: Asked, folded: Folded | Entries, index: int) -> str:
    """Between which witnessed moments an entry was recorded."""
    time = folded.times.of(index)
    if time.until is None:
        return asked.t("ledger.not-witnessed")
    until = _moment(asked, time.until)
    if time.after is None:
        return asked.t("ledger.until", until=until)
    if until == _moment(asked, time.after):
        return asked.t("ledger.within", minute=until)
    return asked.t("ledger.between", after=_moment(asked, time.after), until=until)


def _moment(asked: Asked, seconds: int) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{dates.day(at.date(), asked.language)}, {at:%H:%M} UTC"


def _row(folded: Folded | Entries, index: int) -> tuple[object, ...]:
    entry: Entry = folded.entry(index)
    time = folded.times.of(index)
    header = entry.header
    return index, header.type, header.role, header.claimed, time.after, time.until, entry.hash


def _table(folded: Folded | Entries | None, before: int) -> Table:
    rows = [_row(folded, each) for each in _page(before)] if folded else []
    return Table(header=HEADER, rows=rows)


def _data(asked: Asked, folded: Folded | Entries | None, before: int) -> dict[str, Any]:
    rows = [_row(folded, each) for each in _page(before)] if folded else []
    return {
        "schema": "kept.ledger/1",
        "process": asked.process.head.id,
        "ledger": ledger_json(asked.snapshot.head),
        "entries": [dict(zip(HEADER, each, strict=True)) for each in rows],
        "older": max(0, before - PAGE),
    }


LEDGER: Final = Screen(
    name="ledger",
    path="ledger/",
    template="ledger.html",
    show=show,
    about="The register: its head, its witnesses, its entries; a receipt can be checked here.",
    parameters=(
        Parameter(name="before", about="Entries before this number.", example="100"),
        Parameter(name="code", about="The code, number or hash of an entry.", example="0"),
    ),
)
