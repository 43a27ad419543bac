"""Receipts: what one entry is, who has seen it and when; and the bundle beside."""

from dataclasses import replace

import pytest
from tests.ledger.bundle.exercise import NOON, founded, lakes
from tests.ledger.bundle.standalone import check

from kept.ledger.bundle import BundleError, receipt, receipt_bundle
from kept.ledger.notes import read_policy
from kept.ledger.witness import WitnessedTime

HOUR = 3600


@pytest.fixture(scope="module")
def exercise():
    return lakes()


def test_a_receipt_says_what_was_filed_and_when(exercise):
    made = receipt(exercise.read, exercise.files, 5)
    entry = exercise.entries[5]
    assert (made.index, made.entry, made.type) == (5, entry.hash, "statement.filed")
    assert (made.role, made.release) == ("aruna/delegation", "public")
    assert (made.size, made.grade) == (14, "mutual")
    assert made.cosigners == ("aruna", "belva", "mediator", "observer")
    # Four witnesses signed within three seconds: of the two in the middle the earlier counts
    # before the entry, the later after it.
    assert made.time == WitnessedTime(NOON + HOUR + 1, NOON + 2 * HOUR + 2)


def test_the_first_entries_have_no_earliest_time(exercise):
    assert receipt(exercise.read, exercise.files, 0).time.after is None


def test_with_a_policy_of_one_s_own_the_receipt_rests_on_it(exercise):
    strict = read_policy(exercise.policies["mutual"])
    made = receipt(exercise.read, exercise.files, 5, strict)
    assert made == receipt(exercise.read, exercise.files, 5)


def test_nobody_s_time_is_told_where_nobody_witnesses():
    exercise = founded()
    exercise.file("Nobody saw this.")
    exercise.publish(witnesses=exercise.witnesses[:2])
    made = receipt(exercise.read, exercise.files, 4)
    assert made.time == WitnessedTime(NOON + HOUR + 1, None)
    assert made.grade is None
    assert replace(made, grade="published").cosigners == ("aruna", "belva")


def test_an_entry_that_is_not_there_has_no_receipt(exercise):
    with pytest.raises(BundleError, match="There is no entry 14: the register has 14"):
        receipt(exercise.read, exercise.files, 14)


def test_a_damaged_folder_gives_no_receipt(exercise):
    files = exercise.files | {"checkpoint": exercise.files["checkpoint"][:-9]}
    with pytest.raises(BundleError, match="No receipt can be made"):
        receipt(files.get, files, 5)


def test_the_bundle_beside_a_receipt_holds_by_itself(exercise):
    for index in range(14):
        files = receipt_bundle(exercise.read, exercise.files, index, **exercise.shown())
        assert check(files, exercise.policy).verdict == "holds", index
