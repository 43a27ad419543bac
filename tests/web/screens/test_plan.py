"""The plan and its phases as a reader meets them."""

import csv
import io
from html import unescape

import pytest

pytestmark = pytest.mark.usefixtures("exercise")


def page(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows(reader, path):
    return list(csv.DictReader(io.StringIO(reader.get(path).content.decode("utf-8-sig"))))


def test_a_gate_is_told_with_what_was_met_when_it_was_due(reader):
    told = page(reader, "/plan/")
    assert "Missed: the phase before it was to be over on 31 October 2025" in told
    assert "1 of 3 were met by then" in told
    assert "This phase is being prepared while the one before it is still reviewed." in told


def test_before_its_day_the_gate_is_open(reader):
    told = page(reader, "/plan/?on=2025-10-20&known_at=2025-10-20")
    assert "Not open yet; the phase before it is to be over on 31 October 2025" in told
    assert "Missed" not in told


def test_what_waits_across_the_tracks_is_marked(reader):
    told = page(reader, "/plan/")
    assert "Velmar track waits for Tessany track" in told
    assert "Neither is in breach." in told
    assert "What could move first" in told


def test_the_picture_and_the_table_name_the_same_tasks(reader, exercise):
    drawn = page(reader, "/plan/")
    picture, table = drawn.split("<svg", 2)[-1], drawn.split('id="tasks"')[1]
    for each in exercise.process.commitments.values():
        if each.phase:
            assert each.text.in_language("en") in table
            assert f"/commitments/{each.id}/" in picture


def test_its_data_is_one_click_away(reader):
    told = reader.get("/plan/data.json").json()
    assert told["schema"] == "kept.plan/1"
    assert [each["gate"]["word"] for each in told["phases"]] == ["met", "missed"]
    across = [each for each in told["waits"] if each["across"]]
    assert [(each["waiting"], each["awaited"]) for each in across] == [
        ("river-ports", "front-leaves-towns")
    ]
    table = rows(reader, "/plan/data.csv")
    assert [row["commitment"] for row in table] == [
        task["id"] for each in told["phases"] for task in each["tasks"]
    ]


def test_it_speaks_french(reader):
    told = page(reader, "/plan/?lang=fr")
    assert "Manqué\u00a0: la phase précédente devait être achevée le 31 octobre 2025" in told
    assert "rempli alors\u00a0: 1 sur 3" in told


def test_a_phase_has_its_page(reader):
    told = page(reader, "/plan/phase-two/")
    assert "All commitments of “Phase One: preparation” are kept" in told
    assert "1 of 3 kept" in told
    data = reader.get("/plan/phase-two/data.json").json()
    assert (data["schema"], data["gate"]["word"], data["ends"]) == (
        "kept.phase/1",
        "missed",
        "2026-01-01..2026-03-31",
    )


def test_a_figure_stands_beside_what_is_asked_with_its_source(reader):
    told = page(reader, "/plan/phase-two/").split('id="tasks"')[1]
    assert "Belvan soldiers in Aruna: exactly 0 soldiers" in told
    assert "1,600 to 2,100 soldiers" in told
    assert "Joint Verification Mechanism, 24 October 2025" in told
    french = page(reader, "/plan/phase-two/?lang=fr")
    assert "1\u202f600 à 2\u202f100 soldats" in french
    task = reader.get("/plan/phase-two/data.json").json()["tasks"][1]
    [part] = task["measured"]
    assert (part["asks"]["test"], part["verdict"]) == ("= 0", "false")
    assert [each["says"] for each in part["voices"]] == ["1600..2100", "1800..2400"]


@pytest.mark.parametrize("path", ["/plan/phase-nine/", "/plan/phase-nine/data.json"])
def test_an_unknown_phase_is_not_there(reader, path):
    assert reader.get(path).status_code == 404


def test_from_another_standpoint_the_gate_may_stand_otherwise(reader):
    told = {
        name: reader.get(f"/plan/data.json?standpoint={name}").json()["phases"][1]["gate"]["met"]
        for name in ("public", "belva")
    }
    assert told == {"public": 1, "belva": 2}


def test_a_process_without_phases_says_so(reader, exercise, monkeypatch):
    from dataclasses import replace

    from kept.web.reading.site import Site

    taken = Site.snapshot

    def snapshot(self, viewer):
        it = taken(self, viewer)
        alone = {name: replace(each, phase=None) for name, each in it.process.commitments.items()}
        process = replace(it.process, phases={}, commitments=alone)
        return replace(it, process=process, key="without")

    monkeypatch.setattr(Site, "snapshot", snapshot)
    assert "The texts of this process set no phases." in page(reader, "/plan/")
