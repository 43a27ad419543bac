"""Ids, and how their faults are named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.names import NamingError, read_id


@pytest.mark.parametrize(
    "name", ["a", "0", "drc", "jscm-established", "annex-2.clause-3.1", "col-2016", "x" * 80]
)
def test_lower_case_words_joined_by_hyphens_and_dots_are_ids(name: str) -> None:
    assert read_id(name) == name


@given(st.from_regex(r"[a-z0-9]{1,9}([.-][a-z0-9]{1,9}){0,7}", fullmatch=True))
def test_every_id_is_returned_as_it_is(name: str) -> None:
    assert read_id(name) == name


@given(st.text(max_size=90))
def test_a_text_is_an_id_exactly_when_it_has_the_form(text: str) -> None:
    wellformed = re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", text) is not None
    try:
        assert read_id(text) == text
        accepted = True
    except NamingError:
        accepted = False

    assert (wellformed and len(text) <= 80) is accepted


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", 'An id is empty. Write a name such as "jscm-established".'),
        ("drC", '\'drC\' is not an id: character 3 is the upper-case "C". Write "c".'),
        (
            "jscm established",
            "'jscm established' is not an id: character 5 is a space. Write \"-\".",
        ),
        (
            "jscm_established",
            "'jscm_established' is not an id: character 5 is an underscore. Write \"-\".",
        ),
        ("a/b", '\'a/b\' is not an id: character 2 is "/". Use only a to z, 0 to 9, "-" and ".".'),
        (
            "dr\u200bc",
            "'dr\\u200bc' is not an id: character 3 is U+200B ZERO WIDTH SPACE. "
            'Use only a to z, 0 to 9, "-" and ".".',
        ),
        (
            "drс",
            "'dr\\u0441' is not an id: character 3 is U+0441 CYRILLIC SMALL LETTER ES. "
            'Use only a to z, 0 to 9, "-" and ".".',
        ),
        (
            "É",
            "'\\xc9' is not an id: character 1 is U+00C9 LATIN CAPITAL LETTER E WITH ACUTE. "
            'Use only a to z, 0 to 9, "-" and ".".',
        ),
        (
            "drc\n",
            "'drc\\n' is not an id: character 4 is U+000A. "
            'Use only a to z, 0 to 9, "-" and ".".',
        ),
        *(
            (
                name,
                f'\'{name}\' is not an id: "-" and "." stand only between two words. '
                "Remove those at the beginning, at the end or side by side.",
            )
            for name in ("-a", "a-", ".a", "a.", "a--b", "a.-b", "-")
        ),
        ("x" * 81, f"'{'x' * 81}' is not an id: it has 81 characters. Use at most 80."),
    ],
)
def test_each_fault_is_named(name: str, message: str) -> None:
    with pytest.raises(NamingError) as refusal:
        read_id(name)

    assert str(refusal.value) == message
