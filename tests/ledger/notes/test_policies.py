"""Policies: read, evaluated, and the three that are written for an exercise."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    AT,
    COSIGNATURE,
    ED25519,
    LOG,
    LOG_ML_DSA,
    ML_DSA_44,
    ORIGIN,
    WITNESSES,
    checkpoint,
    cosigned,
    entries,
    keys,
    note_signer,
    policy_logs,
    policy_witnesses,
    published,
)

from kept.ledger.canonical import from_base64
from kept.ledger.keys import Ed25519Signer, SignatureError
from kept.ledger.notes import (
    NoteError,
    NoteSigner,
    PolicyError,
    PolicyLog,
    PolicyWitness,
    SignatureLine,
    grade,
    quorum_size,
    read_checkpoint,
    read_policy,
    sign_checkpoint,
    with_signatures,
    write_policies,
)

NOTE = published(entries(5))
LOG_LINE = f"log {LOG.vkey}\n"
W1, W2, W3, W4, W5, W6 = (str(signer.vkey) for signer in WITNESSES[:6])

# C2SP tlog-policy.md, section Example policy, with keys in the place of <vkey>
EXAMPLE = f"""log {LOG.vkey}

witness X1 {W1}
witness X2 {W2}
witness X3 {W3}
group X-witnesses 2 X1 X2 X3

witness Y1 {W4}
witness Y2 {W5}
witness Y3 {W6}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def policy(text: str):
    return read_policy(text.encode("utf-8", "surrogateescape"))


def test_the_example_of_the_standard():
    read = policy(EXAMPLE)
    assert bytes(read) == EXAMPLE.encode()
    assert [group.k for group in read.groups] == [2, 1, 2]
    assert [witness.name for witness in read.witnesses] == ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
    assert read.keys == (LOG.vkey, *keys(*WITNESSES[:6]))
    assert read.satisfied_by({"X1", "X3", "Y2"})
    assert read.satisfied_by(["X1", "X2", "X3", "Y1", "Y2", "Y3", "nobody"])
    for too_few in ({"X1", "X2", "X3"}, {"X1", "Y1", "Y2", "Y3"}, {"X-and-Y"}, set()):
        assert not read.satisfied_by(too_few)


# transparency-dev/formats, policy/tlog_policy_test.go
@pytest.mark.parametrize(
    ("text", "witnesses", "quorum"),
    [
        ("quorum none\n", [], "none"),
        ("quorum none", [], "none"),
        (
            f"\n# comment\n\t # another\n\twitness \t w1  {W1}   https://w1.example/  \n\n"
            "  quorum\tw1",
            ["w1"],
            "w1",
        ),
        (f"witness all {W1}\nwitness any {W2}\ngroup group 2 all any\nquorum group\n", 2, "group"),
        (f"witness KK\udce2\udc84lvin {W1}\nquorum KK\udce2\udc84lvin\n", 1, "KK\udce2\udc84lvin"),
        (f"witness w1 {note_signer('w', ML_DSA_44).vkey}\nquorum w1\n", ["w1"], "w1"),
        (f"witness w1 {W1}\nquorum w1\nwitness w2 {W2}\n", ["w1", "w2"], "w1"),
    ],
)
def test_policies_of_others_are_read(text, witnesses, quorum):
    read = policy(text)
    names = [witness.name for witness in read.witnesses]
    assert names == witnesses or len(names) == witnesses
    assert read.quorum == quorum
    assert bytes(read) == text.encode("utf-8", "surrogateescape")


def test_addresses_are_kept_as_they_are():
    read = policy(f"log {LOG.vkey} https://log.example/\nwitness w1 {W1} x:é\nquorum w1\n")
    assert read.logs == (PolicyLog(LOG.vkey, "https://log.example/"),)
    assert read.witnesses == (PolicyWitness("w1", WITNESSES[0].vkey, "x:é"),)


ONE = f"witness w1 {W1}\n"
TWO = ONE + f"witness w2 {W2}\n"
COSIGNING_LOG = NoteSigner(ORIGIN, COSIGNATURE, LOG.signer).vkey
SAME_KEY = NoteSigner("impostor.example", COSIGNATURE, WITNESSES[0].signer).vkey


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no quorum"),
        ("quorum none\n\x01", "Line 2 of the policy has the octet 0x01"),
        ("quorum none\r\n", "Line 1 of the policy has the octet 0x0d"),
        ("quorum none\n\x7f", "octet 0x7f"),
        ("quibble w1\nquorum none\n", "Line 1 of the policy: nobody knows “quibble”"),
        (f"witness w1 {W1} https://w1.example/ # comment\nquorum w1\n", "followed by 5 words"),
        ("log\nquorum none\n", "Write “log <vkey> [<url>]”"),
        (f"log {LOG.vkey} x:y more\nquorum none\n", "“log” is followed by 3 words"),
        ("\n\x01", "Line 2 of the policy has the octet 0x01"),
        ("log garbage\nquorum none\n", "is no key of a note"),
        (
            f"{LOG_LINE}log {LOG.vkey} https://log.example/\nquorum none\n",
            "has the key of an earl",
        ),
        ("witness w1\nquorum none\n", "Write “witness <name> <vkey> [<url>]”"),
        (f"witness w1 {LOG.vkey}\nquorum w1\n", "of type 0x01. The key of a witness"),
        (f"log {COSIGNING_LOG}\nquorum none\n", "of type 0x04. The key of a log"),
        (f"witness none {W1}\nquorum none\n", "the name “none” is taken"),
        (f"{ONE}witness w1 {W2}\nquorum w1\n", "the name “w1” is taken"),
        (f"{ONE}witness w2 {SAME_KEY}\nquorum w1\n", "this witness has the key of an earlier"),
        (f"{ONE}group w1 any w1\nquorum w1\n", "the name “w1” is taken"),
        (f"{ONE}group g1 1\nquorum w1\n", "Write “group <name> all|any|<k> <name>...”"),
        (f"{ONE}group none any w1\nquorum none\n", "the name “none” is taken"),
        (f"{ONE}group g1 0 w1\nquorum g1\n", "“0” is no number of the 1 members"),
        (f"{ONE}group g1 -1 w1\nquorum g1\n", "“-1” is no number"),
        (f"{ONE}group g1 01 w1\nquorum g1\n", "“01” is no number"),
        (f"{ONE}group g1 2 w1\nquorum g1\n", "a number from 1 to 1"),
        (f"{ONE}group g1 any w2\nquorum g1\n", "“w2” is not defined"),
        (f"group g1 any w1\n{ONE}quorum g1\n", "“w1” is not defined"),
        (f"{ONE}group g1 any g1\nquorum g1\n", "“g1” is not defined"),
        (f"{TWO}group g1 any w1 g2\ngroup g2 any w2 g1\nquorum g1\n", "“g2” is not defined"),
        (f"{ONE}group g1 any none w1\nquorum g1\n", "“none” is not defined"),
        (f"{ONE}group g1 all w1 w1\nquorum g1\n", "already belongs to a group"),
        (f"{TWO}group g1 any w1 w2\ngroup g2 any w1\nquorum g1\n", "already belongs to a group"),
        (ONE, "no quorum"),
        (f"{ONE}quorum w1\nquorum w1\n", "Line 3 of the policy: this is a second quorum"),
        ("quorum unknown\n", "“unknown” is not defined"),
        (f"quorum w1\n{ONE}", "“w1” is not defined"),
        ("quorum\n", "Write “quorum <name>”"),
        (f"{ONE}quorum w1 w1\n", "Write “quorum <name>”"),
        (f"witness w1 {W1[:-4]}\nquorum w1\n", "Line 1 of the policy: "),
    ],
)
def test_bad_policies_are_refused_with_the_line(text, why):
    with pytest.raises(NoteError, match=re.escape(why)):
        policy(text)


def test_policies_are_read_up_to_a_bound():
    with pytest.raises(NoteError, match="at most 524,288 are read"):
        policy("#" * 524_289)
    groups = "".join(f"group g{n} any {'w1' if n == 0 else f'g{n - 1}'}\n" for n in range(129))
    assert policy(ONE + groups.rsplit("group", 1)[0] + "quorum g127\n").satisfied_by({"w1"})
    with pytest.raises(NoteError, match="more than 128 groups"):
        policy(f"{ONE}{groups}quorum g128\n")
    many = [note_signer(f"w{number}", COSIGNATURE) for number in range(129)]
    lines = "".join(f"witness w{n} {signer.vkey}\n" for n, signer in enumerate(many))
    with pytest.raises(NoteError, match="more than 128 lines “witness”"):
        policy(f"{lines}quorum none\n")


# transparency-dev/formats, policy/tlog_policy_test.go, TestSatisfied and TestVerify
SECRETS = {
    "Wit1": "AeadRiG7XM4XiieCHzD8lxysXMwcViy5nYsoXURWGrlE",
    "Wit2": "AfPTvxw5eUcqSgivo2vaiC7JPOMUZ/9baHPSDrWqgdGm",
    "Wit3": "AR2Kg8k6ccBr5QXz5SHtnkOS4UGQGEQaWi6Gfr6Mm3X5",
}
THREE = [
    NoteSigner(name, COSIGNATURE, Ed25519Signer(from_base64(secret)[1:]))
    for name, secret in SECRETS.items()
]
NESTED = LOG_LINE + "".join(
    [
        *(f"witness w{n} {signer.vkey}\n" for n, signer in enumerate(THREE, start=1)),
        "group inner any w2 w3\ngroup outer all w1 inner\nquorum outer\n",
    ]
)


@pytest.mark.parametrize(
    ("signers", "satisfied"),
    [([0, 1, 2], True), ([0, 2], True), ([0], False), ([1, 2], False), ([], False)],
)
def test_a_quorum_of_groups_is_reached_by_real_cosignatures(signers, satisfied):
    note = cosigned(NOTE, [THREE[at] for at in signers])
    if satisfied:
        assert policy(NESTED).check(note).checkpoint.size == 5
    else:
        with pytest.raises(PolicyError, match="does not reach the quorum “outer”"):
            policy(NESTED).check(note)


def test_who_is_missing_is_named():
    with pytest.raises(PolicyError, match=r"by 1 of 3 witnesses.*Not cosigned by “w1”, “w3”"):
        policy(NESTED).check(cosigned(NOTE, [THREE[1]]))


def test_a_log_of_the_policy_signed_as_its_own():
    other = note_signer("lakes.example/other", ED25519)
    both = f"log {other.vkey}\n{LOG_LINE}quorum none\n"
    assert policy(both).check(NOTE)
    foreign = sign_checkpoint(checkpoint(entries(5), other.name), [other], AT)
    assert policy(both).check(foreign)
    with pytest.raises(SignatureError, match="No key that is known here"):
        policy(f"{LOG_LINE}quorum none\n").check(foreign)
    renamed = NoteSigner(other.name, ED25519, other.signer).sign(str(checkpoint(entries(5))))
    unsigned = NOTE.split(b"\n\n")[0] + b"\n\n" + str(renamed).encode()
    with pytest.raises(SignatureError, match="as its own"):
        policy(both).check(unsigned)


def test_witnesses_alone_do_not_make_a_checkpoint():
    lines = read_without_log()
    with pytest.raises(SignatureError, match="as its own"):
        policy(NESTED).check(lines)
    with pytest.raises(SignatureError, match="names no log"):
        policy(NESTED.removeprefix(LOG_LINE)).check(cosigned(NOTE, THREE))


def read_without_log() -> bytes:
    text, lines = cosigned(NOTE, THREE).split(b"\n\n")
    return text + b"\n\n" + b"".join(lines.splitlines(keepends=True)[1:])


def test_an_ml_dsa_key_of_the_log_suffices():
    note = sign_checkpoint(checkpoint(entries(5)), [LOG, LOG_ML_DSA], AT)
    only = policy(f"log {LOG_ML_DSA.vkey}\nquorum none\n")
    assert only.check(note).signed[0].at == AT
    with pytest.raises(SignatureError):
        only.check(NOTE)


def test_the_cosigners_are_named_as_in_the_policy():
    read = policy(NESTED)
    opened = read.check(cosigned(NOTE, [THREE[0], THREE[2]], AT + 3))
    assert read.cosigners(opened) == {"w1": AT + 3, "w3": AT + 3}


# The three grades


def three(n: int = 7):
    return write_policies(policy_logs(), policy_witnesses(n), ("aruna", "belva"))


def test_the_quorum_is_the_smallest_number_above_two_thirds():
    for n in range(1, 200):
        k = quorum_size(n)
        assert 3 * k > 2 * n >= 3 * (k - 1)


def test_the_three_policies_are_files_anybody_can_read():
    these = three(4)
    assert bytes(these.published).decode() == f"{LOG_LINE}quorum none\n"
    lines = f"{LOG_LINE}witness aruna {W1}\nwitness belva {W2}\nwitness w3 {W3}\nwitness w4 {W4}\n"
    assert bytes(these.witnessed).decode() == (
        f"{lines}group witnesses 3 aruna belva w3 w4\nquorum witnesses\n"
    )
    assert bytes(these.mutual).decode() == (
        f"{lines}group parties all aruna belva\ngroup others 1 w3 w4\n"
        "group mutual all parties others\nquorum mutual\n"
    )


@pytest.mark.parametrize("n", range(2, 11))
def test_mutual_asks_for_a_quorum_with_both_parties_and_nothing_else(n):
    these = three(n)
    names = [witness.name for witness in these.mutual.witnesses]
    for bits in range(2**n):
        signed = {name for at, name in enumerate(names) if bits >> at & 1}
        witnessed = len(signed) >= quorum_size(n)
        assert these.witnessed.satisfied_by(signed) is witnessed
        assert these.mutual.satisfied_by(signed) is (witnessed and {"aruna", "belva"} <= signed)


@given(st.sets(st.integers(0, 6)))
def test_the_grade_of_a_checkpoint(signers):
    note = cosigned(NOTE, [WITNESSES[at] for at in sorted(signers)])
    expected = "published"
    if len(signers) >= 5:
        expected = "mutual" if {0, 1} <= signers else "witnessed"
    assert grade(note, three()) == expected


def test_what_the_log_did_not_sign_has_no_grade():
    with pytest.raises(SignatureError):
        grade(NOTE.replace(b"\n5\n", b"\n6\n"), three())
    with pytest.raises(NoteError):
        grade(b"", three())


def test_a_wrong_cosignature_does_not_raise_the_grade():
    note = cosigned(NOTE, WITNESSES[:7])
    line = read_checkpoint(note).signatures[7]
    wrong = SignatureLine(line.name, line.id, line.signature[:-1] + b"x")
    assert grade(note, three()) == "mutual"
    assert grade(with_signatures(note, [wrong]), three()) == "published"


@pytest.mark.parametrize(
    ("witnesses", "parties", "why"),
    [
        (policy_witnesses(3), ("aruna", "carla"), "“carla” is a party, but not among"),
        (policy_witnesses(3), ("aruna",), "the two parties"),
        (policy_witnesses(3), ("aruna", "aruna"), "the two parties"),
        ([*policy_witnesses(2), PolicyWitness("others", WITNESSES[5].vkey)], None, "needed for a"),
        (
            [*policy_witnesses(2), PolicyWitness("a b", WITNESSES[5].vkey)],
            None,
            "words|spaces|no k",
        ),
        ([*policy_witnesses(2), PolicyWitness("w", WITNESSES[5].vkey, "x y")], None, "words"),
        (
            [*policy_witnesses(2), PolicyWitness("w\n#", WITNESSES[5].vkey)],
            None,
            "Write “witness",
        ),
        ([*policy_witnesses(2), PolicyWitness("w", COSIGNING_LOG)], None, "its own witness"),
        ([*policy_witnesses(2), PolicyWitness("w", LOG.vkey)], None, "its own witness"),
        ([*policy_witnesses(2), PolicyWitness("w", SAME_KEY)], None, "key of an earlier one"),
    ],
)
def test_policies_that_would_mean_something_else_are_not_written(witnesses, parties, why):
    with pytest.raises(NoteError, match=why):
        write_policies(policy_logs(), witnesses, parties or ("aruna", "belva"))


def test_an_address_that_hides_a_line_is_not_written():
    hidden = PolicyLog(LOG.vkey, "https://log.example/\nquorum")
    with pytest.raises(NoteError):
        write_policies([hidden], policy_witnesses(3), ("aruna", "belva"))
    comment = PolicyLog(LOG.vkey, "https://log.example/\n#")
    with pytest.raises(NoteError, match="without spaces"):
        write_policies([comment], policy_witnesses(3), ("aruna", "belva"))
