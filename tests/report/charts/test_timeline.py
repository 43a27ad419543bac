import pytest
from tests.report.charts.samples import ENGLISH, day, parsed

from kept.report.charts.timeline import Run, timeline


def run(first: str, word: str) -> Run:
    return Run(first=day(first), word=word, title=word)


def drawn(*runs: Run, last: str = "2025-12-31"):
    return parsed(timeline(runs, last=day(last), label="History", locale=ENGLISH))


def test_runs_fill_the_time_without_a_gap():
    chart = drawn(run("2025-01-01", "not-yet-due"), run("2025-07-02", "late"))
    one, two = chart.iter("rect")
    assert float(one.get("x")) + float(one.get("width")) == pytest.approx(
        float(two.get("x")), abs=0.1
    )
    assert float(one.get("width")) == pytest.approx(float(two.get("width")), abs=1)
    assert [each.get("class") for each in (one, two)] == ["f-not-yet-due", "f-late"]


def test_a_stretch_too_short_for_its_shape_is_still_there():
    chart = drawn(run("2025-01-01", "kept"), run("2025-06-01", "late"), run("2025-06-02", "kept"))
    assert [each.get("href") for each in chart.iter("use")] == ["#i-kept", "#i-kept"]
    assert len([*chart.iter("rect")]) == 3


@pytest.mark.parametrize(
    "runs",
    [
        (),
        (run("2025-02-01", "kept"), run("2025-01-01", "late")),
        (run("2025-02-01", "kept"), run("2025-02-01", "late")),
        (run("2026-01-01", "kept"),),
    ],
)
def test_runs_out_of_order_are_refused(runs):
    with pytest.raises(ValueError, match="in the order of their days"):
        drawn(*runs)
