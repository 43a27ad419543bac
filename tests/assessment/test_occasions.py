"""Recurring duties, period by period: days 0 to 9, 10 to 19 and so on."""

from __future__ import annotations

from tests.assessment import exercise as ex

from kept.dates import Duration
from kept.process import Repair


def recurring(**given):
    return ex.commitment("c", **{"done": ex.happened("report"), "every": ex.days(10), **given})


def report(on, speaker="observers", **given):
    return ex.said(speaker, "report", on, **given)


def periods(text, statements=(), on=100, **given):
    return [
        ((each.first - ex.FIRST).days, (each.last - ex.FIRST).days, each.evidence, each.kept)
        for each in ex.stand(text, statements, on, **given).occasions
    ]


def walk(text, *days, statements=(), **given):
    return [ex.stand(text, statements, on, **given).duty for on in days]


def test_each_period_that_has_begun_is_judged_by_itself():
    log = [report(3), ex.denied("observers", "report", 15)]
    assert periods(ex.process(recurring()), log, on=20) == [
        (0, 9, "claimed", True),
        (10, 19, "refuted", False),
        (20, 29, "unreported", False),
    ]


def test_no_period_begins_before_the_duty():
    text = ex.process(recurring(from_=ex.reached(7)))
    assert periods(text, on=6) == []
    assert periods(text, on=17) == [(7, 16, "unreported", False), (17, 26, "unreported", False)]
    assert ex.stand(text, on=6).time.due is None


def test_a_month_is_counted_from_the_first_day():
    text = ex.process(recurring(every=Duration(months=1)))
    assert [each[:2] for each in periods(text, on=31)] == [(0, 30), (31, 58)]


def test_a_report_counts_in_the_period_in_which_it_was_made():
    text = ex.process(recurring())
    assert [each[3] for each in periods(text, [report(9), report(10)], on=25)] == [
        True,
        True,
        False,
    ]


def test_a_period_is_due_by_its_last_day():
    text = ex.process(recurring())
    assert ex.stand(text, on=4).time.due == ex.span(9)
    assert walk(text, 9, 10) == ["active", "overdue"]


def test_a_missed_period_stays_due_until_the_duty_is_done_again():
    text, log = ex.process(recurring()), [report(3), report(24)]
    assert walk(text, 19, 20, 23, 24, 30, 40, statements=log) == [
        "active",
        "overdue",
        "overdue",
        "active",
        "active",
        "overdue",
    ]
    assert ex.stand(text, log, 23).time.due == ex.span(19)
    assert ex.stand(text, log, 24).time.due == ex.span(29)


def test_a_period_said_to_have_been_missed_is_a_breach():
    log = [ex.denied("observers", "report", 9)]
    assert walk(ex.process(recurring()), 9, 10, statements=log) == ["active", "breached"]


def test_the_evidence_is_that_of_the_period_that_decides():
    text, log = ex.process(recurring()), [report(3), ex.denied("observers", "report", 14)]
    found = [ex.stand(text, log, on).evidence for on in (2, 3, 12, 22)]
    assert found == ["unreported", "claimed", "claimed", "refuted"]
    again = [*log, report(22)]
    assert ex.stand(text, again, 22).evidence == "claimed"


def test_a_recurring_duty_is_discharged_at_its_end_if_its_last_full_period_was_kept():
    text = ex.process(recurring(until=ex.reached(25)))
    kept = [report(3), report(14)]
    assert walk(text, 24, 25, 60, statements=kept) == ["active", "discharged", "discharged"]
    assert [each[:2] for each in periods(text, kept)] == [(0, 9), (10, 19)]
    missed = [report(3)]
    assert walk(text, 24, 25, 60, statements=missed) == ["overdue"] * 3


def test_a_period_that_ends_with_the_duty_is_still_asked_for():
    text = ex.process(recurring(until=ex.reached(20)))
    assert walk(text, 30, statements=[report(3)]) == ["overdue"]
    assert walk(text, 30, statements=[report(3), report(14)]) == ["discharged"]


def test_a_recurring_duty_that_ends_within_its_first_period_is_discharged():
    text = ex.process(recurring(until=ex.reached(5)))
    assert walk(text, 4, 5) == ["active", "discharged"]
    assert periods(text) == []


def test_no_period_is_asked_for_once_the_duty_has_ended_otherwise():
    text = ex.process(recurring(), decisions=[ex.decision("d", "release", "c", 15)])
    assert [each[:2] for each in periods(text, on=12)] == [(0, 9), (10, 19)]
    assert [each[:2] for each in periods(text, on=40)] == [(0, 9)]


def test_a_period_in_which_the_duty_lay_suspended_is_not_asked_for():
    pause = [ex.decision("s", "suspend", "c", 12), ex.decision("r", "resume", "c", 25)]
    text = ex.process(recurring(), decisions=pause)
    assert [each[:2] for each in periods(text, [report(3)], on=35)] == [(0, 9), (30, 39)]
    assert walk(text, 11, 12, 25, 39, 40, statements=[report(3)]) == [
        "active",
        "suspended",
        "active",
        "active",
        "overdue",
    ]


def test_what_was_done_in_a_suspended_period_counts():
    pause = [ex.decision("s", "suspend", "c", 12), ex.decision("r", "resume", "c", 25)]
    text = ex.process(recurring(), decisions=pause)
    assert [each[0] for each in periods(text, [report(22)], on=35)] == [0, 20, 30]


def test_a_missed_period_is_not_made_good_by_a_repair():
    text = ex.process(recurring(repair=Repair(done=ex.happened("meeting"))))
    assert walk(text, 20, statements=[ex.said("belva", "meeting", 12)]) == ["overdue"]


def test_a_period_is_asked_for_only_if_no_day_of_it_was_suspended():
    for first, end, found in ((19, 21, [0, 30]), (20, 21, [0, 10, 30]), (9, 10, [10, 20, 30])):
        pause = [ex.decision("s", "suspend", "c", first), ex.decision("r", "resume", "c", end)]
        text = ex.process(recurring(), decisions=pause)
        assert [each[0] for each in periods(text, on=35)] == found


def test_a_report_on_the_last_day_of_a_period_is_in_time():
    assert walk(ex.process(recurring()), 18, 19, 20, statements=[report(19)]) == [
        "overdue",
        "active",
        "active",
    ]


def test_a_report_of_an_uncertain_day_counts_when_it_is_certain():
    found = periods(ex.process(recurring()), [report(12, when=(9, 12))], on=15)
    assert [each[3] for each in found] == [False, True]


def test_on_its_last_day_a_period_still_runs_and_the_one_before_decides():
    text, log = ex.process(recurring()), [report(3)]
    assert [ex.stand(text, log, on).evidence for on in (19, 20)] == ["claimed", "unreported"]
