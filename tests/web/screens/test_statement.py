"""One statement: words, sources, answers, and whether it counts."""

import re

import pytest

from kept.process.read.world import SOURCE_KINDS
from kept.web.words import words

BOULOS = "boulos-welcomes-draft-text-2025-05"


def text(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", plain).replace("&#39;", "'")


@pytest.mark.usefixtures("great_lakes")
class TestOfTheGreatLakes:
    def test_it_stands_in_every_language_the_readers_own_first(self, reader):
        page = reader.get(f"/statements/{BOULOS}/?lang=fr").content.decode()
        assert re.findall(r'<blockquote lang="(..)">', page) == ["fr", "en"]
        assert "notre résumé de ce que d’autres ont rapporté" in page

    def test_it_tells_who_spoke_when_and_through_whom(self, reader):
        page = text(reader.get(f"/statements/{BOULOS}/?lang=en"))
        assert "United States , Massad Boulos, Senior Advisor for Africa · assertion" in page
        assert "Reuters news agency, 6 May 2025" in page

    def test_the_chain_of_answers_goes_both_ways(self, reader):
        told = reader.get(f"/statements/{BOULOS}/data.json").json()
        assert told["answers"] == ["nduhungirehe-drafts-not-merged-2025-05"]
        before = reader.get(f"/statements/{told['answers'][0]}/data.json").json()
        assert BOULOS in before["answered_by"]
        assert (
            f"/statements/{BOULOS}/"
            in reader.get(f"/statements/{told['answers'][0]}/").content.decode()
        )

    def test_whether_it_counts_hangs_on_the_standpoint(self, reader):
        rwandan = "nduhungirehe-drafts-not-merged-2025-05"
        here = reader.get(f"/statements/{rwandan}/data.json").json()
        there = reader.get(f"/statements/{rwandan}/data.json?standpoint=drc").json()
        assert (here["counted"], here["why"]) == (True, "counts")
        assert (there["counted"], there["why"]) == (False, "set-aside")
        assert "sets the word of Rwanda aside" in text(
            reader.get(f"/statements/{rwandan}/?standpoint=drc&lang=en")
        )

    def test_an_id_may_hold_a_dot(self, reader):
        assert reader.get("/statements/barometer-21.6-percent-2025-10/").status_code == 200

    def test_every_statement_has_a_page(self, reader, great_lakes):
        for each in great_lakes.folder.statements[::7]:
            for language in ("en", "fr"):
                answer = reader.get(f"/statements/{each.id}/?lang={language}")
                assert answer.status_code == 200, each.id

    def test_before_it_was_known_it_is_not_there(self, reader):
        early = reader.get(f"/statements/{BOULOS}/?known_at=2025-05-01&on=2025-05-01")
        assert early.status_code == 404


@pytest.mark.usefixtures("exercise")
class TestOfTheExercise:
    def test_what_was_taken_back_says_so_and_by_whom(self, reader, exercise):
        retraction = next(each for each in exercise.folder.statements if each.retracts)
        page = reader.get(f"/statements/{retraction.retracts}/?lang=en").content.decode()
        assert "Taken back by" in page
        assert f"/statements/{retraction.id}/" in page
        assert reader.get(f"/statements/{retraction.retracts}/data.json").json()["why"] in (
            "taken-back",
            "counts",  # where only one of several speakers took it back
        )

    def test_one_not_for_this_reader_and_one_that_never_was_are_the_same(self, reader, exercise):
        hidden = next(each for each in exercise.folder.statements if each.release != "public")
        for form in ("", "data.json", "data.csv"):
            unseen = reader.get(f"/statements/{hidden.id}/{form}")
            never = reader.get(f"/statements/never-said-at-all/{form}")
            assert unseen.status_code == never.status_code == 404
            assert unseen.content == never.content


def test_every_kind_of_source_has_words():
    for language in ("en", "fr"):
        assert {f"statement.source-{each}" for each in SOURCE_KINDS} <= set(words(language))
