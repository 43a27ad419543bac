from hypothesis import given
from hypothesis import strategies as st

from kept.report.charts.lettering import width, wrapped

WORDS = st.text(st.sampled_from("abimW é-"), max_size=60)


@given(WORDS, st.integers(20, 200), st.integers(1, 3))
def test_lines_fit_and_hold_nothing_new(words, room, most):
    found = wrapped(words, room, 10, most)
    assert len(found) <= most
    assert all(width(line, 10) <= room or len(line) <= 2 for line in found)
    assert "".join(found).replace("…", "").replace(" ", "") in words.replace(" ", "") or any(
        "…" in line for line in found
    )


@given(WORDS)
def test_what_has_room_stays_whole(words):
    assert " ".join(wrapped(words, 10_000, 10, 1)) == " ".join(words.split())


def test_what_is_left_out_is_told():
    assert wrapped("one two three", 26, 10, 2) == ("one", "two…")
