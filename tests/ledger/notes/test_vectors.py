"""Notes, keys and checkpoints that others have published: one verdict, and it is ours."""

import re

import pytest

from kept.ledger.canonical import from_base64
from kept.ledger.keys import Ed25519Signer, SignatureError
from kept.ledger.notes import (
    NoteError,
    NoteSigner,
    SignatureType,
    open_checkpoint,
    open_note,
    read_checkpoint,
    read_note,
    read_vkey,
    sign_note,
)

# golang.org/x/mod, sumdb/note/note_test.go
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
PETER_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_SIGNED = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)
ENOCH_SIGNED = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33"
    "WWd1RvMc+QQ=\n"
)

# transparency-dev/formats, log/note_test.go: a checkpoint of sum.golang.org, signed by others too
SUMDB = (
    "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
    "— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimW"
    "EPWL+o3GeoWwOoAw=\n"
    "— monkeys 202ffh9ve46Mqbhuyb4wnC2Pwdan5EsXQym/tF1ggXJqhjGosU4T5intH4iKMRgDLxrnXuIjRaU2NbvAnae"
    "pM6Y+8ww=\n"
    "— bananas z2OfE+2bbsBZ7NLgfuslc0v7NFW2QyexJ7fhePpoL2N/P7N/COd5S+JNHbQEAlYzz2C5sg0E+x/MggS1mDR"
    "6t3/9rQw=\n"
    "— witness 8TqG25yWGFLdT7WPf/WoyeG3LwqtkXP+8S3yykOVm6EMh4hPgCke6eSVPU4BdtXNMPJBXKF+UpDbGgCdcpR"
    "8SVSoqAU=\n"
)
SUMDB_KEYS = (
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT",
    "bananas+cf639f13+AaPjhFnPCQnid/Ql32KWhmh+uk72FVRfK+2DLmO3BI3M",
    "witness+f13a86db+AdYV1Ztajd9BvyjP2HgpwrqYL6TjOwIjGMOq8Bu42xbN",
)

# C2SP signed-note.md, tlog-cosignature.md
OGNUNO = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQ"
    "U0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2"
    "q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2"
    "oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


def known(*vkeys: str) -> list:
    return [read_vkey(vkey) for vkey in vkeys]


def opened(note: str, *vkeys: str) -> list[str]:
    return [signed.key.name for signed in open_note(note.encode(), known(*vkeys)).signed]


def test_golang_verifier_keys_are_read_and_no_mangling_of_them():
    assert str(read_vkey(PETER)) == PETER
    pieces = {PETER[i:j] for i in range(len(PETER) + 1) for j in range(i + 1, len(PETER) + 1)}
    shifted = {PETER[:i] + chr(ord(PETER[i]) + 1) + PETER[i + 1 :] for i in range(len(PETER))}
    for text in (pieces | shifted) - {PETER}:
        with pytest.raises(NoteError):
            read_vkey(text)


@pytest.mark.parametrize(
    "vkey",
    [
        # Of the wrong length and of an unknown type, each with the id that would be right.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        # transparency-dev/formats, note/note_cosigv1_test.go
        "bananas.sigstore.dev+12344556",
        "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
        "rekor.sigstore.dev+12345678+AwEB",
    ],
)
def test_bad_verifier_keys_of_others_are_refused(vkey):
    with pytest.raises(NoteError):
        read_vkey(vkey)


@pytest.mark.parametrize(
    ("vkey", "type"),
    [
        # transparency-dev/formats, note/note_cosigv1_test.go
        ("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", SignatureType.ED25519),
        (
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            SignatureType.ED25519_COSIGNATURE,
        ),
    ],
)
def test_good_verifier_keys_of_others_are_read(vkey, type):
    assert read_vkey(vkey).type is type
    assert str(read_vkey(vkey)) == vkey


def test_golang_signs_the_same_note():
    signer = Ed25519Signer(from_base64(PETER_SEED)[1:])
    peter = NoteSigner("PeterNeumann", SignatureType.ED25519, signer)
    assert str(peter.vkey) == PETER
    assert sign_note(TEXT, [peter]).decode() == f"{TEXT}\n{PETER_SIGNED}"


def test_golang_notes_are_opened_by_those_who_signed():
    both = f"{TEXT}\n{PETER_SIGNED}{ENOCH_SIGNED}"
    assert opened(both, PETER) == ["PeterNeumann"]
    assert opened(both, PETER, ENOCH) == ["PeterNeumann", "EnochRoot"]
    assert opened(both, PETER, ENOCH, ENOCH) == ["PeterNeumann", "EnochRoot"]
    with pytest.raises(
        SignatureError, match="“PeterNeumann”, “EnochRoot”; known is no key at all"
    ):
        opened(both)


def test_golang_repeated_signatures_count_once():
    more = ENOCH_SIGNED[:60] + "ABCD" + ENOCH_SIGNED[60:]
    note = f"{TEXT}\n{PETER_SIGNED * 2}{ENOCH_SIGNED * 2}{more}"
    assert opened(note, PETER) == ["PeterNeumann"]
    assert bytes(read_note(note.encode())) == note.encode()


def test_golang_a_wrong_signature_by_a_known_key_spoils_the_note():
    wrong = PETER_SIGNED[:60] + "ABCD" + PETER_SIGNED[60:]
    with pytest.raises(SignatureError, match=re.escape("“PeterNeumann” (key c74f20a3)")):
        opened(f"{TEXT}\n{wrong}", PETER)


@pytest.mark.parametrize("keys", [(), (PETER,)])
def test_golang_more_than_100_signatures_are_not_read(keys):
    assert read_note(f"{TEXT}\n{PETER_SIGNED * 100}".encode())
    with pytest.raises(NoteError, match="more than 100"):
        opened(f"{TEXT}\n{PETER_SIGNED * 101}", *keys)


@pytest.mark.parametrize(
    "note",
    [
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\n{PETER_SIGNED[:-1]}",
        f"\x01{TEXT}\n{PETER_SIGNED}",
        f"{TEXT}\n" + PETER_SIGNED.replace("PeterNeumann", "Bad Name")[:-1],
        f"{TEXT}\n{PETER_SIGNED}Unexpected line.\n",
    ],
)
def test_golang_malformed_notes_are_refused(note):
    with pytest.raises(NoteError):
        opened(note, PETER)


def test_golang_a_note_that_is_not_utf_8_is_refused():
    with pytest.raises(NoteError, match="not UTF-8"):
        read_note(b"\xff" + f"{TEXT}\n{PETER_SIGNED}".encode())


def test_a_checkpoint_of_the_go_checksum_database_holds():
    opened = open_checkpoint(SUMDB.encode(), known(*SUMDB_KEYS))
    assert opened.checkpoint.origin == "go.sum database tree"
    assert opened.checkpoint.size == 6_476_701
    assert [str(signed.key) for signed in opened.signed] == list(SUMDB_KEYS)
    assert {signed.at for signed in opened.signed} == {None}


@pytest.mark.parametrize("old, new", [("6476701", "6476702"), ("mb8Q", "mb8R"), ("go.", "gO.")])
def test_a_checkpoint_that_was_changed_does_not_hold(old, new):
    for vkey in SUMDB_KEYS:
        with pytest.raises(SignatureError, match="does not hold"):
            open_checkpoint(SUMDB.replace(old, new).encode(), known(vkey))


def test_the_examples_of_the_standards_are_read_and_given_back():
    assert bytes(read_note(OGNUNO.encode())) == OGNUNO.encode()
    assert read_note(OGNUNO.encode()).text.endswith("\n\ned è subito sera.\n")
    sofa = read_checkpoint(SOFA.encode())
    assert bytes(sofa) == SOFA.encode()
    assert sofa.checkpoint.size == 20_852_163
    # “time 1679315147”, as tlog-cosignature shows the message that was signed
    assert int.from_bytes(sofa.signatures[1].signature[:8], "big") == 1_679_315_147


# transparency-dev/formats, log/checkpoint_test.go. Where they take a root of any length and the
# lines after it, we ask for 32 bytes and nothing more: see `test_deviations`.
BANANA = "dGhlIHZpZXcgZnJvbSB0aGUgdHJlZSB0b3BzIGlzIGdyZWF0IQ=="


@pytest.mark.parametrize(
    "text",
    [
        "Head\n9944\n",
        f"\n9944\n{BANANA}\n",
        f"Log\nbananas\n{BANANA}\n",
        f"Log\n-34\n{BANANA}\n",
        f"Log\n3438945738945739845734895735\n{BANANA}\n",
        "Log\n123\nThisIsn'tBase64\n",
    ],
)
def test_bad_checkpoints_of_others_are_refused(text):
    with pytest.raises(NoteError):
        read_checkpoint(f"{text}\n{PETER_SIGNED}".encode())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Log\n123\nYmFuYW5hcw==\n", "has 7 bytes, and a hash has 32"),
        (SUMDB.split("\n\n")[0] + "\nlots\nof\nlines\n", "Extension lines are not accepted"),
        (SUMDB.split("\n\n")[0] + "\n\n\n", "Extension lines are not accepted"),
    ],
)
def test_deviations(text, why):
    with pytest.raises(NoteError, match=why):
        read_checkpoint(f"{text}\n{PETER_SIGNED}".encode())
