"""Did you mean …?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.names import nearest

KNOWN = ["jscm-established", "opord-issued", "drc", "rwanda", "usa"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jscm-establised", "jscm-established"),
        ("JSCM_Established", "jscm-established"),
        ("opord issued", "opord-issued"),
        ("DRC", "drc"),
        ("ruanda", "rwanda"),
        ("tariffs-lifted", None),
        ("", None),
    ],
)
def test_the_closest_known_name_is_proposed(name: str, expected: str | None) -> None:
    assert nearest(name, KNOWN) == expected


def test_where_nothing_is_known_nothing_is_proposed() -> None:
    assert nearest("drc", []) is None


def test_three_parts_in_five_alike_are_close_enough() -> None:
    assert nearest("abcuv", ["abcxy"]) == "abcxy"
    assert nearest("abuvw", ["abxyz"]) is None


@given(st.permutations(["phase-1", "phase-2", "phase-3", "phase-4"]))
def test_of_equally_close_names_the_first_in_the_alphabet_is_proposed(known: list[str]) -> None:
    assert nearest("phase-9", known) == "phase-1"
    assert nearest("phase-9", iter(known)) == "phase-1"


IDS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)


@given(st.sets(IDS, min_size=1), st.data())
def test_a_known_name_is_nearest_to_itself(known: set[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(known)))

    assert name == nearest(name, known) == nearest(name.upper(), known)
