"""Anybody can ask for a correction; what was asked is shown once it was looked through."""

import pytest
from django.test import Client

from kept.web.accounts.models import User
from kept.web.corrections.limits import PER_ADDRESS
from kept.web.corrections.models import Correction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("great_lakes", "attempts")]
ASK = "/corrections/new/"
GIVEN = {"page": "/commitments/", "text": "The day of the second meeting is wrong."}


@pytest.fixture
def attempts():
    from django.core.cache import caches
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)
    caches["attempts"].clear()


@pytest.fixture
def secretariat():
    client = Client()
    client.force_login(User.objects.create_user("office", password=None, role="secretariat"))
    return client


def test_a_request_stands_in_the_log_without_its_words(reader):
    assert reader.post(ASK, GIVEN).status_code == 302
    page = reader.get("/corrections/").content.decode()
    assert "/commitments/" in page
    assert GIVEN["text"] not in page
    assert reader.get("/corrections/data.json").json()["corrections"][0]["text"] is None


def test_the_log_shows_a_new_request_at_once(reader):
    empty = reader.get("/corrections/")
    reader.post(ASK, GIVEN)
    assert reader.get("/corrections/").headers["ETag"] != empty.headers["ETag"]


def test_the_secretariat_answers_and_shows_the_words(reader, secretariat):
    reader.post(ASK, GIVEN)
    number = Correction.objects.get().pk
    answer = {"outcome": "corrected", "answer": "It was the 20th.", "text_shown": "1"}
    assert secretariat.post(f"/corrections/{number}/answer/", answer).status_code == 302
    page = reader.get("/corrections/").content.decode()
    assert GIVEN["text"] in page
    assert "It was the 20th." in page


def test_nothing_is_closed_without_a_reason(reader, secretariat):
    reader.post(ASK, GIVEN)
    number = Correction.objects.get().pk
    answered = secretariat.post(f"/corrections/{number}/answer/", {"outcome": "upheld"})
    assert answered.status_code == 400
    assert "Say why it is closed." in answered.content.decode()
    assert Correction.objects.get().outcome == "open"


def test_nobody_else_answers(reader, client):
    reader.post(ASK, GIVEN)
    number = Correction.objects.get().pk
    client.force_login(User.objects.create_user("someone", password=None, role="observer"))
    assert client.post(f"/corrections/{number}/answer/", {}).status_code == 404
    assert reader.get(f"/corrections/{number}/answer/").status_code == 302


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "no"}, "Write at least a sentence"),
        ({"text": "x" * 2001}, "at most 2,000 letters"),
        ({"page": "javascript:alert(1)"}, "Write the address of a page"),
        ({"page": "//elsewhere.example/"}, "Write the address of a page"),
        ({"website": "http://spam.example"}, ""),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_kept_in_the_form(reader, given, sentence):
    answer = reader.post(ASK, GIVEN | given)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not Correction.objects.exists()


def test_markup_stays_text(reader, secretariat):
    reader.post(ASK, GIVEN | {"text": "<script>alert('x')</script> is wrong"})
    number = Correction.objects.get().pk
    for page in (
        secretariat.get(f"/corrections/{number}/answer/"),
        secretariat.post(f"/corrections/{number}/answer/", {"outcome": "open", "text_shown": "1"}),
        reader.get("/corrections/"),
    ):
        assert "<script>alert" not in page.content.decode()


def test_a_flood_from_one_address_ends(reader):
    for _ in range(PER_ADDRESS):
        assert reader.post(ASK, GIVEN).status_code == 302
    answer = reader.post(ASK, GIVEN)
    assert answer.status_code == 429
    assert Correction.objects.count() == PER_ADDRESS
    elsewhere = reader.post(ASK, GIVEN, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_a_form_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ASK, GIVEN).status_code == 403
    assert not Correction.objects.exists()
