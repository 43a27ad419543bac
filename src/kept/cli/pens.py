"""A key in hand: where it stands in a register, and which entry it writes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kept.cli.saying import USAGE, stop

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Author, Folded
    from kept.ledger import Statement
    from kept.ledger.entries.entry import Entry
    from kept.ledger.entries.header import Header
    from kept.ledger.entries.kinds import Kind

F = TypeVar("F", bound=Callable[..., Any])


def instead_option(function: F) -> F:
    """`--instead`, as `instead`: see `Pen.author`."""
    return click.option(
        "--instead",
        is_flag=True,
        help="In place of one you signed earlier and never handed on.",
    )(function)


@dataclass(frozen=True, slots=True)
class Pen:
    """A key in hand, and the register it is to write into."""

    folder: LedgerFolder
    folded: Folded
    key: KeyFile
    role: str

    def author(self, beside: Sequence[str] = (), *, instead: bool = False) -> Author:
        """Who writes the next entry, with the keys of those who sign beside it.

        Leaves if this key has signed another entry of that number, which may be on its way to
        the register: the two together would prove that it says two things. `instead` drops it.
        """
        from kept.archive.keys import kept_entries
        from kept.archive.recording import Author, chain_of
        from kept.ledger.entries.header import Seen

        own, origin = self.key.key.id, self.folder.identity.origin
        chain = chain_of(self.folder, self.folded, own, kept_entries(self.key))
        if _mark(self.key, origin, chain.next).exists() and not instead:
            stop(
                f"{self.key.name} has signed another entry as its number {chain.next}, which is "
                "not in this copy of the register. Two entries under one number are a proof "
                "against you. Have that one signed, submitted and published first. Only if you "
                "are sure that nobody will ever submit it, destroy it and say --instead."
            )
        return Author(
            origin,
            self.role,
            [own, *beside],
            chain=chain,
            seen=Seen(self.folded.size, self.folded.root),
        )


def remember(key: KeyFile, header: Header) -> None:
    """Note beside the key that it has signed the entry of this number."""
    from kept.archive.ledger.durable import write_file

    if header.key == key.key.id:
        mark = _mark(key, header.log, header.seq)
        write_file(mark, sha256(header.to_bytes()).hexdigest().encode() + b"\n", secret=True)


def _mark(key: KeyFile, origin: str, seq: int) -> Path:
    return key.entries / f"{sha256(origin.encode()).hexdigest()[:16]}-{seq}.begun"


def pen_of(ledger: Path, keys: Path, name: str, kind: Kind) -> Pen:
    """The key `name` and where it stands in the register; leaves if it may not sign this kind."""
    from kept.archive.keys import read_key
    from kept.archive.ledger import LedgerFolder
    from kept.cli.registers import folded_from

    folder = LedgerFolder(ledger)
    folded, key = folded_from(folder), read_key(keys, name)
    place = folded.parties.place(key.key.id)
    if place is None:
        stop(
            f"The register {folder.identity.origin} does not know the key {name}: no manifest "
            "in force names it. The party adds it with kept key manifest."
        )
    if kind not in place.scope:
        stop(f"The role {place.party}/{place.office} may not sign {kind}: {_may(place.scope)}.")
    return Pen(folder, folded, key, f"{place.party}/{place.office}")


def filed_in(pen: Pen) -> tuple[Statement, ...]:
    """What the register says already, as far as this copy can be read."""
    from kept.archive.recording import read_register

    return read_register(pen.folder, clearance="confidential").statements


def _may(scope: Sequence[str] | object) -> str:
    kinds = sorted(scope) if isinstance(scope, dict) else []
    return f"it may sign {', '.join(kinds)}" if kinds else "it may sign nothing"


def beside(pen: Pen, names: Sequence[str], keys: Path, kind: Kind) -> list[str]:
    """The key ids of those who sign beside the author; leaves if the role asks for more."""
    from kept.archive.keys import read_key, read_public_file

    found = [
        (read_public_file(Path(each)) if each.endswith(".pub") else read_key(keys, each)).key.id
        for each in names
    ]
    place = pen.folded.parties.place(pen.key.key.id)
    wanted = place.scope.get(kind, 1) if place else 1
    if len({pen.key.key.id, *found}) < wanted:
        stop(
            f"The role {pen.role} signs {kind} with {wanted} keys. Name the others with --with: "
            "each signs that the others do too."
        )
    return found


def find_entry(folded: Folded, named: str) -> tuple[int, Entry]:
    """An entry by its number, its hash or the beginning of it, or its code; leaves if none fits."""
    from kept.ledger.entries.entry import entry_code

    if named.isascii() and named.isdigit() and len(named) < 12:
        if int(named) < folded.size:
            return int(named), folded.entries[int(named)]
        stop(f"There is no entry {named}: the register has {folded.size}, the first is 0.")
    wanted = named.lower()
    found = [
        (index, each)
        for index, each in enumerate(folded.entries)
        if (len(wanted) >= 8 and each.hash.startswith(wanted))
        or entry_code(each.hash) == named.upper()
    ]
    if len(found) != 1:
        what = "Several entries begin so." if found else f"No entry is called “{named}”."
        stop(f"{what} Write its number, its code, or at least 8 digits of its hash.", USAGE)
    return found[0]
