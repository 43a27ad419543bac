"""A secretariat that has signed in, on a day after the meeting that was planned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kept.web.accounts.models import User
from kept.web.reading import clock

NEW = "/desk/meetings/new/?body="


@pytest.fixture(autouse=True)
def lakes(settings, exercise, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.KEPT_TODAY = "2025-12-20"
    assert str(clock.today()) == "2025-12-20"
    return exercise


@pytest.fixture
def desk() -> Callable[..., Client]:
    def signed_in(role: str = "secretariat", name: str = "secretariat-1") -> Client:
        user = User.objects.create_user(name, password="x", role=role)  # noqa: S106
        TOTP.activate(user, generate_totp_secret())
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def filled() -> dict[str, object]:
    """The seventh sitting of the verification mechanism, as a secretary types it in."""
    return {
        "number": "7",
        "planned_as": "jvm-7",
        "on": "2025-12-19",
        "place_en": "Velmar",
        "place_fr": "Velmar",
        "attended": ["aruna", "belva", "corland"],
        "reviewed_en": "Visit to the place of complaint 3\nPlan of Phase Two",
        "reviewed_fr": "Visite du lieu de la plainte 3\nPlan de la phase deux",
        "agreed_en": "To count again in January",
        "agreed_fr": "Compter de nouveau en janvier",
        "concerns": ["access-granted", "phase-two-planned"],
        "next_on": "2026-01-22",
        "next_en": "In Ostrel",
        "next_fr": "À Ostrel",
        "found1_kind": "obstacle",
        "found1_text_en": "The road to the hills is closed",
        "found1_text_fr": "La route des monts est coupée",
        "found1_concerns": ["outreach-campaigns"],
    }


@pytest.fixture
def steering() -> dict[str, object]:
    """A sitting of the steering committee with a decision that changes what is owed."""
    return {
        "number": "5",
        "on": "2025-12-18",
        "attended": ["aruna", "belva"],
        "decision1_text_en": "Thirty more days for the list of positions",
        "decision1_text_fr": "Trente jours de plus pour la liste de positions",
        "decision1_effect": "extend",
        "decision1_commitment": "list-of-positions",
        "decision1_by": "30 days",
        "agreed_by_all": "yes",
    }
