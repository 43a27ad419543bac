"""A state as bytes, kept beside an index so that a long log need not be read anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kept.ledger.canonical import CanonicalError, Json, decode, encode
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.manifest import Manifest, read_manifest
from kept.ledger.entries.members import read_opening, read_policy, read_roots
from kept.ledger.entries.values import (
    read_hash,
    read_list,
    read_object,
    read_origin,
    read_whole,
)
from kept.ledger.parties.chain import MOST_GAPS, Chain, Gap
from kept.ledger.parties.people import Party, People, Place, Waiting, places
from kept.ledger.parties.state import Parties

_LARGEST: Final = 1 << 30  # bytes: a ledger's own file, not a stranger's
_MANY: Final = 1 << 24
_PARTS: Final = (
    "v",
    "origin",
    "size",
    "opening",
    "policy",
    "parties",
    "revoked",
    "chains",
    "erased",
)


class PartiesError(ValueError):
    """Stored bytes are no state; read the log anew."""


def write_parties(parties: Parties) -> bytes:
    """The state as bytes; `read_parties` makes it of them again."""
    people = parties.people
    return encode(
        {
            "v": 1,
            "origin": parties.origin,
            "size": parties.size,
            "opening": people.opening.to_json() if people.opening else None,
            "policy": people.policy.to_json(),
            "parties": {name: _party_json(party) for name, party in people.parties.items()},
            "revoked": dict(people.revoked),
            "chains": [_chain_json(chain) for _, chain in sorted(parties.chains().items())],
            "erased": [*sorted(parties.erasures())],
        },
        _LARGEST,
    )


def _party_json(party: Party) -> Json:
    value: dict[str, Json] = {"founders": party.founders.to_json()}
    if party.manifest is not None:
        value["manifest"] = [party.manifest.to_json(), party.entry, party.index]
    if party.waiting is not None:
        waiting = party.waiting
        value["waiting"] = [waiting.manifest.to_json(), waiting.entry, waiting.index]
    return value


def _chain_json(chain: Chain) -> Json:
    gaps: list[Json] = [[gap.first, gap.last, gap.below, gap.named] for gap in chain.gaps]
    return [chain.key, chain.next, chain.last, gaps]


def read_parties(data: bytes) -> Parties:
    """The state whose bytes these are; raises `PartiesError`. Nothing is checked against a log."""
    try:
        found = read_object(decode(data, _LARGEST), "state", _PARTS)
        read_whole(found["v"], "v", 1, 1)
        parties = Parties(read_origin(found["origin"], "origin"))
        chains = [_chain(each) for each in read_list(found["chains"], "chains", 0, _MANY)]
        erased = read_list(found["erased"], "erased", 0, _MANY)
        parties.restore(
            read_whole(found["size"], "size"),
            _people(found),
            {chain.key: chain for chain in chains},
            frozenset(read_hash(each, "erased") for each in erased),
        )
    except (CanonicalError, EntryError) as error:
        raise PartiesError(
            f"The stored state cannot be used; read the log anew. {error}"
        ) from None
    if write_parties(parties) != data:
        raise PartiesError("The stored state was altered; read the log anew.")
    return parties


def _people(found: dict[str, Json]) -> People:
    opening = None if found["opening"] is None else read_opening(found["opening"])
    parties = {name: _party(value) for name, value in _object(found["parties"], "parties").items()}
    standing: dict[str, Place] = {}
    for party in parties.values():
        if party.manifest is not None:
            standing |= {place.key.id: place for place in places(party.manifest)}
    revoked = _object(found["revoked"], "revoked")
    return People(
        opening=opening,
        policy=read_policy(found["policy"], "policy"),
        parties=parties,
        places=standing,
        revoked={read_hash(key, "key"): read_whole(at, "revoked") for key, at in revoked.items()},
    )


def _object(value: Json, where: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise EntryError(f"{where} is no object.")
    return value


def _party(value: Json) -> Party:
    found = read_object(value, "party", ("founders",), ("manifest", "waiting"))
    party = Party(founders=read_roots(found["founders"], "founders"))
    if "manifest" in found:
        manifest, entry, index = _manifest(found["manifest"])
        party = replace(party, manifest=manifest, entry=entry, index=index)
    if "waiting" in found:
        party = replace(party, waiting=Waiting(*_manifest(found["waiting"])))
    return party


def _manifest(value: Json) -> tuple[Manifest, str, int]:
    manifest, entry, index = read_list(value, "manifest", 3, 3)
    return read_manifest(manifest), read_hash(entry, "entry"), read_whole(index, "index")


def _chain(value: Json) -> Chain:
    key, following, last, gaps = read_list(value, "chain", 4, 4)
    name = read_hash(key, "key")
    return Chain(
        name,
        read_whole(following, "next"),
        read_hash(last, "last"),
        tuple(_gap(name, each) for each in read_list(gaps, "gaps", 0, MOST_GAPS)),
    )


def _gap(key: str, value: Json) -> Gap:
    first, last, below, named = read_list(value, "gap", 4, 4)
    return Gap(
        key,
        read_whole(first, "first"),
        read_whole(last, "last"),
        None if below is None else read_hash(below, "below"),
        read_hash(named, "named"),
    )
