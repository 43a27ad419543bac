"""Passkeys as a browser makes and uses them, here in a few lines of Python."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from secrets import token_bytes

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from tests.web.filing.conftest import ORIGIN
from tests.web.filing.steps import write

from kept.archive.ledger import LedgerFolder
from kept.ledger.canonical import to_base64url
from kept.web.filing.models import RegisterKey, Sheet
from kept.web.filing.passkeys import NoPasskeyError, take
from kept.web.filing.pens import pens_of
from kept.web.filing.signing import challenge_of, paper_of

pytestmark = pytest.mark.usefixtures("register")
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Device:
    """A device with one passkey."""

    site: str = "localhost"
    origin: str = ORIGIN
    flags: int = PRESENT | VERIFIED
    credential: bytes = field(default_factory=lambda: token_bytes(16))
    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told, separators=(",", ":")).encode()

    def data(self, flags: int, more: bytes = b"") -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + bytes((flags,)) + bytes(4) + more

    def make(self, challenge: str) -> dict[str, str]:
        numbers = self.secret.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        key = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        named = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + key
        made = cbor.encode(
            {"fmt": "none", "attStmt": {}, "authData": self.data(self.flags | ATTESTED, named)}
        )
        return {
            "credential": to_base64url(self.credential),
            "attestationObject": to_base64url(made),
            "clientDataJSON": to_base64url(self.client("webauthn.create", challenge)),
            "label": "Field phone",
        }

    def sign(self, challenge: str) -> dict[str, str]:
        data, client = self.data(self.flags), self.client("webauthn.get", challenge)
        signed = self.secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return {
            "credential": to_base64url(self.credential),
            "authenticatorData": to_base64url(data),
            "clientDataJSON": to_base64url(client),
            "signature": to_base64url(signed),
        }


def enrol(client, device):
    client.get("/desk/keys/")
    challenge = client.session["register_key_challenge"]
    return client.post("/desk/keys/new/", device.make(challenge), follow=True)


def begun(client):
    draft = write(client)
    pen = next(each for each in pens_of("aruna") if each.passkey)
    client.post(f"/desk/statements/{draft.pk}/paper/", {"key": pen.id})
    return Sheet.objects.latest("made_at")


def signed(client, sheet, device, challenge=None):
    answer = device.sign(challenge or challenge_of(paper_of(sheet)))
    page = client.post(f"/desk/papers/{sheet.pk}/sign/", answer, follow=True).content.decode()
    sheet.refresh_from_db()
    return page


def test_a_new_passkey_is_named_at_once_in_the_exercise_and_signs(as_, register):
    client, device = as_("aruna-2"), Device()
    assert "may sign" in enrol(client, device).content.decode()
    sheet = begun(client)
    assert "Receipt" in signed(client, sheet, device)
    assert sheet.state == Sheet.State.ADMITTED
    assert LedgerFolder(register).size() == sheet.index + 1


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "http://localhost:9999"},
        {"site": "example.org"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"secret": ec.generate_private_key(ec.SECP256R1())},
    ],
    ids=["page", "site", "nobody-identified", "nobody-there", "key"],
)
def test_a_signature_that_does_not_hold_files_nothing(as_, register, change):
    client, device = as_("aruna-2"), Device()
    enrol(client, device)
    sheet, before = begun(client), LedgerFolder(register).size()
    for name, value in change.items():
        setattr(device, name, value)
    assert "The signature does not hold." in signed(client, sheet, device)
    assert (sheet.state, LedgerFolder(register).size()) == ("open", before)


def test_a_signature_over_another_paper_files_nothing(as_):
    client, device = as_("aruna-2"), Device()
    enrol(client, device)
    sheet = begun(client)
    assert "does not hold" in signed(client, sheet, device, challenge=to_base64url(bytes(32)))
    assert sheet.state == "open"


def test_nobody_signs_with_the_passkey_of_somebody_else(as_, people):
    client, device = as_("aruna-2"), Device()
    enrol(client, device)
    sheet = begun(client)
    RegisterKey.objects.update(user=people["belva-1"])
    assert "That passkey is not one of yours." in signed(client, sheet, device)


@pytest.mark.parametrize(
    "change",
    [{"origin": "https://elsewhere.example"}, {"site": "elsewhere.example"}, {"flags": PRESENT}],
    ids=["page", "site", "nobody-identified"],
)
def test_a_passkey_made_elsewhere_or_by_nobody_is_not_taken(people, change):
    device = Device(**change)
    with pytest.raises(NoPasskeyError):
        take(device.make("abcd"), "abcd", people["aruna-2"])


def test_a_challenge_is_answered_once(as_):
    client, device = as_("aruna-2"), Device()
    client.get("/desk/keys/")
    challenge = client.session["register_key_challenge"]
    for _ in range(2):
        client.post("/desk/keys/new/", device.make(challenge))
        device = Device()
    assert RegisterKey.objects.count() == 1


def test_outside_an_exercise_the_roots_name_the_key(as_, settings, monkeypatch):
    """The paper is theirs to sign; once it is back and filed, the key may sign."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from kept.archive.keys import load_key, read_key
    from kept.archive.recording import read_paper
    from kept.web.filing.views import keys

    client, device = as_("aruna-2"), Device()
    monkeypatch.setattr(keys, "name_at_once", None)
    settings.KEPT_DEMO = False
    monkeypatch.setattr("kept.web.accounts.access.lacks_second_factor", lambda user: False)
    page = enrol(client, device).content.decode()
    assert "may not sign yet" in page
    key = RegisterKey.objects.get()
    assert client.get(f"/desk/keys/{key.pk}/public/").content.decode() == f"{key.key}\nrole\n"
    paper = read_paper(client.get(f"/desk/keys/{key.pk}/paper/").content)
    settings.KEPT_DEMO = True  # for its witnesses
    root = load_key(read_key(settings.KEPT_KEYS, "aruna-root-1"), None)
    file = SimpleUploadedFile("it.paper", paper.signed_by(root).to_bytes())
    page = client.post("/desk/keys/manifest/", {"paper": file}, follow=True).content.decode()
    assert "The key is in the register, and may sign." in page
    assert key.key_id in {each.id for each in pens_of("aruna")}


def test_without_a_second_factor_nobody_signs_outside_an_exercise(as_, settings):
    settings.KEPT_DEMO = False
    answer = as_("aruna-2").get("/desk/keys/")
    assert answer.status_code == 302
    assert "/2fa/" in answer.url
