"""`kept statement`, as it is typed: written, signed by four eyes, filed, taken back, shown, erased."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest

from kept.archive.keys import kept_entries, read_key
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import read_paper, read_register

ROAD = ["--about", "relief-road-open", "--when", "2025-11-18", "--said-on", "2025-11-20"]
SAID = "The relief road is open since 18 November"
WORDS = ["--claim-en", SAID, "--claim-fr", "La route est ouverte depuis le 18 novembre"]


VOTED = "sha256:" + 64 * "a"


def write(kept, out, *more, speaker="aruna", code=0):
    return kept("statement", "write", "lakes-exercise", "--out", str(out), "--speaker", speaker,
                *WORDS, *(more or ROAD), code=code).output  # fmt: skip


# Writing


def test_a_draft_shows_what_will_be_signed_and_who_may_see_it(kept, tmp_path):
    out = tmp_path / "road.toml"
    said = write(kept, out, *ROAD, "--id", "road-open")
    assert said.startswith(f"{out} holds the statement. Nothing is signed yet.")
    assert "who can see them: everybody" in said
    assert SAID in said
    assert 'id = "road-open"' in out.read_text("utf-8")
    assert "is there already" in write(kept, out, code=2)
    french = write(kept, tmp_path / "b.toml", *ROAD, "--release", "parties", "--lang", "fr")
    assert "qui pourra le voir\u00a0: les parties" in french


def test_a_vote_is_a_comment_that_the_parties_see(kept, tmp_path):
    out = tmp_path / "vote.toml"
    said = write(kept, out, *ROAD, "--vote", "against", VOTED)
    assert "who can see them: the parties" in said
    told = out.read_text("utf-8")
    assert 'kind = "comments"' in told
    assert tomllib.loads(told)["statement"][0]["vote"] == {"on": VOTED, "is": "against"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--about", "relief-rode-open"], "Did you mean relief-road-open?"),
        (["--about", "relief-not-held-up"], "which is a commitment"),
        ([*ROAD, "--answers", "nobody-said-so"], "nobody-said-so"),
        (["--about", "relief-road-open", "--when", "2025-12-18", "--said-on", "2025-11-20"],
         "It reports on"),
        ([*ROAD, "--kind", "shouts"], "shouts"),
        ([*ROAD, "--area", "nowhere"], "nowhere"),
        ([*ROAD, "--id", "Not An Id"], "Not An Id"),
        ([*ROAD, "--vote", "for", "those words"], "those words"),
        ([*ROAD, "--vote", "for", VOTED, "--kind", "denies"], "It denies and votes."),
        ([], "It is about nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_draft_is_told_and_nothing_is_written(kept, tmp_path, more, said):
    out = tmp_path / "wrong.toml"
    asked = [*WORDS, "--speaker", "aruna", *more]
    done = kept("statement", "write", "lakes-exercise", "--out", str(out), *asked, code=3)
    assert said in done.output
    assert "Nothing was written or signed" in done.output
    assert not out.exists()


def test_without_anybody_to_ask_all_must_be_given(kept, tmp_path):
    said = kept(
        "statement", "write", "lakes-exercise", "--out", str(tmp_path / "x"), code=2
    ).output
    assert "Say who says what" in said


@pytest.mark.parametrize("said", ['A "quoted" \\ claim', "line\nend", "tab\tand bell", "é ☮ 和平"])
def test_any_words_survive_the_draft(kept, tmp_path, said):
    out = tmp_path / "draft.toml"
    done = kept("statement", "write", "lakes-exercise", "--out", str(out), "--speaker", "aruna",
                "--claim-en", said, "--claim-fr", said, *ROAD)  # fmt: skip
    shown = done.output[done.output.index("{") : done.output.rindex("}") + 1]
    assert json.loads(shown)["claim"]["en"] == said


# Signing


def test_four_eyes_sign_one_after_the_other(kept, aruna, tmp_path):
    draft = tmp_path / "road.toml"
    write(kept, draft)
    alone = aruna.kept("statement", "sign", str(draft), "--key", "pen", "--ledger",
                       str(aruna.ledger), "--yes", code=2)  # fmt: skip
    assert "signs statement.filed with 2 keys" in alone.output
    said = aruna.sign(draft)
    assert "To be signed as aruna/delegation, for the register lakes.example/exercise" in said
    assert "Who can see these words: everybody." in said
    assert "what it is about (relief-road-open)" in said
    assert "Signatures still missing: 1." in said
    paper = draft.with_suffix(".paper")
    assert paper.stat().st_mode & 0o077 == 0
    early = aruna.kept("statement", "submit", str(paper), "--ledger", str(aruna.ledger), code=3)
    assert "Signatures are missing: 1 of 2" in early.output
    twice = aruna.kept("statement", "sign", str(paper), "--key", "pen", "--yes", code=3)
    assert "has signed this paper already" in twice.output
    stranger = aruna.kept("statement", "sign", str(paper), "--key", "root-1", "--yes", code=3)
    assert "does not name that key" in stranger.output
    assert "is complete. File it" in aruna.second(paper)
    filed = aruna.submit(paper)
    code = filed.split("Its code is ")[1].split(";")[0]
    assert "waits to be admitted" in aruna.submit(paper)
    aruna.publish()
    receipt = aruna.submit(paper)
    assert receipt.startswith("It is in the register as entry ")
    assert receipt.count(code) >= 2  # in the sentence, and on the receipt


def test_nobody_there_to_be_asked_signs_nothing(kept, aruna, tmp_path):
    draft = tmp_path / "road.toml"
    write(kept, draft)
    said = aruna.kept("statement", "sign", str(draft), "--key", "pen", "--with", "seal",
                      "--ledger", str(aruna.ledger), code=2).output  # fmt: skip
    assert "--yes" in said
    assert not draft.with_suffix(".paper").exists()
    assert "--ledger" in aruna.kept("statement", "sign", str(draft), "--key", "pen", "--yes",
                                    code=2).output  # fmt: skip


def test_who_may_not_sign_is_told_why(kept, aruna, tmp_path):
    draft = tmp_path / "road.toml"
    write(kept, draft)
    sign = ["statement", "sign", str(draft), "--ledger", str(aruna.ledger), "--yes"]
    said = aruna.kept(*sign, "--key", "root-1", code=2).output
    assert "may not sign statement.filed" in said
    aruna.kept("key", "new", "unknown", "--no-passphrase")
    said = aruna.kept(*sign, "--key", "unknown", code=2).output
    assert "does not know the key unknown" in said


def test_words_of_others_are_announced_as_reported(kept, aruna, tmp_path):
    draft = tmp_path / "words.toml"
    write(kept, draft, speaker="belva")
    assert "It speaks in the name of others than aruna" in aruna.sign(draft)


def test_a_second_entry_under_one_number_is_not_signed_by_accident(kept, aruna, tmp_path):
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    write(kept, first)
    write(kept, second)
    aruna.sign(first)
    sign = ["statement", "sign", str(second), "--key", "pen", "--with", "seal", "--ledger",
            str(aruna.ledger), "--yes"]  # fmt: skip
    said = aruna.kept(*sign, code=2).output
    assert "has signed another entry as its number 0" in said
    assert "a proof against you" in said
    aruna.second(first.with_suffix(".paper"))
    aruna.submit(first.with_suffix(".paper"))
    assert "has signed another entry" in aruna.kept(*sign, code=2).output
    aruna.publish()
    aruna.kept(*sign)
    assert read_paper(second.with_suffix(".paper").read_bytes()).header.seq == 1
    aruna.kept(*sign, "--instead")


def test_two_entries_under_one_number_are_refused_in_words(kept, aruna, tmp_path):
    papers = []
    for name in ("first", "second"):
        draft = tmp_path / f"{name}.toml"
        write(kept, draft)
        aruna.sign(draft, "--instead")
        papers.append(draft.with_suffix(".paper"))
        aruna.second(papers[-1])
    for paper in papers:
        aruna.submit(paper)
    said = aruna.publish()
    assert "Entries admitted: 1." in said
    assert "Refused, entry " in said
    done = aruna.kept("statement", "submit", str(papers[1]), "--ledger", str(aruna.ledger), code=1)
    assert done.output.startswith("kept: The register refused it.")


@pytest.mark.parametrize("data", [b"", b"{}", b"Dear sir", b'{"v":1}', b"\xff\xfe", b"[" * 5000])
def test_what_is_no_paper_is_told(kept, aruna, tmp_path, data):
    paper = tmp_path / "x.paper"
    paper.write_bytes(data)
    for command in (["sign", str(paper), "--key", "pen", "--yes"],
                    ["submit", str(paper), "--ledger", str(aruna.ledger)]):  # fmt: skip
        said = aruna.kept("statement", *command, code=3).output
        assert said.startswith("kept: This file is no paper") or "paper" in said


def test_one_letter_changed_on_the_way_is_refused(kept, aruna, tmp_path):
    draft = tmp_path / "road.toml"
    write(kept, draft)
    aruna.sign(draft)
    paper = draft.with_suffix(".paper")
    aruna.second(paper)
    from kept.ledger.canonical import decode, encode, from_base64, to_base64

    value = decode(paper.read_bytes(), 1 << 26)
    content = from_base64(value["body"]["content"]).replace(b"18 November", b"19 November")
    value["body"]["content"] = to_base64(content)
    paper.write_bytes(encode(value, 1 << 26))
    done = aruna.kept("statement", "submit", str(paper), "--ledger", str(aruna.ledger), code=3)
    assert "commit" in done.output
    assert "Traceback" not in done.output


def test_nothing_is_filed_in_a_copy(kept, aruna, register, tmp_path):
    draft = tmp_path / "road.toml"
    write(kept, draft)
    copy = tmp_path / "copy"
    shutil.copytree(register, copy, ignore=shutil.ignore_patterns("private"))
    aruna.ledger = copy  # reading it is enough to sign
    aruna.sign(draft)
    aruna.second(draft.with_suffix(".paper"))
    done = kept("statement", "submit", str(draft.with_suffix(".paper")), "--ledger", str(copy),
                code=2)  # fmt: skip
    assert "is a copy of the register" in done.output
    assert not (copy / "private").exists()
    aruna.ledger = register
    assert aruna.submit(draft.with_suffix(".paper")).startswith("Filed.")


# Taking back, showing, destroying


def test_a_retraction_takes_words_back(kept_json, aruna, belva, tmp_path):
    index = aruna.say(tmp_path / "road.toml", *ROAD, "--id", "road-open")
    assert "road-open" in told(aruna)
    retract = ["statement", "retract", str(index), "--ledger", str(aruna.ledger), "--yes"]
    other = belva.kept(*retract, "--key", "pen", "--with", "seal", code=2).output
    assert "only it can take it back" in other
    paper = tmp_path / "back.paper"
    aruna.kept(*retract, "--key", "pen", "--with", "seal", "--out", str(paper))
    aruna.second(paper)
    aruna.submit(paper)
    aruna.publish()
    [said, back] = told(aruna)
    assert (said, back[:9]) == ("road-open", "retracts-")
    shown = kept_json("ledger", "show", str(aruna.ledger), str(index))
    assert shown["spoken_of_by"][0]["role"] == "aruna/delegation"


def told(aruna):
    """The ids of what everybody can read in the register, without the exercise itself."""
    statements = read_register(LedgerFolder(aruna.ledger)).statements
    return [each.id for each in statements if each.entered.author == "aruna/delegation"]


def test_a_sealed_statement_is_shown_field_by_field_then_whole(kept, kept_json, aruna, tmp_path):
    draft = tmp_path / "sealed.toml"
    write(kept, draft, *ROAD, "--id", "sealed-road")
    said = aruna.sign(draft, "--sealed")
    assert "nobody but you, until you disclose them" in said
    assert "relief-road-open" not in said.split("What every reader")[1]
    assert "It alone holds the words" in said
    paper = draft.with_suffix(".paper")
    aruna.second(paper)
    aruna.submit(paper)
    aruna.publish()
    index = str(aruna.size() - 1)
    show = ["ledger", "show", str(aruna.ledger), index]
    assert kept_json(*show, "--clearance", "confidential")["words"]["state"] == "sealed"
    assert "sealed-road" not in told(aruna)

    disclose = ["statement", "disclose", index, "--ledger", str(aruna.ledger), "--key", "pen",
                "--with", "seal", "--yes"]  # fmt: skip
    assert "--paper" in aruna.kept(*disclose, "--to", "public", code=2).output
    odd = aruna.kept(
        *disclose, "--to", "public", "--field", "colour", "--paper", str(paper), code=2
    )
    assert "It has no field “colour”" in odd.output
    shown = tmp_path / "shown.paper"
    aruna.kept(*disclose, "--to", "parties", "--field", "claim", "--paper", str(paper), "--out",
               str(shown))  # fmt: skip
    aruna.second(shown)
    aruna.submit(shown)
    aruna.publish()
    assert kept_json(*show)["words"]["fields"] == {}
    seen = kept_json(*show, "--clearance", "parties")["words"]
    assert seen["fields"] == {"claim": {"en": SAID, "fr": WORDS[3]}}
    assert seen["body"] is None

    whole = tmp_path / "whole.paper"
    said = aruna.kept(*disclose, "--to", "public", "--paper", str(paper), "--out", str(whole))
    assert "Who can see them from now on: everybody." in said.output
    aruna.second(whole)
    aruna.submit(whole)
    aruna.publish()
    words = kept_json(*show)["words"]
    assert (words["state"], words["for"], words["body"]["id"]) == (
        "shown",
        "public",
        "sealed-road",
    )
    assert "sealed-road" in told(aruna)


def test_confidential_words_are_filed_and_later_shown(kept, kept_json, aruna, tmp_path):
    index = aruna.say(tmp_path / "road.toml", *ROAD, "--id", "quiet", "--release", "confidential")
    show = ["ledger", "show", str(aruna.ledger), str(index)]
    assert kept_json(*show)["words"]["state"] == "withheld"
    assert "about" not in kept_json(*show)["header"]
    assert kept_json(*show, "--clearance", "confidential")["words"]["state"] == "shown"
    assert "quiet" not in told(aruna)
    paper = tmp_path / "open.paper"
    aruna.kept("statement", "disclose", str(index), "--ledger", str(aruna.ledger), "--key", "pen",
               "--with", "seal", "--to", "public", "--yes", "--out", str(paper))  # fmt: skip
    aruna.second(paper)
    aruna.submit(paper)
    aruna.publish()
    assert "quiet" in told(aruna)


def test_what_is_erased_is_gone_and_said_to_be(kept, kept_json, aruna, tmp_path):
    index = aruna.say(tmp_path / "road.toml", *ROAD, "--id", "road-open")
    paper = tmp_path / "erase.paper"
    said = aruna.kept("statement", "erase", str(index), "--ledger", str(aruna.ledger), "--key",
                      "pen", "--with", "seal", "--ground", "data-protection", "--yes", "--out",
                      str(paper)).output  # fmt: skip
    assert "cannot be recalled" in said
    aruna.second(paper)
    aruna.submit(paper)
    aruna.publish()
    shown = kept_json("ledger", "show", str(aruna.ledger), str(index))
    assert shown["words"]["state"] == "erased"
    assert not any(
        SAID.encode() in path.read_bytes() for path in aruna.ledger.rglob("*") if path.is_file()
    )
    review = kept("review", "lakes-exercise", "--ledger", str(aruna.ledger)).output
    assert "No longer reproducible" in review
    assert f"entry {index}" in review
    assert kept_json("ledger", "verify", str(aruna.ledger))["verdict"] == "holds"


def test_what_the_recorder_entered_and_was_erased_is_not_entered_again(kept, kept_json, aruna):
    shown = kept_json("ledger", "show", str(aruna.ledger), "40")
    said = kept("statement", "erase", "40", "--ledger", str(aruna.ledger), "--key",
                "register-registrar", "--ground", "court-order", "--yes").output  # fmt: skip
    assert "Filed. Its code is" in said
    aruna.publish()
    enter = ["ledger", "import", "lakes-exercise", "--ledger", str(aruna.ledger)]
    said = kept(*enter).output
    named = shown["words"]["body"]["id"]
    assert f"Not entered: {named}" in said or named in said.split("Not entered: ")[1].split(".")[0]
    assert kept_json("ledger", "show", str(aruna.ledger), "40")["words"]["state"] == "erased"
    assert "1 new" in kept(*enter, "--again", named).output


def test_what_a_key_signed_lies_beside_it(kept, aruna, tmp_path):
    aruna.say(tmp_path / "road.toml", *ROAD)
    assert kept_entries(read_key(aruna.keys, "seal")) == ()
    assert len(list(read_key(aruna.keys, "pen").entries.iterdir())) == 1
