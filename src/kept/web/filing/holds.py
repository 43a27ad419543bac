"""What is not shown to others yet: until its day, or until somebody has looked for harm.

Filing is instant, and nobody can veto it: the entry stands in the register at once. Its words
are held back from other readers of this site, for days that are counted, and for a reason that
is public. Holds are read by the day, so that nothing has to run for them to end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from kept.archive.recording import Paper, ReadRegister
from kept.ledger.entries.entry import entry_code
from kept.ledger.entries.header import Header
from kept.web.filing.models import Hold
from kept.web.reading.clock import now, today
from kept.web.reading.viewer import Held

DAYS: Final = 3  # after which what nobody has looked at is shown
MOST: Final = 30  # days after filing: no hold for harm is longer
REASONS: Final = (
    "names-a-person",
    "shows-a-place",
    "puts-somebody-in-danger",
    "needs-translation",
)

NOTHING_FREE: Final = "nothing-free"  # decided by no role: there are no words of its own in it

_looked: dict[str, int] = {}  # how far each register was looked through for what came another way


def standing() -> QuerySet[Hold]:
    """The holds that are in force today."""
    return Hold.objects.filter(cleared_at=None, until__gt=today())


def held(register: ReadRegister | None = None) -> Held:
    """The entries whose words others do not see now."""
    if register is not None:
        note_filed_elsewhere(register)
    entries = frozenset(standing().values_list("entry", flat=True))
    key = hashlib.sha256("".join(sorted(entries)).encode()).hexdigest()[:16] if entries else ""
    return Held(entries, key)


def hold(paper: Paper, from_on: date | None, *, free: bool) -> None:
    """Note what a complete paper is held back for, before it is handed in.

    `free`: whether somebody has typed words into it. What has none needs no harm check.
    """
    header, entry = paper.header, paper.entry().hash
    if header.release == "public":
        until = today() + timedelta(days=DAYS)
        one = _note(header, entry, Hold.Kind.HARM, today(), until)
        if not free:
            clear(one, NOTHING_FREE)
    if from_on is not None and from_on > today():
        _note(header, entry, Hold.Kind.DATE, today(), from_on)


def note_filed_elsewhere(register: ReadRegister) -> None:
    """Public words that a party handed in by another way are looked at, too.

    What the keeper's recorder enters was public before.
    """
    folded = register.folded
    place = str(settings.KEPT_LEDGER)
    start = _looked.get(place, 0)
    if start >= folded.size:
        return
    keeper = folded.parties.keeper
    found = {
        each.hash: (index, each.header)
        for index, each in enumerate(folded.entries[start:], start)
        if each.header.type == "statement.filed"
        and each.header.release == "public"
        and each.header.party != keeper
    }
    for entry in found.keys() - _known(found):
        index, header = found[entry]
        until = folded.times.of(index).until
        filed = (
            today() if until is None else min(today(), datetime.fromtimestamp(until, UTC).date())
        )
        _note(header, entry, Hold.Kind.HARM, filed, filed + timedelta(days=DAYS))
    _looked[place] = folded.size


def _known(entries: Collection[str]) -> set[str]:
    rows = Hold.objects.filter(entry__in=[*entries], kind=Hold.Kind.HARM)
    return {*rows.values_list("entry", flat=True)}


def let_go(entry: str) -> None:
    """The register has refused the entry: there is nothing to hold back."""
    Hold.objects.filter(entry=entry).delete()


def _note(header: Header, entry: str, kind: str, filed: date, until: date) -> Hold:
    one, _ = Hold.objects.get_or_create(
        entry=entry,
        kind=kind,
        defaults={
            "code": entry_code(entry),
            "party": header.party,
            "release": header.release or "confidential",
            "filed_on": filed,
            "until": until,
        },
    )
    return one


def clear(one: Hold, role: str) -> None:
    """Somebody has looked, and nothing stands against showing it."""
    one.cleared_at = one.decided_at = now()
    one.decided_by = role
    one.save()


def prolong(one: Hold, role: str, reason: str, until: date) -> None:
    """Show it later, for a reason; never later than the most days there are.

    Raises `ValueError` for a reason that is none, or a day that is past or too far away.
    """
    last = one.filed_on + timedelta(days=MOST)
    if reason not in REASONS or not today() < until <= last:
        raise ValueError(reason)
    one.reason, one.until = reason, until
    one.decided_by, one.decided_at = role, now()
    one.save()


def public_log() -> QuerySet[Hold]:
    """What everybody may know of: harm checks of what is meant for everybody."""
    return Hold.objects.filter(kind=Hold.Kind.HARM, release="public")


def days_asked_for() -> dict[str, date]:
    """By public entry the day from which whoever filed it wanted others to see it."""
    rows = Hold.objects.filter(kind=Hold.Kind.DATE, release="public")
    return dict(rows.values_list("entry", "until"))


def to_check() -> QuerySet[Hold]:
    """What waits for somebody to look."""
    return standing().filter(kind=Hold.Kind.HARM)
