"""Bodies: kept while their entry waits, shown by clearance and by field, and destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

import pytest
from tests.archive.ledger.exercise import Desk, opened_ledger, write

from kept.archive.index import Decided, Index
from kept.archive.ledger import (
    Body,
    BodyFileError,
    Clear,
    LedgerFolder,
    Missing,
    SubmissionError,
    Submitted,
    Withheld,
    Writer,
    clear_body,
    clear_disclosures,
    outcome,
    read_body,
    read_disclosures,
    reindex,
    submit,
    submit_all,
)
from kept.archive.ledger.body_store import BodyStore
from kept.ledger.bodies import read_disclosure
from kept.ledger.canonical import decode, encode
from kept.ledger.entries.entry import Entry, entry_hash, read_entry
from kept.ledger.entries.members import Erasure, Fields
from kept.ledger.statement import RELEASES, Release


@dataclass
class Register:
    """A ledger, open for writing."""

    folder: LedgerFolder
    index: Index
    writer: Writer
    desk: Desk

    def enter(self, *given: Submitted) -> list[Entry]:
        hashes = submit_all(self.folder, self.index, given)
        assert [hash_ for hash_, _ in self.writer.turn().admitted] == hashes
        return [read_entry(each.entry) for each in given]

    def clear_words(self, words: bytes) -> list[str]:
        """The files in which something can be read as it is, or behind base64."""
        return sorted(
            path.relative_to(self.folder.path).as_posix()
            for path in self.folder.path.rglob("*")
            if path.is_file() and words in path.read_bytes()
        )


@pytest.fixture
def register(swift: Path) -> Iterator[Register]:
    desk = Desk()
    folder, index, writer = opened_ledger(swift / "ledger", desk)
    yield Register(folder, index, writer, desk)
    writer.close()
    index.close()


@pytest.mark.parametrize("release", RELEASES)
def test_a_body_is_read_by_those_it_is_released_to(register: Register, release: Release) -> None:
    given = register.desk.statement(release=release)
    submit(register.folder, register.index, given.entry, given.body)
    entry = read_entry(given.entry)
    for clearance in RELEASES:
        assert read_body(register.folder, entry, clearance) == Missing()
    register.writer.turn()
    for clearance in RELEASES:
        seen = RELEASES.index(clearance) >= RELEASES.index(release)
        assert read_body(register.folder, entry, clearance) == (
            given.body if seen else Withheld(release)
        )
        assert (clear_body(register.folder, entry, clearance) is not None) is seen
    assert not register.folder.paths.all_waiting()


def test_what_is_not_public_is_not_in_any_file_that_is_published(register: Register) -> None:
    register.enter(register.desk.statement(release="parties", says="Luvo bridge is mined"))
    register.writer.publish()
    folder = register.folder
    for name in folder.names():
        data = folder.read(name) or b""
        assert b"Luvo bridge" not in data, name
    assert [each for each in folder.names() if each.startswith("bodies/")]
    assert not [each for each in folder.names() if each.startswith("private")]


def test_a_copy_without_the_keys_withholds(register: Register) -> None:
    [entry] = register.enter(register.desk.statement(release="parties"))
    register.folder.paths.data_key(entry.hash).unlink()
    assert read_body(register.folder, entry, "confidential") == Withheld("parties")
    assert clear_body(register.folder, entry, "confidential") is None


def test_a_waiting_body_is_encrypted_even_if_it_is_to_be_public(register: Register) -> None:
    given = register.desk.statement(says="words that wait")
    submit(register.folder, register.index, given.entry, given.body)
    assert given.body is not None
    assert register.clear_words(b"words that wait") == []
    [waiting] = register.folder.paths.all_waiting()
    file = decode(register.folder.paths.waiting(waiting).read_bytes())
    assert isinstance(file, dict)
    assert sorted(file) == ["alg", "entry", "nonce", "release", "sealed", "v"]


def test_the_public_form_is_that_of_the_format(register: Register) -> None:
    [entry] = register.enter(given := register.desk.statement())
    data = register.folder.read(f"bodies/{entry.hash[:2]}/{entry.hash}.json")
    file = decode(data or b"")
    assert isinstance(file, dict)
    assert sorted(file) == ["body", "disclosures", "entry", "media", "release", "salt", "v"]
    assert given.body is not None
    assert file["disclosures"] == [*given.body.disclosures]
    assert data == clear_body(register.folder, entry)


def test_a_body_that_was_changed_is_not_shown(register: Register) -> None:
    [entry] = register.enter(register.desk.statement(says="as it was said"))
    path = register.folder.paths.body(entry.hash)
    file = decode(path.read_bytes())
    assert isinstance(file, dict)
    path.write_bytes(encode({**file, "body": "AAAA"}))
    with pytest.raises(BodyFileError, match="is not it"):
        read_body(register.folder, entry)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(BodyFileError, match="damaged"):
        read_body(register.folder, entry)


def test_an_encrypted_body_opens_with_its_own_key_only(register: Register) -> None:
    one, two = register.enter(
        register.desk.statement(release="parties"), register.desk.statement(release="parties")
    )
    paths = register.folder.paths
    paths.data_key(one.hash).write_bytes(paths.data_key(two.hash).read_bytes())
    with pytest.raises(BodyFileError, match="does not open with its key"):
        read_body(register.folder, one, "parties")
    paths.data_key(one.hash).write_bytes(b"not hexadecimal")
    with pytest.raises(BodyFileError, match="is damaged"):
        read_body(register.folder, one, "parties")


def test_one_body_is_not_taken_for_another(register: Register) -> None:
    one, two = register.enter(register.desk.statement(), register.desk.statement())
    paths = register.folder.paths
    paths.body(one.hash).write_bytes(paths.body(two.hash).read_bytes())
    with pytest.raises(BodyFileError, match="belongs to another entry"):
        read_body(register.folder, one)


def field(body: Body, name: str) -> str:
    return next(each for each in body.disclosures if read_disclosure(each).name == name)


def test_single_fields_of_a_filed_body_are_shown(register: Register) -> None:
    given = register.desk.statement(release="confidential")
    [target] = register.enter(given)
    assert given.body is not None
    [shown] = register.enter(
        register.desk.refer(
            "statement.disclosed", target.hash, member=Fields(("place",)), release="parties"
        )
    )
    folder = register.folder
    assert read_disclosures(folder, shown, target, "parties") == (field(given.body, "place"),)
    assert read_disclosures(folder, shown, target, "public") == Withheld("parties")
    assert clear_disclosures(folder, shown, target, "public") is None
    assert clear_disclosures(folder, shown, target, "parties") is not None
    assert read_body(folder, target, "parties") == Withheld("confidential")


def test_a_whole_body_is_released_to_more_people(register: Register) -> None:
    given = register.desk.statement(release="mechanism")
    [target] = register.enter(given)
    for release in ("parties", "public"):
        register.enter(
            register.desk.refer("statement.disclosed", target.hash, release=release)  # type: ignore[arg-type]
        )
        assert read_body(register.folder, target, release) == given.body  # type: ignore[arg-type]
    assert read_body(register.folder, target, "public") == given.body
    register.enter(register.desk.refer("statement.disclosed", target.hash, release="mechanism"))
    assert read_body(register.folder, target, "public") == given.body


def test_a_sealed_body_stays_with_its_author_until_it_is_disclosed(register: Register) -> None:
    given = register.desk.statement(kind="statement.sealed", release="confidential")
    [target] = register.enter(replace(given, body=None))
    assert read_body(register.folder, target, "confidential") == Missing()
    opening = register.desk.refer("statement.disclosed", target.hash, release="parties")
    with pytest.raises(SubmissionError, match="is not here, and so cannot be disclosed"):
        submit(register.folder, register.index, opening.entry)
    register.enter(replace(opening, body=given.body))
    assert read_body(register.folder, target, "parties") == given.body
    assert read_body(register.folder, target, "public") == Withheld("parties")


def test_what_was_shown_to_many_is_not_taken_back(register: Register) -> None:
    given = register.desk.statement(kind="statement.sealed", release="confidential")
    [target] = register.enter(replace(given, body=None))
    for release in ("public", "parties"):
        opening = register.desk.refer("statement.disclosed", target.hash, release=release)  # type: ignore[arg-type]
        register.enter(replace(opening, body=given.body))
        assert read_body(register.folder, target, "public") == given.body
    assert not register.folder.paths.all_waiting()


def test_single_fields_of_a_sealed_body_are_shown(register: Register) -> None:
    given = register.desk.statement(kind="statement.sealed")
    [target] = register.enter(replace(given, body=None))
    assert given.body is not None
    naming = register.desk.refer(
        "statement.disclosed", target.hash, member=Fields(("place",)), release="public"
    )
    for wrong in ((), (field(given.body, "claim"),), given.body.disclosures):
        with pytest.raises(SubmissionError, match="Submit the disclosures of exactly these"):
            submit(register.folder, register.index, naming.entry, disclosures=wrong)
    with pytest.raises(SubmissionError, match="a whole body came with it"):
        submit(register.folder, register.index, naming.entry, given.body)
    place = (field(given.body, "place"),)
    [shown] = register.enter(replace(naming, disclosures=place))
    assert read_disclosures(register.folder, shown, target) == place
    assert read_body(register.folder, target, "confidential") == Missing()


def test_what_is_to_be_disclosed_must_be_in_the_log(register: Register) -> None:
    given = register.desk.statement(kind="statement.sealed")
    submit(register.folder, register.index, given.entry)
    opening = register.desk.refer(
        "statement.disclosed", entry_hash(given.entry), release="parties"
    )
    with pytest.raises(SubmissionError, match="is not in the log"):
        submit(register.folder, register.index, opening.entry, given.body)


def tombstone(register: Register, target: Entry) -> Submitted:
    return register.desk.refer("body.erased", target.hash, member=Erasure("data-protection"))


def test_erasure_leaves_neither_body_nor_key_nor_field(register: Register) -> None:
    for release in RELEASES:
        given = register.desk.statement(release=release, says=f"of {release}")
        [target] = register.enter(given)
        member = Fields(("claim",))
        [shown] = register.enter(
            register.desk.refer(
                "statement.disclosed", target.hash, member=member, release="public"
            )
        )
        register.enter(tombstone(register, target))
        assert read_body(register.folder, target, "confidential") == Missing()
        assert read_disclosures(register.folder, shown, target, "confidential") == Missing()
        for hash_ in (target.hash, shown.hash):
            assert not list(register.folder.path.rglob(f"*{hash_}*"))


def test_what_is_shown_and_erased_in_one_batch_is_gone(register: Register) -> None:
    given = register.desk.statement(release="parties")
    [target] = register.enter(given)
    member = Fields(("claim",))
    register.enter(
        register.desk.refer("statement.disclosed", target.hash, member=member, release="public"),
        tombstone(register, target),
    )
    assert not [each for each in register.folder.path.rglob("*") if "disclosures/" in str(each)]
    assert not list(register.folder.path.rglob(f"*{target.hash}*"))


def test_a_body_restored_from_a_backup_is_destroyed_at_the_next_start(register: Register) -> None:
    given = register.desk.statement(release="parties")
    [target] = register.enter(given)
    paths = register.folder.paths
    old = {
        path: path.read_bytes() for path in (paths.body(target.hash), paths.data_key(target.hash))
    }
    register.enter(tombstone(register, target))
    register.writer.close()
    for path, data in old.items():
        path.write_bytes(data)
    write(register.folder, register.index).close()
    assert not [path for path in old if path.exists()]


def test_what_an_interruption_left_of_a_body_goes_too(register: Register) -> None:
    given = register.desk.statement(release="parties")
    [target] = register.enter(given)
    paths = register.folder.paths
    half = paths.data_key(target.hash).with_name(f"{target.hash}.unfinished")
    half.write_bytes(b"a key, half written")
    register.enter(tombstone(register, target))
    assert not half.exists()


def test_bodies_that_came_with_no_entry_go_at_the_next_start(register: Register) -> None:
    given = register.desk.statement()
    hash_ = submit(register.folder, register.index, given.entry, given.body)
    register.writer.close()
    [waiting] = register.index.pending(9)
    head = register.index.head()
    register.index.settle(head, head, (), Decided([waiting.number]))
    write(register.folder, register.index).close()
    assert not register.folder.paths.all_waiting()
    assert not register.folder.paths.data_key(hash_).exists()
    assert outcome(register.folder, register.index, hash_) is None


@pytest.mark.parametrize("release", ["public", "parties"])
@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("erased", [False, True])
def test_a_body_submitted_again_when_its_entry_is_in_the_log_is_kept_once(
    register: Register, release: Release, restarted: bool, erased: bool
) -> None:
    """As when two submit the same at once and the writer comes between them."""
    given = register.desk.statement(release=release)
    [target] = register.enter(given)
    if erased:
        register.enter(tombstone(register, target))
    clear = Clear(entry=target.hash, release=release, body=given.body)
    BodyStore(register.folder.paths).wait({target.hash: clear}, token_bytes)
    register.index.submit({target.hash: given.entry})
    if restarted:
        [again] = register.index.pending(9)
        head = register.index.head()
        register.index.settle(head, head, (), Decided([again.number]))
        register.writer.close()
        write(register.folder, register.index).close()
    else:
        assert register.writer.turn().known == (target.hash,)
    assert register.index.pending(9) == []
    assert not register.folder.paths.all_waiting()
    told = read_body(register.folder, target, "confidential")
    assert told == (Missing() if erased else given.body)
    assert register.folder.paths.data_key(target.hash).exists() is not erased


def test_reindexing_brings_bodies_to_where_the_log_says(register: Register) -> None:
    """As after a stop between the signature and the index: bodies moved and destroyed late."""
    kept, gone = register.enter(
        register.desk.statement(release="parties"), register.desk.statement(release="parties")
    )
    register.enter(tombstone(register, gone))
    register.writer.close()
    paths = register.folder.paths
    paths.body(kept.hash).rename(paths.waiting(kept.hash))
    reindex(register.folder, register.index)
    assert isinstance(read_body(register.folder, kept, "parties"), Body)
    assert read_body(register.folder, gone, "parties") == Missing()
