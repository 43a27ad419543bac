"""The types of entries, and which members the header of each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "ledger.opened",
    "ledger.policy",
    "party.admitted",
    "party.manifest",
    "party.vetoed",
    "party.recovered",
    "key.revoked",
    "process.text",
    "statement.filed",
    "statement.sealed",
    "statement.disclosed",
    "body.erased",
]
KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]

# What decides who may speak: whoever checks an entry needs all of these before it.
GOVERNING: Final[frozenset[Kind]] = frozenset(
    kind for kind in KINDS if kind.startswith(("ledger.", "party.", "key."))
)
# What a role signs if a manifest gives it the scope; all else is signed by roots or recovery keys.
SCOPED: Final[frozenset[Kind]] = frozenset(KINDS) - {
    "ledger.opened",
    "party.manifest",
    "party.vetoed",
    "party.recovered",
    "key.revoked",
}
# What concerns everybody: the keeper's manifest alone gives these scopes.
KEEPERS: Final[frozenset[Kind]] = frozenset(("ledger.policy", "party.admitted", "process.text"))

_ALWAYS: Final = frozenset(("v", "log", "type", "key", "role", "seq", "seen", "claimed"))
_ANYWHERE: Final = frozenset(("with", "prev", "refs"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The members which the header of an entry of one type must and may have."""

    required: frozenset[str]
    allowed: frozenset[str]
    member: str | None = None  # the one that this type alone has
    one_ref: bool = False  # it speaks of exactly one entry


def _shape(*required: str, may: str = "", member: str | None = None) -> Shape:
    """The shape with `required` and with what `may` stand, separated by blanks."""
    must = _ALWAYS | frozenset(required)
    return Shape(
        required=must,
        allowed=must | _ANYWHERE | frozenset(may.split()),
        member=member,
        one_ref="refs" in required,
    )


SHAPES: Final[dict[Kind, Shape]] = {
    "ledger.opened": _shape("opening", member="opening"),
    "ledger.policy": _shape("policy", member="policy"),
    "party.admitted": _shape("founder", member="founder"),
    "party.manifest": _shape("manifest", member="manifest"),
    "party.vetoed": _shape("refs"),
    "party.recovered": _shape("refs"),
    "key.revoked": _shape("revoked", member="revoked"),
    "process.text": _shape("text", may="body release _sd _sd_alg", member="text"),
    "statement.filed": _shape("body", "release", may="about _sd _sd_alg"),
    "statement.sealed": _shape("body", "release", may="_sd _sd_alg"),
    "statement.disclosed": _shape("refs", "release", may="about fields", member="fields"),
    "body.erased": _shape("refs", "erasure", member="erasure"),
}
