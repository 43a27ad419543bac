"""Two readings are contested where they lead elsewhere, not where only the evidence differs."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.assessment import exercise as ex

from kept.assessment import compare
from kept.process.model import Happened

TEXT = ex.process(ex.commitment("c", done=Happened("handover")))


def seen(name, duty, reading, evidence="unreported"):
    standing = replace(ex.stand(TEXT), duty=duty, reading=reading, evidence=evidence)
    return SimpleNamespace(standpoint=SimpleNamespace(id=name), standings={"c": standing})


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("breached", "overdue", "one-sided"),  # past its deadline for both
        ("overdue", "overdue", "agreed"),
        ("breached", "breached", "agreed"),
        ("overdue", "active", "contested"),
        ("breached", "active", "contested"),
        ("breached", "blocked", "contested"),
        ("active", "dormant", "contested"),
        ("dormant", "dormant", "agreed"),
    ],
)
def test_what_two_readings_lead_to(one, other, word):
    (found,) = compare([seen("a", one, "hers"), seen("b", other, "his")])
    assert found.word == word
    assert found.by == (("reading",) if word == "contested" else ())


def test_under_one_reading_nothing_is_contested_about_it():
    (found,) = compare([seen("a", "overdue", "hers"), seen("b", "active", "hers")])
    assert found.by == ()
