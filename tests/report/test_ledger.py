"""Findings and receipts in words: all of them, in both languages, for people."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from tests.ledger.bundle.exercise import lakes

import kept.ledger.bundle as package
from kept.ledger.bundle import (
    CHECKS,
    Finding,
    Findings,
    part_bundle,
    receipt,
    verify_bundle,
    verify_folder,
)
from kept.ledger.entries.kinds import KINDS
from kept.ledger.parties import CODES
from kept.report.ledger import (
    findings_json,
    findings_text,
    receipt_markdown,
    receipt_text,
    sentences,
)
from kept.report.wording.en import checks as english_checks
from kept.report.wording.en import receipts as english_receipts
from kept.report.wording.fr import checks as french_checks
from kept.report.wording.fr import receipts as french_receipts

TABLES = [
    (english_checks.CHECKS, french_checks.CHECKS),
    (english_checks.VERDICTS, french_checks.VERDICTS),
    (english_checks.REASONS, french_checks.REASONS),
    (english_checks.FINDINGS, french_checks.FINDINGS),
    (english_receipts.ANSWER, french_receipts.ANSWER),
    (english_receipts.RECEIPT, french_receipts.RECEIPT),
    (english_receipts.TYPES, french_receipts.TYPES),
    (english_receipts.GRADES, french_receipts.GRADES),
]


@pytest.fixture(scope="module")
def exercise():
    return lakes()


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("english", "french"), TABLES)
def test_both_languages_say_the_same_things(english, french):
    assert list(english) == list(french)
    for key in english:
        assert places(english[key]) == places(french[key]), key


def test_every_check_type_and_reason_has_words():
    assert tuple(english_checks.CHECKS) == CHECKS
    assert set(english_receipts.TYPES) == set(KINDS)
    assert set(english_checks.REASONS) == set(CODES) - {"malformed"}


def codes_in_source():
    """Every code the package gives a finding, read out of its source."""
    found = set()
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                position = {"Fault": 0, "add": 2, "several": 1, "Finding": 2}.get(name)
                if position is not None and len(node.args) > position:
                    argument = node.args[position]
                    found |= {n.value for n in ast.walk(argument) if isinstance(n, ast.Constant)}
    return {code for code in found if isinstance(code, str)}


def test_every_finding_has_words():
    codes = codes_in_source()
    assert len(codes) > 40
    assert codes <= set(sentences("en"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sound_register_is_told_so_last(exercise, language):
    told = findings_text(verify_folder(exercise.read, exercise.files), language)
    last = {"en": "The register holds.", "fr": "Le registre tient."}
    assert told.endswith(f"\n\n{last[language]}")
    assert "{" not in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_fails_is_told_last_and_first(exercise, language):
    files = exercise.files | {
        "checkpoint": exercise.files["checkpoint"].replace(b"\n14\n", b"\n15\n")
    }
    findings = verify_folder(files.get, files)
    last = findings_text(findings, language).splitlines()[-1]
    start = {"en": "DO NOT RELY ON THIS: the signature", "fr": "NE VOUS Y FIEZ PAS"}
    assert last.startswith(start[language])
    assert not findings.holds


def test_an_empty_folder_is_told_as_such():
    findings = verify_folder({}.get, ())
    assert findings.unreadable
    assert findings_text(findings, "en").splitlines()[-1] == (
        "This cannot be checked: there is neither a bundle here nor the folder of a register."
    )
    assert findings_json(findings)["verdict"] == "unreadable"


def test_a_part_tells_when_its_entries_were_recorded(exercise):
    files = part_bundle(exercise.read, exercise.files, [5])
    told = findings_text(verify_bundle(files.get, files), "en")
    assert (
        "a statement by aruna/delegation, was recorded after 21 November 2026, 13:00:01 UTC"
        in told
    )
    assert "it cannot show that nothing else is" in told


def test_words_of_others_cannot_act_on_a_screen():
    finding = Finding("files", "fails", "file-unknown", {"name": "\x1b[2Jx\n\u202eholds"})
    told = findings_text(Findings(findings=(finding,)), "en")
    assert "\x1b" not in told and "\u202e" not in told
    assert told.count("\n") == 2


def test_programs_get_what_verify_py_gives(exercise):
    findings = verify_folder(exercise.read, exercise.files)
    told = findings_json(findings)
    assert told["verdict"] == "holds"
    assert told["findings"][2]["cosigners"] == ["aruna", "belva", "mediator", "observer"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("index", range(14))
def test_a_receipt_fits_a_page(exercise, language, index):
    made = receipt(exercise.read, exercise.files, index)
    page = receipt_text(made, language)
    assert made.code in page and made.entry in page
    lines = page.splitlines()
    assert len(lines) < 50
    assert max(map(len, lines)) <= 100
    assert "{" not in page
    assert receipt_markdown(made, language).startswith("# R")


def test_a_receipt_reads_like_this(exercise):
    page = receipt_text(receipt(exercise.read, exercise.files, 5), "en")
    assert page.splitlines()[:10] == [
        "RECEIPT",
        "of the register lakes.example/exercise, process lakes-exercise",
        "",
        "  What was filed      a statement by aruna/delegation",
        "  Entry               number 5",
        "  Code for minutes    ZY34-S2E8-V77T-C7TW-Q2YM",
        "  Hash of the entry   ff864c89c8d9cfa61f5cb8bd4c8e9c305e5a7712d888c87dbd8b684adaa9ca43",
        "  Who may see it      everybody",
        "  Date by its author  21 November 2026, 13:00:00 UTC (a claim)",
        "  Recorded            after 21 November 2026, 13:00:01 UTC, and not later than 21",
    ]
