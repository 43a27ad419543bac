"""Bundles that somebody changed: every kind of change an attacker or an accident can make.

Each is given as what differs from a sound bundle: contents by name, None for a file taken out.
Whoever changes a file can write the list of files anew, and does.
"""

import json
import random

from tests.ledger.bundle.exercise import LOG, Checkpoint, cosign, sign_checkpoint, with_signatures

from kept.ledger.bundle import part_bundle, whole_bundle, write_sums
from kept.ledger.canonical import encode, from_base64, to_base64
from kept.ledger.tree import EMPTY, grow


class Mutations:
    """Changes to bundles of one register, drawn by a seeded chance."""

    def __init__(self, exercise, seed=20261121):
        self.exercise, self.chance = exercise, random.Random(seed)  # noqa: S311 (not for secrets)
        process = {"process.toml": b"[process]\nid = 'lakes-exercise'\n", "areas.toml": b""}
        shown = exercise.shown()
        self.whole = whole_bundle(exercise.read, exercise.files, **shown, process=process)
        self.part = part_bundle(exercise.read, exercise.files, range(14), **shown)

    # any file

    def flip(self, base, group):
        """One byte of one file of a group becomes another."""
        name = self._some(base, group)
        data = bytearray(base[name])
        at = self.chance.randrange(len(data))
        data[at] ^= self.chance.choice((1, 2, 4, 32, 128, self.chance.randrange(1, 256)))
        return self._listed(base, {name: bytes(data)})

    def cut(self, base, group):
        """The end of a file is missing, or something stands after it."""
        name = self._some(base, group)
        data = base[name]
        keep = self.chance.randrange(len(data))
        data = data[:keep] if self.chance.random() < 0.7 else data + data[keep:]
        return self._listed(base, {name: data})

    def drop(self, base, group):
        """A file is taken out."""
        return self._listed(base, {self._some(base, group): None})

    def swap(self, base, group):
        """Two files of a group have changed places."""
        one, other = self.chance.sample(self._group(base, group), 2)
        return self._listed(base, {one: base[other], other: base[one]})

    def unlisted(self, base):
        """A file is added that the list does not name, or changed without mending the list."""
        name = self.chance.choice(("note.txt", *(n for n in base if n != "SHA256SUMS")))
        return {name: base.get(name, b"") + b"x"}

    def listed(self, base):
        """A file that no check looks at is added, and listed."""
        strange = ("note.txt", "bodies/x.json", "tile/99/000", "checkpoints/1", "entries/1.json")
        return self._listed(base, {self.chance.choice(strange): b"x"})

    def sums(self, base):
        """The list of files itself is changed."""
        data = bytearray(base["SHA256SUMS"])
        data[self.chance.randrange(len(data))] ^= self.chance.choice((1, 2, 4, 32))
        return {"SHA256SUMS": bytes(data)}

    # bodies

    def body(self, base):
        """A member of a body's file is another: salt, body, media type, release, entry."""
        name = self._some(base, "bodies/")
        value = json.loads(base[name])
        member = self.chance.choice(("salt", "body", "media", "release", "entry", "disclosures"))
        if member in ("salt", "body"):
            data = bytearray(from_base64(value[member]))
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            value[member] = to_base64(bytes(data))
        elif member == "disclosures" and value.get(member):
            value[member][0] = value[member][0][:-4] + "AAAA"
        else:
            value[member] = {
                "media": "text/plain",
                "release": "mechanism",
                "entry": 64 * "0",
                "disclosures": ["WyJzIiwgIm4iLCAidiJd"],
            }[member]
        return self._listed(base, {name: encode(value, 1 << 27)})

    # the log: the host has its key, and rewrites what it likes

    def rewritten(self, how, *, signed, cosigned=False):
        """The log with some entries rewritten, and every tile and list mended."""
        raws = [entry.raw for entry in self.exercise.entries]
        raws = getattr(self, f"_{how}")(raws)
        return self._relogged(raws, signed=signed, cosigned=cosigned)

    def _swapped(self, raws):
        one, other = self.chance.sample(range(len(raws)), 2)
        raws[one], raws[other] = raws[other], raws[one]
        return raws

    def _dropped(self, raws):
        del raws[self.chance.randrange(len(raws))]
        return raws

    def _added(self, raws):
        raws.insert(self.chance.randrange(len(raws)), self.chance.choice(raws))
        return raws

    def _backdated(self, raws):
        """An entry claims to be of another day; its signature stays what it was."""
        index = self.chance.randrange(len(raws))
        day = self.chance.randrange(10, 29)
        return self._reheaded(raws, index, {"claimed": f"2025-01-{day}T00:00:00Z"})

    def _reassigned(self, raws):
        """A manifest gives a key or a threshold its party did not give."""
        index = self.chance.choice((1, 2, 3))
        header = json.loads(self.exercise.entries[index].envelope.payload)
        manifest = header["manifest"]
        change = self.chance.choice(("threshold", "scope", "days"))
        if change == "threshold":
            manifest["threshold"] = 1
        elif change == "scope":
            manifest["roles"][0]["scope"]["statement.filed"] = 1
            manifest["roles"][0]["scope"]["statement.sealed"] = self.chance.randrange(1, 4)
        else:
            manifest["recovery"]["days"] = self.chance.randrange(1, 30)
        return self._reheaded(raws, index, {"manifest": manifest})

    def _flipped(self, raws):
        index = self.chance.randrange(len(raws))
        data = bytearray(raws[index])
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(7)
        raws[index] = bytes(data)
        return raws

    def _reheaded(self, raws, index, changes):
        envelope = json.loads(raws[index])
        header = json.loads(from_base64(envelope["payload"])) | changes
        raws[index] = encode(envelope | {"payload": to_base64(encode(header))}, 65_535)
        return raws

    def _relogged(self, raws, *, signed, cosigned):
        exercise = self.exercise
        growth = grow(EMPTY, raws)
        size, root = growth.edge.size, growth.edge.root
        changes = {name: None for name in self.whole if name.startswith(("tile/", "checkpoints/"))}
        changes |= {n: d for n, d in growth.files.items() if _of_size(n, size)}
        if signed:
            signers = [exercise.log]
            note = sign_checkpoint(Checkpoint(LOG, size, root), signers, exercise.clock)
            if cosigned:
                lines = [cosign(note, each, exercise.clock) for each in exercise.witnesses]
                note = with_signatures(note, lines)
            changes["checkpoint"] = note
            bundle = json.loads(self.whole["bundle.json"])
            changes["bundle.json"] = encode(bundle | {"size": size, "root": to_base64(root)})
        return self._listed(self.whole, changes)

    # what is not wrong

    def fewer_cosigners(self, base):
        """One witness is silent; the quorum is reached all the same."""
        lines = base["checkpoint"].split(b"\n")
        del lines[self.chance.choice((5, 6, 7, 8))]
        return self._listed(base, {"checkpoint": b"\n".join(lines)})

    def too_few_cosigners(self, base):
        """Two witnesses are silent: the quorum of three is missed."""
        lines = base["checkpoint"].split(b"\n")
        for _ in range(2):
            del lines[self.chance.randrange(5, len(lines) - 1)]
        return self._listed(base, {"checkpoint": b"\n".join(lines)})

    def repacked(self, base):
        """Other instructions lie beside it. Nothing is proved by them."""
        changes = {name: self.chance.randbytes(9) for name in ("verify.py", "TEXT.md")}
        return self._listed(base, changes)

    def withheld(self, base):
        """A body is not shown. That is nobody's fault."""
        hidden = [n for n in self._group(base, "bodies/") if b"process-files" not in base[n]]
        return self._listed(base, {self.chance.choice(hidden): None})

    def _group(self, base, group):
        if group == "checkpoint":
            return [group]
        return sorted(name for name in base if name.startswith(group) and base[name])

    def _some(self, base, group):
        return self.chance.choice(self._group(base, group))

    def _listed(self, base, changes):
        files = {n: d for n, d in (base | changes).items() if d is not None}
        return changes | {"SHA256SUMS": write_sums(files)}


def _of_size(name, size):
    return name.endswith(f".p/{size}")


FILES_OF_A_WHOLE = (
    "tile/entries/",
    "tile/0/",
    "checkpoint",
    "checkpoints/",
    "policy/",
    "ledger.json",
    "bundle.json",
    "bodies/",
    "disclosures/",
    "process/",
)
FILES_OF_A_PART = (
    "entries/",
    "proofs/",
    "consistency/",
    "checkpoint",
    "checkpoints/",
    "policy/",
    "ledger.json",
    "bundle.json",
    "bodies/",
    "disclosures/",
)
ANYWHERE = (
    "unlisted",
    "listed",
    "sums",
    "body",
    "body",
    "body",
    "fewer_cosigners",
    "too_few_cosigners",
    "repacked",
    "withheld",
)
REWRITTEN = ("swapped", "dropped", "added", "backdated", "reassigned", "flipped")


def of_wholes(mutations, count):
    """The name of each kind and `count` changes of it, for whole bundles."""
    swaps = ("bodies/", "checkpoints/", "policy/", "tile/")
    for _ in range(count):
        yield from _of_files(mutations, mutations.whole, FILES_OF_A_WHOLE, swaps)
        for how in REWRITTEN:
            yield f"{how} unsigned", mutations.rewritten(how, signed=False)
            yield f"{how} by the host", mutations.rewritten(how, signed=True)
        for how in ("backdated", "reassigned"):
            yield f"{how} by all", mutations.rewritten(how, signed=True, cosigned=True)


def of_parts(mutations, count):
    """As `of_wholes`, for bundles of single entries with their proofs."""
    swaps = ("entries/", "proofs/", "bodies/", "consistency/")
    for _ in range(count):
        yield from _of_files(mutations, mutations.part, FILES_OF_A_PART, swaps)


def _of_files(mutations, base, groups, swaps):
    for group in groups:
        for kind in (mutations.flip, mutations.flip, mutations.cut, mutations.drop):
            yield f"{kind.__name__} {group}", kind(base, group)
    for group in swaps:
        yield f"swap {group}", mutations.swap(base, group)
    for kind in ANYWHERE:
        yield kind, getattr(mutations, kind)(base)
