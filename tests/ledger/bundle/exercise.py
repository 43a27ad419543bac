"""The register of Aruna and Belva as a folder in memory: all its files, by name."""

import hashlib
from dataclasses import replace

from tests.ledger.entries.headers import FILES, LOG, STATEMENT, key, role_keys, signer
from tests.ledger.keys.passkey import Passkey
from tests.ledger.parties.book import (
    KEEPERS_SCOPE,
    PARTIES,
    SCOPE,
    first_manifest,
    opening,
    roots,
)

from kept.ledger.bodies import commit, disclose
from kept.ledger.canonical import encode, to_base64
from kept.ledger.entries.entry import sign_entry
from kept.ledger.entries.header import NOTHING_SEEN, Header, Seen
from kept.ledger.entries.manifest import Role, RoleKey
from kept.ledger.entries.members import Erasure, Fields, Policy, ProcessText, Revoked
from kept.ledger.keys import Ed25519Signer, MLDSA44Signer
from kept.ledger.notes import (
    Checkpoint,
    NoteSigner,
    PolicyLog,
    PolicyWitness,
    SignatureType,
    cosign,
    sign_checkpoint,
    with_signatures,
    write_policies,
)
from kept.ledger.parties import Refusal, sign_refusal
from kept.ledger.tree import EMPTY, grow

NOON = 1_795_262_400  # 2026-11-21T12:00:00Z
HOUR = 3600
PASSKEY = Passkey(4711)
PROCESS = {"process.toml": b"[process]\nid = 'lakes-exercise'\n", "areas.toml": b""}
BELVA = ("belva pen", "belva seal")
ANY = Policy(published=64 * "0")
WITNESSES = ("aruna", "belva", "mediator", "observer")


def seed(name):
    return hashlib.sha256(name.encode()).digest()


def note_signer(name, kind, salt=""):
    make = MLDSA44Signer if kind is SignatureType.ML_DSA_44 else Ed25519Signer
    return NoteSigner(name, kind, make(seed(f"{name} {kind} {salt}")))


class Exercise:
    """A register that grows by `enter` and is published by `publish`; `files` is its folder."""

    def __init__(self, *, pq=False, witnesses=WITNESSES):
        self.log = note_signer(LOG, SignatureType.ED25519)
        self.signers = [self.log]
        if pq:
            self.signers.append(note_signer(LOG, SignatureType.ML_DSA_44))
        kind = SignatureType.ED25519_COSIGNATURE
        self.witnesses = [note_signer(f"{name}.example/witness", kind) for name in witnesses]
        if pq:
            self.witnesses[-1] = note_signer("observer.example/witness", SignatureType.ML_DSA_44)
        named = zip(witnesses, self.witnesses, strict=True)
        policies = write_policies(
            [PolicyLog(each.vkey) for each in self.signers],
            [PolicyWitness(name, each.vkey) for name, each in named],
            ("aruna", "belva"),
        )
        grades = ("published", "witnessed", "mutual")
        self.policies = {grade: getattr(policies, grade).text for grade in grades}
        self.edge, self.entries, self.waiting = EMPTY, [], []
        self.sent, self.clock, self.last = {}, NOON, NOTHING_SEEN
        ledger = {"v": 1, "origin": LOG, "log": str(self.log.vkey), "process": "lakes-exercise"}
        if pq:
            ledger["pq"] = str(self.signers[1].vkey)
        self.fields, self.clear = {}, {}  # of each statement: what would open it
        self.files = {"ledger.json": encode(ledger)}
        self.files |= {f"policy/{grade}": text for grade, text in self.policies.items()}

    @property
    def policy(self):
        """What a reader with a mind of its own brings along."""
        return self.policies["witnessed"]

    def digests(self):
        return Policy(
            **{grade: hashlib.sha256(text).hexdigest() for grade, text in self.policies.items()}
        )

    def make(self, kind, role, *signers, **more):
        """An entry signed by the first of `signers` as its author, and by the others."""
        signing = [signer(each) if isinstance(each, str) else each for each in signers]
        author = signing[0].key.id
        seq, prev = self.sent.get(author, (0, None))
        header = Header(
            type=kind,
            key=author,
            role=role,
            with_=tuple(sorted(each.key.id for each in signing[1:])),
            **{
                "log": LOG,
                "claimed": self.clock,
                "seq": seq,
                "prev": prev,
                "seen": self.last,
                **more,
            },
        )
        entry = sign_entry(header, signing)
        self.sent[author] = (header.seq + 1, entry.hash)
        return entry

    def enter(self, kind, role, *signers, **more):
        entry = self.make(kind, role, *signers, **more)
        self.entries.append(entry)
        self.waiting.append(entry.raw)
        return entry

    def file(self, words, *, party="aruna", kind="statement.filed", release="public", **more):
        """A statement with `words`; its body goes beside it unless it is sealed."""
        value = {"claim": {"en": words}, "kind": "asserts", "said_on": "2026-11-20"}
        body = encode(value)
        fields = {name: disclose(seed(name + words)[:16], name, value[name]) for name in value}
        signers = more.pop("signers", [f"{party} pen", f"{party} seal"])
        entry = self.enter(
            kind,
            f"{party}/delegation",
            *signers,
            body=commit(body, seed(words), STATEMENT),
            release=release,
            digests=tuple(sorted(each.digest for each in fields.values())),
            **more,
        )
        clear = self._clear(entry, body, seed(words), [each.text for each in fields.values()])
        self.fields[entry.hash], self.clear[entry.hash] = fields, clear
        if kind == "statement.filed":
            self.files[f"bodies/{entry.hash[:2]}/{entry.hash}.json"] = (
                clear if release == "public" else encrypted(entry.hash, release)
            )
        return entry

    def text(self, files=PROCESS):
        """The text of the process: the digests of its files are the body."""
        body = encode({"files": {n: hashlib.sha256(d).hexdigest() for n, d in files.items()}})
        entry = self.enter(
            "process.text",
            "secretariat/delegation",
            "secretariat pen",
            body=commit(body, seed("text"), FILES),
            release="public",
            member=ProcessText(process="lakes-exercise", digest=hashlib.sha256(body).hexdigest()),
        )
        clear = self._clear(entry, body, seed("text"))
        self.files[f"bodies/{entry.hash[:2]}/{entry.hash}.json"] = clear
        return entry

    def disclose(self, entry, names, party="aruna"):
        """Open some fields of an entry to everybody."""
        opening = self.enter(
            "statement.disclosed",
            f"{party}/delegation",
            f"{party} pen",
            refs=(entry.hash,),
            release="public",
            member=Fields(tuple(names)),
        )
        shown = {
            "v": 1,
            "entry": entry.hash,
            "release": "public",
            "disclosures": [self.fields[entry.hash][name].text for name in names],
        }
        self.files[f"disclosures/{opening.hash[:2]}/{opening.hash}.json"] = encode(shown)
        return opening

    def erase(self, entry, party="aruna"):
        """Destroy the body of an entry, and say so."""
        del self.files[f"bodies/{entry.hash[:2]}/{entry.hash}.json"]
        return self.enter(
            "body.erased",
            f"{party}/delegation",
            f"{party} pen",
            refs=(entry.hash,),
            member=Erasure("filed-by-mistake"),
        )

    def refuse(self, entry, reason="too-few-signatures"):
        refusal = Refusal(
            log=LOG, entry=entry.hash, reason=reason, at=self.clock, size=len(self.entries)
        )
        signed = sign_refusal(refusal, self.log.signer)
        self.files[f"refusals/{entry.hash}.json"] = signed.to_bytes()

    def _clear(self, entry, body, salt, disclosures=()):
        value = {
            "v": 1,
            "entry": entry.hash,
            "release": entry.header.release,
            "media": entry.header.body.media,
            "salt": to_base64(salt),
            "body": to_base64(body),
        }
        return encode({**value, "disclosures": [*disclosures]} if disclosures else value)

    def publish(self, hours=1, witnesses=None):
        """A checkpoint over all entries so far, cosigned an hour after the one before."""
        self.clock += hours * HOUR
        growth = grow(self.edge, self.waiting)
        self.edge, self.waiting = growth.edge, []
        self.files |= growth.files
        checkpoint = Checkpoint(LOG, self.edge.size, self.edge.root)
        note = sign_checkpoint(checkpoint, self.signers, self.clock)
        signing = self.witnesses if witnesses is None else witnesses
        lines = [cosign(note, each, self.clock + n) for n, each in enumerate(signing)]
        note = with_signatures(note, lines)
        self.files["checkpoint"] = self.files[f"checkpoints/{self.edge.size:012}"] = note
        self.last = Seen(self.edge.size, self.edge.root)
        return note

    def read(self, name):
        return self.files.get(name)

    def shown(self):
        """What may be shown to everybody, as bundles want it."""
        clear = {n: d for n, d in self.files.items() if b'"sealed"' not in d}
        return {
            "bodies": {n[10:74]: d for n, d in clear.items() if n.startswith("bodies/")},
            "disclosures": {n[15:79]: d for n, d in clear.items() if n.startswith("disclosures/")},
        }


def encrypted(entry, release):
    return encode(
        {
            "v": 1,
            "entry": entry,
            "release": release,
            "alg": "aes-256-gcm",
            "nonce": to_base64(bytes(12)),
            "sealed": to_base64(bytes(200)),
        }
    )


def founded(**options):
    """The opening and the first manifests; Belva's delegation signs with a passkey as well."""
    exercise = Exercise(**options)
    first = replace(opening(), policy=exercise.digests())
    exercise.enter("ledger.opened", "secretariat/root", *roots("secretariat")[:2], member=first)
    for party in ("secretariat", *PARTIES):
        scope = KEEPERS_SCOPE if party == "secretariat" else SCOPE
        manifest = first_manifest(party, scope)
        if party == "belva":
            passkey = RoleKey(PASSKEY.key, PASSKEY.party)
            signing = sorted((*role_keys("belva pen", "belva seal"), passkey), key=_by_id)
            roles = (Role(role="delegation", keys=tuple(signing), scope=scope),)
            manifest = replace(manifest, roles=roles)
        exercise.enter("party.manifest", f"{party}/root", *roots(party)[:2], member=manifest)
    exercise.publish()
    return exercise


def _by_id(role_key):
    return role_key.key.id


def lakes(**options):
    """A register in which everything happens once."""
    exercise = founded(**options)
    exercise.text()
    exercise.file("The posts are withdrawn.", about=("trade-posts",))
    exercise.file("They are not.", party="belva", signers=[PASSKEY, "belva pen"])
    sealed = exercise.file(
        "We will open the road.", kind="statement.sealed", release="parties", signers=["aruna pen"]
    )
    exercise.publish()
    exercise.file("Not for the public.", party="belva", release="parties", signers=BELVA)
    exercise.disclose(sealed, ("claim",))
    exercise.enter(
        "key.revoked",
        "aruna/root",
        *roots("aruna")[:2],
        member=Revoked(party="aruna", key=key("aruna stamp").id),
    )
    exercise.erase(exercise.file("By mistake."))
    exercise.sent[key("belva pen").id] = (5, "ab" * 32)  # so that numbers 1 to 4 are missing
    exercise.file("After a gap.", party="belva", signers=BELVA)
    exercise.refuse(exercise.make("ledger.policy", "aruna/delegation", "aruna seal", member=ANY))
    exercise.publish()
    return exercise
