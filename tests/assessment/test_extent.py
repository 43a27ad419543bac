"""How far a commitment is carried out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.assessment import exercise as ex

from kept.names import Interval

HANDOVER = ex.happened("handover")


def extent(commitment, *statements, on=50, others=(), **given):
    found = ex.stand(ex.process(*others, commitment), statements, on, **given).extent
    return None if found is None else (found.low, found.high, found.out_of, found.measure)


DEED = ex.commitment("c", done=HANDOVER, extent="progress")


def test_silence_has_no_extent():
    assert extent(DEED) is None


def test_what_is_done_is_carried_out_in_full():
    assert extent(DEED, ex.said("belva", "handover", 5)) == (3, 3, 3, "scale")


def test_a_report_of_partial_completion_gives_the_extent():
    assert extent(DEED, ex.said("belva", "handover", 5, extent=1)) == (1, 1, 3, "scale")


def test_accounts_are_set_side_by_side():
    log = [
        ex.said("belva", "handover", 5, extent=(1, 2)),
        ex.said("front", "handover", 5, extent=0),
        ex.said("observers", "progress", 5, says=2),
    ]
    assert extent(DEED, *log) == (0, 2, 3, "scale")
    assert extent(DEED, log[2]) == (2, 2, 3, "scale")


def test_only_what_the_commitment_measures_by_counts():
    plain = ex.commitment("c", done=HANDOVER)
    assert extent(plain, ex.said("observers", "progress", 5, says=2)) is None


@pytest.mark.parametrize("bounds", [(1, None), (None, 1), (None, None)])
def test_an_extent_without_an_end_says_too_little(bounds):
    assert extent(DEED, ex.said("belva", "handover", 5, extent=bounds)) is None


def test_a_denied_extent_is_none():
    assert extent(DEED, ex.denied("belva", "handover", 5, extent=1)) is None


def test_an_extent_says_nothing_of_the_days_before():
    log = [ex.said("belva", "handover", 9, when=(7, 9), extent=1)]
    assert extent(DEED, *log, on=8) is None
    assert extent(DEED, *log, on=9) == (1, 1, 3, "scale")


def test_parts_are_counted():
    parts = ex.every(ex.kept("a"), ex.kept("b"))
    others = (ex.commitment("a", done=HANDOVER), ex.commitment("b", done=ex.happened("meeting")))
    whole = ex.commitment("c", parts=parts)
    log = [ex.said("belva", "handover", 5), ex.said("belva", "meeting", 9)]
    found = [extent(whole, *log, on=on, others=others) for on in (4, 5, 8, 9)]
    assert found == [(n, n, 2, "parts") for n in (0, 1, 1, 2)]


def test_a_reading_measures_what_it_asks():
    read = ex.commitment(
        "c",
        done=HANDOVER,
        readings=(ex.reading("r", "aruna", done=ex.happened("meeting")),),
    )
    log = [ex.said("belva", "meeting", 5, extent=2)]
    assert extent(read, *log) is None
    assert extent(read, *log, readings=("aruna",)) == (2, 2, 3, "scale")


def test_a_duty_to_refrain_has_no_extent_but_one_that_is_measured():
    log = [ex.said("belva", "ambush", 5, extent=1), ex.said("belva", "progress", 5, says=1)]
    assert extent(ex.commitment("c", never=("ambush",)), *log) is None
    measured = ex.commitment("c", never=("ambush",), extent="progress")
    assert extent(measured, *log) == (1, 1, 3, "scale")


def test_only_an_event_comes_about_by_degrees():
    measured = ex.commitment("c", done=ex.measured("troops", ">", 3))
    word = replace(ex.said("belva", "troops", 5, says=2), extent=Interval(2, 2))
    assert extent(measured, word) is None
