"""The check as the page tells it: what is accepted, what is refused and why, in both languages."""

import subprocess
from datetime import UTC, datetime

import pytest
from tests.ledger.bundle.exercise import LOG, founded, lakes, note_signer
from tests.web.ledger_check.damaged import deflated, refused
from tests.web.ledger_check.modules import Checker

from kept.ledger.bundle import part_bundle, receipt, receipt_bundle, whole_bundle, write_zip
from kept.ledger.notes import SignatureType, read_policy
from kept.report.wording import dates


@pytest.fixture(scope="module")
def exercise():
    return lakes()


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    return Checker(tmp_path_factory.mktemp("check"))


@pytest.fixture(scope="module")
def files(exercise):
    return receipt_bundle(exercise.read, exercise.files, 5, **exercise.shown())


def codes(said):
    return {each["code"] for each in said["report"]["findings"]}


def test_a_receipt_is_accepted_and_says_what_and_when(checker, exercise, files):
    said = checker.says(write_zip(files), exercise.policy)
    report, told = said["report"], said["told"]
    assert (report["outcome"], report["trust"], report["grade"]) == ("accepted", "own", "mutual")
    made = receipt(exercise.read, exercise.files, 5)
    [entry] = report["entries"]
    assert (entry["index"], entry["hash"], entry["code"]) == (5, made.entry, made.code)
    assert (told["word"], told["mark"], told["caveat"]) == ("Accepted", "✔", "")
    assert told["headline"] == (
        f"Entry 5 ({made.code}), a statement by aruna/delegation, stands unchanged in the register "
        "lakes.example/exercise. It was recorded after 21 November 2026, 13:00:01 UTC and not "
        "later than 21 November 2026, 14:00:02 UTC. Grade: mutual."
    )
    assert {each["word"] for each in told["lines"]} == {"holds", "note"}


def test_times_are_those_of_the_receipt_for_every_entry(checker, exercise):
    whole = whole_bundle(exercise.read, exercise.files, **exercise.shown())
    said = checker.says(write_zip(whole), exercise.policy)
    own = read_policy(exercise.policy)
    assert len(said["report"]["shown"]) == 14
    for shown in said["report"]["shown"]:
        time = receipt(exercise.read, exercise.files, shown["index"], own).time
        assert (shown["after"], shown["until"]) == (time.after, time.until)


def test_where_nobody_witnessed_no_time_is_told(checker):
    exercise = founded(witnesses=("aruna", "belva"))
    exercise.file("Nobody saw this.")
    exercise.publish(witnesses=[])
    data = write_zip(part_bundle(exercise.read, exercise.files, [4], **exercise.shown()))
    said = checker.says(data, exercise.policies["published"])
    assert said["report"]["outcome"] == "accepted"
    assert "at a time that no quorum of witnesses states" in said["told"]["headline"]


@pytest.mark.parametrize("case", range(12))
def test_what_is_damaged_is_refused_with_a_reason(checker, exercise, files, case):
    name, data, code = refused(files)[case]
    said = checker.says(data, exercise.policy)
    report, told = said["report"], said["told"]
    outcome = "unable" if code.endswith("-over") else "refused"
    assert (report["outcome"], report["reason"]["code"]) == (outcome, code), name
    assert told["advice"] and told["headline"] and "…" not in told["headline"]
    assert (told["entries"], told["caveat"]) == ([], "")


def test_a_policy_of_other_witnesses_refuses(checker, files):
    others = founded(witnesses=("aruna", "belva", "carna", "dora")).policy
    said = checker.says(write_zip(files), others)
    reason = said["report"]["reason"]
    assert (said["report"]["outcome"], reason["code"]) == ("refused", "quorum-missed")
    assert "carna, dora" in said["told"]["headline"]
    assert "ask the witnesses" in said["told"]["advice"]


def test_a_policy_of_another_log_refuses(checker, exercise, files):
    log, other = exercise.log.vkey, note_signer(LOG, SignatureType.ED25519, "other").vkey
    said = checker.says(
        write_zip(files), exercise.policy.replace(str(log).encode(), str(other).encode())
    )
    reason = said["report"]["reason"]
    assert (said["report"]["outcome"], reason["code"]) == ("refused", "log-key-differs")
    assert "Compare both with your minutes" in said["told"]["advice"]


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (b"log nonsense\n", "own-policy-line"),
        (b"Dear colleague,\nhere is the policy\n", "own-policy-line"),
        (b"# nothing\n", "own-policy"),
    ],
)
def test_a_policy_that_is_none_decides_nothing(checker, files, policy, code):
    said = checker.says(write_zip(files), policy)
    assert (said["report"]["outcome"], said["report"]["reason"]["code"]) == ("unable", code)


def test_the_sites_own_policy_is_told_to_prove_only_consistency(checker, exercise, files):
    said = checker.says(write_zip(files), exercise.policy, source="site")
    assert "trust-site" in codes(said) and "trust-reader" not in codes(said)
    assert (
        "only" in said["told"]["caveat"] or "not that the site is honest" in said["told"]["caveat"]
    )
    carried = checker.says(write_zip(files))
    assert "trust-carried" in codes(carried)
    assert "policy in the file itself" in carried["told"]["caveat"]


def test_signatures_the_browser_does_not_know_decide_nothing(checker):
    """Three of four witnesses suffice; one is missing and one signs with ML-DSA-44."""
    exercise = founded(pq=True)
    exercise.file("Seen by three.")
    exercise.publish(witnesses=exercise.witnesses[1:])
    files = receipt_bundle(exercise.read, exercise.files, 4, **exercise.shown())
    report = checker.says(write_zip(files), exercise.policy)["report"]
    if "unchecked" in {each["code"] for each in report["findings"]}:
        assert (report["outcome"], report["reason"]["code"]) == ("unable", "quorum-missed")
    else:  # this Node knows ML-DSA-44
        assert report["outcome"] == "accepted"


def unpacked(said):
    """A Node too old to unpack says so instead of failing in another way."""
    able = subprocess.run(
        ["node", "-e", "new DecompressionStream('deflate-raw')"], capture_output=True
    )
    expected = "file-damaged" if able.returncode else None
    assert (said["report"]["reason"] or {}).get("code") == expected


def test_a_bundle_packed_anew_is_read(checker, exercise, files):
    unpacked(checker.says(deflated(files), exercise.policy))


def test_a_browser_that_reads_streams_by_a_reader_only_reads_it_too(checker, exercise, files):
    lacking = "delete ReadableStream.prototype[Symbol.asyncIterator]"
    unpacked(checker.says(deflated(files), exercise.policy, first=lacking))


def test_a_browser_that_lacks_ed25519_accuses_nobody(checker, exercise, files):
    lacking = "globalThis.crypto ??= (await import('node:crypto')).webcrypto; "
    lacking += "crypto.subtle.constructor.prototype.verify = async () => { throw new Error() }"
    said = checker.says(write_zip(files), exercise.policy, first=lacking)
    report = said["report"]
    assert (report["outcome"], report["reason"]["code"]) == ("unable", "no-ed25519")
    assert "Nothing is said against the file" in said["told"]["advice"]


def test_french_is_told_in_french(checker, exercise, files):
    said = checker.says(write_zip(files), exercise.policy, language="fr")
    made = receipt(exercise.read, exercise.files, 5)
    day = dates.day(datetime.fromtimestamp(made.time.after, UTC).date(), "fr")
    assert f"après le {day}, 13:00:01 UTC" in said["told"]["headline"]
    assert said["told"]["word"] == "Accepté"
    assert "Degré\u00a0: " in said["told"]["headline"]
    damaged = checker.says(b"x", exercise.policy, language="fr")
    assert damaged["told"]["word"] == "NON accepté"


def test_text_out_of_a_bundle_cannot_turn_a_line_around(checker, files):
    changed = files | {
        "ledger.json": files["ledger.json"].replace(b"lakes.example", b"x\xe2\x80\xaey")
    }
    said = checker.says(write_zip(changed), b"quorum none\n")
    assert "\u202e" not in str(said["told"])
