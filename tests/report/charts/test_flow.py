from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, FRENCH, by_class, texts

from kept.report.charts.flow import Step, flow

COUNTS = st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=8)


def drawn(counts, locale=ENGLISH):
    steps = [Step(name="step", count=each, instead="hidden") for each in counts]
    return flow(steps, label="People", locale=locale)


@given(COUNTS)
def test_bars_are_as_long_as_their_numbers(counts):
    shown = [each for each in counts if each is not None]
    long = [float(each.get("width")) for each in by_class(drawn(counts), "b-elapsed")]
    assert len(long) == len(shown)
    for one, a in zip(shown, long, strict=True):
        for other, b in zip(shown, long, strict=True):
            assert (one >= other) <= (a >= b)
            assert abs(a * max(shown) - one * max(long)) <= 2.2 * max(1, max(shown))


@given(COUNTS)
def test_a_hidden_number_looks_like_every_other(counts):
    hidden = by_class(drawn(counts), "hidden-count")
    assert len(hidden) == counts.count(None)
    long = {round(float(each.get("x2")) - float(each.get("x1")), 1) for each in hidden}
    assert long <= {12.0}


def test_numbers_are_written_as_in_the_language_of_the_reader():
    assert "1,412" in texts(drawn([1412]))
    assert "1\u202f412" in texts(drawn([1412], FRENCH))
    assert "hidden" in texts(drawn([None]))


def test_a_range_is_drawn_as_one_beside_what_is_certain():
    steps = [Step(name="a", count=280, most=295, instead="280 to 295"), Step(name="b", count=52)]
    picture = flow(steps, label="People", locale=ENGLISH)
    (outline,) = by_class(picture, "b-planned")
    sure, other = (float(each.get("width")) for each in by_class(picture, "b-elapsed"))
    long = float(outline.get("width"))
    assert other < sure < long
    assert abs(sure / long - 280 / 295) < 0.01
    assert "280 to 295" in texts(picture)
    assert "280" not in texts(picture)
