"""Meetings, bodies and actors as a reader meets them."""

import csv
import io
import re
from html import unescape

import pytest

pytestmark = pytest.mark.usefixtures("exercise")


def page(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_main_body_comes_first_with_its_last_and_next_meeting(reader):
    told = page(reader, "/meetings/")
    assert told.index("Joint Verification Mechanism") < told.index("Joint Steering Committee")
    assert "18 December 2025" in told
    assert "planned; nothing says that it was held" in told
    assert "28 days later than first planned" in told


def test_a_meeting_is_told_whole(reader):
    told = page(reader, "/meetings/jvm-6/")
    for each in (
        "Phase One of the operations order",
        "To open talks on Phase Two",
        "A plan of Phase Two is presented in January",
        "Belva's list of positions does not cover all sectors",
        "From 23 October 2025 to 20 November 2025",
    ):
        assert each in told


def test_what_changed_is_what_two_reviews_tell(reader):
    told = reader.get("/meetings/jvm-6/data.json").json()
    before, now = (
        {
            each["id"]: each["word"]
            for each in reader.get(f"/data.json?on={on}&known_at={on}").json()["commitments"]
        }
        for on in ("2025-10-23", "2025-11-20")
    )
    words = {name for name in now if now[name] != before[name]}
    assert words <= {each["id"] for each in told["changed"]}
    assert words


def test_a_meeting_nobody_could_know_of_is_not_there(reader):
    assert reader.get("/meetings/jvm-6/?known_at=2025-11-19&on=2025-11-19").status_code == 404
    assert reader.get("/meetings/jvm-6/?known_at=2025-11-20&on=2025-11-20").status_code == 200
    assert reader.get("/meetings/jvm-99/").status_code == 404


def test_decisions_are_told_with_what_they_do(reader):
    told = page(reader, "/meetings/jsc-3/")
    assert "it extends the deadline" in told.lower()
    assert "By 30 days." in told


def test_a_body_has_its_page(reader):
    told = page(reader, "/mechanisms/jsc/")
    assert "May extend, suspend, release, certify or find a breach under" in told
    assert "The maps of mined ground are complete" in told
    assert reader.get("/mechanisms/nobody/").status_code == 404


def test_an_actor_is_called_as_each_standpoint_calls_it(reader):
    assert "<h1>Sarro Front</h1>" in page(reader, "/actors/sarro-front/")
    from_aruna = page(reader, "/actors/sarro-front/?standpoint=aruna")
    assert "<h1>the rebels of the Sarro</h1>" in from_aruna
    assert "the raiders of the Sarro" in from_aruna


def test_nothing_is_counted_per_party(reader, exercise):
    for name in ("aruna", "belva", "sarro-front"):
        told = page(reader, f"/actors/{name}/")
        data = reader.get(f"/actors/{name}/data.json").json()
        for heading in re.findall(r"<h2[^>]*>([^<]*)</h2>", told):
            assert not re.search(r"\d", heading)
        assert not {"counts", "total", "share"} & data.keys()


def test_what_it_owes_is_told_one_by_one(reader, exercise):
    data = reader.get("/actors/belva/data.json").json()
    own = [each.id for each in exercise.process.commitments.values() if "belva" in each.of]
    assert [each["id"] for each in data["owes"]] == own
    answer = reader.get("/actors/belva/data.csv").content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(answer)))
    assert [row["commitment"] for row in table if row["is"] == "owes"] == own


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/meetings/", "kept.meetings/1"),
        ("/meetings/jvm-6/", "kept.meeting/1"),
        ("/mechanisms/jvm/", "kept.mechanism/1"),
        ("/actors/aruna/", "kept.actor/1"),
    ],
)
def test_its_data_is_one_click_away(reader, path, schema):
    assert reader.get(f"{path}data.json").json()["schema"] == schema
    assert reader.get(f"{path}data.csv").status_code == 200


def test_people_stand_in_alphabetical_order_of_their_names(reader):
    told = page(reader, "/meetings/jvm-6/")
    attended = told.split("Attended")[1].split("</dd>")[0]
    names = re.findall(r'class="quiet"[^>]*>([^<]+)<', attended)
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 4


def test_it_speaks_french(reader):
    told = page(reader, "/meetings/jvm-6/?lang=fr")
    assert "Ce qui a changé depuis la réunion précédente" in told
    assert "Entre le 23 octobre 2025 et le 20 novembre 2025" in told
