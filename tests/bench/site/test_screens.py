"""Pictures of screens: named once, small enough, listed."""

import io

import pytest
from bench.site.screens import EXERCISE, GREAT_LAKES, index, smaller


def test_no_two_pictures_have_one_name():
    names = [each.name for each in (*GREAT_LAKES, *EXERCISE)]
    assert len(names) == len({*names})


def test_every_picture_is_listed():
    listed = index(GREAT_LAKES)
    assert all(f"[{each.name}]({each.name}.png): {each.shows}" in listed for each in GREAT_LAKES)


def test_colours_are_given_up_until_it_fits():
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    noise = image.effect_noise((200, 200), 90).convert("RGB")
    noise.save(out, "PNG")
    many = smaller(out.getvalue(), largest=1, colours=(32, 2))
    few = smaller(out.getvalue(), largest=10**9, colours=(32, 2))
    assert len(image.open(io.BytesIO(many)).getcolors()) <= 2
    assert 2 < len(image.open(io.BytesIO(few)).getcolors()) <= 32
    assert len(many) < len(few)
