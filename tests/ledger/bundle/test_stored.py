"""The folder that the archive writes, checked by both verifiers, and bundles made of it."""

from dataclasses import replace

import pytest
from tests.archive.ledger.exercise import Desk, opened_ledger
from tests.ledger.bundle.standalone import check, verify

from kept.archive.ledger import clear_body, clear_disclosures, submit_all
from kept.ledger.bundle import part_bundle, receipt, verify_bundle, verify_folder, whole_bundle
from kept.ledger.entries.entry import read_entry
from kept.ledger.entries.members import Erasure, Fields


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A ledger on disk: public, withheld, sealed and opened, disclosed, released and erased."""
    desk, path = Desk(), tmp_path_factory.mktemp("stored") / "ledger"
    folder, index, writer = opened_ledger(path, desk)
    writer.publish()
    entries = []

    def enter(*given):
        hashes = submit_all(folder, index, given)
        assert [each for each, _ in writer.turn().admitted] == hashes
        entries.extend(read_entry(each.entry) for each in given)
        writer.publish()
        desk.saw(writer.size, writer.root)

    with writer:
        public, private = desk.statement(says="One."), desk.statement("belva", release="parties")
        enter(public, private)
        sealed = desk.statement(kind="statement.sealed", release="confidential")
        enter(replace(sealed, body=None))  # what it says stays with its author
        hidden, erased = entries[1], entries[0]
        shown = {"release": "public", "member": Fields(("claim", "place"))}
        enter(desk.refer("statement.disclosed", hidden.hash, party="belva", **shown))
        enter(desk.refer("statement.disclosed", hidden.hash, party="belva", release="public"))
        enter(desk.statement(says="Two."))
        enter(desk.refer("body.erased", erased.hash, member=Erasure("court-order")))
    index.close()
    return folder, entries


def codes(findings):
    return {each.code for each in findings}


def test_both_verifiers_find_the_same_in_the_folder(stored):
    folder, _ = stored
    ours = verify_folder(folder.read, folder.names())
    theirs = verify.check(str(folder.path))
    assert ours.failures == ()
    assert theirs.verdict == "holds"
    assert codes(ours.findings) == codes(theirs.findings)
    for code in ("tree-holds", "rights-hold", "bodies-hold", "fields-hold", "erasures"):
        assert code in codes(ours.findings)


def test_bundles_of_it_hold(stored):
    folder, entries = stored
    bodies = {entry.hash: clear_body(folder, entry) for entry in entries}
    disclosing, target = entries[3], entries[1]
    shown = {
        "bodies": {entry: data for entry, data in bodies.items() if data is not None},
        "disclosures": {disclosing.hash: clear_disclosures(folder, disclosing, target)},
    }
    assert len(shown["bodies"]) == 2
    whole = whole_bundle(folder.read, folder.names(), **shown)
    part = part_bundle(folder.read, folder.names(), [7, 10], **shown)
    for files in (whole, part):
        assert verify_bundle(files.get, files).failures == ()
        assert check(files).verdict == "holds"


def test_each_entry_has_a_receipt(stored):
    folder, entries = stored
    for index, entry in enumerate(entries, start=4):
        assert receipt(folder.read, folder.names(), index).entry == entry.hash


def test_what_a_writer_left_unfinished_does_not_disturb(stored):
    folder, _ = stored
    (folder.path / "bodies" / "x.json.unfinished").write_bytes(b"half")
    assert verify_folder(folder.read, [*folder.names(), "bodies/x.json.unfinished"]).holds
    assert verify.check(str(folder.path)).verdict == "holds"
