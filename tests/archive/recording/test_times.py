"""A witness may state any time: one that no calendar has is none, and stops no reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archive.ledger.exercise import LOG, Desk, bytes_of, identity, write

from kept.archive.ledger import create_ledger, open_index, submit_all, verify_here
from kept.archive.recording import read_register
from kept.cli.main import main
from kept.ledger.bundle import receipt
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import NoteSigner, SignatureType, cosign
from kept.report.ledger import receipt_text

WITNESS = NoteSigner("w", SignatureType.ED25519_COSIGNATURE, Ed25519Signer(bytes_of("witness")))
POLICY = f"log {LOG.vkey}\nwitness w {WITNESS.vkey}\nquorum w\n".encode()


@pytest.mark.parametrize("at", [253_402_300_800, 2**63 - 1])
def test_a_time_beyond_all_calendars_stops_no_reader(
    swift: Path, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    folder = create_ledger(swift / "register", identity(), policies={"witnessed": POLICY})
    index = open_index(folder)
    submit_all(folder, index, Desk().opened())
    with write(folder, index, verifier=verify_here()) as writer:
        writer.drain()
        line = cosign(folder.signed() or b"", WITNESS, at)
        assert writer.add_cosignatures(str(line).encode()).published
    index.close()
    register = read_register(folder)
    assert register.head.grade == "witnessed"
    assert register.head.witnessed_at is None
    assert str(at) in receipt_text(receipt(folder.read, folder.names(), 1), "en")
    for command in (["status", str(folder.path)], ["show", str(folder.path), "1"]):
        with pytest.raises(SystemExit) as left:
            main(["ledger", *command])
        assert left.value.code == 0
        assert str(at) in capsys.readouterr().out
