"""What is wrong, where, and what to do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.texts import Place, Problem, ProblemsError, Words, refused
from kept.texts.problems import shown


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem(place=Place("a.toml", 3, "actor.x"), what="It is wrong.", remedy="Mend it.")

    assert str(problem) == "a.toml:3 (actor.x): It is wrong. Mend it."
    assert problem.severity == "error"


def test_where_nothing_can_be_done_nothing_is_added() -> None:
    assert str(Problem(place=Place("a.toml", 3), what="So.", remedy="")) == "a.toml:3: So."


def test_problems_are_told_in_the_order_of_the_text() -> None:
    def at(file: str, line: int, what: str) -> Problem:
        return Problem(place=Place(file, line), what=what, remedy="")

    error = ProblemsError([at("b", 1, "x"), at("a", 10, "z"), at("a", 2, "y"), at("a", 2, "x")])

    assert str(error) == "a:2: x\na:2: y\na:10: z\nb:1: x"
    assert [each.what for each in error.problems] == ["x", "y", "z", "x"]


def test_one_problem_is_refused_alone() -> None:
    assert str(refused(Place("a", 1), "So.", "Mend it.")) == "a:1: So. Mend it."


@given(st.text(st.characters()))
def test_nothing_shown_can_hide_act_or_break_the_line(text: str) -> None:
    categories = {unicodedata.category(char) for char in shown(text)}

    assert not categories & {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=100))
def test_short_visible_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [("a\tb", "a\\u0009b"), ("\x1b[2J", "\\u001b[2J"), ("\U000e0041", "\\U000e0041")],
)
def test_what_hides_or_acts_is_shown_by_its_number(text: str, as_shown: str) -> None:
    assert shown(text) == as_shown


def test_accents_quotes_and_the_spaces_of_french_are_shown() -> None:
    assert shown("« Été »\u202f: “oui” – 1\u00a0000") == "« Été »\u202f: “oui” – 1\u00a0000"


def test_endless_text_is_cut() -> None:
    assert shown("“" + "k" * 200 + "”") == "“" + "k" * 39 + "…”"
    assert len(shown("so " * 5_000)) == 4_001
    assert shown("so " * 5_000).endswith("…")
    assert shown("k" * 119) == "k" * 119


def test_words_of_a_language_nobody_wrote_are_those_of_the_first() -> None:
    words = Words.of(en="peace", fr="paix")

    assert words.in_language("fr") == "paix"
    assert words.in_language("sw") == "peace"
    assert words.languages == ("en", "fr")
