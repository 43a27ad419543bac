"""Two texts under one number: a proof that anybody can check alone, and that nobody can forge."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.entries.headers import header, ids, key, signer
from tests.ledger.keys.passkey import Passkey
from tests.ledger.parties.book import first_manifest, opened, roots

from kept.ledger.entries.entry import read_entry, sign_entry
from kept.ledger.entries.manifest import Role, RoleKey
from kept.ledger.envelope import Signature
from kept.ledger.keys import MLDSA44Signer, RelyingParty
from kept.ledger.parties import EquivocationError, Place, Refused, equivocation, read_equivocation

PEN = Place(key=key("aruna pen"), party="aruna", office="delegation")
ONE = sign_entry(header(), [signer("aruna pen")])
OTHER = sign_entry(header(about=("prisoners-exchanged",)), [signer("aruna pen")])
PROOF = equivocation(ONE, OTHER, PEN)


def test_the_proof_is_a_text_that_proves_by_itself():
    text = PROOF.to_text()
    assert "One key signed two different texts" in text
    assert "Une même clé a signé deux textes différents" in text
    assert "number 0" in text
    assert "role aruna/delegation" in text
    assert read_equivocation(text) == PROOF


def test_it_is_the_same_whoever_was_first():
    assert equivocation(OTHER, ONE, PEN).to_text() == PROOF.to_text()


@pytest.mark.parametrize(
    "changes",
    [{"seq": 1, "prev": ONE.hash}, {"log": "lakes.example/other"}],
)
def test_another_number_or_register_proves_nothing(changes):
    other = sign_entry(header(**changes), [signer("aruna pen")])
    with pytest.raises(EquivocationError, match="Nothing is proven"):
        equivocation(ONE, other, PEN)


def test_another_key_proves_nothing():
    other = sign_entry(header(key=key("aruna seal").id), [signer("aruna seal")])
    with pytest.raises(EquivocationError, match="Nothing is proven"):
        equivocation(ONE, other, PEN)
    with pytest.raises(EquivocationError, match="Nothing is proven"):
        equivocation(ONE, OTHER, replace(PEN, key=key("aruna seal")))


def test_an_entry_proves_nothing_against_itself():
    with pytest.raises(EquivocationError, match="say the same"):
        equivocation(ONE, ONE, PEN)


def test_a_signature_made_anew_proves_nothing():
    """Some algorithms never sign a text twice alike."""
    late = MLDSA44Signer(bytes(32))
    made = header(key=late.key.id)
    first, second = sign_entry(made, [late]), sign_entry(made, [late])
    assert first.hash != second.hash
    with pytest.raises(EquivocationError, match="say the same"):
        equivocation(first, second, replace(PEN, key=late.key))


def forged(entry, **changes):
    return read_entry(replace(entry.envelope, **changes).to_bytes())


def test_a_forged_signature_proves_nothing():
    wrong = forged(OTHER, signatures=(Signature(PEN.key.id, bytes(range(64))),))
    with pytest.raises(EquivocationError, match="does not hold"):
        equivocation(ONE, wrong, PEN)


def test_an_entry_the_author_did_not_sign_proves_nothing():
    beside = header(with_=ids("aruna seal"))
    made = sign_entry(beside, [signer("aruna pen"), signer("aruna seal")])
    [seal] = [each for each in made.envelope.signatures if each.keyid != PEN.key.id]
    with pytest.raises(EquivocationError, match="did not sign"):
        equivocation(ONE, forged(made, signatures=(seal,)), PEN)


@given(st.text(max_size=300))
def test_any_text_is_refused_in_words(text):
    with pytest.raises(EquivocationError):
        read_equivocation(text)


@given(st.lists(st.text(max_size=40), min_size=6, max_size=6))
def test_any_six_parts_are_refused_in_words(parts):
    with pytest.raises(EquivocationError):
        read_equivocation("\n\n".join(parts))


@given(data=st.data())
def test_no_letter_of_the_proof_can_be_changed(data):
    text = PROOF.to_text()
    position = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(exclude_characters=text[position]))
    with pytest.raises(EquivocationError):
        read_equivocation(text[:position] + letter + text[position + 1 :])


def test_a_proof_that_is_too_long_is_not_read():
    with pytest.raises(EquivocationError):
        read_equivocation(PROOF.to_text() + 200_000 * " ")


# Passkeys

PASSKEY = Passkey(7)
MINISTER = Place(key=PASSKEY.key, party="aruna", office="minister", relying_party=PASSKEY.party)


def by_passkey(**changes):
    return sign_entry(header(key=PASSKEY.key.id, role="aruna/minister", **changes), [PASSKEY])


def test_a_passkey_proves_with_the_site_it_is_bound_to():
    proof = equivocation(by_passkey(), by_passkey(about=()), MINISTER)
    text = proof.to_text()
    assert "rp lakes.example" in text
    assert read_equivocation(text) == proof
    with pytest.raises(EquivocationError):
        read_equivocation(text.replace("rp lakes.example", "rp other.example"))
    without = "\n".join(line for line in text.split("\n") if not line.startswith("rp "))
    with pytest.raises(EquivocationError):
        read_equivocation(without)


def test_a_passkey_speaks_for_a_role():
    book = opened()
    role = Role(
        role="minister",
        keys=(RoleKey(PASSKEY.key, PASSKEY.party),),
        scope={"statement.filed": 1},
    )
    book.manifest(replace(first_manifest("aruna"), version=2, roles=(role,)), *roots("aruna")[:2])
    book.admit(by_passkey())
    with pytest.raises(Refused, match="bad-signature"):
        elsewhere = Passkey(7, RelyingParty("lakes.example", "https://evil.lakes.example"))
        again = header(
            key=PASSKEY.key.id, role="aruna/minister", seq=1, prev=book.entries[-1].hash
        )
        book.admit(sign_entry(again, [elsewhere]))
