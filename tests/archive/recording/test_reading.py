"""What a reader sees of accounts that are shown, shown again, damaged or erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.archive.ledger.exercise import ORIGIN, Desk, opened_ledger, signer

from kept.archive.index import Index
from kept.archive.ledger import Body, Submitted, Writer, submit_all, verify_here
from kept.archive.recording import Author, ReadRegister, Written, read_register
from kept.ledger import Release
from kept.ledger.canonical import Json, encode
from kept.ledger.entries.body import MEDIA_TYPE
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.members import Erasure, Fields, Member

ABOUT = ("relief-road-open",)


class Delegation:
    """Aruna's: files accounts of one thing, shows them, erases them, in a register of its own."""

    def __init__(self, path: Path) -> None:
        self._index: Index
        self._writer: Writer
        self.folder, self._index, self._writer = opened_ledger(
            path, Desk(), verifier=verify_here()
        )
        self._signer = signer("aruna 0")
        self._bodies: dict[str, Body | None] = {}

    def close(self) -> None:
        self._writer.close()
        self._index.close()

    def file(
        self,
        release: Release,
        kind: Kind = "statement.filed",
        refs: Sequence[str] = (),
    ) -> str:
        value: dict[str, Json] = {
            "id": "one",
            "speaker": ["aruna"],
            "kind": "asserts",
            "about": [*ABOUT],
            "said_on": "2026-10-26",
            "signed": True,
            "claim": {"en": "The relief road is open"},
        }
        if release != "public":
            value["release"] = release
        shown = ABOUT if release == "public" and kind == "statement.filed" else ()
        written = Written(encode(value), MEDIA_TYPE, release, value)
        return self._enter(kind, written, about=shown, refs=refs)

    def show(
        self,
        entry: str,
        release: Release,
        *,
        about: Sequence[str] = (),
        fields: Sequence[str] = (),
        body: bool = False,
    ) -> str:
        return self._enter(
            "statement.disclosed",
            refs=(entry,),
            release=release,
            about=about,
            member=Fields(tuple(fields)) if fields else None,
            body=self._bodies[entry] if body else None,
        )

    def erase(self, entry: str) -> str:
        return self._enter("body.erased", refs=(entry,), member=Erasure("data-protection"))

    def read(self, clearance: Release = "public") -> ReadRegister:
        return read_register(self.folder, clearance=clearance)

    def _enter(
        self,
        kind: Kind,
        written: Written | None = None,
        *,
        refs: Sequence[str] = (),
        release: Release | None = None,
        about: Sequence[str] = (),
        member: Member | None = None,
        body: Body | None = None,
    ) -> str:
        own = self._signer.key.id
        chain = self._writer.parties.chain(own)
        author = Author(ORIGIN, "aruna/delegation", [own], chain=chain)
        header = author.header(kind, refs=refs, release=release, about=about, member=member)
        paper = author.paper(header, written).signed_by(self._signer)
        given = paper.body if kind == "statement.filed" else body
        (entry,) = submit_all(self.folder, self._index, [Submitted(paper.entry().raw, given)])
        self._bodies[entry] = paper.body
        turn = self._writer.turn()
        assert [each for each, _ in turn.admitted] == [entry], turn.refused
        self._writer.publish()
        return entry


@pytest.fixture
def aruna(swift: Path) -> Iterator[Delegation]:
    made = Delegation(swift / "register")
    yield made
    made.close()


def told(register: ReadRegister) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.entry, each.release, each.about) for each in register.missing]


@pytest.mark.parametrize("release", ["confidential", "parties"])
@pytest.mark.parametrize("fields", [(), ("claim",)])
def test_an_account_is_missing_for_all_who_could_see_it_whatever_was_shown_to_fewer_later(
    aruna: Delegation, release: Release, fields: tuple[str, ...]
) -> None:
    entry = aruna.file("public")
    aruna.show(entry, release, fields=fields)
    aruna.erase(entry)
    assert told(aruna.read()) == [(entry, "public", ABOUT)]


@pytest.mark.parametrize("kind", ["statement.filed", "statement.sealed"])
def test_what_was_shown_to_more_is_missing_for_them_though_shown_to_fewer_later(
    aruna: Delegation, kind: Kind
) -> None:
    entry = aruna.file("confidential", kind)
    aruna.show(entry, "public", about=ABOUT, body=kind == "statement.sealed")
    assert [each.release for each in aruna.read().statements] == ["public"]
    aruna.show(entry, "confidential")
    aruna.erase(entry)
    assert told(aruna.read()) == [(entry, "public", ABOUT)]


def test_a_body_shown_to_more_is_not_taken_back_by_showing_it_to_fewer(aruna: Delegation) -> None:
    entry = aruna.file("public")
    aruna.show(entry, "confidential", body=True)
    register = aruna.read()
    assert [each.release for each in register.statements] == ["public"]
    assert not register.missing


@pytest.mark.parametrize("clearance", ["public", "confidential"])
@pytest.mark.parametrize("again", ["public", "confidential"])
def test_showing_again_moves_no_account_to_a_later_day(
    aruna: Delegation, clearance: Release, again: Release
) -> None:
    entry = aruna.file("parties", "statement.sealed")
    aruna.show(entry, "public", about=ABOUT, body=True)
    (before,) = aruna.read(clearance).statements
    aruna.show(entry, again)
    assert aruna.read(clearance).statements == (before,)


def test_a_damaged_body_is_an_account_that_is_missing(aruna: Delegation) -> None:
    entry = aruna.file("public")
    path = aruna.folder.paths.body(entry)
    path.write_bytes(path.read_bytes().replace(b'"salt":"', b'"salt":"A', 1))
    register = aruna.read()
    assert not register.statements
    assert told(register) == [(entry, "public", ABOUT)]
    assert [each.entry for each in register.remarks] == [entry]


def test_what_becomes_public_says_what_it_is_about_or_is_left_out(aruna: Delegation) -> None:
    entry = aruna.file("parties")
    aruna.show(entry, "public")
    register = aruna.read()
    assert not register.statements
    assert ["about" in each.what for each in register.remarks] == [True]


def test_a_party_does_not_unsay_by_filing_again_under_the_same_name(aruna: Delegation) -> None:
    first = aruna.file("public")
    again = aruna.file("public", refs=[first])
    entered = [each.entered for each in aruna.read().statements]
    assert [each.entry for each in entered if each] == [first, again]
