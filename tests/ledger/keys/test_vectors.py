"""Signatures that others have collected: one verdict each, and it is ours."""

import json
from pathlib import Path

from kept.ledger.keys import (
    PublicKey,
    SignatureError,
    verify,
    verify_es256,
    verify_mldsa44,
)
from kept.ledger.keys.ed25519 import LOW_ORDER, NOT_CANONICAL

# The flags of C2SP/CCTV whose presence makes libsodium refuse, and us. The others do not matter:
# a component of low order in A or R cancels unless it leaves a residue, and `reencoded_k` only
# says that the digest was made of canonical encodings where the signature has none.
REFUSED = {"low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue"}
HARMLESS = {"low_order_component_A", "low_order_component_R", "reencoded_k"}


def accepted(raw: bytes, message: bytes, signature: bytes) -> bool:
    try:
        verify(PublicKey("ed25519", raw), message, signature)
    except SignatureError:
        return False
    return True


def cases_of(shared: Path, name: str) -> list[tuple[dict, dict]]:
    groups = json.loads((shared / "vectors" / f"wycheproof-{name}_test.json").read_bytes())
    return [(group, test) for group in groups["testGroups"] for test in group["tests"]]


def wrong(verdicts: dict[str, tuple[bool, bool]]) -> dict[str, tuple[bool, bool]]:
    return {name: both for name, both in verdicts.items() if both[0] is not both[1]}


def test_threat_12_cctv_ed25519(shared):
    cases = json.loads((shared / "vectors" / "cctv-ed25519.json").read_bytes())
    verdicts, flags = {}, set()
    for case in cases:
        mine = accepted(
            bytes.fromhex(case["key"]), case["msg"].encode(), bytes.fromhex(case["sig"])
        )
        verdicts[case["number"]] = (mine, not REFUSED.intersection(case["flags"] or ()))
        flags.update(case["flags"] or ())
    assert len(verdicts) == 914
    assert flags == REFUSED | HARMLESS
    assert wrong(verdicts) == {}
    assert 0 < sum(mine for mine, _ in verdicts.values()) < 100


def test_threat_12_wycheproof_ed25519(shared):
    verdicts = {
        test["tcId"]: (
            accepted(
                bytes.fromhex(group["publicKey"]["pk"]),
                bytes.fromhex(test["msg"]),
                bytes.fromhex(test["sig"]),
            ),
            test["result"] == "valid",
        )
        for group, test in cases_of(shared, "ed25519")
    }
    assert len(verdicts) == 151
    assert wrong(verdicts) == {}


def test_wycheproof_es256(shared):
    verdicts = {}
    for group, test in cases_of(shared, "ecdsa_secp256r1_sha256"):
        point = bytes.fromhex(group["publicKey"]["uncompressed"])
        try:
            verify_es256(point, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
            mine = True
        except SignatureError:
            mine = False
        verdicts[test["tcId"]] = (mine, test["result"] == "valid")
    assert len(verdicts) == 484
    assert wrong(verdicts) == {}


def test_wycheproof_mldsa44(shared):
    verdicts = {}
    for group, test in cases_of(shared, "mldsa_44_verify"):
        try:
            key = PublicKey("ml-dsa-44", bytes.fromhex(group["publicKey"]))
            verify_mldsa44(
                key.raw,
                bytes.fromhex(test["msg"]),
                bytes.fromhex(test["sig"]),
                bytes.fromhex(test.get("ctx", "")),
            )
            mine = True
        except SignatureError:
            mine = False
        verdicts[test["tcId"]] = (mine, test["result"] == "valid")
    assert len(verdicts) == 180
    assert wrong(verdicts) == {}


def test_the_encodings_of_low_order_are_the_published_ones(shared):
    lines = (shared / "vectors" / "low_order_encodings.txt").read_text("ascii").split()
    assert {bytes.fromhex(line) for line in lines} == LOW_ORDER


def test_forty_eight_encodings_are_refused():
    assert len(LOW_ORDER) == 14
    assert len(NOT_CANONICAL) == 38
    assert len(LOW_ORDER | NOT_CANONICAL) == 48
