"""The secretariat records a meeting: form, preview, the text of the site, and what readers see."""

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from kept.cli.main import main
from kept.web.minutes import text
from kept.web.reading.current import process_path, site

NEW = "/desk/meetings/new/?body="
DAY = "?on=2025-12-20&known_at=2025-12-20"


def shown(answer):
    return unescape(answer.content.decode())


def base_of(answer):
    return re.search(r'name="base" value="([^"]+)"', answer.content.decode())[1]


def seen_and_sent(client, body, fields):
    """The form, its preview, and then recorded."""
    preview = client.post(NEW + body, {**fields, "preview": "1"})
    assert preview.status_code == 200, shown(preview)
    return client.post(NEW + body, {**fields, "base": base_of(preview), "record": "1"})


@pytest.mark.parametrize("role", ["delegation", "signatory", "observer", "verifier", "public"])
def test_it_is_there_for_the_secretariat_alone(desk, reader, role):
    assert desk(role, "somebody").get("/desk/meetings/new/").status_code == 404
    assert reader.get("/desk/meetings/new/").status_code == 302
    assert desk().get("/desk/meetings/new/").status_code == 200


def test_a_preview_writes_nothing(desk, filled, settings):
    preview = desk().post(NEW + "jvm", {**filled, "preview": "1"})
    assert "[meeting.jvm-2025-12-19]" in shown(preview)
    assert "The road to the hills is closed" in shown(preview)
    assert not text.copy().exists()
    assert list(settings.KEPT_DATA.glob("process-*")) == []


def test_what_was_recorded_is_what_readers_read(desk, reader, filled):
    original = Path(site().path)
    digest = site().process.digest
    done = seen_and_sent(desk(), "jvm", filled)
    assert done.headers["Location"] == "/desk/meetings/jvm-2025-12-19/recorded/"
    page = shown(reader.get(f"/meetings/jvm-2025-12-19/{DAY}"))
    assert "Visit to the place of complaint 3" in page
    assert "The road to the hills is closed" in page
    assert "18 December 2025" in page  # for which it had been planned
    french = shown(reader.get(f"/meetings/jvm-2025-12-19/{DAY}&lang=fr"))
    assert "La route des monts est coupée" in french
    assert process_path() == text.copy() != original
    assert site().process.digest != digest


def test_the_planned_meeting_is_told_as_the_one_that_was_held(desk, reader, filled):
    seen_and_sent(desk(), "jvm", filled)
    told = reader.get(f"/mechanisms/jvm/data.json{DAY}").json()
    planned = next(each for each in told["meetings"] if each["id"] == "jvm-7")
    assert (planned["is"], planned["held_as"]) == ("took-place", "jvm-2025-12-19")
    held = next(each for each in told["meetings"] if each["id"] == "jvm-2025-12-19")
    assert (held["is"], held["days_moved"]) == ("held", 1)
    assert told["next_on"] == "2026-01-22"


def test_nobody_could_know_of_it_before(desk, reader, filled):
    seen_and_sent(desk(), "jvm", filled)
    before = "?on=2025-12-19&known_at=2025-12-19"
    assert reader.get(f"/meetings/jvm-2025-12-19/{before}").status_code == 404
    told = reader.get(f"/mechanisms/jvm/data.json{before}").json()
    assert "jvm-2025-12-19" not in [each["id"] for each in told["meetings"]]


def test_a_decision_moves_the_deadline_it_says(desk, reader, steering):
    preview = desk().post(NEW + "jsc", {**steering, "preview": "1"})
    changes = shown(preview).split("What it changes")[1].split("As it is written")[0]
    assert "Hand over a list of its positions" in changes
    assert "Due: 31 October 2025 → 30 November 2025, at first 31 October 2025" in changes
    done = seen_and_sent(desk(name="secretariat-2"), "jsc", steering)
    assert done.status_code == 302
    told = reader.get(f"/data.json{DAY}").json()["commitments"]
    moved = next(each for each in told if each["id"] == "list-of-positions")
    assert moved["time"]["first_due"] == "2025-10-31"
    assert moved["time"]["due"] == "2025-11-30"


def test_kept_check_accepts_what_was_written(desk, filled, steering):
    client = desk()
    seen_and_sent(client, "jvm", filled)
    seen_and_sent(client, "jsc", steering)
    checked = CliRunner().invoke(main, ["check", str(text.copy())])
    assert checked.exit_code == 0, checked.output


def test_the_original_is_never_written_to(desk, filled):
    original = Path(site().path)
    before = {each: each.read_bytes() for each in original.rglob("*") if each.is_file()}
    seen_and_sent(desk(), "jvm", filled)
    assert {each: each.read_bytes() for each in original.rglob("*") if each.is_file()} == before


def test_the_second_of_two_secretaries_is_told(desk, filled, steering):
    one, two = desk(), desk(name="secretariat-2")
    first = one.post(NEW + "jvm", {**filled, "preview": "1"})
    second = two.post(NEW + "jsc", {**steering, "preview": "1"})
    recorded = one.post(NEW + "jvm", {**filled, "base": base_of(first), "record": "1"})
    assert recorded.status_code == 302
    late = two.post(NEW + "jsc", {**steering, "base": base_of(second), "record": "1"})
    assert late.status_code == 409
    assert "Somebody else has recorded something" in shown(late)
    assert "jsc-5" not in site().process.meetings
    again = two.post(NEW + "jsc", {**steering, "base": base_of(late), "record": "1"})
    assert again.status_code == 302
    assert {"jsc-5", "jvm-2025-12-19"} <= set(site().process.meetings)


def test_the_same_meeting_is_not_recorded_twice(desk, filled):
    client = desk()
    seen_and_sent(client, "jvm", filled)
    again = client.post(NEW + "jvm", {**filled, "preview": "1"})
    assert again.status_code == 422
    assert "A meeting of this number has been recorded" in shown(again)


def test_a_form_without_its_preview_records_nothing(desk, filled):
    answer = desk().post(NEW + "jvm", {**filled, "record": "1"})
    assert answer.status_code == 200
    assert "Nothing has been written yet" in shown(answer)
    assert not text.copy().exists()


def test_what_is_typed_never_becomes_markup_or_another_table(desk, reader, filled):
    nasty = '<script>alert(1)</script> " ]\\u0041 [process] \' """'
    fields = {**filled, "agreed_en": nasty, "agreed_fr": nasty, "found1_text_en": nasty}
    assert seen_and_sent(desk(), "jvm", fields).status_code == 302
    page = reader.get(f"/meetings/jvm-2025-12-19/{DAY}").content.decode()
    assert "<script" not in page
    assert nasty in unescape(page)


def test_the_pages_speak_french(desk, filled):
    client = desk()
    page = shown(client.get(NEW + "jvm&lang=fr"))
    assert "Ce dont il a été question" in page
    preview = shown(client.post(NEW + "jvm&lang=fr", {**filled, "preview": "1"}))
    assert "Rien n’est encore écrit" in preview
