"""The receipt of an entry of a register on disk: what its reader may see, and no more."""

import pytest
from tests.archive.ledger.exercise import STATEMENT, Desk, bytes_of, opened_ledger
from tests.archive.papers.pdf import Pdf
from tests.ledger.bundle.standalone import check

from kept.archive.ledger import Body, submit_all
from kept.archive.papers import receipt_pdf
from kept.archive.recording import fold_all
from kept.ledger.bodies import disclose
from kept.ledger.bundle import read_zip
from kept.ledger.canonical import encode
from kept.ledger.entries.members import Fields

pytest.importorskip("typst", reason="typst is not installed: it comes with the site")

JAPANESE = "撤退しました"


def saying(desk, party, claim, release="public"):
    content = encode({"claim": {"en": claim}})
    field = disclose(bytes_of(claim, 16), "claim", {"en": claim})
    body = Body(content=content, salt=bytes_of(claim), media=STATEMENT, disclosures=(field.text,))
    role, key = f"{party}/delegation", f"{party} 0"
    return desk.entry("statement.filed", role, key, release=release, body=body)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """Entries 4 to 7: public, for the parties, in letters no font here has, and a disclosure."""
    desk, path = Desk(), tmp_path_factory.mktemp("papers") / "ledger"
    folder, index, writer = opened_ledger(path, desk)
    with writer:
        given = [
            saying(desk, "aruna", "The road is open."),
            saying(desk, "belva", "Not for all.", release="parties"),
            saying(desk, "aruna", JAPANESE),
        ]
        hashes = submit_all(folder, index, given)
        writer.turn()
        shown = {"release": "public", "member": Fields(("claim",))}
        hidden = desk.refer("statement.disclosed", hashes[1], party="belva", **shown)
        submit_all(folder, index, [hidden])
        writer.turn()
        writer.publish()
    index.close()
    return folder, fold_all(folder)


def text(data):
    return Pdf(data).text()


def test_a_public_statement_is_quoted_and_proved(stored):
    made = receipt_pdf(*stored, 4, "en")
    assert "The road is open." in text(made)
    files = read_zip(Pdf(made).attached())
    assert check(files).verdict == "holds"
    assert sum(name.startswith("bodies/") for name in files) == 1


@pytest.mark.parametrize(("clearance", "shown"), [("public", False), ("parties", True)])
def test_what_is_not_public_is_shown_only_to_whoever_may_see_it(stored, clearance, shown):
    made = receipt_pdf(*stored, 5, "en", clearance=clearance)
    assert ("Not for all." in text(made)) is shown
    files = read_zip(Pdf(made).attached())
    assert any(name.startswith("bodies/") for name in files) is shown


def test_a_disclosure_carries_the_fields_it_shows(stored):
    files = read_zip(Pdf(receipt_pdf(*stored, 7, "fr")).attached())
    assert any(name.startswith("disclosures/") for name in files)
    assert check(files).verdict == "holds"


def test_letters_that_no_font_has_are_left_to_the_attachment(stored):
    made = receipt_pdf(*stored, 6, "en")
    assert "Its letters are not in the fonts of this page." in text(made)
    assert Pdf(made).pages() == 1
    assert check(read_zip(Pdf(made).attached())).verdict == "holds"
