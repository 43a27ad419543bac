"""What a log makes of the answers of its witnesses."""

import pytest
from tests.ledger.notes.exercise import (
    AT,
    ML_DSA_44,
    WITNESSES,
    cosigned,
    entries,
    note_signer,
    policy_logs,
    policy_witnesses,
    published,
)

from kept.ledger.notes import (
    NoteError,
    cosign,
    open_checkpoint,
    read_policy,
    read_signature_lines,
    with_signatures,
    write_policies,
)
from kept.ledger.witness import (
    Cosigned,
    NotCosigned,
    Reply,
    WitnessBehind,
    WitnessKnowsMore,
    collect,
    read_reply,
)

NOTE = published(entries(5))
POLICY = write_policies(policy_logs(), policy_witnesses(4), ("aruna", "belva")).witnessed
LINES = {
    witness.name: cosign(NOTE, signer, AT)
    for witness, signer in zip(POLICY.witnesses, WITNESSES, strict=False)
}


def reply(witness: str, body: object, status: int = 200, content_type: str = "text/plain"):
    data = body if isinstance(body, bytes) else str(body).encode()
    return Reply(witness=witness, status=status, content_type=content_type, body=data)


def told(body: object, status: int = 200, content_type: str = "text/plain", now: int = AT):
    return read_reply(NOTE, reply("aruna", body, status, content_type), POLICY.witnesses[0], now)


def test_cosignatures_are_added_until_the_quorum_is_reached():
    names = [witness.name for witness in POLICY.witnesses]
    for count in range(5):
        got = collect(NOTE, [reply(name, LINES[name]) for name in names[:count]], POLICY, AT)
        assert got.complete is (count >= 3)
        assert got.note == cosigned(NOTE, WITNESSES[:count])
        assert got.outcomes == tuple(Cosigned(name, LINES[name], AT) for name in names[:count])


def test_a_later_round_replaces_the_cosignature_of_an_earlier_one():
    first = collect(NOTE, [reply("aruna", LINES["aruna"])], POLICY, AT).note
    again = cosign(NOTE, WITNESSES[0], AT + 5)
    got = collect(first, [reply("aruna", again), reply("w3", LINES["w3"])], POLICY, AT + 5)
    opened = open_checkpoint(got.note, POLICY.keys)
    assert [signed.at for signed in opened.signed] == [None, AT + 5, AT]


def test_replies_by_strangers_are_left_out():
    got = collect(NOTE, [reply("stranger", LINES["aruna"])], POLICY, AT)
    assert (got.note, got.outcomes, got.complete) == (NOTE, (), False)


def test_a_note_the_log_did_not_sign_is_never_complete():
    forged = NOTE.replace(b"\n5\n", b"\n6\n")
    replies = [
        reply(w.name, cosign(forged, signer, AT))
        for w, signer in zip(POLICY.witnesses, WITNESSES, strict=False)
    ]
    assert not collect(forged, replies, POLICY, AT).complete
    with pytest.raises(NoteError):
        collect(b"nothing", replies, POLICY, AT)


def test_one_witness_cannot_answer_for_another():
    got = told(LINES["belva"])
    assert isinstance(got, NotCosigned)
    assert "none is by “aruna.example/witness”" in got.why


def test_further_lines_by_other_keys_are_ignored():
    safe = cosign(NOTE, note_signer(WITNESSES[0].name, ML_DSA_44), AT)
    both = f"{safe}{LINES['aruna']}"
    assert told(both) == Cosigned("aruna", LINES["aruna"], AT)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "does not end in a newline"),
        (b"\n", "must be an em dash"),
        (b"\xff\n", "not UTF-8"),
        (str(LINES["aruna"]).encode()[:-1], "does not end in a newline"),
        (str(LINES["aruna"]).encode() * 17, "more than 16"),
        (b"thank you\n", "must be an em dash"),
        (str(cosign(published(entries(6)), WITNESSES[0], AT)).encode(), "does not fit"),
        (b"x" * 70_000, "70,000 bytes"),
    ],
)
def test_what_is_no_cosignature_of_this_checkpoint_does_not_count(body, why):
    got = told(body)
    assert isinstance(got, NotCosigned)
    assert why in got.why


def test_a_cosignature_without_a_time_or_from_the_future_does_not_count():
    [line] = read_signature_lines(str(WITNESSES[0].sign(str(_text()), 0)))
    got = told(line)
    assert isinstance(got, NotCosigned)
    assert "does not say when" in got.why
    early = cosign(NOTE, WITNESSES[0], AT + 600)
    assert told(early) == Cosigned("aruna", early, AT + 600)
    late = told(cosign(NOTE, WITNESSES[0], AT + 601))
    assert isinstance(late, NotCosigned)
    assert "601 seconds ahead of ours" in late.why


def _text():
    return open_checkpoint(NOTE, POLICY.keys).checkpoint


@pytest.mark.parametrize("status", [301, 400, 403, 404, 409, 422, 429, 500, 503])
def test_everything_but_200_is_no_cosignature(status):
    got = told(str(LINES["aruna"]), status)
    assert isinstance(got, NotCosigned)
    assert got.why.startswith(f"It answered {status}: ")


def test_a_refusal_is_told_without_letting_it_act_on_a_screen():
    got = told(b"\x1b[2Jgone\nand more" + b"x" * 400, 403)
    assert got == NotCosigned("aruna", "It answered 403: “\\u001b[2Jgone”")


SIZE = "text/x.tlog.size"


def test_the_size_a_witness_knows_is_compared_with_ours():
    assert told(b"6\n", 409, SIZE) == WitnessKnowsMore("aruna", 6)
    assert told(b"5\n", 409, SIZE) == WitnessBehind("aruna", 5)
    assert told(b"0\n", 409, SIZE) == WitnessBehind("aruna", 0)
    got = collect(NOTE, [reply("w3", b"9\n", 409, SIZE), reply("w4", LINES["w4"])], POLICY, AT)
    assert got.known_more == (WitnessKnowsMore("w3", 9),)
    assert got.note == with_signatures(NOTE, [LINES["w4"]])


# sigsum/sigsum-go, pkg/client: which answers tell a size
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/plain", b"10"),
        (SIZE, b""),
        (SIZE, b"50"),
        (SIZE, b"050\n"),
        (f"{SIZE}; charset=utf8", b"51\n"),
        (SIZE, b"-1\n"),
        (SIZE, b"5\n\n"),
        (SIZE, b"9223372036854775808\n"),
        (SIZE, b"\xff\n"),
    ],
)
def test_other_conflicts_tell_no_size(content_type, body):
    assert isinstance(told(body, 409, content_type), NotCosigned)


def test_an_ml_dsa_cosignature_counts_for_a_witness_of_that_key():
    safe = note_signer("safe.example/witness", ML_DSA_44)
    policy = read_policy(
        f"log {policy_logs()[0].key}\nwitness safe {safe.vkey}\nquorum safe\n".encode()
    )
    line = cosign(NOTE, safe, AT)
    got = collect(NOTE, [reply("safe", line)], policy, AT)
    assert got.complete
    assert got.outcomes == (Cosigned("safe", line, AT),)
    assert not collect(NOTE, [reply("safe", LINES["aruna"])], policy, AT).complete
