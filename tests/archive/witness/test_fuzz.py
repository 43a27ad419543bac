"""Whatever comes in over the network or on a stick: an answer in words, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.witness.logs import ORIGIN, MemoryLog

from kept.archive.witness import Memory, WitnessError, WitnessHost
from kept.archive.witness.asking import Heard, NoAnswerError
from kept.archive.witness.authors import read_authors
from kept.archive.witness.carried import read_answer
from kept.archive.witness.collecting import held_at
from kept.archive.witness.http import Request
from kept.archive.witness.mirror import Mirror
from kept.archive.witness.mirror_service import MirrorService
from kept.archive.witness.part import read_part
from kept.archive.witness.service import WitnessService
from kept.archive.witness.source import FilesSource
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import NoteSigner, SignatureType

LOG = MemoryLog().add(300)
SOUND = LOG.request(0)

changed = st.builds(
    lambda at, new, cut: SOUND[: at % len(SOUND)] + new + SOUND[at % len(SOUND) + cut :],
    st.integers(0, 10**6),
    st.binary(max_size=8),
    st.integers(0, 8),
)
PATHS = [
    "/",
    "/add-checkpoint",
    "/submit",
    "/submissions",
    "/submissions/" + "0" * 64,
    "/tile/0/0",
]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    signer = NoteSigner("w.example/w", SignatureType.ED25519_COSIGNATURE, Ed25519Signer(b"w" * 32))
    folder = tmp_path_factory.mktemp("witness")
    memory = Memory(folder / "state", [signer.vkey])
    mirror = Mirror(folder / "mirror", tuple(LOG.keys), FilesSource(LOG.files))
    host = WitnessHost(memory, [signer], {ORIGIN: LOG.keys})
    yield WitnessService(host, more=MirrorService([mirror]))
    memory.close()


slow_fixture = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow_fixture
@given(body=st.one_of(st.binary(max_size=400), changed))
def test_any_body_gets_an_answer(service, body):
    response = service(Request(method="POST", path="/add-checkpoint", body=body))
    assert response.status in (200, 400, 403, 404, 409, 422)
    assert response.status == 400 or body.startswith(b"old ")
    if response.status == 200:  # nothing that was signed can have been changed
        assert body.split(b"\n\n", 1)[1].startswith(SOUND.split(b"\n\n", 1)[1].split(b"\n\n")[0])


@slow_fixture
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "\x00"]),
    path=st.one_of(st.sampled_from(PATHS), st.text(max_size=80).map(lambda text: f"/{text}")),
    body=st.binary(max_size=100),
)
def test_any_request_gets_an_answer(service, method, path, body):
    assert 200 <= service(Request(method=method, path=path, body=body)).status < 500


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_any_file_is_an_answer_or_none(data):
    try:
        answer = read_answer(data)
    except WitnessError:
        return
    assert isinstance(answer, int) or answer


@given(st.binary(max_size=300))
def test_any_file_is_a_part_or_none(data):
    with pytest.raises(WitnessError):
        read_part(data)


json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["logs", "origin", "submissions", "entry", "size", "keys", "promised", "seqs"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(json)
def test_any_list_of_submissions_is_read_or_refused(value):
    import json as text
    from unittest.mock import patch

    body = text.dumps(value).encode()
    heard = Heard(status=200, content_type="application/json", body=body)
    with patch("kept.archive.witness.collecting.ask", return_value=heard):
        try:
            held = held_at("http://mirror.example", ORIGIN)
        except NoAnswerError:
            return
    assert held is None or held == ()


@given(json)
def test_any_file_of_authors_is_read_or_refused(value):
    from kept.ledger.canonical import CanonicalError, encode

    try:
        data = encode(value)
    except CanonicalError:
        return
    try:
        read_authors(data)
    except ValueError:
        return
    assert isinstance(value, dict)
