"""What the types of entries say beside what all say: one small record for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kept.ledger.canonical import Json, to_base64
from kept.ledger.entries.error import wrong
from kept.ledger.entries.manifest import Manifest, read_manifest
from kept.ledger.entries.values import (
    check_sorted,
    read_choice,
    read_day,
    read_hash,
    read_hashes,
    read_identifier,
    read_keys,
    read_list,
    read_member_name,
    read_object,
    read_origin,
    read_process_id,
    read_root,
    read_whole,
)
from kept.ledger.keys import PublicKey
from kept.ledger.register import Grade, Ground

MOST_ROOTS: Final = 16  # a threshold of them must find room in one envelope
MOST_PARTIES: Final = 64
GRADES: Final[tuple[Grade, ...]] = Grade.__args__  # type: ignore[attr-defined]
GROUNDS: Final[tuple[Ground, ...]] = Ground.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Hexadecimal SHA-256 of the policy file of each grade that exists."""

    published: str | None = None
    witnessed: str | None = None
    mutual: str | None = None

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        found = {grade: getattr(self, grade) for grade in GRADES}
        return {grade: digest for grade, digest in found.items() if digest is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Roots:
    """Which root keys a party begins with, and how many of them must sign its first manifest."""

    roots: tuple[str, ...]  # key ids, sorted
    threshold: int

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        return {"roots": [*sorted(self.roots)], "threshold": self.threshold}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """The register this one succeeds, and how far that one is taken over."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Entry 0: whose register this is, and with which keys its parties begin."""

    process: str
    keeper: str  # the party that keeps the register
    keys: tuple[PublicKey, ...]  # the keeper's root keys, sorted by id
    parties: Mapping[str, Roots]  # the keeper among them
    policy: Policy = field(default_factory=Policy)
    succeeds: Predecessor | None = None

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        value: dict[str, Json] = {
            "process": self.process,
            "keeper": self.keeper,
            "keys": [key.text for key in sorted(self.keys, key=lambda key: key.id)],
            "parties": {party: roots.to_json() for party, roots in self.parties.items()},
            "policy": self.policy.to_json(),
        }
        if self.succeeds is not None:
            last = self.succeeds
            root = to_base64(last.root)
            value["succeeds"] = {"origin": last.origin, "size": last.size, "root": root}
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """A party that joins, and the root keys it begins with."""

    party: str
    roots: tuple[str, ...]  # key ids, sorted
    threshold: int

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        return {
            "party": self.party,
            "roots": [*sorted(self.roots)],
            "threshold": self.threshold,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """A key that admits nothing any more, from the index of this entry on."""

    party: str
    key: str
    compromised_since: date | None = None  # a claim, which changes nothing

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        value: dict[str, Json] = {"party": self.party, "key": self.key}
        if self.compromised_since is not None:
            value["compromised_since"] = self.compromised_since.isoformat()
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessText:
    """The text of the process, by its digest."""

    process: str
    digest: str  # hexadecimal SHA-256; "sha256:" stands before it in a header
    amends: str | None = None  # hash of the entry with the text it takes the place of

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        value: dict[str, Json] = {"process": self.process, "digest": f"sha256:{self.digest}"}
        if self.amends is not None:
            value["amends"] = self.amends
        return value


@dataclass(frozen=True, slots=True)
class Fields:
    """The members of a body that are disclosed; the others stay hidden."""

    names: tuple[str, ...]  # sorted

    def to_json(self) -> list[Json]:
        """As it stands in a header."""
        return [*sorted(self.names)]


@dataclass(frozen=True, slots=True)
class Erasure:
    """On which ground of law a body was destroyed."""

    ground: Ground

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        return {"ground": self.ground}


Member = Opening | Policy | Founder | Manifest | Revoked | ProcessText | Fields | Erasure


def read_policy(value: Json, where: str) -> Policy:
    """The digests of policy files that stand in a header as `value`."""
    found = read_object(value, where, (), GRADES)
    return Policy(**{name: read_hash(digest, f"{where}.{name}") for name, digest in found.items()})


def _new_policy(value: Json) -> Policy:
    if not value:
        raise wrong("policy", "the digest of one policy file at least")
    return read_policy(value, "policy")


def read_roots(value: Json, where: str) -> Roots:
    """The first root keys of a party that stand in a header as `value`."""
    return _roots(read_object(value, where, ("roots", "threshold")), where)


def _roots(found: dict[str, Json], where: str) -> Roots:
    roots = read_hashes(found["roots"], f"{where}.roots", MOST_ROOTS)
    threshold = read_whole(found["threshold"], f"{where}.threshold", 1, len(roots))
    return Roots(roots=roots, threshold=threshold)


def _founder(value: Json) -> Founder:
    found = read_object(value, "founder", ("party", "roots", "threshold"))
    roots = _roots(found, "founder")
    party = read_identifier(found["party"], "founder.party")
    return Founder(party=party, roots=roots.roots, threshold=roots.threshold)


def _beginnings(value: Json) -> dict[str, Roots]:
    where = "opening.parties"
    if not isinstance(value, dict) or not 1 <= len(value) <= MOST_PARTIES:
        raise wrong(where, f"an object with 1 to {MOST_PARTIES} parties")
    parties = {}
    for party, roots in value.items():
        parties[read_identifier(party, where)] = read_roots(roots, f"{where}.{party}")
    ids = [each for roots in parties.values() for each in roots.roots]
    if len(set(ids)) != len(ids):
        raise wrong(where, "parties of which none has a root key of another")
    return parties


def _predecessor(value: Json) -> Predecessor:
    found = read_object(value, "opening.succeeds", ("origin", "size", "root"))
    return Predecessor(
        origin=read_origin(found["origin"], "opening.succeeds.origin"),
        size=read_whole(found["size"], "opening.succeeds.size"),
        root=read_root(found["root"], "opening.succeeds.root"),
    )


def read_opening(value: Json) -> Opening:
    """The opening of a register that stands in a header as `value`."""
    needed = ("process", "keeper", "keys", "parties", "policy")
    found = read_object(value, "opening", needed, ("succeeds",))
    parties = _beginnings(found["parties"])
    keys = read_keys(found["keys"], "opening.keys", MOST_ROOTS)
    keeper = read_identifier(found["keeper"], "opening.keeper")
    if keeper not in parties or parties[keeper].roots != tuple(key.id for key in keys):
        raise wrong("opening.keys", "the root keys that “opening.parties” names for the keeper")
    return Opening(
        process=read_process_id(found["process"], "opening.process"),
        keeper=keeper,
        keys=keys,
        parties=parties,
        policy=read_policy(found["policy"], "opening.policy"),
        succeeds=_predecessor(found["succeeds"]) if "succeeds" in found else None,
    )


def _revoked(value: Json) -> Revoked:
    found = read_object(value, "revoked", ("party", "key"), ("compromised_since",))
    since = found.get("compromised_since")
    return Revoked(
        party=read_identifier(found["party"], "revoked.party"),
        key=read_hash(found["key"], "revoked.key"),
        compromised_since=None if since is None else read_day(since, "revoked.compromised_since"),
    )


def _text(value: Json) -> ProcessText:
    found = read_object(value, "text", ("process", "digest"), ("amends",))
    digest = found["digest"]
    if not isinstance(digest, str) or not digest.startswith("sha256:"):
        raise wrong("text.digest", 'a digest that begins with "sha256:"')
    return ProcessText(
        process=read_process_id(found["process"], "text.process"),
        digest=read_hash(digest.removeprefix("sha256:"), "text.digest"),
        amends=read_hash(found["amends"], "text.amends") if "amends" in found else None,
    )


def _fields(value: Json) -> Fields:
    names = [read_member_name(each, "fields") for each in read_list(value, "fields", 1, 64)]
    check_sorted(names, "fields")
    return Fields(tuple(names))


def _erasure(value: Json) -> Erasure:
    found = read_object(value, "erasure", ("ground",))
    return Erasure(read_choice(found["ground"], "erasure.ground", GROUNDS))


MEMBERS: Final[dict[str, Callable[[Json], Member]]] = {
    "opening": read_opening,
    "policy": _new_policy,
    "founder": _founder,
    "manifest": read_manifest,
    "revoked": _revoked,
    "text": _text,
    "fields": _fields,
    "erasure": _erasure,
}
