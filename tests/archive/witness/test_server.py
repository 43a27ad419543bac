"""A witness over HTTP: what it answers to sound, malformed, huge, slow and simultaneous requests."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from tests.archive.witness.logs import ORIGIN, MemoryLog, exchange

from kept.archive.keys import load_note_signer, new_key
from kept.archive.witness import Memory, WitnessHost
from kept.archive.witness.http import HttpServer, Limits, Request
from kept.archive.witness.service import WitnessService
from kept.ledger.notes import open_checkpoint, read_checkpoint, read_signature_lines, verify_line
from kept.ledger.witness import checkpoint_path


@pytest.fixture
def signer(tmp_path):
    key = new_key(
        tmp_path / "keys", "w", purpose="witness", signs_as="witness.example/w", passphrase=None
    )
    return load_note_signer(key, None)


@pytest.fixture
def host(tmp_path, signer, log):
    memory = Memory(tmp_path / "state", [signer.vkey])
    yield WitnessHost(memory, [signer], {ORIGIN: log.keys})
    memory.close()


@contextmanager
def running(host, **limits):
    server = HttpServer(("127.0.0.1", 0), WitnessService(host), limits=Limits(**limits))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.stop(2)
        thread.join()


@pytest.fixture
def server(host):
    with running(host) as server:
        yield server


def test_it_cosigns_what_goes_on_and_shows_it(server, log, signer):
    path = f"/{checkpoint_path(ORIGIN)}"
    assert exchange(server.port, "GET", path)[0] == 404
    for old, count in ((0, 3), (3, 300), (303, 0), (303, 1)):
        log.add(count)
        status, body = exchange(server.port, "POST", "/add-checkpoint", log.request(old))
        assert status == 200, body
        [line] = read_signature_lines(body.decode())
        assert verify_line(signer.vkey, line, str(read_checkpoint(log.note()).checkpoint))
        status, shown = exchange(server.port, "GET", path)
        assert status == 200
        opened = open_checkpoint(shown, [signer.vkey, *log.keys])
        assert opened.checkpoint.size == log.edge.size
        assert len(opened.signed) == 2


def test_it_tells_people_who_it_is(server, log, signer):
    log.add(7)
    exchange(server.port, "POST", "/add-checkpoint", log.request(0))
    status, body = exchange(server.port, "GET", "/")
    assert status == 200
    assert str(signer.vkey) in body.decode()
    assert f"{ORIGIN}: 7 entries" in body.decode()


def test_it_says_what_it_did_and_to_nobody_who_asked(host, log):
    said = []
    service = WitnessService(host, report=said.append)
    log.add(5)
    for body in (log.request(0), log.request(3), b"x\x1b[31m\n"):
        service(Request(method="POST", path="/add-checkpoint", body=body))
    assert said[0] == f"cosigned {ORIGIN}: 5 entries"
    assert said[1] == "not cosigned (409): 5"
    assert said[2].startswith("not cosigned (400): ")
    assert "\x1b" not in said[2]


def test_a_size_it_does_not_know_is_answered_with_the_one_it_knows(server, log):
    log.add(5)
    exchange(server.port, "POST", "/add-checkpoint", log.request(0))
    log.add(5)
    connection = socket.create_connection(("127.0.0.1", server.port))
    request = log.request(3)
    connection.sendall(
        b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + f"Content-Length: {len(request)}\r\n\r\n".encode()
        + request
    )
    answer = b""
    while part := connection.recv(4096):
        answer += part
    connection.close()
    assert answer.startswith(b"HTTP/1.1 409 ")
    assert b"Content-Type: text/x.tlog.size\r\n" in answer
    assert answer.endswith(b"\r\n\r\n5\n")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/add-checkpoint", 405),
        ("POST", "/", 405),
        ("DELETE", "/", 405),
        ("GET", "/nothing", 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", f"/{'0' * 64}/checkpoint", 404),
        ("POST", "/add-checkpoint", 400),
        ("BREW", "/add-checkpoint", 405),
    ],
)
def test_other_requests_are_refused_in_words(server, method, path, status):
    assert exchange(server.port, method, path)[0] == status


def raw(port, data, *, close=True):
    """Send bytes as they are; a server that cuts first is no error of ours."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        with suppress(OSError):
            connection.sendall(data)
            if close:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while part := connection.recv(65536):
                answer += part
    return answer


POST = b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (POST + b"Content-Length: 16385\r\n\r\n" + b"x" * 16385, b"413"),
        (POST + b"Content-Length: 99999999999999999999\r\n\r\n", b"413"),
        (POST + b"Content-Length: -1\r\n\r\n", b"400"),
        (POST + b"Content-Length: 1e3\r\n\r\n", b"400"),
        (POST + "Content-Length: ٣\r\n\r\n".encode(), b"400"),
        (POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", b"400"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"411"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"GET / and more HTTP/1.1\r\n\r\n", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n", b"431"),
    ],
    ids=range(13),
)
def test_malformed_http_is_refused_and_the_connection_closed(server, data, status):
    assert raw(server.port, data).split(b"\r\n")[0].split(b" ")[1] == status
    assert exchange(server.port, "GET", "/")[0] == 200


def test_endless_headers_are_cut_off(server):
    answer = raw(server.port, b"GET / HTTP/1.1\r\n" + b"A: " + b"b" * 200_000)
    assert answer == b""
    assert exchange(server.port, "GET", "/")[0] == 200


def test_a_client_that_asks_first_is_told_to_go_on(server, log):
    log.add(1)
    request = log.request(0)
    head = POST + f"Content-Length: {len(request)}\r\nExpect: 100-continue\r\n\r\n".encode()
    answer = raw(server.port, head + request)
    assert answer.startswith(b"HTTP/1.1 100 ")
    assert b"HTTP/1.1 200 " in answer


def test_one_connection_asks_several_times(server, log):
    log.add(4)
    request = log.request(0)
    once = POST + f"Content-Length: {len(request)}\r\n\r\n".encode() + request
    again = log.request(4)
    twice = POST + f"Content-Length: {len(again)}\r\n\r\n".encode() + again
    assert raw(server.port, once + twice).count(b"HTTP/1.1 200 ") == 2


def test_dribbling_clients_lose_their_place_and_keep_nobody_out(host):
    with running(host, connections=4, seconds=30, idle=30) as server:
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(8)]
        for each in slow[:4]:
            each.sendall(b"POST /add-checkpoint HTTP/1.1\r\n")
        for _ in range(10):
            assert exchange(server.port, "GET", "/")[0] == 200
        assert len(server.places) <= 4
        for each in slow:
            each.close()


def test_a_request_has_one_deadline_however_it_dribbles(host):
    with running(host, seconds=0.4, idle=0.4) as server:
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.settimeout(10)
        begun = time.monotonic()
        sent = 0
        try:
            while time.monotonic() < begun + 8:
                connection.sendall(b"A"[: sent + 1])
                sent += 1
                time.sleep(0.05)
        except OSError:
            pass
        connection.close()
        assert 0 < sent < 100  # it was cut off while it still had something to say


def test_an_answer_under_way_is_finished_when_it_stops(host, log, monkeypatch):
    log.add(1)
    entered = threading.Event()
    plain = host.add_checkpoint

    def slow(request):
        entered.set()
        time.sleep(0.3)
        return plain(request)

    monkeypatch.setattr(host, "add_checkpoint", slow)
    heard = []
    with running(host) as server:
        asking = threading.Thread(
            target=lambda: heard.append(
                exchange(server.port, "POST", "/add-checkpoint", log.request(0))
            )
        )
        asking.start()
        entered.wait(5)
    asking.join()
    assert heard[0][0] == 200


def test_simultaneous_requests_never_get_inconsistent_cosignatures(host, log):
    """Many ask at once for two histories, in all sizes; what was cosigned is one history."""
    other = log.fork()
    log.add(20)
    other.add(20, "other")
    logs = {}
    for kind in ("entry", "other"):
        grown = MemoryLog()
        for size in range(1, 13):
            grown.add(1, kind)
            logs[kind, size] = grown.fork()
    requests = [
        (each, logs[each].request(old))
        for each in logs
        for old in (0, *range(1, 13, 3))
        if old <= each[1]
    ]
    cosigned = []
    with running(host) as server:

        def ask(part):
            for each, request in part:
                status, _ = exchange(server.port, "POST", "/add-checkpoint", request)
                if status == 200:
                    cosigned.append(each)

        threads = [threading.Thread(target=ask, args=(requests[n::8],)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert cosigned
    assert len({kind for kind, _ in cosigned}) == 1
    assert host.known[ORIGIN].size == max(size for _, size in cosigned)
