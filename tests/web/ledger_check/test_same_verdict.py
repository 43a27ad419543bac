"""The check in the page is the verifier in the repository, and gives its verdicts."""

import pytest
from tests.ledger.bundle.exercise import lakes
from tests.ledger.bundle.mutations import Mutations, of_parts, of_wholes
from tests.verifiers.tools import MODULE, Asked
from tests.web.ledger_check.modules import Checker

from kept.web.serving.verifier import EXPORTS, verifier

SAYS = {"holds": ("accepted",), "fails": ("refused", "unable"), "unreadable": ("refused",)}
ROUNDS = 5  # of every kind of change; tests/verifiers tries the same code on more


def test_what_the_page_runs_is_verify_mjs():
    assert verifier().removesuffix(EXPORTS) == MODULE.read_text("utf-8") + "\n"


@pytest.mark.parametrize(("base", "changes"), [("whole", of_wholes), ("part", of_parts)])
def test_both_say_the_same_of_every_damaged_bundle(base, changes, tmp_path):
    mutations = Mutations(lakes())
    checker = Checker(tmp_path)
    command = checker.command("corpus.mjs", MODULE, checker.scripts / "check.js")
    changed = [each for _, each in changes(mutations, ROUNDS)]
    bundle = getattr(mutations, base)
    answers = Asked(command, tmp_path, bundle, mutations.exercise.policy, changed).answers()
    assert len(answers) == len(changed) > 250
    outcomes = set()
    for answer in answers:
        theirs, ours = (side.split() for side in answer.split(" | "))
        assert ours[0] in SAYS[theirs[0]]
        assert ours[1:] == theirs[1:]
        outcomes.add(ours[0])
    assert {"accepted", "refused"} <= outcomes
