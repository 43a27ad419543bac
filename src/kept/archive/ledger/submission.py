"""Putting entries into the queue of a ledger, and asking what became of them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Final

from kept.archive.error import SubmissionError
from kept.archive.index import Index
from kept.archive.ledger.body_store import BodyStore, Missing, Randomness
from kept.archive.ledger.durable import make_folder
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.lock import Lock
from kept.archive.ledger.stored_body import Body, Clear
from kept.ledger import Release
from kept.ledger.bodies import BodyError, check_body, read_fields
from kept.ledger.entries.entry import Entry, entry_hash, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.kinds import GOVERNING
from kept.ledger.entries.members import Fields
from kept.ledger.envelope import LARGEST_ENVELOPE

_PAYLOAD: Final = b'"payload":"'
_TYPE: Final = re.compile(rb'"type":"([a-z.]+)","v":1')  # in a canonical header nothing else is so
_ALONE: Final = GOVERNING | {"statement.sealed"}


@dataclass(frozen=True, slots=True)
class Submitted:
    """An entry on its way into the log, with what belongs to it and does not stand in it.

    `body` goes with every entry that commits to one but `statement.sealed`, whose body stays
    with its author; and with the `statement.disclosed` that opens a sealed entry. `disclosures`
    go with one that shows some fields of a sealed entry.
    """

    entry: bytes
    body: Body | None = None
    disclosures: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether nothing goes with it."""
        return self.body is None and not self.disclosures


@dataclass(frozen=True, slots=True)
class Waiting:
    """The entry is in the queue."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """The entry is number `index` of the log. Whether that is published yet, checkpoints say."""

    index: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The entry was refused, for the reason with the code `reason`; `refusal` is signed."""

    reason: str
    refusal: bytes


Outcome = Waiting | Admitted | Refused


def submit(
    folder: LedgerFolder,
    index: Index,
    entry: bytes,
    body: Body | None = None,
    *,
    disclosures: Sequence[str] = (),
    randomness: Randomness = token_bytes,
) -> str:
    """Queue one entry, as `submit_all`; returns its hash."""
    submitted = Submitted(entry, body, tuple(disclosures))
    return submit_all(folder, index, [submitted], randomness=randomness)[0]


def submit_all(
    folder: LedgerFolder,
    index: Index,
    submitted: Iterable[Submitted],
    *,
    randomness: Randomness = token_bytes,
) -> list[str]:
    """Queue entries, all durable when this returns, and give their hashes.

    An entry that waits or is in the log already is not queued again. What is wrong with an
    entry itself the writer finds and signs a refusal; `SubmissionError` says that it does not
    come that far: it is too long, or its body is missing or is not the one committed to.
    Nothing is queued then. Any number of processes may submit at once.
    """
    chosen = {entry_hash(each.entry): each for each in submitted}
    known = index.find([hash_ for hash_, each in chosen.items() if not each.alone])
    new = {hash_: each for hash_, each in chosen.items() if hash_ not in known}
    checked = {hash_: _Checked(folder, index, each).clear() for hash_, each in new.items()}
    bodies = {hash_: clear for hash_, clear in checked.items() if clear is not None}
    entries = {hash_: each.entry for hash_, each in new.items()}
    if bodies:
        make_folder(folder.paths.private, secret=True)
        with Lock(folder.paths.submitting, wait=True):
            BodyStore(folder.paths).wait(bodies, randomness)
            index.submit(entries)
    elif entries:
        index.submit(entries)
    return [*chosen]


def outcome(folder: LedgerFolder, index: Index, entry: str) -> Outcome | None:
    """What became of the entry with this hash; None if it was never submitted here."""
    if found := index.find([entry]):
        return Admitted(found[entry].index)
    if index.waits(entry):
        return Waiting()
    reason, refusal = index.refused(entry), folder.refusal(entry)
    return None if reason is None or refusal is None else Refused(reason, refusal)


class _Checked:
    """A submission held against what its entry commits to."""

    def __init__(self, folder: LedgerFolder, index: Index, submitted: Submitted) -> None:
        self._folder: Final = folder
        self._index: Final = index
        self._given: Final = submitted

    def clear(self) -> Clear | None:
        """What is to be kept beside the entry; raises `SubmissionError`."""
        given = self._given
        if len(given.entry) > LARGEST_ENVELOPE:
            raise SubmissionError(
                f"An entry has at most {LARGEST_ENVELOPE} bytes, and this one has "
                f"{len(given.entry)}. Put what is long into its body."
            )
        if given.alone and (_stands_alone(given.entry) or self._is_known()):
            return None
        try:
            entry = read_entry(given.entry)
        except EntryError as error:
            if given.alone:
                return None  # the writer will say so, signed
            raise SubmissionError(f"The entry to which a body belongs is wrong. {error}") from None
        if entry.header.type == "statement.disclosed":
            return self._of_disclosed(entry)
        if entry.header.body is None or entry.header.type == "statement.sealed":
            self._nothing_else(entry)
            return None
        if given.body is None:
            raise SubmissionError(
                f"The entry {entry.hash} commits to a body, and none came with it. "
                "Submit the body and its salt too."
            )
        return self._body(entry, given.body, entry.header.release)

    def _is_known(self) -> bool:
        return bool(self._index.find([entry_hash(self._given.entry)]))

    def _of_disclosed(self, entry: Entry) -> Clear | None:
        target = self._target(entry)
        held = not isinstance(BodyStore(self._folder.paths).body(target.hash), Missing)
        if self._given.disclosures or (isinstance(entry.header.member, Fields) and not held):
            return self._fields(entry, target)
        if self._given.body is not None:
            return self._body(target, self._given.body, entry.header.release)
        if not held:
            raise SubmissionError(
                f"The body of entry {target.hash} is not here, and so cannot be disclosed. "
                "Submit it with this entry."
            )
        return None

    def _target(self, entry: Entry) -> Entry:
        wanted = entry.header.refs[0]
        found = self._index.find([wanted])
        if not found:
            raise SubmissionError(
                f"The entry {wanted}, which is to be disclosed, is not in the log. "
                "Wait until it is, then submit this one."
            )
        number = found[wanted].index
        return read_entry(self._folder.entry(number, self._index.head().size))

    def _body(self, entry: Entry, body: Body, release: Release | None) -> Clear:
        commitment = entry.header.body
        if commitment is None or release is None:
            raise SubmissionError(f"The entry {entry.hash} commits to no body. Submit it alone.")
        if body.media != commitment.media:
            raise SubmissionError(
                f"The body is {body.media}, and entry {entry.hash} commits to {commitment.media}."
            )
        try:
            check_body(commitment, body.salt, body.content)
            read_fields(body.disclosures, entry.header.digests)
        except BodyError as error:
            raise SubmissionError(str(error)) from None
        return Clear(entry=entry.hash, release=release, body=body)

    def _fields(self, entry: Entry, target: Entry) -> Clear:
        member, release = entry.header.member, entry.header.release
        try:
            fields = read_fields(self._given.disclosures, target.header.digests)
        except BodyError as error:
            raise SubmissionError(str(error)) from None
        named = {*member.names} if isinstance(member, Fields) else set()
        if release is None or self._given.body is not None or named != fields.keys():
            raise SubmissionError(
                f"The entry names the fields {', '.join(sorted(named)) or 'none'}, and others or "
                "a whole body came with it. Submit the disclosures of exactly these fields."
            )
        return Clear(
            entry=target.hash, release=release, body=None, disclosures=self._given.disclosures
        )

    def _nothing_else(self, entry: Entry) -> None:
        if not self._given.alone:
            raise SubmissionError(
                f"An entry of the type {entry.header.type} comes without a body. Submit it alone."
            )


def _stands_alone(raw: bytes) -> bool:
    """Whether an entry, if it is well formed, needs nothing beside it: a quick look, no reading."""
    start = raw.find(_PAYLOAD) + len(_PAYLOAD)
    try:
        header = b64decode(raw[start : raw.find(b'"', start)])
    except ValueError:
        return False
    found = _TYPE.search(header)
    return found is not None and found[1].decode() in _ALONE
