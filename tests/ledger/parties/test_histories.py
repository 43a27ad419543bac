"""Any history, legal or not: who had no right is never admitted, and who had is.

Every step is taken in two registers, in the second with the two parties exchanged. What ought to
be admitted is said by a model that knows names and sets only.
"""

from dataclasses import dataclass, field, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.ledger.entries.headers import commitment, hash_of, ids, key, keys, role_keys
from tests.ledger.parties.book import DAY, SCOPE, Book, first_manifest, opened

from kept.ledger.entries.manifest import Role
from kept.ledger.entries.members import Erasure, Revoked
from kept.ledger.parties import Refused, read_parties, write_parties

PARTIES = ("aruna", "belva")
DELEGATES = ("pen", "seal", "stamp")
PLACES = (
    *DELEGATES,
    "root 1",
    "root 2",
    "root 3",
    "next 1",
    "next 2",
    "next 3",
    "notary",
    "found 1",
)
EVERYBODY = (
    *(f"{party} {name}" for party in PARTIES for name in PLACES),
    "thief 1",
    "thief 2",
)

parties = st.sampled_from(PARTIES)
somebody = st.sampled_from(EVERYBODY)
many = st.lists(somebody, min_size=1, max_size=3, unique=True)
delegates = st.lists(st.sampled_from(DELEGATES), min_size=2, max_size=3, unique=True)


def exchanged(name):
    """The same name on the other side of the table."""
    if name.startswith("aruna"):
        return "belva" + name.removeprefix("aruna")
    return "aruna" + name.removeprefix("belva") if name.startswith("belva") else name


@dataclass
class Side:
    """What a party's manifest in force says, in names."""

    version: int = 1
    roots: frozenset = frozenset()
    next: frozenset = frozenset()
    delegation: frozenset = frozenset()
    waiting: tuple | None = None  # roots and delegation that may come, hash, time
    sealed: list = field(default_factory=list)  # numbers of entries; erased ones taken out


class Histories(RuleBasedStateMachine):
    @initialize()
    def open(self):
        self.books = (opened(), opened(("belva", "aruna")))
        # The second register admits the parties in the other order: exchanged in all.
        self.revoked = set()
        self.sides = {
            party: Side(
                roots=frozenset(f"{party} root {n}" for n in (1, 2, 3)),
                next=frozenset(f"{party} next {n}" for n in (1, 2, 3)),
                delegation=frozenset(f"{party} {name}" for name in DELEGATES),
            )
            for party in PARTIES
        }

    # one step in both registers

    def step(self, take):
        """`take(book, side)` in both; True if admitted. `side` exchanges names in the second."""
        outcomes = []
        for book, side in zip(self.books, (lambda name: name, exchanged), strict=True):
            before = book.state.copy()
            try:
                take(book, side)
                outcomes.append("admitted")
            except Refused as refusal:
                outcomes.append(refusal.code)
                assert book.state == before
        assert outcomes[0] == outcomes[1]
        self.outcome = outcomes[0]
        return outcomes[0] == "admitted"

    def may(self, signers, holders, needed):
        """Whether all `signers` are unrevoked holders, and enough."""
        return (
            set(signers) <= set(holders)
            and not self.revoked.intersection(signers)
            and len(signers) >= needed
        )

    # what parties do

    def drawn(self, data, party, *likely):
        """Some who sign: mostly of the party, sometimes anybody."""
        now = self.sides[party]
        pool = sorted({*now.roots, *now.next, *now.delegation, f"{party} notary", *likely})
        own = st.lists(st.sampled_from(pool), min_size=1, max_size=5, unique=True)
        likely_own = (
            st.lists(st.sampled_from(sorted(likely)), min_size=1, unique=True) if likely else own
        )
        return data.draw(own | likely_own | many)

    @rule(party=parties, data=st.data())
    def file(self, party, data):
        self.try_to_file(party, self.drawn(data, party, *self.sides[party].delegation))

    def try_to_file(self, party, signers):
        def take(book, side):
            book.enter(
                "statement.filed",
                side(party) + "/delegation",
                *map(side, signers),
                body=commitment(),
                release="public",
            )

        assert self.step(take) == self.may(signers, self.sides[party].delegation, 2)

    @rule(party=parties, names=delegates)
    def file_honestly(self, party, names):
        self.try_to_file(party, [f"{party} {name}" for name in names])

    @rule(party=parties, name=st.sampled_from(DELEGATES))
    def seal(self, party, name):
        author = f"{party} {name}"

        def take(book, side):
            book.enter(
                "statement.sealed",
                side(party) + "/delegation",
                side(author),
                body=commitment(),
                release="parties",
            )

        admitted = self.step(take)
        assert admitted == self.may([author], self.sides[party].delegation, 1)
        if admitted:
            self.sides[party].sealed.append(self.books[0].state.size - 1)

    @rule(party=parties, name=st.sampled_from(DELEGATES), data=st.data())
    def send_in_another_order(self, party, name, data):
        """Three entries of one author, in any order: each is admitted when it comes."""
        author = f"{party} {name}"
        order = data.draw(st.permutations(range(3)))
        made = [
            [
                book.make(
                    "statement.sealed",
                    side(party) + "/delegation",
                    side(author),
                    body=commitment(),
                    release="parties",
                )
                for _ in range(3)
            ]
            for book, side in zip(self.books, (lambda name: name, exchanged), strict=True)
        ]
        allowed = self.may([author], self.sides[party].delegation, 1)
        for count, number in enumerate(order):
            batch = {
                id(book): entries[number] for book, entries in zip(self.books, made, strict=True)
            }
            assert self.step(lambda book, _, batch=batch: book.admit(batch[id(book)])) == allowed
            missing = {n for n in range(max(order[: count + 1])) if n not in order[: count + 1]}
            if allowed:
                gaps = self.books[0].state.gaps()
                assert sum(gap.last - gap.first + 1 for gap in gaps) == len(missing)
        if not allowed:
            for book, side in zip(self.books, (lambda name: name, exchanged), strict=True):
                seq, _ = book.sent[side(author)]
                chain = book.state.chain(key(side(author)).id)
                book.sent[side(author)] = (chain.next, chain.last)
                assert seq == chain.next + 3

    @rule(data=st.data())
    def submit_again(self, data):
        index = data.draw(st.integers(0, len(self.books[0].entries) - 1))
        assert not self.step(lambda book, _: book.admit(book.entries[index]))
        assert self.outcome == "duplicate"

    @rule(party=parties, name=st.sampled_from(DELEGATES))
    def tell_two_stories(self, party, name):
        author = f"{party} {name}"
        if self.books[0].state.chain(key(author).id).next == 0:
            return

        def take(book, side):
            seq, _ = book.sent[side(author)]
            book.enter(
                "statement.sealed",
                side(party) + "/delegation",
                side(author),
                body=commitment(),
                release="confidential",
                seq=seq - 1,
                prev=hash_of("any") if seq > 1 else None,
            )

        assert not self.step(take)
        allowed = self.may([author], self.sides[party].delegation, 1)
        assert (self.outcome == "equivocation") == allowed

    @rule(party=parties, eraser=parties, data=st.data())
    def erase(self, party, eraser, data):
        sealed = self.sides[party].sealed
        author = f"{eraser} seal"
        if not sealed:
            return
        index = data.draw(st.sampled_from(sealed))

        def take(book, side):
            book.enter(
                "body.erased",
                side(eraser) + "/delegation",
                side(author),
                refs=(book.entries[index].hash,),
                member=Erasure("court-order"),
            )

        admitted = self.step(take)
        assert admitted == (
            self.may([author], self.sides[eraser].delegation, 1) and party == eraser
        )
        if admitted:
            sealed.remove(index)

    # what roots do

    def manifest(self, party, side, **changes):
        """A manifest of `party` with the next number, its names exchanged by `side`."""
        now = self.sides[party]
        names = {"roots": now.roots, "next": now.next, "delegation": now.delegation, **changes}
        made = {what: [side(name) for name in sorted(given)] for what, given in names.items()}
        role = Role(role="delegation", keys=role_keys(*made["delegation"]), scope=SCOPE)
        return replace(
            first_manifest(side(party)),
            version=now.version + 1,
            roots=keys(*made["roots"]),
            next=ids(*made["next"]),
            roles=(role,),
        )

    def in_force(self, party, **changes):
        now = self.sides[party]
        for name, value in changes.items():
            setattr(now, name, frozenset(value))
        now.version += 1
        now.waiting = None

    @rule(party=parties, names=delegates, data=st.data())
    def change_roles(self, party, names, data):
        self.try_roles(party, names, self.drawn(data, party, *self.sides[party].roots))

    def try_roles(self, party, names, signers):
        now = self.sides[party]
        chosen = {f"{party} {name}" for name in names}

        def take(book, side):
            made = self.manifest(party, side, delegation=chosen)
            book.manifest(made, *map(side, signers))

        admitted = self.step(take)
        assert admitted == (
            self.may(signers, now.roots, 2)
            and not self.revoked.intersection({*chosen, f"{party} notary"})
        )
        if admitted:
            self.in_force(party, delegation=chosen)

    @rule(party=parties, names=delegates)
    def change_roles_honestly(self, party, names):
        self.try_roles(party, names, sorted(self.sides[party].roots - self.revoked))

    @rule(party=parties, data=st.data(), grab=st.booleans(), thorough=st.booleans())
    def change_roots(self, party, data, grab, thorough):
        """The reserve becomes the roots; or a thief of all that is in use tries its own keys."""
        now = self.sides[party]
        new = {"thief 1", "thief 2"} if grab else now.next
        if thorough:
            signers = sorted((now.roots | new) - self.revoked)
        else:
            signers = self.drawn(data, party, *now.roots, *new)
        later = {f"{party} later {now.version} {n}" for n in (1, 2)}

        def take(book, side):
            made = self.manifest(party, side, roots=new, next=later)
            book.manifest(made, *map(side, signers))

        admitted = self.step(take)
        signed = set(signers)
        assert admitted == (
            not grab
            and signed <= now.roots | new
            and not self.revoked.intersection(signed | new | now.delegation | {f"{party} notary"})
            and len(signed & now.roots) >= 2
            and len(signed & now.next) >= 2
        )
        if admitted:
            self.in_force(party, roots=new, next=later)

    @rule(party=parties, data=st.data(), honest=st.booleans())
    def revoke(self, party, data, honest):
        now = self.sides[party]
        name = data.draw(somebody | st.sampled_from(sorted(now.roots | now.delegation)))
        signers = self.drawn(data, party, *now.roots)
        if honest:
            signers = sorted(now.roots - self.revoked)[:2] or signers

        def take(book, side):
            member = Revoked(party=side(party), key=key(side(name)).id)
            book.enter("key.revoked", side(party) + "/root", *map(side, signers), member=member)

        admitted = self.step(take)
        in_force = now.roots | now.delegation | {f"{party} notary"}
        assert admitted == (
            set(signers) <= now.roots
            and not self.revoked.intersection(signers)
            and (len(signers) >= 2 or name in signers)
            and name in in_force - self.revoked
        )
        if admitted:
            self.revoked.add(name)

    # recovery

    @rule(party=parties, data=st.data(), honest=st.booleans())
    def ask_for_recovery(self, party, data, honest):
        now = self.sides[party]
        new = {f"{party} found {now.version} {n}" for n in (1, 2, 3)}
        notary = f"{party} notary"
        drawn = self.drawn(data, party, notary, *new)
        signers = [notary, *sorted(new)[:2]] if honest else drawn

        def take(book, side):
            made = replace(self.manifest(party, side, roots=new), recovers=True)
            book.manifest(made, *map(side, signers), office="recovery")

        admitted = self.step(take)
        assert admitted == (
            set(signers) <= new | {notary}
            and notary in signers
            and not self.revoked.intersection({*signers} | new | now.delegation | {notary})
            and len(new.intersection(signers)) >= 2
            and now.waiting is None
        )
        if admitted:
            now.waiting = (frozenset(new), now.delegation, self.books[0].clock)

    @precondition(lambda self: any(side.waiting for side in self.sides.values()))
    @rule(party=parties, data=st.data(), honest=st.booleans())
    def veto(self, party, data, honest):
        now = self.sides[party]
        if now.waiting is None:
            return
        signers = self.drawn(data, party, *now.roots)
        if honest:
            signers = sorted(now.roots - self.revoked)[:2] or signers

        def take(book, side):
            book.enter(
                "party.vetoed",
                side(party) + "/root",
                *map(side, signers),
                refs=(book.state.members[side(party)].waiting.entry,),
            )

        admitted = self.step(take)
        assert admitted == self.may(signers, now.roots, 2)
        if admitted:
            now.waiting = None

    @precondition(lambda self: any(side.waiting for side in self.sides.values()))
    @rule(party=parties, days=st.sampled_from([0, 29, 30, 60]))
    def recover(self, party, days):
        now = self.sides[party]
        notary = f"{party} notary"
        self.time_passes(days)
        self.file_honestly("belva" if party == "aruna" else "aruna", DELEGATES[:2])
        if now.waiting is None:
            return
        roots, delegation, since = now.waiting

        def take(book, side):
            book.enter(
                "party.recovered",
                side(party) + "/recovery",
                side(notary),
                refs=(book.state.members[side(party)].waiting.entry,),
            )

        admitted = self.step(take)
        assert admitted == (
            self.books[0].times[-1] - since >= 30 * DAY
            and not self.revoked.intersection({notary} | delegation | roots)
        )
        if admitted:
            self.in_force(party, roots=roots, delegation=delegation)

    @rule(days=st.sampled_from([1, 15, 30]))
    def time_passes(self, days):
        for book in self.books:
            book.clock += days * DAY

    # what always holds

    @invariant()
    def names_and_places_agree(self):
        if not hasattr(self, "sides"):
            return
        for book, side in zip(self.books, (lambda name: name, exchanged), strict=True):
            assert {
                side(name) for now in self.sides.values() for name in now.roots | now.delegation
            } | {side(f"{party} notary") for party in PARTIES} == {
                name for name in map(side, self.known()) if placed(book, name)
            }
            for name in self.revoked:
                assert key(side(name)).id in book.state.revoked

    def known(self):
        return {
            *EVERYBODY,
            *(
                name
                for now in self.sides.values()
                for name in now.roots | now.next | now.delegation
            ),
        }

    @invariant()
    def no_revoked_key_is_admitted(self):
        for name in sorted(getattr(self, "revoked", ()))[:2]:
            party = name.split()[0]
            self.seal_refused(party, name)

    def seal_refused(self, party, name):
        def take(book, side):
            book.enter(
                "statement.sealed",
                side(party) + "/delegation",
                side(name),
                body=commitment(),
                release="parties",
            )

        assert not self.step(take)
        assert self.outcome in ("revoked-key", "unknown-key")

    def teardown(self):
        if not hasattr(self, "books"):
            return
        for book in self.books:
            again = Book()
            again.not_before, again.not_after = book.not_before, book.not_after
            for entry in book.entries:
                again.check(entry)
            assert again.state == book.state
            assert read_parties(write_parties(book.state)) == book.state
        assert told(self.books[0], lambda name: name, self.known()) == told(
            self.books[1], exchanged, self.known()
        )


def placed(book, name):
    place = book.state.place(key(name).id)
    return place is not None and place.party in PARTIES


def told(book, side, names):
    """The state in names, as seen from one side."""
    state = book.state
    facts = {}
    for name in names:
        found = key(side(name)).id
        place, chain = state.place(found), state.chain(found)
        facts[name] = (
            place and (side(place.party), place.office, place.scope),
            chain.next,
            [(gap.first, gap.last) for gap in chain.gaps],
            state.revoked.get(found),
        )
    versions = {side(name): party.manifest.version for name, party in state.members.items()}
    return facts, versions, state.size, len(state.erasures())


TestHistories = Histories.TestCase
# Every step is judged four times over; a quarter of the examples takes as long as others' all.
TestHistories.settings = settings(
    stateful_step_count=25, max_examples=max(10, settings().max_examples // 4)
)
