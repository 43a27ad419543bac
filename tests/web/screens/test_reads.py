"""That somebody read what is not for everybody is written down; what is public is nobody's business."""

import pytest
from django.test import Client

from kept.archive import open_process
from kept.web.accounts.models import Act, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exercise")]


@pytest.fixture
def observer():
    client = Client()
    client.force_login(User.objects.create_user("watcher", password=None, role="observer"))
    return client


def of_release(root, release):
    statements = open_process(root / "processes" / "lakes-exercise").statements
    return next(each.id for each in statements if each.release == release)


def test_reading_what_is_for_the_parties_is_written_down(root, observer):
    statement = of_release(root, "parties")
    for _ in range(2):  # the second time from what was kept
        assert observer.get(f"/statements/{statement}/").status_code == 200
    assert observer.get(f"/statements/{statement}/data.json").status_code == 200
    acts = Act.objects.filter(act="read")
    assert [(each.who, each.what) for each in acts] == [("watcher", statement)] * 3


def test_reading_what_is_public_is_not(root, observer, reader):
    statement = of_release(root, "public")
    assert observer.get(f"/statements/{statement}/").status_code == 200
    assert reader.get(f"/statements/{statement}/").status_code == 200
    assert not Act.objects.filter(act="read").exists()


def test_what_was_not_shown_was_not_read(root, observer):
    statement = of_release(root, "confidential")
    assert observer.get(f"/statements/{statement}/").status_code == 404
    assert not Act.objects.filter(act="read").exists()
