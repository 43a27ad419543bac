from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, by_class, day, on, parsed, texts

from kept.report.charts.bars import plan_key
from kept.report.charts.gantt import bounds, gantt
from kept.report.charts.plan import BARS, GATES, Bar, Gate, Phase, Plan, Sitting, Task


def drawn(*tasks: Task, today: str = "2026-06-15", sittings: tuple[Sitting, ...] = ()) -> str:
    return gantt(plan(*tasks, today=today, sittings=sittings), label="Plan", locale=ENGLISH)


def plan(*tasks: Task, today: str, sittings: tuple[Sitting, ...] = ()) -> Plan:
    phase = Phase(name="Phase One", tasks=tasks)
    return Plan(phases=(phase,), today=day(today), today_name="today", sittings=sittings)


def bar(begins: str, ends: str | None, word: str = "elapsed") -> Bar:
    return Bar(word=word, begins=on(begins), ends=on(ends) if ends else None)


def test_the_picture_shows_whole_months_from_the_first_day_to_the_last():
    task = Task(name="t", bars=(bar("2026-03-10", "2026-08-02"),))
    assert bounds(plan(task, today="2026-06-15")) == (day("2026-03-01"), day("2026-08-31"))


def test_a_bar_is_as_long_as_its_days():
    one = Task(name="one", bars=(bar("2026-01-01", "2026-01-10"),))
    two = Task(name="two", bars=(bar("2026-01-01", "2026-01-20"),))
    short, long = by_class(drawn(one, two), "b-elapsed")
    assert float(long.get("width")) == pytest.approx(2 * float(short.get("width")), abs=0.2)
    assert short.get("x") == long.get("x")


def test_an_unsure_end_is_striped_and_not_solid():
    sure = Task(name="t", bars=(bar("2026-01-01", "2026-03-31"),))
    unsure = Task(name="t", bars=(bar("2026-01-01", "2026-02-01..2026-03-31"),))
    assert not by_class(drawn(sure), "u-elapsed")
    [stripes], [solid] = by_class(drawn(unsure), "u-elapsed"), by_class(drawn(unsure), "b-elapsed")
    assert float(solid.get("x")) + float(solid.get("width")) < float(stripes.get("x2"))


def test_what_may_be_a_single_day_has_no_solid_part():
    task = Task(name="t", bars=(bar("2026-01-01..2026-02-20", "2026-02-01..2026-03-31"),))
    assert not by_class(drawn(task), "b-elapsed")
    assert len(by_class(drawn(task), "u-elapsed")) == 2


def test_a_bar_without_an_end_runs_on():
    [solid, arrow] = by_class(drawn(Task(name="t", bars=(bar("2026-01-01", None),))), "b-elapsed")
    assert (solid.tag, arrow.tag) == ("rect", "path")


@pytest.mark.parametrize("word", GATES)
def test_a_gate_tells_its_state_by_shape_too(word):
    gate = Gate(mark="G7", word=word, on=on("2026-05-01"), title="G7 asked in May", href="/g7")
    chart = drawn(Task(name="t", gates=(gate,)))
    [group] = by_class(chart, f"g-{word}")
    assert group.find("use") is not None
    assert "G7" in texts(chart)
    assert parsed(chart).find(".//a").get("aria-label") == "G7 asked in May"


def test_four_states_have_four_shapes():
    shapes = set()
    for word in GATES:
        gate = Gate(mark="G", word=word, on=on("2026-05-01"), title="")
        [group] = by_class(drawn(Task(name="t", gates=(gate,))), f"g-{word}")
        shapes.add(group.find("use").get("href"))
    assert len(shapes) == len(GATES)


@given(st.lists(st.integers(0, 400), max_size=12))
def test_every_meeting_is_shown_and_no_two_names_meet(days):
    sittings = tuple(
        Sitting(on=day("2026-01-01") + timedelta(days=each), name="A meeting") for each in days
    )
    chart = drawn(Task(name="t"), sittings=sittings)
    assert len(by_class(chart, "sitting")) == len(days)
    named = [
        float(each.get("transform")[10:].split()[0])
        for each in parsed(chart).iter("g")
        if each.get("transform") and each.find("text") is not None
    ]
    assert all(abs(a - b) > 40 for at, a in enumerate(named) for b in named[at + 1 :])


def test_a_long_name_is_whole_where_one_points_at_it():
    name = "Awareness among fighters and their families across all of the sectors, month by month"
    chart = parsed(drawn(Task(name=name)))
    assert name in [each.text for each in chart.iter("title")]
    assert any(each.text.endswith("…") for each in chart.iter("text"))


def test_the_key_shows_what_the_plan_shows():
    drawn_key = plan_key(
        {word: word for word in BARS}, {word: word for word in GATES}, "unsure", "Key"
    )
    said = ["".join(each.itertext()) for each in parsed(drawn_key).iter("li")]
    assert said == [*BARS, "unsure", *GATES]
    assert all(by_class(drawn_key, f"b-{word}") for word in BARS)
