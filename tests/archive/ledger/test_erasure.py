"""Threat 26: whoever keeps what was erased. After an erasure nothing of it is left anywhere."""

from __future__ import annotations

import base64
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.archive.conftest import Postgres
from tests.archive.ledger.exercise import Desk, new_ledger, write
from tests.archive.ledger.test_threats import verify

from kept.archive.ledger import (
    Body,
    LedgerFolder,
    Missing,
    Withheld,
    back_up,
    open_index,
    read_body,
    reindex,
    restore,
    submit_all,
    use_postgres,
    verify_here,
)
from kept.ledger.entries.entry import read_entry
from kept.ledger.entries.members import Erasure, Fields
from kept.ledger.statement import RELEASES

WORDS = "Aruna's patrol of nine crossed the Luvo at the old ferry, led by a corporal with a limp"


@dataclass(frozen=True)
class Secret:
    """Bytes that must be gone, and what they are."""

    what: str
    data: bytes

    def spellings(self) -> Iterator[bytes]:
        """Raw, in hexadecimal digits, and in base64 wherever in it they begin."""
        yield self.data
        yield self.data.hex().encode()
        yield self.data.hex().upper().encode()
        for shift in range(3):
            coded = base64.b64encode(bytes(shift) + self.data)
            middle = coded[4 if shift else 0 : len(coded) - 4]
            yield middle
            yield middle.translate(bytes.maketrans(b"+/", b"-_"))


def found(secrets: list[Secret], places: list[Path]) -> set[tuple[str, str]]:
    """Which secrets stand in which file below `places`."""
    spellings = [(secret.what, [*secret.spellings()]) for secret in secrets]
    return {
        (what, str(path))
        for place in places
        for path in place.rglob("*")
        if path.is_file()
        for data in [path.read_bytes()]
        for what, each in spellings
        if any(spelling in data for spelling in each)
    }


def test_the_scanner_sees_every_spelling(tmp_path: Path) -> None:
    secret = Secret("words", WORDS.encode())
    for number, text in enumerate(
        (
            WORDS.encode(),
            WORDS.encode().hex().encode(),
            base64.b64encode(WORDS.encode()),
            base64.b64encode(b"x" + WORDS.encode() + b"y"),
            base64.urlsafe_b64encode(b"xy" + WORDS.encode()),
        )
    ):
        (tmp_path / str(number)).write_bytes(b"before" + text + b"after")
    assert len(found([secret], [tmp_path])) == 5


@pytest.mark.parametrize("kept_in", ["sqlite", "postgres"])
def test_threat_26_after_an_erasure_neither_body_nor_salt_nor_key_is_left(
    swift: Path,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
    kept_in: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = new_ledger(swift / "ledger")
    places = [folder.path]
    if kept_in == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        use_postgres(folder, server.conninfo)
        places.append(server.folder)
    index, desk = open_index(folder), Desk()
    if kept_in == "postgres":
        index.clear()
    submit_all(folder, index, desk.opened())
    given = [desk.statement(release=release, says=WORDS) for release in RELEASES]
    bodies = [each.body for each in given if each.body is not None]
    with write(folder, index, verifier=verify_here()) as writer:
        hashes = submit_all(folder, index, given)
        writer.drain()
        for hash_ in hashes[1:]:
            shown = desk.refer(
                "statement.disclosed", hash_, member=Fields(("place",)), release="public"
            )
            submit_all(folder, index, [shown])
            writer.drain()
        writer.publish()
        secrets = [*secrets_of(bodies), *keys_of(folder, hashes)]
        back_up(folder, swift / "backup", swift / "keys")
        shutil.copytree(swift / "backup", swift / "tape")
        before = {what for what, _ in found(secrets, [folder.path, swift / "keys"])}
        assert {"the salt of body 0", "the words of body 0", "key 0", "key 3", "field 1"} <= before
        in_backup = found(secrets, [swift / "backup", swift / "tape"])
        assert not in_backup  # what is kept there opens with the keys only

        for hash_ in hashes:
            tombstone = desk.refer("body.erased", hash_, member=Erasure("protection-of-persons"))
            submit_all(folder, index, [tombstone])
            writer.drain()
        writer.publish()
        back_up(folder, swift / "backup", swift / "keys")
        assert not found(secrets, [*places, swift / "backup", swift / "tape", swift / "keys"])
    index.close()
    assert not found(secrets, [*places, swift])
    spoken = caplog.text.encode()
    assert not [s.what for s in secrets if any(each in spoken for each in s.spellings())]
    verify(folder)
    index = open_index(folder)
    reindex(folder, index)
    with write(folder, index, verifier=verify_here()) as writer:
        assert writer.parties.erasures() == {*hashes}
    index.close()


def secrets_of(bodies: list[Body]) -> Iterator[Secret]:
    for number, body in enumerate(bodies):
        yield Secret(f"the words of body {number}", WORDS.encode())
        yield Secret(f"body {number}", body.content)
        yield Secret(f"the salt of body {number}", body.salt)
        for disclosure in body.disclosures:
            yield Secret(f"field {number}", disclosure.encode())


def keys_of(folder: LedgerFolder, hashes: list[str]) -> Iterator[Secret]:
    for number, hash_ in enumerate(hashes):
        key = bytes.fromhex(folder.paths.data_key(hash_).read_text())
        yield Secret(f"key {number}", key)


def test_a_backup_is_restored_with_its_bodies_and_goes_on(swift: Path) -> None:
    folder, desk = new_ledger(swift / "ledger"), Desk()
    index = open_index(folder)
    given = [desk.statement(release=release) for release in RELEASES]
    submit_all(folder, index, [*desk.opened(), *given])
    with write(folder, index) as writer:
        writer.drain()
        writer.publish()
        assert back_up(folder, swift / "backup", swift / "keys") == 8
        more = desk.statement(release="parties")
        submit_all(folder, index, [more, *(desk.statement() for _ in range(300))])
        writer.drain()
        assert back_up(folder, swift / "backup", swift / "keys") == 309
    index.close()
    again = restore(swift / "backup", swift / "keys", swift / "restored")
    assert again.size() == 8
    index = open_index(again)
    with write(again, index) as writer:
        assert writer.size == 309
        for each in (*given, more):
            assert read_body(again, read_entry(each.entry), "confidential") == each.body
        submit_all(again, index, [desk.statement()])
        assert writer.drain() == 1
        writer.publish()
    index.close()
    verify(again)


def test_what_was_erased_does_not_come_back_with_a_backup(swift: Path) -> None:
    folder, desk = new_ledger(swift / "ledger"), Desk()
    index = open_index(folder)
    given = [desk.statement(), desk.statement(release="parties")]
    hashes = submit_all(folder, index, [*desk.opened(), *given])[4:]
    with write(folder, index) as writer:
        writer.drain()
        back_up(folder, swift / "backup", swift / "keys")
        shutil.copytree(swift / "backup", swift / "tape")
        for hash_ in hashes:
            tombstone = desk.refer("body.erased", hash_, member=Erasure("filed-by-mistake"))
            submit_all(folder, index, [tombstone])
        writer.drain()
        back_up(folder, swift / "backup", swift / "keys")
    index.close()
    from_tape = restore(swift / "tape", swift / "keys", swift / "from tape")
    for each in given:
        told = read_body(from_tape, read_entry(each.entry), "confidential")
        assert isinstance(told, Withheld)
    from_backup = restore(swift / "backup", swift / "keys", swift / "from backup")
    for each in given:
        assert read_body(from_backup, read_entry(each.entry), "confidential") == Missing()
