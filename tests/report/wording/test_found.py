"""How many voices are told of."""

from __future__ import annotations

from types import SimpleNamespace

from kept.assessment import Reason
from kept.report.wording import found


def standing(**signs: str) -> SimpleNamespace:
    accounts = tuple(
        Reason(rule="account", facts={"voice": voice, "sign": sign})
        for voice, sign in signs.items()
    )
    slot = Reason(rule="slot", because=accounts)
    return SimpleNamespace(reasons=(Reason(rule="test", because=(slot,)),))


PROCESS = SimpleNamespace(
    mechanisms={"team": SimpleNamespace(members=("aruna", "belva"), observers=("corland",))}
)


def test_a_body_that_speaks_with_its_members_is_no_further_voice():
    tally = found.tally(standing(aruna="for", belva="for", team="for"), PROCESS)
    assert tally == found.Tally(2, 0)


def test_a_body_that_speaks_with_an_observer_of_it_is_none_either():
    assert found.tally(standing(corland="against", team="against"), PROCESS) == found.Tally(0, 1)


def test_a_body_that_speaks_alone_or_otherwise_is_a_voice():
    assert found.tally(standing(team="for"), PROCESS) == found.Tally(1, 0)
    assert found.tally(standing(aruna="against", team="for"), PROCESS) == found.Tally(1, 1)
