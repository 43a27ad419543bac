"""Two standpoints side by side."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("exercise")


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#39;", "'").replace("’", "'")


def test_without_a_choice_it_sets_the_first_two_compared_ones_side_by_side(reader):
    told = reader.get("/differ/data.json").json()
    assert told["standpoints"] == ["aruna", "belva"]
    assert told == reader.get("/differ/data.json?left=aruna&right=belva").json()


def test_it_counts_in_words_and_never_in_a_score(reader):
    page = words(reader.get("/differ/?lang=en"))
    assert "3 commitments are contested. On 1 only one of them has an answer." in page
    assert "%" not in page


def test_each_difference_tells_both_words_and_what_settles_it(reader):
    page = words(reader.get("/differ/?lang=en"))
    assert "An agreement on the reading, or a decision of a body that may decide it." in page
    posts = next(
        each
        for each in reader.get("/differ/data.json").json()["commitments"]
        if each["id"] == "trade-posts"
    )
    assert {each["word"] for each in posts["standpoints"].values()} == {"kept", "broken"}
    assert [each["word"] for each in posts["settled_by"]] == ["broken", "kept"]


def test_turned_round_it_says_the_same(reader):
    left = reader.get("/differ/data.json?left=aruna&right=belva").json()
    right = reader.get("/differ/data.json?left=belva&right=aruna").json()

    def settled(told):
        return {
            each["id"]: (each["word"], sorted(map(str, each["settled_by"])))
            for each in told["commitments"]
        }

    assert settled(left) == settled(right)


def test_one_standpoint_beside_itself_differs_in_nothing(reader):
    told = reader.get("/differ/data.json?left=aruna&right=aruna").json()
    assert told["commitments"] == []
    assert "Choose two." in words(reader.get("/differ/?left=aruna&right=aruna&lang=en"))


def test_what_is_contested_is_what_the_commitment_page_says(reader):
    for each in reader.get("/differ/data.json").json()["commitments"]:
        page = reader.get(f"/commitments/{each['id']}/data.json").json()
        if each["word"] == "contested":
            assert page["comparison"]["word"] == "contested"


def test_an_unknown_standpoint_is_refused(reader):
    assert reader.get("/differ/?left=moon").status_code == 400


def test_it_speaks_french(reader):
    assert "3 engagements sont contestés." in words(reader.get("/differ/?lang=fr"))
