"""`kept ledger receipt --pdf`: the page beside the words."""

import sys

import pytest
from tests.archive.papers.pdf import Pdf


@pytest.fixture
def out(tmp_path):
    return tmp_path / "receipt.pdf"


def test_the_page_is_written_and_says_what_the_screen_says(kept, kept_json, register, out):
    pytest.importorskip("typst", reason="typst is not installed: it comes with the site")
    said = kept("ledger", "receipt", str(register), "12", "--pdf", str(out)).output
    code = kept_json("ledger", "show", str(register), "12")["code"]
    assert code in said and "on one page" in said
    assert code in Pdf(out.read_bytes()).text()
    french = out.with_name("recepisse.pdf")
    kept("ledger", "receipt", str(register), "12", "--pdf", str(french), "--lang", "fr")
    assert "Récépissé" in Pdf(french.read_bytes()).text()


def test_what_more_than_the_public_may_see_is_for_its_owner_alone(kept, register, out):
    pytest.importorskip("typst", reason="typst is not installed: it comes with the site")
    kept("ledger", "receipt", str(register), "12", "--pdf", str(out), "--clearance", "parties")
    assert out.stat().st_mode & 0o077 == 0


def test_no_file_is_written_over(kept, register, out):
    out.write_text("mine")
    said = kept("ledger", "receipt", str(register), "12", "--pdf", str(out), code=2).output
    assert "is there already" in said
    assert out.read_text() == "mine"


def test_without_typst_it_says_where_it_comes_from(kept, register, out, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    said = kept("ledger", "receipt", str(register), "12", "--pdf", str(out), code=2).output
    assert "kept serve" in said
    assert not out.exists()
