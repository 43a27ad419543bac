"""The keys that may sign for a party, and the next paper one of them begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from kept.archive.recording import Author, Folded, Paper, chain_of
from kept.ledger import Statement
from kept.ledger.entries.header import Seen
from kept.ledger.parties import Chain, Place
from kept.web.filing.models import RegisterKey, Sheet
from kept.web.filing.register import NoRegisterError, folder
from kept.web.filing.statement.written import written
from kept.web.reading.clock import seconds
from kept.web.reading.current import site

KIND = "statement.filed"


class BusyError(RuntimeError):
    """The key has begun a paper that is not finished."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(str(sheet.pk))
        self.sheet = sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """A key in force that may sign statements for a party."""

    place: Place
    passkey: RegisterKey | None  # if it is one made on this site

    @property
    def id(self) -> str:
        """The id of the key."""
        return self.place.key.id

    @property
    def eyes(self) -> int:
        """How many keys must sign a statement."""
        return self.place.scope.get("statement.filed", 1)

    @property
    def here(self) -> bool:
        """Whether it signs on the page: a passkey bound to this very site."""
        bound = self.place.relying_party
        return bound is not None and bound.origin == settings.KEPT_ORIGIN


def folded() -> Folded:
    """The register as it is now; raises `NoRegisterError` where the site has none."""
    site().changed()
    register = site().register()
    if register is None:
        raise NoRegisterError
    return register.folded


def pens_of(party: str, read: Folded | None = None) -> tuple[Pen, ...]:
    """Every key that may sign statements for `party`, passkeys of this site first."""
    people = (read or folded()).parties
    passkeys = {each.key_id: each for each in RegisterKey.objects.filter(party=party)}
    found = [
        Pen(place=place, passkey=passkeys.get(place.key.id))
        for place in people.people.places.values()
        if place.party == party
        and KIND in place.scope
        and place.key.id not in people.revoked
        and not place.past(seconds())
    ]
    return tuple(sorted(found, key=lambda each: (each.passkey is None, each.id)))


def next_paper(
    pen: Pen, beside: Sequence[str], statement: Statement, refs: Sequence[str] = ()
) -> Paper:
    """The paper with which `pen` files a statement, not signed yet; `beside`: ids of co-signers.

    Raises `BusyError` while the key has another paper open.
    """
    open_one = Sheet.objects.filter(key=pen.id, state=Sheet.State.OPEN).first()
    if open_one is not None:
        raise BusyError(open_one)
    read = folded()
    author = Author(
        read.parties.origin,
        f"{pen.place.party}/{pen.place.office}",
        [pen.id, *beside],
        chain=chain(pen.id, read),
        seen=Seen(read.size, read.root),
        clock=seconds,
    )
    about = statement.about if statement.release == "public" else ()
    header = author.header("statement.filed", refs=refs, about=about, release=statement.release)
    return author.paper(header, written(statement, statement.release))


def chain(key: str, read: Folded) -> Chain:
    """How far a key has signed, with what was handed in and is not admitted yet."""
    from kept.archive.recording import read_paper

    waiting = Sheet.objects.filter(key=key, state=Sheet.State.WAITING)
    kept = [read_paper(bytes(each.paper)).entry().raw for each in waiting]
    return chain_of(folder(), read, key, kept)
