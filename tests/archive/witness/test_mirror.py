"""A mirror: it copies before it cosigns, goes on after interruptions, and holds what is not taken."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager

import pytest
from tests.archive.witness.logs import ORIGIN, MemoryLog, exchange
from tests.ledger.parties.book import opened

from kept.archive.ledger import LedgerFolder
from kept.archive.witness import Memory, WitnessError, WitnessHost
from kept.archive.witness.copy import Copy
from kept.archive.witness.http import HttpServer, Limits, Response
from kept.archive.witness.mirror import DeclinedError, Mirror
from kept.archive.witness.mirror_service import MirrorService
from kept.archive.witness.rate import Rate
from kept.archive.witness.service import WitnessService
from kept.archive.witness.source import FilesSource, SourceError, WebSource
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import NoteSigner, SignatureType
from kept.ledger.parties import Refusal, sign_refusal
from kept.ledger.tree import ENTRIES, tile_path
from kept.ledger.witness import checkpoint_path, verify_guilt


def always():
    return True


def held(copy):
    return [entry for several in copy.entries(0) for entry in several]


@pytest.fixture
def keys(log):
    return tuple(log.keys)


@pytest.fixture
def copy(tmp_path, keys):
    return Copy(tmp_path / "copy", keys)


def test_a_copy_has_every_entry_and_every_file_of_the_log(copy, log, tmp_path, keys):
    for count in (1, 254, 1, 1, 0, 300, 2100, 256 * 256 - 2000, 1):
        log.add(count)
        copy.extend(log.note(), FilesSource(log.files), always)
        assert copy.size == log.edge.size
        assert copy.tree().root == log.edge.root
    assert held(copy) == log.entries
    again = Copy(tmp_path / "copy", keys)
    assert (again.size, again.tree().root) == (log.edge.size, log.edge.root)
    final = MemoryLog().append(*log.entries)
    for name, data in final.files.items():
        assert (copy.path / name).read_bytes() == data, name


def test_a_copy_is_read_as_a_register(copy, log):
    log.add(700)
    identity = {"v": 1, "origin": ORIGIN, "log": str(log.keys[0]), "process": "lakes-exercise"}
    text = json.dumps(identity, sort_keys=True, separators=(",", ":")).encode()
    copy.extend(log.note(), FilesSource(log.files), always)
    (copy.path / "ledger.json").write_bytes(text)
    folder = LedgerFolder(copy.path)
    assert folder.size() == 700
    assert list(folder.entries(0, 700, 700)) == log.entries


@pytest.mark.parametrize("name", [tile_path(ENTRIES, 1, 256), tile_path(ENTRIES, 3, 20)])
def test_what_the_log_did_not_sign_is_not_copied(copy, log, name):
    log.add(788)
    files = dict(log.files)
    changed = bytearray(files[name])
    changed[5] ^= 1
    files[name] = bytes(changed)
    with pytest.raises(SourceError, match="not what the log signed"):
        copy.extend(log.note(), FilesSource(files), always)
    assert copy.size == 0
    copy.extend(log.note(), FilesSource(log.files), always)
    assert held(copy) == log.entries


def test_whatever_is_missing_or_changed_at_the_source_a_copy_is_whole_or_not_there(
    tmp_path, log, keys
):
    log.add(600)
    whole = 0
    for number, (name, data) in enumerate(log.files.items()):
        without = {each: content for each, content in log.files.items() if each != name}
        for turn, files in enumerate(
            (without, {**without, name: data[:-1]}, {**without, name: data + b"\0"})
        ):
            fresh = Copy(tmp_path / f"{number}-{turn}", keys)
            try:
                fresh.extend(log.note(), FilesSource(files), always)
            except SourceError:
                assert fresh.size == 0
                assert Copy(fresh.path, keys).size == 0
            else:  # full tiles of hashes are not needed: they follow from the entries
                assert name.startswith("tile/0/")
                assert held(fresh) == log.entries
                assert (fresh.path / name).read_bytes() == data
                whole += 1
            fresh.extend(log.note(), FilesSource(log.files), always)
            assert held(fresh) == log.entries
    assert whole == 6


class Counting:
    """Counts what is fetched, and breaks off after so many files."""

    def __init__(self, files, most=10**9):
        self.files, self.most, self.fetched = FilesSource(files), most, []
        self.lock = threading.Lock()

    def read(self, name, largest):
        with self.lock:
            if len(self.fetched) >= self.most:
                raise SourceError("The line is cut.")
            self.fetched.append(name)
        return self.files.read(name, largest)


def test_an_interrupted_copy_goes_on_where_it_was(copy, log, keys):
    log.add(20 * 256 + 7)
    bundles = 0
    for _ in range(100):
        source = Counting(log.files, 18)
        try:
            copy = Copy(copy.path, keys)
            copy.extend(log.note(), source, always)
            break
        except SourceError:
            bundles += sum("entries" in name for name in source.fetched)
    assert held(copy) == log.entries
    assert bundles <= 21 + 8 * 5  # what was stored was not fetched a second time


def test_when_time_is_over_what_is_copied_stays(copy, log):
    log.add(20 * 256)
    turns = iter([True, False])
    with pytest.raises(SourceError, match="2048 of 5120"):
        copy.extend(log.note(), FilesSource(log.files), lambda: next(turns))
    source = Counting(log.files)
    copy.extend(log.note(), source, always)
    assert sum("entries" in name for name in source.fetched) == 12


def test_two_histories_are_proved_and_neither_is_gone_on_with(copy, log, keys):
    log.add(300)
    other = log.fork()
    copy.extend(log.note(), FilesSource(log.files), always)
    log.add(50)
    other.add(90, "other")
    copy.extend(log.note(), FilesSource(log.files), always)
    with pytest.raises(WitnessError, match="two histories"):
        copy.extend(other.note(), FilesSource(other.files), always)
    [proof] = copy.path.glob("guilt-*")
    assert verify_guilt(proof.read_bytes(), keys).guilty
    assert held(copy) == log.entries


@pytest.mark.parametrize("size", [5, 300])
def test_another_past_is_proved(copy, log, keys, size):
    log.add(300)
    copy.extend(log.note(), FilesSource(log.files), always)
    other = MemoryLog().add(size, "other")
    with pytest.raises(WitnessError, match="two histories"):
        copy.extend(other.note(), FilesSource(other.files), always)
    [proof] = copy.path.glob("guilt-*")
    assert verify_guilt(proof.read_bytes(), keys).guilty
    log.add(1)
    copy.extend(log.note(), FilesSource(log.files), always)


def test_a_history_that_was_being_copied_may_not_change(copy, log, keys):
    """The mirror has cosigned nothing yet, but the log has signed both."""
    log.add(20 * 256)
    with pytest.raises(SourceError):
        copy.extend(log.note(), Counting(log.files, 15), always)
    other = MemoryLog().add(21 * 256, "other")
    copy = Copy(copy.path, keys)
    with pytest.raises(WitnessError, match="two histories"):
        copy.extend(other.note(), FilesSource(other.files), always)
    [proof] = copy.path.glob("guilt-*")
    assert verify_guilt(proof.read_bytes(), keys).guilty


def test_a_damaged_copy_does_not_open(copy, log, keys):
    log.add(300)
    copy.extend(log.note(), FilesSource(log.files), always)
    for name in (tile_path(0, 1, 44), tile_path(1, 0, 1), tile_path(ENTRIES, 1, 44)):
        path = copy.path / name
        sound = path.read_bytes()
        for wrong in (sound[::-1], sound[:-1], None):
            path.unlink()
            if wrong is not None:
                path.write_bytes(wrong)
            with pytest.raises(WitnessError, match="damaged"):
                Copy(copy.path, keys)
            path.write_bytes(sound)


# A mirror as a witness


@pytest.fixture
def book():
    return opened()


def book_log(book, log):
    log.append(*(entry.raw for entry in book.entries[log.edge.size :]))
    return log


def serve_files(files):
    def answer(request):
        data = files.get(request.path.removeprefix("/"))
        return (
            Response(status=200, body=data) if data is not None else Response(status=404, body=b"")
        )

    return answer


@contextmanager
def running(answering, **limits):
    server = HttpServer(("127.0.0.1", 0), answering, limits=Limits(**limits))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.stop(2)
        thread.join()


@contextmanager
def mirroring(tmp_path, log, source, **more):
    signer = NoteSigner(
        "mirror.example/m", SignatureType.ED25519_COSIGNATURE, Ed25519Signer(b"m" * 32)
    )
    memory = Memory(tmp_path / "state", [signer.vkey])
    mirror = Mirror(tmp_path / "mirror", tuple(log.keys), source, **more)
    host = WitnessHost(memory, [signer], {ORIGIN: log.keys}, followers={ORIGIN: mirror})
    with running(WitnessService(host, more=MirrorService([mirror])), body=65_535) as server:
        yield server, mirror
    memory.close()


def test_a_mirror_cosigns_only_what_it_holds_and_serves_it(tmp_path, log):
    log.add(700)
    files = {}
    with running(serve_files(files)) as web:
        source = WebSource(f"http://127.0.0.1:{web.port}/")
        with mirroring(tmp_path, log, source) as (server, mirror):
            status, said = exchange(server.port, "POST", "/add-checkpoint", log.request(0))
            assert status == 503, said
            folder = checkpoint_path(ORIGIN).removesuffix("checkpoint")
            assert exchange(server.port, "GET", f"/{folder}checkpoint")[0] == 404

            files.update(log.files)
            assert exchange(server.port, "POST", "/add-checkpoint", log.request(0))[0] == 200
            assert mirror.copy.size == 700
            for name, data in log.files.items():
                assert exchange(server.port, "GET", f"/{folder}{name}") == (200, data)
            for name in ("submissions/x.json", "pending", "../state/witness", "tile/0/001/../000"):
                assert exchange(server.port, "GET", f"/{folder}{name}")[0] == 404


def test_a_mirror_of_a_mirror(tmp_path, log):
    log.add(300)
    with mirroring(tmp_path / "one", log, FilesSource(log.files)) as (server, _):
        assert exchange(server.port, "POST", "/add-checkpoint", log.request(0))[0] == 200
        folder = checkpoint_path(ORIGIN).removesuffix("checkpoint")
        second = Copy(tmp_path / "two", tuple(log.keys))
        second.extend(log.note(), WebSource(f"http://127.0.0.1:{server.port}/{folder}"), always)
    assert held(second) == log.entries


def test_what_is_submitted_is_held_until_the_log_has_it(tmp_path, book, log):
    book_log(book, log)
    with mirroring(tmp_path, log, FilesSource(log.files)) as (server, mirror):
        assert exchange(server.port, "POST", "/add-checkpoint", log.request(0))[0] == 200
        entry = book.file()
        status, said = exchange(server.port, "POST", "/submit", entry.raw)
        assert status == 202
        assert json.loads(said)["entry"] == entry.hash
        assert exchange(server.port, "POST", "/submit", entry.raw)[0] == 202  # again is once
        assert exchange(server.port, "GET", f"/submissions/{entry.hash}") == (200, entry.raw)
        [shown] = json.loads(exchange(server.port, "GET", "/submissions")[1])["logs"]
        assert [each["entry"] for each in shown["submissions"]] == [entry.hash]

        again = Mirror(tmp_path / "mirror", tuple(log.keys), FilesSource({}))  # after a restart
        assert [each.held.entry.hash for each in again.submissions()] == [entry.hash]

        known = log.edge.size
        book_log(book, log)
        assert exchange(server.port, "POST", "/add-checkpoint", log.request(known))[0] == 200
        assert mirror.submissions() == ()
        assert exchange(server.port, "GET", f"/submissions/{entry.hash}")[0] == 404


def test_an_entry_left_out_is_shown_with_the_gap_it_leaves(tmp_path, book, log):
    book_log(book, log)
    with mirroring(tmp_path, log, FilesSource(log.files)) as (server, mirror):
        mirror.follow(log.note())
        left_out = book.make("statement.sealed", "aruna/delegation", "aruna pen", body=_body(),
                             release="parties")  # fmt: skip
        assert exchange(server.port, "POST", "/submit", left_out.raw)[0] == 202
        for turn in range(3):
            [each] = mirror.submissions()
            assert (each.checkpoints, each.overtaken, each.overdue) == (turn, turn > 0, False)
            book.enter("statement.sealed", "aruna/delegation", "aruna pen", body=_body(),
                       release="parties")  # fmt: skip
            book_log(book, log)
            assert mirror.follow(log.note()) is None
        [each] = mirror.submissions()
        assert (each.checkpoints, each.overtaken, each.overdue) == (3, True, True)


def test_a_signed_refusal_is_fetched_and_shown(tmp_path, book, log):
    book_log(book, log)
    files = dict(log.files)
    with mirroring(tmp_path, log, FilesSource(files)) as (server, mirror):
        mirror.follow(log.note())
        entry = book.make("statement.sealed", "aruna/delegation", "aruna pen", body=_body(),
                          release="parties")  # fmt: skip
        assert exchange(server.port, "POST", "/submit", entry.raw)[0] == 202
        refusal = Refusal(
            log=ORIGIN, entry=entry.hash, reason="out-of-scope", at=1_700_000_000, size=4
        )
        files[f"refusals/{entry.hash}.json"] = sign_refusal(
            refusal, Ed25519Signer(b"x" * 32)
        ).to_bytes()
        mirror.follow(log.note())
        assert mirror.submissions()[0].refusal is None  # anybody could have written that
        files[f"refusals/{entry.hash}.json"] = sign_refusal(
            refusal, log.signers[0].signer
        ).to_bytes()
        mirror.follow(log.note())
        assert mirror.submissions()[0].refusal == "out-of-scope"
        [shown] = json.loads(exchange(server.port, "GET", "/submissions")[1])["logs"]
        assert shown["submissions"][0]["refusal"] == "out-of-scope"


def _body():
    from tests.ledger.entries.headers import commitment

    return commitment()


def test_strangers_cannot_fill_a_mirror(tmp_path, book, log):
    book_log(book, log)
    with mirroring(tmp_path, log, FilesSource(log.files)) as (server, mirror):
        mirror.follow(log.note())
        stranger = book.make("statement.sealed", "aruna/delegation", "a stranger", body=_body(),
                             release="parties", count=False)  # fmt: skip
        good = book.file()
        forged = good.raw.replace(good.raw[-60:-50], b"AAAAAAAAAA")
        elsewhere = book.make("statement.sealed", "aruna/delegation", "aruna pen", body=_body(),
                              release="parties", log="other.example/log", count=False)  # fmt: skip
        for raw, status in (
            (stranger.raw, 403),
            (forged, 403),
            (elsewhere.raw, 404),
            (b"", 400),
            (b"{}", 400),
            (good.raw + b" ", 400),
            (b"x" * 65_536, 413),
        ):
            assert exchange(server.port, "POST", "/submit", raw)[0] == status
        assert exchange(server.port, "GET", "/submit")[0] == 405
        assert mirror.submissions() == ()
        assert exchange(server.port, "POST", "/add-checkpoint", b"x" * 16_385)[0] == 413


def test_one_author_cannot_submit_without_end(tmp_path, book, log, monkeypatch):
    book_log(book, log)
    mirror = Mirror(tmp_path / "mirror", tuple(log.keys), FilesSource(log.files))
    mirror.follow(log.note())
    monkeypatch.setattr("kept.archive.witness.spool.MOST_OF_ONE", 3)
    made = [
        book.make(
            "statement.sealed", "aruna/delegation", "aruna pen", body=_body(), release="parties"
        )
        for _ in range(4)
    ]
    for entry in made[:3]:
        mirror.hold(entry.raw)
    with pytest.raises(DeclinedError, match="holds 3 entries") as declined:
        mirror.hold(made[3].raw)
    assert declined.value.status == 507
    mirror._rate = Rate(burst=1)
    mirror.hold(made[0].raw)
    with pytest.raises(DeclinedError, match="too much at once"):
        mirror.hold(made[0].raw)


def test_an_allowance_comes_back_with_time():
    rate = Rate(burst=2, each_minute=60)
    assert [rate.allows("a", 0.0) for _ in range(3)] == [True, True, False]
    assert rate.allows("b", 0.0)
    assert rate.allows("a", 1.0)
    assert not rate.allows("a", 1.5)
    assert [rate.allows("a", 100.0) for _ in range(3)] == [True, True, False]


def test_what_is_known_of_authors_outlives_a_restart_and_damage(tmp_path, book, log, monkeypatch):
    book_log(book, log)
    keys, source = tuple(log.keys), FilesSource(log.files)
    Mirror(tmp_path / "mirror", keys, source).follow(log.note())
    path = tmp_path / "mirror" / "authors.json"
    sound = path.read_bytes()
    entry = book.file()
    for content in (sound, b"", b"{}", sound.replace(b"ed25519", b"ed25518"), None):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        mirror = Mirror(tmp_path / "mirror", keys, source)
        assert mirror.hold(entry.raw) == entry.hash
        assert path.read_bytes() == sound
    read = []
    monkeypatch.setattr("kept.archive.witness.authors.read_entry", read.append)
    Mirror(tmp_path / "mirror", keys, source)
    assert read == []
