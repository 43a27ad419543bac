"""The predicate and the query say the same of every row and every viewer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kept.ledger.statement import RELEASES
from kept.web.accounts.models import Released, Role
from kept.web.reading.viewer import Viewer, may_see

NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)
PARTIES = ("aruna", "belva")


class Paper(Released):
    """A row with nothing but what decides who sees it."""

    class Meta:
        app_label = "papers"


@pytest.fixture(scope="session")
def papers(django_db_setup, django_db_blocker):
    """The table, made outside every transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Paper)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Paper)


instants = st.sampled_from([None, *(NOON + timedelta(seconds=each) for each in (-1, 0, 1))])
rows = st.builds(
    Paper,
    release=st.sampled_from(RELEASES),
    party=st.sampled_from(["", *PARTIES]),
    held=st.booleans(),
    held_until=instants,
)
viewers = st.builds(
    Viewer, role=st.sampled_from(Role.values), party=st.sampled_from([None, "", *PARTIES])
)


@pytest.mark.usefixtures("papers", "db")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(rows, max_size=12), viewer=viewers)
def test_the_query_finds_exactly_what_may_be_seen(several, viewer):
    Paper.objects.all().delete()
    for each in several:
        each.pk = None
        each.save()
    found = set(Paper.objects.visible_to(viewer, NOON).values_list("pk", flat=True))
    assert found == {each.pk for each in several if each.visible_to(viewer, NOON)}


@given(row=rows, viewer=viewers)
def test_a_row_is_judged_by_the_one_rule(row, viewer):
    held = row.held or (row.held_until is not None and row.held_until > NOON)
    expected = may_see(viewer, row.release, row.party or None, held=held)
    assert row.visible_to(viewer, NOON) is expected


@pytest.mark.usefixtures("papers", "db")
def test_what_is_held_until_an_instant_is_seen_from_it_on():
    Paper.objects.create(release="parties", party="aruna", held_until=NOON)
    belva = Viewer(role="delegation", party="belva")
    before, then = NOON - timedelta(seconds=1), NOON
    assert [Paper.objects.visible_to(belva, at).count() for at in (before, then)] == [0, 1]


@pytest.mark.usefixtures("papers", "db")
def test_one_delegation_never_finds_what_only_the_other_may_see():
    for release in RELEASES:
        Paper.objects.create(release=release, party="aruna", held=True)
    belva = Viewer(role="signatory", party="belva")
    aruna = Viewer(role="delegation", party="aruna")
    assert (Paper.objects.visible_to(belva).count(), Paper.objects.visible_to(aruna).count()) == (
        0,
        4,
    )
