"""Asking witnesses, among them odd, slow, lying and absent ones: only what holds counts."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
from tests.archive.witness.logs import ORIGIN, MemoryLog

from kept.archive.witness import Witnesses
from kept.archive.witness.asking import NoAnswerError, ask
from kept.archive.witness.backoff import Backoff, doubling
from kept.archive.witness.http import HttpServer, Limits, Response
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import (
    NoteSigner,
    PolicyLog,
    PolicyWitness,
    SignatureType,
    cosign,
    grade,
    read_checkpoint,
    with_signatures,
    write_policies,
)
from kept.ledger.tree import TreeError
from kept.ledger.witness import (
    Cosigned,
    NotCosigned,
    WitnessKnowsMore,
    answer,
    checkpoint_path,
    read_request,
)

NOW = 1_800_000_000


def at_once(failures):
    return 0.0


class Fake:
    """A witness whose answers are as odd as a test wants; by default it is a good one."""

    def __init__(self, name, log):
        self.name, self.log = name, log
        self.signer = NoteSigner(
            f"{name}.example/w",
            SignatureType.ED25519_COSIGNATURE,
            Ed25519Signer(name[:1].encode() * 32),
        )
        self.last = {}
        self.requests = []
        self.odd = None
        self.clock = NOW

    def __call__(self, request):
        self.requests.append(request)
        if self.odd is not None:
            return self.odd(request)
        return self.good(request)

    def good(self, request):
        if request.path.endswith(checkpoint_path(ORIGIN)):
            state = self.last.get(ORIGIN)
            return (
                Response(status=200, body=state.note) if state else Response(status=404, body=b"")
            )
        done = answer(
            request.body, logs={ORIGIN: self.log.keys}, last=self.last, signers=[self.signer],
            now=self.clock,
        )  # fmt: skip
        if done.state is not None:
            self.last = {ORIGIN: done.state}
        return Response(status=done.status, body=done.body, content_type=done.content_type)


@pytest.fixture
def fakes(log):
    """Four witnesses over HTTP, and the policies with them: w, x, y, z."""
    several = [Fake(name, log) for name in "wxyz"]
    with ExitStack() as stack:
        servers = [stack.enter_context(running(each)) for each in several]
        witnesses = [
            PolicyWitness(each.name, each.signer.vkey, f"http://127.0.0.1:{server.port}/prefix/")
            for each, server in zip(several, servers, strict=True)
        ]
        policies = write_policies([PolicyLog(log.keys[0])], witnesses, ("w", "x"))
        yield several, policies


@contextmanager
def running(answering):
    server = HttpServer(("127.0.0.1", 0), answering, limits=Limits(body=10**6))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.stop(0.1)
        thread.join()


def asking(policies, **more):
    given = {"timeout": 5.0, "grace": 5.0, "clock": lambda: NOW, "pause": at_once, **more}
    return Witnesses(policies.witnessed, wanted=policies.mutual, **given)


def outcome_of(collected, name):
    [found] = [each for each in collected.outcomes if each.witness == name]
    return found


def test_all_are_asked_at_once_for_what_the_log_itself_signed(fakes, log):
    several, policies = fakes
    barrier = threading.Barrier(4, timeout=5)
    for each in several:
        each.odd = lambda request, each=each: (barrier.wait(), each.good(request))[1]
    log.add(5)
    stranger = NoteSigner(
        "stranger.example/s", SignatureType.ED25519_COSIGNATURE, Ed25519Signer(b"s" * 32)
    )
    note = with_signatures(log.note(), [cosign(log.note(), stranger, NOW)])
    collected = asking(policies)(note, log.proof_from)
    assert grade(collected.note, policies) == "mutual"
    for each in several:
        [request] = each.requests
        assert request.path == "/prefix/add-checkpoint"
        assert len(request.body) < 10 * 1024  # litewitness reads no more
        asked = read_request(request.body)
        assert {line.name for line in asked.checkpoint.signatures} == {ORIGIN}
    assert any(line.name == stranger.name for line in read_checkpoint(collected.note).signatures)


def test_the_longest_request_of_a_log_with_two_keys_is_short_enough():
    log = MemoryLog(pq=True)
    log.add(1)
    from kept.archive.witness.carried import write_request

    assert len(write_request(log.note(), 0, [])) + 63 * 45 < 10 * 1024


def test_a_witness_that_is_behind_is_sent_what_it_lacks(fakes, log):
    several, policies = fakes
    log.add(3)
    ask = asking(policies)
    ask(log.note(), log.proof_from)
    log.add(300)
    for each in several:
        each.requests.clear()
    several[3].last = {}  # it has lost its memory
    collected = ask(log.note(), log.proof_from)
    assert all(isinstance(each, Cosigned) for each in collected.outcomes)
    assert [len(each.requests) for each in several] == [1, 1, 1, 2]
    fresh = asking(policies)(log.note(), log.proof_from)  # a client that knows nothing yet
    assert all(isinstance(each, Cosigned) for each in fresh.outcomes)


def line_by(fake, log, at=NOW):
    return str(cosign(log.note(), fake.signer, at)).encode()


def test_what_a_witness_answers_counts_only_if_it_holds(fakes, log):
    several, policies = fakes
    log.add(4)
    other = MemoryLog().add(4, "other")
    good = line_by(several[2], log)
    stranger = line_by(several[3], log)

    def answers(status, body, content_type="text/plain", **headers):
        return lambda _request: Response(
            status=status, body=body, content_type=content_type, headers=headers
        )

    for odd, kind in (
        (answers(200, good), Cosigned),
        (answers(200, stranger + good), Cosigned),
        (answers(200, good, "application/octet-stream"), Cosigned),
        (answers(200, stranger), NotCosigned),
        (answers(200, b""), NotCosigned),
        (answers(200, b"thank you\n"), NotCosigned),
        (answers(200, good[:-1]), NotCosigned),
        (answers(200, line_by(several[2], other)), NotCosigned),
        (answers(200, line_by(several[2], log, NOW + 10_000)), NotCosigned),
        (answers(201, good), NotCosigned),
        (answers(302, b"", Location="/elsewhere"), NotCosigned),
        (answers(400, good), NotCosigned),
        (answers(403, b"invalid signature\n"), NotCosigned),
        (answers(404, b"unknown log\n"), NotCosigned),
        (answers(409, b"4\n"), NotCosigned),  # not as the standard says it
        (answers(409, b"x\n", "text/x.tlog.size"), NotCosigned),
        (answers(409, b"4\n", "text/x.tlog.size"), NotCosigned),  # the same size, another root
        (answers(409, b"5\n", "text/x.tlog.size"), NotCosigned),  # and cannot show it
        (answers(409, b"9" * 30, "text/x.tlog.size"), NotCosigned),
        (answers(422, b"no\n"), NotCosigned),
        (answers(500, b"invalid signature\n"), NotCosigned),
        (answers(200, good + b"\n" * 70_000), NotCosigned),
    ):
        several[2].odd = odd
        collected = asking(policies)(log.note(), log.proof_from)
        found = outcome_of(collected, "y")
        assert type(found) is kind, found
        assert collected.complete  # the other three are enough
        signed = {line.name for line in read_checkpoint(collected.note).signatures}
        assert (several[2].signer.name in signed) is (kind is Cosigned)


def more(request):
    return Response(status=409, body=b"1000000\n", content_type="text/x.tlog.size")


def test_one_liar_cannot_stop_a_register_by_saying_it_knows_more(fakes, log):
    several, policies = fakes
    log.add(4)
    several[2].odd = more
    collected = asking(policies)(log.note(), log.proof_from)
    assert collected.complete
    assert collected.known_more == ()
    assert "shows no checkpoint" in outcome_of(collected, "y").why
    # Nor with the checkpoint of somebody else.
    stranger = MemoryLog(seed=b"o" * 32).add(9)
    several[2].odd = lambda request: (
        Response(status=200, body=stranger.note()) if request.method == "GET" else more(request)
    )
    assert asking(policies)(log.note(), log.proof_from).known_more == ()


def test_too_many_to_be_liars_are_believed(fakes, log):
    several, policies = fakes
    log.add(4)
    several[2].odd = several[3].odd = more
    collected = asking(policies)(log.note(), log.proof_from)
    assert [each.witness for each in collected.known_more] == ["y", "z"]


def test_a_single_witness_that_can_show_it_is_believed(fakes, log):
    several, policies = fakes
    backup = log.add(4).fork()
    log.add(3)
    asking(policies)(log.note(), log.proof_from)
    for each in several[:3]:
        each.odd = lambda _request: Response(status=503, body=b"")
    collected = asking(policies)(backup.note(), backup.proof_from)
    assert collected.known_more == (WitnessKnowsMore("z", 7),)


def test_the_same_size_with_another_root_is_told_apart(fakes, log):
    several, policies = fakes
    several[2].odd = lambda _request: Response(
        status=409, body=b"4\n", content_type="text/x.tlog.size"
    )
    log.add(4)
    collected = asking(policies)(log.note(), log.proof_from)
    assert "another history" in outcome_of(collected, "y").why


def test_a_size_that_changes_with_each_answer_ends(fakes, log):
    several, policies = fakes
    sizes = iter(range(1, 100))
    several[2].odd = lambda _request: Response(
        status=409, body=f"{next(sizes)}\n".encode(), content_type="text/x.tlog.size"
    )
    log.add(50)
    collected = asking(policies)(log.note(), log.proof_from)
    assert "changes" in outcome_of(collected, "y").why
    assert len(several[2].requests) == 3


def test_a_slow_witness_holds_nobody_up_and_is_heard_later(fakes, log):
    several, policies = fakes
    free = threading.Event()
    several[2].odd = lambda request: (free.wait(5), several[2].good(request))[1]
    log.add(1)
    ask = asking(policies, grace=0.05)
    collected = ask(log.note(), log.proof_from)
    assert collected.complete
    assert "not answered yet" in outcome_of(collected, "y").why
    assert ask.late(collected.note) == collected.note
    free.set()
    end = time.monotonic() + 5
    while (late := ask.late(collected.note)) == collected.note:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert len(read_checkpoint(late).signatures) == 5
    assert ask.late(late) == late


def test_a_party_that_is_slow_is_waited_for(fakes, log):
    several, policies = fakes
    several[0].odd = lambda request: (time.sleep(0.4), several[0].good(request))[1]
    log.add(1)
    collected = asking(policies, grace=0.0)(log.note(), log.proof_from)
    assert grade(collected.note, policies) == "mutual"


def test_cosignatures_that_are_there_keep_their_time_and_do_not_silence_a_warning(fakes, log):
    """A restored copy brings its cosignatures along: the witnesses must be asked all the same."""
    several, policies = fakes
    backup = log.add(3).fork()
    ask = asking(policies)
    complete = ask(log.note(), log.proof_from).note
    log.add(2)
    ask(log.note(), log.proof_from)
    collected = asking(policies)(complete, backup.proof_from)
    assert len(collected.known_more) == 4
    for each in several:
        each.last, each.clock = {}, NOW + 100
    again = asking(policies)(complete, backup.proof_from)
    assert again.note == complete
    several[1].odd = lambda _request: Response(status=500, body=b"")
    assert isinstance(outcome_of(asking(policies)(complete, backup.proof_from), "x"), Cosigned)


def test_a_witness_that_fails_is_left_alone_for_a_while(fakes, log):
    several, policies = fakes
    several[2].odd = lambda _request: Response(status=500, body=b"no\n")
    pauses = []
    ask = asking(policies, pause=lambda failures: pauses.append(failures) or 0.2 * failures)
    log.add(1)
    ask(log.note(), log.proof_from)
    collected = ask(log.note(), log.proof_from)
    assert "asked again in" in outcome_of(collected, "y").why
    assert len(several[2].requests) == 1
    time.sleep(0.25)
    ask(log.note(), log.proof_from)
    assert pauses == [1, 2]
    several[2].odd = None
    time.sleep(0.45)
    assert isinstance(outcome_of(ask(log.note(), log.proof_from), "y"), Cosigned)
    assert isinstance(outcome_of(ask(log.note(), log.proof_from), "y"), Cosigned)


def test_pauses_double_up_to_a_minute_and_end_with_success():
    backoff = Backoff()
    assert backoff.left(0.0) == 0.0
    backoff.failed(0.0)
    assert backoff.left(0.0) == 1.0
    backoff.failed(1.0)
    assert backoff.left(1.0) == 2.0
    backoff.worked()
    assert backoff.left(1.0) == 0.0
    assert doubling(10**9) == 60.0


def test_a_proof_that_cannot_be_made_is_told_to_the_caller(fakes, log):
    _, policies = fakes

    def broken(_size):
        raise TreeError("a tile is damaged")

    log.add(1)
    with pytest.raises(TreeError):
        asking(policies)(log.note(), broken)


def test_witnesses_without_an_address_are_not_asked(log):
    keys = [Fake(name, log).signer.vkey for name in "wxyz"]
    witnesses = [PolicyWitness(key.name[0], key) for key in keys]
    policies = write_policies([PolicyLog(log.keys[0])], witnesses, ("w", "x"))
    log.add(1)
    collected = asking(policies)(log.note(), log.proof_from)
    assert collected.outcomes == ()
    assert not collected.complete


# One question over HTTP


@contextmanager
def saying(*parts, pause=0.0, hold=0.0):
    """Somebody who says this on a connection, whatever is asked."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve():
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65536)
                    for part in parts:
                        connection.sendall(part)
                        stop.wait(pause)
                    stop.wait(hold)
                except OSError:
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    finally:
        stop.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 70_000,
    ],
    ids=range(7),
)
def test_what_is_no_answer_is_told_in_words(said):
    with saying(said) as url, pytest.raises(NoAnswerError, match="No answer from http://127"):
        ask(url, seconds=5)


def test_a_server_that_dribbles_or_holds_its_tongue_is_cut_off():
    begun = time.monotonic()
    dribble = [b"A: b\r\n"] * 90
    with saying(b"HTTP/1.1 200 OK\r\n", *dribble, pause=0.05) as url, pytest.raises(NoAnswerError):
        ask(url, seconds=0.3)
    with saying(hold=30) as url, pytest.raises(NoAnswerError):
        ask(url, seconds=0.3)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "ftp://x/y", "http://", "http://127.0.0.1:99999/", "file:///etc/passwd"],
)
def test_what_is_no_address_is_told(url):
    with pytest.raises(NoAnswerError):
        ask(url, seconds=1)


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NoAnswerError, match="refused"):
        ask(f"http://127.0.0.1:{port}/", seconds=5)
