"""A small register in memory: entries made by name, and all that `admit` asks a log for."""

from dataclasses import replace

from tests.ledger.entries.headers import (
    LOG,
    NOON,
    commitment,
    hash_of,
    ids,
    key,
    keys,
    role_keys,
    signer,
)
from tests.ledger.parties.second_opinion import SecondOpinion

from kept.ledger.entries.entry import sign_entry
from kept.ledger.entries.header import NOTHING_SEEN, Header, Seen
from kept.ledger.entries.manifest import Manifest, Recovery, Role
from kept.ledger.entries.members import Opening, Policy, Roots
from kept.ledger.parties import Parties, Refused, admit, found, past_until
from kept.ledger.tree import leaf_hash, root_of

PARTIES = ("aruna", "belva")
DAY = 86_400
SCOPE = {
    "statement.filed": 2,
    "statement.sealed": 1,
    "statement.disclosed": 1,
    "body.erased": 1,
}
KEEPERS_SCOPE = {
    "ledger.policy": 1,
    "party.admitted": 1,
    "process.text": 1,
    "statement.filed": 1,
    "body.erased": 1,
}


def roots(party):
    return tuple(f"{party} root {n}" for n in (1, 2, 3))


def reserve(party):
    return tuple(f"{party} next {n}" for n in (1, 2, 3))


def first_manifest(party, scope=None, **changes):
    """Three roots of which two sign, three in reserve, a notary, and a delegation of three."""
    made = Manifest(
        party=party,
        version=1,
        roots=keys(*roots(party)),
        threshold=2,
        next=ids(*reserve(party)),
        next_threshold=2,
        recovery=Recovery(keys=keys(f"{party} notary"), threshold=1, days=30),
        roles=(
            Role(
                role="delegation",
                keys=role_keys(*(f"{party} {name}" for name in ("pen", "seal", "stamp"))),
                scope=scope or SCOPE,
            ),
        ),
    )
    return replace(made, **changes)


def opening(names=PARTIES):
    parties = ("secretariat", *names)
    return Opening(
        process="lakes-exercise",
        keeper="secretariat",
        keys=keys(*roots("secretariat")),
        parties={name: Roots(roots=ids(*roots(name)), threshold=2) for name in parties},
        policy=Policy(published=hash_of("published")),
    )


class Book:
    """The entries so far, the state they come to, and the log as `admit` sees it.

    Witnesses sign after every entry; `clock` is the time they then write.
    """

    def __init__(self, origin=LOG):
        self.state = Parties(origin)
        self.entries = []
        self.clock = NOON
        self.times = []  # of the checkpoint after each entry
        self.leaves = []
        self.second = SecondOpinion(self)
        self.sent = {}  # by key name: the author's own count and last hash

    # what `admit` asks
    def root_at(self, size):
        return root_of(self.leaves[:size]) if size <= len(self.leaves) else None

    def find(self, entry):
        for index, each in enumerate(self.entries):
            if each.hash == entry:
                return found(index, each.header)
        return None

    def not_before(self, index):
        return self.times[index - 1] if 0 < index <= len(self.times) else None

    def not_after(self, index):
        return self.times[index] if index < len(self.times) else None

    # what the tests do
    def make(self, kind, role, *names, log=LOG, count=True, **more):
        """An entry signed by the keys with these names, the first being its author."""
        author, *others = names
        seq, prev = self.sent.get(author, (0, None))
        header = Header(
            log=log,
            type=kind,
            key=key(author).id,
            role=role,
            **{
                "claimed": NOON,
                "seq": seq,
                "prev": prev,
                "seen": self.seen(),
                "with_": ids(*others),
                **more,
            },
        )
        made = sign_entry(header, [signer(name) for name in names])
        if count:
            self.sent[author] = (header.seq + 1, made.hash)
        return made

    def seen(self):
        size = len(self.leaves)
        return Seen(size, self.root_at(size)) if size else NOTHING_SEEN

    def admit(self, entry, at=None):
        """Enter `entry`, or let `Refused` pass through with nothing changed."""
        return self._admit(entry, self.clock if at is None else at)

    def check(self, entry):
        """Admit an entry as whoever checks a log afterwards does."""
        return self._admit(entry, None)

    def _admit(self, entry, at):
        ended = at is not None and past_until(self.state.people, entry.header, at)
        try:
            facts = admit(self.state, entry, self, at=at)
        except Refused as refused:
            # The last day of a role is for the keeper's clock alone.
            assert ended or self.second_verdict(entry) in (refused.code, None)
            raise
        assert self.second_verdict(entry) in ("admitted", None)
        self.leaves.append(leaf_hash(entry.raw))
        self.entries.append(entry)
        self.times.append(self.clock)
        return facts

    def second_verdict(self, entry):
        """What verify.py makes of the next entry; None where it is not asked."""
        return self.second.verdict(len(self.entries), entry) if self.second else None

    def enter(self, kind, role, *names, at=None, **more):
        """Make and admit an entry; one that is refused does not count for its author."""
        before = dict(self.sent)
        made = self.make(kind, role, *names, **more)
        try:
            self.admit(made, at)
        except Exception:
            self.sent = before
            raise
        return made

    def file(self, party="aruna", names=("pen", "seal"), **more):
        """A public statement by the delegation of `party`."""
        more = {"body": commitment(), "release": "public", "about": ("trade-posts",), **more}
        signing = [f"{party} {name}" for name in names]
        return self.enter("statement.filed", f"{party}/delegation", *signing, **more)

    def manifest(self, manifest, *names, office="root"):
        role = f"{manifest.party}/{office}"
        return self.enter("party.manifest", role, *names, member=manifest)


def opened(names=PARTIES):
    """A register opened by the secretariat, in which all parties have their first manifest."""
    book = Book()
    book.enter(
        "ledger.opened", "secretariat/root", *roots("secretariat")[:2], member=opening(names)
    )
    book.manifest(first_manifest("secretariat", KEEPERS_SCOPE), *roots("secretariat")[:2])
    for name in names:
        book.manifest(first_manifest(name), *roots(name)[:2])
    return book
