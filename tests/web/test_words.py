"""The words of the site: the same keys, the same blanks, in every language."""

import re
from string import Formatter

import pytest

from kept.report.wording.language import LANGUAGES, TEXTS
from kept.web.screens import MENU, SCREENS
from kept.web.screens.about import RULES
from kept.web.words import saying, words

OTHERS = [each for each in LANGUAGES if each != "en"]


def blanks(text):
    several = [text] if isinstance(text, str) else text.values()
    return {name for each in several for _, name, _, _ in Formatter().parse(each) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything(language):
    assert set(words(language)) == set(words("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_the_same_blanks(language):
    differing = [
        key for key, text in words(language).items() if blanks(text) != blanks(words("en")[key])
    ]
    assert differing == []


def test_a_sentence_that_counts_has_two_forms():
    tables = [text for text in words("en").values() if not isinstance(text, str)]
    assert tables
    assert all(set(each) == {"one", "many"} for each in tables)


def test_french_counts_nought_as_one():
    assert saying("fr")("overview.texts", n=0) == "0 texte"
    assert saying("en")("overview.texts", n=0) == "0 texts"


def test_no_line_of_french_begins_with_its_punctuation():
    lonely = re.compile(r"[^\s\u00a0\u202f:;!?/(.…][ ](?=[:;!?»])|«[ ]")
    french = saying("fr")
    told = [french(key) for key, text in words("fr").items() if not blanks(text)]
    assert [each for each in told if lonely.search(each)] == []


def test_every_screen_in_the_menu_has_a_name():
    named = {each.name for each in SCREENS} & set(MENU)
    assert {f"frame.menu-{each}" for each in named} <= set(words("en"))


def test_every_rule_a_reason_can_name_is_explained():
    named = {key.split(".")[1] for key in TEXTS["en"] if key.startswith("rule.")}
    variants = {"reading-labelled", "slot-sides", "slot-test", "not-reproducible"}
    assert named - variants <= set(RULES)


@pytest.mark.parametrize("key", ["overview.nothing-of-the-kind", "nowhere.title"])
def test_a_line_nobody_wrote_is_no_line(key):
    with pytest.raises(KeyError, match=re.escape(key)):
        saying("en")(key)
