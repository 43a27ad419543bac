"""Passwords that are checked quickly, and a process with parties."""

import pytest


@pytest.fixture(autouse=True)
def lakes(settings, exercise, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return exercise
