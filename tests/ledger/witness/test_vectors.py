"""Conversations that others hold with their witnesses, held with ours."""

import pytest
from tests.ledger.notes import litewitness_mldsa
from tests.ledger.notes.exercise import AT, COSIGNATURE, note_signer

from kept.ledger.canonical import from_base64, to_base64
from kept.ledger.keys import Ed25519Signer, PublicKey
from kept.ledger.notes import (
    Checkpoint,
    NoteSigner,
    SignatureType,
    VerifierKey,
    open_checkpoint,
    read_signature_lines,
    read_vkey,
    sign_note,
)
from kept.ledger.tree import EMPTY_ROOT
from kept.ledger.witness import Answer, answer

WITNESS = note_signer("example.com/witness", COSIGNATURE)

# FiloSottile/torchwood, cmd/litewitness/testdata/litewitness.txt
SIGSUM = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
SIGSUM_KEY = VerifierKey(
    SIGSUM,
    SignatureType.ED25519,
    PublicKey(
        "ed25519",
        bytes.fromhex("ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f"),
    ),
)


def sigsum(size: int | str, root: str, signature: str) -> str:
    return f"{SIGSUM}\n{size}\n{root}\n\n— {SIGSUM} {signature}\n"


def leaf(number: int, last: int = 0) -> str:
    return to_base64(bytes([0x2A, number]) + bytes(29) + bytes([last]))


ONE = sigsum(
    1,
    leaf(0),
    "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=",
)
THREE = sigsum(
    3,
    "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=",
    "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=",
)
FIVE = sigsum(
    5,
    "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=",
    "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=",
)
IN_WORDS = sigsum(
    "five",
    leaf(0),
    "UgIom4JTC2MerrFcJ5xDcWHzRPVB6zzGBIw4OFqcKDflqjH4q4xY5vMxUxyczvdIlEwFYf7ivQU4KoWan2bLmzLx0go=",
)
TO_THREE = [leaf(1), leaf(2)]
TO_FIVE = [leaf(2), leaf(3), "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", leaf(4)]
FROM_ONE = [leaf(1), "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=", leaf(4)]

# transparency-dev/witness, witness/witness_test.go
MONKEYS = "monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT"
MONKEYS_SEED = "ATWIAF3yVBG+Hv1rZFQoNt/BaURkLPtOFMAM2HrEeIr6"
BANANAS_SEED = "AdjzytHoXdvn+1vG2UXXqFR3LZ+kvnmQZFretRaKfTIu"
FIVE_MONKEYS = (
    "monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n— monkeys "
    "202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n"
)
EIGHT_MONKEYS = (
    "monkeys\n8\nV8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo=\n\n— monkeys "
    "202ffoUEboiQYpHzICeaFmoy3RNviHTpAxYrq/eO4QQVQMvu9UebKBMX2MJC76NLthZaKsnKbCA8GxrjePZhvDCH7Ag=\n"
)
TO_EIGHT = [
    to_base64(bytes.fromhex(value))
    for value in (
        "b9e1d62618f7fee8034e4c5010f727ab24d8e4705cb296c374bf2025a87a10d2",
        "aac66cd7a79ce4012d80762fe8eec3a77f22d1ca4145c3f4cee022e7efcd599d",
        "89d0f753f66a290c483b39cd5e9eafb12021293395fad3d4a2ad053cfbcfdc9e",
        "29e40bb79c966f4c6fe96aff6f30acfce5f3e8d84c02215175d6e018a5dee833",
    )
]
ROOT_OF_FIVE = bytes.fromhex("e35b268c1522014ef412d2a54fa94838862d453631617b0307e5c77dcbeefc11")
OTHER_ROOT = bytes.fromhex("fffffffffffffffef412d2a54fa94838862d453631617b0307e5c77dcbeefc11")


def signed(size: int, root: bytes, seed: str = MONKEYS_SEED, name: str = "monkeys") -> str:
    signer = NoteSigner(name, SignatureType.ED25519, Ed25519Signer(from_base64(seed)[1:]))
    return sign_note(str(Checkpoint("monkeys", size, root)), [signer]).decode()


def body(old: int, proof: list[str], note: str) -> bytes:
    return "\n".join((f"old {old}", *proof, "", note)).encode()


class Witness:
    """Remembers what it answered."""

    def __init__(self, origin: str, key: VerifierKey) -> None:
        self.logs, self.last = {origin: [key]}, {}

    def __call__(self, request: bytes) -> Answer:
        got = answer(request, logs=self.logs, last=self.last, signers=[WITNESS], now=AT)
        if got.state:
            self.last[got.state.checkpoint.origin] = got.state
        return got


def test_the_scenario_of_litewitness():
    witness = Witness(SIGSUM, SIGSUM_KEY)
    assert SIGSUM_KEY.id.hex() == "5202289b"
    said = [
        (200, body(0, [], ONE)),
        (403, body(1, TO_THREE, THREE.replace("6go=", "6gs="))),
        (404, body(1, TO_THREE, THREE.replace("9e562", "9e563"))),
        (422, body(1, [], THREE)),
        (422, body(1, [leaf(1), leaf(2, 0x10)], THREE)),
        (200, body(1, TO_THREE, THREE)),
        (409, body(1, FROM_ONE, FIVE)),
        (200, body(3, TO_FIVE, FIVE)),
        (409, body(0, [], FIVE)),
        (400, body(5, [], FIVE.split("\n\n")[0] + "\n")),
        (400, body(5, [], IN_WORDS)),
    ]
    answers = [witness(request) for _, request in said]
    assert [got.status for got in answers] == [status for status, _ in said]
    for got, (status, _) in zip(answers, said, strict=True):
        assert (got.content_type == "text/x.tlog.size") is (status == 409)
        assert (got.state is not None) is (status == 200)
        assert got.body.startswith("— example.com/witness ".encode()) is (status == 200)
    assert [answers[at].body for at in (6, 8)] == [b"3\n", b"5\n"]
    kept = witness.last[SIGSUM]
    assert kept.checkpoint.size == 5
    by_both = open_checkpoint(kept.note, [SIGSUM_KEY, WITNESS.vkey])
    assert [signed.at for signed in by_both.signed] == [None, AT]


def test_a_signature_spelled_in_another_way_is_malformed():
    # Litewitness reads it and finds it wrong (403); base64 has one spelling only here.
    witness = Witness(SIGSUM, SIGSUM_KEY)
    assert witness(body(0, [], ONE)).status == 200
    assert witness(body(1, TO_THREE, THREE.replace("6go=", "6gx="))).status == 400


@pytest.mark.parametrize(
    ("first", "old", "then", "proof", "status"),
    [
        (FIVE_MONKEYS, 5, EIGHT_MONKEYS, TO_EIGHT, 200),
        (signed(0, EMPTY_ROOT), 0, signed(0, EMPTY_ROOT), [], 200),
        (signed(0, EMPTY_ROOT), 0, signed(0, ROOT_OF_FIVE), [], 422),
        (FIVE_MONKEYS, 2, EIGHT_MONKEYS, [], 409),
        (signed(0, EMPTY_ROOT), 0, FIVE_MONKEYS, TO_EIGHT, 422),
        (FIVE_MONKEYS, 5, FIVE_MONKEYS, [], 200),
        (FIVE_MONKEYS, 5, signed(5, OTHER_ROOT), [], 422),
        (signed(4, ROOT_OF_FIVE), 4, FIVE_MONKEYS, [], 422),
        (EIGHT_MONKEYS, 8, FIVE_MONKEYS, TO_EIGHT, 400),
        (FIVE_MONKEYS, 5, EIGHT_MONKEYS, ["qqo=", "u7s="], 400),
        (FIVE_MONKEYS, 5, EIGHT_MONKEYS, TO_EIGHT[::-1], 422),
        (FIVE_MONKEYS, 5, signed(8, ROOT_OF_FIVE, BANANAS_SEED), [], 403),
        (FIVE_MONKEYS, 5, signed(8, ROOT_OF_FIVE, BANANAS_SEED, "bananas"), [], 403),
        (FIVE_MONKEYS, 5, EIGHT_MONKEYS.replace("monkeys\n8", "apes\n8"), [], 404),
        (FIVE_MONKEYS, 5, "monkeys\nthis is not a checkpoint\n", [], 400),
    ],
)
def test_the_updates_of_transparency_dev(first, old, then, proof, status):
    witness = Witness("monkeys", read_vkey(MONKEYS))
    assert witness(body(0, [], first)).status == 200
    assert witness(body(old, proof, then)).status == status


def test_their_checkpoints_are_ours_to_the_byte():
    assert signed(5, ROOT_OF_FIVE) == FIVE_MONKEYS


def test_the_scenario_of_litewitness_for_a_log_with_an_ml_dsa_key():
    # cmd/litewitness/testdata/mldsa.txt
    witness = Witness("example.com/mldsa-log", read_vkey(litewitness_mldsa.VKEY))
    got = witness(body(0, [], litewitness_mldsa.NOTE))
    assert got.status == 200
    assert got.body.startswith("— example.com/witness ".encode())


def test_the_scenario_of_litewitness_for_a_witness_with_two_keys_of_one_name():
    # cmd/litewitness/testdata/multi-cosigs-ed25519.txt
    origin = "sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90"
    raw = bytes.fromhex("52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd")
    key = VerifierKey(origin, SignatureType.ED25519, PublicKey("ed25519", raw))
    signature = "7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo="
    note = f"{origin}\n1\n{leaf(0)}\n\n— {origin} {signature}\n"
    signers = [WITNESS, note_signer(WITNESS.name, COSIGNATURE, "second")]
    got = answer(body(0, [], note), logs={origin: [key]}, last={}, signers=signers, now=AT)
    assert got.status == 200
    lines = read_signature_lines(got.body.decode())
    assert [line.name for line in lines] == [WITNESS.name] * 2
    assert [line.id for line in lines] == [signer.vkey.id for signer in signers]
