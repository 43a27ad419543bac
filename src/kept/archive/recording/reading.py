"""What a register says: its head, its statements, what is missing, and which text it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kept.archive.error import BodyFileError
from kept.archive.ledger import LedgerFolder, Missing, Withheld, read_body
from kept.archive.recording.filed import Filed, Remark, as_filed
from kept.archive.recording.folding import Folded, Times, days_of, fold_all, instant_of
from kept.archive.recording.tombstones import missing_bodies
from kept.ledger import Entered, LedgerHead, MissingBody, Release, Statement
from kept.ledger.canonical import to_base64
from kept.ledger.entries.entry import Entry
from kept.ledger.entries.members import Fields, ProcessText
from kept.ledger.parties import Parties
from kept.ledger.statement import RELEASES


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says, in bytes, and the entry's hash."""

    entry: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a process as a register names it: by its digest, 64 hexadecimal digits."""

    index: int
    entry: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegister:
    """A register as one reader sees it. `statements` are in the order of their entries.

    They say what their bodies say. Before they are assessed, `kept.assessment.own_words` and
    `told_apart` see to it that nobody speaks for others or under their names.
    """

    head: LedgerHead
    folded: Folded
    statements: tuple[Statement, ...]
    missing: tuple[MissingBody, ...]
    remarks: tuple[Remark, ...]  # statements left out, and why
    texts: Mapping[str, Text]  # by process: the text in force
    contents: Mapping[str, Mapping[str, Content]]  # by role, then by statement

    def text_of(self, process: str) -> Text | None:
        """The text of a process that was entered last."""
        return self.texts.get(process)

    @property
    def recorders(self) -> frozenset[str]:
        """The roles that enter what anybody has said in public."""
        keeper = self.folded.parties.keeper
        party = self.folded.parties.members.get(keeper or "")
        if party is None or party.manifest is None:
            return frozenset()
        roles = (role for role in party.manifest.roles if "process.text" in role.scope)
        return frozenset(f"{keeper}/{role.role}" for role in roles)

    def contents_by(self, role: str) -> Mapping[str, Content]:
        """What a role has filed, by the id of the statement; of one filed again the last."""
        return self.contents.get(role, {})


def read_register(
    folder: LedgerFolder,
    *,
    clearance: Release = "public",
    languages: Sequence[str] = (),
    progress: Callable[[int], object] | None = None,
) -> ReadRegister:
    """Read a register for whoever may see what is released to `clearance`.

    Every entry and every body shown is checked; what cannot be shown is in `missing` or
    `remarks`, never silently left out. `progress` and `LedgerError` are as with `fold_all`.
    """
    reading = _Reading(folder, clearance, tuple(languages))
    folded = fold_all(folder, progress, reading.take)
    return ReadRegister(
        head=_head(folder, folded),
        folded=folded,
        statements=tuple(each.statement for each in sorted(reading.filed.values(), key=_number)),
        missing=missing_bodies(folded, reading.unread),
        remarks=tuple(reading.remarks),
        texts=reading.texts,
        contents=reading.contents,
    )


class _Reading:
    """The entries one after the other, each as far as this reader may see it."""

    def __init__(
        self, folder: LedgerFolder, clearance: Release, languages: tuple[str, ...]
    ) -> None:
        self._folder: Final = folder
        self._times: Final = Times(folder)
        self._clearance: Final = clearance
        self._languages: Final = languages
        self._numbers: Final[dict[str, int]] = {}
        self._entries: Sequence[Entry] = ()
        self._keeper: str | None = None
        self.filed: Final[dict[str, Filed]] = {}  # by hash of the entry
        self.remarks: Final[list[Remark]] = []
        self.unread: Final[dict[str, Withheld | Missing]] = {}
        self._shown: Final[set[str]] = set()  # entries this reader was cleared to see so far
        self.texts: Final[dict[str, Text]] = {}
        self.contents: Final[dict[str, dict[str, Content]]] = {}

    def take(self, entries: Sequence[Entry], parties: Parties) -> None:
        """Read the last of the entries so far."""
        self._entries, self._keeper = entries, parties.keeper
        index, entry = len(entries) - 1, entries[-1]
        self._numbers.setdefault(entry.hash, index)
        header = entry.header
        if isinstance(header.member, ProcessText):
            self.texts[header.member.process] = Text(index, entry.hash, header.member.digest)
        elif header.type == "statement.filed" and header.release is not None:
            if self._sees(header.release):
                self._body(index, entry, entry)
            else:
                self.unread[entry.hash] = Withheld(header.release)
        elif header.type == "statement.disclosed" and not isinstance(header.member, Fields):
            self._disclosed(index, entry)

    def _disclosed(self, index: int, entry: Entry) -> None:
        """A body shown to more readers: to those who had not seen it, it is new from here on."""
        target = self._entries[self._numbers[entry.header.refs[0]]]
        if self._sees(entry.header.release) and target.hash not in self._shown:
            self._body(index, entry, target)

    def _sees(self, release: Release | None) -> bool:
        return release is not None and _rank(release) <= _rank(self._clearance)

    def _body(self, index: int, shown_by: Entry, entry: Entry) -> None:
        self._shown.add(entry.hash)
        try:
            body = read_body(self._folder, entry, self._clearance)
        except BodyFileError as error:  # whoever damages a file makes nobody silent
            self.remarks.append(Remark(index, entry.hash, str(error)))
            body = Missing()
        if isinstance(body, Withheld | Missing):
            self.unread[entry.hash] = body
            return
        self.unread.pop(entry.hash, None)
        entered = Entered(
            index=index,
            entry=shown_by.hash,
            author=entry.header.role,
            entered_on=days_of(self._times.of(index)),
        )
        read = as_filed(
            body.content,
            entry,
            entered,
            release=shown_by.header.release or "public",
            about=entry.header.about or shown_by.header.about,
            keeper=self._keeper,
            languages=self._languages,
        )
        if isinstance(read, Remark):
            self.remarks.append(read)
            return
        self._keep(read, entry, body.content)

    def _keep(self, read: Filed, entry: Entry, content: bytes) -> None:
        """Take a statement in; a recorder's replaces what it had entered under the same name.

        A party's does not: what it said was said, until it takes it back.
        """
        named, role = read.statement.id, entry.header.role
        by_keeper = entry.header.party == self._keeper
        for each in entry.header.refs if by_keeper else ():
            before = self.filed.get(each)
            if (
                before is not None
                and before.statement.id == named
                and before.entry.header.role == role
            ):
                del self.filed[each]
        self.filed[entry.hash] = read
        self.contents.setdefault(role, {})[named] = Content(entry.hash, content)


def _head(folder: LedgerFolder, folded: Folded) -> LedgerHead:
    until = folded.times.of(folded.size - 1).until if folded.size else None
    return LedgerHead(
        origin=folder.identity.origin,
        size=folded.size,
        root=to_base64(folded.root),
        grade=folded.grade,
        witnessed_at=instant_of(until),
    )


def _rank(release: Release) -> int:
    return RELEASES.index(release)


def _number(filed: Filed) -> int:
    return filed.index
