"""Reading a policy file (C2SP tlog-policy, section Policy file syntax and structure)."""

from __future__ import annotations

import re
from typing import Final

from kept.ledger.keys import PublicKey
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.pieces import quoted
from kept.ledger.notes.policy import NOBODY, Policy, PolicyGroup, PolicyLog, PolicyWitness
from kept.ledger.notes.vkey import SignatureType, VerifierKey, read_vkey

LARGEST_POLICY: Final = 512 * 1024  # bytes: 128 logs and 128 witnesses with ML-DSA-44 keys
MOST: Final = 128  # logs, witnesses, groups; the standard asks for 32 of each

_FORBIDDEN: Final = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")
_COUNT: Final = re.compile(r"[1-9][0-9]{0,3}")
_LOG_TYPES: Final = (SignatureType.ED25519, SignatureType.ML_DSA_44)
_WITNESS_TYPES: Final = (SignatureType.ED25519_COSIGNATURE, SignatureType.ML_DSA_44)
_FORMS: Final = {
    "log": ("log <vkey> [<url>]", 2, 3),
    "witness": ("witness <name> <vkey> [<url>]", 3, 4),
    "group": ("group <name> all|any|<k> <name>...", 4, MOST + 3),
    "quorum": ("quorum <name>", 2, 2),
}


def read_policy(data: bytes) -> Policy:
    """The policy of these bytes; raises `NoteError`, with the line, for anything else.

    Names are octets, whatever they mean in UTF-8: foreign ones appear as surrogate escapes.
    """
    if len(data) > LARGEST_POLICY:
        raise NoteError(
            f"The policy has {len(data):,} bytes; at most {LARGEST_POLICY:,} are read."
        )
    if found := _FORBIDDEN.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise NoteError(
            f"Line {line} of the policy has the octet 0x{found[0].hex()}, which is not allowed. "
            "Write it with spaces, tabs and line ends of one newline."
        )
    reader = _Reader()
    for number, octets in enumerate(data.split(b"\n"), start=1):
        reader.read_line(number, octets.decode("utf-8", "surrogateescape"))
    return reader.policy(data)


class _Reader:
    """Reads one line after the other; each may use what earlier ones defined."""

    def __init__(self) -> None:
        self.logs: list[PolicyLog] = []
        self.witnesses: list[PolicyWitness] = []
        self.groups: list[PolicyGroup] = []
        self.quorum = ""
        self.names: set[str] = set()
        self.members: set[str] = set()  # names that already belong to a group
        self.line = 0

    def read_line(self, number: int, text: str) -> None:
        self.line = number
        words = text.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            return
        if words[0] not in _FORMS:
            raise self._wrong(f"nobody knows {quoted(words[0])}", f"Use {', '.join(_FORMS)}.")
        form, fewest, most = _FORMS[words[0]]
        if not fewest <= len(words) <= most:
            raise self._wrong(
                f"{quoted(words[0])} is followed by {len(words) - 1} words", f"Write “{form}”."
            )
        getattr(self, f"_read_{words[0]}")(*words[1:])

    def policy(self, data: bytes) -> Policy:
        if not self.quorum:
            raise NoteError(
                "The policy has no quorum. Add a line “quorum” and the name of a witness or group, "
                "or “quorum none”."
            )
        return Policy(
            text=data,
            logs=tuple(self.logs),
            witnesses=tuple(self.witnesses),
            groups=tuple(self.groups),
            quorum=self.quorum,
        )

    def _read_log(self, vkey: str, url: str | None = None) -> None:
        key = self._key(vkey, _LOG_TYPES, "a log")
        self._check_new(key.key, [log.key.key for log in self.logs], "log")
        self.logs.append(PolicyLog(key, url))

    def _read_witness(self, name: str, vkey: str, url: str | None = None) -> None:
        self._define(name)
        key = self._key(vkey, _WITNESS_TYPES, "a witness")
        self._check_new(key.key, [witness.key.key for witness in self.witnesses], "witness")
        self.witnesses.append(PolicyWitness(name, key, url))

    def _read_group(self, name: str, k: str, *members: str) -> None:
        for member in members:
            self._check_defined(member)
            if member in self.members:
                raise self._wrong(
                    f"{quoted(member)} already belongs to a group",
                    "Each witness and group counts once: name it in one group only.",
                )
            self.members.add(member)
        self._define(name)
        if len(self.groups) == MOST:
            raise self._wrong(f"this is more than {MOST} groups", "Simplify the policy.")
        self.groups.append(PolicyGroup(name, self._threshold(k, len(members)), members))

    def _read_quorum(self, name: str) -> None:
        if self.quorum:
            raise self._wrong("this is a second quorum", "Keep one line “quorum”.")
        if name != NOBODY:
            self._check_defined(name)
        self.quorum = name

    def _threshold(self, k: str, members: int) -> int:
        number = {"any": 1, "all": members}.get(k) or (int(k) if _COUNT.fullmatch(k) else 0)
        if not 1 <= number <= members:
            raise self._wrong(
                f"{quoted(k)} is no number of the {members} members",
                f"Write “any”, “all” or a number from 1 to {members}.",
            )
        return number

    def _key(self, vkey: str, types: tuple[SignatureType, ...], role: str) -> VerifierKey:
        try:
            key = read_vkey(vkey)
        except NoteError as error:
            raise NoteError(f"Line {self.line} of the policy: {error}") from None
        if key.type not in types:
            allowed = " or ".join(f"0x{type:02x}" for type in types)
            raise self._wrong(
                f"the key of {quoted(key.name)} is of type 0x{key.type:02x}",
                f"The key of {role} is of type {allowed}.",
            )
        return key

    def _check_new(self, key: PublicKey, known: list[PublicKey], role: str) -> None:
        if key in known:
            raise self._wrong(f"this {role} has the key of an earlier one", "Remove one of them.")
        if len(known) == MOST:
            raise self._wrong(f"there are more than {MOST} lines “{role}”", "Remove some.")

    def _define(self, name: str) -> None:
        if name == NOBODY or name in self.names:
            raise self._wrong(f"the name {quoted(name)} is taken", "Choose another name.")
        self.names.add(name)

    def _check_defined(self, name: str) -> None:
        if name not in self.names:
            raise self._wrong(
                f"{quoted(name)} is not defined", "Define it on a line before this one."
            )

    def _wrong(self, what: str, remedy: str) -> NoteError:
        return NoteError(f"Line {self.line} of the policy: {what}. {remedy}")
