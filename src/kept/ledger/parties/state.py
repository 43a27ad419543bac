"""What the entries of a register come to so far, as far as the next one depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kept.ledger.entries.members import Opening, Policy
from kept.ledger.parties.chain import Chain, Gap
from kept.ledger.parties.log import Found
from kept.ledger.parties.people import Party, People, Place


class Parties:
    """The people of a register, the chains of its authors, and which bodies were erased.

    It grows by `kept.ledger.parties.admit` alone, and an entry that is refused leaves it as it
    was. A batch is tried on a `fork`, which the original takes over by `adopt` once the batch is
    durable, and which is dropped otherwise. Of ordinary entries it keeps the last of each key and
    the gaps, so that its size does not grow with the log's.
    """

    __slots__ = ("_base", "_chains", "_erased", "_recent", "origin", "people", "size")

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.size = 0  # entries so far: the index of the next
        self.people = People()
        self._chains: dict[str, Chain] = {}
        self._erased: set[str] = set()
        self._recent: dict[str, Found] = {}  # by a fork, until it is adopted
        self._base: Parties | None = None

    @property
    def opening(self) -> Opening | None:
        """What entry 0 says; None before it."""
        return self.people.opening

    @property
    def keeper(self) -> str | None:
        """The party that keeps the register."""
        return self.people.keeper

    @property
    def policy(self) -> Policy:
        """The digests of the policies in force."""
        return self.people.policy

    @property
    def members(self) -> Mapping[str, Party]:
        """The parties, by name."""
        return self.people.parties

    @property
    def revoked(self) -> Mapping[str, int]:
        """The index at which each revoked key was revoked, by key id."""
        return self.people.revoked

    def place(self, key: str) -> Place | None:
        """Where the key with this id stands; None if no manifest in force has it."""
        return self.people.places.get(key)

    def chain(self, key: str) -> Chain:
        """The entries under the key with this id.

        The owner of a key compares this with its own count: one more, and somebody else signs.
        """
        found = self._chains.get(key)
        if found is None and self._base is not None:
            return self._base.chain(key)
        return found or Chain(key)

    def gaps(self) -> Iterator[Gap]:
        """What authors have numbered and the register does not hold, by key and number."""
        chains = self.chains()
        for key in sorted(chains):
            yield from chains[key].gaps

    def chains(self) -> dict[str, Chain]:
        """The chain of every key that has signed as an author."""
        return {**(self._base.chains() if self._base else {}), **self._chains}

    def erased(self, entry: str) -> bool:
        """Whether the body of the entry with this hash was erased."""
        return entry in self._erased or (self._base is not None and self._base.erased(entry))

    def erasures(self) -> frozenset[str]:
        """The hashes of all entries whose bodies were erased."""
        return frozenset(self._erased) | (self._base.erasures() if self._base else frozenset())

    def recent(self, entry: str) -> Found | None:
        """The entry with this hash if it was admitted in this fork."""
        found = self._recent.get(entry)
        return self._base.recent(entry) if found is None and self._base else found

    def fork(self) -> Parties:
        """A state that goes its own way from here on and shares what lies behind."""
        child = Parties(self.origin)
        child.size, child.people, child._base = self.size, self.people, self
        return child

    def adopt(self, fork: Parties) -> None:
        """Take over what a fork has admitted; raises `ValueError` if this has moved on since."""
        if fork._base is not self or fork.size - len(fork._recent) != self.size:
            raise ValueError("This fork began elsewhere. Admit its entries again.")
        self.size, self.people = fork.size, fork.people
        self._chains.update(fork._chains)
        self._erased.update(fork._erased)
        if self._base is not None:
            self._recent.update(fork._recent)

    def copy(self) -> Parties:
        """The same state, independent of this one."""
        twin = Parties(self.origin)
        twin.restore(self.size, self.people, self.chains(), self.erasures())
        return twin

    def restore(
        self, size: int, people: People, chains: Mapping[str, Chain], erased: frozenset[str]
    ) -> None:
        """Become the state with these parts, as they were once taken from one."""
        self.size, self.people = size, people
        self._chains, self._erased = dict(chains), set(erased)
        self._recent, self._base = {}, None

    def record(self, entry: str, facts: Found, chain: Chain, people: People, erased: str) -> None:
        """Take an entry in, all at once; `admit` has checked it. `erased` may be empty."""
        self._chains[chain.key] = chain
        if erased:
            self._erased.add(erased)
        if self._base is not None:
            self._recent[entry] = facts
        self.people = people
        self.size += 1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Parties):
            return NotImplemented
        return self._whole() == other._whole()

    __hash__ = None  # type: ignore[assignment]  # it changes

    def _whole(self) -> tuple[object, ...]:
        return self.origin, self.size, self.people, self.chains(), self.erasures()
