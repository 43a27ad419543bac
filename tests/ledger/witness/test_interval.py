"""Between which moments an entry was recorded."""

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.notes.exercise import (
    AT,
    LOG,
    LOG_ML_DSA,
    WITNESSES,
    checkpoint,
    cosigned,
    entries,
    keys,
    policy_logs,
    policy_witnesses,
    published,
)

from kept.ledger.keys import SignatureError
from kept.ledger.notes import open_checkpoint, sign_checkpoint, with_signatures, write_policies
from kept.ledger.witness import (
    WitnessedSize,
    WitnessedTime,
    backward_times,
    witnessed_size,
    witnessed_time,
)

POLICIES = write_policies(policy_logs(), policy_witnesses(4), ("aruna", "belva"))
POLICY = POLICIES.witnessed
FOUR = WITNESSES[:4]


def dated(size: int, *times: int) -> bytes:
    note = published(entries(size))
    for signer, at in zip(FOUR, times, strict=False):
        note = cosigned(note, [signer], at)
    return note


def test_an_entry_lies_between_the_last_checkpoint_without_it_and_the_first_with_it():
    notes = [dated(size, *[AT + size] * 3) for size in (2, 5, 9)]
    assert witnessed_time(0, notes, POLICY) == WitnessedTime(None, AT + 2)
    assert witnessed_time(2, notes, POLICY) == WitnessedTime(AT + 2, AT + 5)
    assert witnessed_time(4, notes, POLICY) == WitnessedTime(AT + 2, AT + 5)
    assert witnessed_time(5, notes, POLICY) == WitnessedTime(AT + 5, AT + 9)
    assert witnessed_time(9, notes, POLICY) == WitnessedTime(AT + 9, None)
    assert witnessed_time(2, notes[::-1], POLICY) == witnessed_time(2, notes, POLICY)


def test_the_middle_time_is_one_of_an_odd_number_and_two_of_an_even_one():
    three = open_checkpoint(dated(5, AT + 9, AT, AT + 1), POLICY.keys)
    assert witnessed_size(three, POLICY) == WitnessedSize(5, AT + 1, AT + 1)
    four = open_checkpoint(dated(5, AT + 9, AT, AT + 1, AT + 3), POLICY.keys)
    assert witnessed_size(four, POLICY) == WitnessedSize(5, AT + 1, AT + 3)
    two = open_checkpoint(dated(5, AT + 9, AT), POLICY.keys)
    assert witnessed_size(two, POLICY) is None
    four_times = [dated(size, AT + 9, AT, AT + 1, AT + 3) for size in (2, 5)]
    assert witnessed_time(2, four_times, POLICY) == WitnessedTime(AT + 1, AT + 3)


def test_what_the_policy_does_not_accept_bounds_nothing():
    few = dated(5, AT, AT)
    foreign = dated(5, AT, AT, AT).replace(b"\n5\n", b"\n6\n")
    assert witnessed_time(2, [few, foreign], POLICY) == WitnessedTime(None, None)


def test_cosignatures_without_a_time_do_not_make_up_the_quorum():
    note = dated(5, AT, AT)
    silent = FOUR[2].sign(str(checkpoint(entries(5))), 0)
    note = with_signatures(note, [silent])
    assert POLICY.check(note)
    assert witnessed_time(2, [note], POLICY) == WitnessedTime(None, None)


def test_a_policy_without_witnesses_bounds_nothing():
    assert witnessed_time(2, [dated(5, AT)], POLICIES.published) == WitnessedTime(None, None)


def test_bounds_that_cross_by_the_honest_difference_of_clocks_are_swapped():
    notes = [dated(2, AT + 3, AT + 3, AT + 3), dated(5, AT, AT, AT)]
    assert witnessed_time(3, notes, POLICY) == WitnessedTime(AT, AT + 3)


@given(
    honest=st.lists(st.integers(AT, AT + 100), min_size=3, max_size=3),
    lie=st.integers(1, 2**63 - 1),
    place=st.integers(0, 3),
    size=st.sampled_from([2, 5]),
)
def test_one_liar_in_four_cannot_move_a_bound_beyond_the_honest(honest, lie, place, size):
    times = [*honest[:place], lie, *honest[place:]]
    found = witnessed_time(2, [dated(size, *times)], POLICY)
    bound = found.until if size == 5 else found.after
    assert bound is not None
    assert min(honest) <= bound <= max(honest)


def test_clocks_that_go_forward_are_not_reported():
    notes = [dated(2, AT, AT, AT), dated(5, AT, AT + 1, AT), dated(5, AT + 9, AT, AT + 9)]
    assert backward_times(notes, keys(*FOUR)) == ()
    assert backward_times([], keys(*FOUR)) == ()


def test_a_clock_that_went_backwards_is_reported_with_both_checkpoints():
    notes = [dated(9, AT + 1, AT + 9), dated(2, AT + 5, AT + 5), dated(5, AT + 6, AT + 6)]
    [found] = backward_times(notes, keys(*FOUR))
    assert found.key == FOUR[0].vkey
    assert (found.smaller.size, found.smaller_at) == (5, AT + 6)
    assert (found.larger.size, found.larger_at) == (9, AT + 1)


def test_the_log_itself_is_held_to_its_times():
    notes = [
        sign_checkpoint(checkpoint(entries(size)), [LOG, LOG_ML_DSA], at)
        for size, at in ((2, AT), (5, AT - 1))
    ]
    [found] = backward_times(notes, keys(LOG, LOG_ML_DSA))
    assert found.key == LOG_ML_DSA.vkey


def test_unsigned_checkpoints_are_no_evidence():
    try:
        backward_times([published(entries(2))], keys(*FOUR))
    except SignatureError as error:
        assert "No key that is known here signed this" in str(error)
    else:
        raise AssertionError("an unsigned checkpoint was taken")
