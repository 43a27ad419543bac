"""The words of the check: the same in both languages, all there, and none too many."""

import re
from string import Formatter

import pytest
from tests.verifiers.tools import MODULE
from tests.web.ledger_check.modules import SCRIPTS, WEB, page_words

from kept.report.bundle_check import check_words

PARTIAL = (WEB / "templates" / "ledger" / "check.html").read_text("utf-8")
SOURCES = {path.name: path.read_text("utf-8") for path in SCRIPTS.glob("*.js")}
SOURCES["verify.js"] = MODULE.read_text("utf-8")


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same_things():
    english, french = page_words("en"), page_words("fr")
    assert list(english) == list(french)
    for key, text in english.items():
        assert places(text) == places(french[key]), key


def test_french_lines_begin_with_no_mark():
    for key, text in page_words("fr").items():
        assert not re.search(r" [:;!?»]|« ", text), key


def test_every_word_the_partial_asks_for_is_there():
    asked = set(re.findall(r"t\('ledger-check\.([a-z-]+)'\)", PARTIAL))
    asked |= {f"policy-site-{grade}" for grade in ("mutual", "witnessed", "published")}
    words = set(page_words("en"))
    assert asked <= words
    told = SOURCES["telling.js"] + SOURCES["page.js"]
    for name in words - asked:
        short = re.sub(r"^(outcome|caveat|column|recorded|finding)-", "", name)
        assert f'"{short}"' in told + SOURCES["check.js"] + SOURCES["worker.js"] or (
            f"page.{short}" in told or f'"{name}"' in told
        ), name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_has_a_sentence(language):
    codes = set()
    for source in (MODULE.read_text("utf-8"), SOURCES["check.js"]):
        codes |= set(
            re.findall(
                r'(?:new Fault|codeOf\(error,|undecided\("[a-z]+",)\(? ?"([a-z0-9-]+)"', source
            )
        )
        codes |= set(re.findall(r'add\("[a-z]+", "[a-z]+", "([a-z0-9-]+)"', source))
    codes |= set(re.findall(r'unable\("([a-z0-9-]+)"', SOURCES["page.js"]))
    codes |= set(re.findall(r'code: "([a-z0-9-]+)"', SOURCES["worker.js"] + SOURCES["check.js"]))
    findings = check_words(language, page_words(language))["findings"]
    assert len(codes) > 50
    assert codes <= set(findings)


def test_all_advice_is_written():
    asked = set(re.findall(r'"(advice-[a-z-]+)"', SOURCES["telling.js"]))
    assert asked == {name for name in page_words("en") if name.startswith("advice-")}


def test_nothing_in_the_page_goes_elsewhere():
    text = PARTIAL + "".join(SOURCES.values())
    for what in (
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "WebSocket",
        "innerHTML",
        "eval(",
        "style=",
    ):
        assert what not in text, what
    assert not re.search(r"https?://", text)
