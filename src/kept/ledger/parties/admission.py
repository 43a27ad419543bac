"""Whether an entry may enter the register, and what then changes."""

from __future__ import annotations

from dataclasses import replace

from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import Founder, Opening, Policy, Revoked, Roots
from kept.ledger.keys import SignatureError, verify
from kept.ledger.parties.authority import check_enough, check_scope, signing_places
from kept.ledger.parties.log import Found, Log, found
from kept.ledger.parties.people import Party, People, Place, Waiting
from kept.ledger.parties.refused import Refused
from kept.ledger.parties.rules import check_allowed, check_references, check_seen
from kept.ledger.parties.state import Parties


def receive(raw: bytes) -> Entry:
    """The entry with these bytes; raises `Refused` "malformed" if it is none."""
    try:
        return read_entry(raw)
    except EntryError as error:
        raise Refused("malformed", str(error)) from None


def signers(parties: Parties, entry: Entry, log: Log, *, at: int | None) -> tuple[Place, ...]:
    """Those whose signatures `entry` must bear, in the order of its signatures.

    The checks up to "revoked-key" are made; raises `Refused`. `at` is the keeper's clock when an
    entry is submitted. Whoever checks a log afterwards passes None: cosignatures carried by hand
    may come days after an entry, so that no later time tells whether a role had ended.
    """
    header = entry.header
    if header.log != parties.origin:
        raise Refused(
            "other-ledger",
            f"The entry is for the register {header.log}, and this is {parties.origin}. Submit it "
            "there, or sign one for this register.",
        )
    if parties.chain(header.key).holds(header.seq):
        facts = parties.recent(entry.hash) or log.find(entry.hash)
        if facts is not None and facts.index < parties.size:
            raise Refused("duplicate", f"This is entry {facts.index} already. Nothing is to do.")
    return signing_places(parties.people, header, at)


def check_signatures(entry: Entry, signing: tuple[Place, ...]) -> None:
    """Raise `Refused` "bad-signature" unless exactly those in `signing` have signed `entry`.

    It depends on nothing else, so that others can do it at the same time for many entries.
    """
    signatures = entry.envelope.signatures
    if tuple(each.keyid for each in signatures) != entry.header.signers:
        raise Refused(
            "bad-signature",
            "The signatures are not those of “key” and “with”: one is missing, or one too many. "
            "Let exactly those sign.",
        )
    message = entry.envelope.signed
    for signature, place in zip(signatures, signing, strict=True):
        try:
            verify(place.key, message, signature.sig, party=place.relying_party)
        except SignatureError as error:
            raise Refused("bad-signature", f"Key {signature.keyid}: {error}") from None


def admit(
    parties: Parties,
    entry: Entry,
    log: Log,
    *,
    at: int | None,
    verified: tuple[Place, ...] | None = None,
) -> Found:
    """Take `entry` in as the next of the log, or raise `Refused` and change nothing.

    `verified` is what `signers` gave when `check_signatures` was passed; if those who have to
    sign have changed since, the signatures are verified again. `at` is as in `signers`.
    """
    header = entry.header
    signing = signers(parties, entry, log, at=at)
    if verified != signing:
        check_signatures(entry, signing)
    check_scope(header, signing)
    check_enough(parties.people, header, signing)
    chain = parties.chain(header.key).extended(header.seq, header.prev, entry.hash)
    check_seen(parties, header, log)
    referred = check_references(parties, header, log)
    check_allowed(parties, header, referred, log)
    facts = found(parties.size, header)
    people = _people_after(parties.people, entry, parties.size)
    erased = header.refs[0] if header.type == "body.erased" else ""
    parties.record(entry.hash, facts, chain, people, erased)
    return facts


def _people_after(people: People, entry: Entry, index: int) -> People:
    """The people once `entry` has taken effect; the same object if it changes nothing."""
    header, member = entry.header, entry.header.member
    if isinstance(member, Opening):
        return _opened(people, member)
    if isinstance(member, Policy):
        return replace(people, policy=member)
    if isinstance(member, Founder):
        founders = Roots(roots=member.roots, threshold=member.threshold)
        return people.with_party(member.party, Party(founders=founders))
    if isinstance(member, Revoked):
        return replace(people, revoked={**people.revoked, member.key: index})
    if isinstance(member, Manifest):
        if not member.recovers:
            return people.with_manifest(member, entry.hash, index)
        waiting = Waiting(member, entry.hash, index)
        return _with_waiting(people, header, waiting)
    if header.type == "party.vetoed":
        return _with_waiting(people, header, None)
    if header.type == "party.recovered":
        return _recovered(people, header)
    return people


def _opened(people: People, opening: Opening) -> People:
    parties = {name: Party(founders=roots) for name, roots in opening.parties.items()}
    return replace(people, opening=opening, policy=opening.policy, parties=parties)


def _with_waiting(people: People, header: Header, waiting: Waiting | None) -> People:
    return people.with_party(header.party, replace(people.parties[header.party], waiting=waiting))


def _recovered(people: People, header: Header) -> People:
    waiting = people.parties[header.party].waiting
    if waiting is None:
        raise AssertionError("a recovery was admitted for which nothing waited")
    return people.with_manifest(waiting.manifest, waiting.entry, waiting.index)
