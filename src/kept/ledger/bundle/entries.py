"""The entries of a register one by one: their form, their signatures, their right to be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kept.ledger.bodies import Commitment
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Source
from kept.ledger.bundle.times import Times
from kept.ledger.canonical import Json
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header
from kept.ledger.entries.kinds import GOVERNING, Kind
from kept.ledger.entries.members import Fields
from kept.ledger.notes import GRADES
from kept.ledger.parties import Found, Parties, Refused, admit
from kept.ledger.parties.authority import past_until
from kept.ledger.statement import Release

_FITTING: Final[dict[Kind, Kind]] = {
    "party.vetoed": "party.manifest",
    "party.recovered": "party.manifest",
}


@dataclass(frozen=True, slots=True)
class Bodied:
    """What an entry commits to."""

    body: Commitment
    digests: frozenset[str]
    release: Release


@dataclass(frozen=True, slots=True)
class Disclosing:
    """What an entry that discloses shows, and of which entry."""

    target: str
    release: Release
    fields: frozenset[str] | None  # None: whatever it shows


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that somebody asked for, as opposed to those that govern."""

    index: int
    entry: str
    type: Kind
    role: str


class Entries:
    """Takes entries in their order, and remembers what the bodies beside them are held against."""

    def __init__(
        self, origin: str, times: Times, root_at: Callable[[int], bytes | None], *, whole: bool
    ) -> None:
        self.whole: Final = whole
        self.parties: Final = Parties(origin)
        self.times: Final = times
        self.root_at: Final = root_at
        self.known: Final[dict[str, Found]] = {}
        self.bodied: Final[dict[str, Bodied]] = {}
        self.disclosing: Final[dict[str, Disclosing]] = {}
        self.released: Final[dict[str, list[Release]]] = {}  # entry: levels of later disclosures
        self.erased: Final[dict[str, int]] = {}  # entry: index of the tombstone
        self.texts: Final[list[str]] = []  # entries about the text of the process
        self.shown: Final[list[Shown]] = []
        self._chains: Final[dict[tuple[str, int], tuple[str, str | None]]] = {}
        self._malformed: Final[list[Mapping[str, Json]]] = []
        self._refused: Final[list[Mapping[str, Json]]] = []
        self._late: Final[list[Mapping[str, Json]]] = []

    # what `admit` asks of a log

    def find(self, entry: str) -> Found | None:
        """The entry with this hash, if it was met."""
        return self.known.get(entry)

    def not_before(self, index: int) -> int | None:
        """When witnesses signed the last checkpoint without the entry."""
        return self.times.not_before(index)

    def not_after(self, index: int) -> int | None:
        """When witnesses signed the first checkpoint with the entry."""
        return self.times.not_after(index)

    def take(self, index: int, raw: bytes) -> None:
        """The next entry of the log, or the next that is carried."""
        try:
            entry = read_entry(raw)
        except EntryError as error:
            self._malformed.append({"index": index, "why": str(error)})
            self._skip(index)
            return
        early = self.times.not_before(index)
        late = early is not None and past_until(self.parties.people, entry.header, early)
        try:
            facts = self._admit(index, entry)
        except Refused as refused:
            role, reason = entry.header.role, refused.code
            self._refused.append({"index": index, "role": role, "reason": reason})
            self._skip(index)
            return
        if late:
            self._late.append({"index": index})
        self.known[entry.hash] = facts
        self._remember(index, entry)

    def _skip(self, index: int) -> None:
        """Go on behind an entry that counts for nothing, so that the next keeps its number."""
        parties = self.parties
        parties.restore(index + 1, parties.people, parties.chains(), parties.erasures())

    def _admit(self, index: int, entry: Entry) -> Found:
        if self.whole:
            return admit(self.parties, entry, self, at=None)
        self._check_neighbours(entry.header, entry.hash)
        parties = self.parties
        parties.restore(index, parties.people, {}, parties.erasures())
        return admit(parties, entry, _Doubtful(self, entry.header), at=None)

    def _check_neighbours(self, header: Header, entry: str) -> None:
        """What can be said of an author's numbering where entries are missing."""
        key, seq = header.key, header.seq
        if self._chains.get((key, seq), (entry, None))[0] != entry:
            raise Refused("equivocation", "Two entries of one author have one number.")
        before = self._chains.get((key, seq - 1))
        after = self._chains.get((key, seq + 1))
        if (before and before[0] != header.prev) or (after and after[1] != entry):
            raise Refused("broken-chain", "The entry does not follow its author's before.")

    def _remember(self, index: int, entry: Entry) -> None:
        header, member = entry.header, entry.header.member
        self._chains[header.key, header.seq] = (entry.hash, header.prev)
        if header.body is not None and header.release is not None:
            digests = frozenset(header.digests)
            self.bodied[entry.hash] = Bodied(header.body, digests, header.release)
        if header.type == "statement.disclosed" and header.release is not None:
            fields = frozenset(member.names) if isinstance(member, Fields) else None
            self.disclosing[entry.hash] = Disclosing(header.refs[0], header.release, fields)
            self.released.setdefault(header.refs[0], []).append(header.release)
        elif header.type == "body.erased":
            self.erased[header.refs[0]] = index
        elif header.type == "process.text":
            self.texts.append(entry.hash)
        if not self.whole and header.type not in GOVERNING:
            self.shown.append(Shown(index, entry.hash, header.type, header.role))

    # what is told

    def tell(self, source: Source, report: Report) -> None:
        """Findings about entries, rights and numbering."""
        report.several("entries", "entry-malformed", self._malformed)
        report.several("rights", "entry-refused", self._refused)
        count = len(self.known)
        if count and not self._malformed and not self._refused:
            report.add("entries", "holds", "entries-hold", count=count)
            code = "rights-hold" if self.whole else "rights-hold-part"
            report.add("rights", "holds", code, count=count)
        report.several("rights", "past-until", self._late, "open")
        self._tell_policies(source, report)
        if self.whole:
            self._tell_gaps(report)

    def _tell_policies(self, source: Source, report: Report) -> None:
        """Whether the policies carried are those the register names."""
        for grade, named in self.parties.policy.to_json().items():
            data = source.get(f"policy/{grade}")
            if data is None:
                report.add("trust", "fails", "policy-missing", grade=grade)
            elif sha256(data).hexdigest() != named:
                report.add("trust", "fails", "policy-differs", grade=grade)
        for name in source.under("policy"):
            grade = name.removeprefix("policy/")
            if grade in GRADES and grade not in self.parties.policy.to_json():
                report.add("trust", "open", "policy-unnamed", grade=grade)

    def _tell_gaps(self, report: Report) -> None:
        gaps: list[dict[str, Json]] = [
            {"key": gap.key[:16], "first": gap.first, "last": gap.last}
            for gap in self.parties.gaps()
        ]
        report.several("gaps", "gap", gaps, "open")
        if not gaps:
            report.add("gaps", "holds", "no-gaps")


class _Doubtful:
    """The log as far as a part shows it; what is not shown is taken to be as the author says."""

    def __init__(self, entries: Entries, header: Header) -> None:
        self._entries, self._header = entries, header
        self.not_before, self.not_after = entries.not_before, entries.not_after

    def root_at(self, size: int) -> bytes | None:
        index = self._entries.parties.size
        if size > index:
            return None
        return self._entries.root_at(size) or self._header.seen.root

    def find(self, entry: str) -> Found | None:
        known = self._entries.find(entry)
        if known is not None or self._header.type == "ledger.opened":
            return known
        kind = _FITTING.get(self._header.type, "statement.filed")
        amended = getattr(self._header.member, "amends", None)
        kind = "process.text" if amended == entry else kind
        return Found(index=0, type=kind, party=self._header.party, about=False, body=True)
