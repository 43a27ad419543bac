"""The words a page carries so that a browser can tell what it found."""

import json

import pytest

from kept.report.bundle_check import check_words
from kept.report.ledger import sentences

PAGE = {"title": "Check", "finding-no-file": "gone : {name}"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sentence_of_the_verifier_is_carried(language):
    words = check_words(language, PAGE)
    assert words["findings"].keys() == sentences(language).keys() | {"no-file"}
    assert words["page"] == {"title": "Check"}
    assert json.loads(json.dumps(words)) == words


def test_french_is_typeset_before_values_come_in():
    assert check_words("fr", PAGE)["findings"]["no-file"] == "gone\u00a0: {name}"
    assert check_words("en", PAGE)["findings"]["no-file"] == "gone : {name}"


def test_days_are_written_as_everywhere_else():
    french = check_words("fr", PAGE)
    assert french["first"].replace("{day}", "1") + " " + french["months"][9] == "1er octobre"
