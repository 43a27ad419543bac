"""What would change a duty that waits for another: what is found about that other."""

from __future__ import annotations

from tests.assessment import exercise as ex

from kept.assessment import what_would_change
from kept.process.model import Happened, Kept


def test_a_blocked_duty_is_freed_by_what_it_waits_for():
    first = ex.commitment("first", of=("aruna",), to=("belva",), done=Happened("handover"))
    second = ex.commitment(
        "second", of=("belva",), to=("aruna",), from_=Kept("first"), done=Happened("report")
    )
    now = ex.look(ex.process(first, second), (), 10)
    assert now.standings["second"].blocked_by == ("first",)
    changes = what_would_change(now, "second")
    assert [each.findings[0].proposition for each in changes] == ["handover"]
    assert changes[0].word != "blocked"
