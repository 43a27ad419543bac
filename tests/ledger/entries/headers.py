"""Headers of every type, and keys made from names, for tests."""

from dataclasses import replace
from functools import cache
from hashlib import sha256

from kept.ledger.bodies import Commitment
from kept.ledger.entries.header import Header
from kept.ledger.entries.manifest import Manifest, Recovery, Role, RoleKey
from kept.ledger.entries.members import (
    Erasure,
    Fields,
    Founder,
    Opening,
    Policy,
    Predecessor,
    ProcessText,
    Revoked,
    Roots,
)
from kept.ledger.keys import Ed25519Signer

LOG = "lakes.example/exercise"
NOON = 1_795_262_400  # 2026-11-21T12:00:00Z
STATEMENT = "application/vnd.kept.statement.v1+json"
FILES = "application/vnd.kept.process-files.v1+json"


def hash_of(name):
    """A hash that stands for whatever `name` is."""
    return sha256(name.encode()).hexdigest()


@cache
def signer(name):
    """The key that everybody in the tests knows by this name."""
    return Ed25519Signer(sha256(name.encode()).digest())


def key(name):
    return signer(name).key


def ids(*names):
    return tuple(sorted(key(name).id for name in names))


def keys(*names):
    return tuple(sorted((key(name) for name in names), key=lambda each: each.id))


def role_keys(*names):
    return tuple(RoleKey(each) for each in keys(*names))


def commitment(media=STATEMENT):
    return Commitment(commit=hash_of("body"), media=media, pad=1024)


def manifest(party="aruna", **changes):
    """A first manifest: three roots of which two sign, and a delegation."""
    delegation = Role(
        role="delegation",
        keys=role_keys(f"{party} pen", f"{party} seal"),
        scope={"statement.filed": 2, "statement.disclosed": 1},
    )
    made = Manifest(
        party=party,
        version=1,
        roots=keys(*(f"{party} root {n}" for n in (1, 2, 3))),
        threshold=2,
        next=ids(*(f"{party} next {n}" for n in (1, 2, 3))),
        next_threshold=2,
        recovery=Recovery(keys=keys(f"{party} notary"), threshold=1, days=30),
        roles=(delegation,),
    )
    return replace(made, **changes)


def opening(**changes):
    made = Opening(
        process="lakes-exercise",
        keeper="secretariat",
        keys=keys("secretariat root 1"),
        parties={
            "secretariat": Roots(roots=ids("secretariat root 1"), threshold=1),
            "aruna": Roots(roots=ids("aruna root 1", "aruna root 2"), threshold=2),
        },
        policy=Policy(published=hash_of("published")),
        succeeds=Predecessor(origin="lakes.example/older", size=7, root=bytes(32)),
    )
    return replace(made, **changes)


def header(kind="statement.filed", **changes):
    """A header of `kind` that breaks no rule."""
    made = Header(
        log=LOG,
        type=kind,
        key=key("aruna pen").id,
        role="aruna/delegation",
        seq=0,
        claimed=NOON,
    )
    return replace(made, **{**_NEEDED.get(kind, dict)(), **changes})


def _body(media=STATEMENT):
    return {"body": commitment(media), "release": "public"}


_NEEDED = {
    "ledger.opened": lambda: {"member": opening(), "role": "secretariat/root"},
    "ledger.policy": lambda: {"member": Policy(witnessed=hash_of("witnessed"))},
    "party.admitted": lambda: {
        "member": Founder(party="belva", roots=ids("belva root 1"), threshold=1)
    },
    "party.manifest": lambda: {"member": manifest(), "role": "aruna/root"},
    "party.vetoed": lambda: {"refs": (hash_of("waiting"),), "role": "aruna/root"},
    "party.recovered": lambda: {"refs": (hash_of("waiting"),), "role": "aruna/recovery"},
    "key.revoked": lambda: {"member": Revoked(party="aruna", key=key("aruna seal").id)},
    "process.text": lambda: {
        "member": ProcessText(process="lakes-exercise", digest=hash_of("text")),
        **_body(FILES),
    },
    "statement.filed": lambda: {
        **_body(),
        "about": ("annex-2.clause-3.1", "trade-posts"),
        "digests": (43 * "A", 42 * "B" + "A"),
    },
    "statement.sealed": lambda: {**_body(), "release": "parties"},
    "statement.disclosed": lambda: {
        "refs": (hash_of("filed"),),
        "release": "public",
        "member": Fields(("claim", "said_on")),
    },
    "body.erased": lambda: {
        "refs": (hash_of("filed"),),
        "member": Erasure("protection-of-persons"),
    },
}
