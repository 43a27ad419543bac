"""The single files of a ledger: what is read is what was written, and nothing else."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.ledger.exercise import LOG, ORIGIN, bytes_of, identity

from kept.archive.ledger import (
    Body,
    BodyFileError,
    Clear,
    FolderError,
    Identity,
    LedgerFolder,
    LockedError,
    StorageError,
    create_ledger,
    read_identity,
)
from kept.archive.ledger.durable import (
    UNFINISHED,
    destroy_files,
    make_folder,
    move_files,
    remove_files,
    remove_folders,
    write_file,
    write_files,
)
from kept.archive.ledger.lock import Lock
from kept.archive.ledger.paths import Paths
from kept.archive.ledger.stored_body import Encrypted, encrypt, read_stored
from kept.ledger.canonical import decode, encode
from kept.ledger.keys import MLDSA44Signer
from kept.ledger.notes import NoteSigner, SignatureType
from kept.ledger.statement import RELEASES

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
BODIES = st.builds(
    Body,
    content=st.binary(max_size=300),
    salt=st.binary(min_size=32, max_size=32),
    media=st.just("application/json"),
    disclosures=st.lists(st.text("abcXYZ019-_", min_size=1), max_size=3).map(tuple),
)
CLEAR = st.one_of(
    st.builds(
        Clear,
        entry=HASHES,
        release=st.sampled_from(RELEASES),
        body=BODIES,
        disclosures=st.just(()),
    ),
    st.builds(
        Clear,
        entry=HASHES,
        release=st.sampled_from(RELEASES),
        body=st.none(),
        disclosures=st.lists(st.text("abc", min_size=1), max_size=3).map(tuple),
    ),
)


@given(CLEAR)
def test_a_body_comes_back_as_it_was_stored(clear: Clear) -> None:
    assert read_stored(clear.to_bytes()) == clear


@given(CLEAR, st.binary(min_size=32, max_size=32), st.binary(min_size=12, max_size=12))
def test_an_encrypted_body_comes_back_under_its_key(
    clear: Clear, key: bytes, nonce: bytes
) -> None:
    stored = read_stored(encrypt(clear, key, nonce).to_bytes())
    assert isinstance(stored, Encrypted)
    assert (stored.entry, stored.release) == (clear.entry, clear.release)
    assert stored.opened(key) == clear
    with pytest.raises(BodyFileError, match="does not open with its key"):
        stored.opened(bytes(31) + bytes([key[31] ^ 1]))


@given(CLEAR, HASHES, st.sampled_from(RELEASES))
def test_an_encrypted_body_is_not_given_out_as_another(
    clear: Clear, entry: str, release: str
) -> None:
    made = encrypt(clear, bytes(32), bytes(12))
    other = Encrypted(entry=entry, release=release, nonce=made.nonce, sealed=made.sealed)  # type: ignore[arg-type]
    if (entry, release) != (clear.entry, clear.release):
        with pytest.raises(BodyFileError):
            other.opened(bytes(32))


@given(st.one_of(st.binary(max_size=200), CLEAR.map(Clear.to_bytes)), st.data())
def test_what_is_accepted_as_a_body_is_written_so(data: bytes, draw: st.DataObject) -> None:
    if data and draw.draw(st.booleans()):
        at = draw.draw(st.integers(0, len(data) - 1))
        data = data[:at] + draw.draw(st.binary(max_size=3)) + data[at + 1 :]
    try:
        stored = read_stored(data)
    except BodyFileError:
        return
    assert stored.to_bytes() == data


WRONG = [
    {"v": 2},
    {"v": True},
    {"release": "everybody"},
    {"entry": 7},
    {"more": 1},
    {"salt": 7},
    {"body": "A"},
    {"disclosures": "x"},
    {"disclosures": [7]},
    {"disclosures": []},
    {"sealed": "AAAA"},
]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_a_file_that_is_no_body_is_told(change: dict[str, object]) -> None:
    body = Body(content=b"x", salt=bytes(32), media="a/b", disclosures=("abc",))
    good = decode(Clear(entry="ab" * 32, release="public", body=body).to_bytes())
    assert isinstance(good, dict)
    with pytest.raises(BodyFileError):
        read_stored(encode({**good, **change}))  # type: ignore[arg-type]


def test_the_name_of_a_ledger_comes_back_as_it_was_stored() -> None:
    pq = NoteSigner(ORIGIN, SignatureType.ML_DSA_44, MLDSA44Signer(bytes_of("pq")))
    for each in (
        identity(),
        Identity(origin=ORIGIN, process="lakes-exercise", log=LOG.vkey, pq=pq.vkey),
    ):
        assert read_identity(each.to_bytes()) == each
    swapped = Identity(origin=ORIGIN, process="p", log=pq.vkey, pq=LOG.vkey)
    with pytest.raises(FolderError, match=r"log is Ed25519, pq ML-DSA-44"):
        read_identity(swapped.to_bytes())


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": None},
        {"origin": 3},
        {"origin": "other.example/ledger"},
        {"log": "no key"},
        {"pq": 7},
        {"pq": str(LOG.vkey)},
        {"more": "members"},
    ],
    ids=str,
)
def test_a_file_that_names_no_ledger_is_told(change: dict[str, object]) -> None:
    good = decode(identity().to_bytes())
    assert isinstance(good, dict)
    with pytest.raises(FolderError, match=r"ledger\.json"):
        read_identity(encode({**good, **change}))  # type: ignore[arg-type]
    with pytest.raises(FolderError):
        read_identity(b"[]")
    with pytest.raises(FolderError):
        read_identity(b"{")


def test_a_folder_without_a_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"holds no ledger.*make one with kept ledger new"):
        LedgerFolder(tmp_path)
    with pytest.raises(FolderError, match="holds no ledger"):
        LedgerFolder(tmp_path / "nowhere")


def test_a_ledger_is_not_made_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderError, match="is there already, and is not empty"):
        create_ledger(tmp_path, identity())
    with pytest.raises(FolderError, match="is there already, and is not empty"):
        create_ledger(tmp_path / "letter.txt", identity())
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_an_interrupted_creation_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    create_ledger(path, identity(), policies={"published": b"x"})
    (path / "ledger.json").unlink()
    assert create_ledger(path, identity()).identity == identity()
    with pytest.raises(FolderError, match="is not empty"):
        create_ledger(path, identity())


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_is_private_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = create_ledger(tmp_path / "ledger", identity())
    write_file(folder.paths.data_key("ab" * 32), b"key", secret=True)
    for path in (folder.paths.private, folder.paths.data_key("ab" * 32)):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(folder.paths.identity.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "name", ["", "ab", "../../etc/passwd", "AB" * 32, "ab" * 31 + "a/", "é" * 64]
)
def test_only_hashes_name_files(name: str) -> None:
    paths = Paths(Path("ledger"))
    for named in (paths.body, paths.disclosures, paths.refusal, paths.data_key, paths.waiting):
        with pytest.raises(FolderError, match="is no hash of an entry"):
            named(name)


def test_files_are_written_whole_and_replaced(tmp_path: Path) -> None:
    one, two = tmp_path / "a/b/one", tmp_path / "a/c/two"
    write_files({one: b"1", two: b"2" * 200_000})
    write_file(one, b"")
    assert (one.read_bytes(), two.read_bytes()) == (b"", b"2" * 200_000)
    many = {tmp_path / f"many/{number}": b"%d" % number for number in range(300)}
    write_files(many)
    assert all(path.read_bytes() == data for path, data in many.items())
    assert not list(tmp_path.rglob(f"*{UNFINISHED}"))
    write_files({})


def test_files_are_moved_removed_and_destroyed(tmp_path: Path) -> None:
    old, new, held = tmp_path / "old", tmp_path / "x/new", tmp_path / "held"
    write_files({old: b"1", held: b"secret", held.with_name(f"held{UNFINISHED}"): b"secret"})
    os.link(held, tmp_path / "what lies on the disk")
    move_files({old: new})
    assert new.read_bytes() == b"1"
    destroy_files([held, tmp_path / "nothing"])
    assert (tmp_path / "what lies on the disk").read_bytes() == bytes(6)
    remove_files([new, tmp_path / "nothing"])
    make_folder(tmp_path / "p/1")
    write_file(tmp_path / "p/1/2", b"x")
    remove_folders([tmp_path / "p/1", tmp_path / "nothing"])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p", "what lies on the disk", "x"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match=r"could not be stored: .*Free space or mend the disk"):
        write_file(tmp_path / "file/below", b"x")
    with pytest.raises(StorageError):
        move_files({tmp_path / "nothing": tmp_path / "new"})
    with pytest.raises(StorageError, match="cannot be opened"):
        Lock(tmp_path / "nowhere/lock")


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[3] / "src")!r})
from pathlib import Path
from kept.archive.ledger.lock import Lock
lock = Lock(Path({str(path)!r}))
print(os.getpid(), flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        number = holder.stdout.readline().strip()
        with pytest.raises(LockedError, match=f"process {number} on "):
            Lock(path)
        holder.kill()
        holder.wait()
        with Lock(path, wait=True) as lock:
            assert lock.held
    lock.release()
    assert not lock.held
