"""Figures over the rounds, and what they are held to."""

from bench.site.asking import Read
from bench.site.bars import BARS, Bar, judged
from bench.site.contest import DATASETTE, QUESTIONS, Result, Round, results


def rounds(*cpu: float) -> list[Round]:
    read = Read(waits=(0.010, 0.020), size=100)
    return [Round(requests=2, cpu=each, read=read, megabytes=50.0) for each in cpu]


def test_ratios_are_taken_within_a_round():
    ours, theirs = results({"page": rounds(2.0, 4.0, 5.0), DATASETTE: rounds(20.0, 48.0, 10.0)})
    assert ours.cpu_ms == 4.0
    assert ours.per_cpu_second == 250
    assert ours.to_datasette == 10  # the median of 10, 12 and 2; of the medians it would be 5
    assert theirs.to_datasette == 1
    assert (ours.p50_ms, ours.p99_ms, ours.bytes) == (10, 20, 100)


def test_without_datasette_there_is_no_ratio():
    (ours,) = results({"page": rounds(2.0)})
    assert ours.to_datasette is None


def test_a_bar_is_met_missed_or_not_measured():
    below = Bar(page="page", figure="cpu_ms", value=3)
    above = Bar(page="page", figure="to_datasette", value=5, least=True)
    found = [Result(name="page", cpu_ms=3.0, to_datasette=4.9)]
    assert below.met(found)
    assert above.met(found) is False
    assert below.met([]) is None
    assert above.met([Result(name="page", cpu_ms=1.0)]) is None


def test_every_bar_is_about_a_page_that_is_asked():
    assert {each.page for each in BARS} <= {each[0] for each in QUESTIONS}
    assert len(judged([])) == len(BARS)
    assert all(each.endswith("not measured") for each in judged([]))
