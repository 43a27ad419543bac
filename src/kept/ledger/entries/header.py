"""The signed header of an entry: who says what kind of thing, after what, and where its body is.

A header has no room for free text. Names of persons and everything that may one day have to be
erased stand in bodies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.bodies import BodyError, Commitment, read_commitment
from kept.ledger.canonical import CanonicalError, Json, decode, encode, to_base64
from kept.ledger.entries.error import EntryError, wrong
from kept.ledger.entries.kinds import KINDS, SHAPES, Kind, Shape
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import MEMBERS, Member, Revoked
from kept.ledger.entries.values import (
    check_sorted,
    instant_text,
    read_choice,
    read_hash,
    read_hashes,
    read_instant,
    read_list,
    read_object,
    read_origin,
    read_process_id,
    read_role,
    read_root,
    read_texts,
    read_whole,
)
from kept.ledger.statement import RELEASES, Release
from kept.ledger.tree import EMPTY_ROOT

MOST_SIGNERS: Final = 16
MOST_REFS: Final = 64
MOST_PROPOSITIONS: Final = 256
MOST_DIGESTS: Final = 64

_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in KINDS}
_DIGEST: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LAST: Final = frozenset("AEIMQUYcgkosw048")  # the 43rd letter of 32 bytes has two unused bits
_MEDIA: Final = {
    "process.text": "application/vnd.kept.process-files.v1+json",
    "statement.filed": "application/vnd.kept.statement.v1+json",
    "statement.sealed": "application/vnd.kept.statement.v1+json",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """The last checkpoint an author had verified: it wrote after that, and knew all of it."""

    size: int
    root: bytes


NOTHING_SEEN: Final = Seen(0, EMPTY_ROOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an author signs. Whoever makes one by hand is told by `to_bytes` what is wrong."""

    log: str  # origin of the register: an entry counts in one only
    type: Kind
    key: str  # id of the author's key
    role: str  # "aruna/delegation"
    seq: int  # the author's own count of entries under this key, from 0 on
    claimed: int  # seconds since 1970 at which the author says it wrote; orders nothing
    seen: Seen = NOTHING_SEEN
    prev: str | None = None  # hash of the author's entry before; None exactly if `seq` is 0
    with_: tuple[str, ...] = ()  # ids of the keys that sign beside the author's
    refs: tuple[str, ...] = ()  # hashes of the entries it speaks of
    about: tuple[str, ...] = ()  # propositions of the process
    release: Release | None = None  # who may see the body
    body: Commitment | None = None
    digests: tuple[str, ...] = ()  # of the body's members, for showing them one by one (RFC 9901)
    member: Member | None = None  # what its type alone says

    @property
    def party(self) -> str:
        """For whom it speaks: "aruna"."""
        return self.role.partition("/")[0]

    @property
    def office(self) -> str:
        """Which role of the party signs: "delegation", or "root", or "recovery"."""
        return self.role.partition("/")[2]

    @property
    def signers(self) -> tuple[str, ...]:
        """The ids of all keys that must have signed, sorted: these, no more, no fewer."""
        return tuple(sorted((self.key, *self.with_))) if self.with_ else (self.key,)

    def to_bytes(self) -> bytes:
        """The payload to be signed, its lists sorted; raises `EntryError` if a rule is broken."""
        try:
            payload = encode(self._json())
        except CanonicalError as error:
            raise EntryError(f"The header cannot be written. {error}") from None
        read_header(payload)
        return payload

    def _json(self) -> dict[str, Json]:
        optional: dict[str, Json] = {
            "with": [*sorted(self.with_)],
            "refs": [*sorted(self.refs)],
            "about": [*sorted(self.about)],
            "_sd": [*sorted(self.digests)],
            "_sd_alg": "sha-256" if self.digests else None,
            "prev": self.prev,
            "release": self.release,
            "body": None if self.body is None else self.body.to_json(),
        }
        if self.member is not None:
            optional[SHAPES[self.type].member or "member"] = self.member.to_json()
        return {
            "v": 1,
            "log": self.log,
            "type": self.type,
            "key": self.key,
            "role": self.role,
            "seq": self.seq,
            "seen": {"size": self.seen.size, "root": to_base64(self.seen.root)},
            "claimed": instant_text(self.claimed),
            **{name: value for name, value in optional.items() if value not in (None, [])},
        }


def read_header(payload: bytes) -> Header:
    """The header whose `to_bytes` is exactly `payload`; all else raises `EntryError`."""
    try:
        value = decode(payload)
    except CanonicalError as error:
        raise EntryError(f"The header of the entry is not accepted. {error}") from None
    return header_of(value)


def header_of(value: Json) -> Header:
    """The header that `value`, a canonical payload, means; raises `EntryError`."""
    if not isinstance(value, dict):
        raise wrong("payload", "an object, the header of an entry")
    kind = _kind(value.get("type"))
    shape = SHAPES[kind]
    if not (shape.required <= value.keys() <= shape.allowed):
        read_object(value, kind, shape.required, shape.allowed)
    if value["v"] != 1 or value["v"] is True:
        raise wrong("v", "1, the only version there is")
    seq = read_whole(value["seq"], "seq")
    if (seq == 0) is ("prev" in value):
        raise wrong("prev", "the hash of your entry before, and left out exactly if seq is 0")
    header = Header(
        log=read_origin(value["log"], "log"),
        type=kind,
        key=read_hash(value["key"], "key"),
        role=read_role(value["role"], "role"),
        seq=seq,
        claimed=read_instant(value["claimed"], "claimed"),
        seen=_seen(value["seen"]),
        prev=read_hash(value["prev"], "prev") if seq else None,
        with_=read_hashes(value["with"], "with", MOST_SIGNERS - 1) if "with" in value else (),
        refs=_refs(value["refs"], shape) if "refs" in value else (),
        about=_about(value["about"]) if "about" in value else (),
        release=read_choice(value["release"], "release", RELEASES) if "release" in value else None,
        body=_commitment(value["body"], kind) if "body" in value else None,
        digests=_digests(value) if "_sd" in value or "_sd_alg" in value else (),
        member=_member(value, shape),
    )
    _check_together(header)
    return header


def _kind(value: Json) -> Kind:
    if isinstance(value, str) and value in _KINDS:
        return _KINDS[value]
    raise wrong("type", f"one of {', '.join(KINDS)}")


def _member(value: dict[str, Json], shape: Shape) -> Member | None:
    if shape.member is None or shape.member not in value:
        return None
    return MEMBERS[shape.member](value[shape.member])


def _check_together(header: Header) -> None:
    """Refuse what each member may say by itself, and not beside the others."""
    if header.key in header.with_:
        raise wrong("with", "the further signers, without the author's own key")
    if header.about and header.release != "public":
        raise wrong("about", "left out: what is not public does not show what it is about")
    opens = header.body is not None or header.type == "statement.disclosed"
    if opens is (header.release is None):
        raise wrong("release", "there exactly if there is a body, or one is disclosed")
    if header.digests and header.body is None:
        raise wrong("_sd", "left out where there is no body")
    if isinstance(header.member, Manifest | Revoked) and header.member.party != header.party:
        raise wrong("role", f"one of the party spoken of, {header.member.party}")


def _seen(value: Json) -> Seen:
    if not isinstance(value, dict) or value.keys() != {"size", "root"}:
        raise wrong("seen", "an object with size and root")
    seen = Seen(read_whole(value["size"], "seen.size"), read_root(value["root"], "seen.root"))
    if seen.size == 0 and seen.root != EMPTY_ROOT:
        raise wrong("seen.root", "the root of the empty tree if the size is 0")
    return seen


def _refs(value: Json, shape: Shape) -> tuple[str, ...]:
    return read_hashes(value, "refs", 1 if shape.one_ref else MOST_REFS)


def _about(value: Json) -> tuple[str, ...]:
    items = read_list(value, "about", 1, MOST_PROPOSITIONS)
    about = tuple(read_process_id(each, "about") for each in items)
    check_sorted(about, "about")
    return about


def _commitment(value: Json, kind: Kind) -> Commitment:
    try:
        body = read_commitment(value)
    except BodyError as error:
        raise EntryError(f"The entry is not accepted: “body”. {error}") from None
    if body.media != _MEDIA[kind]:
        raise wrong("body.media", _MEDIA[kind])
    return body


def _digests(value: dict[str, Json]) -> tuple[str, ...]:
    """The digests of disclosures: 32 bytes each as base64url, whose only spelling is checked."""
    if value.get("_sd_alg") != "sha-256":
        raise wrong("_sd_alg", "sha-256, and there exactly if there is “_sd”")
    digests = read_texts(value.get("_sd"), "_sd", 1, MOST_DIGESTS)
    joined = "".join(digests)
    if (
        {*map(len, digests)} != {43}
        or not _LAST.issuperset(joined[42::43])
        or joined.encode("utf-8", "replace").translate(None, _DIGEST)
    ):
        raise wrong("_sd", "a list of digests in 43 letters each, as RFC 9901 writes them")
    check_sorted(digests, "_sd")
    return digests
