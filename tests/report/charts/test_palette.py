import re
from itertools import combinations

import pytest
from tests.report.charts.seeing import (
    EYES,
    chroma,
    contrast,
    distance,
    hue,
    lab,
    linear,
    seen,
)

from kept.assessment import SHOWN
from kept.report.charts.palette import FILLED, GROUND, ON, OUTLINED, css, tokens

SCHEMES = ("light", "dark")
# Sky blue, red and yellow; sky blue, two yellows and green.
FLAGS = ("#007fff", "#ce1021", "#f7d618", "#00a1de", "#fad201", "#e5be01", "#20603d")

# Published pairs that test an implementation of CIEDE2000 (Sharma, Wu and Dalal, 2005).
PAIRS = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "published"), PAIRS)
def test_distances_are_those_of_the_standard(one, other, published):
    assert distance(one, other) == pytest.approx(published, abs=1e-4)


def test_white_is_white_to_every_eye():
    for eye in EYES:
        assert seen("#ffffff", eye) == pytest.approx((100, 0, 0), abs=0.1)


def test_every_shown_word_is_filled_or_outlined():
    assert {*FILLED, *OUTLINED} == {*SHOWN}
    assert not {*FILLED} & {*OUTLINED}
    assert [*ON] == [*FILLED]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_filled_words_look_alike_to_anybody(scheme, eye):
    as_seen = {word: seen(getattr(each, scheme), eye) for word, each in FILLED.items()}
    for one, other in combinations(as_seen, 2):
        assert distance(as_seen[one], as_seen[other]) >= 15, (one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_shape_stands_out_from_its_ground(scheme):
    card = getattr(GROUND["card"], scheme)
    for word, colour in {**FILLED, **OUTLINED}.items():
        assert contrast(getattr(colour, scheme), card) >= 3, word


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_written_can_be_read(scheme):
    for word, colour in FILLED.items():
        assert contrast(getattr(ON[word], scheme), getattr(colour, scheme)) >= 4.5, word
    for ink in ("ink", "muted", "link"):
        for ground in ("card", "ground", "soft"):
            written, under = (getattr(GROUND[name], scheme) for name in (ink, ground))
            assert contrast(written, under) >= 4.5, (ink, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_word_is_red_or_green_or_of_a_flag(scheme):
    flags = [lab(linear(flag)) for flag in FLAGS]
    for word, colour in {**FILLED, **OUTLINED}.items():
        value = getattr(colour, scheme)
        coloured = chroma(value) > 8
        assert not (coloured and (hue(value) < 50 or hue(value) > 345)), f"{word} is red"
        assert not (coloured and 100 < hue(value) < 175), f"{word} is green"
        assert min(distance(seen(value, "normal"), flag) for flag in flags) >= 10, word


def test_the_properties_name_every_token_light_and_dark():
    light, dark, paper = css().splitlines()
    assert dark.startswith("@media screen and (prefers-color-scheme:dark)")
    for name, colour in tokens().items():
        assert f"--{name}:{colour.light}" in light
        assert f"--{name}:{colour.dark}" in dark
    assert paper == "@media print{:root{color-scheme:light}}"


def test_colours_are_written_in_full():
    for colour in tokens().values():
        for value in (colour.light, colour.dark):
            assert re.fullmatch("#[0-9a-f]{6}", value)
