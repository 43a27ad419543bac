"""Receipts as PDF: readable for decades and by ears, the same bytes on any day, nothing run."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from tests.archive.papers.pdf import Pdf
from tests.ledger.bundle.exercise import WITNESSES, founded, lakes
from tests.ledger.bundle.standalone import check

from kept.archive.papers import PaperError
from kept.archive.papers.setting import set_paper
from kept.ledger.bundle import read_zip, receipt, receipt_bundle, write_zip
from kept.ledger.canonical import encode, to_base64
from kept.report.papers.receipt import (
    attachment_name,
    receipt_data,
    receipt_layout,
    recorded_at,
)

pytest.importorskip("typst", reason="typst is not installed: it comes with the site")

HOSTILE = (
    '#read("/etc/passwd") *bold* $x^2$ \\ @nobody <label> // note /* more */ [x](y) `raw` _it_ '
    '#eval("1+1") #include "data.json" #panic() = heading - item + item / term: x --- ~ \\u{41}'
)


@pytest.fixture(scope="module")
def exercise():
    return lakes()


@pytest.fixture(scope="module")
def proof(exercise):
    return write_zip(receipt_bundle(exercise.read, exercise.files, 5, **exercise.shown()))


@pytest.fixture(scope="module")
def five(exercise):
    return receipt(exercise.read, exercise.files, 5)


def page(it, proof, language="en", claim="The posts are withdrawn."):
    body = encode({"body": to_base64(encode({"claim": {language: claim}}))})
    data = receipt_data(it, language, body)
    return set_paper(receipt_layout(), data, {attachment_name(it): proof}, recorded_at(it))


def text(data):
    return Pdf(data).text().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Receipt", "The posts are withdrawn.", "not later than 21 November 2026")),
        ("fr", ("Récépissé", "Les postes sont évacués.", "au plus tard le 21 novembre 2026")),
    ],
)
def test_one_page_says_it_all(five, proof, language, told):
    claim = told[1]
    made = page(five, proof, language, claim)
    said = text(made)
    assert Pdf(made).pages() == 1
    for each in (*told, five.code, five.entry, five.root, "lakes.example/exercise"):
        assert each in said, each
    assert f"/Lang({language})".encode() in made


def test_it_is_made_to_last_and_to_be_read_by_ears(five, proof):
    made = page(five, proof)
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"D:20261121140002Z" in made  # when the witnesses had seen it


def test_the_proof_is_attached_and_holds_by_itself(five, proof, exercise):
    pdf = Pdf(page(five, proof))
    assert pdf.attached() == proof
    assert check(read_zip(pdf.attached()), exercise.policy).verdict == "holds"


def test_made_again_it_has_the_same_bytes(five, proof):
    assert page(five, proof) == page(five, proof)


def test_made_on_another_day_in_another_place_it_has_the_same_bytes(five, proof, tmp_path):
    """Another process, clock zone, home and folder for what is passing."""
    script = (
        "import sys, json, pathlib\n"
        "from kept.archive.papers.setting import set_paper\n"
        "from kept.report.papers.receipt import receipt_layout\n"
        "data, proof, at, out = sys.argv[1:]\n"
        "made = set_paper(receipt_layout(), json.loads(data),\n"
        "    {'entry-5.zip': pathlib.Path(proof).read_bytes()}, int(at))\n"
        "pathlib.Path(out).write_bytes(made)\n"
    )
    (tmp_path / "proof").write_bytes(proof)
    body = encode({"body": to_base64(encode({"claim": {"en": "The posts are withdrawn."}}))})
    data = json.dumps(receipt_data(five, "en", body))
    given = [data, tmp_path / "proof", str(recorded_at(five)), tmp_path / "out.pdf"]
    surroundings = {
        "PYTHONPATH": ":".join(filter(None, sys.path)),
        "TMPDIR": str(tmp_path),
        "TZ": "Pacific/Auckland",
        "HOME": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", script, *given], check=True, env=surroundings)
    assert (tmp_path / "out.pdf").read_bytes() == page(five, proof)


def test_what_people_wrote_is_set_and_never_run(five, proof):
    said = text(page(five, proof, claim=HOSTILE))
    assert HOSTILE in said
    assert "root:x:0" not in said


def test_names_out_of_the_register_are_set_and_never_run(five, proof):
    hostile = replace(five, role='#read("x")/*a*', process="#panic()", cosigners=("*b*", "$c$"))
    said = text(page(hostile, proof))
    assert '#read("x")/*a*' in said and "process #panic()" in said and "*b*, $c$" in said


def test_the_longest_receipt_fits_on_the_page(five, proof):
    long = replace(
        five,
        index=10**11,
        size=10**11 + 1,
        role=f"{'a' * 40}/{'b' * 40}",
        origin="register.of.a-ministry.with-a-long-name.example/case-number-17",
        cosigners=tuple(f"{name}-number-{n}" for n in range(4) for name in WITNESSES),
    )
    for language in ("en", "fr"):
        assert Pdf(page(long, proof, language, "Mwanza " * 400)).pages() == 1


def test_letters_that_the_fonts_lack_are_refused_by_name(five, proof):
    with pytest.raises(PaperError, match="The page cannot be set"):
        page(five, proof, claim="撤退しました")


def test_an_entry_nobody_witnessed_has_a_page_too():
    exercise = founded(witnesses=("aruna", "belva"))
    exercise.file("Nobody saw this.")
    exercise.publish(witnesses=[])
    it = receipt(exercise.read, exercise.files, 4)
    assert "no quorum of witnesses says when" in text(page(it, b"PK"))


def test_without_typst_it_says_where_it_comes_from(five, proof, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PaperError, match="kept serve"):
        page(five, proof)
