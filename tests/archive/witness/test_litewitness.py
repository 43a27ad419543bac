"""The requests with which litewitness, a witness written in Go, is tested: the same answers here.

From github.com/FiloSottile/torchwood (ISC licence), cmd/litewitness/testdata/litewitness.txt.
Here base64 has one spelling only; and where litewitness says "invalid input" we say what is
invalid.
"""

from __future__ import annotations

import threading
from hashlib import sha256

import pytest
from tests.archive.witness.logs import exchange

from kept.archive.keys import load_note_signer, new_key
from kept.archive.witness import Memory, WitnessHost
from kept.archive.witness.http import HttpServer
from kept.archive.witness.service import WitnessService
from kept.ledger.keys import PublicKey
from kept.ledger.notes import SignatureType, VerifierKey, read_vkey

RAW = bytes.fromhex("ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f")
ORIGIN = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
OTHER = ORIGIN[:-1] + "3"

ROOT_1 = "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
ROOT_3 = "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0="
ROOT_5 = "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY="
LEAF = "Kg{}" + "A" * 40 + "="
SIGN_1 = (
    "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY="
)
SIGN_3 = (
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go="
)
SIGN_5 = (
    "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww="
)
FIVE = (
    "UgIom4JTC2MerrFcJ5xDcWHzRPVB6zzGBIw4OFqcKDflqjH4q4xY5vMxUxyczvdIlEwFYf7ivQU4KoWan2bLmzLx0go="
)


def request(old, proof, size, root, signature, origin=ORIGIN):
    head = "".join(f"{line}\n" for line in (f"old {old}", *proof, "", origin, size, root))
    return head + (f"\n— {origin} {signature}\n" if signature else "")


STEPS = [
    (request(0, [], 1, ROOT_1, SIGN_1), 200, "— example.com/witness"),
    (
        request(1, [LEAF.format("E"), LEAF.format("I")], 3, ROOT_3, SIGN_3[:-3] + "gx="),
        400,  # 403 by litewitness, which reads base64 whose unused bits are not zero
        "base64",
    ),
    (
        request(1, [LEAF.format("E"), LEAF.format("I")], 3, ROOT_3, SIGN_3[:-3] + "gw="),
        403,
        "does not hold",
    ),
    (request(1, [LEAF.format("E"), LEAF.format("I")], 3, ROOT_3, SIGN_3, OTHER), 404, "not know"),
    (request(1, [], 3, ROOT_3, SIGN_3), 422, "consistency proof"),
    (
        request(1, [LEAF.format("E"), LEAF.format("I")[:-3] + "BA="], 3, ROOT_3, SIGN_3),
        422,
        "consistency proof",
    ),
    (
        request(1, [LEAF.format("E"), LEAF.format("I")], 3, ROOT_3, SIGN_3),
        200,
        "— example.com/witness",
    ),
    (
        request(
            1,
            [
                LEAF.format("E"),
                "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=",
                LEAF.format("Q"),
            ],
            5,
            ROOT_5,
            SIGN_5,
        ),
        409,
        "3\n",
    ),
    (
        request(
            3,
            [
                LEAF.format("I"),
                LEAF.format("M"),
                "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=",
                LEAF.format("Q"),
            ],
            5,
            ROOT_5,
            SIGN_5,
        ),
        200,
        "— example.com/witness",
    ),
    (request(0, [], 5, ROOT_5, SIGN_5), 409, "5\n"),
    (request(5, [], 5, ROOT_5, None), 400, ""),
    (request(5, [], "five", ROOT_1, FIVE), 400, "five"),
]


@pytest.fixture
def port(tmp_path):
    key = new_key(
        tmp_path / "keys", "w", purpose="witness", signs_as="example.com/witness", passphrase=None
    )
    signer = load_note_signer(key, None)
    log = VerifierKey(ORIGIN, SignatureType.ED25519, PublicKey("ed25519", RAW))
    memory = Memory(tmp_path / "state", [signer.vkey])
    server = HttpServer(
        ("127.0.0.1", 0), WitnessService(WitnessHost(memory, [signer], {ORIGIN: [log]}))
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.port
    server.stop(2)
    thread.join()
    memory.close()


def test_the_origin_of_a_sigsum_log_names_its_key():
    assert ORIGIN.endswith(sha256(RAW).hexdigest())


def test_the_answers_are_those_of_litewitness(port):
    for number, (body, status, contains) in enumerate(STEPS):
        answered, said = exchange(port, "POST", "/add-checkpoint", body.encode())
        assert (number, answered) == (number, status), said
        if status == 409:
            assert said.decode() == contains
        assert contains in said.decode()
    status, about = exchange(port, "GET", "/")
    assert status == 200
    assert ORIGIN in about.decode()


def test_the_checkpoint_of_a_log_whose_key_has_another_name_is_cosigned(tmp_path):
    """Go's checksum database, from cmd/litewitness/testdata/sumdb.txt."""
    key = new_key(
        tmp_path / "keys", "w", purpose="witness", signs_as="example.com/witness", passphrase=None
    )
    signer = load_note_signer(key, None)
    origin = "go.sum database tree"
    log = read_vkey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    memory = Memory(tmp_path / "state", [signer.vkey])
    body = (
        f"old 0\n\n{origin}\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n\n"
        "— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM"
        "75QTtPydhKCExixSfwQ=\n"
    )
    answer = WitnessHost(memory, [signer], {origin: [log]}).add_checkpoint(body.encode())
    memory.close()
    assert answer.status == 200, answer.body
    assert answer.body.startswith("— example.com/witness ".encode())
