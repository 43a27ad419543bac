"""What is signed, by whom, and at what time."""

import re

import pytest
from tests.ledger.notes import litewitness_mldsa
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
    published,
    root,
)

from kept.ledger.canonical import to_base64
from kept.ledger.keys import PublicKey, SignatureError
from kept.ledger.notes import (
    Checkpoint,
    Note,
    NoteError,
    NoteSigner,
    SignatureLine,
    SignatureType,
    VerifierKey,
    cosign,
    cosignature_message,
    key_id,
    open_checkpoint,
    open_note,
    read_checkpoint,
    read_note,
    read_signature_lines,
    read_vkey,
    sign_checkpoint,
    sign_note,
    verify_line,
    vkey,
    with_signatures,
)

NOTE = published(entries(5))
TEXT = str(checkpoint(entries(5)))
WITNESS = WITNESSES[0]
SAFE = note_signer(WITNESS.name, ML_DSA_44)


def test_an_ml_dsa_checkpoint_of_another_implementation_holds():
    key = read_vkey(litewitness_mldsa.VKEY)
    assert (str(key), key.type) == (litewitness_mldsa.VKEY, ML_DSA_44)
    note = litewitness_mldsa.NOTE
    [signed] = open_checkpoint(note.encode(), [key]).signed
    assert signed.at == 0  # it states no time
    assert bytes(read_checkpoint(note.encode())) == note.encode()
    for old, new in (("\n1\n", "\n2\n"), ("td9FxQAAAAAAAAAA", "td9FxQAAAAAAAAAB")):
        with pytest.raises(SignatureError, match="does not hold"):
            open_checkpoint(note.replace(old, new, 1).encode(), [key])


def test_the_message_of_an_ed25519_cosignature_is_that_of_the_standard():
    sofa = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert cosignature_message(WITNESS.vkey, sofa, 1_679_315_147).decode() == (
        f"cosignature/v1\ntime 1679315147\n{sofa}"
    )


def test_the_message_of_an_ml_dsa_cosignature_is_that_of_the_standard():
    """C2SP tlog-cosignature, struct cosigned_message."""
    name, origin = WITNESS.name.encode(), ORIGIN.encode()
    message = cosignature_message(SAFE.vkey, TEXT, AT)
    assert message == (
        b"subtree/v1\n\0"
        + bytes([len(name)])
        + name
        + AT.to_bytes(8)
        + bytes([len(origin)])
        + origin
        + bytes(8)
        + (5).to_bytes(8)
        + root(entries(5))
    )


@pytest.mark.parametrize("signer", [WITNESS, SAFE], ids=["ed25519", "ml-dsa-44"])
def test_a_cosignature_says_who_and_when(signer):
    note = cosigned(NOTE, [signer])
    [signed] = open_checkpoint(note, keys(signer)).signed
    assert (signed.key, signed.at) == (signer.vkey, AT)
    line = read_checkpoint(note).signatures[1]
    assert line.signature[:8] == AT.to_bytes(8)
    assert verify_line(signer.vkey, line, TEXT) == AT


@pytest.mark.parametrize("signer", [WITNESS, SAFE], ids=["ed25519", "ml-dsa-44"])
def test_neither_text_nor_time_nor_name_can_be_changed(signer):
    line = cosign(NOTE, signer, AT)
    for at in (0, AT - 1, AT + 1, 2**63 - 1):
        later = SignatureLine(line.name, line.id, at.to_bytes(8) + line.signature[8:])
        with pytest.raises(SignatureError):
            verify_line(signer.vkey, later, TEXT)
    for data in (entries(4), entries(6), entries(5, "x")):
        with pytest.raises(SignatureError):
            verify_line(signer.vkey, line, str(checkpoint(data)))
    with pytest.raises(SignatureError):
        verify_line(signer.vkey, line, TEXT.replace("lakes", "rivers"))


def test_an_ml_dsa_cosignature_is_bound_to_the_name_of_the_witness():
    other = NoteSigner("other.example/witness", ML_DSA_44, SAFE.signer)
    line = cosign(NOTE, SAFE, AT)
    renamed = SignatureLine(other.name, other.vkey.id, line.signature)
    with pytest.raises(SignatureError):
        verify_line(other.vkey, renamed, TEXT)


def test_a_time_that_cannot_be_is_refused():
    line = cosign(NOTE, WITNESS, AT)
    late = SignatureLine(line.name, line.id, (2**63).to_bytes(8) + line.signature[8:])
    with pytest.raises(SignatureError, match="later than any there can be"):
        verify_line(WITNESS.vkey, late, TEXT)
    for at in (-1, 2**63):
        with pytest.raises(NoteError, match="The time of a cosignature"):
            cosign(NOTE, WITNESS, at)


@pytest.mark.parametrize("length", [1, 7, 8, 71, 73])
def test_a_cosignature_of_another_length_does_not_hold(length):
    line = cosign(NOTE, WITNESS, AT)
    short = SignatureLine(line.name, line.id, (line.signature + b"x")[:length])
    with pytest.raises(SignatureError):
        verify_line(WITNESS.vkey, short, TEXT)


def test_only_checkpoints_are_cosigned():
    signed = sign_note("Aruna and Belva agree.\n", [LOG])
    with pytest.raises(NoteError, match="three lines"):
        cosign(signed, WITNESS, AT)
    line = cosign(NOTE, WITNESS, AT)
    with pytest.raises(SignatureError, match="Only checkpoints are cosigned"):
        verify_line(WITNESS.vkey, line, "Aruna and Belva agree.\n")


def test_a_signature_of_one_type_is_none_of_another():
    """One key under two types has two ids, and its signatures are not exchanged."""
    plain = NoteSigner(WITNESS.name, ED25519, WITNESS.signer)
    assert plain.vkey.id != WITNESS.vkey.id
    with pytest.raises(SignatureError, match="No key that is known here"):
        open_note(sign_note(TEXT, [plain]), keys(WITNESS))
    line = sign_note(TEXT, [plain])
    forged = SignatureLine(
        WITNESS.name, WITNESS.vkey.id, AT.to_bytes(8) + read_note(line).signatures[0].signature
    )
    with pytest.raises(SignatureError):
        verify_line(WITNESS.vkey, forged, TEXT)


def test_a_log_signs_with_ed25519_first_and_may_add_ml_dsa():
    point = checkpoint(entries(5))
    both = sign_checkpoint(point, [LOG, LOG_ML_DSA], AT)
    signed = open_checkpoint(both, keys(LOG, LOG_ML_DSA)).signed
    assert [(each.key.type, each.at) for each in signed] == [(ED25519, None), (ML_DSA_44, AT)]
    witness_type = NoteSigner(ORIGIN, COSIGNATURE, LOG.signer)
    for signers in ([], [LOG_ML_DSA], [LOG_ML_DSA, LOG], [LOG, LOG], [witness_type]):
        with pytest.raises(NoteError, match="Ed25519 \\(type 0x01\\) first"):
            sign_checkpoint(point, signers, AT)


def test_a_log_signs_under_its_own_name():
    other = note_signer("lakes.example/other", ED25519)
    with pytest.raises(NoteError, match="under its own name"):
        sign_checkpoint(checkpoint(entries(5)), [other], AT)


def test_a_witness_states_a_time():
    with pytest.raises(NoteError, match="states when"):
        cosign(NOTE, WITNESS, 0)
    with pytest.raises(NoteError, match="a key for logs"):
        cosign(NOTE, LOG, AT)


def test_a_new_signature_replaces_the_one_by_the_same_key_only():
    twice = with_signatures(cosigned(NOTE, WITNESSES[:2]), [cosign(NOTE, WITNESS, AT + 1)])
    names = [line.name for line in read_checkpoint(twice).signatures]
    assert names == [ORIGIN, WITNESSES[1].name, WITNESS.name]
    both = with_signatures(twice, [cosign(NOTE, SAFE, AT)])
    assert len(read_checkpoint(both).signatures) == 4
    assert with_signatures(NOTE, []) == NOTE


def test_a_checkpoint_signed_twice_by_one_key_is_refused():
    [line] = [str(line) for line in read_checkpoint(NOTE).signatures]
    assert read_note(NOTE + line.encode())
    with pytest.raises(NoteError, match="signed the checkpoint twice"):
        read_checkpoint(NOTE + line.encode())


def test_two_known_keys_cannot_share_name_and_id(monkeypatch):
    monkeypatch.setattr(vkey, "key_id", lambda *_: b"same")
    twin = NoteSigner(WITNESS.name, COSIGNATURE, WITNESSES[1].signer)
    note = cosigned(NOTE, [WITNESS])
    assert open_checkpoint(note, keys(WITNESS, WITNESS))
    with pytest.raises(NoteError, match="Two different keys are called “aruna"):
        open_checkpoint(note, keys(WITNESS, twin))


def test_a_note_has_signatures_and_not_too_many():
    line = cosign(NOTE, WITNESS, AT)
    assert Note(TEXT, (line,) * 100)
    for lines in ((), (line,) * 101):
        with pytest.raises(NoteError, match="1 to 100 signatures"):
            Note(TEXT, lines)


def test_a_weak_key_is_no_key():
    """With the identity as a key, one constant signature holds for every text."""
    weak = bytes([1]) + bytes(31)
    text = f"{ORIGIN}+{key_id(ORIGIN, ED25519, weak).hex()}+"
    with pytest.raises(NoteError, match="so weak"):
        read_vkey(text + to_base64(b"\x01" + weak))


@pytest.mark.parametrize(
    ("name", "type", "signer", "why"),
    [
        ("", ED25519, LOG, "cannot name a key"),
        ("two words", ED25519, LOG, "cannot name a key"),
        ("a+b", ED25519, LOG, "cannot name a key"),
        ("a\u2003b", ED25519, LOG, "cannot name a key"),
        ("a\x85b", ED25519, LOG, "cannot name a key"),
        ("a\ud800b", ED25519, LOG, "cannot name a key"),
        ("a" * 256, ED25519, LOG, "more than 255 bytes"),
        ("é" * 128, ED25519, LOG, "more than 255 bytes"),
        (ORIGIN, ML_DSA_44, LOG, "the key of “lakes.example/exercise” is for ed25519"),
        (ORIGIN, ED25519, LOG_ML_DSA, "is for ml-dsa-44"),
    ],
)
def test_keys_that_cannot_sign_notes_are_refused(name, type, signer, why):
    with pytest.raises(NoteError, match=re.escape(why)):
        VerifierKey(name, type, signer.signer.key)


def test_passkeys_sign_no_notes():
    point = bytes.fromhex(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    )
    with pytest.raises(NoteError, match="is for webauthn-es256"):
        VerifierKey(ORIGIN, ED25519, PublicKey("webauthn-es256", point))


@pytest.mark.parametrize(
    ("origin", "size", "hash_", "why"),
    [
        ("", 1, bytes(32), "one line of 1 to 255 bytes"),
        ("a\nb", 1, bytes(32), "one line of 1 to 255 bytes"),
        ("a\tb", 1, bytes(32), "control character"),
        ("a\ud800", 1, bytes(32), "control character"),
        ("é" * 128, 1, bytes(32), "one line of 1 to 255 bytes"),
        (ORIGIN, -1, bytes(32), "between 0 and"),
        (ORIGIN, 2**63, bytes(32), "between 0 and"),
        (ORIGIN, 1, bytes(31), "31 bytes, and a hash has 32"),
    ],
)
def test_what_cannot_be_written_is_no_checkpoint(origin, size, hash_, why):
    with pytest.raises(NoteError, match=why):
        Checkpoint(origin, size, hash_)


@pytest.mark.parametrize("origin", ["a", "a" * 255, "é" * 127, "go.sum database tree"])
def test_origins_have_up_to_255_bytes(origin):
    note = Note(str(Checkpoint(origin, 1, bytes(32))), read_note(NOTE).signatures)
    assert read_checkpoint(bytes(note)).checkpoint.origin == origin


def test_names_have_up_to_255_bytes():
    assert VerifierKey("é" * 127 + "a", ED25519, LOG.signer.key).id


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\nb\x00\n\n", "control character '\\x00' on line 2"),
        (b"\n\tb\n\n", "control character '\\t' on line 2"),
        (b"a\n\n\xe2\x80\x94 a AAAAAAA=", "The note does not end in a newline"),
        (b"a\n\n\xe2\x80\x94 a AAAAAAA=\nb\n", "Signature line 2 is “b”"),
    ],
)
def test_where_a_note_is_wrong_is_told(data, why):
    with pytest.raises(NoteError, match=re.escape(why)):
        read_note(data)


def test_the_last_second_there_can_be_is_a_time():
    note = cosigned(NOTE, [WITNESS, SAFE], 2**63 - 1)
    signed = open_checkpoint(note, keys(WITNESS, SAFE)).signed
    assert [each.at for each in signed] == [2**63 - 1] * 2


def test_a_line_too_many_is_quoted():
    with pytest.raises(NoteError, match="has the further line “one more”"):
        read_checkpoint(NOTE.replace(b"\n\n", b"\none more\nand more\n\n", 1))


@pytest.mark.parametrize(
    ("size", "holds"), [("0", True), (str(2**63 - 1), True), (str(2**63), False), ("1_0", False)]
)
def test_sizes_are_written_in_one_way(size, holds):
    note = NOTE.replace(b"\n5\n", f"\n{size}\n".encode(), 1)
    if holds:
        assert bytes(read_checkpoint(note)) == note
    else:
        with pytest.raises(NoteError, match="a whole number"):
            read_checkpoint(note)


def test_digits_of_other_scripts_are_no_numbers():
    with pytest.raises(NoteError, match="a whole number"):
        read_checkpoint(NOTE.replace(b"\n5\n", "\n٥\n".encode(), 1))


def test_signature_lines_have_one_form():
    good = str(cosign(NOTE, WITNESS, AT))
    assert str(read_signature_lines(good)[0]) == good
    with pytest.raises(NoteError, match="do not end in a newline"):
        read_signature_lines(good[:-1])
    for bad in (
        good.replace("— ", "- ", 1),
        good.replace("— ", "—  ", 1),
        good.replace("— ", "—", 1),
        good.replace(" ", "\t", 1),
        good[:-1] + " \n",
        good[:-2] + "\n",
        good.replace("\n", "\n\n"),
        "— aruna.example/witness AAAAAA==\n",
        "— aruna.example/witness \n",
    ):
        with pytest.raises(NoteError):
            read_signature_lines(bad)


def test_the_type_of_a_signature_is_an_identifier_byte_of_the_standard():
    assert [int(type) for type in SignatureType] == [1, 4, 6]
