"""Every word that an assessment can give has words in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from string import Formatter
from typing import get_args

import pytest

from kept.assessment import DUTIES, SHOWN, Extent, Strength
from kept.assessment.compare import Agreement
from kept.assessment.evidence import EvidenceWord, Verdict
from kept.assessment.phases import PhaseWord
from kept.assessment.standing import TimeWord
from kept.ledger.statement import KINDS
from kept.process import Process
from kept.process.model.agreements import StatusWord
from kept.process.model.mechanisms import EffectWord
from kept.process.model.standpoints import Strength as StrengthWord
from kept.report.wording import LANGUAGES, Language, words
from kept.report.wording.language import COUNTS, MONTHS, TEXTS, counted, ranged, sentence, typeset

LISTS = {
    "shown": SHOWN,
    "duty": DUTIES,
    "evidence": get_args(EvidenceWord),
    "time": get_args(TimeWord),
    "kind.it": KINDS,
    "kind.they": KINDS,
    "kind.noun": KINDS,
    "phase": get_args(PhaseWord),
    "agreement": get_args(Agreement),
    "status": get_args(StatusWord),
    "effect": get_args(EffectWord),
    "accept": get_args(StrengthWord),
    "strength": [each.name.lower() for each in Strength],
    "verdict": [each.value for each in Verdict],
    "slot": [*get_args(EvidenceWord), "true", "false"],
    "extent": ["0", "1", "2", "3"],
}


def test_both_languages_say_the_same_things() -> None:
    assert TEXTS["en"].keys() == TEXTS["fr"].keys()
    assert COUNTS["en"].keys() == COUNTS["fr"].keys()
    assert len(MONTHS["en"]) == len(MONTHS["fr"]) == 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LISTS)
def test_every_word_of_a_list_has_words(kind: str, language: Language) -> None:
    missing = [each for each in LISTS[kind] if not TEXTS[language].get(f"{kind}.{each}")]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["shown", "duty", "evidence", "time", "kind.noun"])
def test_two_words_are_never_told_alike(kind: str, language: Language) -> None:
    told = [TEXTS[language][f"{kind}.{each}"] for each in LISTS[kind]]

    assert len(set(told)) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_has_stray_spaces_or_a_full_stop(language: Language) -> None:
    for key, text in _texts(language):
        assert text == " ".join(text.split()), key
        assert text, key
        assert not text.endswith("."), key
        assert '"' not in text, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_stands_in_its_text(language: Language) -> None:
    for key, forms in COUNTS[language].items():
        for form in forms:
            fields = {name for _, name, _, _ in Formatter().parse(form) if name}
            assert fields & {"n", "of", "total", "breaches"}, key


def _texts(language: Language) -> Iterator[tuple[str, str]]:
    yield from TEXTS[language].items()
    for key, forms in COUNTS[language].items():
        yield from ((key, form) for form in forms)


def test_a_process_may_have_its_own_word(process: Process) -> None:
    assert words.shown_word("broken", process, "en") == "not done by its date"
    assert words.shown_word("kept", process, "en") == "kept"
    assert words.shown_word("kept", process, "fr") == "tenu"


def test_a_duty_to_refrain_never_misses_a_date(process: Process) -> None:
    without = replace(process, words={"broken": process.words["broken"]})

    told = [
        words.shown_word("broken", process, "en", restraint=True),
        words.shown_word("broken", without, "en", restraint=True),
        words.shown_word("broken", without, "fr", restraint=True),
        words.shown_word("late", process, "en", restraint=True),
    ]

    assert told == ["reported not respected", "broken", "non tenu", "late"]


def test_axes_and_kinds_have_words() -> None:
    assert words.duty_word("overdue", "en") == "overdue"
    assert words.evidence_word("refuted", "fr") == "contredit"
    assert words.time_word("on-time", "fr") == "dans les temps"
    assert words.phase_word("closed", "en") == "not entered"
    assert words.agreement_word("one-sided", "fr") == "unilatéral"
    assert words.status_word("initialled", "fr") == "paraphé"
    assert words.effect_word("certify", "en") == "it certifies that it is done"


def test_a_kind_fits_after_one_name_and_after_several() -> None:
    assert words.kind_word("denies", "en") == "denies"
    assert words.kind_word("denies", "en", several=True) == "deny"
    assert words.kind_word("denies", "fr") == "dément"
    assert words.kind_word("denies", "fr", several=True) == "démentent"
    assert words.kind_noun("denies", "fr") == "démenti"


def test_an_extent_of_one_degree_is_told_once() -> None:
    assert words.extent(Extent(1, 1, 3, "scale"), "en") == "minimal"
    assert words.extent(Extent(0, 3, 3, "scale"), "fr") == "non commencé à complet"
    assert words.extent(Extent(1, 1, 3, "parts"), "fr") == "éléments tenus\u00a0: 1 sur 3"


@pytest.mark.parametrize(
    ("n", "en", "fr"), [(0, "0 days", "0 jour"), (1, "1 day", "1 jour"), (2, "2 days", "2 jours")]
)
def test_english_and_french_count_nothing_differently(n: int, en: str, fr: str) -> None:
    assert (counted("days", n, "en"), counted("days", n, "fr")) == (en, fr)
    assert ranged("days", n, n, "en") == en


def test_a_sentence_has_a_capital_and_one_full_stop() -> None:
    assert sentence("due on 1 May") == "Due on 1 May."
    assert sentence("“A”: is it so?") == "“A”: is it so?"
    assert sentence("already ended.") == "Already ended."


def test_french_marks_never_begin_a_line() -> None:
    told = typeset("« oui » : a ; b ! c ?", "fr")

    assert told == "«\u00a0oui\u00a0»\u00a0: a\u202f; b\u202f! c\u202f?"
    assert typeset(told, "fr") == told
    assert typeset("a : b", "en") == "a : b"
