"""Keys as files: made once, for their owner alone, and opened by their passphrase only."""

from __future__ import annotations

import shutil
import stat
import subprocess

import pytest

from kept.archive.keys import (
    KeyFileError,
    is_encrypted,
    keep_entry,
    kept_entries,
    list_keys,
    load_key,
    load_note_signer,
    load_signer,
    new_key,
    read_key,
    read_public_file,
)
from kept.archive.keys.secret import secret_pem
from kept.ledger.keys import Ed25519Signer, verify
from kept.ledger.notes import SignatureType
from kept.ledger.tree import leaf_hash

ORIGIN = "lakes.example/exercise"
PHRASE = b"trois mots choisis"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "keys"


@pytest.mark.parametrize("algorithm", ["ed25519", "ml-dsa-44"])
@pytest.mark.parametrize("passphrase", [None, PHRASE])
def test_a_key_signs_after_it_was_written_and_loaded(folder, algorithm, passphrase):
    made = new_key(folder, "aruna-1", purpose="role", algorithm=algorithm, passphrase=passphrase)
    signer = load_signer(made.secret, passphrase)
    assert signer.key == made.key
    verify(made.key, b"words", signer.sign(b"words"))
    assert read_key(folder, "aruna-1") == made
    assert is_encrypted(made.secret) is (passphrase is not None)


@pytest.mark.parametrize("algorithm", ["ed25519", "ml-dsa-44"])
def test_openssl_reads_what_is_encrypted(folder, algorithm):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not at hand")
    made = new_key(folder, "aruna-1", purpose="role", algorithm=algorithm, passphrase=PHRASE)
    outline = subprocess.run(
        [openssl, "asn1parse", "-in", made.secret], capture_output=True, text=True, check=True
    ).stdout
    assert ":scrypt" in outline
    assert ":aes-256-cbc" in outline
    if algorithm == "ed25519":  # OpenSSL 3.0 knows no ML-DSA
        opened = subprocess.run(
            [openssl, "pkey", "-in", made.secret, "-passin", f"pass:{PHRASE.decode()}", "-pubout"],
            capture_output=True,
            check=True,
        )
        assert b"PUBLIC KEY" in opened.stdout


def test_every_guess_at_a_passphrase_costs_what_rfc_7914_says():
    from kept.archive.keys import pkcs8

    assert pkcs8.COST * pkcs8.BLOCK * pkcs8.PARALLEL >= 2**14 * 8 * 5


def test_only_the_owner_reads_a_key(folder):
    made = new_key(folder, "aruna-1", purpose="root", passphrase=None)
    assert stat.S_IMODE(made.secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("left", ["secret", "public"])
def test_a_key_is_never_overwritten(folder, left):
    made = new_key(folder, "aruna-1", purpose="root", passphrase=None)
    before = getattr(made, left).read_bytes()
    getattr(made, {"secret": "public", "public": "secret"}[left]).unlink()
    with pytest.raises(KeyFileError, match="never overwritten"):
        new_key(folder, "aruna-1", purpose="root", passphrase=None)
    assert getattr(made, left).read_bytes() == before


def test_a_secret_is_not_written_through_a_link(folder, tmp_path):
    folder.mkdir()
    (folder / "aruna-1.pem").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileError):
        new_key(folder, "aruna-1", purpose="root", passphrase=None)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("given", [None, b"", b"autres mots"])
def test_another_passphrase_does_not_open_a_key(folder, given):
    made = new_key(folder, "aruna-1", purpose="root", passphrase=PHRASE)
    with pytest.raises(KeyFileError, match="passphrase"):
        load_signer(made.secret, given)


def test_an_empty_passphrase_is_refused_and_nothing_written(folder):
    with pytest.raises(KeyFileError, match="empty"):
        new_key(folder, "aruna-1", purpose="root", passphrase=b"")
    assert not folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"-----BEGIN PRIVATE KEY-----\n",
        b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        b"x" * 20_000,
    ],
)
@pytest.mark.parametrize("passphrase", [None, PHRASE])
def test_what_is_no_secret_is_refused_in_words(tmp_path, content, passphrase):
    path = tmp_path / "x.pem"
    path.write_bytes(content)
    with pytest.raises(KeyFileError):
        load_signer(path, passphrase)


def test_a_key_of_another_kind_is_refused(tmp_path):
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = tmp_path / "x.pem"
    path.write_bytes(
        X25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
    )
    with pytest.raises(KeyFileError, match="another kind"):
        load_signer(path, None)


@pytest.mark.parametrize(
    ("purpose", "algorithm", "type"),
    [
        ("log", "ed25519", SignatureType.ED25519),
        ("log", "ml-dsa-44", SignatureType.ML_DSA_44),
        ("witness", "ed25519", SignatureType.ED25519_COSIGNATURE),
        ("witness", "ml-dsa-44", SignatureType.ML_DSA_44),
    ],
)
def test_logs_and_witnesses_have_a_verifier_key(folder, purpose, algorithm, type):
    made = new_key(
        folder, "k", purpose=purpose, algorithm=algorithm, signs_as=ORIGIN, passphrase=None
    )
    assert made.vkey is not None
    assert (made.vkey.name, made.vkey.type, made.vkey.key) == (ORIGIN, type, made.key)
    assert str(made.vkey) in made.public.read_text().splitlines()
    assert load_note_signer(made, None).vkey == made.vkey


def test_keys_of_people_sign_no_checkpoints(folder):
    made = new_key(folder, "k", purpose="role", passphrase=None)
    with pytest.raises(KeyFileError, match="signs entries"):
        load_note_signer(made, None)


@pytest.mark.parametrize(
    ("purpose", "signs_as"),
    [("log", None), ("witness", None), ("role", ORIGIN), ("log", "two words"), ("log", "")],
)
def test_names_to_sign_under_are_checked_before_anything_is_written(folder, purpose, signs_as):
    with pytest.raises(KeyFileError):
        new_key(folder, "k", purpose=purpose, signs_as=signs_as, passphrase=None)
    assert not folder.exists()


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "a/b", "../a", "a.b", ".a", "é", "a" * 65, "a\n"]
)
def test_names_of_keys_are_plain(folder, name):
    with pytest.raises(KeyFileError):
        new_key(folder, name, purpose="role", passphrase=None)
    with pytest.raises(KeyFileError):
        read_key(folder, name)
    assert not folder.exists()


def test_a_passkey_is_no_file(folder):
    with pytest.raises(KeyFileError, match="passkey"):
        new_key(folder, "k", purpose="role", algorithm="webauthn-es256", passphrase=None)


def test_a_secret_under_another_public_key_is_noticed(folder):
    one = new_key(folder, "one", purpose="role", passphrase=None)
    two = new_key(folder, "two", purpose="role", passphrase=None)
    one.secret.write_bytes(two.secret.read_bytes())
    with pytest.raises(KeyFileError, match="two different keys"):
        load_key(one, None)


def test_an_unknown_key_names_the_nearest(folder):
    new_key(folder, "aruna-1", purpose="role", passphrase=None)
    with pytest.raises(KeyFileError, match=r"Did you mean aruna-1\?"):
        read_key(folder, "aruna-2")


def test_keys_are_listed_by_name(folder, tmp_path):
    names = ["b", "a", "a-2"]
    for name in names:
        new_key(folder, name, purpose="role", passphrase=None)
    assert [key.name for key in list_keys(folder)] == sorted(names)
    assert list_keys(tmp_path / "nowhere") == ()


def test_a_public_key_that_was_handed_on_is_read_where_it_lies(folder, tmp_path):
    made = new_key(folder, "k", purpose="root", passphrase=None)
    copy = tmp_path / "from-aruna.pub"
    copy.write_bytes(made.public.read_bytes())
    assert read_public_file(copy).key == made.key
    with pytest.raises(KeyFileError, match="public"):
        read_public_file(made.secret)


def test_a_changed_public_key_is_refused(folder):
    made = new_key(folder, "k", purpose="log", signs_as=ORIGIN, passphrase=None)
    sound = made.public.read_bytes()
    for at in range(len(sound)):
        made.public.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        try:
            read = read_key(folder, "k")
        except KeyFileError:
            continue
        pytest.fail(f"byte {at} was changed and the key read as {read}")
    for wrong in (b"", sound + b"\n", sound + sound, sound[:-1], sound * 100):
        made.public.write_bytes(wrong)
        with pytest.raises(KeyFileError):
            read_key(folder, "k")


def test_what_was_signed_is_kept_beside_the_key(folder):
    made = new_key(folder, "k", purpose="role", passphrase=None)
    assert kept_entries(made) == ()
    for envelope in (b"one", b"two", b"one"):
        path = keep_entry(made, envelope)
        assert path.read_bytes() == envelope
        assert path.name == f"{leaf_hash(envelope).hex()}.json"
    assert sorted(kept_entries(made)) == [b"one", b"two"]
    assert len(list(made.entries.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyFileError, match="cannot be made"):
        new_key(tmp_path / "file" / "keys", "k", purpose="role", passphrase=None)


def test_half_a_secret_is_not_left_behind(folder, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KeyFileError, match="No space"):
        new_key(folder, "k", purpose="role", passphrase=None)
    assert list(folder.iterdir()) == []


def test_the_same_seed_makes_the_same_key():
    assert Ed25519Signer(bytes(32)).key == Ed25519Signer(bytes(32)).key
    assert secret_pem("ed25519", bytes(32), None) == secret_pem("ed25519", bytes(32), None)
    assert secret_pem("ed25519", bytes(32), b"x") != secret_pem("ed25519", bytes(32), b"x")
