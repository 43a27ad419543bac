"""Passkeys that sign in the register: made on a page of this site, named in a manifest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.webauthn import AttestationObject, AuthenticatorData, CollectedClientData

from kept.ledger.canonical import CanonicalError, from_base64url, to_base64url
from kept.ledger.keys import PublicKey, PublicKeyError, RelyingParty
from kept.web.filing.models import RegisterKey
from kept.web.reading.clock import now

CHALLENGE: Final = 32  # bytes
ES256: Final = -7  # of COSE
LARGEST: Final = 20_000  # letters of one answer
LONGEST_LABEL: Final = 60
_ALG, _X, _Y = 3, -2, -3


class NoPasskeyError(ValueError):
    """What the browser answered is no new passkey of this site."""


def relying_party() -> RelyingParty:
    """The site itself, as passkeys are bound to it."""
    return RelyingParty(
        urlsplit(settings.KEPT_ORIGIN).hostname or "localhost", settings.KEPT_ORIGIN
    )


def new_challenge() -> str:
    """What a browser is asked to answer once."""
    return to_base64url(secrets.token_bytes(CHALLENGE))


def take(answer: Mapping[str, str], challenge: str, user: Any) -> RegisterKey:
    """Keep the passkey that a browser has just made; raises `NoPasskeyError`.

    Who made the device is not asked. That the key is this person's shows with the first signature.
    """
    try:
        client = CollectedClientData(_bytes(answer, "clientDataJSON"))
        made = AttestationObject(_bytes(answer, "attestationObject"))
        credential, key = _checked(client, made, challenge)
    except (CanonicalError, PublicKeyError, ValueError, KeyError, TypeError) as error:
        raise NoPasskeyError(str(error)) from None
    try:
        with transaction.atomic():
            kept: RegisterKey = RegisterKey.objects.create(
                user=user,
                party=user.party,
                made_at=now(),
                credential=credential,
                key=key.text,
                key_id=key.id,
                label=_label(answer.get("label", ""), user),
            )
    except IntegrityError:
        raise NoPasskeyError("known") from None
    return kept


def _bytes(answer: Mapping[str, str], name: str) -> bytes:
    text = answer.get(name, "")
    if not text or len(text) > LARGEST:
        raise NoPasskeyError(name)
    return from_base64url(text)


def _checked(
    client: CollectedClientData, made: AttestationObject, challenge: str
) -> tuple[bytes, PublicKey]:
    site = relying_party()
    if client.type != CollectedClientData.TYPE.CREATE or client.origin != site.origin:
        raise NoPasskeyError("origin")
    if not secrets.compare_digest(to_base64url(client.challenge), challenge):
        raise NoPasskeyError("challenge")
    data = made.auth_data
    flags = AuthenticatorData.FLAG
    if data.rp_id_hash != hashlib.sha256(site.id.encode()).digest() or client.cross_origin:
        raise NoPasskeyError("site")
    if not (data.flags & flags.UP and data.flags & flags.UV) or data.credential_data is None:
        raise NoPasskeyError("verified")
    cose = data.credential_data.public_key
    if cose.get(_ALG) != ES256:
        raise NoPasskeyError("algorithm")
    point = b"\x04" + cose[_X].rjust(32, b"\0") + cose[_Y].rjust(32, b"\0")
    return data.credential_data.credential_id, PublicKey("webauthn-es256", point)


def _label(given: str, user: Any) -> str:
    seen = "".join(char for char in given if char.isprintable()).strip()
    return seen[:LONGEST_LABEL] or str(user.username)
