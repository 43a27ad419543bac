"""An author: a key that writes one entry after the other into one register."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_bytes
from typing import Final

from kept.archive.ledger import Body, Submitted
from kept.archive.recording.paper import Paper
from kept.ledger import Release
from kept.ledger.bodies import commit, disclose
from kept.ledger.canonical import Json
from kept.ledger.entries.header import NOTHING_SEEN, Header, Seen
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.members import Member
from kept.ledger.keys import Signer
from kept.ledger.parties import Chain

_SALT: Final = 32
_FIELD_SALT: Final = 16


def read_clock() -> int:
    """Seconds since 1970."""
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Written:
    """What an entry commits to and does not say: the bytes, their type, who may see them.

    `fields` are the members of the body that can be shown one by one later; none for a body that
    is public anyway.
    """

    content: bytes
    media: str
    release: Release
    fields: Mapping[str, Json] = field(default_factory=dict)


class Author:
    """Writes entries under one key, each naming the one before it.

    `chain` is how far the register has this key; `keys` are the id of the author's key, then of
    those that sign beside it. The entries written are not submitted yet: an `Author` that is
    dropped leaves no trace.
    """

    def __init__(
        self,
        origin: str,
        role: str,
        keys: Sequence[str],
        *,
        chain: Chain,
        seen: Seen = NOTHING_SEEN,
        clock: Callable[[], int] = read_clock,
        randomness: Callable[[int], bytes] = token_bytes,
    ) -> None:
        self._origin: Final = origin
        self._role: Final = role
        self._keys: Final = tuple(keys)
        self._next, self._last = chain.next, chain.last
        self._seen: Final = seen
        self._clock: Final = clock
        self._randomness: Final = randomness

    def header(
        self,
        kind: Kind,
        *,
        member: Member | None = None,
        refs: Sequence[str] = (),
        about: Sequence[str] = (),
        release: Release | None = None,
    ) -> Header:
        """The header of the next entry, as far as it does not depend on a body."""
        return Header(
            log=self._origin,
            type=kind,
            key=self._keys[0],
            with_=tuple(sorted(self._keys[1:])),
            role=self._role,
            seq=self._next,
            prev=self._last,
            claimed=self._clock(),
            seen=self._seen,
            refs=tuple(sorted(refs)),
            about=tuple(sorted(about)),
            release=release,
            member=member,
        )

    def paper(self, header: Header, written: Written | None = None) -> Paper:
        """The next entry before it is signed, committed to what is written beside it."""
        if written is None:
            return Paper(header=header)
        salt = self._randomness(_SALT)
        fields = [
            disclose(self._randomness(_FIELD_SALT), name, value)
            for name, value in written.fields.items()
        ]
        committed = replace(
            header,
            release=written.release,
            body=commit(written.content, salt, written.media),
            digests=tuple(sorted(each.digest for each in fields)),
        )
        body = Body(
            content=written.content,
            salt=salt,
            media=written.media,
            disclosures=tuple(each.text for each in fields),
        )
        return Paper(header=committed, body=body)

    def write(
        self, signers: Sequence[Signer], header: Header, written: Written | None = None
    ) -> Submitted:
        """Sign the next entry with all keys named, and count it; raises `EntryError`."""
        paper = self.paper(header, written)
        for signer in signers:
            paper = paper.signed_by(signer)
        self._next, self._last = header.seq + 1, paper.entry().hash
        return paper.submitted()
