"""Wrong tries are counted so that an attacker waits and an office does not."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.accounts.people import PASSWORD, account, is_in, try_in

from kept.web.accounts import attempts
from kept.web.accounts.attempts import Count, Tries, anywhere, here, signed_in_at
from kept.web.accounts.models import Act

OFFICE, ELSEWHERE = "10.0.0.1", "203.0.113.7"


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when they are told to."""

    class Clock:
        now = 1_000_000

        def __call__(self):
            return self.now

    made = Clock()
    monkeypatch.setattr(attempts, "seconds", made)
    return made


def attack(name, times, address=OFFICE):
    for _ in range(times):
        try_in(Client(REMOTE_ADDR=address), name, "wrong")


def comes_in(name, address=OFFICE):
    client = Client(REMOTE_ADDR=address)
    try_in(client, name)
    return is_in(client)


def test_one_who_mistypes_keeps_nobody_else_in_the_office_out():
    account("observer-1")
    account("observer-2")
    attack("observer-1", 50)
    assert not comes_in("observer-1")
    assert comes_in("observer-2")


def test_many_who_mistype_keep_nobody_else_in_the_office_out():
    account("observer-1")
    for n in range(40):
        attack(f"nobody-{n}", 3)
    assert comes_in("observer-1")


def test_the_wait_grows_and_passes(clock):
    account("observer-1")
    attack("observer-1", 6)
    assert not comes_in("observer-1")
    clock.now += 5
    assert comes_in("observer-1")


def test_waiting_tries_do_not_lengthen_the_wait(clock):
    account("observer-1")
    attack("observer-1", 50)
    clock.now += 5
    assert comes_in("observer-1")
    assert Act.objects.filter(act="sign-in-failed").count() == 5


def test_coming_in_forgives_the_tries_from_there():
    account("observer-1")
    attack("observer-1", 4)
    assert comes_in("observer-1")
    attack("observer-1", 4)
    assert comes_in("observer-1")


def test_many_addresses_are_counted_together_and_forgiven_to_nobody():
    account("observer-1")
    for n in range(30):
        attack("observer-1", 1, f"203.0.113.{n}")
    assert not comes_in("observer-1", ELSEWHERE)


def test_the_holder_s_coming_in_gives_an_attacker_no_new_tries():
    account("observer-1")
    for n in range(29):
        attack("observer-1", 1, f"203.0.113.{n}")
    assert comes_in("observer-1", OFFICE)
    attack("observer-1", 1, "203.0.113.99")
    assert not comes_in("observer-1", ELSEWHERE)


def test_an_attack_from_elsewhere_does_not_keep_the_holder_out():
    account("observer-1")
    assert comes_in("observer-1", OFFICE)
    for n in range(40):
        attack("observer-1", 1, f"203.0.113.{n}")
    assert comes_in("observer-1", OFFICE)
    assert not comes_in("observer-1", ELSEWHERE)


@pytest.mark.parametrize("name", ["observer-1", "nobody-at-all"])
def test_names_nobody_has_wait_alike(name):
    account("observer-1")
    said = []
    for _ in range(8):
        text = try_in(Client(), name, "wrong").content.decode()
        said.append("Too many wrong tries" in text)
    assert said == [False] * 5 + [True] * 3


def test_a_name_is_counted_however_it_is_written():
    account("observer-1")
    for written in ("Observer-1", " observer-1", "OBSERVER-1 ", "observer-1", "ｏbserver-1"):
        attack(written, 1)
    assert not comes_in("observer-1")


def test_the_old_password_is_guessed_no_faster():
    client = Client(REMOTE_ADDR=OFFICE)
    client.force_login(account("observer-1"))
    new = "quiet harbour lamps tonight"
    change = {"oldpassword": "wrong", "password1": new, "password2": new}
    for _ in range(5):
        client.post("/accounts/password/change/", change)
    answer = client.post("/accounts/password/change/", {**change, "oldpassword": PASSWORD})
    assert "Too many wrong tries" in answer.content.decode()


def test_showing_again_who_one_is_is_guessed_no_faster():
    client = Client(REMOTE_ADDR=OFFICE)
    client.force_login(account("observer-1"))
    for _ in range(5):
        client.post("/accounts/reauthenticate/", {"password": "wrong"})
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert "Too many wrong tries" in answer.content.decode()


@pytest.mark.usefixtures("db")
class TestTries:
    COUNT = Count(key="one", free=2, longest=60)

    def test_of_those_who_try_at_the_same_time_one_may(self):
        first, second = Tries([self.COUNT]), Tries([self.COUNT])
        assert (first.begin(), second.begin()) == (0, 1)
        first.failed()
        assert second.begin() == 0

    def test_one_that_was_refused_by_another_count_holds_nothing(self):
        other = Count(key="two", free=2, longest=60)
        taken = Tries([other])
        taken.begin()
        assert Tries([self.COUNT, other]).begin() == 1
        assert Tries([self.COUNT]).begin() == 0

    def test_they_are_counted_for_all_workers(self):
        Tries([self.COUNT]).failed()
        caches["default"].clear()
        assert caches["attempts"].get("one")[0] == 1

    def test_keys_tell_no_name_and_no_address(self):
        for count in (here("aruna-1", OFFICE), anywhere("aruna-1")):
            assert "aruna" not in count.key
            assert OFFICE not in count.key

    def test_a_known_address_is_that_of_one_name(self):
        signed_in_at("aruna-1", OFFICE)
        assert len(attempts.counts_of("aruna-1", OFFICE)) == 1
        assert len(attempts.counts_of("aruna-2", OFFICE)) == 2
        assert len(attempts.counts_of("aruna-1", ELSEWHERE)) == 2


@given(st.integers(0, 10_000), st.integers(0, 50), st.integers(5, 10_000))
def test_waits_never_shrink_and_have_an_end(failures, free, longest):
    count = Count(key="one", free=free, longest=longest)
    wait = count.wait_after(failures)
    assert wait <= count.wait_after(failures + 1) <= longest
    assert (wait == 0) is (failures < free)


def test_the_address_behind_a_proxy_is_the_one_it_names(settings):
    account("observer-1")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(6):
        try_in(Client(), "observer-1", "wrong", headers={"X-Forwarded-For": ELSEWHERE})
    client = Client()
    try_in(client, "observer-1", headers={"X-Forwarded-For": OFFICE})
    assert is_in(client)


def test_without_a_proxy_nobody_names_an_address_for_himself():
    account("observer-1")
    for n in range(6):
        try_in(Client(), "observer-1", "wrong", headers={"X-Forwarded-For": f"10.1.1.{n}"})
    assert not comes_in("observer-1", "127.0.0.1")


def test_wrong_codes_of_one_account_are_not_another_s():
    user, other = account("aruna-1"), account("belva-1")
    TOTP.activate(user, "A" * 32)
    TOTP.activate(other, "B" * 32)
    client = Client()
    try_in(client, "aruna-1")
    for _ in range(6):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client = Client()
    try_in(client, "belva-1")
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many" not in answer.content.decode()
