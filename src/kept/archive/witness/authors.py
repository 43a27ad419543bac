"""Who may have signed what is submitted to a mirror: keys the register has ever named.

A mirror does not judge an entry; the register does, and answers with a proof or a signed
refusal. But a mirror holds entries of known authors only, or anybody could fill it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kept.ledger.canonical import Json, decode, encode
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import Founder, Opening
from kept.ledger.keys import (
    PublicKey,
    RelyingParty,
    SignatureError,
    read_public_key,
    verify,
)

LARGEST: Final = 1 << 26  # bytes: some hundred thousand keys


class Authors:
    """The keys named so far, and how far the author of each has come in the log."""

    def __init__(self) -> None:
        self.size = 0  # how many entries were read
        self._keys: dict[str, tuple[PublicKey, RelyingParty | None]] = {}
        self._promised: set[str] = set()  # ids of root keys that a manifest may bring
        self._seqs: dict[str, int] = {}

    def read(self, entries: Iterable[bytes]) -> list[str]:
        """Go on with the next entries of the log; their hashes."""
        hashes = []
        for raw in entries:
            self.size += 1
            try:
                entry = read_entry(raw)
            except EntryError:  # verification reports it; here it names nobody
                continue
            hashes.append(entry.hash)
            header = entry.header
            self._seqs[header.key] = max(header.seq, self._seqs.get(header.key, -1))
            self._learn(header.member)
        return hashes

    def to_bytes(self) -> bytes:
        """All of it, to go on with after a restart."""
        keys: list[Json] = [
            [key.text, *([site.id, site.origin] if site else [])]
            for key, site in self._keys.values()
        ]
        seqs: dict[str, Json] = {**self._seqs}
        value: Json = {
            "size": self.size,
            "keys": keys,
            "promised": [*sorted(self._promised)],
            "seqs": seqs,
        }
        return encode(value, LARGEST)

    def overtaken(self, key: str, seq: int) -> bool:
        """Whether the log has a later entry of this author than number `seq`: then it is a gap."""
        return self._seqs.get(key, -1) > seq

    def check(self, entry: Entry) -> None:
        """Raise `SignatureError` unless keys known here have signed all of it."""
        keys = {**self._keys, **self._brought(entry)}
        signed = {each.keyid: each.sig for each in entry.envelope.signatures}
        if tuple(sorted(signed)) != entry.header.signers:
            raise SignatureError("Its signatures are not those of “key” and “with”.")
        for keyid, signature in signed.items():
            if keyid not in keys:
                raise SignatureError(f"The register has named no key {keyid}.")
            key, site = keys[keyid]
            verify(key, entry.envelope.signed, signature, party=site)

    def _brought(self, entry: Entry) -> dict[str, tuple[PublicKey, RelyingParty | None]]:
        """The root keys a manifest brings along, if their ids were promised before."""
        manifest = entry.header.member
        if not isinstance(manifest, Manifest):
            return {}
        return {key.id: (key, None) for key in manifest.roots if key.id in self._promised}

    def _learn(self, member: object) -> None:
        if isinstance(member, Opening):
            self._add((key, None) for key in member.keys)
            self._promised.update(
                each for party in member.parties.values() for each in party.roots
            )
        elif isinstance(member, Founder):
            self._promised.update(member.roots)
        elif isinstance(member, Manifest):
            self._add(_keys_of(member))
            self._promised.update(member.next)

    def _add(self, keys: Iterable[tuple[PublicKey, RelyingParty | None]]) -> None:
        self._keys.update({key.id: (key, site) for key, site in keys})


def read_authors(data: bytes) -> Authors:
    """What `to_bytes` wrote; raises `ValueError` if it is damaged."""
    authors = Authors()
    match decode(data, LARGEST):
        case {
            "size": int() as size,
            "keys": list() as keys,
            "promised": list() as promised,
            "seqs": dict() as seqs,
        }:
            authors.size = size
            authors._add(map(_key, keys))
            authors._promised.update(str(each) for each in promised)
            authors._seqs.update({key: seq for key, seq in seqs.items() if isinstance(seq, int)})
            return authors
    raise ValueError("This is not what was known of authors.")


def _key(value: Json) -> tuple[PublicKey, RelyingParty | None]:
    match value:
        case [str() as text]:
            return read_public_key(text), None
        case [str() as text, str() as site, str() as origin]:
            return read_public_key(text), RelyingParty(site, origin)
    raise ValueError("This is no key with its site.")


def _keys_of(manifest: Manifest) -> Iterator[tuple[PublicKey, RelyingParty | None]]:
    for key in (*manifest.roots, *(manifest.recovery.keys if manifest.recovery else ())):
        yield key, None
    for role in manifest.roles:
        for each in role.keys:
            yield each.key, each.relying_party
