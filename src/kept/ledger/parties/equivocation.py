"""Two different texts signed under one number: proof that needs nobody's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.keys import (
    PublicKey,
    PublicKeyError,
    RelyingParty,
    SignatureError,
    read_public_key,
    verify,
)
from kept.ledger.parties.people import Place

_TITLE: Final = "Proof of equivocation · Preuve de double langage"
_LARGEST: Final = 200_000  # characters: two entries and some lines
_WORDS: Final = (
    "One key signed two different texts under one number, and each of them says that it is the "
    "only one. Both stand below as they were signed. Whoever holds this can check it alone: the "
    "key fits its id, the signatures fit the texts, and the texts differ. It does not say who "
    "held the key.",
    "Une même clé a signé deux textes différents sous un seul numéro, et chacun d’eux se donne "
    "pour le seul. Les deux figurent ci-dessous tels qu’ils ont été signés. Quiconque détient ceci "
    "peut le vérifier seul : la clé correspond à son identifiant, les signatures aux textes, et "
    "les textes diffèrent. Rien n’est dit de la personne qui détenait la clé.",
)


class EquivocationError(ValueError):
    """Two entries prove nothing against their author; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivocation:
    """Two different entries, one number, one key, and the signatures hold."""

    key: PublicKey
    relying_party: RelyingParty | None  # of a passkey; compare it with the party's manifest
    first: Entry  # that with the smaller hash
    second: Entry

    def to_text(self) -> str:
        """The proof as plain text, to be sent, printed and read by `read_equivocation`."""
        header = self.first.header
        site = self.relying_party
        facts = [
            f"register {header.log}",
            f"role {header.role}",
            f"number {header.seq}",
            f"key {self.key.text}",
            *([] if site is None else [f"rp {site.id}", f"origin {site.origin}"]),
        ]
        entries = [entry.raw.decode("ascii") for entry in (self.first, self.second)]
        return "\n\n".join((_TITLE, *_WORDS, "\n".join(facts), *entries)) + "\n"


def equivocation(first: Entry, second: Entry, place: Place) -> Equivocation:
    """The proof that the key at `place` signed both entries; raises `EquivocationError`."""
    return _proven(first, second, place.key, place.relying_party)


def read_equivocation(text: str) -> Equivocation:
    """The proof that `text` holds, verified; raises `EquivocationError`.

    Whose key it is, the manifests of the register say.
    """
    parts = text.split("\n\n") if len(text) <= _LARGEST else []
    if len(parts) != 6:
        raise EquivocationError("This is no proof of equivocation, or it is cut. Copy it whole.")
    facts = dict(line.partition(" ")[::2] for line in parts[3].split("\n"))
    try:
        key = read_public_key(facts.get("key", ""))
        first, second = (
            read_entry(part.strip("\n").encode("utf-8", "replace")) for part in parts[4:]
        )
    except (PublicKeyError, EntryError) as error:
        raise EquivocationError(f"The proof cannot be read. {error}") from None
    site = RelyingParty(facts["rp"], facts["origin"]) if {"rp", "origin"} <= facts.keys() else None
    proof = _proven(first, second, key, site)
    if proof.to_text() != text:
        raise EquivocationError("The proof was altered. Copy it as it was made.")
    return proof


def _proven(one: Entry, other: Entry, key: PublicKey, site: RelyingParty | None) -> Equivocation:
    first, second = sorted((one, other), key=lambda entry: entry.hash)
    said = [(entry.header.log, entry.header.key, entry.header.seq) for entry in (first, second)]
    if said[0] != said[1] or first.header.key != key.id:
        raise EquivocationError(
            "The entries are not of one key, one number and one register. Nothing is proven."
        )
    # Some algorithms never sign a text twice alike, and a signature made anew is no second story.
    if first.envelope.payload == second.envelope.payload:
        raise EquivocationError("Both entries say the same. Nothing is proven.")
    for entry in (first, second):
        _check_signed(entry, key, site)
    return Equivocation(key=key, relying_party=site, first=first, second=second)


def _check_signed(entry: Entry, key: PublicKey, site: RelyingParty | None) -> None:
    for signature in entry.envelope.signatures:
        if signature.keyid == key.id:
            try:
                verify(key, entry.envelope.signed, signature.sig, party=site)
            except SignatureError as error:
                raise EquivocationError(f"A signature does not hold. {error}") from None
            return
    raise EquivocationError("The author did not sign one of the entries. Nothing is proven.")
