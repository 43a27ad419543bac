"""A party's manifest: its keys, who of them must sign what, and which keys come next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kept.ledger.canonical import Json
from kept.ledger.entries.error import wrong
from kept.ledger.entries.kinds import SCOPED, Kind
from kept.ledger.entries.values import (
    check_sorted,
    read_choice,
    read_day,
    read_hashes,
    read_identifier,
    read_key,
    read_keys,
    read_list,
    read_object,
    read_whole,
)
from kept.ledger.keys import PublicKey, RelyingParty

MOST_ROOTS: Final = 16  # as many signatures as an envelope holds
MOST_ROLES: Final = 64
MOST_KEYS: Final = 256  # of one role
LONGEST_WAIT: Final = 366  # days
STANDING: Final = ("root", "recovery")  # what stands above roles, and is no role's id

_SCOPED: Final = tuple(sorted(SCOPED))
_HOST: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
_SITE: Final = re.compile(_HOST)
_ORIGIN: Final = re.compile(rf"(https://(?P<host>{_HOST})|http://localhost)(:[1-9][0-9]{{0,4}})?")


@dataclass(frozen=True, slots=True)
class RoleKey:
    """A key of a role; of a passkey also the site it is bound to."""

    key: PublicKey
    relying_party: RelyingParty | None = None

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        site = self.relying_party
        bound: dict[str, Json] = {} if site is None else {"rp": site.id, "origin": site.origin}
        return {"key": self.key.text, **bound}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Keys that sign together for one office, and what for."""

    role: str  # "delegation"
    keys: tuple[RoleKey, ...]  # sorted by key id
    scope: Mapping[Kind, int]  # how many different keys must sign an entry of this type
    until: date | None = None  # the last day, in UTC, on which its keys admit anything

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        keys = sorted(self.keys, key=lambda each: each.key.id)
        value: dict[str, Json] = {
            "role": self.role,
            "keys": [each.to_json() for each in keys],
            "scope": dict(self.scope.items()),
        }
        if self.until is not None:
            value["until"] = self.until.isoformat()
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Keys that can put a manifest in force when the roots are lost, after days of waiting."""

    keys: tuple[PublicKey, ...]  # sorted by id
    threshold: int
    days: int  # during which the roots may veto

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        return {"keys": _texts(self.keys), "threshold": self.threshold, "days": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All keys of a party. It takes the place of the party's manifest with the number before."""

    party: str
    version: int  # from 1 on
    roots: tuple[PublicKey, ...]  # sorted by id
    threshold: int  # how many roots must sign
    next: tuple[str, ...]  # ids of the only keys that may become roots; they lie elsewhere
    next_threshold: int  # how many of these must sign when the roots change
    recovery: Recovery | None = None
    recovers: bool = False  # signed by recovery keys: it waits, and may be vetoed
    roles: tuple[Role, ...] = field(default=())  # sorted by id

    def to_json(self) -> dict[str, Json]:
        """As it stands in a header."""
        value: dict[str, Json] = {
            "party": self.party,
            "version": self.version,
            "roots": _texts(self.roots),
            "threshold": self.threshold,
            "next": [*sorted(self.next)],
            "next_threshold": self.next_threshold,
            "roles": [each.to_json() for each in sorted(self.roles, key=lambda each: each.role)],
        }
        if self.recovery is not None:
            value["recovery"] = self.recovery.to_json()
        if self.recovers:
            value["recovers"] = True
        return value

    def all_keys(self) -> Iterator[PublicKey]:
        """Every key in it, in whatever place; those of `next` are known by their ids only."""
        yield from self.roots
        if self.recovery is not None:
            yield from self.recovery.keys
        for role in self.roles:
            yield from (each.key for each in role.keys)


def _texts(keys: Iterable[PublicKey]) -> list[Json]:
    return [key.text for key in sorted(keys, key=lambda key: key.id)]


def read_manifest(value: Json) -> Manifest:
    """The manifest that stands in a header as `value`; raises `EntryError`."""
    needed = ("party", "version", "roots", "threshold", "next", "next_threshold", "roles")
    found = read_object(value, "manifest", needed, ("recovery", "recovers"))
    roots = read_keys(found["roots"], "manifest.roots", MOST_ROOTS)
    following = read_hashes(found["next"], "manifest.next", MOST_ROOTS)
    if found.get("recovers", True) is not True:
        raise wrong("manifest.recovers", "true, or left out")
    manifest = Manifest(
        party=read_identifier(found["party"], "manifest.party"),
        version=read_whole(found["version"], "manifest.version", 1),
        roots=roots,
        threshold=read_whole(found["threshold"], "manifest.threshold", 1, len(roots)),
        next=following,
        next_threshold=read_whole(
            found["next_threshold"], "manifest.next_threshold", 1, len(following)
        ),
        recovery=_recovery(found["recovery"]) if "recovery" in found else None,
        recovers="recovers" in found,
        roles=_roles(found["roles"]),
    )
    _check_places(manifest)
    return manifest


def _check_places(manifest: Manifest) -> None:
    ids = [key.id for key in manifest.all_keys()]
    if len(set(ids)) != len(ids):
        raise wrong(
            "manifest", "a list in which each key has one place only; one key stands in two"
        )
    if not set(ids).isdisjoint(manifest.next):
        raise wrong(
            "manifest.next", "other keys than those in use: whoever steals these has those too"
        )


def _recovery(value: Json) -> Recovery:
    found = read_object(value, "manifest.recovery", ("keys", "threshold", "days"))
    keys = read_keys(found["keys"], "manifest.recovery.keys", MOST_ROOTS)
    return Recovery(
        keys=keys,
        threshold=read_whole(found["threshold"], "manifest.recovery.threshold", 1, len(keys)),
        days=read_whole(found["days"], "manifest.recovery.days", 1, LONGEST_WAIT),
    )


def _roles(value: Json) -> tuple[Role, ...]:
    roles = tuple(_role(each) for each in read_list(value, "manifest.roles", 0, MOST_ROLES))
    check_sorted([each.role for each in roles], "manifest.roles (by role)")
    return roles


def _role(value: Json) -> Role:
    where = "manifest.roles"
    found = read_object(value, where, ("role", "keys", "scope"), ("until",))
    name = read_identifier(found["role"], f"{where}.role")
    if name in STANDING:
        raise wrong(
            f"{where}.role", "another word than root and recovery, which stand above roles"
        )
    where = f"{where}.{name}"
    keys = tuple(
        _role_key(each, where) for each in read_list(found["keys"], f"{where}.keys", 1, MOST_KEYS)
    )
    check_sorted([each.key.id for each in keys], f"{where}.keys (by key id)")
    return Role(
        role=name,
        keys=keys,
        scope=_scope(found["scope"], f"{where}.scope", len(keys)),
        until=read_day(found["until"], f"{where}.until") if "until" in found else None,
    )


def _scope(value: Json, where: str, keys: int) -> dict[Kind, int]:
    if not isinstance(value, dict) or not value:
        raise wrong(where, "an object: a type of entry, and how many keys must sign it")
    most = min(keys, MOST_ROOTS)
    return {
        read_choice(kind, where, _SCOPED): read_whole(count, f"{where}.{kind}", 1, most)
        for kind, count in value.items()
    }


def _role_key(value: Json, where: str) -> RoleKey:
    found = read_object(value, f"{where}.keys", ("key",), ("rp", "origin"))
    key = read_key(found["key"], f"{where}.keys.key")
    if key.algorithm != "webauthn-es256":
        if len(found) > 1:
            raise wrong(f"{where}.keys", "without rp and origin unless the key is a passkey")
        return RoleKey(key)
    return RoleKey(key, _relying_party(found.get("rp"), found.get("origin"), f"{where}.keys"))


def _relying_party(site: Json, origin: Json, where: str) -> RelyingParty:
    if not isinstance(site, str) or len(site) > 253 or not _SITE.fullmatch(site):
        raise wrong(f"{where}.rp", "the site a passkey is bound to, such as register.example")
    found = _ORIGIN.fullmatch(origin) if isinstance(origin, str) and len(origin) < 270 else None
    host = found and (found["host"] or "localhost")
    if not isinstance(origin, str) or not host or not f".{host}".endswith(f".{site}"):
        raise wrong(f"{where}.origin", "the page of that site, such as https://register.example")
    return RelyingParty(site, origin)
