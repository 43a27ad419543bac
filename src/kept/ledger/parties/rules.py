"""What an entry may say of others: references, and the rules of single types."""

from __future__ import annotations

from typing import Final

from kept.ledger.entries.header import Header
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import Founder, Member, Opening, ProcessText, Revoked
from kept.ledger.parties.log import Found, Log
from kept.ledger.parties.manifests import check_keys, check_manifest, owner
from kept.ledger.parties.refused import Refused
from kept.ledger.parties.state import Parties

_DAY: Final = 86_400  # seconds
_STATEMENTS: Final[frozenset[Kind]] = frozenset(("statement.filed", "statement.sealed"))
_MANIFESTS: Final[frozenset[Kind]] = frozenset(("party.manifest",))
_TEXTS: Final[frozenset[Kind]] = frozenset(("process.text",))
_REFERRED: Final[dict[Kind, frozenset[Kind]]] = {
    "party.vetoed": _MANIFESTS,
    "party.recovered": _MANIFESTS,
    "statement.disclosed": _STATEMENTS,
    "body.erased": _STATEMENTS | _TEXTS,
}


def check_seen(parties: Parties, header: Header, log: Log) -> None:
    """Raise `Refused` "unknown-checkpoint" unless the author saw this history and no other."""
    seen = header.seen
    if seen.size == 0:
        return
    root = log.root_at(seen.size) if seen.size <= parties.size else None
    if root is None:
        raise Refused(
            "unknown-checkpoint",
            f"The author has seen a register of {seen.size} entries, and this one has "
            f"{parties.size}. Somebody holds entries back, or showed the author another register: "
            "compare checkpoints.",
        )
    if root != seen.root:
        raise Refused(
            "unknown-checkpoint",
            f"The author has seen another root at size {seen.size}: somebody showed another "
            "history. Compare checkpoints at once; two signed ones are proof.",
        )


def check_references(parties: Parties, header: Header, log: Log) -> tuple[Found, ...]:
    """What `header` refers to; raises `Refused` "unknown-reference"."""
    if isinstance(header.member, ProcessText) and header.member.amends is not None:
        _referred(parties, header.member.amends, log, _TEXTS)
    kinds = _REFERRED.get(header.type)
    referred = tuple(_referred(parties, entry, log, kinds) for entry in header.refs)
    if kinds is _MANIFESTS:
        waiting = parties.members[header.party].waiting
        if waiting is None or header.refs != (waiting.entry,):
            raise Refused(
                "unknown-reference",
                "This manifest does not wait: it was vetoed, replaced, or never did. Refer to one "
                "of the same party that waits.",
            )
    return referred


def _referred(parties: Parties, entry: str, log: Log, kinds: frozenset[Kind] | None) -> Found:
    facts = parties.recent(entry) or log.find(entry)
    if facts is None or facts.index >= parties.size:
        raise Refused(
            "unknown-reference",
            f"The entry {entry} is not in the register. Refer to entries that are, by their hash.",
        )
    if kinds is not None and facts.type not in kinds:
        raise Refused(
            "unknown-reference",
            f"Entry {facts.index} is of type {facts.type}, and needed here is one of "
            f"{', '.join(sorted(kinds))}. Refer to such an entry.",
        )
    return facts


def check_allowed(parties: Parties, header: Header, referred: tuple[Found, ...], log: Log) -> None:
    """Raise `Refused` "not-allowed" if a rule of the type is broken."""
    if header.type == "party.recovered":
        _check_waited(parties, header, log)
    elif header.type == "statement.disclosed":
        _check_disclosed(parties, header, referred[0])
    elif header.type == "body.erased":
        _check_erased(parties, header, referred[0])
    else:
        _check_member(parties, header.member)


def _check_member(parties: Parties, member: Member | None) -> None:
    if isinstance(member, Opening) and parties.size:
        raise _not_allowed("A register is opened once, by entry 0.")
    if isinstance(member, Founder):
        _check_founder(parties, member)
    elif isinstance(member, Manifest):
        check_manifest(parties.people, member)
    elif isinstance(member, Revoked):
        _check_revoked(parties, member)
    elif isinstance(member, ProcessText):
        _check_process(parties, member)


def _check_process(parties: Parties, text: ProcessText) -> None:
    if parties.opening is None or text.process != parties.opening.process:
        raise _not_allowed("The text is of another process than the register's.")


def _check_founder(parties: Parties, founder: Founder) -> None:
    if founder.party in parties.members:
        raise _not_allowed(f"There is a party {founder.party} already. Choose another name.")
    for key in founder.roots:
        if owner(parties.people, key) is not None or key in parties.revoked:
            raise _not_allowed(f"The key {key} stands for a party, or was revoked. Take another.")


def _check_revoked(parties: Parties, revoked: Revoked) -> None:
    place = parties.place(revoked.key)
    if place is None or place.party != revoked.party:
        raise _not_allowed(f"The key {revoked.key} does not stand for {revoked.party}.")
    if revoked.key in parties.revoked:
        raise _not_allowed(f"The key {revoked.key} is revoked already.")


def _check_waited(parties: Parties, header: Header, log: Log) -> None:
    party = parties.members[header.party]
    if party.waiting is None or party.manifest is None or party.manifest.recovery is None:
        raise AssertionError("a manifest waits that nobody could have signed")
    days = party.manifest.recovery.days
    since, now = log.not_after(party.waiting.index), log.not_before(parties.size)
    if since is None or now is None or now - since < days * _DAY:
        raise _not_allowed(
            f"{days} days must lie between what witnesses signed after the manifest and before "
            "this entry. Wait, and let them sign a checkpoint first."
        )
    check_keys(parties.people, party.waiting.manifest)


def _check_disclosed(parties: Parties, header: Header, opened: Found) -> None:
    if opened.party != header.party:
        raise _not_allowed("A party discloses what it filed itself, and nothing else.")
    if opened.about and header.about:
        raise _not_allowed("The entry says already what it is about. Leave “about” out.")
    if parties.erased(header.refs[0]):
        raise _not_allowed("The body was erased: there is nothing to disclose.")


def _check_erased(parties: Parties, header: Header, filed: Found) -> None:
    if header.party not in (filed.party, parties.keeper):
        raise _not_allowed("A body is erased by the party that filed it, or by the keeper.")
    if not filed.body:
        raise _not_allowed("The entry has no body that could be erased.")
    if parties.erased(header.refs[0]):
        raise _not_allowed("The body was erased already.")


def _not_allowed(why: str) -> Refused:
    return Refused("not-allowed", why)
