"""Signed notes: checkpoints, cosignatures, proofs of inclusion, and whose signatures count.

Byte for byte the C2SP standards signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof and
tlog-policy. Readers are strict: what they accept they give back unchanged, and how much they
read is bounded. What is malformed raises `NoteError`, a signature that does not hold
`kept.ledger.keys.SignatureError`, a quorum not reached `PolicyError`.
"""

from kept.ledger.notes.checkpoint import Checkpoint, SignedCheckpoint, read_checkpoint
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.grades import (
    GRADES,
    Grade,
    Policies,
    grade,
    quorum_size,
    write_policies,
)
from kept.ledger.notes.note import Note, SignatureLine, read_note, read_signature_lines
from kept.ledger.notes.opening import (
    OpenedCheckpoint,
    OpenedNote,
    Signed,
    open_checkpoint,
    open_note,
)
from kept.ledger.notes.policy import Policy, PolicyError, PolicyGroup, PolicyLog, PolicyWitness
from kept.ledger.notes.policy_file import read_policy
from kept.ledger.notes.proof import TlogProof, read_proof, verify_proof
from kept.ledger.notes.signing import (
    NoteSigner,
    cosign,
    cosignature_message,
    sign_checkpoint,
    sign_note,
    verify_line,
    with_signatures,
)
from kept.ledger.notes.vkey import SignatureType, VerifierKey, key_id, read_vkey

__all__ = [
    "GRADES",
    "Checkpoint",
    "Grade",
    "Note",
    "NoteError",
    "NoteSigner",
    "OpenedCheckpoint",
    "OpenedNote",
    "Policies",
    "Policy",
    "PolicyError",
    "PolicyGroup",
    "PolicyLog",
    "PolicyWitness",
    "SignatureLine",
    "SignatureType",
    "Signed",
    "SignedCheckpoint",
    "TlogProof",
    "VerifierKey",
    "cosign",
    "cosignature_message",
    "grade",
    "key_id",
    "open_checkpoint",
    "open_note",
    "quorum_size",
    "read_checkpoint",
    "read_note",
    "read_policy",
    "read_proof",
    "read_signature_lines",
    "read_vkey",
    "sign_checkpoint",
    "sign_note",
    "verify_line",
    "verify_proof",
    "with_signatures",
    "write_policies",
]
