"""Where a key and a body stand in a register, as whoever writes the next entry has to know."""

from __future__ import annotations

from collections.abc import Iterable

from kept.archive.ledger import LedgerFolder
from kept.archive.recording.folding import Folded
from kept.ledger import Release
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.parties import Chain, Refused
from kept.ledger.statement import RELEASES


def chain_of(folder: LedgerFolder, folded: Folded, key: str, kept: Iterable[bytes] = ()) -> Chain:
    """How far the entries of a key go, with those its owner has signed and not yet seen admitted.

    `kept` are the envelopes the owner keeps beside the key; those the register refused, and those
    made for other registers, do not count.
    """
    chain = folded.parties.chain(key)
    own = [each for raw in kept if (each := _own(folder, raw, key)) is not None]
    for entry in sorted(own, key=lambda each: each.header.seq):
        if entry.header.seq < chain.next or folder.refusal(entry.hash) is not None:
            continue
        try:
            chain = chain.extended(entry.header.seq, entry.header.prev, entry.hash)
        except Refused:
            continue  # written after another copy of the register: it will be refused
    return chain


def release_of(folded: Folded, entry: Entry) -> Release:
    """Who may see the whole body of an entry by now: as filed, or as disclosed since."""
    release = entry.header.release or "public"
    for each in folded.entries:
        header = each.header
        whole = header.type == "statement.disclosed" and header.member is None
        if whole and entry.hash in header.refs and header.release is not None:
            release = min(release, header.release, key=RELEASES.index)
    return release


def _own(folder: LedgerFolder, raw: bytes, key: str) -> Entry | None:
    try:
        entry = read_entry(raw)
    except EntryError:
        return None
    header = entry.header
    return entry if (header.key, header.log) == (key, folder.identity.origin) else None
