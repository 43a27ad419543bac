"""A passkey in software: what a browser and an authenticator would answer."""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kept.ledger.keys import Assertion, PublicKey, RelyingParty, challenge

REGISTER = RelyingParty("lakes.example", "https://register.lakes.example")
FLAGS = 0x05  # a person was present and identified


class Passkey:
    """Signs as a passkey does, for the site `party`, with the secret number `secret`."""

    def __init__(self, secret: int, party: RelyingParty = REGISTER) -> None:
        self.party = party
        self.private = ec.derive_private_key(secret, ec.SECP256R1())
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.key = PublicKey("webauthn-es256", point)

    def sign(self, message: bytes) -> bytes:
        return self.answer(message).to_bytes()

    def answer(
        self,
        message: bytes,
        *,
        flags: int = FLAGS,
        count: int = 7,
        more: bytes = b"",
        client: bytes | None = None,
        **members: object,
    ) -> Assertion:
        """The answer, with other flags, a counter, extensions, or other client data."""
        if client is None:
            client = self.client_data(message, **members)
        site = hashlib.sha256(self.party.id.encode()).digest()
        data = site + bytes([flags]) + count.to_bytes(4, "big") + more
        return Assertion(data, client, self.raw(data + hashlib.sha256(client).digest()))

    def raw(self, data: bytes) -> bytes:
        """The bare signature of the passkey."""
        return self.private.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))

    def client_data(self, message: bytes, **members: object) -> bytes:
        """What a browser tells of the request; a member that is None is left out."""
        told = {
            "type": "webauthn.get",
            "challenge": challenge(message),
            "origin": self.party.origin,
            "crossOrigin": False,
        } | members
        return json.dumps({name: each for name, each in told.items() if each is not None}).encode()
